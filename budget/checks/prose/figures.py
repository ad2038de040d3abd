"""Every figure of the prose with exactly one verdict: agreeing, not agreeing, or not checkable and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budget.checks.engine import run_rule
from budget.checks.outcome import not_possible
from budget.checks.prose.amounts import Judged, judge_amount
from budget.checks.prose.changes import judge_change, judge_change_percent, not_in_reason, paired_change
from budget.checks.prose.claims import check_goal_amount
from budget.checks.prose.said import Said, disclosure_to_said
from budget.checks.prose.shares import judge_share
from budget.checks.prose.sums import said_to_wholes
from budget.checks.prose.targets import CellIndex, disclosure_to_index
from budget.checks.prose.wholes import Whole, judge_whole
from budget.checks.whole import counts, counts_organisation
from budget.models import CellRef, Disclosure, Finding, ProseRef, Statement, StatementKind, Status, say

MANY_CHANGES = 500
"""Changes that are compared with each other; no disclosure has so many."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stated figure, its outcome, and the table cell it was compared with, if there is one."""

    statement: Statement
    finding: Finding
    cell: CellRef | None
    is_from_nothing: bool = False
    """A percentage is told of growth from nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The prose of one disclosure, judged: figures, wholes with their parts, the verdict of each figure."""

    said: tuple[Said, ...]
    index: CellIndex
    wholes: tuple[tuple[Whole, Finding], ...]
    claims: tuple[Finding, ...]
    """What is claimed of the projects with goals."""
    counted: tuple[Finding, ...]
    """Counts that a rule of its own holds against what is listed."""
    verdicts: tuple[Verdict, ...]


def consequences(reading: Reading) -> dict[int, Finding]:
    """Failed findings that follow from an amount which itself disagrees with its table: id → the amount's finding.

    A misprinted amount breaks its share, its change and its sum at once; that is one cause, told once.
    """
    wrong = {
        verdict.statement.ref: verdict.finding
        for verdict in reading.verdicts
        if verdict.statement.kind is StatementKind.AMOUNT
        and verdict.cell is not None
        and verdict.finding.status is Status.FAILED
    }
    told = [verdict.finding for verdict in reading.verdicts] + [found for _, found in reading.wholes]
    followed: dict[int, Finding] = {}
    for found in told:
        causes = [wrong[o.ref] for o in found.operands if isinstance(o.ref, ProseRef) and o.ref in wrong]
        if (
            found.status is Status.FAILED
            and causes
            and found is not causes[0]
            and id(found) not in map(id, wrong.values())
        ):
            followed[id(found)] = causes[0]
    return followed


def judge_figures(disclosure: Disclosure) -> Reading:
    """Judge every stated figure once. A figure that no table prints is judged by the whole it is a part of."""
    said = disclosure_to_said(disclosure)
    index = disclosure_to_index(disclosure)
    wholes = tuple((whole, judge_whole(whole)) for whole in said_to_wholes(said))
    claims = tuple(check_goal_amount(disclosure, said, index))
    counted = tuple(
        found for rule in (*counts.RULES, *counts_organisation.RULES) for found in run_rule(rule, disclosure)
    )
    told = {one.statement.ref: found for whole, found in wholes for one in (whole.head, *whole.parts)}
    told |= _by_figure((*claims, *counted))
    judged: dict[ProseRef, Judged] = {}
    percents = _percents(said)
    changes = tuple(one for one in said if one.kind is StatementKind.CHANGE and not one.is_reason)[:MANY_CHANGES]
    for one in reversed(said):  # a percentage stands behind its change and is judged first
        if one.kind is StatementKind.CHANGE and not one.is_reason:
            behind = percents.get(one.statement.ref)
            judged[one.statement.ref] = judge_change(one, judged.get(behind) if behind else None, changes)
        else:
            judged[one.statement.ref] = _judge(one, disclosure, index)
    verdicts = []
    for one in said:
        own = judged[one.statement.ref]
        if own.finding.status is Status.NOT_POSSIBLE and one.statement.ref in told:
            own = Judged(told[one.statement.ref])
        verdicts.append(Verdict(one.statement, own.finding, own.cell, is_from_nothing=own.is_from_nothing))
    return Reading(said, index, wholes, claims, counted, tuple(verdicts))


def _by_figure(findings: Sequence[Finding]) -> dict[ProseRef, Finding]:
    """Each stated figure that one of the findings speaks of, with the first that does."""
    by_ref: dict[ProseRef, Finding] = {}
    for found in findings:
        for operand in found.operands:
            if isinstance(operand.ref, ProseRef):
                by_ref.setdefault(operand.ref, found)
    return by_ref


def _judge(one: Said, disclosure: Disclosure, index: CellIndex) -> Judged:
    if one.kind is StatementKind.AMOUNT:
        return judge_amount(one, index, disclosure.phase)
    if one.kind is StatementKind.SHARE_PCT:
        return judge_share(one, index)
    if one.kind is StatementKind.COUNT:
        return Judged(not_possible(one.figure, say("prose.no_count"), (one.operand(),)))
    return not_in_reason(one) if one.is_reason else judge_change_percent(one)


def _percents(said: Sequence[Said]) -> dict[ProseRef, ProseRef]:
    """A change's name → the name of the percentage told right behind it."""
    pairs = ((one, paired_change(one)) for one in said if one.kind is StatementKind.CHANGE_PCT)
    return {change.ref: one.statement.ref for one, change in pairs if change is not None}
