"""How many targets can be counted: bars of indicators, not of money."""

from __future__ import annotations

from budget.charts.theme import (
    HUES,
    LABEL_SIZE,
    NO_AXIS,
    ROW_HEIGHT,
    Figure,
    bar_margin,
    figure,
    figures_right,
    lines,
    short,
)
from budget.views.book import Book
from budget.views.indicators import measurables

PARTS = (("指标值里有数", "numbered", "slate"), ("用文字表述", "worded", "fog"))


def targets_chart(book: Book) -> Figure:
    """One bar a form: targets with a number, then those in words."""
    forms = measurables(book)
    rows = list(range(len(forms)))
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": word,
            "x": [getattr(form, name) for form in forms],
            "y": rows,
            "marker": {"color": HUES[hue]},
            "customdata": [lines(form.name, f"{word} {getattr(form, name)} 条") for form in forms],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        for word, name, hue in PARTS
    ]
    notes = figures_right([f"{form.numbered + form.worded} 条" for form in forms], rows)
    names = [short(form.name) for form in forms]
    yaxis = {"autorange": "reversed", "automargin": True, "fixedrange": True, "showgrid": False, "ticks": "",
             "tickvals": rows, "ticktext": names, "tickfont": {"size": LABEL_SIZE}}  # fmt: skip
    most = max((form.numbered + form.worded for form in forms), default=1)
    height = 24 + len(forms) * ROW_HEIGHT
    xaxis = dict(NO_AXIS) | {"range": [0, most]}
    return figure(
        traces, height, barmode="stack", xaxis=xaxis, yaxis=yaxis, annotations=notes, bargap=0.35, margin=bar_margin()
    )
