"""Pieces of one table → one matrix: columns matched by number or by geometry, rows cut by the page break joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from budget.amounts import is_blank, text_to_amount
from budget.layout.records import Matrix
from budget.layout.vocabulary import is_total_word
from budget.models import GridCell, Notice, NoticeKind, say
from budget.models.places import part
from budget.text import find_ordinal, fold_label

MIN_ROWS = 3  # fewer rows show no rule
EDGE_TOLERANCE = 6.0  # PDF points; rulings of one column differ less than this from page to page


def align(pieces: Sequence[Matrix]) -> list[Matrix]:
    """Give all pieces the same columns."""
    if len({len(piece[0]) for piece in pieces}) == 1:
        return list(pieces)
    edges = [_left_edges(piece) for piece in pieces]
    if any(edge is None for edge in edges):
        width = max(len(piece[0]) for piece in pieces)
        return [_pad(piece, width) for piece in pieces]
    known = [edge for edge in edges if edge is not None]
    origin = known[0][0]
    shifted = [_shift(edge, origin) for edge in known]
    edges_of_all = sorted(x for edge in shifted for x in edge)
    targets = [near[0] for near in part(edges_of_all, lambda near, x: x - near[0] > EDGE_TOLERANCE)]
    return [_spread(piece, edge, targets) for piece, edge in zip(pieces, shifted, strict=True)]


def _left_edges(matrix: Matrix) -> list[float] | None:
    """Where each column begins, in points; None without geometry."""
    edges: list[float] = []
    for c in range(len(matrix[0])):
        own = [row[c].place.box for row in matrix if c == 0 or row[c - 1] is not row[c]]
        starts = sorted(box[0] for box in own if box is not None)
        if not starts:
            return None
        edges.append(starts[len(starts) // 2])
    return edges


def _shift(edges: list[float], origin: float) -> list[float]:
    """Pages may be printed a little to the left or right of each other."""
    offset = edges[0] - origin
    return [x - offset for x in edges] if abs(offset) <= 3 * EDGE_TOLERANCE else edges


def _spread(matrix: Matrix, edges: list[float], targets: list[float]) -> Matrix:
    """Repeat each column over the target columns that begin inside it."""
    indexes = [max((c for c, x in enumerate(edges) if x <= t + EDGE_TOLERANCE), default=0) for t in targets]
    return tuple(tuple(row[c] for c in indexes) for row in matrix)


def _pad(matrix: Matrix, width: int) -> Matrix:
    return tuple(
        row + tuple(GridCell("", row[0].place._replace(box=None)) for _ in range(width - len(row))) for row in matrix
    )


def join_pieces(pieces: Sequence[Matrix], header_rows: int) -> tuple[Matrix, list[Notice]]:
    """One matrix of aligned pieces, and a notice for each row that was put together over a page break."""
    joined = list(pieces[0])
    notices: list[Notice] = []
    body = [row for piece in pieces for row in piece][header_rows:]
    may_be_halves = _halves_rule(body)
    for piece in pieces[1:]:
        rows = list(piece)
        if rows and len(joined) > header_rows and may_be_halves(joined[-1], rows[0]):
            whole = tuple(map(_join_cells, joined.pop(), rows.pop(0)))
            said = say("layout.row_joined", page=whole[0].place.page or 0, row=_row_text(whole))
            notices.append(Notice(NoticeKind.AS_PRINTED, None, said))
            joined.append(whole)
        joined.extend(rows)
    return tuple(joined), notices


def _halves_rule(body: Sequence[Sequence[GridCell]]) -> Callable[[Sequence[GridCell], Sequence[GridCell]], bool]:
    """How halves of a row are told in this table: where rows always show codes, or always figures, one without is half.

    Where neither is so (names over blanks in both halves of a summary), no two rows are taken for one.
    """
    others = [row for row in body if not any(is_total_word(fold_label(cell.text)) for cell in row)]
    coded = sum(map(_begins_with_code, others))
    if len(others) > MIN_ROWS and len(others) - coded <= _odd_rows(len(others)):
        return lambda upper, lower: _may_follow(upper, lower) and not (_has_money(upper) and _has_money(lower))
    without = sum(not _has_figure(row) for row in body)
    if len(body) > MIN_ROWS and without <= _odd_rows(len(body)):
        return lambda upper, lower: _may_follow(upper, lower) and _has_figure(upper) != _has_figure(lower)
    return lambda upper, lower: False


def _odd_rows(count: int) -> int:
    """How many rows may lack what the others show and be halves: one in ten, one at least, three at most."""
    return min(3, max(1, count // 10))


def _may_follow(upper: Sequence[GridCell], lower: Sequence[GridCell]) -> bool:
    """Whether a row at a page's top begins nothing new: no ordinal, code, total or merged cell from above."""
    if any(a is b for a, b in zip(upper, lower, strict=True)):
        return False
    first = next((fold_label(cell.text) for cell in lower if cell.text.strip()), "")
    if not first or find_ordinal(first) or is_total_word(first) or _begins_with_code(lower):
        return False
    return _begins_with_code(upper) or not _has_figure(upper) or _label_count(lower) == 1


def _has_money(row: Sequence[GridCell]) -> bool:
    """Whether a row shows a figure that is no 款 or 项 of a code (two digits)."""
    texts = [fold_label(cell.text) for cell in row[1:]]
    return any(text_to_amount(text) is not None and not (text.isdigit() and len(text) <= 2) for text in texts)


def _has_figure(row: Sequence[GridCell]) -> bool:
    return any(text_to_amount(cell.text) is not None for cell in row[1:])


def _begins_with_code(row: Sequence[GridCell]) -> bool:
    text = fold_label(row[0].text)
    return text.isascii() and text.isdigit()


def _label_count(row: Sequence[GridCell]) -> int:
    return sum(not is_blank(cell.text) and text_to_amount(cell.text) is None for cell in row)


def _join_cells(upper: GridCell, lower: GridCell) -> GridCell:
    text = "\n".join(filter(None, (upper.text, lower.text)))
    return GridCell(text, (upper if upper.text.strip() else lower).place, doubt=upper.doubt or lower.doubt)


def _row_text(row: Sequence[GridCell]) -> str:
    return " ".join(fold_label(cell.text) for cell in row if cell.text.strip())[:60]
