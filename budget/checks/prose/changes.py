"""Each change and its percentage ↔ this year's amount: the percentage is of last year's figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from budget.amounts import half_last_place
from budget.checks.compare import to_formula, trimmed
from budget.checks.outcome import finding
from budget.checks.prose.amounts import Verdict, unchecked
from budget.checks.prose.percent import HUNDRED, Ratio, best_ratio
from budget.checks.prose.said import ACCOUNT_WORDS, YUAN_FACTORS, Said, bare_subject, to_yuan
from budget.layout.vocabulary import patterns
from budget.models import Statement, StatementKind, Status, say

WORDS = patterns("changes")


def judge_change_percent(said: Said) -> Verdict:
    """The verdict on "增长166.58%"."""
    statement = said.statement
    if statement.value == 0:
        return _unchanged(said)
    change = paired_change(said)
    if change is None:
        return unchecked(said, say("prose.no_change"))
    if change.direction is not None and statement.direction is not None and change.direction != statement.direction:
        sentence = say("prose.opposite", told=said.moved, change=change.text)
        operands = (said.operand(), said.operand_of(change))
        return Verdict(said.statement, finding(Status.FAILED, sentence, operands))
    amounts = candidate_amounts(said, change)
    if not amounts or WORDS["other_basis"].search(_told_with(said, change)):
        return unchecked(said, say("prose.no_amount"))
    if all(_base(amount, change) == 0 for amount in amounts) and is_of(said, amounts[0], change):
        return _zero_base(said, change, amounts[0])
    found = best_ratio(statement, [_ratio(said, amount, change) for amount in amounts])
    if found is None:
        return unchecked(said, say("prose.no_last_year"))
    if found[1] is Status.FAILED and not is_of(said, amounts[0], change):
        return unchecked(said, say("prose.no_amount"))
    return _judged(said, change, amounts, *found)


def _told_with(said: Said, change: Statement) -> str:
    """The words of the clause before a change and its percentage."""
    text = said.section.text
    return text[max(text.rfind(mark, 0, change.start) for mark in "，,。；;\n") + 1 : said.statement.start]


def paired_change(said: Said) -> Statement | None:
    """The change just before a percentage, with nothing but a comma between them."""
    previous = said.before[-1] if said.before else None
    if previous is None or previous.kind is not StatementKind.CHANGE:
        return None
    between = said.section.text[previous.end : said.statement.start]
    return previous if len(between) <= 12 and not set("。；\n") & set(between) else None


def candidate_amounts(said: Said, change: Statement) -> list[Statement]:
    """Amounts a change may speak of: those before it in the paragraph, first the one of its subject.

    Where the paragraph tells none, those of its subject in the paragraphs before.
    """
    start = said.section.text.rfind("\n", 0, change.start) + 1
    before = [s for s in said.before if s.kind is StatementKind.AMOUNT and s.start < change.start]
    near = [s for s in reversed(before) if s.start >= start]
    near = near or [s for s in reversed(before) if change.subject and is_of(said, s, change)]
    return sorted(near, key=lambda amount: not is_of(said, amount, change))


def is_of(said: Said, amount: Statement, change: Statement) -> bool:
    """Whether a change is said of that amount: in the same words, or with words that the amount's hold too."""
    if amount.subject == change.subject:
        return True
    words = [ACCOUNT_WORDS.sub("", bare_subject(s.subject, said.organisation)) for s in (amount, change)]
    return words[1] in words[0] or words[0] in words[1]


def _base(amount: Statement, change: Statement) -> Decimal:
    """Last year's figure as the two amounts imply it, in yuan."""
    return to_yuan(amount) - to_yuan(change) * (change.direction or 1)


def _ratio(said: Said, amount: Statement, change: Statement) -> Ratio:
    halves = said.rounding_of(amount), said.rounding_of(change)
    operands = (said.operand_of(change), said.operand_of(amount))
    return Ratio(to_yuan(change), _base(amount, change), halves[1], halves[0] + halves[1], operands)


def _judged(said: Said, change: Statement, amounts: list[Statement], ratio: Ratio, status: Status) -> Verdict:
    statement = said.statement
    amount = next(a for a in amounts if said.operand_of(a) == ratio.operands[1])
    terms = [(amount.text.removesuffix(amount.unit_text), False), (change.text, change.direction != -1)]
    worked = say(
        "prose.worked",
        told=said.moved,
        terms=to_formula(terms),
        base=trimmed(ratio.base / YUAN_FACTORS.get(amount.unit_text, 1)),
        unit=amount.unit_text,
        change=change.text,
        percent=ratio.told,
    )
    gap = round(abs(ratio.percent - statement.value), 2)
    if status is Status.PASSED:
        sentence = say("prose.percent_agrees", worked=worked)
    elif status is Status.ROUNDING:
        sentence = say("prose.percent_last_place", worked=worked, exact=ratio.exact)
    elif _is_of_this_year(statement, change, amount):
        sentence = say("prose.percent_of_this_year", worked=worked, gap=gap)
    else:
        sentence = say("prose.percent_differs", worked=worked, gap=gap)
    operands, tolerance = (said.operand(), *ratio.operands), half_last_place(str(statement.value)) + ratio.error
    off, reason = statement.value - abs(ratio.percent), say("prose.percent_rounded")
    found = finding(status, sentence, operands, reason=reason, difference=off, tolerance=tolerance)
    return Verdict(said.statement, found)


def _is_of_this_year(statement: Statement, change: Statement, amount: Statement) -> bool:
    """Whether the percentage is right on this year's figure: a hint for the reader."""
    if not amount.value:
        return False
    return abs(to_yuan(change) / to_yuan(amount) * HUNDRED - statement.value) < Decimal("0.01")


def _zero_base(said: Said, change: Statement, amount: Statement) -> Verdict:
    sentence = say("prose.from_nothing", told=said.moved, amount=amount.text)
    operands = (said.operand(), said.operand_of(change), said.operand_of(amount))
    found = finding(Status.FAILED, sentence, operands, reason=say("prose.zero_base"))
    return Verdict(said.statement, found, is_from_nothing=True)


def judge_change(said: Said, percent: Verdict | None, twins: tuple[Said, ...]) -> Verdict:
    """The verdict on a change: with a percentage behind it theirs is one; else another place may say the same."""
    if said.statement.value == 0:
        return _unchanged(said)
    if percent is not None:
        return replace(percent, statement=said.statement)
    same = next((twin for twin in twins if _is_same(said, twin)), None)
    if same is not None:
        operands = (said.operand(), same.operand())
        sentence = say(
            "prose.change_agrees", told=said.moved, heading=same.section.heading, subject=same.statement.subject
        )
        return Verdict(said.statement, finding(Status.PASSED, sentence, operands, difference=Decimal(0)))
    return unchecked(said, say("prose.change_alone"))


def _is_same(said: Said, twin: Said) -> bool:
    first, second = said.statement, twin.statement
    is_other = (first.section_id, first.start) != (second.section_id, second.start)
    words = [ACCOUNT_WORDS.sub("", bare_subject(one.subject, said.organisation)) for one in (first, second)]
    is_one = words[0] == words[1] and to_yuan(first) == to_yuan(second) and first.direction == second.direction
    return is_other and is_one


def _unchanged(said: Said) -> Verdict:
    return Verdict(said.statement, finding(Status.PASSED, say("prose.unchanged", told=said.moved), (said.operand(),)))


def not_in_reason(said: Said) -> Verdict:
    """A change told inside the reason of another one: a part of it, which the document does not list in full."""
    told = say("prose.part_of_reason", told=said.moved)
    found = finding(Status.NOT_APPLICABLE, told, (said.operand(),), reason=say("prose.only_a_part"))
    return Verdict(said.statement, found)
