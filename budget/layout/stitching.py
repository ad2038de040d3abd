"""Items → blocks: pieces of one table put together, captions and notes given to their table, the rest left as prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from budget.amounts import text_to_amount
from budget.layout.alignment import align, join_pieces
from budget.layout.captions import split_caption, split_notes
from budget.layout.grids import matrix_to_rows, merge_twins
from budget.layout.head_words import is_same_title, text_to_unit, unknown_units
from budget.layout.headers import count_header_rows, header_texts, looks_like_header, repeated_header_rows
from budget.layout.pieces import pages_to_items
from budget.layout.records import Caption, Layout, LayoutBlock, Matrix, Piece
from budget.layout.vocabulary import is_total_word, pattern, title_to_kind
from budget.models import FORM_KINDS, GridCell, Notice, NoticeKind, Page, Table, TableKind, TextLine, Unit, say
from budget.text import fold_label

MAX_NAME = 50  # characters; the longest name of a department in print has about 40
MIN_REPEATED_ROWS = 4  # shorter tables may be equal by nature (an empty one for each unit)
MAX_MARGIN_LINES = 2  # running heads that are on too few pages to be told as furniture


@dataclass(frozen=True, slots=True)
class Draft:
    """A table that may go on: its caption, and its pieces so far with repeated headers taken away."""

    caption: Caption
    pieces: tuple[Piece, ...]
    notes: tuple[TextLine, ...] = ()

    @property
    def kind(self) -> TableKind | None:
        return title_to_kind(self.caption.title)

    @property
    def header(self) -> Matrix:
        """The header rows of the first piece."""
        first = self.pieces[0].matrix
        return first[: count_header_rows(first)]


def pages_to_layout(pages: Sequence[Page]) -> Layout:
    """Pages → the document in order, with every table whole."""
    sizes = {page.number: (page.width, page.height) for page in pages}
    blocks: list[LayoutBlock] = []
    pending: list[TextLine] = []
    draft: Draft | None = None
    for item in pages_to_items(pages):
        if isinstance(item, TextLine):
            pending.append(item)
            continue
        draft = _take_piece(item, draft, pending, blocks, sizes)
        pending.clear()
    _close(draft, pending, blocks)
    return drop_repeated_tables(blocks)


def _take_piece(
    piece: Piece,
    draft: Draft | None,
    pending: list[TextLine],
    blocks: list[LayoutBlock],
    sizes: Mapping[int, tuple[float, float]],
) -> Draft:
    """Add the piece to the open table, or close that one and open another."""
    prose, caption = split_caption(pending, sizes[piece.page][0])
    if piece.caption.lines:
        caption = _merge_captions(caption, piece.caption)
    if draft is not None:
        # a long table may print its note at the foot of each of its pages
        notes, rest = split_notes(prose) if piece.page > draft.pieces[-1].page else ((), prose)
        if continues(draft, piece, caption, _without_margin(rest, sizes)):
            blocks.extend(rest)
            return _extend(draft, piece, notes)
    _close(draft, prose, blocks)
    return Draft(caption, (piece,), piece.notes)


def _merge_captions(outer: Caption, inner: Caption) -> Caption:
    """A head partly above the grid, partly in its first rows."""
    return Caption(
        title=inner.title or outer.title,
        number=inner.number or outer.number,
        unit_text=inner.unit_text or outer.unit_text,
        department=inner.department or outer.department,
        lines=outer.lines + inner.lines,
    )


def _without_margin(lines: Sequence[TextLine], sizes: Mapping[int, tuple[float, float]]) -> list[TextLine]:
    """The lines that are not at the very top or bottom of a page, unless there are too many of those."""
    inner = [line for line in lines if not _is_at_margin(line, sizes)]
    return inner if len(lines) - len(inner) <= MAX_MARGIN_LINES else list(lines)


def _is_at_margin(line: TextLine, sizes: Mapping[int, tuple[float, float]]) -> bool:
    if line.place.box is None or line.place.page is None or line.place.page not in sizes:
        return False
    height = sizes[line.place.page][1]
    return line.place.box[3] <= 0.1 * height or line.place.box[1] >= 0.9 * height


def continues(draft: Draft, piece: Piece, caption: Caption, prose: Sequence[TextLine]) -> bool:
    """Whether a piece goes on with the open table.

    It never does after prose, over a page without a piece, or under another title. Under no title it does, unless it
    prints a header of its own; under the same title when its header is the same and no total has closed the table.
    """
    last = draft.pieces[-1]
    if prose or piece.page - last.page > 1:
        return False
    if caption.title:
        is_same = is_same_title(caption.title, draft.caption.title)
        return not draft.notes and is_same and _is_reprinted(draft, piece, caption)
    if not _is_repeated_minor(draft.caption, caption):
        return False
    if draft.kind in FORM_KINDS or _is_header_only(draft):
        return True
    if piece.page == last.page and len(last.matrix[0]) != len(piece.matrix[0]):
        return False
    return _has_header_of(draft, piece) or not _has_another_header(draft, piece)


def _is_repeated_minor(known: Caption, caption: Caption) -> bool:
    """Whether a head without a title (单位, 部门名称) only repeats what the open table's head said."""
    texts = {fold_label(line.text) for line in known.lines}
    return all(fold_label(line.text) in texts or "续" in line.text for line in caption.lines)


def _is_reprinted(draft: Draft, piece: Piece, caption: Caption) -> bool:
    """Whether a piece under the same title goes on with the table: on a later page, its header the same or left out."""
    is_same_table = caption.department == draft.caption.department and piece.page != draft.pieces[-1].page
    if draft.kind in FORM_KINDS or not is_same_table or _is_closed(draft):
        return False
    return _has_header_of(draft, piece) or not _has_another_header(draft, piece)


def _is_closed(draft: Draft) -> bool:
    """Whether the last row so far is a total and the first one is not: nothing can follow it.

    本年收入合计 closes nothing: 上年结转 and 收入总计 may stand on the next page (huz-czj-2026, p. 17).
    """
    body = [row for piece in draft.pieces for row in piece.matrix][len(draft.header) :]
    if not body or any(pattern("row", "current_total_pattern").fullmatch(fold_label(cell.text)) for cell in body[-1]):
        return False
    return _is_total_row(body[-1]) and not _is_total_row(body[0])


def _is_total_row(row: Sequence[GridCell]) -> bool:
    return any(is_total_word(fold_label(cell.text)) for cell in row)


def _has_header_of(draft: Draft, piece: Piece) -> bool:
    header = header_texts(draft.header)
    return bool(header) and header_texts(piece.matrix[: len(header)]) == header


def _has_another_header(draft: Draft, piece: Piece) -> bool:
    """Whether a piece begins with a header of its own: told by its words, or by the word over the same names.

    A table too wide for a page goes on with 项目 | 五个地区 and then 项目 | 五个别的: places are no words of a header.
    """
    if looks_like_header(piece.matrix):
        return True
    first, *_ = header_texts(piece.matrix[:1])
    return (
        len(first) > 1
        and not any(text_to_amount(cell.text) is not None for cell in piece.matrix[0])
        and any(known[:1] == first[:1] and known != first for known in header_texts(draft.header))
    )


def _is_header_only(draft: Draft) -> bool:
    """A page break between the rows of the header: nothing but header so far."""
    return len(draft.pieces) == 1 and len(draft.header) >= len(draft.pieces[0].matrix) <= 3


def _extend(draft: Draft, piece: Piece, notes: tuple[TextLine, ...]) -> Draft:
    if draft.kind not in FORM_KINDS:
        piece = replace(piece, matrix=piece.matrix[repeated_header_rows(draft.header, piece.matrix) :])
    pieces = draft.pieces + ((piece,) if piece.matrix else ())
    return Draft(draft.caption, pieces, (*draft.notes, *notes, *piece.notes))


def _close(draft: Draft | None, lines: Sequence[TextLine], blocks: list[LayoutBlock]) -> None:
    """Finish the open table: the lines after it are first its notes, then prose."""
    notes, prose = split_notes(lines) if draft is not None else ((), tuple(lines))
    if draft is not None:
        blocks.append(draft_to_table(replace(draft, notes=draft.notes + notes)))
    blocks.extend(prose)


def draft_to_table(draft: Draft) -> Table:
    """Stitch the pieces to one table with its header rows first."""
    matrices = align([piece.matrix for piece in draft.pieces])
    matrix, notices = join_pieces(matrices, len(draft.header))
    matrix = merge_twins(matrix)
    header = 0 if draft.kind in FORM_KINDS else count_header_rows(matrix)
    department, too_long = _cut_name(draft.caption.department)
    return Table(
        title=draft.caption.title,
        number=draft.caption.number,
        caption=draft.caption.lines,
        unit=_find_unit(draft.caption, matrix[:header]),
        department=department,
        rows=matrix_to_rows(matrix),
        header_row_count=header,
        notes=draft.notes,
        pages=tuple(sorted({piece.page for piece in draft.pieces})),
        notices=(*notices, *too_long, *unknown_units(draft.caption.lines)),
    )


def _cut_name(name: str | None) -> tuple[str | None, tuple[Notice, ...]]:
    if name is None or len(name) <= MAX_NAME:
        return name, ()
    cut = say("layout.name_cut", count=len(name), limit=MAX_NAME)
    return name[:MAX_NAME], (Notice(NoticeKind.AS_PRINTED, None, cut),)


def _find_unit(caption: Caption, header: Matrix) -> Unit | None:
    """The unit above the table, else the one unit that its header cells print (金额（万元）)."""
    if caption.unit_text:
        return text_to_unit(caption.unit_text)
    units = {unit for row in header for cell in row if (unit := text_to_unit(cell.text))}
    return units.pop() if len(units) == 1 else None


def drop_repeated_tables(blocks: Sequence[LayoutBlock]) -> Layout:
    """The blocks without tables that repeat an earlier one cell by cell under the same title; the first is marked.

    A table printed twice (a page bound in again, a file joined twice) counts once, and says so.
    """
    kept: list[LayoutBlock] = []
    repeated: list[Table] = []
    places: dict[object, int] = {}
    for block in blocks:
        at = places.setdefault(_table_key(block), len(kept))
        first = kept[at] if at < len(kept) else None
        if isinstance(first, Table) and isinstance(block, Table):
            again = Notice(NoticeKind.AS_PRINTED, None, say("layout.printed_again", pages=block.pages))
            kept[at] = replace(first, notices=(*first.notices, again))
            repeated.append(block)
        else:
            kept.append(block)
    return Layout(tuple(kept), tuple(repeated))


def _table_key(block: LayoutBlock) -> object:
    """What two printings of one table have in common; a key of its own for what may be printed twice."""
    if not isinstance(block, Table) or not block.title or len(block.rows) < MIN_REPEATED_ROWS:
        return id(block)
    rows = tuple(tuple(fold_label(cell.text) if cell else "·" for cell in row) for row in block.rows)
    return fold_label(block.title), block.department, rows
