"""Rectangles inside rectangles: the functional subjects, drilled by clicking."""

from __future__ import annotations

from budget.charts.theme import FONT, Figure, figure, lines, money, rgb, size, wrap
from budget.models import Scope, Vintage
from budget.views.book import Book, money_scope, vintage_hue
from budget.views.money import DisplayUnit
from budget.views.subjects import ROOT, TreeNode, tree_nodes

TREE_HEIGHT = 460
PADDING = {"t": 26, "l": 4, "r": 4, "b": 4}
SMALLEST_TEXT = 12
INK = {Vintage.CARRYOVER_IN: "#1F2328"}  # white letters are too faint on the orange of carry-over
STEPS = (0.78, 0.62)  # neighbours differ
GREY = 138


def subject_treemap(book: Book, code: str | None, vintage: Vintage, unit: DisplayUnit) -> Figure:
    """The subjects under a code; a click gives the subject's code as the point's id."""
    nodes, scope = tree_nodes(book, vintage), money_scope(book, Scope.ALL, vintage)
    level = code if code and any(n.key == code for n in nodes) else ROOT
    # areas stand on the leaves alone: rounded parts may add up to more than their printed whole, and plotly
    # draws nothing then
    trace = {
        "type": "treemap",
        "ids": [n.key for n in nodes],
        "labels": [_head(n, level, unit) for n in nodes],
        "parents": [n.parent for n in nodes],
        "values": [size(n.yuan) if n.is_leaf else 0 for n in nodes],
        "branchvalues": "remainder",
        "level": level,
        "maxdepth": 3,
        "text": [_inside(n, unit) for n in nodes],
        "texttemplate": "%{text}",
        "textfont": {"family": FONT, "size": 15, "color": INK.get(vintage, "#FFFFFF")},
        "customdata": [_hover(n, unit, scope) for n in nodes],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {"colors": _colours(nodes, level, vintage), "line": {"width": 0}, "pad": PADDING},
        "pathbar": {"visible": False},
        "tiling": {"packing": "squarify", "pad": 4},
    }
    uniform = {"minsize": SMALLEST_TEXT, "mode": "hide"}
    return figure([trace], TREE_HEIGHT, margin={"l": 0, "r": 0, "t": 0, "b": 0}, uniformtext=uniform)


def _head(node: TreeNode, level: str, unit: DisplayUnit) -> str:
    """The line in the head of a rectangle that holds others; the outermost needs none, the breadcrumb names it."""
    return lines("" if node.key == level else f"{node.label}　{money(node.yuan, unit)}")


def _inside(node: TreeNode, unit: DisplayUnit) -> str:
    """Three lines in a rectangle of its own."""
    return lines(*wrap(node.label, 10), money(node.yuan, unit), node.share_of_parent)


def _hover(node: TreeNode, unit: DisplayUnit, scope: str) -> str:
    code = "" if node.key == ROOT else f" {node.key}"
    share = f"占上级 {node.share_of_parent}" if node.share_of_parent else ""
    return lines(f"{node.label}{code}", money(node.yuan, unit), share, scope)


def _colours(nodes: tuple[TreeNode, ...], level: str, vintage: Vintage) -> list[str]:
    """Holders in full colour, what they hold in lighter steps: the gaps between draw the borders."""
    hue = "slate" if vintage is Vintage.ALL else vintage_hue(vintage)
    rank: dict[str, int] = {}
    for parent in {n.parent for n in nodes}:
        brothers = sorted((n for n in nodes if n.parent == parent), key=lambda n: -n.yuan)
        rank |= {n.key: i for i, n in enumerate(brothers)}
    return [
        "rgba(0,0,0,0)"
        if n.key == level
        else shade(hue, 1.0 if n.parent == level and not n.is_leaf else STEPS[rank[n.key] % len(STEPS)])
        for n in nodes
    ]


def shade(hue: str, strength: float) -> str:
    """A hue mixed with grey, still ≥ 4:1 under its letters.

    >>> shade("current", 1.0)
    'rgb(51,119,187)'
    """
    mixed = (round(colour * strength + GREY * (1 - strength)) for colour in rgb(hue))
    return f"rgb({','.join(map(str, mixed))})"
