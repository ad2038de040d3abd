"""钱从哪来: the sources of money, this year's and carried over apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.evidence.formulas import sum_ref
from budget.models import Measure, RowRole, Vintage
from budget.text import Numbering, is_of_which, label_numbering, strip_lead
from budget.views.book import Book, Record, amount_of, cell_of, share_cell, share_figure, vintage_hue
from budget.views.money import DisplayUnit, amount_or_nothing, share_text
from budget.views.printed import printed_table
from budget.views.shapes import Cell, Headline, KeyFigure, Row, TableView

SUMS, SUM_WORDS = (RowRole.TOTAL, RowRole.SUBTOTAL), ("小计", "合计", "总计")


@dataclass(frozen=True, slots=True)
class Source:
    """One source of money; `yuan` is None where nothing is budgeted."""

    name: str
    yuan: Decimal | None
    vintage: Vintage
    cell: str | None


def income_sources(book: Book) -> tuple[Source, ...]:
    """The lowest printed level of income: a chapter with sub-items gives way to them, totals are left out."""
    rows = [r for r in book.frames["income"] if r["row_role"] not in SUMS and not r["name"].endswith(SUM_WORDS)]
    parents = {i for i in range(len(rows)) if _has_items(rows, i)}
    # a fund printed again under 上年结转 is part of that line
    own = (row for i, row in enumerate(rows) if i not in parents and row["row_role"] != RowRole.OF_WHICH)
    return tuple(Source(strip_lead(r["name"]), r["amount_yuan"], Vintage(r["vintage"]), r["cell"]) for r in own)


def _has_items(rows: Sequence[Record], index: int) -> bool:
    """Whether printed sub-items with an amount follow a chapter."""
    if label_numbering(rows[index]["name"]) is not Numbering.LIST:
        return False
    for row in rows[index + 1 :]:
        if not _is_item(row["name"]):
            return False
        if row["amount_yuan"] is not None:
            return True
    return False


def _is_item(name: str) -> bool:
    """Whether a row is printed under a chapter (一、): numbered in a deeper style, or 其中."""
    numbering = label_numbering(name)
    return is_of_which(name) or (numbering is not None and numbering > Numbering.LIST)


def in_vintage(sources: Sequence[Source], vintage: Vintage) -> tuple[Source, ...]:
    """The sources of the chosen money."""
    return tuple(s for s in sources if vintage is Vintage.ALL or s.vintage is vintage)


def income_headline(book: Book, unit: DisplayUnit) -> Headline:
    """Question, answer and figures of the page."""
    sources = [s for s in income_sources(book) if s.yuan]
    total = book.total(Measure.INCOME) or book.whole
    whole = amount_of(total)
    if whole is None or not sources:
        return Headline("钱从哪来？", "本文件没有公开收入预算表，看不到钱的来源。" if not sources else "")
    largest = sorted(sources, key=lambda s: -(s.yuan or 0))
    parts = "，".join(
        f"{s.name} **{amount_or_nothing(s.yuan, unit)}**（{share_text(s.yuan, whole)}）" for s in largest[:3]
    )
    rest = f"，另有 {len(largest) - 3} 项" if len(largest) > 3 else ""
    answer = f"{book.year_word}收入总计 **{amount_or_nothing(whole, unit)}**：{parts}{rest}。"
    return Headline("钱从哪来？", answer, _figures(book, total, largest), _balance_caution(book))


def _figures(book: Book, total: Record | None, largest: Sequence[Source]) -> tuple[KeyFigure, ...]:
    whole = amount_of(total)
    scope = "全部收支 · 含上年结转" if amount_of(book.carryover) else "全部收支"
    figures = [KeyFigure("收入总计", whole, scope=scope, cell=cell_of(total))]
    carried = "年初结转和结余" if book.is_final else "上年结转"
    if amount_of(book.carryover):
        figures += [
            share_figure("本年收入", book.current_year, total, "占收入总计", "全部收支", "current"),
            share_figure(carried, book.carryover, total, "占收入总计", "全部收支", "carryover"),
        ]
    top = largest[0]
    if len(figures) == 1:
        compared = f"占收入总计 {share_text(top.yuan, whole)}"
        figures.append(KeyFigure(f"最大来源：{top.name}", top.yuan, scope="全部收支", compared=compared, cell=top.cell))
    return tuple(figures)


def _balance_caution(book: Book) -> str:
    """Totals that balance by construction say so."""
    income, spending = amount_of(book.total(Measure.INCOME)), amount_of(book.total(Measure.EXPENDITURE))
    if income is None or income != spending or not amount_of(book.carryover):
        return ""
    return (
        "收入总计与支出总计相等，是因为上年结转也记作收入、结转下年也记作支出：两边按编制办法总会相等，"
        "不说明今年的收入够今年花。"
    )


def income_table(book: Book, vintage: Vintage) -> TableView:
    """The sources with their shares; what prints a blank is said in words."""
    sources = in_vintage(income_sources(book), vintage)
    whole = sum((s.yuan for s in sources if s.yuan), Decimal(0))
    base = sum_ref(s.cell for s in sources if s.yuan)
    rows = [
        Row((Cell(s.name), Cell(yuan=s.yuan, cell=s.cell, hue=vintage_hue(s.vintage)),
             share_cell(s.yuan, whole, s.cell, base),
             Cell("上年结转" if s.vintage is Vintage.CARRYOVER_IN else "本年")))
        for s in sources
        if s.yuan is not None
    ]  # fmt: skip
    empty = [s.name for s in sources if s.yuan is None]
    notes = (f"未安排：{'、'.join(empty)}。",) if empty else ()
    return book.table_view("income", rows, (s.cell for s in sources), notes=notes)


def income_legend(book: Book, vintage: Vintage) -> tuple[tuple[str, str], ...]:
    """The years that the shown sources are of."""
    used = {s.vintage is Vintage.CARRYOVER_IN for s in in_vintage(income_sources(book), vintage) if s.yuan}
    words = ((False, "本年", "current"), (True, "上年结转", "carryover"))
    return tuple((word, hue) for is_carried, word, hue in words if is_carried in used)


def income_by_subject(book: Book) -> TableView | None:
    """收入总表 as printed; None when the document has none."""
    record = book.first("tables", kind="revenue_summary")
    return printed_table(book, record["table_id"]) if record else None


def empty_tables(book: Book) -> tuple[str, ...]:
    """Titles of the fund tables that are published with nothing in them."""
    kinds = ("fund_revenue", "fund_expenditure", "state_capital")
    return tuple(dict.fromkeys(r["title"] for k in kinds for r in book.rows("tables", kind=k) if r["is_empty"]))
