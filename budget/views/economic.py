"""What basic expenditure buys, by economic subject, in the departmental and the governmental classification."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from budget.models import RowRole, Scope
from budget.views.book import Book, Record
from budget.views.glossary import subject_meaning
from budget.views.shapes import Cell, Row, TableView
from budget.words import choice_to_text

ZERO = Decimal(0)
MEASURE_NAMES = {"total": "合计", "personnel": "人员经费", "operating": "公用经费"}


def economic_total(book: Book) -> Record | None:
    """The total row of the basic-expenditure table."""
    return book.first("economic", row_role=RowRole.TOTAL)


def economic_groups(book: Book) -> tuple[Record, ...]:
    """Leaf rows of the basic-expenditure table, largest first: what the basic money buys."""
    leaves = economic_leaves(book)
    return tuple(sorted((r for r in leaves if economic_whole(r)), key=lambda r: -(economic_whole(r) or ZERO)))


def economic_legend(book: Book) -> tuple[tuple[str, str], ...]:
    """People and operation where the table tells them apart; nothing to explain otherwise."""
    uses = (("人员经费", "personnel"), ("公用经费", "operating"))
    return tuple((word, use) for word, use in uses if any(r[f"{use}_yuan"] for r in economic_groups(book)))


def economic_whole(record: Record) -> Decimal | None:
    """The row's total; people and operation together where the table prints only the two."""
    if record["total_yuan"] is not None:
        return Decimal(record["total_yuan"])
    parts = [record[f"{use}_yuan"] for use in ("personnel", "operating") if record[f"{use}_yuan"] is not None]
    return sum(parts, ZERO) if parts else None


def economic_leaves(book: Book) -> Sequence[Record]:
    """The rows that no other row of the table sums up."""
    scope = next((r["scope"] for r in book.frames["economic"]), None)
    rows = [r for r in book.rows("economic", scope=scope) if r["row_role"] != RowRole.TOTAL]
    codes = {r["code"] for r in rows if r["code"]}
    # some places mark every class as a leaf: a code with longer codes under it is a subtotal all the same
    return [
        r
        for r in rows
        if r["row_role"] == RowRole.LEAF
        and not any(c != r["code"] and c.startswith(r["code"]) for c in codes if r["code"])
    ]


def economic_table(book: Book) -> TableView | None:
    """Basic expenditure by economic subject, departmental and governmental classification side by side."""
    scope = next((r["scope"] for r in book.frames["economic"]), None)
    records = list(book.rows("economic", scope=scope)) if scope else []
    if not records:
        return None
    has_governmental = any(r["governmental_name"] for r in records)
    has_split = any(r["personnel_yuan"] or r["operating_yuan"] for r in records)
    has_total = any(r["total_yuan"] for r in records)
    measures = (*(("total",) if has_total else ()), *(("personnel", "operating") if has_split else ()))
    rows = tuple(_economic_row(book, r, has_governmental, measures) for r in records)
    without = [word for measure, word in MEASURE_NAMES.items() if measure not in measures]
    without += [] if has_governmental else ["政府预算经济分类"]
    cells = (r["total_cell"] for r in records)
    repeated = "同一经济科目按两种分类各印一次（如基本工资），这些行是合计的组成部分，不是重复。"
    notes = (repeated,) if has_governmental else ()
    said = f"{choice_to_text(Scope(scope or Scope.ALL))} · 基本支出"
    return book.table_view("economic", rows, cells, scope=said, notes=notes, without=without)


def _economic_row(book: Book, record: Record, has_governmental: bool, measures: Sequence[str]) -> Row:
    code = f" {record['code']}" if record["code"] else ""
    is_leaf = record["row_role"] == RowRole.LEAF
    name = Cell(record["name"], note=code, help=subject_meaning(book, record["code"], record["name"]))
    named = (name, *((Cell(record["governmental_name"] or ""),) if has_governmental else ()))
    figures = tuple(Cell(yuan=record[f"{m}_yuan"], cell=record[f"{m}_cell"]) for m in measures)
    return Row((*named, *figures), indent=1 if is_leaf else 0, is_total=not is_leaf)
