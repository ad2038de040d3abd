"""Rules of the prose: every stated figure against its table cell, its base, its parts; and what its words promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budget.checks.engine import Rule, rule
from budget.checks.prose.context import check_base_agreement, check_budget_direction, check_compared_year
from budget.checks.prose.figures import Reading, Verdict, consequences, judge_figures
from budget.checks.prose.reasons import check_change_reason, check_reason_amounts, check_reason_rate
from budget.checks.prose.repeats import check_counts_and_money, check_two_amounts
from budget.models import CheckClass, Disclosure, Finding, StatementKind

__all__ = ["RULES", "prose_verdicts"]


class _LastReading:
    """The last disclosure's prose, judged: a dozen rules ask for it in a row."""

    def __init__(self) -> None:
        self._kept: tuple[Disclosure, Reading, dict[int, Finding]] | None = None

    def of(self, disclosure: Disclosure) -> Reading:
        return self._judged(disclosure)[1]

    def consequences_of(self, disclosure: Disclosure) -> dict[int, Finding]:
        return self._judged(disclosure)[2]

    def _judged(self, disclosure: Disclosure) -> tuple[Disclosure, Reading, dict[int, Finding]]:
        kept = self._kept
        if kept is None or kept[0] is not disclosure:
            reading = judge_figures(disclosure)
            kept = (disclosure, reading, consequences(reading))
            self._kept = kept
        return kept


_READINGS = _LastReading()


def prose_verdicts(disclosure: Disclosure) -> tuple[Verdict, ...]:
    """Every figure of the prose in order with its one outcome and the table cell it was compared with."""
    return _READINGS.of(disclosure).verdicts


def _verdicts_of(disclosure: Disclosure, *kinds: StatementKind) -> Iterator[Verdict]:
    """The verdicts of these figures; a finding that several share is given once, by the rule of the last of them."""
    reading = _READINGS.of(disclosure)
    shared = {id(found) for found in (*(found for _, found in reading.wholes), *reading.claims, *reading.counted)}
    shared |= set(_READINGS.consequences_of(disclosure))
    percents = {id(v.finding) for v in reading.verdicts if v.statement.kind is StatementKind.CHANGE_PCT}
    for verdict in reading.verdicts:
        is_told_elsewhere = id(verdict.finding) in shared or (
            verdict.statement.kind is StatementKind.CHANGE and id(verdict.finding) in percents
        )
        if verdict.statement.kind in kinds and not is_told_elsewhere:
            yield verdict


def _findings_of(disclosure: Disclosure, kind: StatementKind) -> Iterator[Finding]:
    return (verdict.finding for verdict in _verdicts_of(disclosure, kind))


@rule("prose_amount", CheckClass.PROSE)
def prose_amount(disclosure: Disclosure) -> Iterator[Finding]:
    """Each amount stated ↔ its table cell, 元 ↔ 万元; shares, changes and sums that it breaks stand in `also_at`."""
    reading, followed = _READINGS.of(disclosure), _READINGS.consequences_of(disclosure)
    others = {id(f): f for f in (*(v.finding for v in reading.verdicts), *(f for _, f in reading.wholes))}
    for found in _findings_of(disclosure, StatementKind.AMOUNT):
        also_at = [others[key].operands[0] for key, cause in followed.items() if cause is found]
        yield replace(found, also_at=tuple(also_at)) if also_at else found


@rule("prose_share", CheckClass.PROSE)
def prose_share(disclosure: Disclosure) -> Iterator[Finding]:
    """Each share and completion rate ↔ part and base."""
    return _findings_of(disclosure, StatementKind.SHARE_PCT)


@rule("prose_change", CheckClass.PROSE)
def prose_change(disclosure: Disclosure) -> Iterator[Finding]:
    """Each change and its percentage of last year's figure; growth from nothing is one finding with all places."""
    verdicts = list(_verdicts_of(disclosure, StatementKind.CHANGE, StatementKind.CHANGE_PCT))
    from_nothing = [verdict.finding for verdict in verdicts if verdict.is_from_nothing]
    yield from (verdict.finding for verdict in verdicts if not verdict.is_from_nothing)
    if from_nothing:
        also_at = tuple(operand for found in from_nothing[1:] for operand in found.operands[:1])
        yield replace(from_nothing[0], also_at=also_at)


@rule("prose_count", CheckClass.COUNT)
def prose_count(disclosure: Disclosure) -> Iterator[Finding]:
    """Each count that stands alone: nothing in the document to hold it against."""
    return _findings_of(disclosure, StatementKind.COUNT)


@rule("prose_sum", CheckClass.PROSE)
def prose_sum(disclosure: Disclosure) -> Iterator[Finding]:
    """Procurement, vehicles by use, 三公, basic and project, items: parts ↔ whole."""
    followed = _READINGS.consequences_of(disclosure)
    return (found for _, found in _READINGS.of(disclosure).wholes if id(found) not in followed)


@rule("prose_two_amounts", CheckClass.PROSE)
def prose_two_amounts(disclosure: Disclosure) -> Iterator[Finding]:
    """Two different amounts for one item."""
    return check_two_amounts(_READINGS.of(disclosure).said)


@rule("prose_counts_and_money", CheckClass.PROSE)
def prose_counts_and_money(disclosure: Disclosure) -> Iterator[Finding]:
    """Receptions, cars and journeys ↔ their money."""
    return check_counts_and_money(_READINGS.of(disclosure).said)


@rule("prose_base_agreement", CheckClass.PROSE)
def prose_base_agreement(disclosure: Disclosure) -> Iterator[Finding]:
    """One amount told twice implies one figure of last year."""
    return check_base_agreement(disclosure, _READINGS.of(disclosure).said)


@rule("prose_compared_year", CheckClass.PROSE)
def prose_compared_year(disclosure: Disclosure) -> Iterator[Finding]:
    """The year compared with."""
    return check_compared_year(disclosure, _READINGS.of(disclosure).said)


@rule("prose_direction", CheckClass.PROSE)
def prose_direction(disclosure: Disclosure) -> Iterator[Finding]:
    """决算数大于／小于预算数."""
    return check_budget_direction(disclosure, _READINGS.of(disclosure).said)


@rule("prose_change_reason", CheckClass.PROSE)
def prose_change_reason(disclosure: Disclosure) -> Iterator[Finding]:
    """Changes with their reasons; those without one are listed as not explained, not as failed."""
    return check_change_reason(_READINGS.of(disclosure).said)


@rule("prose_reason_rate", CheckClass.PROSE)
def prose_reason_rate(disclosure: Disclosure) -> Iterator[Finding]:
    """A uniform cut given as the only reason."""
    return check_reason_rate(_READINGS.of(disclosure).said)


@rule("prose_reason_amount", CheckClass.PROSE)
def prose_reason_amount(disclosure: Disclosure) -> Iterator[Finding]:
    """One item of a reason in several sections."""
    return check_reason_amounts(_READINGS.of(disclosure).said)


@rule("prose_goal_amount", CheckClass.PROSE)
def prose_goal_amount(disclosure: Disclosure) -> Iterator[Finding]:
    """Money of projects with goals ↔ 项目支出."""
    return iter(_READINGS.of(disclosure).claims)


RULES: tuple[Rule, ...] = (
    prose_amount,
    prose_share,
    prose_change,
    prose_count,
    prose_sum,
    prose_two_amounts,
    prose_counts_and_money,
    prose_base_agreement,
    prose_compared_year,
    prose_direction,
    prose_change_reason,
    prose_reason_rate,
    prose_reason_amount,
    prose_goal_amount,
)
