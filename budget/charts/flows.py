"""The Sankey of the overview and the steps from last year to this year."""

from __future__ import annotations

from decimal import Decimal

from budget.charts.theme import HUES, Figure, figure, lines, money, right_figures_chart, size, translucent, wrap
from budget.models import Vintage
from budget.views.book import Book
from budget.views.flow import Node, money_flow
from budget.views.money import DisplayUnit, share_text, signed_text
from budget.views.overview import movement

FLOW_HEIGHT = 440
NODE_THICKNESS = 16
STEPS_HEIGHT = 250


def flow_chart(book: Book, vintage: Vintage, unit: DisplayUnit) -> Figure:
    """Sources on the left, classes on the right; bands in the colour of where the money comes from.

    Raises: ValueError when the document prints no flow of the chosen money.
    """
    flow = money_flow(book, vintage)
    if flow is None:
        raise ValueError("no flow to draw")
    index = {node.key: i for i, node in enumerate(flow.nodes)}
    whole = max(sum((n.yuan for n in flow.nodes if n.stage == stage), start=flow.nodes[0].yuan * 0) for stage in (0, 2))
    labels = [_node_label(n, unit) for n in flow.nodes]
    node = {
        "label": labels,
        "color": [HUES[n.hue] for n in flow.nodes],
        "customdata": [lines(n.label, f"{money(n.yuan, unit)} · 占 {share_text(n.yuan, whole)}") for n in flow.nodes],
        "hovertemplate": "%{customdata}<extra></extra>",
        "pad": 34,
        "thickness": NODE_THICKNESS,
        "line": {"width": 0},
    }
    by_key = {n.key: n for n in flow.nodes}
    bands = {
        "source": [index[link.start] for link in flow.links],
        "target": [index[link.end] for link in flow.links],
        "value": [size(link.yuan) for link in flow.links],
        "color": [translucent(link.hue, 0.38) for link in flow.links],
        "customdata": [
            lines(
                f"{by_key[link.start].label} → {by_key[link.end].label}",
                f"{money(link.yuan, unit)} · 占前者 {share_text(link.yuan, by_key[link.start].yuan)}",
            )
            for link in flow.links
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    rows = max(sum(n.stage == stage for n in flow.nodes) for stage in (0, 1, 2))
    trace = {"type": "sankey", "arrangement": "fixed", "node": node, "link": bands, "textfont": {"size": 14}}
    return figure([trace], max(FLOW_HEIGHT, rows * 62), margin={"l": 8, "r": 8, "t": 16, "b": 16})


def _node_label(node: Node, unit: DisplayUnit) -> str:
    """Name over figure; on the right, where small classes crowd, both in one line."""
    amount = money(node.yuan, unit)
    return lines(f"{node.label}　{amount}") if node.stage == 2 else lines(*wrap(node.label, 12), amount)


def movement_chart(book: Book, unit: DisplayUnit) -> Figure:
    """Last year → this year's appropriation → carry-over → this year, as a waterfall of horizontal bars.

    Raises: ValueError when the prose of the document states no change.
    """
    moved, year = movement(book), book.disclosure.fiscal_year
    if moved is None:
        raise ValueError("no change to draw")
    before, now = (f"{year - 1}年", f"{year}年") if year else ("上年", "今年")
    first, last, current, carried = (
        moved.total.before_yuan, moved.total.now_yuan, moved.current.delta_yuan, moved.carryover_delta
    )  # fmt: skip
    bars = (
        (before, Decimal(0), first, "neutral", money(first, unit)),
        ("本年安排", first, current, "current", _signed(current, unit)),
        ("上年结转", first + current, carried, "carryover", _signed(carried, unit)),
        (now, Decimal(0), last, "neutral", money(last, unit)),
    )
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": [label for label, *_ in bars],
        "base": [size(start) for _, start, *_ in bars],
        "x": [size(length) for _, _, length, *_ in bars],
        "marker": {"color": [HUES[hue] for *_, hue, _ in bars]},
        "text": [text for *_, text in bars],
        "textposition": "none",
        "customdata": [f"{label}：{text}" for label, _, _, _, text in bars],
        "hovertemplate": "%{customdata}<extra></extra>",
        "width": 0.62,
    }
    ends = [max(start, start + length) for _, start, length, *_ in bars]
    rows, ticks = [label for label, *_ in bars], {"tickfont": {"size": 14}}
    return right_figures_chart([trace], STEPS_HEIGHT, [text for *_, text in bars], rows, size(max(ends)), ticks)


def _signed(yuan: Decimal, unit: DisplayUnit) -> str:
    return f"{signed_text(yuan, unit)} {unit.label}"
