"""Rulings → lattices of cells. Pure geometry: which cells there are, what they span, where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise, product
from typing import NamedTuple

from budget.models.places import part
from budget.reading.rules import Rule, Ruling, connect, reaching_positions

COVERAGE = 0.6
"""The share of a cell's side that must be ruled to separate it from its neighbour."""
GHOST_WIDTH = 8.0
"""Columns and rows narrower than this (points) without a character in them are the gap of a double rule."""
MAX_CELLS = 30_000


class TooManyCellsError(ValueError):
    """The ruling makes more cells than any printed table has."""


class Cell(NamedTuple):
    """Cell from row `row` and column `column`, up to and without `row_end`, `column_end`."""

    row: int
    column: int
    row_end: int
    column_end: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """The cells between the rules `xs` and `ys`; `owners[row][column]` is an index of `cells`, -1 where no cell is."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    owners: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom of the whole."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_box(self, cell: Cell) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom of one cell."""
        return self.xs[cell.column], self.ys[cell.row], self.xs[cell.column_end], self.ys[cell.row_end]


def ruling_to_lattice(ruling: Ruling) -> Lattice | None:
    """The cells a ruling encloses; None when it encloses fewer than two. Raises TooManyCellsError."""
    xs = sorted(set(reaching_positions(ruling.verticals, ruling.horizontals)))
    ys = sorted(set(reaching_positions(ruling.horizontals, ruling.verticals)))
    if len(xs) < 2 or len(ys) < 2:
        return None
    if (len(xs) - 1) * (len(ys) - 1) > MAX_CELLS:
        raise TooManyCellsError(f"{len(ys) - 1} rows x {len(xs) - 1} columns")
    below = _barriers(ruling.horizontals, ys, xs)
    right = _barriers(ruling.verticals, xs, ys)
    cells = _boxes_to_cells(len(ys) - 1, len(xs) - 1, below, right)
    return cells_to_lattice(xs, ys, cells) if len(cells) > 1 else None


def _barriers(rules: Iterable[Rule], positions: list[float], across: list[float]) -> list[list[bool]]:
    """`result[i][k]`: whether the rules at `positions[i]` part what lies between `across[k]` and `across[k + 1]`."""
    index_of = {position: index for index, position in enumerate(positions)}
    covered = [[0.0] * (len(across) - 1) for _ in positions]
    for rule in rules:
        index = index_of.get(rule.position)
        if index is None:
            continue
        first = max(0, bisect_right(across, rule.start) - 1)
        for k in range(first, len(across) - 1):
            if across[k] >= rule.end:
                break
            covered[index][k] += max(0.0, min(rule.end, across[k + 1]) - max(rule.start, across[k]))
    lengths = [end - start for start, end in pairwise(across)]
    return [[part >= COVERAGE * length for part, length in zip(row, lengths, strict=True)] for row in covered]


def _regions(rows: int, columns: int, below: list[list[bool]], right: list[list[bool]]) -> list[list[tuple[int, int]]]:
    """The connected regions of the elementary boxes."""
    boxes = list(product(range(rows), range(columns)))
    down = ((r * columns + c, (r + 1) * columns + c) for r, c in boxes if r + 1 < rows and not below[r + 1][c])
    aside = ((r * columns + c, r * columns + c + 1) for r, c in boxes if c + 1 < columns and not right[c + 1][r])
    return [[boxes[index] for index in region] for region in connect(len(boxes), chain(down, aside))]


def _boxes_to_cells(rows: int, columns: int, below: list[list[bool]], right: list[list[bool]]) -> list[Cell]:
    """The regions as cells. One at the edge of the lattice that is open on two sides is outside the table."""
    cells: list[Cell] = []
    for places in _regions(rows, columns, below, right):
        its_rows, its_columns = zip(*places, strict=True)
        cell = Cell(min(its_rows), min(its_columns), max(its_rows) + 1, max(its_columns) + 1)
        if (cell.row_end - cell.row) * (cell.column_end - cell.column) != len(places):
            cells.extend(_split_region(places))
            continue
        is_inner = cell.row and cell.column and cell.row_end < rows and cell.column_end < columns
        if is_inner or _ruled_sides(cell, below, right) >= 3:
            cells.append(cell)
    return cells


def _ruled_sides(cell: Cell, below: list[list[bool]], right: list[list[bool]]) -> int:
    columns, rows = range(cell.column, cell.column_end), range(cell.row, cell.row_end)
    sides = (
        all(below[cell.row][c] for c in columns),
        all(below[cell.row_end][c] for c in columns),
        all(right[cell.column][r] for r in rows),
        all(right[cell.column_end][r] for r in rows),
    )
    return sum(sides)


def _split_region(places: list[tuple[int, int]]) -> list[Cell]:
    """Cut a region that is no rectangle (a piece of rule is missing) into runs of columns, joined over equal rows."""
    by_row: dict[int, list[int]] = defaultdict(list)
    for row, column in places:
        by_row[row].append(column)
    cells: list[Cell] = []
    for row in sorted(by_row):
        for run in part(sorted(by_row[row]), lambda run, column: column > run[-1] + 1):
            start, end = run[0], run[-1] + 1
            last = next(
                (i for i, c in enumerate(cells) if (c.row_end, c.column, c.column_end) == (row, start, end)), None
            )
            if last is None:
                cells.append(Cell(row, start, row + 1, end))
            else:
                cells[last] = Cell(cells[last].row, start, row + 1, end)
    return cells


def cells_to_lattice(xs: Iterable[float], ys: Iterable[float], cells: Iterable[Cell]) -> Lattice:
    """Put cells in reading order and note which cell covers which place."""
    xs, ys = tuple(xs), tuple(ys)
    ordered = tuple(sorted(cells))
    owners = [[-1] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for index, cell in enumerate(ordered):
        for row in range(cell.row, cell.row_end):
            owners[row][cell.column : cell.column_end] = [index] * (cell.column_end - cell.column)
    return Lattice(xs, ys, ordered, tuple(map(tuple, owners)))


def drop_ghosts(lattice: Lattice, filled: frozenset[int]) -> tuple[Lattice, list[int]]:
    """Close up the gaps of double rules and between headers and bodies whose rules do not meet.

    `filled` are the cells with text in them. Returns the new lattice and, for each of its cells, the old index.
    """
    column_of = _kept_lines(lattice.xs, {(lattice.cells[i].column, lattice.cells[i].column_end) for i in filled})
    row_of = _kept_lines(lattice.ys, {(lattice.cells[i].row, lattice.cells[i].row_end) for i in filled})
    kept: list[tuple[Cell, int]] = []
    for index, cell in enumerate(lattice.cells):
        moved = Cell(row_of[cell.row], column_of[cell.column], row_of[cell.row_end], column_of[cell.column_end])
        if moved.row < moved.row_end and moved.column < moved.column_end:
            kept.append((moved, index))
    kept.sort()
    xs, ys = _line_positions(lattice.xs, column_of), _line_positions(lattice.ys, row_of)
    return cells_to_lattice(xs, ys, [cell for cell, _ in kept]), [index for _, index in kept]


def _kept_lines(positions: tuple[float, ...], filled_spans: set[tuple[int, int]]) -> list[int]:
    """For each line its new number; a line is given its predecessor's where the gap between them is a ghost."""
    numbers = [0]
    width = 0.0
    for index in range(1, len(positions)):
        width += positions[index] - positions[index - 1]
        is_ghost = width < GHOST_WIDTH and not any(
            numbers[start] == numbers[-1] and end == index for start, end in filled_spans if start < index
        )
        numbers.append(numbers[-1] if is_ghost else numbers[-1] + 1)
        if not is_ghost:
            width = 0.0
    return numbers


def _line_positions(positions: tuple[float, ...], numbers: list[int]) -> list[float]:
    """The position of each new line: the outermost old one at the ends, else the mean of those that became it."""
    groups: dict[int, list[float]] = defaultdict(list)
    for position, number in zip(positions, numbers, strict=True):
        groups[number].append(position)
    means = [sum(group) / len(group) for _, group in sorted(groups.items())]
    means[0], means[-1] = positions[0], positions[-1]
    return means
