"""A stated whole and its stated parts: whether they add up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budget.amounts import format_amount
from budget.checks.outcome import finding
from budget.checks.prose.said import Said
from budget.models import Finding, StatementKind, Status


@dataclass(frozen=True, slots=True)
class Whole:
    """A stated whole and its stated parts. `is_complete`: the words promise that nothing else belongs to it."""

    name: str
    head: Said
    parts: tuple[Said, ...]
    is_complete: bool = True


def signed_amount(said: Said) -> Decimal:
    """The amount; a fall is negative."""
    is_fall = said.kind is StatementKind.CHANGE and said.statement.direction == -1
    return -said.amount if is_fall else said.amount


def judge_whole(whole: Whole) -> Finding:
    """Whether the parts add up; each printed figure may be off by half its last place."""
    total = sum((signed_amount(part) for part in whole.parts), Decimal(0))
    difference = signed_amount(whole.head) - total
    count = len(whole.parts)
    is_counted = whole.head.kind is StatementKind.COUNT
    tolerance = Decimal(0) if is_counted else (count + 1) * whole.head.rounding
    status = _status(whole, difference, tolerance)
    factor = whole.head.factor
    return finding(
        status,
        _sentence(whole, status, total / factor, difference / factor),
        (whole.head.operand(), *(part.operand() for part in whole.parts)),
        reason="件数没有取舍" if is_counted else f"各数分别四舍五入：允许相差（{count}＋1）×末位的一半",
        difference=difference / factor,
        tolerance=tolerance / factor,
    )


def _status(whole: Whole, difference: Decimal, tolerance: Decimal) -> Status:
    if difference == 0:
        return Status.PASSED
    if abs(difference) <= tolerance:
        return Status.ROUNDING
    if not whole.is_complete and (difference > 0 or whole.name == "政府采购预算"):
        return Status.NOT_APPLICABLE
    return Status.FAILED


def _sentence(whole: Whole, status: Status, total: Decimal, difference: Decimal) -> str:
    head = whole.head.statement
    unit = head.unit_text
    places = 0 if whole.head.kind is StatementKind.COUNT else 2
    summed = format_amount(total, places)
    added = "＋".join(f"{signed_amount(part) / part.factor:f}" for part in whole.parts).replace("＋-", "−")
    told = f"{whole.head.told}，所列各项{added}＝{summed}{unit}"
    if status is Status.PASSED:
        return f"{told}，相符。"
    gap = f"{format_amount(abs(difference), places)} {unit}"
    if status is Status.ROUNDING:
        return f"{told}，相差 {gap}，是各数分别四舍五入的结果。"
    if status is Status.NOT_APPLICABLE:
        return f"{told}，没有列全。"
    return f"{told}，相差 {gap}。"
