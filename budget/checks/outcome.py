"""Short ways to write a finding; the engine adds rule id and class when the rule runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budget.models import CheckClass, Finding, Message, Operand, Status, say

_JUDGED = (Status.PASSED, Status.ROUNDING, Status.FAILED)
_UNSET_CLASS = CheckClass.ARITHMETIC  # replaced by the rule's own when it runs


def finding(
    status: Status,
    sentence: Message,
    operands: Iterable[Operand] = (),
    *,
    reason: Message | None = None,
    difference: Decimal | None = None,
    tolerance: Decimal | None = None,
    also_at: Iterable[Operand] = (),
) -> Finding:
    """A finding without rule id and class. What rests on a doubtful figure is never failed, and says so if it holds."""
    sides = tuple(operands)
    doubtful = next((side for side in sides if side.doubt is not None), None)
    if doubtful is not None and doubtful.doubt is not None and status in _JUDGED:
        why = say("outcome.doubt", text=doubtful.text, doubt=doubtful.doubt)
        if status is Status.FAILED:
            status, sentence, reason = Status.NOT_POSSIBLE, say("outcome.open", text=doubtful.text), why
            difference = None
        else:
            reason = say("outcome.reasons", reasons=(reason, why)) if reason else why
    return Finding("", _UNSET_CLASS, status, sides, difference, tolerance, sentence, reason, tuple(also_at))


def passed(sentence: Message, operands: Iterable[Operand] = ()) -> Finding:
    """What is printed agrees with what is expected."""
    return finding(Status.PASSED, sentence, operands)


def failed(
    sentence: Message,
    operands: Iterable[Operand] = (),
    *,
    reason: Message | None = None,
    difference: Decimal | None = None,
) -> Finding:
    """What is printed does not agree; the sentence says what stands where and what would be expected and why."""
    return finding(Status.FAILED, sentence, operands, reason=reason, difference=difference)


def either(
    is_right: bool, good: Message, bad: Message, operands: Iterable[Operand], difference: Decimal | None = None
) -> Finding:
    """What is plainly right or wrong, with what it misses by."""
    return passed(good, operands) if is_right else failed(bad, operands, difference=difference)


def agreed(gap: int, good: Message, bad: Message, operands: Iterable[Operand]) -> Finding:
    """Counts that agree, or miss each other by a gap."""
    return either(not gap, good, bad, operands, Decimal(gap))


def excused(findings: Iterable[Finding], what: Message, reason: Message | None) -> Iterator[Finding]:
    """The findings; where there is a reason for which the figures may differ, none of them accuses."""
    for found in findings:
        if reason is not None and found.status is Status.FAILED:
            yield not_applicable(what, reason, found.operands)
        else:
            yield found


def by_status(status: Status, agrees: Message, rounded: Message, differs: Message) -> Message:
    """The sentence that fits an outcome."""
    return {Status.PASSED: agrees, Status.ROUNDING: rounded}.get(status, differs)


def not_applicable(what: Message, reason: Message, operands: Iterable[Operand] = ()) -> Finding:
    """The precondition of that obligation does not hold in this document."""
    return finding(Status.NOT_APPLICABLE, say("outcome.not_applicable", what=what), operands, reason=reason)


def not_possible(what: Message, reason: Message, operands: Iterable[Operand] = ()) -> Finding:
    """That obligation exists, but a figure or table it needs was not found or not read."""
    return finding(Status.NOT_POSSIBLE, say("outcome.not_possible", what=what), operands, reason=reason)
