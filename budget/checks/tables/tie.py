"""Two places that must print the same amount, with what to say when one of them is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from budget.checks.compare import add, compare, one, side_to_money
from budget.checks.outcome import finding, not_applicable, not_possible, passed
from budget.meaning.cells import Cell
from budget.meaning.contents import promised_entry
from budget.models import Disclosure, Finding, Fund, Message, Operand, Status, TableKind, say


def tie(left: Cell | None, right: Cell | None, what: Message) -> Iterator[Finding]:
    """Both cells print the same amount; says so when one of them could not be found."""
    if left is None or right is None:
        yield not_possible(what, say("tie.no_cell"), _operands(left, right))
        return
    made = compare(one(left), one(right), what)
    if made is not None:
        yield made


def tie_any(left: Cell | None, candidates: Iterable[Cell | None], what: Message) -> Iterator[Finding]:
    """The left cell equals one of the candidates; places differ on whether carry-over counts in.

    The first candidate is the usual reading and the one told when none agrees.
    """
    found = [cell for cell in candidates if cell is not None]
    if left is None or not found:
        yield from tie(left, None, what)
        return
    made = [result for cell in found if (result := compare(one(left), one(cell), what)) is not None]
    held = [result for result in made if result.status is not Status.FAILED]
    yield from (held or made)[:1]


def tie_maps(left: Mapping[str, Cell], right: Mapping[str, Cell], what: Message) -> Iterator[Finding]:
    """Each label of both sides prints the same amount on both; amounts under labels of one side only are told."""
    for name, cell in left.items():
        if name in right:
            made = compare(one(cell), one(right[name]), narrowed(what, label_of(cell)))
            if made is not None:
                yield made
    lone_left = [cell for name, cell in left.items() if name not in right and cell.amount]
    lone_right = [cell for name, cell in right.items() if name not in left and cell.amount]
    yield from _lone(lone_left, lone_right, what)


def _lone(left: list[Cell], right: list[Cell], what: Message) -> Iterator[Finding]:
    """Labels without partner: the same amount under another name holds; the rest can't be matched."""
    rest = list(right)
    for cell in left:
        twin = next((other for other in rest if other.amount == cell.amount), None)
        if twin is None:
            yield _without_partner(cell, what)
            continue
        rest.remove(twin)
        told = say("tie.other_name", what=what, left=label_of(cell), right=label_of(twin))
        yield passed(told, [cell.operand(), twin.operand()])
    for cell in rest:
        yield _without_partner(cell, what)


def at_most(part: Cell, whole: Cell | list[Cell], what: Message) -> Finding | None:
    """The part is not more than the whole, rounding allowed; None when both are blank."""
    cells = whole if isinstance(whole, list) else [whole]
    made = compare(one(part), add(cells), what)
    if made is None or made.status is Status.NOT_POSSIBLE:
        return made
    if made.status is Status.FAILED and part.amount - add(cells).amount < 0:
        return passed(
            say("tie.at_most", what=what, part=side_to_money(one(part)), whole=side_to_money(add(cells))), made.operands
        )
    return made


def missing(disclosure: Disclosure, what: Message, *kinds: TableKind) -> Iterator[Finding]:
    """Says which of the tables that an obligation needs was not found, and whether the contents list promises it."""
    for kind in kinds:
        if any(table.kind is kind for table in disclosure.tables):
            continue
        promised = promised_entry(disclosure, kind)
        if promised is not None:
            yield not_possible(what, say("tie.promised", heading=promised.heading))
        else:
            yield not_applicable(what, say("tie.no_table", kind=kind))
        return
    yield not_applicable(what, say("tie.no_amounts"))


def label_of(cell: Cell) -> Message:
    """The row's label, with its code."""
    if cell.row.code:
        return say("tie.coded_label", code=cell.row.code, name=cell.row.name)
    return say("tie.label", name=cell.row.name)


def narrowed(what: Message, part: Message | Fund) -> Message:
    """An obligation, and the row, fund or table of which it is said."""
    return say("tie.detail", what=what, part=part)


def _without_partner(cell: Cell, what: Message) -> Finding:
    told = say("tie.without_partner", what=what, label=label_of(cell))
    return finding(Status.NOT_POSSIBLE, told, [cell.operand()], reason=say("tie.names_differ"))


def _operands(*cells: Cell | None) -> list[Operand]:
    return [cell.operand() for cell in cells if cell is not None]
