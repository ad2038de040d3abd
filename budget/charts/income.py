"""Where money comes from, as bars."""

from __future__ import annotations

from budget.charts.bars import Bar, BarPart, bars
from budget.charts.theme import Figure
from budget.models import Scope, Vintage
from budget.views.book import Book, money_scope
from budget.views.income import in_vintage, income_sources
from budget.views.money import DisplayUnit


def income_chart(book: Book, vintage: Vintage, unit: DisplayUnit) -> Figure:
    """One bar a source with money, in the colour of its year."""
    rows = []
    for source in in_vintage(income_sources(book), vintage):
        if source.yuan:
            is_carried = source.vintage is Vintage.CARRYOVER_IN
            part = BarPart("上年结转" if is_carried else "本年", source.yuan, "carryover" if is_carried else "current",
                           source.cell)  # fmt: skip
            rows.append(Bar(source.name, (part,)))
    return bars(rows, unit, money_scope(book, Scope.ALL, vintage))
