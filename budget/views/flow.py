"""The flow of money in at most three stages: sources → basic/project → functional classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budget.evidence.formulas import diff_ref, sum_ref
from budget.models import Measure, Scope, Vintage
from budget.views.book import Book, money_scope, share_cell, vintage_hue
from budget.views.functional import ClassAmount, Tree, class_amounts, functional_tree, leftovers
from budget.views.income import Source, in_vintage, income_sources
from budget.views.shapes import Cell, Row, TableView

MOST_CLASSES = 7  # more bands can't be labelled on one screen; the rest is one band, its members in the table
KINDS = ((Measure.BASIC, "基本支出"), (Measure.PROJECT, "项目支出"))


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the flow; `stage` 0, 1 or 2."""

    key: str
    label: str
    yuan: Decimal
    stage: int
    hue: str
    cell: str | None = None
    """Where its amount is printed, or what it follows from."""


@dataclass(frozen=True, slots=True)
class Link:
    """Money from one node to another."""

    start: str
    end: str
    yuan: Decimal
    hue: str
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """Nodes and links; `note` says what a stage could not show."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    note: str = ""


def money_flow(book: Book, vintage: Vintage) -> Flow | None:
    """The flow of the chosen money; None when the document does not print both ends."""
    sources = [s for s in in_vintage(income_sources(book), vintage) if s.yuan and s.yuan > 0]
    split = _kind_split(book, vintage)
    if not sources or not class_amounts(book, vintage):
        return None
    by_class = _kind_to_class(book, vintage) if split else []
    if split and by_class:
        heads = _source_to_kind(sources, split)
        # a class may print money of a kind of which the totals print none
        if {link.start for link in by_class} <= {link.end for link in heads}:
            return _flow(sources, [*heads, *by_class], class_amounts(book, vintage))
    return _through_total(book, sources, vintage)


Split = dict[Vintage, dict[Measure, tuple[Decimal, str | None]]]
"""Amount of each kind of expenditure and where it stands, by vintage."""


def _kind_split(book: Book, vintage: Vintage) -> Split | None:
    """Basic and project money by vintage: printed for all and for this year, the rest follows."""
    both = _kinds(book, Scope.ALL, Vintage.ALL)
    if both is None or not book.has_vintages:
        return {Vintage.ALL: both} if both else None
    current = _kinds(book, Scope.GENERAL_PUBLIC, Vintage.CURRENT_YEAR)
    if current is None:
        return None
    carried = {k: (both[k][0] - current[k][0], diff_ref(both[k][1], current[k][1])) for k in both}
    split = {Vintage.CURRENT_YEAR: current, Vintage.CARRYOVER_IN: carried}
    return split if vintage is Vintage.ALL else {vintage: split[vintage]}


def _kinds(book: Book, scope: Scope, vintage: Vintage) -> dict[Measure, tuple[Decimal, str | None]] | None:
    """The printed totals of basic and project money; None unless both are printed."""
    totals = {kind: book.total(kind, scope, vintage) for kind, _ in KINDS}
    found = {kind: (r["amount_yuan"], r["cell"]) for kind, r in totals.items() if r and r["amount_yuan"] is not None}
    return found if len(found) == len(KINDS) else None


def _source_to_kind(sources: Sequence[Source], split: Split) -> list[Link]:
    """Links only where it is known which source pays for what: one source for each vintage."""
    links = []
    for vintage, kinds in split.items():
        own = [s for s in sources if vintage in (Vintage.ALL, s.vintage)]
        if len(own) != 1:
            return []
        name, hue = own[0].name, vintage_hue(own[0].vintage)
        links += [Link(name, kind, amount, hue, cell) for kind, (amount, cell) in kinds.items() if amount > 0]
    return links


def _kind_to_class(book: Book, vintage: Vintage) -> list[Link]:
    """Which classes basic and project money go to, from the subjects of the chosen money."""
    tree = functional_tree(book)
    if tree is None or tree.scope is not Scope.ALL:
        return []
    amounts = {(c.name, kind): _class_kind(book, tree, c, kind, vintage) for c in class_amounts(book, vintage)
               for kind, _ in KINDS}  # fmt: skip
    links = []
    for (name, kind), found in amounts.items():
        if found is None:
            return []
        if found[0] > 0:
            links.append(Link(kind, name, found[0], kind, found[1]))
    return links


def _class_kind(
    book: Book, tree: Tree, c: ClassAmount, kind: str, vintage: Vintage
) -> tuple[Decimal, str | None] | None:
    """Amount and place; None where the class prints no code to look it up by."""
    if c.code is None:
        return None
    both, both_at = tree.subjects[c.code].amounts[kind] or Decimal(0), tree.subjects[c.code].cells[kind]
    if vintage is Vintage.ALL:
        return both, both_at
    record = book.first("subjects", scope=Scope.GENERAL_PUBLIC, code=c.code)
    current = (record[f"{kind}_yuan"] if record else None) or Decimal(0)
    current_at = record[f"{kind}_cell"] if record and current else None
    if vintage is Vintage.CURRENT_YEAR:
        return current, current_at
    return both - current, diff_ref(both_at, current_at) if current else both_at


def _through_total(book: Book, sources: Sequence[Source], vintage: Vintage) -> Flow | None:
    """Where the tables don't tell which source pays for what, everything goes through one total."""
    middle = "total"
    ends = [*class_amounts(book, vintage), *(leftovers(book) if vintage is Vintage.ALL else ())]
    links = [Link(s.name, middle, s.yuan or Decimal(0), vintage_hue(s.vintage), s.cell) for s in sources]
    links += [Link(middle, end.name, end.yuan, "neutral", end.cell) for end in ends]
    flow = _flow(sources, links, ends)
    note = "文件没有说明哪项来源用于哪类支出，图中只经过总计相连。"
    return Flow(flow.nodes, flow.links, note)


def _flow(sources: Sequence[Source], links: Sequence[Link], classes: Sequence[ClassAmount]) -> Flow:
    kept = {c.name for c in classes[:MOST_CLASSES]}
    rest = [c for c in classes if c.name not in kept]
    other = f"其余{len(rest)}类"
    stay = kept | {"basic", "project", "total"}
    merged = _merge([link if link.end in stay else replace(link, end=other) for link in links])
    nodes = [Node(s.name, s.name, s.yuan or Decimal(0), 0, vintage_hue(s.vintage), s.cell) for s in sources]
    nodes += [
        Node(
            key,
            label,
            sum((link.yuan for link in merged if link.end == key), Decimal(0)),
            1,
            key if key != "total" else "neutral",
            sum_ref(link.cell for link in merged if link.end == key),
        )
        for key, label in (*KINDS, ("total", "总计"))
        if any(link.end == key for link in merged)
    ]
    nodes += [Node(c.name, c.name, c.yuan, 2, "neutral") for c in classes if c.name in kept]
    if rest:
        nodes.append(Node(other, other, sum((c.yuan for c in rest), Decimal(0)), 2, "neutral"))
    return Flow(tuple(nodes), tuple(merged))


def _merge(links: Sequence[Link]) -> list[Link]:
    parts: dict[tuple[str, str, str], list[Link]] = {}
    for link in links:
        parts.setdefault((link.start, link.end, link.hue), []).append(link)
    return [
        Link(start, end, sum((part.yuan for part in own), Decimal(0)), hue, sum_ref(part.cell for part in own))
        for (start, end, hue), own in parts.items()
    ]


def flow_table(book: Book, vintage: Vintage) -> TableView | None:
    """The flow as figures: from, to, amount."""
    flow = money_flow(book, vintage)
    if flow is None:
        return None
    nodes = {node.key: node for node in flow.nodes}
    rows = tuple(_flow_row(nodes[link.start], nodes[link.end], link) for link in flow.links)
    cells = (book.whole["cell"] if book.whole else None, *(s.cell for s in income_sources(book)),
             *(c.cell for c in class_amounts(book, vintage)))  # fmt: skip
    notes = (flow.note,) if flow.note else ()
    return book.table_view("flow", rows, cells, scope=money_scope(book, Scope.ALL, vintage), notes=notes)


def _flow_row(start: Node, end: Node, link: Link) -> Row:
    ends = (Cell(start.label, hue=start.hue), Cell(end.label, hue=end.hue))
    return Row((*ends, Cell(yuan=link.yuan, cell=link.cell), share_cell(link.yuan, start.yuan, link.cell, start.cell)))
