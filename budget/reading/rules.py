"""Rules drawn on a page → rulings: snapped to common positions, joined, grouped into what belongs together.

The first steps are those of pdfplumber's table finder (`snap_edges`, `join_edge_group`, tolerance 3 points); then
come the frames that real documents leave open. Pure geometry, no text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from budget.models.places import part

SNAP_TOLERANCE = 3.0  # points; rules nearer than this are one, as in pdfplumber
JOIN_TOLERANCE = 3.0
INTERSECTION_TOLERANCE = 3.0
MIN_RULE_LENGTH = 3.0
OVERHANG = 6.0
"""Rules that end together this far beyond the last crossing one show an open border there."""
STACK_GAP = 6.0
"""A header and a body whose frames leave a gap of at most this are one grid (double rule)."""


class Rule(NamedTuple):
    """A straight ruling on the displayed page: at `position`, from `start` to `end`, along x when horizontal."""

    is_horizontal: bool
    position: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """Rules that touch each other, directly or through others."""

    horizontals: tuple[Rule, ...]
    verticals: tuple[Rule, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom over all its rules."""
        across, down = self.horizontals, self.verticals
        xs = [rule.position for rule in down] + [end for rule in across for end in (rule.start, rule.end)]
        ys = [rule.position for rule in across] + [end for rule in down for end in (rule.start, rule.end)]
        return min(xs), min(ys), max(xs), max(ys)


def rules_to_rulings(rules: Iterable[Rule]) -> list[Ruling]:
    """The groups of connected rules of a page, from its top, each with its open borders closed."""
    everything = list(rules)
    horizontals = join_rules(snap_rules([rule for rule in everything if rule.is_horizontal]))
    verticals = join_rules(snap_rules([rule for rule in everything if not rule.is_horizontal]))
    groups = [close_borders(group) for group in connect_rules(horizontals, verticals)]
    return sorted(merge_stacked(groups), key=lambda group: (group.box[1], group.box[0]))


def snap_rules(rules: list[Rule]) -> list[Rule]:
    """Give rules whose positions form a chain of steps within the tolerance their mean position."""
    in_order = sorted(rules, key=lambda rule: rule.position)
    chains = part(in_order, lambda chain, rule: rule.position - chain[-1].position > SNAP_TOLERANCE)
    means = [sum(rule.position for rule in chain) / len(chain) for chain in chains]
    return [rule._replace(position=mean) for chain, mean in zip(chains, means, strict=True) for rule in chain]


def join_rules(rules: list[Rule]) -> list[Rule]:
    """Join rules on one position that overlap or nearly touch; what stays too short is no rule."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.position, rule.start)):
        last = joined[-1] if joined else None
        if last and last.position == rule.position and rule.start <= last.end + JOIN_TOLERANCE:
            joined[-1] = last._replace(end=max(last.end, rule.end))
        else:
            joined.append(rule)
    return [rule for rule in joined if rule.end - rule.start >= MIN_RULE_LENGTH]


def connect_rules(horizontals: list[Rule], verticals: list[Rule]) -> list[Ruling]:
    """Group rules that cross or touch. Groups without both directions are no table and fall away."""
    rules = horizontals + verticals
    crossing = (
        (v_index, h_index)
        for v_index, vertical in enumerate(verticals, len(horizontals))
        for h_index, horizontal in enumerate(horizontals)
        if do_cross(horizontal, vertical)
    )
    groups = ([rules[index] for index in group] for group in connect(len(rules), crossing))
    found = (Ruling(*(tuple(r for r in group if r.is_horizontal is way) for way in (True, False))) for group in groups)
    return [ruling for ruling in found if ruling.horizontals and ruling.verticals]


def do_cross(horizontal: Rule, vertical: Rule) -> bool:
    """Whether the two meet within the tolerance."""
    return (
        horizontal.start - INTERSECTION_TOLERANCE <= vertical.position <= horizontal.end + INTERSECTION_TOLERANCE
        and vertical.start - INTERSECTION_TOLERANCE <= horizontal.position <= vertical.end + INTERSECTION_TOLERANCE
    )


def connect(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers from 0 to count-1 in groups of those that the pairs connect, directly or through others.

    >>> connect(4, [(0, 2), (2, 3)])
    [[0, 2, 3], [1]]
    """
    parents = list(range(count))
    for one, other in pairs:
        parents[_root(parents, one)] = _root(parents, other)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(count):
        groups[_root(parents, index)].append(index)
    return list(groups.values())


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def close_borders(ruling: Ruling) -> Ruling:
    """Draw the borders that the publisher left open: where several rules end together beyond the last crossing one.

    Word leaves out the top border of a table that continues on the page; some spreadsheets the right one.
    """
    horizontals, verticals = list(ruling.horizontals), list(ruling.verticals)
    ys, xs = (
        reaching_positions(rules, crossing) or [rule.position for rule in rules]
        for rules, crossing in ((horizontals, verticals), (verticals, horizontals))
    )
    for position in _open_ends(verticals, min(ys), max(ys)):
        crossing = [v.position for v in verticals if v.start - OVERHANG <= position <= v.end + OVERHANG]
        horizontals.append(Rule(True, position, min(crossing), max(crossing)))
    for position in _open_ends(horizontals, min(xs), max(xs)):
        crossing = [h.position for h in horizontals if h.start - OVERHANG <= position <= h.end + OVERHANG]
        verticals.append(Rule(False, position, min(crossing), max(crossing)))
    return Ruling(tuple(horizontals), tuple(verticals))


def reaching_positions(rules: Iterable[Rule], crossing: Iterable[Rule]) -> list[float]:
    """Positions of the rules that reach from one crossing rule to another; stubs of a border leave it open."""
    across = sorted({rule.position for rule in crossing})
    return [
        rule.position
        for rule in rules
        if bisect_right(across, rule.end + SNAP_TOLERANCE) - bisect_left(across, rule.start - SNAP_TOLERANCE) > 1
    ]


def _open_ends(rules: list[Rule], low: float, high: float) -> list[float]:
    """Positions beyond `low` and `high` where at least two of the rules (and half of them) end."""
    starts = sorted(rule.start for rule in rules)
    ends = sorted((rule.end for rule in rules), reverse=True)
    found = []
    if _is_common_end(starts) and low - starts[0] > OVERHANG:
        found.append(starts[0])
    if _is_common_end(ends) and ends[0] - high > OVERHANG:
        found.append(ends[0])
    return found


def _is_common_end(ends: list[float]) -> bool:
    together = sum(abs(end - ends[0]) <= SNAP_TOLERANCE for end in ends)
    return together >= 2 and together * 2 >= len(ends)


def merge_stacked(rulings: list[Ruling]) -> list[Ruling]:
    """Join a header's frame and a body's that stand right above each other without touching."""
    merged: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.box[1]):
        above = next((index for index, other in enumerate(merged) if _are_stacked(other, ruling)), None)
        if above is None:
            merged.append(ruling)
        else:
            other = merged[above]
            merged[above] = Ruling(other.horizontals + ruling.horizontals, other.verticals + ruling.verticals)
    return merged


def _are_stacked(upper: Ruling, lower: Ruling) -> bool:
    (ax0, _, ax1, bottom), (bx0, top, bx1, _) = upper.box, lower.box
    common = min(ax1, bx1) - max(ax0, bx0)
    return -SNAP_TOLERANCE <= top - bottom <= STACK_GAP and common >= 0.8 * max(ax1 - ax0, bx1 - bx0)
