"""Text of a section → every figure it states: what is said, of what, in which direction and why."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from budget.layout.vocabulary import patterns
from budget.models import Section, Statement, StatementKind
from budget.text import fold_widths, ordinal_end

MONEY_UNITS = ("亿元", "万元", "千元", "元", "万")
# "" is a rate whose % sign is missing in print: "减少100万元，减少9.52，主要原因…"
PERCENT_UNITS = ("%", "个百分点", "")
WORDS = patterns("statements")


@dataclass(frozen=True, slots=True)
class _Context:
    """What the figures before have said, for figures without words of their own."""

    subject: str = ""
    item: str = ""
    change: str = ""


def section_to_statements(section: Section) -> tuple[Statement, ...]:
    """Every figure of the section's text that has a unit; places are the section's (the caller knows the lines)."""
    statements: list[Statement] = []
    begin = 0
    for paragraph in section.text.split("\n"):
        statements.extend(_with_fitting_subjects(list(_paragraph_statements(section, paragraph, begin))))
        begin += len(paragraph) + 1
    return _with_reasons(section.text, statements)


def _paragraph_statements(section: Section, paragraph: str, begin: int) -> Iterator[Statement]:
    text = fold_widths(paragraph)
    end_before = ordinal_end(paragraph)
    item = WORDS["item_header"].match(paragraph[end_before:])
    context = _Context(item=item["item"] if item else "")
    for found in WORDS["figure"].finditer(text):
        if text[: found.start()].endswith("第") or WORDS["threshold"].match(text, found.end()):
            continue
        start = _clause_start(text, found.start(), end_before)
        lead = paragraph[start : found.start()]
        statement = _statement(section, paragraph, found, lead, context)
        if statement.kind is StatementKind.AMOUNT:
            context = replace(context, subject=statement.subject, change="")
        elif statement.kind is StatementKind.CHANGE:
            context = replace(context, change=statement.subject)
        end_before = found.end()
        yield replace(statement, start=begin + found.start(), end=begin + found.end())


def _with_fitting_subjects(statements: list[Statement]) -> list[Statement]:
    """Changes said of the amount that their percentage fits.

    "收入总计2,153.13万元，其中：…上年结转1,622.00万元，比上年增加1345.43万元，增长166.58%" speaks of the total,
    "其中：财政拨款收入9,101.68万元，比2024年预算减少…" of the part: only the arithmetic tells them apart.
    """
    told = list(statements)
    for i in range(1, len(told)):
        change, percent = told[i - 1], told[i]
        if change.kind is not StatementKind.CHANGE or percent.kind is not StatementKind.CHANGE_PCT:
            continue
        amounts = [s for s in told[: i - 1] if s.kind is StatementKind.AMOUNT]
        if amounts and change.subject == amounts[-1].subject and not _fits(amounts[-1], change, percent):
            fitting = [amount for amount in amounts if _fits(amount, change, percent)]
            if fitting:
                told[i - 1 : i + 1] = [replace(s, subject=fitting[-1].subject) for s in (change, percent)]
    return told


def _fits(amount: Statement, change: Statement, percent: Statement) -> bool:
    """Whether the percentage is the change's share of last year's figure, to the tenth of a point; 0 is 0 % of all."""
    if change.value == 0:
        return percent.value == 0
    base = amount.value - change.value * (change.direction or 0)
    return base > 0 and abs(change.value / base * 100 - percent.value) <= Decimal("0.1")


def _clause_start(text: str, end: int, after: int) -> int:
    """Where the words before a figure begin: behind the last figure or the last mark that ends a clause."""
    start = max(after - 1, *(text.rfind(mark, after, end) for mark in ",;:。")) + 1
    return start + 1 if text[start : start + 1] == "、" else start


def _statement(section: Section, paragraph: str, found: re.Match[str], lead: str, context: _Context) -> Statement:
    kind, direction = _kind(found["unit"], lead)
    own = _own_subject(lead, kind)
    if kind is StatementKind.COUNT and (noun := WORDS["counted"].match(paragraph, found.end())):
        own = noun[0]  # 27个内设机构、…; the noun may stand before the count, too (车辆0辆，)
    inherited = context.change if kind is StatementKind.CHANGE_PCT and context.change else context.subject
    subject = own or (inherited if kind is not StatementKind.COUNT else "")
    if kind is StatementKind.AMOUNT and (WORDS["generic"].fullmatch(own) or not own):
        head = context.item or WORDS["generic_tail"].sub("", context.subject)
        subject = f"{head.removesuffix('支出') if own.startswith('支出') else head}{own}"
    subject = subject or WORDS["heading_tail"].sub("", section.heading)
    if kind is StatementKind.AMOUNT and direction is None and WORDS["same_after"].match(paragraph, found.end()):
        direction = 0
    value = Decimal(found["number"].replace(",", ""))
    clause = _sentence_around(paragraph, found.start(), found.end())
    text = paragraph[found.start() : found.end()]
    unit = paragraph[found.start("unit") : found.end()]
    return Statement(kind, subject, value, text, unit, direction, clause, None, section.section_id, 0, 0, section.place)


def _kind(unit: str, lead: str) -> tuple[StatementKind, int | None]:
    """What a figure says, from its unit and the words before it; no direction where the template left both words."""
    folded = fold_widths(lead)
    is_changed = bool(WORDS["change_tail"].search(folded) or WORDS["residue"].search(folded[-12:]))
    direction = _direction(folded)
    if unit in PERCENT_UNITS:
        if WORDS["share_tail"].search(folded) or not (is_changed or direction is not None):
            return StatementKind.SHARE_PCT, None
        return StatementKind.CHANGE_PCT, direction
    if unit in MONEY_UNITS:
        if is_changed or (WORDS["change_of"].search(folded) and direction is not None):
            return StatementKind.CHANGE, direction
        return StatementKind.AMOUNT, None
    return StatementKind.COUNT, direction if is_changed else None


def _direction(lead: str) -> int | None:
    words = [] if WORDS["residue"].search(lead) else list(WORDS["direction"].finditer(lead))
    if not words:
        return None
    return 1 if words[-1].lastgroup == "up" else -1


def _own_subject(lead: str, kind: StatementKind) -> str:
    """The words a figure is said of, without comparison, verbs and year.

    >>> _own_subject("2024年度某局预算收入总计", StatementKind.AMOUNT), _own_subject("比上年增加", StatementKind.CHANGE)
    ('某局预算收入总计', '')
    >>> _own_subject("财政拨款支出增加", StatementKind.CHANGE), _own_subject("其中：基本支出", StatementKind.AMOUNT)
    ('财政拨款支出', '基本支出')
    """
    text = WORDS["year_lead"].sub("", lead.strip())
    if kind in (StatementKind.CHANGE, StatementKind.CHANGE_PCT):
        changed = WORDS["change_of"].search(text)
        if changed and len(changed["subject"]) > 1 and not WORDS["change_tail"].search(text):
            return (
                "" if WORDS["compared"].match(changed["subject"]) else WORDS["tail_words"].sub("", changed["subject"])
            )
        text = WORDS["compared"].sub("", text)
    if kind is StatementKind.SHARE_PCT and (found := re.search(r"占|完成", text)):
        text = text[: found.start()]
    text = WORDS["tail_words"].sub("", WORDS["lead_words"].sub("", text)).strip()
    return "" if kind is not StatementKind.AMOUNT and WORDS["bare"].fullmatch(text) else text


def _sentence_around(paragraph: str, start: int, end: int) -> str:
    left = max(paragraph.rfind(mark, 0, start) for mark in "。；") + 1
    rights = [position for mark in "。；" if (position := paragraph.find(mark, end)) >= 0]
    return paragraph[left : min(rights, default=len(paragraph))].strip()


def _with_reasons(text: str, statements: list[Statement]) -> tuple[Statement, ...]:
    """Changes with the reason printed behind them: the next one, up to the next reason or the next paragraph.

    "财政拨款收支增加的主要原因是…" in a paragraph of its own explains every change before it that has none.
    """
    explained = list(statements)
    changes = deque(i for i, s in enumerate(statements) if s.kind in (StatementKind.CHANGE, StatementKind.CHANGE_PCT))
    waiting: list[int] = []
    done = 0
    for found in WORDS["reason"].finditer(text):
        begin = text.rfind("\n", 0, found.start()) + 1
        if WORDS["back_reason"].search(text[max(begin, found.start() - 8) : found.end()]):
            begin = 0
        begin = max(begin, done)
        while changes and statements[changes[0]].start < found.start():
            waiting.append(changes.popleft())
        while waiting and statements[waiting[-1]].start >= begin:
            i = waiting.pop()
            explained[i] = replace(explained[i], reason=found["reason"].strip())
        done = found.end() if begin else done
    return tuple(explained)
