"""Horizontal bars: labels left, figures right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

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
    money,
    short,
    size,
)
from budget.views.money import DisplayUnit, share_text


@dataclass(frozen=True, slots=True)
class BarPart:
    """One coloured part of a bar."""

    word: str
    yuan: Decimal
    hue: str
    cell: str | None = None
    """Where the figure is printed, or the formula it follows from; a click opens it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: label, parts from left to right, an id for clicks, words added to the hover box."""

    label: str
    parts: tuple[BarPart, ...]
    key: str = ""
    hover: str = ""
    whole: Decimal | None = None
    """The printed whole where its rounded parts add up to something else."""

    @property
    def yuan(self) -> Decimal:
        """The bar's whole."""
        return sum((part.yuan for part in self.parts), Decimal(0)) if self.whole is None else self.whole


def bars(rows: Sequence[Bar], unit: DisplayUnit, scope: str = "") -> Figure:
    """Bars in the order given, each with its whole at the right edge; `scope` is said in the hover box."""
    words = dict.fromkeys((part.word, part.hue) for row in rows for part in row.parts)
    traces = [_trace(rows, word, hue, unit, scope) for word, hue in words]
    longest = max((row.yuan for row in rows), default=Decimal(1))
    notes = figures_right([money(row.yuan, unit) for row in rows], range(len(rows)))
    yaxis = {
        "autorange": "reversed",
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "ticks": "",
        "tickfont": {"size": LABEL_SIZE},
        "tickvals": list(range(len(rows))),
        "ticktext": [short(row.label) for row in rows],
    }
    xaxis = dict(NO_AXIS) | {"range": [0, size(longest) or 1]}
    height = 24 + len(rows) * ROW_HEIGHT
    return figure(
        traces, height, barmode="stack", xaxis=xaxis, yaxis=yaxis, annotations=notes, bargap=0.35, margin=bar_margin()
    )


def _trace(rows: Sequence[Bar], word: str, hue: str, unit: DisplayUnit, scope: str) -> Figure:
    amounts = [sum((p.yuan for p in row.parts if (p.word, p.hue) == (word, hue)), Decimal(0)) for row in rows]
    whole = sum((row.yuan for row in rows), Decimal(0))
    return {
        "type": "bar",
        "orientation": "h",
        "name": word,
        "x": [size(amount) for amount in amounts],
        "y": list(range(len(rows))),
        "marker": {"color": HUES[hue], "line": {"width": 0}},
        "ids": [row.key or row.label for row in rows],
        "customdata": [
            [row.key, _hover(row, f"{word} {money(amount, unit)}", share_text(amount, whole), scope), _cell(row, word)]
            for row, amount in zip(rows, amounts, strict=True)
        ],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _cell(row: Bar, word: str) -> str:
    return next((part.cell for part in row.parts if part.word == word and part.cell), "")


def _hover(row: Bar, figure_words: str, share: str, scope: str) -> Markup:
    """Name and code, figure, share of all bars, scope, and what else is to be said."""
    code = f" {row.key}" if row.key.isdigit() else ""
    return lines(f"{row.label}{code}", f"{figure_words} · 占全部 {share}", scope, row.hover)
