"""The flow of money in at most three stages: sources → basic/project → functional classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.models import Vintage
from budget.views.book import Book, amount_of, money_scope
from budget.views.functional import ClassAmount, Tree, class_amounts, functional_tree, leftovers
from budget.views.income import Source, in_vintage, income_sources
from budget.views.money import share_text
from budget.views.shapes import Cell, CellKind, Column, Row, TableView

MOST_CLASSES = 7  # more bands can't be labelled on one screen; the rest is one band, its members in the table
KINDS = (("basic", "基本支出"), ("project", "项目支出"))


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the flow; `stage` 0, 1 or 2."""

    key: str
    label: str
    yuan: Decimal
    stage: int
    hue: str


@dataclass(frozen=True, slots=True)
class Link:
    """Money from one node to another."""

    start: str
    end: str
    yuan: Decimal
    hue: str


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
        if heads:
            return _flow(sources, [*heads, *by_class], class_amounts(book, vintage))
    return _through_total(book, sources, vintage)


def _kind_split(book: Book, vintage: Vintage) -> dict[Vintage, dict[str, Decimal]] | None:
    """Basic and project money by vintage: printed for all and for this year, the rest follows."""
    whole = {kind: amount_of(book.total(kind)) for kind, _ in KINDS}
    if any(amount is None for amount in whole.values()):
        return None
    both = {kind: amount or Decimal(0) for kind, amount in whole.items()}
    if not book.has_vintages:
        return {Vintage.ALL: both}
    this = {kind: amount_of(book.total(kind, "general_public", "current_year")) for kind, _ in KINDS}
    if any(amount is None for amount in this.values()):
        return None
    current = {kind: amount or Decimal(0) for kind, amount in this.items()}
    carried = {kind: both[kind] - current[kind] for kind in both}
    split = {Vintage.CURRENT_YEAR: current, Vintage.CARRYOVER_IN: carried}
    return split if vintage is Vintage.ALL else {vintage: split[vintage]}


def _source_to_kind(sources: Sequence[Source], split: dict[Vintage, dict[str, Decimal]]) -> list[Link]:
    """Links only where it is known which source pays for what: one source for each vintage."""
    links = []
    for vintage, kinds in split.items():
        own = [s for s in sources if vintage in (Vintage.ALL, s.vintage)]
        if len(own) != 1:
            return []
        links += [Link(own[0].name, kind, amount, _hue(own[0].vintage)) for kind, amount in kinds.items() if amount > 0]
    return links


def _hue(vintage: Vintage) -> str:
    return "carryover" if vintage is Vintage.CARRYOVER_IN else "current"


def _kind_to_class(book: Book, vintage: Vintage) -> list[Link]:
    """Which classes basic and project money go to, from the subjects of the chosen money."""
    tree = functional_tree(book)
    if tree is None or tree.scope != "all":
        return []
    amounts = {(c.name, kind): _class_kind(book, tree, c, kind, vintage) for c in class_amounts(book, vintage)
               for kind, _ in KINDS}  # fmt: skip
    if any(amount is None for amount in amounts.values()):
        return []
    return [Link(kind, name, amount, kind) for (name, kind), amount in amounts.items() if amount and amount > 0]


def _class_kind(book: Book, tree: Tree, c: ClassAmount, kind: str, vintage: Vintage) -> Decimal | None:
    if c.code is None:
        return None
    both = tree.subjects[c.code].amounts[kind] or Decimal(0)
    if vintage is Vintage.ALL:
        return both
    record = book.first("subjects", scope="general_public", code=c.code)
    current = (record[f"{kind}_yuan"] if record else None) or Decimal(0)
    return current if vintage is Vintage.CURRENT_YEAR else both - current


def _through_total(book: Book, sources: Sequence[Source], vintage: Vintage) -> Flow | None:
    """Where the tables don't tell which source pays for what, everything goes through one total."""
    middle = "total"
    ends = [*class_amounts(book, vintage), *(leftovers(book) if vintage is Vintage.ALL else ())]
    links = [Link(s.name, middle, s.yuan or Decimal(0), _hue(s.vintage)) for s in sources]
    links += [Link(middle, end.name, end.yuan, "neutral") for end in ends]
    flow = _flow(sources, links, ends)
    note = "文件没有说明哪项来源用于哪类支出，图中只经过总计相连。"
    return Flow(flow.nodes, flow.links, note)


def _flow(sources: Sequence[Source], links: Sequence[Link], classes: Sequence[ClassAmount]) -> Flow:
    kept = {c.name for c in classes[:MOST_CLASSES]}
    rest = [c for c in classes if c.name not in kept]
    other = f"其余{len(rest)}类"
    stay = kept | {"basic", "project", "total"}
    merged = _merge([link if link.end in stay else Link(link.start, other, link.yuan, link.hue) for link in links])
    nodes = [Node(s.name, s.name, s.yuan or Decimal(0), 0, _hue(s.vintage)) for s in sources]
    nodes += [
        Node(
            key,
            label,
            sum((link.yuan for link in merged if link.end == key), Decimal(0)),
            1,
            key if key != "total" else "neutral",
        )
        for key, label in (*KINDS, ("total", "总计"))
        if any(link.end == key for link in merged)
    ]
    nodes += [Node(c.name, c.name, c.yuan, 2, "neutral") for c in classes if c.name in kept]
    if rest:
        nodes.append(Node(other, other, sum((c.yuan for c in rest), Decimal(0)), 2, "neutral"))
    return Flow(tuple(nodes), tuple(merged))


def _merge(links: Sequence[Link]) -> list[Link]:
    sums: dict[tuple[str, str, str], Decimal] = {}
    for link in links:
        key = (link.start, link.end, link.hue)
        sums[key] = sums.get(key, Decimal(0)) + link.yuan
    return [Link(start, end, yuan, hue) for (start, end, hue), yuan in sums.items()]


def flow_table(book: Book, vintage: Vintage) -> TableView | None:
    """The flow as figures: from, to, amount."""
    flow = money_flow(book, vintage)
    if flow is None:
        return None
    nodes = {node.key: node for node in flow.nodes}
    rows = tuple(_flow_row(nodes[link.start], nodes[link.end], link.yuan) for link in flow.links)
    columns = (Column("从"), Column("到"), Column("金额", CellKind.MONEY), Column("占前者", CellKind.NUMBER))
    cells = (book.whole["cell"] if book.whole else None, *(s.cell for s in income_sources(book)),
             *(c.cell for c in class_amounts(book, vintage)))  # fmt: skip
    limits = "来源与用途之间的连线按表内合计推出；四舍五入使两端可能差 0.01 万元。"
    provenance = book.provenance(cells, money_scope(book, "all", vintage), limits)
    return TableView("资金流向", "资金流向", columns, rows, (flow.note,) if flow.note else (), provenance)


def _flow_row(start: Node, end: Node, yuan: Decimal) -> Row:
    ends = (Cell(start.label, hue=start.hue), Cell(end.label, hue=end.hue))
    return Row((*ends, Cell(yuan=yuan), Cell(share_text(yuan, start.yuan))))
