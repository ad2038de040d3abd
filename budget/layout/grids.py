"""Grid → Matrix: merged cells spread over their places, empty rows and columns taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from budget.layout.records import Matrix
from budget.models import GridCell, GridRow, Place


def grid_to_matrix(rows: Sequence[GridRow]) -> Matrix:
    """Spread merged cells over the places they cover; a place that nothing covers gets a blank cell."""
    width = max((len(row) for row in rows), default=0)
    places: list[list[GridCell | None]] = [list(row) + [None] * (width - len(row)) for row in rows]
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is not None and (cell.row_span > 1 or cell.column_span > 1):
                below, beside = places[r : r + cell.row_span], range(c, min(c + cell.column_span, width))
                for line, k in product(below, beside):
                    line[k] = line[k] or cell
    return tuple(tuple(cell or _blank(rows[r]) for cell in row) for r, row in enumerate(places))


def _blank(row: GridRow) -> GridCell:
    first = next((cell for cell in row if cell is not None), None)
    return GridCell("", first.place._replace(box=None) if first else Place())


def drop_blank_rows(matrix: Matrix) -> Matrix:
    """The rows in which any text begins; one that only shows the lower part of merged cells says nothing."""
    return tuple(
        row
        for r, row in enumerate(matrix)
        if any(cell.text.strip() and (r == 0 or matrix[r - 1][c] is not cell) for c, cell in enumerate(row))
    )


def merge_twins(matrix: Matrix) -> Matrix:
    """Join neighbouring columns that are one merged cell in every row; drop columns without text of their own."""
    if not matrix:
        return ()
    columns = tuple(zip(*matrix, strict=True))
    # text that is not merely a cell merged with the column before, as no text of a twin is
    keep = [
        column
        for before, column in zip((None, *columns), columns, strict=False)
        if any(cell.text.strip() and not (before and before[r] is cell) for r, cell in enumerate(column))
    ]
    return tuple(zip(*keep, strict=True))


def matrix_to_rows(matrix: Matrix) -> tuple[GridRow, ...]:
    """Matrix → grid rows: a merged cell stands once, at its first place, with the spans it has now."""
    seen: set[int] = set()
    rows: list[GridRow] = []
    for r, row in enumerate(matrix):
        cells: list[GridCell | None] = []
        for c, cell in enumerate(row):
            cells.append(None if id(cell) in seen else _with_spans(matrix, r, c))
            seen.add(id(cell))
        rows.append(tuple(cells))
    return tuple(rows)


def _with_spans(matrix: Matrix, r: int, c: int) -> GridCell:
    cell = matrix[r][c]
    height = next((k for k in range(1, len(matrix) - r) if matrix[r + k][c] is not cell), len(matrix) - r)
    width = next((k for k in range(1, len(matrix[r]) - c) if matrix[r][c + k] is not cell), len(matrix[r]) - c)
    if (height, width) == (cell.row_span, cell.column_span):
        return cell
    return replace(cell, row_span=height, column_span=width)
