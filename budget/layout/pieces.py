"""Page → its lines and pieces of tables: grids cleaned, heads and notes taken out, stacked tables cut apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budget.layout.captions import lines_to_caption
from budget.layout.furniture import furniture_lines
from budget.layout.grids import drop_blank_rows, grid_to_matrix
from budget.layout.head_rows import is_note_row, row_to_lines, split_matrix_rows
from budget.layout.records import Matrix, Piece
from budget.models import Grid, Page, TextLine
from budget.text import fold

Item = TextLine | Piece

_LEADER = re.compile(r"^目[录次]$|[.．·]{4,}|…{2,}")


def pages_to_items(pages: Sequence[Page]) -> Iterator[Item]:
    """All lines and pieces of the document in order, without page furniture."""
    furniture = furniture_lines(pages)
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Grid):
                yield from grid_to_items(block, page.number)
            elif id(block) not in furniture:
                yield block


def grid_to_items(grid: Grid, page: int) -> Iterator[Item]:
    """One grid → pieces of tables; a grid of a single column is prose in a box (a contents list)."""
    matrix = drop_blank_rows(grid_to_matrix(grid.rows))
    if not matrix:
        return
    groups = split_matrix_rows(matrix)
    for head, body in groups:
        caption = lines_to_caption([line for r in head for line in row_to_lines(matrix[r])])
        rows, notes = _split_note_rows([matrix[r] for r in body])
        if not rows or _is_boxed_prose(rows):
            yield from caption.lines
            yield from (line for row in rows for line in row_to_lines(row))
            yield from notes
        else:
            yield Piece(page, rows, caption, notes, is_split=len(groups) > 1)


def _split_note_rows(rows: list[tuple]) -> tuple[Matrix, tuple[TextLine, ...]]:
    """Body rows without the notes printed as the last rows of the block (and their unmarked continuation lines)."""
    first = next((r for r in range(len(rows)) if is_note_row(rows[r])), len(rows))
    if any(len({id(cell) for cell in row if cell.text.strip()}) > 1 for row in rows[first:]):
        first = len(rows)
    return tuple(rows[:first]), tuple(line for row in rows[first:] for line in row_to_lines(row))


def _is_boxed_prose(rows: Matrix) -> bool:
    """A frame round text: one column, or lines that fill all columns, or a contents list.

    Texts in one column of several are no prose: a page may show only the names of the right half of a table.
    """
    if all(cell is row[0] for row in rows for cell in row):
        return True
    texts = [[fold(cell.text) for cell in row if fold(cell.text)] for row in rows]
    leaders = sum(any(_LEADER.search(text) for text in row) for row in texts)
    return all(len(row) <= 2 for row in texts) and leaders * 2 > len(rows)
