"""Cells and characters of a page → its grids and lines, in reading order. Pure."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt

from budget.models import Grid, GridCell, GridRow, Place, TextLine, change_block
from budget.reading.glyphs import Glyphs, glyphs_to_runs
from budget.reading.grids import Lattice, drop_ghosts
from budget.reading.pdfium.frame import turn_back
from budget.reading.stacked_rows import cut_stacked_rows, torn_figures
from budget.reading.text_lines import Line, Run, row_to_line, runs_to_lines, runs_to_rows
from budget.reading.unruled.tables import AlignedTable, rows_to_aligned_tables

NOBODY = -1
SET_FROM_LEFT = 2.0  # points in favour of the left side
SAME_LEFT = 2.0  # points; the lines of a wrapped text begin below each other, a centred header's elsewhere
ACROSS = 0.35  # of its height; a line that lies so far over the rule above it overflows from there
TIGHT = 0.85  # of the distance to the line above: so much nearer no two lines of one text follow each other


def to_blocks(lattices: list[Lattice], glyphs: Glyphs, number: int) -> tuple[TextLine | Grid, ...]:
    """Share the characters out to the cells; what stands in none is a line of text."""
    first_owner = np.cumsum([0] + [len(lattice.cells) for lattice in lattices]).tolist()
    members: dict[int, list[Run]] = defaultdict(list)
    boxes = [lattice.cell_box(cell) for lattice in lattices for cell in lattice.cells]
    for run, first, last in zip(*glyphs_to_runs(glyphs, _owners(lattices, first_owner, glyphs)), strict=True):
        members[first if first == last else _owner_of_wide_run(run, first, last, boxes)].append(run)
    blocks: list[tuple[float, float, TextLine | Grid]] = []
    for lattice, first in zip(lattices, first_owner, strict=False):
        cut, lines = cut_stacked_rows(lattice, _keep_apart(lattice, _cell_lines(members, first, len(lattice.cells))))
        torn = torn_figures(cut, lines)
        texts = {cell: ("" if cell in torn else "\n").join(line.text for line in lines[cell]) for cell in lines}
        blocks.append((cut.ys[0], cut.xs[0], _to_grid(cut, texts, number)))
    blocks.extend(_loose_blocks(members[NOBODY], number))
    return tuple(block for _, _, block in sorted(blocks, key=lambda item: item[:2]))


def _loose_blocks(runs: list[Run], number: int) -> list[tuple[float, float, TextLine | Grid]]:
    """What stands outside ruled grids: lines, and tables known by their white space only."""
    rows = runs_to_rows(runs)
    tables = rows_to_aligned_tables(rows)
    taken = {index for table in tables for index in table.taken}
    blocks: list[tuple[float, float, TextLine | Grid]] = [
        (table.ys[0], table.xs[0], _aligned_to_grid(table, number)) for table in tables
    ]
    for index, row in enumerate(rows):
        line = None if index in taken else row_to_line(row)
        if line is not None:
            place = Place(number, None, _round((line.x0, line.top, line.x1, line.bottom)))
            blocks.append(((line.top + line.bottom) / 2, line.x0, TextLine(line.text, place)))
    return blocks


def _aligned_to_grid(table: AlignedTable, number: int) -> Grid:
    rows = tuple(
        tuple(
            GridCell(text, Place(number, None, _round((table.xs[c], table.ys[r], table.xs[c + 1], table.ys[r + 1]))))
            for c, text in enumerate(texts)
        )
        for r, texts in enumerate(table.texts)
    )
    return Grid(rows, Place(number, None, _round((table.xs[0], table.ys[0], table.xs[-1], table.ys[-1]))))


def turn_blocks(
    blocks: tuple[TextLine | Grid, ...], turns: int, width: float, height: float
) -> tuple[TextLine | Grid, ...]:
    """Blocks read on a page turned clockwise, with their places on the page of that size as it is displayed."""

    def move(text: str, place: Place) -> tuple[str, Place]:
        box = place.box and _round(turn_back(place.box, turns, width, height))
        return text, place._replace(box=box)

    return tuple(change_block(block, move) for block in blocks)


def _owners(lattices: list[Lattice], first_owner: list[int], glyphs: Glyphs) -> npt.NDArray[np.int64]:
    """For each character the number of its cell over all lattices; the innermost lattice (the smallest) has it."""
    owners = np.full(len(glyphs), NOBODY, np.int64)
    middle_x, middle_y = glyphs.middles()
    for index in sorted(range(len(lattices)), key=lambda index: _area(lattices[index]), reverse=True):
        lattice = lattices[index]
        columns = np.searchsorted(lattice.xs, middle_x, "right") - 1
        rows = np.searchsorted(lattice.ys, middle_y, "right") - 1
        inside = (columns >= 0) & (columns < len(lattice.xs) - 1) & (rows >= 0) & (rows < len(lattice.ys) - 1)
        cells = np.array(lattice.owners, np.int64)[rows[inside], columns[inside]]
        places = np.flatnonzero(inside)[cells >= 0]
        owners[places] = first_owner[index] + cells[cells >= 0]
    return owners


def _area(lattice: Lattice) -> float:
    x0, top, x1, bottom = lattice.box
    return (x1 - x0) * (bottom - top)


def _owner_of_wide_run(run: Run, first: int, last: int, boxes: list[tuple[float, float, float, float]]) -> int:
    """Whose a text is that runs over the border of its cell: it stands nearer to the side it is set from."""
    if NOBODY in (first, last):
        return max(first, last)
    return first if run[0] - boxes[first][0] <= boxes[last][2] - run[2] + SET_FROM_LEFT else last


def _cell_lines(members: dict[int, list[Run]], first: int, count: int) -> dict[int, list[Line]]:
    """The lines of each cell that prints any."""
    found = ((cell, runs_to_lines(members[first + cell])) for cell in range(count) if first + cell in members)
    return {cell: lines for cell, lines in found if lines}


def _keep_apart(lattice: Lattice, lines: dict[int, list[Line]]) -> dict[int, list[Line]]:
    """The lines of each cell; one across the rule over it that runs into its cell's next line is the cell's above.

    A name too long for its cell overflows into the row below (bj-yjj-2026-tables, p. 11: …基本养老保险⏎缴费 on a rule).
    """
    above = {(end, left, right): cell for cell, (_, left, end, right) in enumerate(lattice.cells) if cell in lines}
    for lower, (row, left, _, right) in enumerate(lattice.cells):
        upper = above.get((row, left, right))
        if upper is not None and len(lines.get(lower, ())) > 1:
            last, (first, second, *_) = lines[upper][-1], lines[lower]
            height = first.bottom - first.top
            is_across = lattice.ys[row] - first.top > ACROSS * height
            if (
                is_across
                and abs(first.x0 - last.x0) < SAME_LEFT
                and second.top - first.top < TIGHT * (first.top - last.top)
            ):
                lines[upper].append(lines[lower].pop(0))
    return lines


def _to_grid(lattice: Lattice, texts: dict[int, str], number: int) -> Grid:
    tidy, old_index = drop_ghosts(lattice, frozenset(texts))
    xs, ys = [round(x, 1) for x in tidy.xs], [round(y, 1) for y in tidy.ys]
    rows: list[list[GridCell | None]] = [[None] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for (row, column, row_end, column_end), old in zip(tidy.cells, old_index, strict=True):
        place = Place(number, None, (xs[column], ys[row], xs[column_end], ys[row_end]))
        rows[row][column] = GridCell(texts.get(old, ""), place, row_end - row, column_end - column)
    table: tuple[GridRow, ...] = tuple(map(tuple, rows))
    return Grid(table, Place(number, None, (xs[0], ys[0], xs[-1], ys[-1])))


def _round(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = box
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)
