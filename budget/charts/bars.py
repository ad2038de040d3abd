"""Horizontal bars: labels left, figures right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.charts.theme import HUES, LABEL_SIZE, ROW_HEIGHT, Figure, lines, money, right_figures_chart, short, size
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
    return stacked(traces, [row.label for row in rows], [money(row.yuan, unit) for row in rows], size(longest) or 1)


def stacked(traces: Sequence[Figure], labels: Sequence[str], figures: Sequence[str], longest: float) -> Figure:
    """Stacked bars at 0, 1, 2 …, each with its label on the left and its figure at the right edge."""
    rows = list(range(len(labels)))
    ticks = {"tickfont": {"size": LABEL_SIZE}, "tickvals": rows, "ticktext": [short(label) for label in labels]}
    height = 24 + len(rows) * ROW_HEIGHT
    return right_figures_chart(traces, height, figures, rows, longest, ticks, barmode="stack", bargap=0.35)


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


def _hover(row: Bar, figure_words: str, share: str, scope: str) -> str:
    """Name and code, figure, share of all bars, scope, and what else is to be said."""
    code = f" {row.key}" if row.key.isdigit() else ""
    return lines(f"{row.label}{code}", f"{figure_words} · 占全部 {share}", scope, row.hover)
