"""Rectangles inside rectangles: the functional subjects, drilled by clicking."""

from __future__ import annotations

from budget.charts.theme import FONT, HUES, Figure, figure, money, size, wrap
from budget.models import Vintage
from budget.views.book import Book
from budget.views.money import DisplayUnit
from budget.views.subjects import ROOT, TreeNode, tree_nodes

TREE_HEIGHT = 460
HUE = {Vintage.CURRENT_YEAR: "current", Vintage.CARRYOVER_IN: "carryover"}
EDGE = "rgba(127,127,127,0.35)"
PADDING = {"t": 26, "l": 3, "r": 3, "b": 3}
SMALLEST_TEXT = 12
INK = {Vintage.CARRYOVER_IN: "#1F2328"}  # white letters are too faint on the orange of carry-over
STEPS = (0.95, 0.78, 0.62, 0.5)  # one hue in steps, largest part darkest


def subject_treemap(book: Book, code: str | None, vintage: Vintage, unit: DisplayUnit) -> Figure:
    """The subjects under a code; a click gives the subject's code as the point's id."""
    nodes = tree_nodes(book, vintage)
    # areas stand on the leaves alone: rounded parts may add up to more than their printed whole, and plotly
    # draws nothing then
    trace = {
        "type": "treemap",
        "ids": [n.key for n in nodes],
        "labels": [n.label for n in nodes],
        "parents": [n.parent for n in nodes],
        "values": [size(n.yuan) if n.is_leaf else 0 for n in nodes],
        "branchvalues": "remainder",
        "level": code if any(n.key == code for n in nodes) else ROOT,
        "maxdepth": 3,
        "text": [_label(n, code or ROOT, unit) for n in nodes],
        "texttemplate": "%{text}",
        "textfont": {"family": FONT, "size": 15, "color": INK.get(vintage, "#FFFFFF")},
        "customdata": [_hover(n, unit) for n in nodes],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {"colors": _colours(nodes, vintage), "line": {"width": 1, "color": EDGE}, "pad": PADDING},
        "pathbar": {"visible": False},
        "tiling": {"packing": "squarify", "pad": 2},
        "root": {"color": "rgba(0,0,0,0)"},
    }  # fmt: skip
    return figure(
        [trace],
        TREE_HEIGHT,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        uniformtext={"minsize": SMALLEST_TEXT, "mode": "hide"},
    )


def _label(node: TreeNode, level: str, unit: DisplayUnit) -> str:
    """One line in the head of a rectangle that holds others, three lines in a rectangle of its own."""
    if not node.is_leaf and level in (node.key, node.parent):
        return f"{node.label}　{money(node.yuan, unit)}"
    share = f"<br>{node.share_of_parent}" if node.share_of_parent else ""
    return f"{wrap(node.label, 10)}<br>{money(node.yuan, unit)}{share}"


def _hover(node: TreeNode, unit: DisplayUnit) -> str:
    code = "" if node.key == ROOT else f" {node.key}"
    share = f"<br>占上级 {node.share_of_parent}" if node.share_of_parent else ""
    return f"{node.label}{code}<br>{money(node.yuan, unit)}{share}"


def _colours(nodes: tuple[TreeNode, ...], vintage: Vintage) -> list[str]:
    """Darker for the larger ones among brothers."""
    order: dict[str, int] = {}
    for parent in {n.parent for n in nodes}:
        brothers = sorted((n for n in nodes if n.parent == parent), key=lambda n: -n.yuan)
        order |= {n.key: min(i, len(STEPS) - 1) for i, n in enumerate(brothers)}
    return [shade(HUE.get(vintage, "slate"), STEPS[order[n.key]]) for n in nodes]


def shade(hue: str, strength: float) -> str:
    """A hue lightened towards a middle grey-white, still ≥ 3:1 under white letters.

    >>> shade("current", 1.0)
    'rgb(51,119,187)'
    """
    code = HUES[hue].lstrip("#")
    mixed = (round(int(code[i : i + 2], 16) * strength + 138 * (1 - strength)) for i in (0, 2, 4))
    return f"rgb({','.join(map(str, mixed))})"
