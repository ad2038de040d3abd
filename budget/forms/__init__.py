"""Tables as laid out → typed tables. Columns are found by their header text, never by position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from budget.forms.figures import parse_figures
from budget.forms.identify import identify
from budget.models import FORM_KINDS, PrintedTable, Table, TableKind


def parse_tables(tables: Iterable[tuple[Table, TableKind]]) -> tuple[PrintedTable, ...]:
    """The halves of every table in order, each with an id of its own ("other", "other.2"); forms are no tables."""
    seen: Counter[str] = Counter()
    numbered: list[PrintedTable] = []
    for half in (half for table, kind in tables if kind not in FORM_KINDS for half in parse_figures(table, kind)):
        seen[half.table_id] += 1
        count = seen[half.table_id]
        numbered.append(replace(half, table_id=f"{half.table_id}.{count}") if count > 1 else half)
    return tuple(numbered)
