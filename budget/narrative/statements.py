"""Text of a section → every figure it states: what is said, of what, in which direction and why."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from budget.models import Section, Statement, StatementKind
from budget.text import fold_widths, ordinal_end

MONEY_UNITS = ("亿元", "万元", "千元", "元", "万")
# "" is a rate whose % sign is missing in print: "减少100万元，减少9.52，主要原因…"
PERCENT_UNITS = ("%", "个百分点", "")
NUMBER = r"(?<![\d.A-Za-z])(?:(?<!\d)-)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
COUNT_UNIT = r"台\(套\)|台/套|平方米|批次|人次|公里|辆|台|套|个|人|名|家|批|次|项|户|所|处|件|篇"
FIGURE = re.compile(
    rf"(?P<number>{NUMBER})\s*"
    rf"(?P<unit>亿元|万元|千元|元(?!月)|万(?=[,。;、用]|$)|%|个百分点|{COUNT_UNIT}"
    r"|(?<=(?:增长|下降|减少|增加)\d\.\d\d)(?=[,。;])|(?<=(?:增长|下降|减少|增加)\d\d\.\d\d)(?=[,。;]))"
)
THRESHOLD = re.compile(r"(?:[(][^()]{1,8}[)])?(?:及|\(含\))?(?:以上|以下|以内|及以)")
"""A figure that bounds a class ("单价50万元（含）以上设备") is no figure stated."""
UP = r"增加|(?<![稳促保])增长|上升|提高|新增|多于|大于|高于|上浮|上调|增至"
DOWN = r"减少|下降|降低|少于|小于|低于|压减|压缩|下浮|下调|核减|调减"
SAME = r"持平|相同|一致|相等|无变化|未发生变化|没有变化|无增减|不变|等于上年"
DIRECTION = re.compile(rf"(?P<up>{UP})|(?P<down>{DOWN})")
RESIDUE = re.compile(
    rf"(?:{UP})[(（/](?:{DOWN})[)）]?|(?:{DOWN})[(（/](?:{UP})[)）]?|[(（](?:{UP})[)）](?:{DOWN})|[(（](?:{DOWN})[)）](?:{UP})"
)
"""Both words of the template left standing: "增加（减少）0万元"."""
CHANGE_TAIL = re.compile(
    rf"(?:{UP}|{DOWN})(?:[(（](?:{UP}|{DOWN})[)）])?(?:了|额|额为|数为|为|约|率|率为|幅度为|幅度)?$"
)
CHANGE_OF = re.compile(rf"(?:{UP}|{DOWN})(?!的|数|额|原因)(?P<subject>[^，。；：]{{0,30}})$")
SHARE_TAIL = re.compile(r"(?:占|比重为?|比例为?|占比为?|完成)[^，。；]{0,40}$")
SAME_AFTER = re.compile(rf"[(（]?[^。；]{{0,4}}?，?[^，。；]{{0,14}}(?:{SAME})")
COMPARED = re.compile(
    r"(?:与|同|比|较|相比)?(?:上年度?|上一年度?|去年|20\d\d年度?)(?:预算数?|决算数?|年初|执行数?|支出|数)*(?:相比|比较|对比|同期)*[，,]?"
)
LEAD_WORDS = re.compile(
    r"^(?:(?:[（(]\d{1,2}[)）]|主要?原因(?:是|为)|其中|此外|主要包括|主要用于以下方面|主要用于|包括|分别为|分别是|共计|即|和|与|及|以及|用于|支出包括|收入包括)[：:]?(?=.))+"
)
TAIL_WORDS = re.compile(
    rf"(?:为|是|约|共|达到|达|各|也|(?<![人车平])均|同比|共计|合计为|[：:]|{UP}|{DOWN}|[(（](?:{UP}|{DOWN})[)）])+$"
)
YEAR_LEAD = re.compile(r"^(?:截至)?20\d\d年(?:度)?(?:\d+月(?:\d+日)?)?[，,]?")
ITEM_HEADER = re.compile(r"^(?P<item>[^。：\n]{4,80}?[(（]项[)）]|[^。：\n]{4,60}科目)[。”]")
BARE = re.compile(r"(?:本年)?(?:支出|收入)?(?:总额|总计|数)?")
GENERIC = frozenset(
    ("年初预算", "年初预算数", "全年预算", "全年预算数", "调整预算", "预算", "预算数", "支出决算", "决算", "决算数")
)
"""Words that need to be told of what."""
GENERIC_TAIL = re.compile(f"(?:{'|'.join(sorted(GENERIC, key=len, reverse=True))})$")
COUNTED = re.compile(r"[\u4e00-\u9fff“”]{2,16}?(?=[，。、；：（]|和|及|财政|开展|编报|全部|$)")
REASON = re.compile(
    r"(?:主要)?(?:原因|是因为|主要是因?|主要系|主要由于|主要因)(?:是|为|在于|系)?[：:，]?(?P<reason>[^。；]+)"
)
HEADING_TAIL = re.compile(r"(?:情况说明|情况|说明)$")
BACK_REASON = re.compile(r"(?:增加|减少|增长|下降|变动|变化|增减)的?(?:主要)?原因")


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
    item = ITEM_HEADER.match(paragraph[end_before:])
    context = _Context(item=item["item"] if item else "")
    for found in FIGURE.finditer(text):
        if text[: found.start()].endswith("第") or THRESHOLD.match(text, found.end()):
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
    """Whether the percentage is the change's share of last year's figure, to the tenth of a point."""
    base = amount.value - change.value * (change.direction or 0)
    return base > 0 and abs(change.value / base * 100 - percent.value) <= Decimal("0.1")


def _clause_start(text: str, end: int, after: int) -> int:
    """Where the words before a figure begin: behind the last figure or the last mark that ends a clause."""
    start = max(after - 1, *(text.rfind(mark, after, end) for mark in ",;:。")) + 1
    return start + 1 if text[start : start + 1] == "、" else start


def _statement(section: Section, paragraph: str, found: re.Match[str], lead: str, context: _Context) -> Statement:
    kind, direction = _kind(found["unit"], lead)
    own = _own_subject(lead, kind)
    if kind is StatementKind.COUNT and (noun := COUNTED.match(paragraph, found.end())):
        own = noun[0]  # 27个内设机构、…; the noun may stand before the count, too (车辆0辆，)
    inherited = context.change if kind is StatementKind.CHANGE_PCT and context.change else context.subject
    subject = own or (inherited if kind is not StatementKind.COUNT else "")
    if kind is StatementKind.AMOUNT and (own in GENERIC or not own):
        head = context.item or GENERIC_TAIL.sub("", context.subject)
        subject = f"{head.removesuffix('支出') if own.startswith('支出') else head}{own}"
    subject = subject or HEADING_TAIL.sub("", section.heading)
    if kind is StatementKind.AMOUNT and direction is None and SAME_AFTER.match(paragraph, found.end()):
        direction = 0
    value = Decimal(found["number"].replace(",", ""))
    clause = _sentence_around(paragraph, found.start(), found.end())
    text = paragraph[found.start() : found.end()]
    unit = paragraph[found.start("unit") : found.end()]
    return Statement(kind, subject, value, text, unit, direction, clause, None, section.section_id, 0, 0, section.place)


def _kind(unit: str, lead: str) -> tuple[StatementKind, int | None]:
    """What a figure says, from its unit and the words before it; no direction where the template left both words."""
    folded = fold_widths(lead)
    is_changed = bool(CHANGE_TAIL.search(folded) or RESIDUE.search(folded[-12:]))
    direction = _direction(folded)
    if unit in PERCENT_UNITS:
        if SHARE_TAIL.search(folded) or not (is_changed or direction is not None):
            return StatementKind.SHARE_PCT, None
        return StatementKind.CHANGE_PCT, direction
    if unit in MONEY_UNITS:
        if is_changed or (CHANGE_OF.search(folded) and direction is not None):
            return StatementKind.CHANGE, direction
        return StatementKind.AMOUNT, None
    return StatementKind.COUNT, direction if is_changed else None


def _direction(lead: str) -> int | None:
    words = [] if RESIDUE.search(lead) else list(DIRECTION.finditer(lead))
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
    text = YEAR_LEAD.sub("", lead.strip())
    if kind in (StatementKind.CHANGE, StatementKind.CHANGE_PCT):
        changed = CHANGE_OF.search(text)
        if changed and len(changed["subject"]) > 1 and not CHANGE_TAIL.search(text):
            return "" if COMPARED.match(changed["subject"]) else TAIL_WORDS.sub("", changed["subject"])
        text = COMPARED.sub("", text)
    if kind is StatementKind.SHARE_PCT and (found := re.search(r"占|完成", text)):
        text = text[: found.start()]
    text = TAIL_WORDS.sub("", LEAD_WORDS.sub("", text)).strip()
    return "" if kind is not StatementKind.AMOUNT and BARE.fullmatch(text) else text


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
    for found in REASON.finditer(text):
        begin = text.rfind("\n", 0, found.start()) + 1
        if BACK_REASON.search(text[max(begin, found.start() - 8) : found.end()]):
            begin = 0
        begin = max(begin, done)
        while changes and statements[changes[0]].start < found.start():
            waiting.append(changes.popleft())
        while waiting and statements[waiting[-1]].start >= begin:
            i = waiting.pop()
            explained[i] = replace(explained[i], reason=found["reason"].strip())
        done = found.end() if begin else done
    return tuple(explained)
