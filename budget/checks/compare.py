"""Two sums of printed cells that must be equal → one finding with operands, difference, tolerance and a message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.checks.outcome import finding, not_possible, passed
from budget.meaning.cells import Cell
from budget.models import Finding, Message, Money, Sayable, Status, Unit, lowest_of, say

MANY_ADDENDS = 6
"""A sentence writes out so many addends; longer sums are told by their count and sum."""


@dataclass(frozen=True, slots=True)
class Addition:
    """Cells added up, some subtracted."""

    plus: tuple[Cell, ...]
    minus: tuple[Cell, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, added ones first."""
        return self.plus + self.minus

    @property
    def amount(self) -> Decimal:
        """The sum in yuan."""
        return sum((cell.amount for cell in self.plus), Decimal(0)) - sum(
            (cell.amount for cell in self.minus), Decimal(0)
        )


def one(cell: Cell) -> Addition:
    """A single cell as a side."""
    return Addition((cell,))


def add(cells: Sequence[Cell]) -> Addition:
    """Several cells as a side."""
    return Addition(tuple(cells))


def compare(left: Addition, right: Addition, what: Message) -> list[Finding]:
    """Whether both sides agree, as one finding; none when neither prints a figure, since then nothing is said.

    `what` names the obligation for the reader ("合计＝基本支出＋项目支出").
    """
    cells = left.cells + right.cells
    operands = tuple(cell.operand() for cell in cells)
    if all(cell.is_empty for cell in cells):
        return []
    unread = [cell for cell in cells if cell.is_unread]
    if unread:
        return [not_possible(what, say("compare.unread", text=unread[0].figure.text), operands)]
    if len({cell.table.unit is None for cell in cells}) > 1:
        return [_without_unit(left, right, what)]
    return [_judged(left, right, what)]


def _without_unit(left: Addition, right: Addition, what: Message) -> Finding:
    """One table prints no unit: the same number on both sides holds, another number says nothing."""
    cells = left.cells + right.cells
    operands = [cell.operand() for cell in cells]
    numbers = [sum((cell.figure.value or Decimal(0) for cell in side.plus), Decimal(0)) for side in (left, right)]
    if numbers[0] == numbers[1] and not left.minus and not right.minus:
        return passed(say("compare.same_number", what=what), operands)
    return not_possible(what, say("compare.no_unit"), operands)


def _judged(left: Addition, right: Addition, what: Message) -> Finding:
    difference = left.amount - right.amount
    tolerance = sum((cell.rounding for cell in left.cells + right.cells), Decimal(0))
    status = judge(difference, tolerance)
    if status is Status.FAILED and _differ_by_unit(left, right):
        return not_possible(what, say("compare.unit_in_doubt"), [cell.operand() for cell in left.cells + right.cells])
    count = len([cell for cell in left.cells + right.cells if not cell.is_empty]) - 1
    unit = left.cells[0].table.unit
    factor = unit.factor if unit else 1
    return finding(
        status,
        _sentence(status, left, right, what),
        [
            cell.operand()
            for cell in left.cells + right.cells
            if not cell.is_empty or cell in left.cells or cell.figure.doubt
        ],
        reason=say("compare.rounded", count=count) if tolerance else say("compare.exact"),
        difference=difference / factor,
        tolerance=tolerance / factor,
    )


def _differ_by_unit(left: Addition, right: Addition) -> bool:
    """Whether both sides print the same number under different units: then a unit is misread or misprinted."""
    if len(left.cells) != 1 or len(right.cells) != 1:
        return False
    (first,), (second,) = left.cells, right.cells
    return first.figure.value == second.figure.value and first.table.unit is not second.table.unit


def judge(difference: Decimal, tolerance: Decimal) -> Status:
    """Equal, equal but for rounding, or not."""
    if difference == 0:
        return Status.PASSED
    return Status.ROUNDING if abs(difference) <= tolerance else Status.FAILED


def _sentence(status: Status, left: Addition, right: Addition, what: Message) -> Message:
    if status is Status.PASSED:
        return say("compare.passed", what=what, amount=side_to_money(left))
    gap = _in_unit(abs(left.amount - right.amount), left.cells[0].table.unit)
    sides = _written(left), _written(right)
    if status is Status.ROUNDING:
        return say("compare.rounding", what=what, left=sides[0], right=sides[1], gap=gap)
    return say("compare.failed", what=what, left=sides[0], right=sides[1], gap=gap)


def _written(side: Addition) -> Message:
    """A side in words: where it stands and what it comes to."""
    table, printed = side.cells[0].table.title, [cell for cell in side.cells if not cell.is_empty]
    if len(side.cells) == 1:
        text = side.cells[0].figure.text
        where = _cell_to_message(side.cells[0])
        return say("compare.printed", where=where, text=text) if text else say("compare.printed_blank", where=where)
    if len(printed) > MANY_ADDENDS:
        return say("compare.sum_of_many", table=table, count=len(printed), amount=side_to_money(side))
    if not printed:
        return say("compare.sum_of_blanks", table=table, amount=side_to_money(side))
    terms = to_formula((cell.figure.text, cell in side.minus) for cell in printed)
    return say("compare.sum", table=table, terms=terms, amount=side_to_money(side))


def to_formula(terms: Iterable[tuple[str, bool]]) -> str:
    """Terms with their signs (True: taken off), the first plus left out.

    >>> to_formula([("12.30", False), ("4", False), ("1.5", True)])
    '12.30＋4−1.5'
    """
    return "".join(("−" if is_off else "＋") + text for text, is_off in terms).removeprefix("＋")


def _cell_to_message(cell: Cell) -> Message:
    operand = cell.operand()
    table, row, column = operand.table, operand.row, lowest_of(operand.column)
    if row and column:
        return say("compare.cell", table=table, row=row, column=column)
    if row or column:
        return say("compare.line", table=table, label=row or column)
    return say("compare.table", table=table)


def printed_amount(text: str, unit: Unit | None) -> Sayable:
    """Printed characters with the unit that their table or form prints."""
    return say("money.printed", text=text, unit=unit) if unit else text


def side_to_money(side: Addition) -> Money:
    """The side's amount in the unit of its first table, with the finest printed places."""
    return _in_unit(side.amount, side.cells[0].table.unit)


def _in_unit(amount: Decimal, unit: Unit | None) -> Money:
    return trimmed(amount / (unit.factor if unit else 1), unit, fewest=2)


def trimmed(amount: Decimal, unit: Unit | None = None, *, fewest: int = 0) -> Money:
    """An amount told to the places it has, zeros at the end left out."""
    value = amount.normalize()
    return Money(value, unit, max(fewest, -int(value.as_tuple().exponent)))
