"""Two sums of printed cells that must be equal → one finding with operands, difference, tolerance and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.amounts import format_amount
from budget.checks.outcome import finding, not_possible
from budget.meaning.cells import Cell
from budget.models import Finding, Status, Unit, lowest_of

ROUNDING_REASON = "各数分别四舍五入：允许相差（相加的{count}个数＋合计）×末位的一半"
EXACT_REASON = "金额印到分，没有四舍五入的余地"
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


def compare(left: Addition, right: Addition, what: str, *, why: str = "") -> Finding | None:
    """Whether both sides agree; None when neither prints a figure, since then nothing is said.

    `what` names the obligation for the reader ("合计＝基本支出＋项目支出"), `why` an explanation to add on failure.
    """
    cells = left.cells + right.cells
    operands = tuple(cell.operand() for cell in cells)
    if all(cell.is_empty for cell in cells):
        return None
    unread = [cell for cell in cells if cell.is_unread]
    if unread:
        return not_possible(f"{what}：无法核对。", f"“{unread[0].figure.text}”无法读作数字", operands)
    if len({cell.table.unit is None for cell in cells}) > 1:
        return _without_unit(left, right, what)
    return _judged(left, right, what, why)


def _without_unit(left: Addition, right: Addition, what: str) -> Finding:
    """One table prints no unit: the same number on both sides holds, another number says nothing."""
    cells = left.cells + right.cells
    operands = [cell.operand() for cell in cells]
    numbers = [sum((cell.figure.value or Decimal(0) for cell in side.plus), Decimal(0)) for side in (left, right)]
    if numbers[0] == numbers[1] and not left.minus and not right.minus:
        return finding(Status.PASSED, f"{what}：两边印的数相同（其中一张表没有印单位）。", operands)
    return not_possible(f"{what}：无法核对。", "其中一张表没有印金额单位", operands)


def _judged(left: Addition, right: Addition, what: str, why: str) -> Finding:
    difference = left.amount - right.amount
    tolerance = sum((cell.rounding for cell in left.cells + right.cells), Decimal(0))
    status = judge(difference, tolerance)
    count = len([cell for cell in left.cells + right.cells if not cell.is_empty]) - 1
    unit = left.cells[0].table.unit
    factor = unit.factor if unit else 1
    return finding(
        status,
        _sentence(status, left, right, what, why),
        [cell.operand() for cell in left.cells + right.cells if not cell.is_empty or cell in left.cells],
        reason=ROUNDING_REASON.format(count=count) if tolerance else EXACT_REASON,
        difference=difference / factor,
        tolerance=tolerance / factor,
    )


def judge(difference: Decimal, tolerance: Decimal) -> Status:
    """Equal, equal but for rounding, or not."""
    if difference == 0:
        return Status.PASSED
    return Status.ROUNDING if abs(difference) <= tolerance else Status.FAILED


def _sentence(status: Status, left: Addition, right: Addition, what: str, why: str) -> str:
    if status is Status.PASSED:
        return f"{what}：两边都是 {amount_text(left)}。"
    gap = abs(left.amount - right.amount)
    unit = left.cells[0].table.unit
    told = f"{what}：{_written(left)}，{_written(right)}，相差 {_in_unit(gap, unit)}"
    if status is Status.ROUNDING:
        return f"{told}，是各数分别四舍五入的结果。"
    return f"{told}，超出四舍五入所能解释的范围。{why}"


def _written(side: Addition) -> str:
    """A side in words: where it stands and what it comes to."""
    printed = [cell for cell in side.cells if not cell.is_empty]
    where = f"《{side.cells[0].table.title}》"
    if len(side.cells) == 1:
        return f"{where}{_cell_label(side.cells[0])}印为 {side.cells[0].figure.text or '空白'}"
    if len(printed) > MANY_ADDENDS:
        return f"{where}{len(printed)}个数之和为 {amount_text(side)}"
    signs = [("−" if cell in side.minus else "＋") + cell.figure.text for cell in printed]
    return f"{where}{''.join(signs).removeprefix('＋') or '空白'}＝{amount_text(side)}"


def _cell_label(cell: Cell) -> str:
    operand = cell.operand()
    return "".join(f"“{label}”" for label in (operand.row, lowest_of(operand.column)) if label)


def amount_text(side: Addition) -> str:
    """The side's amount in the unit of its first table, with the finest printed places."""
    return _in_unit(side.amount, side.cells[0].table.unit)


def _in_unit(amount: Decimal, unit: Unit | None) -> str:
    value = (amount / (unit.factor if unit else 1)).normalize()
    exponent = value.as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 0)
    return f"{format_amount(value, places)} {unit.value}" if unit else format_amount(value, places)
