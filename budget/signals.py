"""Signals: neutral, ranked observations by rule. Not findings, no judgement: a reader decides what they mean.

Each says its formula, out of how many things it was chosen, and where the figures stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

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
    """One observation. `rank` is its place among those of its rule, from 1; `population` what it was chosen from."""

    rule: SignalRule
    rank: int
    sentence: Message
    formula: Message
    population: Message
    evidence: tuple[Evidence, ...]
    value: Decimal | None
    measured: Measured


def observe(disclosure: Disclosure) -> tuple[Signal, ...]:
    """All observations, rule by rule, the largest first."""
    return tuple(signal for rule in RULES for signal in rule(records_of(disclosure)))


def largest_subjects(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """The lowest functional subjects with the most money."""
    leaves, scope = _leaf_subjects(frames)
    whole = sum((r["total_yuan"] for r in leaves), Decimal(0))
    for rank, r in _ranked(leaves, lambda r: r["total_yuan"]):
        share = _percent(r["total_yuan"], whole)
        yield Signal(
            SignalRule.LARGEST_SUBJECT, rank,
            say("signals.largest_subject", name=r["name"], code=r["code"], amount=_wan(r["total_yuan"]), scope=scope,
                share=share),
            say("signals.subject_formula"), say("signals.subjects", scope=scope, count=len(leaves)),
            (Evidence(_printed(r["name"]), r["total_cell"]),), r["total_yuan"], Measured.YUAN,
        )  # fmt: skip


def most_carried_over(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """The subjects with the largest share of money from earlier years."""
    leaves, _ = _leaf_subjects(frames)
    split = [r for r in leaves if r["carryover_in_yuan"] and r["total_yuan"]]
    for rank, r in _ranked(split, lambda r: r["carryover_in_yuan"] / r["total_yuan"]):
        yield Signal(
            SignalRule.CARRIED_OVER, rank,
            say("signals.carried_over", name=r["name"], code=r["code"], amount=_wan(r["total_yuan"]),
                carried=_wan(r["carryover_in_yuan"]), share=_percent(r["carryover_in_yuan"], r["total_yuan"])),
            say("signals.carried_formula"), say("signals.carried_subjects", count=len(leaves), carried=len(split)),
            (
                Evidence(say("signals.carried"), r["carryover_in_cell"]),
                Evidence(say("signals.total"), r["total_cell"]),
            ),
            r["carryover_in_yuan"] / r["total_yuan"] * 100, Measured.PERCENT,
        )  # fmt: skip


def largest_projects(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """The projects with the most money, this year's and carried-over ones in one ranking."""
    priced = [r for r in frames["projects"] if r["amount_yuan"] is not None]
    whole = sum((r["amount_yuan"] for r in priced), Decimal(0))
    for rank, r in _ranked(priced, lambda r: r["amount_yuan"]):
        is_carried = r["vintage"] == Vintage.CARRYOVER_IN
        name = say("signals.carried_project", name=r["name"]) if is_carried else say("signals.project", name=r["name"])
        share = _percent(r["amount_yuan"], whole)
        yield Signal(
            SignalRule.LARGEST_PROJECT, rank,
            say("signals.largest_project", project=name, amount=_wan(r["amount_yuan"]), share=share),
            say("signals.project_formula"), say("signals.projects", count=len(priced)),
            (Evidence(_printed(r["name"]), r["cell"]),), r["amount_yuan"], Measured.YUAN,
        )  # fmt: skip


def projects_without_form(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """Projects of the tables for which the document holds no performance form."""
    if not frames["project_forms"]:
        return
    bare = [r for r in frames["projects"] if not r["form_id"]]
    for rank, r in enumerate(sorted(bare, key=lambda r: -(r["amount_yuan"] or 0)), start=1):
        told = say("signals.without_form", name=r["name"])
        if r["amount_yuan"] is not None:
            told = say("signals.without_form_amount", name=r["name"], amount=_wan(r["amount_yuan"]))
        projects, forms = len(frames["projects"]), len(frames["project_forms"])
        yield Signal(
            SignalRule.PROJECT_WITHOUT_FORM, rank, told,
            say("signals.form_formula"), say("signals.bare_projects", projects=projects, forms=forms, count=len(bare)),
            (Evidence(_printed(r["name"]), r["cell"]),), r["amount_yuan"], Measured.YUAN,
        )  # fmt: skip


def identical_indicators(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """Indicators with the same words and target in several projects."""
    stated = [r for r in _yearly_indicators(frames) if r["form_id"] != OVERALL_FORM_ID]
    groups: dict[tuple[str, str], dict[str, Record]] = {}
    for r in stated:
        groups.setdefault((r["level3"], r["target_text"] or ""), {})[r["form_id"]] = r
    shared = [(words, forms) for words, forms in groups.items() if len(forms) > 1]
    ranked = sorted(shared, key=lambda item: -len(item[1]))[:TOP]
    for rank, ((words, target), forms) in enumerate(ranked, start=1):
        names = tuple(dict.fromkeys(r["project_name"] for r in forms.values()))
        yield Signal(
            SignalRule.IDENTICAL_INDICATOR, rank,
            say("signals.identical", indicator=words, target=target or say("signals.not_filled"), count=len(forms),
                projects=names),
            say("signals.identical_formula"), say("signals.wordings", count=len(stated), wordings=len(groups)),
            tuple(Evidence(_printed(r["project_name"]), None, r["page"], r["line"]) for r in forms.values()),
            Decimal(len(forms)), Measured.PROJECTS,
        )  # fmt: skip


def targets_without_number(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """Projects by the share of their yearly indicators whose target names no number."""
    forms: dict[str, list[Record]] = {}
    for r in _yearly_indicators(frames):
        forms.setdefault(r["form_id"], []).append(r)
    worded = {form: [r for r in rows if r["target_number"] is None] for form, rows in forms.items()}
    ranked = sorted((form for form in forms if worded[form]), key=lambda form: -len(worded[form]) / len(forms[form]))
    for rank, form in enumerate(ranked[:TOP], start=1):
        rows, without = forms[form], worded[form]
        yield Signal(
            SignalRule.TARGET_IN_WORDS, rank,
            say("signals.in_words", project=rows[0]["project_name"], count=len(rows), without=len(without)),
            say("signals.in_words_formula"), say("signals.forms", count=len(forms)),
            tuple(Evidence(_printed(r["level3"]), None, r["page"], r["line"]) for r in without),
            Decimal(len(without)) / len(rows) * 100, Measured.PERCENT,
        )  # fmt: skip


def largest_stated_changes(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """The changes against last year that the text itself states, by their percentage."""
    stated = [r for r in frames["statements"] if r["kind"] == StatementKind.CHANGE_PCT and r["direction"] in (1, -1)]
    for rank, r in _ranked(stated, lambda r: abs(r["value"])):
        yield Signal(
            SignalRule.STATED_CHANGE, rank, _change_told(r),
            say("signals.change_formula"), say("signals.changes", count=len(stated)),
            (Evidence(_printed(r["subject"] or r["clause"]), None, r["page"], r["line"]),),
            abs(r["value"]), Measured.PERCENT,
        )  # fmt: skip


def _change_told(r: Record) -> Message:
    subject, percent = r["subject"] or "", r["printed_text"].rstrip("%％")
    is_rise = r["direction"] > 0
    told = say("signals.rise", subject=subject, percent=percent)
    told = told if is_rise else say("signals.fall", subject=subject, percent=percent)
    if r["reason"]:
        return say("signals.with_reason", told=told, reason=r["reason"].rstrip("。"))
    return say("signals.without_reason", told=told)


def cost_per_vehicle(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """Running cost per official vehicle, only where the text states one count of vehicles."""
    counted = (r for r in frames["statements"] if r["kind"] == StatementKind.COUNT)
    vehicles = (r for r in counted if r["printed_unit"] == VEHICLE_UNIT and VEHICLE_WORDS.search(r["clause"] or ""))
    counts = {r["value"]: r for r in vehicles}
    costs = [r for r in frames["three_public"] if r["item"] == ThreePublicItem.VEHICLE_OPERATION and r["amount_yuan"]]
    positive = [r for value, r in counts.items() if value > 0]
    if len(positive) != 1 or not costs:
        return
    count, cost = positive[0], costs[-1]
    each = cost["amount_yuan"] / count["value"]
    yield Signal(
        SignalRule.COST_PER_VEHICLE, 1,
        say("signals.per_vehicle", cost=_wan(cost["amount_yuan"]), count=count["value"].normalize(), each=_wan(each)),
        say("signals.vehicle_formula"), say("signals.one_count"),
        (
            Evidence(say("signals.vehicle_cost"), cost["cell"]),
            Evidence(say("signals.vehicles"), None, count["page"], count["line"]),
        ),
        each, Measured.YUAN,
    )  # fmt: skip


RULES: tuple[Callable[[Mapping[str, Sequence[Record]]], Iterator[Signal]], ...] = (
    largest_subjects,
    most_carried_over,
    largest_projects,
    projects_without_form,
    largest_stated_changes,
    identical_indicators,
    targets_without_number,
    cost_per_vehicle,
)


def _yearly_indicators(frames: Mapping[str, Sequence[Record]]) -> list[Record]:
    return [r for r in frames["indicators"] if r["level3"] and r["scope"] == FormScope.YEAR]


def _leaf_subjects(frames: Mapping[str, Sequence[Record]]) -> tuple[list[Record], Message]:
    """The lowest subjects of the widest scope that the document prints, and that scope's name."""
    for scope, name in SPENDING_SCOPES:
        rows = [r for r in frames["subjects"] if r["scope"] == scope]
        if rows:
            return [r for r in rows if r["row_role"] == RowRole.LEAF and r["total_yuan"] is not None], name
    return [], SPENDING_SCOPES[0][1]


def _ranked(records: Sequence[Record], measure: Callable[[Record], Decimal]) -> Iterator[tuple[int, Record]]:
    return enumerate(sorted(records, key=measure, reverse=True)[:TOP], start=1)


def _printed(words: str) -> Message:
    return say("signals.printed", words=words)


def _wan(yuan: Decimal) -> Money:
    return Money(yuan / WAN, Unit.TEN_THOUSAND)


def _percent(part: Decimal, whole: Decimal) -> Message:
    return say("signals.percent", percent=round(part / whole * 100, 1)) if whole else say("signals.no_percent")
