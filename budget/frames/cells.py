"""Finding cells of printed tables by what their headers and rows say; shared by the frame builders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from budget.models import Figure, Place, PrintedTable, TableRow

Row = dict[str, Any]

CODE_DEPTHS = {3: 1, 5: 2, 7: 3}


def own_columns(record: object, *names: str) -> Row:
    """What a record holds under the names of columns."""
    return {name: getattr(record, name) for name in names}


def place_columns(place: Place | None) -> Row:
    """Page and line of a place as frame columns; both None where nothing is printed."""
    return own_columns(place or Place(), "page", "line")


def code_columns(code: str | None) -> Row:
    """Code with its depth (类 1, 款 2, 项 3) and parent code; all None where no code is printed.

    >>> code_columns("2110301")
    {'code': '2110301', 'depth': 3, 'parent_code': '21103'}
    """
    depth = CODE_DEPTHS.get(len(code)) if code else None
    return {"code": code, "depth": depth, "parent_code": code[:-2] if code and depth and depth > 1 else None}


def figure_columns(figure: Figure) -> Row:
    """Amount in yuan with the characters and unit as printed."""
    return {"amount_yuan": figure.yuan, "printed_text": figure.text, "printed_unit": figure.unit, "doubt": figure.doubt}


def coded_rows(table: PrintedTable) -> Iterator[tuple[int, TableRow]]:
    """Rows with a subject code, with their index."""
    return ((i, row) for i, row in enumerate(table.rows) if row.code)


def pick(table: PrintedTable, row: int | None, column: int | None) -> tuple[Figure, str] | None:
    """The figure at a row and column with its reference; None when there is none or it is blank."""
    if row is None or column is None or column >= len(table.rows[row].figures):
        return None
    figure = table.rows[row].figures[column]
    return None if figure.value is None else (figure, str(table.ref(row, column)))
