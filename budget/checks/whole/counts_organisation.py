"""Numbers of units and offices that the document claims against those it names one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budget.checks.engine import Rule, rule
from budget.checks.forms.overall import leading_count
from budget.checks.operands import field_operand
from budget.checks.outcome import failed, not_applicable, not_possible, passed
from budget.checks.whole.counts import Claim, count_operand, find_claim, joined, text_to_count
from budget.models import CheckClass, Disclosure, Finding, Operand, Section, TableKind

NUMBER = r"(?P<n>\d+|[一二两三四五六七八九十]+)"
OFFICE = r"(?:内设(?:机构|处室|科室|股室|职能部门)|职能科室|科室|处室|股室)"
BUDGET_UNITS = re.compile(rf"(?:机关及)?(?:下属|所属)(?:预算)?单位(?:共|共有)?{NUMBER}[个家]")
COUNTED_OFFICES = re.compile(rf"{NUMBER}个{OFFICE}，?(?:具体|分别)?(?:包括|为|是|即)?[：:](?P<list>[^。；;]+)")
OFFICES_COUNTED_LAST = re.compile(rf"{OFFICE}[^：:。]{{0,6}}[：:](?P<list>[^。；;：:]+)等{NUMBER}个{OFFICE}")
OFFICES_COUNTED_FIRST = re.compile(
    rf"{OFFICE}{NUMBER}个[，,](?:[^，。；：:\d]{{0,8}}依次为|分别为|分别是|包括)[：:]?(?P<list>[^。；;：:]+)"
)
CLAIMED_PARTS = re.compile(rf"{NUMBER}个(?P<noun>内设机构|派出机构|下属[^，。、\d]{{0,8}}?单位)")
COUNTED_UNITS = re.compile(rf"单位共(?:计|有)?{NUMBER}[家个]，?(?:具体|分别)?(?:包括|为|是)[：:](?P<list>[^。；;]+)")
LISTED_OFFICES = re.compile(rf"{OFFICE}(?:有|包括|为|设有|设)?[：:]?(?P<list>[^。；;\n：:]{{6,600}})")
UNITS_BY_KIND = re.compile(r"(?:行政|参公|参照公务员法管理(?:的)?事业|事业|其他)(?:事业)?单位(\d+)家")
SUBORDINATE_UNITS = re.compile(r"本[部级机关]+以及下属(\d+)家")
OFFICE_FIELD = re.compile(r"内设.*(?:部门|机构|处室|科室)数")
UNIT_FIELD = re.compile(r"所属.*单位数|下属.*单位数")
UNIT_TABLE = re.compile(r"单位(?:构成|名单|情况)")
UNITS_IN_TABLE = re.compile(rf"纳入.{{0,40}}?(?:决算|预算).{{0,20}}?单位(?:共|共有|包括)?{NUMBER}[个家]")
NOT_COUNTED = re.compile(r"[、，,][^、，,（(]*[（(]不(?:纳入|计入|列入)[^）)]*[）)]")
ITEM = re.compile(r"^\s*(\d+)\s*[、.．]", re.MULTILINE)
SHORTEST_LIST = 3
"""Fewer names after 内设机构 are a remark, not a list."""


@rule("count.units", CheckClass.COUNT, title="预算单位的个数各处一致")
def units_counted(disclosure: Disclosure) -> Iterator[Finding]:
    """所属预算单位数 of the departmental form, units by kind, units named one by one: against the number stated."""
    made = [
        *_form_units(disclosure),
        *_units_by_kind(disclosure),
        *_named_units(disclosure),
        *_tabled_units(disclosure),
    ]
    yield from made
    if not made:
        yield not_applicable("预算单位的个数：不适用。", "没有在两个地方写明单位个数")


@rule("count.offices", CheckClass.COUNT, title="内设机构的个数与列出的一致")
def offices_counted(disclosure: Disclosure) -> Iterator[Finding]:
    """内设机构 claimed (in the prose or the departmental form) against the offices named one by one."""
    made = [*_offices_in_sentences(disclosure), *_offices_in_sections(disclosure), *_form_offices(disclosure)]
    yield from made
    if not made:
        yield not_applicable("内设机构的个数：不适用。", "没有既写个数又逐个列出内设机构")


def list_to_counts(text: str) -> set[int]:
    """How many names a list in prose may hold: "和" between the last two may join two names or be part of one.

    >>> sorted(list_to_counts("办公室（党办、人事）、计划财务股和法制监察股"))
    [2, 3]
    >>> list_to_counts("办公室、人事处、机关党委（不纳入内设机构数）")
    {2}
    """
    bare = re.sub(r"[（(][^（）()]*[）)]", "", NOT_COUNTED.sub("", text))
    names = [name for name in re.split(r"[、，,\n]", bare) if name.strip()]
    joiners = len(re.findall(r"[和及与]", names[-1])) if names else 0
    return {len(names), len(names) + joiners}


def _judge_list(section: Section, match: re.Match[str], noun: str) -> Iterator[Finding]:
    """A number and the names after (or before) it in one sentence; a list that ends with 等 is open."""
    claimed = text_to_count(match["n"])
    counts = list_to_counts(match["list"])
    is_open = match["list"].rstrip().endswith("等") or ITEM.search(match["list"]) or not any(counts)
    if claimed is None or is_open:
        return
    operand = count_operand(section, match[0][:60], claimed, match.start("n"))
    what = f"“{section.heading}”写{noun}{match['n']}个，逐个列出的有{min(counts)}个"
    if claimed in counts:
        yield passed(f"{noun}写{match['n']}个，逐个列出的也是{match['n']}个。", [operand])
    else:
        gap = Decimal(claimed - min(counts, key=lambda count: abs(count - claimed)))
        yield failed(f"{what}，相差{abs(gap)}个。", [operand], difference=gap)


def _offices_in_sentences(disclosure: Disclosure) -> Iterator[Finding]:
    for section in disclosure.sections:
        for pattern in (COUNTED_OFFICES, OFFICES_COUNTED_FIRST, OFFICES_COUNTED_LAST):
            for match in pattern.finditer(joined(section)):
                yield from _judge_list(section, match, "内设机构")


def _named_units(disclosure: Disclosure) -> Iterator[Finding]:
    for section in disclosure.sections:
        for match in COUNTED_UNITS.finditer(joined(section)):
            yield from _judge_list(section, match, "预算单位")


def _offices_in_sections(disclosure: Disclosure) -> Iterator[Finding]:
    """ "27个内设机构、1个派出机构，具体包括" with each kind numbered in a section of its own below."""
    for section in disclosure.sections:
        below = [s for s in disclosure.sections if s.section_id.startswith(f"{section.section_id}.")]
        for match in CLAIMED_PARTS.finditer(joined(section)):
            claimed = text_to_count(match["n"])
            part = next((s for s in below if match["noun"][-4:] in s.heading and ITEM.search(s.text)), None)
            if part is None or claimed is None:
                continue
            operands = [
                count_operand(section, match[0], claimed, match.start("n")),
                count_operand(part, part.heading, claimed),
            ]
            yield _numbered_finding(f"“{section.heading}”写{match[0]}", claimed, part.text, operands)


def _numbered_finding(what: str, claimed: int, text: str, operands: list[Operand]) -> Finding:
    """The claimed number against numbered lines, which must count 1, 2, 3 … to be a list we can count."""
    numbers = [int(number) for number in ITEM.findall(text)]
    if numbers != list(range(1, len(numbers) + 1)):
        return not_possible(f"{what}：无法核对。", "列出的条目编号不连续，数不清楚", operands)
    if claimed == len(numbers):
        return passed(f"{what}，逐条列出的也是{claimed}个。", operands)
    gap = Decimal(claimed - len(numbers))
    return failed(f"{what}，逐条列出的有{len(numbers)}个，相差{abs(gap)}个。", operands, difference=gap)


def _units_by_kind(disclosure: Disclosure) -> Iterator[Finding]:
    """ "本部以及下属5家预算单位 … 行政单位1家，事业单位5家，具体包括：1. …": kinds and items against 1 + 5."""
    for section in disclosure.sections:
        subordinate = SUBORDINATE_UNITS.search(joined(section))
        kinds = list(UNITS_BY_KIND.finditer(section.text))
        if subordinate is None or not kinds:
            continue
        total, by_kind = 1 + int(subordinate[1]), sum(int(kind[1]) for kind in kinds)
        operand = count_operand(section, subordinate[0], total, subordinate.start(1))
        operands = [
            operand,
            *(count_operand(section, k[0], int(k[1]), len(joined(section, k.start(1)))) for k in kinds),
        ]
        what = f"“{section.heading}”写本部以及下属{subordinate[1]}家，共{total}家"
        if total == by_kind:
            yield passed(f"{what}，按类别相加也是{total}家。", operands)
        else:
            gap = Decimal(total - by_kind)
            yield failed(f"{what}，按类别相加为{by_kind}家，相差{abs(gap)}家。", operands, difference=gap)
        items = section.text[kinds[-1].end() :]
        if ITEM.search(items):
            yield _numbered_finding(what, total, items, [operand])


def _form_units(disclosure: Disclosure) -> Iterator[Finding]:
    """所属预算单位数 of the departmental form against the prose."""
    claim, field = find_claim(disclosure, BUDGET_UNITS), _field_claim(disclosure, UNIT_FIELD)
    if field is None or claim is None:
        return
    what = f"整体绩效表的所属预算单位数印为“{field.text}”，说明写“{claim.text}”"
    operands = [field.operand, claim.operand]
    if field.number == claim.number:
        yield passed(f"{what}。", operands)
    else:
        yield failed(f"{what}，两处应一致。", operands, difference=Decimal(field.number - claim.number))


def _tabled_units(disclosure: Disclosure) -> Iterator[Finding]:
    """A number of units stated against the rows of the table of units."""
    table = next(
        (t for t in disclosure.tables if t.kind is TableKind.OTHER and UNIT_TABLE.search(t.title) and t.rows), None
    )
    claim = find_claim(disclosure, UNITS_IN_TABLE)
    if table is None or claim is None:
        return
    what = f"说明写“{claim.text}”，《{table.title}》列有{len(table.rows)}个单位"
    gap = Decimal(claim.number - len(table.rows))
    yield failed(f"{what}，相差{abs(gap)}个。", [claim.operand]) if gap else passed(f"{what}。", [claim.operand])


def _form_offices(disclosure: Disclosure) -> Iterator[Finding]:
    """内设职能部门数 of the departmental form against the offices listed in the prose."""
    claim, named = _field_claim(disclosure, OFFICE_FIELD), _listed_offices(disclosure)
    if claim is None or named is None:
        return
    counts, operand = named
    what = f"整体绩效表的内设职能部门数印为“{claim.text}”，机构设置中列出{max(counts)}个"
    if claim.number in counts:
        yield passed(
            f"整体绩效表的内设职能部门数印为“{claim.text}”，与机构设置中列出的一致。", [claim.operand, operand]
        )
    else:
        gap = Decimal(claim.number - max(counts))
        yield failed(f"{what}，相差{abs(gap)}个。", [claim.operand, operand], difference=gap)


def _listed_offices(disclosure: Disclosure) -> tuple[set[int], Operand] | None:
    """How many offices the organisation section names one by one, with its place."""
    for section in disclosure.sections:
        for match in LISTED_OFFICES.finditer(joined(section)):
            counts = list_to_counts(match["list"])
            if min(counts) >= SHORTEST_LIST and not re.search(r"\d个", match["list"][:12]):
                return counts, count_operand(section, match[0][:40], max(counts))
    return None


def _field_claim(disclosure: Disclosure, pattern: re.Pattern[str]) -> Claim | None:
    form = disclosure.overall_form
    for label, stated in form.fields.items() if form else ():
        count = leading_count(stated.text)
        if form and pattern.search(label) and count is not None:
            return Claim(count, stated.text, field_operand(form, label, count))
    return None


RULES: tuple[Rule, ...] = (units_counted, offices_counted)
