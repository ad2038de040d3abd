"""A table as it stands on paper: cells at their places, merged ones with their spans; no markup here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

START, CENTER, END = "start", "center", "end"


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell: column `x` and row `y` from 0, how many columns and rows it covers, what it prints."""

    x: int
    y: int
    text: str
    width: int = 1
    height: int = 1
    align: str = CENTER


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on paper. `widths` are points; the first `header_row_count` rows are its header.

    Places that no cell covers are printed as empty cells. `rules`: "all", "open" (none at the left and right edge),
    "horizontal" or "none".
    """

    widths: tuple[float, ...]
    cells: tuple[Cell, ...]
    row_count: int
    header_row_count: int = 0
    text_size: float = 9
    row_padding: float = 3
    rules: str = "all"


def header_cells(rows: Sequence[Sequence[str]]) -> tuple[Cell, ...]:
    """Header rows → merged cells: a blank right of a label or under one belongs to it.

    A label spreads to the right over blanks whose columns have a label further down, and down over what is left.

    >>> for cell in header_cells([["项目", "", "2024年预算数", "", "结转"], ["编码", "名称", "合计", "项目支出", ""]]):
    ...     print(cell.text, (cell.x, cell.y), f"{cell.width}×{cell.height}")
    项目 (0, 0) 2×1
    2024年预算数 (2, 0) 2×1
    结转 (4, 0) 1×2
    编码 (0, 1) 1×1
    名称 (1, 1) 1×1
    合计 (2, 1) 1×1
    项目支出 (3, 1) 1×1
    """
    cells: list[Cell] = []
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text:
                width = _spread_right(rows, x, y, _columns_taken(cells, y))
                height = 1 if width > 1 else _spread_down(rows, x, y)
                cells.append(Cell(x, y, text, width, height))
    return tuple(cells)


def _columns_taken(cells: Sequence[Cell], y: int) -> set[int]:
    """The columns that labels of higher rows cover in row `y`."""
    return {x for c in cells if c.y < y < c.y + c.height for x in range(c.x, c.x + c.width)}


def _spread_right(rows: Sequence[Sequence[str]], x: int, y: int, taken: set[int]) -> int:
    end = x + 1
    while end < len(rows[y]) and not rows[y][end] and end not in taken and any(below[end] for below in rows[y + 1 :]):
        end += 1
    return end - x


def _spread_down(rows: Sequence[Sequence[str]], x: int, y: int) -> int:
    end = y + 1
    while end < len(rows) and not rows[end][x]:
        end += 1
    return end - y


def split_sheet(sheet: Sheet, at_row: int, repeats_header: bool) -> tuple[Sheet, Sheet]:
    """Cut a sheet where a page ends: a merged cell that is cut keeps its text above and goes on empty below."""
    header = tuple(c for c in sheet.cells if c.y < sheet.header_row_count) if repeats_header else ()
    lines_above = sheet.header_row_count if repeats_header else 0
    first = tuple(replace(c, height=min(c.height, at_row - c.y)) for c in sheet.cells if c.y < at_row)
    second = [_move_below(c, at_row, lines_above) for c in sheet.cells if c.y + c.height > at_row]
    return (
        replace(sheet, cells=first, row_count=at_row),
        replace(
            sheet,
            cells=(*header, *second),
            row_count=sheet.row_count - at_row + lines_above,
            header_row_count=lines_above,
        ),
    )


def _move_below(cell: Cell, at_row: int, lines_above: int) -> Cell:
    if cell.y >= at_row:
        return replace(cell, y=cell.y - at_row + lines_above)
    return replace(cell, y=lines_above, height=cell.y + cell.height - at_row, text="")
