"""Reasons of changes: whether one is given, and whether figures inside reasons fit each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budget.amounts import half_last_place
from budget.checks.engine import rule
from budget.checks.outcome import finding
from budget.checks.prose.percent import HUNDRED
from budget.checks.prose.said import Said, disclosure_to_said
from budget.layout.vocabulary import patterns
from budget.models import CheckClass, Disclosure, Finding, Statement, StatementKind, Status, say

WORDS = patterns("reasons")

NOTABLE_PCT = Decimal(10)
"""A change by more than so many percent of last year's figure should be explained."""
MIN_NAME = 4  # characters; shorter names are words, not items


@rule("prose_change_reason", CheckClass.PROSE)
def changes_have_reasons(disclosure: Disclosure) -> Iterator[Finding]:
    """A change by more than 10 % has a reason; those without one are listed, which is no contradiction."""
    for one in disclosure_to_said(disclosure):
        if one.kind is not StatementKind.CHANGE or one.is_reason or one.is_detail or not one.statement.direction:
            continue
        percent = _percent(one)
        if percent is None or abs(percent) <= NOTABLE_PCT:
            continue
        told = say("prose.change_in_percent", told=one.moved, percent=round(abs(percent), 2))
        if one.statement.reason:
            sentence = say("prose.reason_given", told=told, reason=_short(one.statement.reason))
            yield finding(Status.PASSED, sentence, (one.operand(),))
        else:
            sentence, reason = say("prose.no_reason", told=told), say("prose.notable", percent=NOTABLE_PCT)
            yield finding(Status.NOT_POSSIBLE, sentence, (one.operand(),), reason=reason)


def _short(reason: str) -> str:
    return reason if len(reason) <= 60 else reason[:60] + "…"


def _percent(change: Said) -> Decimal | None:
    """The change in percent of last year's figure: as stated right behind it, else from the amount it is said of."""
    following = change.section.statements[change.index + 1 : change.index + 2]
    if following and following[0].kind is StatementKind.CHANGE_PCT:
        return following[0].value
    if change.changed is None:
        return None
    base = change.changed.value - change.statement.value * (change.statement.direction or 0)
    return change.statement.value / base * HUNDRED if base > 0 else None


@rule("prose_reason_rate", CheckClass.PROSE)
def cuts_meet_their_rate(disclosure: Disclosure) -> Iterator[Finding]:
    """Where a uniform cut is the only reason given, the change comes to that rate."""
    for one in disclosure_to_said(disclosure):
        if one.kind is not StatementKind.CHANGE or one.is_reason or one.statement.direction != -1:
            continue
        found = WORDS["one_cause"].match(one.statement.reason or "")
        amount = one.changed
        if found is None or amount is None or not one.statement.value:
            continue
        percent = one.statement.value / (amount.value + one.statement.value) * HUNDRED
        rate = Decimal(found["rate"])
        tolerance = (
            max(half_last_place(found["rate"]), Decimal("0.05")) if "." not in found["rate"] else Decimal("0.05")
        )
        status = Status.PASSED if abs(percent - rate) <= min(tolerance, Decimal("0.1")) else Status.FAILED
        subject, text, cut = one.statement.subject, one.statement.text, round(percent, 2)
        told = say("prose.cut", subject=subject, text=text, percent=cut, rate=found["rate"])
        sentence = say("prose.agrees", told=told) if status is Status.PASSED else say("prose.differs", told=told)
        yield finding(status, sentence, (one.operand(),), difference=percent - rate, tolerance=Decimal("0.1"))


@rule("prose_reason_amount", CheckClass.PROSE)
def reasons_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """One item of a reason that is named in several sections changes by one amount."""
    named: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in disclosure_to_said(disclosure):
        if one.kind is StatementKind.CHANGE and one.is_reason and not one.is_detail:
            named[_item_key(one)].append(one)
    for (item, _), members in named.items():
        if item and len(members) > 1:
            yield _reason_finding(members)


def _item_key(change: Said) -> tuple[str, str]:
    """The item's bare name; a kind of expenditure only counts as one item among reasons of one and the same change."""
    kind = WORDS["kinds"].match(change.subject)
    if kind:
        explained = [s for s in change.before if s.kind is StatementKind.CHANGE and not _is_in_reason(change, s)]
        return kind[0], explained[-1].text if explained else change.section.section_id
    item = WORDS["common_words"].sub("", change.subject)
    return (item if len(item) >= MIN_NAME and not WORDS["vague"].search(item) else ""), ""


def _is_in_reason(change: Said, statement: Statement) -> bool:
    text = change.section.text
    start = max(text.rfind("。", 0, statement.start), text.rfind("\n", 0, statement.start))
    return "原因" in text[start + 1 : statement.start]


def _reason_finding(members: Sequence[Said]) -> Finding:
    first = members[0]
    other = next((m for m in members if _signed(m) != _signed(first)), members[1])
    is_one = _signed(first) == _signed(other)
    told = say(
        "prose.item_of_reasons",
        subject=first.statement.subject,
        heading=first.section.heading,
        text=first.statement.text,
        other_heading=other.section.heading,
        other_text=other.statement.text,
    )
    sentence = say("prose.is_one", told=told) if is_one else say("prose.is_two", told=told)
    gap = (first.amount - other.amount) / first.factor
    operands = (first.operand(), other.operand())
    return finding(Status.PASSED if is_one else Status.FAILED, sentence, operands, difference=gap)


def _signed(change: Said) -> Decimal:
    return change.amount * (change.statement.direction or 1)
