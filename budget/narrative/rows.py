"""Pieces of one printed line, stored apart or out of order, → one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budget.models import Table, TextLine
from budget.models.places import join_places

BOXED_PROSE = 60  # characters; a box with less is a heading or a note
SAME_ROW = 0.55  # share of the lower piece's height by which two pieces must overlap to stand on one line


def join_row_pieces(blocks: Sequence[TextLine | Table]) -> list[TextLine | Table]:
    """The blocks with the pieces of each printed line joined from left to right.

    Word sets a figure between Chinese characters as a run of its own; some producers store such runs before the
    words they follow ("2017" | "二、" | "年主要工作任务"), and wide gaps come apart ("目  录").
    """
    joined: list[TextLine | Table] = []
    row: list[TextLine] = []
    for block in blocks:
        if isinstance(block, TextLine) and row and _is_on_row(row, block):
            row.append(block)
            continue
        joined.extend(_join(row))
        row = [block] if isinstance(block, TextLine) else []
        joined.extend([] if row else [block])
    return [*joined, *_join(row)]


def unbox_prose(blocks: Sequence[TextLine | Table]) -> list[TextLine | Table]:
    """The blocks with prose set in a ruled box (one column of sentences) as lines again; their box is left out."""
    unboxed: list[TextLine | Table] = []
    for block in blocks:
        lines = [] if isinstance(block, TextLine) else _boxed_lines(block)
        unboxed.extend(lines or [block])
    return unboxed


def _boxed_lines(table: Table) -> list[TextLine]:
    """The lines of a table that holds only sentences; [] for one with columns or figures."""
    cells = [[cell for cell in row if cell is not None and cell.text.strip()] for row in table.rows]
    is_one_column = all(len(row) <= 1 for row in cells)
    text = "".join(cell.text for row in cells for cell in row)
    if not is_one_column or len(text) < BOXED_PROSE or "。" not in text:
        return []
    pieces = [(line, cell.place._replace(box=None)) for row in cells for cell in row for line in cell.text.split("\n")]
    return [TextLine(line.strip(), place) for line, place in pieces if line.strip()]


def _is_on_row(row: Sequence[TextLine], line: TextLine) -> bool:
    return row[0].place.page == line.place.page and _overlaps(row[0], line) and _overlaps(row[-1], line)


def _overlaps(piece: TextLine, line: TextLine) -> bool:
    first, second = piece.place.box, line.place.box
    if first is None or second is None:
        return False
    shared = min(first[3], second[3]) - max(first[1], second[1])
    is_beside = min(first[2], second[2]) - max(first[0], second[0]) <= shared
    return is_beside and shared >= SAME_ROW * min(first[3] - first[1], second[3] - second[1])


def _join(row: Sequence[TextLine]) -> Iterator[TextLine]:
    if len(row) < 2:
        yield from row
        return
    ordered = sorted(row, key=lambda piece: piece.place.box or (0.0, 0.0, 0.0, 0.0))
    yield TextLine(" ".join(piece.text for piece in ordered), join_places([piece.place for piece in ordered]))
