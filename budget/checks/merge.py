"""One root cause, one finding: a wrong cell breaks its row, its column and its twin in another table at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace
from decimal import Decimal

from budget.models import Finding, Message, Operand, Status, Unit, lowest_of, say

SUMS_OF_ROWS = frozenset({"arithmetic.levels", "arithmetic.totals"})
"""Rules that add up the same rows in every column."""

BOUNDS = frozenset({"cross.subjects_general", "cross.three_public_codes", "cross.carryover_part"})
"""Rules by which one amount is at most another: a wrong amount breaks them by any gap."""

MOST_TOLD = 3
"""So many of the joined findings are told in words; all of them stand in `also_at`."""

SAME_GAP = Decimal("0.25")
"""Two gaps are one when they differ by less than this share of the smaller: rounding moves them a little."""


def merge_root_causes(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings in order, failed ones of one root cause joined into the first of them.

    Two failed findings have one cause when they share a cell, or speak of the same row and column of twin
    tables, and miss by the same amount. The joined ones' other operands stand in `also_at`.
    """
    groups = _group(findings)
    leaders = {min(group): group for group in groups}
    followers = {index for group in groups for index in group if index != min(group)}
    merged = []
    for index, finding in enumerate(findings):
        if index in leaders:
            merged.append(_joined([findings[member] for member in sorted(leaders[index])]))
        elif index not in followers:
            merged.append(finding)
    return tuple(merged)


def _group(findings: Sequence[Finding]) -> list[set[int]]:
    """Sets of indexes of failed findings with one cause; only sets of two and more."""
    by_key: dict[Hashable, list[int]] = defaultdict(list)
    for index, finding in enumerate(findings):
        if finding.status is Status.FAILED and finding.difference is not None:
            for key in _keys(finding):
                by_key[key].append(index)
    parent = {index: index for indexes in by_key.values() for index in indexes}
    for indexes in by_key.values():
        for position, first in enumerate(indexes):
            for second in indexes[position + 1 :]:
                if _same_gap(findings[first], findings[second]):
                    parent[_root(parent, second)] = _root(parent, first)
    for indexes in _same_sum(findings).values():
        for index in indexes:
            parent[_root(parent, index)] = _root(parent, indexes[0])
    groups: dict[int, set[int]] = defaultdict(set)
    for index in parent:
        groups[_root(parent, index)].add(index)
    return [group for group in groups.values() if len(group) > 1]


def _same_sum(findings: Sequence[Finding]) -> dict[Hashable, list[int]]:
    """Failed sums of one row in several columns: a row left out or put twice breaks them all."""
    rows: dict[Hashable, list[int]] = defaultdict(list)
    for index, finding in enumerate(findings):
        total = finding.operands[0].cell if finding.rule in SUMS_OF_ROWS else None
        if finding.status is Status.FAILED and total is not None:
            rows[finding.rule, total.table_id, total.row].append(index)
    return rows


def _root(parent: dict[int, int], index: int) -> int:
    while parent[index] != index:
        index = parent[index]
    return index


def _keys(finding: Finding) -> set[Hashable]:
    """What ties findings: the cells and stated amounts, and the same rule on the same row of a twin table."""
    amounts = [operand for operand in finding.operands if operand.value is not None]
    keys: set[Hashable] = {o.ref or (o.place, o.table, o.row, o.column) for o in amounts}
    first = finding.operands[0] if finding.operands else None
    if first and first.cell:
        keys.add((finding.rule, first.row, lowest_of(first.column)))
    return keys


def _same_gap(first: Finding, second: Finding) -> bool:
    """Whether both miss by the same amount; a bound misses by less than what is wrong."""
    if {first.rule, second.rule} & BOUNDS and first.rule != second.rule:
        return True
    gaps = sorted(abs(_gap_yuan(finding)) for finding in (first, second))
    return gaps[1] - gaps[0] <= gaps[0] * SAME_GAP


def _gap_yuan(finding: Finding) -> Decimal:
    unit = next((operand.unit for operand in finding.operands if operand.unit), None)
    return (finding.difference or Decimal(0)) * (Unit(unit).factor if unit in set(Unit) else 1)


def _joined(group: Sequence[Finding]) -> Finding:
    """The first finding with the others' operands as further places."""
    first = group[0]
    seen = {_place_key(operand) for operand in first.operands}
    also: list[Operand] = list(first.also_at)
    for operand in (operand for other in group[1:] for operand in other.operands + other.also_at):
        if _place_key(operand) not in seen:
            seen.add(_place_key(operand))
            also.append(operand)
    said = list(dict.fromkeys(other.sentence for other in group[1:] if other.rule != first.rule))
    return replace(first, also_at=tuple(also), reason=_with_others(first.reason, tuple(said[:MOST_TOLD])))


def _with_others(reason: Message | None, said: tuple[Message, ...]) -> Message | None:
    if not said:
        return reason
    if reason is None:
        return say("outcome.breaks_others", others=said)
    return say("outcome.reason_and_others", reason=reason, others=said)


def _place_key(operand: Operand) -> Hashable:
    return operand.ref or (operand.place, operand.text)
