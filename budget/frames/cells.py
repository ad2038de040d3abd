"""Finding cells of printed tables by what their headers and rows say; shared by the frame builders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from budget.dimensions import Dimensions, words_to_dimensions
from budget.models import Figure, Place, PrintedTable, RowRole, TableRow

Row = dict[str, Any]

SPACE_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\x7f])[ \t\u3000]+|[ \t\u3000]+(?=[^\x00-\x7f])")
CODE_DEPTHS = {3: 1, 5: 2, 7: 3}


def fold_spaces(text: str) -> str:
    """The text without spaces beside Chinese characters: they come from line ends and letter spacing.

    >>> fold_spaces("2024年 6月前，(2) 做好 PM2.5 监测")
    '2024年6月前，(2)做好PM2.5监测'
    """
    return SPACE_BESIDE_CHINESE.sub("", text)


def cell_ref(table: PrintedTable, row: int, column: int) -> str:
    """The reference of a cell: "table_id/row/column", counted from 0."""
    return f"{table.table_id}/{row}/{column}"


def place_columns(place: Place) -> Row:
    """Page and line of a place as frame columns."""
    return {"page": place.page, "line": place.line}


def code_columns(code: str | None) -> Row:
    """Code with its depth (类 1, 款 2, 项 3) and parent code; all None where no code is printed.

    >>> code_columns("2110301")
    {'code': '2110301', 'depth': 3, 'parent_code': '21103'}
    """
    depth = CODE_DEPTHS.get(len(code)) if code else None
    return {"code": code, "depth": depth, "parent_code": code[:-2] if code and depth and depth > 1 else None}


def figure_columns(figure: Figure) -> Row:
    """Amount in yuan with the characters and unit as printed."""
    return {
        "amount_yuan": figure.yuan,
        "printed_text": figure.text,
        "printed_unit": figure.unit.value if figure.unit else None,
    }


def find_column(table: PrintedTable, wanted: Callable[[Dimensions], bool]) -> int | None:
    """The first column whose header says what is wanted; None when no header does."""
    return next((i for i, path in enumerate(table.columns) if wanted(words_to_dimensions(path))), None)


def total_column(table: PrintedTable) -> int | None:
    """The column of the rows' totals: headed 合计 with no kind of expenditure, or the only one there is."""
    found = find_column(table, lambda d: d.is_total and d.expenditure_kind is None)
    return 0 if found is None and len(table.columns) == 1 else found


def total_row(table: PrintedTable) -> int | None:
    """The row of the table's total; the only row of a table printed as one row without a label."""
    found = next((i for i, row in enumerate(table.rows) if row.role is RowRole.TOTAL), None)
    return 0 if found is None and len(table.rows) == 1 else found


def coded_rows(table: PrintedTable) -> Iterator[tuple[int, TableRow]]:
    """Rows with a subject code, with their index."""
    return ((i, row) for i, row in enumerate(table.rows) if row.code)


def pick(table: PrintedTable, row: int | None, column: int | None) -> tuple[Figure, str] | None:
    """The figure at a row and column with its reference; None when there is none or it is blank."""
    if row is None or column is None or column >= len(table.rows[row].figures):
        return None
    figure = table.rows[row].figures[column]
    return None if figure.value is None else (figure, cell_ref(table, row, column))
