"""Tables as laid out → typed tables. Columns are found by their header text, never by position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from budget.forms.figures import parse_figures
from budget.layout.grids import grid_to_matrix
from budget.layout.vocabulary import texts_to_kind, title_to_kind
from budget.models import FORM_KINDS, PrintedTable, Table, TableKind
from budget.text import fold_label

MAX_HEADER_SCAN = 12


def identify(table: Table) -> TableKind:
    """The kind of a table, by its title, else by the words of its header or rows; OTHER when none are known."""
    kind = title_to_kind(table.title) if table.title else None
    return kind or texts_to_kind(_header_texts(table)) or texts_to_kind(_row_texts(table), "rows") or TableKind.OTHER


def _row_texts(table: Table) -> list[str]:
    """The folded label of each row of a table that prints no title; none where the title names something unknown."""
    if table.title or not table.header_row_count:
        return []
    body = table.rows[table.header_row_count :]
    return [fold_label(next((cell.text for cell in row if cell and cell.text.strip()), "")) for row in body]


def _header_texts(table: Table) -> list[str]:
    """The folded texts of the header; of the first rows where no header was found (performance forms)."""
    depth = table.header_row_count or MAX_HEADER_SCAN
    texts = [fold_label(cell.text) for row in grid_to_matrix(table.rows[:depth]) for cell in row if cell.text.strip()]
    if not table.header_row_count and not any("三级指标" in fold_label(c.text) for row in table.rows for c in row if c):
        return []
    return texts


def parse_tables(tables: Iterable[tuple[Table, TableKind]]) -> tuple[PrintedTable, ...]:
    """The halves of every table in order, each with an id of its own ("other", "other.2"); forms are no tables."""
    seen: Counter[str] = Counter()
    numbered: list[PrintedTable] = []
    for half in (half for table, kind in tables if kind not in FORM_KINDS for half in parse_figures(table, kind)):
        seen[half.table_id] += 1
        count = seen[half.table_id]
        numbered.append(replace(half, table_id=f"{half.table_id}.{count}") if count > 1 else half)
    return tuple(numbered)
