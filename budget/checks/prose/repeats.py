"""Figures of one thing told twice, and counts beside the money they explain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budget.checks.engine import rule
from budget.checks.outcome import either, finding
from budget.checks.prose.narrowing import said_to_wholes
from budget.checks.prose.said import Said, disclosure_to_said
from budget.layout.vocabulary import patterns
from budget.meaning.three_public import words_to_item
from budget.models import CheckClass, Disclosure, Finding, StatementKind, Status, say
from budget.models import ThreePublicItem as Item

WORDS, KNOWN_WORDS = patterns("repeats"), patterns("subjects")["known_words"]


@rule("prose_two_amounts", CheckClass.PROSE)
def one_thing_one_amount(disclosure: Disclosure) -> Iterator[Finding]:
    """One item has one amount in a paragraph; a project has one in all sections that describe it."""
    groups: dict[tuple[str, str, int, str], list[Said]] = defaultdict(list)
    for one in disclosure_to_said(disclosure):
        if not _is_one_thing(one):
            continue
        place = "" if one.is_detail or "绩效" in one.context else one.section.section_id
        paragraph = one.section.text.count("\n", 0, one.statement.start) if place else 0
        groups[one.subject, place, paragraph, next(said_to_wholes(one, "list_ends"), "") if place else ""].append(one)
    for (_, place, *_), members in groups.items():
        names_project = place or WORDS["project_name"].fullmatch(members[0].subject)
        if len(members) > 1 and names_project:
            yield _repeat_finding(members)


def _is_one_thing(said: Said) -> bool:
    if said.kind is not StatementKind.AMOUNT or said.is_prior or said.is_reason or said.is_other_body:
        return False
    unnamed = KNOWN_WORDS.fullmatch(said.subject) or WORDS["no_name"].fullmatch(said.subject)
    is_named = said.lead.strip("“”、") and not (unnamed or said.is_bracketed)
    return bool(is_named and WORDS["one_thing"].fullmatch(said.subject)) and not WORDS["many_things"].search(
        said.subject
    )


def _repeat_finding(members: Sequence[Said]) -> Finding:
    first = members[0]
    other = next((m for m in members if abs(m.amount - first.amount) > 2 * max(m.rounding, first.rounding)), None)
    if other is None:
        operands = (first.operand(), members[1].operand())
        return finding(Status.PASSED, say("prose.repeated", told=first.told), operands, difference=Decimal(0))
    is_same = other.section is first.section
    there = say("prose.same_paragraph") if is_same else say("prose.section", heading=other.section.heading)
    gap = (first.amount - other.amount) / first.factor
    sentence = say("prose.two_amounts", told=first.told, there=there, text=other.statement.text)
    return finding(Status.FAILED, sentence, (first.operand(), other.operand()), difference=gap)


COUNTED = (
    (Item.ABROAD, ("个", "人次"), r"出国.{0,6}团组|团组|出国"),
    (Item.VEHICLE_PURCHASE, ("辆",), r"购置"),
    (Item.VEHICLE_OPERATION, ("辆",), r"保有量"),
    (Item.RECEPTION, ("批次", "人次", "批"), r"接待"),
)
"""Item, units and words of the counts that explain its amount."""
NEEDED = (Item.VEHICLE_PURCHASE, Item.RECEPTION, Item.ABROAD)
"""A count of these beside an amount of 0 contradicts it; cars may run on other money."""


@rule("prose_counts_and_money", CheckClass.PROSE)
def counts_fit_money(disclosure: Disclosure) -> Iterator[Finding]:
    """三公: money without a reception, a car, a journey; or these without money."""
    said = disclosure_to_said(disclosure)
    for section_id in dict.fromkeys(one.section.section_id for one in said if one.is_three_public):
        members = [one for one in said if one.section.section_id == section_id and not one.is_prior]
        for item, units, count_words in COUNTED:
            amounts = [m for m in members if m.kind is StatementKind.AMOUNT and words_to_item(m.subject) is item]
            amounts = [m for m in amounts if "预算" not in m.subject]
            counts = [m for m in members if m.kind is StatementKind.COUNT and m.statement.unit_text in units]
            counts = [m for m in counts if re.search(count_words, _around(m))]
            if amounts and counts and counts[0].section.text.count("\n") < MANY_PARAGRAPHS:
                yield _count_finding(item, amounts[-1], counts)


MOST_TOLD = 12  # characters of a clause
MANY_PARAGRAPHS = 40  # a section that long is no 三公 section


def _around(said: Said) -> str:
    """The clause a count stands in."""
    text = said.section.text
    start = max(text.rfind(mark, 0, said.statement.start) for mark in "，。；\n") + 1
    return text[start : said.statement.end + 8]


def _count_finding(item: Item, amount: Said, counts: Sequence[Said]) -> Finding:
    total = sum((count.statement.value for count in counts), Decimal(0))
    listed = tuple(_short(_around(count)) for count in counts[:2])
    is_wrong = (amount.amount > 0 and total == 0) or (amount.amount == 0 and total > 0 and item in NEEDED)
    told = say("prose.counts", told=amount.told, item=item, counts=listed)
    operands = (amount.operand(), *(count.operand() for count in counts))
    return either(not is_wrong, say("prose.agrees", told=told), say("prose.counts_differ", told=told), operands)


def _short(clause: str) -> str:
    return f"{clause[:MOST_TOLD]}…" if len(clause) > MOST_TOLD else clause
