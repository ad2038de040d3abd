"""Final accounts: what was budgeted at the start of the year beside what was spent, as the prose pairs them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from budget.evidence.formulas import diff_ref, record_ref
from budget.models import StatementKind
from budget.views.book import Book, Record, share_cell
from budget.views.change import statement_to_yuan
from budget.views.shapes import Cell, Row, TableView

PLANNED, SPENT = "年初预算", "支出决算"
LEVEL_MARK = re.compile(r"[（(][类款项][）)]")


def executions(book: Book) -> Mapping[str, tuple[Record, Record]]:
    """Statements that stand in one sentence: 年初预算为…，支出决算为…; by item, one named twice counts once."""
    planned: dict[tuple[str, str], Record] = {}
    found: dict[str, tuple[Record, Record]] = {}
    for record in book.rows("statements", kind=StatementKind.AMOUNT):
        subject = record["subject"] or ""
        stem = subject.removesuffix(PLANNED).removesuffix(SPENT)
        key = (record["section_id"], stem)
        if subject.endswith(PLANNED):
            planned[key] = record
        elif subject.endswith(SPENT) and key in planned:
            pair = planned.pop(key), record
            if None not in map(statement_to_yuan, pair):
                found.setdefault(stem, pair)
    return found


def last_level(subject: str) -> str:
    """The most specific name of a path of subjects.

    >>> last_level("住房保障支出（类）住房改革支出（款）购房补贴（项）"), last_level("一般公共预算财政拨款支出")
    ('购房补贴', '一般公共预算财政拨款支出')
    """
    return [part for part in LEVEL_MARK.split(subject) if part][-1] if subject else "支出"


def execution_table(book: Book) -> TableView | None:
    """Budget and final account side by side with the rate; None where the prose pairs none."""
    items = executions(book)
    if not items:
        return None
    pages = sorted(
        {r["page"] for r in book.rows("statements", kind=StatementKind.AMOUNT) if (r["subject"] or "").endswith(SPENT)}
    )
    place = "、".join(map(str, pages)) if book.source().has_pages else ""
    view = book.table_view("execution", (_row(name, *pair) for name, pair in items.items()))
    return replace(view, provenance=replace(view.provenance, tables=(("支出决算情况说明", place),)))


def _row(subject: str, start: Record, end: Record) -> Row:
    planned, spent = statement_to_yuan(start) or Decimal(0), statement_to_yuan(end) or Decimal(0)
    at, end_at = record_ref(start), record_ref(end)
    difference = Cell(yuan=spent - planned, cell=diff_ref(end_at, at))
    rate = share_cell(spent, planned, end_at, at) if planned else Cell("年初预算为0")
    return Row(
        (Cell(last_level(subject)), Cell(yuan=planned, cell=at), Cell(yuan=spent, cell=end_at), difference, rate)
    )
