"""The scopes one inside the other: 全部收支 ⊃ 财政拨款 ⊃ 一般公共预算 ⊃ 基本支出, each with its printed total."""

from __future__ import annotations

from budget.models import Measure, RowRole, Scope, Side, TableKind, Vintage
from budget.views.book import VINTAGE_NAMES, Book, Record, amount_of, cell_of, share_cell
from budget.views.shapes import SHOWN, Cell, Row, TableView

TOTAL_ENDINGS = ("总计", "合计")
YEAR_SPENDING = ("本年支出", "当年支出")


def scope_table(book: Book) -> TableView | None:
    """One row a scope, widest first; None when the document prints fewer than two of the totals."""
    totals = (
        ("全部收支", book.whole),
        ("财政拨款", _appropriation(book)),
        ("一般公共预算", _general(book, Measure.SPENDING)),
        ("基本支出", _general(book, Measure.BASIC)),
    )
    printed = [(name, record) for name, record in totals if record and amount_of(record) is not None]
    if len(printed) < 2:
        return None
    whole = amount_of(printed[0][1])
    rows = tuple(
        Row((Cell(name, note=f"　{_years(book, record)}"), Cell(yuan=amount_of(record), cell=cell_of(record)),
             share_cell(amount_of(record), whole, cell_of(record), cell_of(printed[0][1])),
             Cell(SHOWN.words["scopes"][name])), indent)
        for indent, (name, record) in enumerate(printed)
    )  # fmt: skip
    return book.table_view("scopes", rows, (cell_of(record) for _, record in printed))


def _general(book: Book, measure: Measure) -> Record | None:
    """This year's where the document says so, else the total it prints."""
    scope = Scope.GENERAL_PUBLIC
    return book.total(measure, scope, Vintage.CURRENT_YEAR) or book.total(measure, scope)


def _appropriation(book: Book) -> Record | None:
    """The year's spending in the expenditure half of 财政拨款收支总表, first column (all three funds together).

    支出总计 stands in only where 本年支出合计 is not printed: it may count money kept for the next year, and a scope
    would then seem larger than the one around it.
    """
    rows = [
        r
        for r in book.rows("lines", kind=TableKind.APPROPRIATION_SUMMARY, side=Side.EXPENDITURE, row_role=RowRole.TOTAL)
        if r["name"].endswith(TOTAL_ENDINGS) and r["amount_yuan"] is not None
    ]
    spent = [r for r in rows if r["name"].startswith(YEAR_SPENDING)]
    last = max((r["row_number"] for r in spent or rows), default=None)
    return next((r for r in rows if r["row_number"] == last), None) or book.total(Measure.SPENDING, Scope.APPROPRIATION)


def _years(book: Book, record: Record) -> str:
    """Whether carried-over money is in it, where the document tells."""
    if not book.has_vintages:
        return ""
    amount, current = amount_of(record) or 0, amount_of(book.current_year) or 0
    # 本年支出合计 may count carried-over money: more than the year's own money can't be the year's alone
    is_current = amount == current or (record.get("vintage") == Vintage.CURRENT_YEAR and amount < current)
    if record.get("measure") == Measure.BASIC:
        return "不含上年结转" if is_current else ""
    return VINTAGE_NAMES[Vintage.CURRENT_YEAR] if is_current else "含上年结转"
