"""Two places that must print the same amount, with what to say when one of them is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps

from budget.checks.compare import Addition, compare, one, side_to_money
from budget.checks.engine import RuleFunction
from budget.checks.outcome import finding, not_applicable, not_possible, passed
from budget.meaning.cells import Cell
from budget.meaning.contents import promised_entry
from budget.meaning.lookup import first_table
from budget.models import Disclosure, Finding, Fund, Message, PrintedTable, Side, Status, TableKind, say

PairFunction = Callable[[Disclosure, Message, PrintedTable, PrintedTable], Iterator[Finding]]
Needed = tuple[TableKind, *tuple[Side, ...]]


def between(what: Message, first: Needed, second: Needed) -> Callable[[PairFunction], RuleFunction]:
    """A rule about two tables: it is asked with the first of each, or it is said which of them is missing."""

    def make_rule_function(function: PairFunction) -> RuleFunction:
        @wraps(function)
        def ask(disclosure: Disclosure) -> Iterator[Finding]:
            left, right = first_table(disclosure, *first), first_table(disclosure, *second)
            if left is None or right is None:
                return missing(disclosure, what, first[0], second[0])
            return function(disclosure, what, left, right)

        return ask

    return make_rule_function


def tie(left: Cell | None, right: Cell | None, what: Message) -> Iterator[Finding]:
    """Both cells print the same amount; says so when one of them could not be found."""
    if left is None or right is None:
        operands = [cell.operand() for cell in (left, right) if cell is not None]
        yield not_possible(what, say("tie.no_cell"), operands)
        return
    yield from compare(one(left), one(right), what)


def tie_any(left: Cell | None, candidates: Iterable[Cell | None], what: Message) -> Iterator[Finding]:
    """The left cell equals one of the candidates; places differ on whether carry-over counts in.

    The first candidate is the usual reading and the one told when none agrees.
    """
    found = [cell for cell in candidates if cell is not None]
    if left is None or not found:
        yield from tie(left, None, what)
        return
    made = [result for cell in found for result in compare(one(left), one(cell), what)]
    held = [result for result in made if result.status is not Status.FAILED]
    yield from (held or made)[:1]


def tie_maps(left: Mapping[str, Cell], right: Mapping[str, Cell], what: Message) -> Iterator[Finding]:
    """Each label of both sides prints the same amount on both; amounts under labels of one side only are told."""
    for name, cell in left.items():
        if name in right:
            yield from compare(one(cell), one(right[name]), narrowed(what, label_of(cell)))
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


def at_most(part: Cell, whole: Addition, what: Message) -> Iterator[Finding]:
    """The part is not more than the whole, rounding allowed; nothing is said when both are blank."""
    for made in compare(one(part), whole, what):
        is_less = made.status is Status.FAILED and part.amount < whole.amount
        told = say("tie.at_most", what=what, part=side_to_money(one(part)), whole=side_to_money(whole))
        yield passed(told, made.operands) if is_less else made


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
