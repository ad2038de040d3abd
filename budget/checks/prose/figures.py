"""Every figure of the prose with exactly one verdict: agreeing, not agreeing, or not checkable and why.

The rules here tell the verdicts by kind of figure; one that several figures share is told once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from budget.checks.engine import rule, rules_of, run_rule
from budget.checks.prose import claims
from budget.checks.prose.amounts import Verdict, judge_amount, unchecked
from budget.checks.prose.changes import judge_change, judge_change_percent, not_in_reason, paired_change
from budget.checks.prose.said import Said, disclosure_to_said
from budget.checks.prose.shares import judge_share
from budget.checks.prose.sums import said_to_wholes
from budget.checks.prose.targets import CellIndex, disclosure_to_index
from budget.checks.prose.wholes import judge_whole
from budget.checks.whole import counts, counts_organisation
from budget.models import CheckClass, Disclosure, Finding, ProseRef, StatementKind, Status, once_per_disclosure, say

MANY_CHANGES = 500
"""Changes that are compared with each other; no disclosure has so many."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The prose of one disclosure, judged: wholes with their parts, the verdict of each figure."""

    wholes: tuple[Finding, ...]
    elsewhere: tuple[Finding, ...]
    """What rules of their own say of figures: claims of projects with goals, counts held against what is listed."""
    verdicts: tuple[Verdict, ...]


@once_per_disclosure
def judge_figures(disclosure: Disclosure) -> Reading:
    """Judge every stated figure once. A figure that no table prints is judged by the whole it is a part of."""
    said = disclosure_to_said(disclosure)
    wholes = [(whole, judge_whole(whole)) for whole in said_to_wholes(said)]
    rules = rules_of(claims, counts, counts_organisation)
    elsewhere = tuple(found for rule in rules for found in run_rule(rule, disclosure))
    told = {one.statement.ref: found for whole, found in wholes for one in (whole.head, *whole.parts)}
    told |= _by_figure(elsewhere)
    judged = _judge_each(said, disclosure)
    verdicts = []
    for one in said:
        own = judged[one.statement.ref]
        if own.finding.status is Status.NOT_POSSIBLE and one.statement.ref in told:
            own = Verdict(one.statement, told[one.statement.ref])
        verdicts.append(own)
    return Reading(tuple(found for _, found in wholes), elsewhere, tuple(verdicts))


def _judge_each(said: Sequence[Said], disclosure: Disclosure) -> dict[ProseRef, Verdict]:
    index, percents = disclosure_to_index(disclosure), _percents(said)
    changes = tuple(one for one in said if one.kind is StatementKind.CHANGE and not one.is_reason)[:MANY_CHANGES]
    judged: dict[ProseRef, Verdict] = {}
    for one in reversed(said):  # a percentage stands behind its change and is judged first
        if one.kind is StatementKind.CHANGE and not one.is_reason:
            behind = percents.get(one.statement.ref)
            judged[one.statement.ref] = judge_change(one, judged.get(behind) if behind else None, changes)
        else:
            judged[one.statement.ref] = _judge(one, disclosure, index)
    return judged


def _by_figure(findings: Sequence[Finding]) -> dict[ProseRef, Finding]:
    """Each stated figure that one of the findings speaks of, with the first that does."""
    by_ref: dict[ProseRef, Finding] = {}
    for found in findings:
        for operand in found.operands:
            if isinstance(operand.ref, ProseRef):
                by_ref.setdefault(operand.ref, found)
    return by_ref


def _judge(one: Said, disclosure: Disclosure, index: CellIndex) -> Verdict:
    if one.kind is StatementKind.AMOUNT:
        return judge_amount(one, index, disclosure.phase)
    if one.kind is StatementKind.SHARE_PCT:
        return judge_share(one, index)
    if one.kind is StatementKind.COUNT:
        return unchecked(one, say("prose.no_count"))
    return not_in_reason(one) if one.is_reason else judge_change_percent(one)


def _percents(said: Sequence[Said]) -> dict[ProseRef, ProseRef]:
    """A change's name → the name of the percentage told right behind it."""
    pairs = ((one, paired_change(one)) for one in said if one.kind is StatementKind.CHANGE_PCT)
    return {change.ref: one.statement.ref for one, change in pairs if change is not None}


@once_per_disclosure
def _consequences(disclosure: Disclosure) -> dict[int, Finding]:
    """Failed findings that follow from an amount which itself disagrees with its table: id → the amount's finding.

    A misprinted amount breaks its share, its change and its sum at once; that is one cause, told once.
    """
    reading = judge_figures(disclosure)
    wrong = {
        verdict.statement.ref: verdict.finding
        for verdict in reading.verdicts
        if verdict.statement.kind is StatementKind.AMOUNT
        and verdict.cell is not None
        and verdict.finding.status is Status.FAILED
    }
    causes = {id(found) for found in wrong.values()}
    followed: dict[int, Finding] = {}
    for found in (*(verdict.finding for verdict in reading.verdicts), *reading.wholes):
        own = [wrong[o.ref] for o in found.operands if isinstance(o.ref, ProseRef) and o.ref in wrong]
        if found.status is Status.FAILED and own and id(found) not in causes:
            followed[id(found)] = own[0]
    return followed


def _verdicts_of(disclosure: Disclosure, *kinds: StatementKind) -> Iterator[Verdict]:
    """The verdicts of these figures; a finding that several share is given once, by the rule of the last of them."""
    reading = judge_figures(disclosure)
    shared = {id(found) for found in (*reading.wholes, *reading.elsewhere)} | _consequences(disclosure).keys()
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
def amounts_meet_cells(disclosure: Disclosure) -> Iterator[Finding]:
    """Each amount stated ↔ its table cell, 元 ↔ 万元; shares, changes and sums that it breaks stand in `also_at`."""
    reading, followed = judge_figures(disclosure), _consequences(disclosure)
    others = {id(found): found for found in (*(verdict.finding for verdict in reading.verdicts), *reading.wholes)}
    for found in _findings_of(disclosure, StatementKind.AMOUNT):
        also_at = [others[key].operands[0] for key, cause in followed.items() if cause is found]
        yield replace(found, also_at=tuple(also_at)) if also_at else found


@rule("prose_share", CheckClass.PROSE)
def shares_meet_bases(disclosure: Disclosure) -> Iterator[Finding]:
    """Each share and completion rate ↔ part and base."""
    return _findings_of(disclosure, StatementKind.SHARE_PCT)


@rule("prose_change", CheckClass.PROSE)
def changes_meet_last_year(disclosure: Disclosure) -> Iterator[Finding]:
    """Each change and its percentage of last year's figure; growth from nothing is one finding with all places."""
    verdicts = list(_verdicts_of(disclosure, StatementKind.CHANGE, StatementKind.CHANGE_PCT))
    from_nothing = [verdict.finding for verdict in verdicts if verdict.is_from_nothing]
    yield from (verdict.finding for verdict in verdicts if not verdict.is_from_nothing)
    if from_nothing:
        also_at = tuple(operand for found in from_nothing[1:] for operand in found.operands[:1])
        yield replace(from_nothing[0], also_at=also_at)


@rule("prose_count", CheckClass.COUNT)
def counts_stand_alone(disclosure: Disclosure) -> Iterator[Finding]:
    """Each count that stands alone: nothing in the document to hold it against."""
    return _findings_of(disclosure, StatementKind.COUNT)


@rule("prose_sum", CheckClass.PROSE)
def parts_meet_wholes(disclosure: Disclosure) -> Iterator[Finding]:
    """Procurement, vehicles by use, 三公, basic and project, items: parts ↔ whole."""
    followed = _consequences(disclosure)
    return (found for found in judge_figures(disclosure).wholes if id(found) not in followed)
