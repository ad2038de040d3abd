"""Signals: neutral, ranked observations by rule. Not findings, no judgement: a reader decides what they mean.

Each says out of how many things it was chosen and where the figures stand; `choice_to_explanation` of its rule is the
formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from budget.frames import Record, records_of
from budget.models import (
    OVERALL_FORM_ID,
    Disclosure,
    FormScope,
    Message,
    Money,
    RowRole,
    Scope,
    StatementKind,
    ThreePublicItem,
    Unit,
    Vintage,
    say,
)

T = TypeVar("T")
Frames = Mapping[str, Sequence[Record]]

TOP = 5
"""How many of a ranking are shown; the population says out of how many."""
WAN = Decimal(10_000)
SPENDING_SCOPES = (
    (Scope.ALL, say("signals.all_spending")),
    (Scope.APPROPRIATION, say("signals.appropriation")),
    (Scope.GENERAL_PUBLIC, say("signals.general_public")),
)
VEHICLE_WORDS = re.compile(r"公务用车|车辆")
VEHICLE_UNIT = "辆"


class SignalRule(StrEnum):
    """What is looked for."""

    LARGEST_SUBJECT = "largest_subject"
    CARRIED_OVER = "carried_over"
    LARGEST_PROJECT = "largest_project"
    PROJECT_WITHOUT_FORM = "project_without_form"
    STATED_CHANGE = "stated_change"
    IDENTICAL_INDICATOR = "identical_indicator"
    TARGET_IN_WORDS = "target_in_words"
    COST_PER_VEHICLE = "cost_per_vehicle"


class Measured(StrEnum):
    """What the number of an observation counts."""

    YUAN = "yuan"
    PERCENT = "percent"
    PROJECTS = "projects"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an operand stands: a printed cell, or a page or line with the words."""

    label: Message
    cell: str | None = None
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """One observation; `population`: what it was chosen from."""

    rule: SignalRule
    sentence: Message
    population: Message
    evidence: tuple[Evidence, ...]
    value: Decimal | None
    measured: Measured = Measured.YUAN


def observe(disclosure: Disclosure) -> tuple[Signal, ...]:
    """All observations, rule by rule, the largest first."""
    return tuple(signal for rule in RULES for signal in rule(records_of(disclosure)))


def largest_subjects(frames: Frames) -> Iterator[Signal]:
    """The lowest functional subjects with the most money."""
    leaves, scope = _leaf_subjects(frames)
    whole = sum((r["total_yuan"] for r in leaves), Decimal(0))
    population = say("signals.subjects", scope=scope, count=len(leaves))
    for r in _largest(leaves, lambda r: r["total_yuan"]):
        amount, share = _wan(r["total_yuan"]), _percent(r["total_yuan"], whole)
        told = say("signals.largest_subject", name=r["name"], code=r["code"], amount=amount, scope=scope, share=share)
        evidence = Evidence(_printed(r["name"]), r["total_cell"])
        yield Signal(SignalRule.LARGEST_SUBJECT, told, population, (evidence,), r["total_yuan"])


def most_carried_over(frames: Frames) -> Iterator[Signal]:
    """The subjects with the largest share of money from earlier years."""
    leaves, _ = _leaf_subjects(frames)
    split = [r for r in leaves if r["carryover_in_yuan"] and r["total_yuan"]]
    population = say("signals.carried_subjects", count=len(leaves), carried=len(split))
    for r in _largest(split, lambda r: r["carryover_in_yuan"] / r["total_yuan"]):
        carried, whole = r["carryover_in_yuan"], r["total_yuan"]
        told = say("signals.carried_over", name=r["name"], code=r["code"], amount=_wan(whole), carried=_wan(carried),
                   share=_percent(carried, whole))  # fmt: skip
        places = (("carryover_in_cell", say("signals.carried")), ("total_cell", say("signals.total")))
        evidence = tuple(Evidence(label, r[cell]) for cell, label in places)
        yield Signal(SignalRule.CARRIED_OVER, told, population, evidence, carried / whole * 100, Measured.PERCENT)


def largest_projects(frames: Frames) -> Iterator[Signal]:
    """The projects with the most money, this year's and carried-over ones in one ranking."""
    priced = [r for r in frames["projects"] if r["amount_yuan"] is not None]
    whole = sum((r["amount_yuan"] for r in priced), Decimal(0))
    population = say("signals.projects", count=len(priced))
    for r in _largest(priced, lambda r: r["amount_yuan"]):
        is_carried = r["vintage"] == Vintage.CARRYOVER_IN
        name = say("signals.carried_project" if is_carried else "signals.project", name=r["name"])
        amount, share = _wan(r["amount_yuan"]), _percent(r["amount_yuan"], whole)
        told = say("signals.largest_project", project=name, amount=amount, share=share)
        yield Signal(SignalRule.LARGEST_PROJECT, told, population, _in_table(r), r["amount_yuan"])


def projects_without_form(frames: Frames) -> Iterator[Signal]:
    """Projects of the tables for which the document holds no performance form."""
    projects, forms = frames["projects"], frames["project_forms"]
    bare = [r for r in projects if not r["form_id"]] if forms else []
    population = say("signals.bare_projects", projects=len(projects), forms=len(forms), count=len(bare))
    for r in sorted(bare, key=lambda r: -(r["amount_yuan"] or 0)):
        told = say("signals.without_form", name=r["name"])
        if r["amount_yuan"] is not None:
            told = say("signals.without_form_amount", name=r["name"], amount=_wan(r["amount_yuan"]))
        yield Signal(SignalRule.PROJECT_WITHOUT_FORM, told, population, _in_table(r), r["amount_yuan"])


def identical_indicators(frames: Frames) -> Iterator[Signal]:
    """Indicators with the same words and target in several projects."""
    stated = [r for r in _yearly_indicators(frames) if r["form_id"] != OVERALL_FORM_ID]
    groups: dict[tuple[str, str], dict[str, Record]] = {}
    for r in stated:
        groups.setdefault((r["level3"], r["target_text"] or ""), {})[r["form_id"]] = r
    shared = [(words, forms) for words, forms in groups.items() if len(forms) > 1]
    population = say("signals.wordings", count=len(stated), wordings=len(groups))
    for (words, target), forms in _largest(shared, lambda item: len(item[1])):
        names = tuple(dict.fromkeys(r["project_name"] for r in forms.values()))
        told = say("signals.identical", indicator=words, target=target or say("signals.not_filled"), count=len(forms),
                   projects=names)  # fmt: skip
        evidence = tuple(_in_text(r["project_name"], r) for r in forms.values())
        count = Decimal(len(forms))
        yield Signal(SignalRule.IDENTICAL_INDICATOR, told, population, evidence, count, Measured.PROJECTS)


def targets_without_number(frames: Frames) -> Iterator[Signal]:
    """Projects by the share of their yearly indicators whose target names no number."""
    forms: dict[str, list[Record]] = {}
    for r in _yearly_indicators(frames):
        forms.setdefault(r["form_id"], []).append(r)
    worded = [
        (rows, without) for rows in forms.values() if (without := [r for r in rows if r["target_number"] is None])
    ]
    population = say("signals.forms", count=len(forms))
    for rows, without in _largest(worded, lambda pair: len(pair[1]) / len(pair[0])):
        told = say("signals.in_words", project=rows[0]["project_name"], count=len(rows), without=len(without))
        evidence = tuple(_in_text(r["level3"], r) for r in without)
        share = Decimal(len(without)) / len(rows) * 100
        yield Signal(SignalRule.TARGET_IN_WORDS, told, population, evidence, share, Measured.PERCENT)


def largest_stated_changes(frames: Frames) -> Iterator[Signal]:
    """The changes against last year that the text itself states, by their percentage."""
    stated = [r for r in frames["statements"] if r["kind"] == StatementKind.CHANGE_PCT and r["direction"] in (1, -1)]
    population = say("signals.changes", count=len(stated))
    for r in _largest(stated, lambda r: abs(r["value"])):
        evidence, size = _in_text(r["subject"] or r["clause"], r), abs(r["value"])
        yield Signal(SignalRule.STATED_CHANGE, _change_told(r), population, (evidence,), size, Measured.PERCENT)


def _change_told(r: Record) -> Message:
    subject, percent = r["subject"] or "", r["printed_text"].rstrip("%％")
    told = say("signals.rise" if r["direction"] > 0 else "signals.fall", subject=subject, percent=percent)
    if r["reason"]:
        return say("signals.with_reason", told=told, reason=r["reason"].rstrip("。"))
    return say("signals.without_reason", told=told)


def cost_per_vehicle(frames: Frames) -> Iterator[Signal]:
    """Running cost per official vehicle, only where the text states one count of vehicles."""
    counted = (r for r in frames["statements"] if r["kind"] == StatementKind.COUNT)
    vehicles = (r for r in counted if r["printed_unit"] == VEHICLE_UNIT and VEHICLE_WORDS.search(r["clause"] or ""))
    positive = [r for value, r in {r["value"]: r for r in vehicles}.items() if value > 0]
    costs = [r for r in frames["three_public"] if r["item"] == ThreePublicItem.VEHICLE_OPERATION and r["amount_yuan"]]
    if len(positive) != 1 or not costs:
        return
    count, cost = positive[0], costs[-1]
    each = cost["amount_yuan"] / count["value"]
    number = count["value"].normalize()
    told = say("signals.per_vehicle", cost=_wan(cost["amount_yuan"]), count=number, each=_wan(each))
    stands = Evidence(say("signals.vehicles"), None, count["page"], count["line"])
    evidence = (Evidence(say("signals.vehicle_cost"), cost["cell"]), stands)
    yield Signal(SignalRule.COST_PER_VEHICLE, told, say("signals.one_count"), evidence, each)


RULES: tuple[Callable[[Frames], Iterator[Signal]], ...] = (
    largest_subjects,
    most_carried_over,
    largest_projects,
    projects_without_form,
    largest_stated_changes,
    identical_indicators,
    targets_without_number,
    cost_per_vehicle,
)


def _yearly_indicators(frames: Frames) -> list[Record]:
    return [r for r in frames["indicators"] if r["level3"] and r["scope"] == FormScope.YEAR]


def _leaf_subjects(frames: Frames) -> tuple[list[Record], Message]:
    """The lowest subjects of the widest scope that the document prints, and that scope's name."""
    for scope, name in SPENDING_SCOPES:
        rows = [r for r in frames["subjects"] if r["scope"] == scope]
        if rows:
            return [r for r in rows if r["row_role"] == RowRole.LEAF and r["total_yuan"] is not None], name
    return [], SPENDING_SCOPES[0][1]


def _largest(things: Iterable[T], measure: Callable[[T], Any]) -> list[T]:
    return sorted(things, key=measure, reverse=True)[:TOP]


def _in_table(r: Record) -> tuple[Evidence, ...]:
    return (Evidence(_printed(r["name"]), r["cell"]),)


def _in_text(words: str, r: Record) -> Evidence:
    return Evidence(_printed(words), None, r["page"], r["line"])


def _printed(words: str) -> Message:
    return say("signals.printed", words=words)


def _wan(yuan: Decimal) -> Money:
    return Money(yuan / WAN, Unit.TEN_THOUSAND)


def _percent(part: Decimal, whole: Decimal) -> Message:
    return say("signals.percent", percent=round(part / whole * 100, 1)) if whole else say("signals.no_percent")
