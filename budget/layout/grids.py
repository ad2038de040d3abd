"""Grid → Matrix: merged cells spread over their places, ghost columns and empty rows taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budget.layout.records import Matrix
from budget.models import GridCell, GridRow, Place

GHOST_SIZE = 6.0  # PDF points; the gap of a double rule, a cell of text is wider and higher


def grid_to_matrix(rows: Sequence[GridRow]) -> Matrix:
    """Spread merged cells over the places they cover; a place that nothing covers gets a blank cell."""
    width = max((len(row) for row in rows), default=0)
    places: list[list[GridCell | None]] = [list(row) + [None] * (width - len(row)) for row in rows]
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is not None and (cell.row_span > 1 or cell.column_span > 1):
                _spread(places, rows, cell, (r, c))
    return tuple(tuple(cell or _blank(rows[r]) for cell in row) for r, row in enumerate(places))


def _spread(
    places: list[list[GridCell | None]], rows: Sequence[GridRow], cell: GridCell, corner: tuple[int, int]
) -> None:
    top, left = corner
    for r in range(top, min(top + cell.row_span, len(places))):
        for c in range(left, min(left + cell.column_span, len(places[r]))):
            if places[r][c] is None:
                places[r][c] = cell


def _blank(row: GridRow) -> GridCell:
    first = next((cell for cell in row if cell is not None), None)
    place = first.place if first else Place()
    return GridCell("", place._replace(box=None))


def select(matrix: Matrix, rows: Sequence[int], columns: Sequence[int]) -> Matrix:
    """The matrix of these rows and columns."""
    return tuple(tuple(matrix[r][c] for c in columns) for r in rows)


def transpose(matrix: Matrix) -> Matrix:
    """Rows ↔ columns."""
    return tuple(zip(*matrix, strict=True))


def drop_ghosts(matrix: Matrix) -> Matrix:
    """Take away columns and rows that are only the gap of a double rule, and rows without any text."""
    if not matrix or not matrix[0]:
        return ()
    columns = _without_ghosts(transpose(matrix), side=0)
    rows = _without_ghosts(matrix, side=1)
    kept = select(matrix, rows, columns)
    return tuple(row for r, row in enumerate(kept) if _begins_text(kept, r))


def _begins_text(matrix: Matrix, r: int) -> bool:
    """Whether any text begins in a row; one that only shows the lower part of merged cells says nothing."""
    return any(cell.text.strip() and (r == 0 or matrix[r - 1][c] is not cell) for c, cell in enumerate(matrix[r]))


def _without_ghosts(lanes: Matrix, side: int) -> list[int]:
    """The lanes (rows or columns) that are wide enough, or hold text that stands in no other kept lane."""
    wide = {i for i in range(len(lanes)) if not _is_ghost(lanes, i, side)}
    shown = {id(cell) for i in wide for cell in lanes[i]}
    return [
        i
        for i, lane in enumerate(lanes)
        if i in wide or any(cell.text.strip() and id(cell) not in shown for cell in lane)
    ]


def _is_ghost(lanes: Matrix, index: int, side: int) -> bool:
    sizes = [
        cell.place.box[side + 2] - cell.place.box[side]
        for k, cell in enumerate(lanes[index])
        if cell.place.box is not None and _is_alone(lanes, index, k)
    ]
    if sizes:
        return min(sizes) < GHOST_SIZE
    return _gap(lanes, index, side) < GHOST_SIZE


def _is_alone(lanes: Matrix, index: int, k: int) -> bool:
    """Whether the cell at `k` stands in this lane only."""
    cell = lanes[index][k]
    before = index > 0 and lanes[index - 1][k] is cell
    after = index + 1 < len(lanes) and lanes[index + 1][k] is cell
    return not before and not after


def _gap(lanes: Matrix, index: int, side: int) -> float:
    """The width of a lane in which every cell is merged, from where its cells begin to where the next lane's do."""
    starts = [_lane_start(lanes, i, side) for i in (index, index + 1)]
    if starts[0] is None or starts[1] is None:
        return GHOST_SIZE
    return starts[1] - starts[0]


def _lane_start(lanes: Matrix, index: int, side: int) -> float | None:
    if index >= len(lanes):
        return None
    boxes = [
        cell.place.box[side]
        for k, cell in enumerate(lanes[index])
        if cell.place.box is not None and (index == 0 or lanes[index - 1][k] is not cell)
    ]
    return min(boxes) if boxes else None


def merge_twins(matrix: Matrix) -> Matrix:
    """Join neighbouring columns that are one merged cell in every row; drop columns without text of their own."""
    if not matrix:
        return ()
    columns = transpose(matrix)
    # text that is not merely a cell merged with the column before, as no text of a twin is
    keep = [
        column
        for before, column in zip((None, *columns), columns, strict=False)
        if any(cell.text.strip() and not (before and before[r] is cell) for r, cell in enumerate(column))
    ]
    return transpose(tuple(keep)) if keep else ()


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
