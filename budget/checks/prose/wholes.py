"""A stated whole and its stated parts: whether they add up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budget.checks.compare import judge, to_formula
from budget.checks.outcome import finding
from budget.checks.prose.said import Said
from budget.models import Finding, Message, Money, StatementKind, Status, say


@dataclass(frozen=True, slots=True)
class Whole:
    """A stated whole and its stated parts.

    `is_complete`: the words promise that nothing else belongs to it. `is_certain`: the head can be no other figure.
    """

    head: Said
    parts: tuple[Said, ...]
    is_complete: bool = True
    is_certain: bool = True


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
    status = judge(difference, tolerance)
    if status is Status.FAILED and (not whole.is_certain or (not whole.is_complete and difference > 0)):
        status = Status.NOT_APPLICABLE
    factor = whole.head.factor
    return finding(
        status,
        _sentence(whole, status, total / factor, difference / factor),
        (whole.head.operand(), *(part.operand() for part in whole.parts)),
        reason=say("prose.counts_exact") if is_counted else say("prose.parts_rounded", count=count),
        difference=difference / factor,
        tolerance=tolerance / factor,
    )


def _sentence(whole: Whole, status: Status, total: Decimal, difference: Decimal) -> Message:
    unit, places = whole.head.statement.unit_text, 0 if whole.head.kind is StatementKind.COUNT else 2
    parts = [signed_amount(part) / part.factor for part in whole.parts]
    terms = to_formula((f"{abs(part):f}", part < 0) for part in parts)
    told = say("prose.parts", told=whole.head.told, terms=terms, sum=Money(total, None, places), unit=unit)
    gap = Money(abs(difference), None, places)
    if status is Status.PASSED:
        return say("prose.agrees", told=told)
    if status is Status.ROUNDING:
        return say("prose.parts_round", told=told, gap=gap, unit=unit)
    if status is Status.NOT_APPLICABLE:
        return say("prose.parts_open", told=told)
    return say("prose.parts_differ", told=told, gap=gap, unit=unit)
