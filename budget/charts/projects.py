"""Projects as bars, this year's and carried over in their colours."""

from __future__ import annotations

from budget.charts.bars import Bar, BarPart, bars
from budget.charts.theme import Figure
from budget.models import Vintage
from budget.views.book import Book
from budget.views.money import DisplayUnit
from budget.views.projects import list_projects


def projects_chart(book: Book, vintage: Vintage, unit: DisplayUnit) -> Figure:
    """One bar a project of the tables, largest first."""
    rows = []
    for project in list_projects(book, vintage):
        if project.yuan and project.cell:
            is_carried = project.vintage is Vintage.CARRYOVER_IN
            part = BarPart(
                "上年结转" if is_carried else "今年安排",
                project.yuan,
                "carryover" if is_carried else "current",
                project.cell,
            )
            rows.append(Bar(project.name, (part,), project.key, project.note))
    return bars(rows, unit, "项目支出")
