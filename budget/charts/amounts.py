"""Bars of money: sources of income, projects, basic against project, people against operation."""

from __future__ import annotations

from decimal import Decimal

from budget.charts.bars import Bar, BarPart, bars
from budget.charts.theme import Figure
from budget.models import Scope, Vintage
from budget.views.basic_project import kind_splits
from budget.views.book import Book, money_scope, vintage_hue
from budget.views.economic import economic_groups, economic_whole
from budget.views.income import in_vintage, income_sources
from budget.views.money import DisplayUnit
from budget.views.projects import list_projects

MOST_SUBJECTS = 10  # the table under the chart has them all


def income_chart(book: Book, vintage: Vintage, unit: DisplayUnit) -> Figure:
    """One bar a source with money, in the colour of its year."""
    rows = [
        Bar(source.name, (_vintage_part("本年", source.yuan, source.vintage, source.cell),))
        for source in in_vintage(income_sources(book), vintage)
        if source.yuan
    ]
    return bars(rows, unit, money_scope(book, Scope.ALL, vintage))


def projects_chart(book: Book, vintage: Vintage, unit: DisplayUnit) -> Figure:
    """One bar a project of the tables, largest first, in the colour of its year."""
    rows = [
        Bar(project.name, (_vintage_part("今年安排", project.yuan, project.vintage, project.cell),), project.key,
            project.note)
        for project in list_projects(book, vintage)
        if project.yuan and project.cell
    ]  # fmt: skip
    return bars(rows, unit, "项目支出")


def _vintage_part(current: str, yuan: Decimal, vintage: Vintage, cell: str | None) -> BarPart:
    return BarPart("上年结转" if vintage is Vintage.CARRYOVER_IN else current, yuan, vintage_hue(vintage), cell)


def kind_chart(book: Book, vintage: Vintage, unit: DisplayUnit) -> Figure:
    """One bar a class, basic and project behind each other."""
    splits = sorted(kind_splits(book, vintage), key=lambda s: -(s.amounts["total"] or 0))
    kinds = (("基本支出", "basic"), ("项目支出", "project"))
    rows = [
        Bar(s.name, _parts(*((word, s.amounts[k], k, s.cells[k]) for word, k in kinds)), s.code,
            whole=s.amounts["total"] or Decimal(0))
        for s in splits
    ]  # fmt: skip
    return bars(rows, unit, money_scope(book, Scope.ALL, vintage))


def economic_chart(book: Book, unit: DisplayUnit) -> Figure:
    """The largest economic subjects of basic expenditure."""
    rows = []
    for r in economic_groups(book)[:MOST_SUBJECTS]:
        label = r["name"] if not r["governmental_name"] else f"{r['name']}（{r['governmental_name']}）"
        split = _parts(
            ("人员经费", r["personnel_yuan"], "personnel", r["personnel_cell"]),
            ("公用经费", r["operating_yuan"], "operating", r["operating_cell"]),
        )
        rows.append(Bar(label, split or (BarPart("合计", economic_whole(r) or Decimal(0), "basic", r["total_cell"]),)))
    return bars(rows, unit, "一般公共预算 · 基本支出")


def _parts(*parts: tuple[str, Decimal | None, str, str | None]) -> tuple[BarPart, ...]:
    return tuple(BarPart(word, yuan, hue, cell) for word, yuan, hue, cell in parts if yuan)
