"""A shown table as CSV: exact yuan, the words as shown, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from budget.export.about import caption, describe
from budget.export.csv_files import guard_text, head_lines
from budget.models import Disclosure
from budget.views.money import plain
from budget.views.shapes import Cell, CellKind, Column, TableView


def table_to_csv(view: TableView, head: Sequence[tuple[str, str]] = ()) -> bytes:
    """UTF-8 with the mark that spreadsheets need to read Chinese; money in yuan, blank cells empty.

    `head`, label and value, stands first in lines that begin with #.
    """
    out = io.StringIO()
    out.write(head_lines(head))
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_head(column) for column in view.columns])
    writer.writerows(
        [_value(cell, column) for cell, column in zip(row.cells, view.columns, strict=False)] for row in view.rows
    )
    return out.getvalue().encode("utf-8-sig")


def table_caption(view: TableView, disclosure: Disclosure) -> tuple[tuple[str, str], ...]:
    """What the CSV of a shown table says of itself: document, year, unit, scope, digest, limits."""
    has_money = any(column.kind is CellKind.MONEY for column in view.columns)
    tables = view.provenance.tables_text
    content = f"{view.title}（{tables}）" if tables else view.title
    return caption(describe(disclosure), content, "元" if has_money else "", view.provenance.scope)


def _head(column: Column) -> str:
    words = " · ".join(column.path)
    return f"{words}（元）" if column.kind is CellKind.MONEY else words


def _value(cell: Cell, column: Column) -> str:
    return guard_text(cell.text) if cell.yuan is None or column.kind is not CellKind.MONEY else plain(cell.yuan)
