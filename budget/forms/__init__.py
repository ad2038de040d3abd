"""Tables as laid out → typed tables. Columns are found by their header text, never by position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from budget.forms.figures import parse_figures
from budget.forms.identify import identify
from budget.forms.sheets import parse_sheet
from budget.models import PrintedTable, Table, TableKind

Parser = Callable[[Table, TableKind], tuple[PrintedTable, ...]]

FORMS: tuple[tuple[TableKind, Parser], ...] = (
    (TableKind.REVENUE_EXPENDITURE_SUMMARY, parse_figures),
    (TableKind.REVENUE_SUMMARY, parse_figures),
    (TableKind.EXPENDITURE_SUMMARY, parse_figures),
    (TableKind.APPROPRIATION_SUMMARY, parse_figures),
    (TableKind.APPROPRIATION_EXPENDITURE, parse_figures),
    (TableKind.APPROPRIATION_BASIC, parse_figures),
    (TableKind.GENERAL_EXPENDITURE, parse_figures),
    (TableKind.GENERAL_BASIC, parse_figures),
    (TableKind.FUND_REVENUE, parse_figures),
    (TableKind.FUND_EXPENDITURE, parse_figures),
    (TableKind.STATE_CAPITAL, parse_figures),
    (TableKind.THREE_PUBLIC, parse_figures),
    (TableKind.OPERATING_COST, parse_figures),
    (TableKind.PROCUREMENT, parse_figures),
    (TableKind.PROJECT_CURRENT, parse_figures),
    (TableKind.PROJECT_CARRYOVER, parse_figures),
    (TableKind.PERFORMANCE_OVERALL, parse_sheet),
    (TableKind.PERFORMANCE_PROJECT, parse_sheet),
    (TableKind.OTHER, parse_figures),
)
"""How each kind is parsed; every kind of the exchange form is here once."""

__all__ = ["FORMS", "identify", "parse", "parse_tables"]


def parse(table: Table) -> tuple[PrintedTable, ...]:
    """One table → its halves, ids without a counter."""
    kind = identify(table)
    return dict(FORMS)[kind](table, kind)


def parse_tables(tables: Iterable[Table]) -> tuple[PrintedTable, ...]:
    """All tables of a disclosure in order, each with an id of its own ("other", "other.2")."""
    seen: Counter[str] = Counter()
    numbered: list[PrintedTable] = []
    for printed in (half for table in tables for half in parse(table)):
        seen[printed.table_id] += 1
        count = seen[printed.table_id]
        numbered.append(replace(printed, table_id=f"{printed.table_id}.{count}") if count > 1 else printed)
    return tuple(numbered)
