"""What the words around the figures promise: the year compared with, the direction, one base for one amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from budget.checks.compare import judge
from budget.checks.engine import rule
from budget.checks.operands import statement_operand, words
from budget.checks.outcome import either, finding
from budget.checks.prose.said import ACCOUNT_WORDS, Said, disclosure_to_said
from budget.layout.vocabulary import patterns
from budget.models import (
    CheckClass,
    Disclosure,
    Finding,
    Message,
    Phase,
    Section,
    Statement,
    StatementKind,
    Status,
    say,
)

WORDS = patterns("context")

MANY_CHANGES = 300  # compared pair by pair; no disclosure has so many


@rule("prose_base_agreement", CheckClass.PROSE)
def bases_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """One amount told twice (as income and as expenditure, or in two sections) has one figure of last year."""
    said = disclosure_to_said(disclosure)
    told = [one for one in said if one.kind is StatementKind.CHANGE and one.statement.direction]
    changes = [one for one in told if not (one.is_reason or one.is_other_body)]
    based = [(one, amount) for one in changes[:MANY_CHANGES] if (amount := one.changed) is not None]
    seen: set[tuple[Decimal, Decimal]] = set()
    for (first, one), (second, two) in combinations(based, 2):
        if one.value != two.value or _scope(one) != _scope(two) or not _is_comparable(disclosure, one, two):
            continue
        bases = _last_year(first, one), _last_year(second, two)
        if (min(bases), max(bases)) in seen or min(bases) < 0:  # a change of something else: no year had less than none
            continue
        seen.add((min(bases), max(bases)))
        found = _agreement(first, second, one, two, bases)
        if found.status is not Status.FAILED or _is_one_base(first, second, one, two):
            yield found


def _scope(amount: Statement) -> str:
    return ACCOUNT_WORDS.sub("", re.sub(r"^.*?年(?:度)?", "", amount.subject))


def _is_comparable(disclosure: Disclosure, one: Statement, two: Statement) -> bool:
    """Income and expenditure balance every year in budgets; in final accounts only the totals do."""
    same_words = re.sub(r"^.*?年(?:度)?", "", one.subject) == re.sub(r"^.*?年(?:度)?", "", two.subject)
    is_total = "总计" in one.subject and "总计" in two.subject
    return same_words or is_total or disclosure.phase is Phase.BUDGET


def _is_one_base(first: Said, second: Said, one: Statement, two: Statement) -> bool:
    """Whether last year's figures had to be one: of the same words, of all money, or told to be of different stages.

    财政拨款收入 and 支出 of the year before may be money carried over apart.
    """
    named = _base_words(first), _base_words(second)
    return one.subject == two.subject or not _scope(one) or (all(named) and named[0] != named[1])


def _last_year(change: Said, amount: Statement) -> Decimal:
    return amount.value - change.statement.value * (change.statement.direction or 0)


def _agreement(first: Said, second: Said, one: Statement, two: Statement, bases: tuple[Decimal, Decimal]) -> Finding:
    gap = bases[0] - bases[1]
    tolerance = 2 * (first.rounding_of(one) + first.rounding) / first.factor
    status = judge(gap, tolerance)
    pair, changes = (one.subject, two.subject), (first.statement.text, second.statement.text)
    told = say("prose.bases", subjects=pair, amount=one.text, changes=changes)
    if status is Status.FAILED:
        sentence = _bases_differ(told, first, second, bases, one.unit_text)
    elif gap == 0:
        sentence = say("prose.bases_agree", told=told, base=bases[0], unit=one.unit_text)
    else:
        sentence = say("prose.bases_round", told=told)
    operands = (first.operand(), second.operand(), first.operand_of(one), second.operand_of(two))
    return finding(status, sentence, operands, difference=gap, tolerance=tolerance)


def _bases_differ(told: Message, first: Said, second: Said, bases: tuple[Decimal, Decimal], unit: str) -> Message:
    gap, named = abs(bases[0] - bases[1]), (_base_words(first), _base_words(second))
    differ = say("prose.bases_differ", told=told, first=bases[0], second=bases[1], unit=unit, gap=gap)
    if all(named) and named[0] != named[1]:
        return say("prose.bases_named", differ=differ, first=named[0], second=named[1])
    return say("prose.differs", told=differ)


def _base_words(change: Said) -> str:
    before = change.section.text[: change.statement.start]
    found = re.search(r"[比较与](?P<base>[^，。；比较与]{2,16}?)(?:增加|减少|增长|下降|相比)[^，。；]{0,4}$", before)
    return found["base"] if found else ""


@rule("prose_compared_year", CheckClass.PROSE)
def compared_with_last_year(disclosure: Disclosure) -> Iterator[Finding]:
    """Changes are told against the year before the disclosure's."""
    year = disclosure.fiscal_year
    if year is None:
        return
    for section in _told_sections(disclosure):
        for found in WORDS["compared_year"].finditer(section.text):
            compared = int(found["year"])
            is_change = WORDS["change"].search(_sentence_at(section.text, found.start()))
            is_own_budget = compared == year and "预算" in found["what"] and disclosure.phase is Phase.FINAL_ACCOUNT
            if not is_change or is_own_budget:
                continue
            last = say("prose.last_year", heading=section.heading, compared=compared)
            other = say("prose.other_year", heading=section.heading, compared=compared, year=year, last_year=year - 1)
            operand = words(found[0], section.place, table=section.heading)
            yield either(compared == year - 1, last, other, [operand])


def _told_sections(disclosure: Disclosure) -> list[Section]:
    """Sections that tell money or counts, descriptions of single projects aside."""
    sections = {one.section.section_id: one.section for one in disclosure_to_said(disclosure) if not one.is_detail}
    return list(sections.values())


def _sentence_at(text: str, position: int) -> str:
    ends = [end for mark in "。；\n" if (end := text.find(mark, position)) >= 0]
    return text[position : min(ends, default=len(text))]


NEARLY = Decimal("0.05")  # 基本持平 may hide so large a share of the budget


@rule("prose_direction", CheckClass.PROSE)
def budget_directions_hold(disclosure: Disclosure) -> Iterator[Finding]:
    """决算数大于 / 小于 / 与预算数持平 ↔ the two amounts told before it in the same paragraph."""
    if disclosure.phase is not Phase.FINAL_ACCOUNT:
        return
    for section in _told_sections(disclosure):
        for found in WORDS["direction"].finditer(section.text):
            start = section.text.rfind("\n", 0, found.start()) + 1
            before = [s for s in section.statements if start <= s.start < found.start()]
            amounts = [s for s in before if s.kind is StatementKind.AMOUNT]
            actual = next((s for s in reversed(amounts) if s.subject.endswith("决算")), None)
            budgets = [s for s in reversed(amounts) if actual and s.start < actual.start and "预算" in s.subject[-5:]]
            if actual is not None and budgets:
                fitting = next((s for s in budgets if _is_right(found, actual, s)), budgets[0])
                yield _direction_finding(section, found, actual, fitting)


def _is_right(found: re.Match[str], actual: Statement, budget: Statement) -> bool:
    gap = actual.value - budget.value
    if found["less"]:
        return gap < 0
    if found["more"]:
        return gap > 0
    return gap == 0 or ("基本" in found[0] and abs(gap) <= abs(budget.value) * NEARLY)


def _direction_finding(section: Section, found: re.Match[str], actual: Statement, budget: Statement) -> Finding:
    gap = actual.value - budget.value
    is_right = _is_right(found, actual, budget)
    status = Status.PASSED if is_right else Status.FAILED
    relation = say("prose.more") if gap > 0 else say("prose.less") if gap < 0 else say("prose.equal")
    pair = (actual.text, budget.text)
    told = say("prose.direction", heading=section.heading, words=found[0], amounts=pair, relation=relation)
    sentence = say("prose.agrees", told=told) if is_right else say("prose.differs", told=told)
    operands = (
        words(found[0], section.place),
        statement_operand(actual, section.heading),
        statement_operand(budget, section.heading),
    )
    return finding(status, sentence, operands, difference=gap)
