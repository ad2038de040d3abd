"""Functional subjects as a tree (类 › 款 › 项), and the classes of documents that print no codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budget.models import RowRole, Scope, Side, TableKind, Vintage, lowest_of
from budget.text import strip_lead
from budget.views.book import Book, Record

MEASURE_WORDS = {
    "total": "合计",
    "basic": "基本支出",
    "project": "项目支出",
    "current_year": "本年安排",
    "carryover_in": "上年结转",
}
MEASURES = tuple(MEASURE_WORDS)
VINTAGE_MEASURE = {Vintage.ALL: "total", Vintage.CURRENT_YEAR: "current_year", Vintage.CARRYOVER_IN: "carryover_in"}
LEFTOVER_WORDS = ("结转", "结余")
CLASS_SIDES = (Side.EXPENDITURE_FUNCTION, Side.EXPENDITURE)


@dataclass(frozen=True, slots=True)
class Subject:
    """One functional subject with its printed amounts and their cells by measure."""

    code: str
    name: str
    parent: str | None
    amounts: Mapping[str, Decimal | None]
    cells: Mapping[str, str | None]


@dataclass(frozen=True)
class Tree:
    """The subjects of one scope."""

    scope: Scope
    subjects: Mapping[str, Subject]

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[Subject, ...]]:
        grouped: dict[str | None, list[Subject]] = {}
        for subject in self.subjects.values():
            grouped.setdefault(subject.parent, []).append(subject)
        return {parent: tuple(children) for parent, children in grouped.items()}

    def children(self, code: str | None) -> tuple[Subject, ...]:
        """The subjects directly under a code, in printed order; under None the classes."""
        return self._children.get(code, ())

    def path(self, code: str | None) -> tuple[Subject, ...]:
        """From the class down to the subject itself."""
        found: list[Subject] = []
        while code is not None and code in self.subjects:
            found.append(self.subjects[code])
            code = self.subjects[code].parent
        return tuple(reversed(found))

    def has(self, measure: str) -> bool:
        """Whether any subject prints this measure."""
        return any(subject.amounts[measure] for subject in self.subjects.values())


def functional_tree(book: Book) -> Tree | None:
    """The widest scope in which the document prints coded subjects; None when it prints none."""
    return next((tree for scope in Scope if (tree := scope_tree(book, scope))), None)


def scope_tree(book: Book, scope: Scope) -> Tree | None:
    """The subjects of one scope; a subject printed twice counts once, its first row."""
    records: dict[str, Record] = {}
    for record in book.rows("subjects", scope=scope):
        records.setdefault(record["code"], record)
    subjects = {code: _subject(record, records) for code, record in records.items()}
    return Tree(scope, subjects) if subjects else None


def _subject(record: Record, known: Mapping[str, Record]) -> Subject:
    code = record["code"]
    # a parent that is not printed is skipped: the subject then hangs on the next one above
    parents = (code[:length] for length in (5, 3) if length < len(code))
    return Subject(
        code=code,
        name=record["name"],
        parent=next((parent for parent in parents if parent in known), None),
        amounts={measure: record[f"{measure}_yuan"] for measure in MEASURES},
        cells={measure: record[f"{measure}_cell"] for measure in MEASURES},
    )


@dataclass(frozen=True, slots=True)
class ClassAmount:
    """One functional class with one amount; `code` is None where the document prints none."""

    name: str
    code: str | None
    yuan: Decimal
    cell: str | None


def class_amounts(book: Book, vintage: Vintage) -> tuple[ClassAmount, ...]:
    """Functional classes with money, largest first: from the coded tables, else from the summary table."""
    tree, measure = functional_tree(book), VINTAGE_MEASURE[vintage]
    coded = [
        ClassAmount(s.name, s.code, amount, s.cells[measure])
        for s in (tree.children(None) if tree else ())
        if (amount := s.amounts[measure])
    ]
    is_whole = tree is not None and tree.scope is Scope.ALL
    summary = [] if coded and is_whole else _summary_classes(book, vintage)
    return tuple(sorted(summary or coded, key=lambda c: -c.yuan))


def leftovers(book: Book) -> tuple[ClassAmount, ...]:
    """What the expenditure side prints besides classes: money that stays for next year."""
    rows = [
        record
        for side in CLASS_SIDES
        for record in book.rows("lines", kind=TableKind.REVENUE_EXPENDITURE_SUMMARY, side=side)
        if any(word in record["name"] for word in LEFTOVER_WORDS) and record["row_role"] != RowRole.TOTAL
    ]
    last = max((r["column_number"] for r in rows), default=None)
    kept = [r for r in rows if r["column_number"] == last and r["amount_yuan"]]
    return tuple(ClassAmount(strip_lead(r["name"]), None, r["amount_yuan"], r["cell"]) for r in kept)


def _summary_classes(book: Book, vintage: Vintage) -> list[ClassAmount]:
    """The 功能分类 half of 收支总表; rows of other kinds (结余, 结转下年) have no class name."""
    rows = [
        record
        for side in CLASS_SIDES
        for record in book.rows("lines", kind=TableKind.REVENUE_EXPENDITURE_SUMMARY, side=side, row_role=RowRole.LEAF)
        if strip_lead(record["name"]).endswith(("支出", "预备费"))
    ]
    wanted = None if vintage is Vintage.ALL else vintage.value
    columns = [r["column_number"] for r in rows if _column_vintage(book, r) == wanted]
    column = min(columns, default=None) if wanted is None or columns else None
    codes = {s["name"]: s["code"] for s in book.rows("subjects", depth=1)}
    return [
        ClassAmount(name, codes.get(name), r["amount_yuan"], r["cell"])
        for r in rows
        if r["column_number"] == column and r["amount_yuan"] and (name := strip_lead(r["name"]))
    ]


def _column_vintage(book: Book, record: Record) -> str | None:
    """Only what the column itself says: 当年 or 上年结转; None for the column of both together."""
    words = lowest_of(book.header_of(record))
    return record["vintage"] if "结转" in words or words.startswith(("当年", "本年")) else None
