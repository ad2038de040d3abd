"""How many targets can be counted: bars of indicators, not of money."""

from __future__ import annotations

from budget.charts.bars import stacked
from budget.charts.theme import HUES, Figure, lines
from budget.views.book import Book
from budget.views.indicators import measurables

PARTS = (("指标值里有数", "numbered", "slate"), ("用文字表述", "worded", "fog"))


def targets_chart(book: Book) -> Figure:
    """One bar a form: targets with a number, then those in words."""
    forms = measurables(book)
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": word,
            "x": [getattr(form, name) for form in forms],
            "y": list(range(len(forms))),
            "marker": {"color": HUES[hue]},
            "customdata": [lines(form.name, f"{word} {getattr(form, name)} 条") for form in forms],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        for word, name, hue in PARTS
    ]
    most = max((form.numbered + form.worded for form in forms), default=1)
    return stacked(traces, [f.name for f in forms], [f"{f.numbered + f.worded} 条" for f in forms], most)
