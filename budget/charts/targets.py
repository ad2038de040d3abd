"""How many targets can be counted: bars of indicators, not of money."""

from __future__ import annotations

from collections import Counter

from budget.charts.bars import stacked
from budget.charts.theme import HUES, Figure, lines
from budget.views.book import Book
from budget.views.indicators import forms_with_names, stated_indicators

PARTS = (("指标值里有数", True, "slate"), ("用文字表述", False, "fog"))


def targets_chart(book: Book) -> Figure:
    """One bar a form: targets with a number, then those in words."""
    forms = forms_with_names(book)
    counts = Counter((r["form_id"], r["target_number"] is not None) for r in stated_indicators(book))
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": word,
            "x": [counts[form, is_number] for form, _ in forms],
            "y": list(range(len(forms))),
            "marker": {"color": HUES[hue]},
            "customdata": [lines(name, f"{word} {counts[form, is_number]} 条") for form, name in forms],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        for word, is_number, hue in PARTS
    ]
    wholes = [counts[form, True] + counts[form, False] for form, _ in forms]
    return stacked(traces, [name for _, name in forms], [f"{n} 条" for n in wholes], max(wholes, default=1))
