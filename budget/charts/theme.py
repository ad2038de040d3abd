"""Colours with their meanings, the words of hover boxes, and the frame every chart shares.

Figures are plain dicts: they are built once for all readers, and plotly's own validation costs more than the chart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import escape

from budget.views.money import DisplayUnit, amount_text

Figure = dict[str, Any]

HUES: Mapping[str, str] = {
    "current": "#3377BB",
    "carryover": "#DD7700",
    "basic": "#995566",
    "project": "#779966",
    "emphasis": "#BB2288",
    "failed": "#CC1122",
    "neutral": "#7D8590",
    "slate": "#5B6B82",
    "fog": "#8B94A1",
    "personnel": "#8A6A9A",
    "operating": "#7D8590",
}
FONT = (
    "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, "
    "Mingzhang Sans, Mingzhang Sans Whole, sans-serif"
)
CONFIG: Mapping[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "locale": "zh-CN"}
"""No mode bar: its buttons speak English; the data is in the table beside the chart."""

LINE_CHARACTERS = 11  # at 13 px: 143 px, which leaves a phone room for bars and figures
LABEL_SIZE = 13
ROW_HEIGHT = 44  # px: two lines of label
FIGURE_COLUMN = 112  # px right of the bars: "12,345.67 万元" at 14 px
PIECE = re.compile(r"[（(【“《]*(?:[0-9A-Za-z.-]+|.)[）)】”》，。、；：…]*")
"""What stays together at a line end: a number, a character with the brackets it wears."""
NO_AXIS: Mapping[str, Any] = {
    "visible": False, "showgrid": False, "zeroline": False, "fixedrange": True, "showticklabels": False,
}  # fmt: skip


def translucent(hue: str, alpha: float) -> str:
    """A hue with transparency, for bands that lie over each other.

    >>> translucent("current", 0.5)
    'rgba(51,119,187,0.5)'
    """
    return f"rgba({','.join(map(str, rgb(hue)))},{alpha:g})"


def rgb(hue: str) -> tuple[int, ...]:
    """Red, green and blue of a hue."""
    return tuple(bytes.fromhex(HUES[hue].lstrip("#")))


def lines(*words: str) -> str:
    """Words for plotly, each on a line of its own; those that are "" take none.

    Plotly reads tags in every text it draws: here words become only words.

    >>> lines("A&B <局>", "", "1.00 万元")
    'A&amp;B &lt;局&gt;<br>1.00 万元'
    """
    return "<br>".join(str(escape(word)) for word in words if word)


def wrap(name: str, width: int = LINE_CHARACTERS) -> list[str]:
    """The lines of a long Chinese name, never cut; numbers stay whole, no line begins with a closing bracket.

    >>> wrap("社会保障和就业支出合计", 6)
    ['社会保障和就', '业支出合计']
    >>> wrap("基本工资（工资福利支出）", 11)
    ['基本工资（工资福利支', '出）']
    """
    made = [""]
    for piece in PIECE.findall(name):
        if made[-1] and len(made[-1]) + len(piece) > width:
            made.append("")
        made[-1] += piece
    return made


def short(name: str) -> str:
    """A name on at most two lines beside a bar; the whole name stands in the hover box and in the table.

    >>> short("长财建二（2023）144号关于下达2023年省级近零碳排放试点资金")
    '长财建二（2023）<br>144号关于下达…'
    """
    first, *rest = wrap(name)
    return lines(first, *(rest if len(rest) < 2 else [f"{rest[0]}…"]))


def figure(traces: Sequence[Mapping[str, Any]], height: int, **layout: Any) -> Figure:
    """A chart without decoration: no grid, no legend, nothing that can be dragged."""
    base = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "font": {"family": FONT, "size": 14},
        "hoverlabel": {"font": {"family": FONT, "size": 14}, "align": "left"},
        "separators": ".,",
    }
    return {"data": list(traces), "layout": base | layout}


def right_figures_chart(
    traces: Sequence[Figure], height: int, texts: Sequence[str], rows: Sequence[Any], longest: float, ticks: Figure,
    **layout: Any,
) -> Figure:  # fmt: skip
    """Horizontal bars from the top down, their figures in a column at the right edge: they fit at every width.

    Room for labels comes by itself (automargin), room for figures is kept.
    """
    at = {"xref": "paper", "x": 1, "showarrow": False, "xanchor": "right", "xshift": FIGURE_COLUMN - 4}
    notes = [{**at, "y": row, "text": text} for text, row in zip(texts, rows, strict=True)]
    xaxis = {**NO_AXIS, "range": [0, longest]}
    yaxis = {"autorange": "reversed", "automargin": True, "fixedrange": True, "showgrid": False, "ticks": "", **ticks}
    margin = {"l": 8, "r": FIGURE_COLUMN, "t": 4, "b": 4}
    return figure(traces, height, xaxis=xaxis, yaxis=yaxis, annotations=notes, margin=margin, **layout)


def money(yuan: Decimal, unit: DisplayUnit) -> str:
    """The figure with its unit for labels and hover boxes."""
    return f"{amount_text(yuan, unit)} {unit.label}"


def size(yuan: Decimal) -> float:
    """The length or area that stands for an amount; floats live only here."""
    return float(yuan)
