"""A shown table as CSV: exact yuan, the words as shown, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from budget.views.money import plain
from budget.views.shapes import Cell, CellKind, Column, TableView

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def table_to_csv(view: TableView) -> bytes:
    """UTF-8 with the mark that spreadsheets need to read Chinese; money in yuan, blank cells empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_head(column) for column in view.columns])
    writer.writerows(
        [_value(cell, column) for cell, column in zip(row.cells, view.columns, strict=False)] for row in view.rows
    )
    return out.getvalue().encode("utf-8-sig")


def _head(column: Column) -> str:
    return f"{column.label}（元）" if column.kind is CellKind.MONEY else column.label


def _value(cell: Cell, column: Column) -> str:
    if column.kind is CellKind.MONEY:
        return "" if cell.yuan is None else plain(cell.yuan)
    return safe_text(cell.text)


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> safe_text("=1+1"), safe_text("大气")
    ("'=1+1", '大气')
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
