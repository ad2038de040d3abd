"""Final accounts: what was budgeted at the start of the year beside what was spent, as the prose pairs them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from budget.evidence.formulas import diff_ref, record_ref, share_ref
from budget.models import StatementKind
from budget.views.book import Book, Record
from budget.views.change import statement_to_yuan
from budget.views.money import share_text
from budget.views.shapes import Cell, Row, TableView

PLANNED, SPENT = "年初预算", "支出决算"
LEVEL_MARK = re.compile(r"[（(][类款项][）)]")


@dataclass(frozen=True, slots=True)
class Execution:
    """One item with its budget and its final account in yuan."""

    name: str
    planned: Decimal
    spent: Decimal
    planned_ref: str | None = None
    spent_ref: str | None = None


def executions(book: Book) -> tuple[Execution, ...]:
    """Pairs that stand in one sentence: 年初预算为…，支出决算为…; an item named twice counts once."""
    planned: dict[tuple[str, str], Record] = {}
    found: dict[str, Execution] = {}
    for record in book.rows("statements", kind=StatementKind.AMOUNT):
        subject = record["subject"] or ""
        stem = subject.removesuffix(PLANNED).removesuffix(SPENT)
        key = (record["section_id"], stem)
        if subject.endswith(PLANNED):
            planned[key] = record
        elif subject.endswith(SPENT) and key in planned:
            start = planned.pop(key)
            first, last = statement_to_yuan(start), statement_to_yuan(record)
            if first is not None and last is not None:
                refs = record_ref(start), record_ref(record)
                found.setdefault(stem, Execution(last_level(stem), first, last, *refs))
    return tuple(found.values())


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
    rows = tuple(
        Row((Cell(i.name), Cell(yuan=i.planned, cell=i.planned_ref), Cell(yuan=i.spent, cell=i.spent_ref),
             Cell(yuan=i.spent - i.planned, cell=diff_ref(i.spent_ref, i.planned_ref)),
             Cell(share_text(i.spent, i.planned) if i.planned else "年初预算为0",
                  cell=share_ref(i.spent_ref, i.planned_ref) if i.planned else None)))
        for i in items
    )  # fmt: skip
    pages = sorted(
        {r["page"] for r in book.rows("statements", kind=StatementKind.AMOUNT) if (r["subject"] or "").endswith(SPENT)}
    )
    place = "、".join(map(str, pages)) if book.source().has_pages else ""
    view = book.table_view("execution", rows)
    return replace(view, provenance=replace(view.provenance, tables=(("支出决算情况说明", place),)))
