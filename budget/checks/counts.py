"""Numbers of things that the document claims against what it lists: forms, projects, units, offices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from budget.checks.engine import Rule, rule
from budget.checks.form_overall import FORM_TITLE, leading_count
from budget.checks.outcome import failed, not_applicable, not_possible, passed
from budget.checks.project_names import current_projects, fold_name, pair_projects
from budget.models import CheckClass, Disclosure, Finding, Operand, PrintedTable, Section, TableKind

PUBLISHED_FORMS = re.compile(r"公开(?:的)?项目(?:支出)?绩效目标(?:表)?(?:共|共计)?(\d+)个")
PROJECTS_UNDER_TARGETS = re.compile(r"纳入绩效目标管理的(?:[一二]级)?项目(?:共|共计)?(\d+)个")
SPLIT_COUNTS = re.compile(r"其中[：:]?其他运转类项目(\d+)个.{0,30}?特定目标类项目(\d+)个")
BUDGET_UNITS = re.compile(r"(?:机关及)?(?:下属|所属)(?:预算)?单位(?:共|共有)?(\d+)[个家]")
LISTED_OFFICES = re.compile(r"内设(?:机构|处室|科室|股室|职能部门)(?:有|包括|为|设有|设)?[：:]?([^。；;\n]{6,600})")
CLAIMED_OFFICES = re.compile(r"内设(?:机构|处室|科室|股室|职能部门)(?:共|共有|有)?(\d+)个")
OFFICE_FIELD = re.compile(r"内设.*(?:部门|机构|处室|科室)数")
UNIT_FIELD = re.compile(r"所属.*单位数|下属.*单位数")
UNIT_TABLE = re.compile(r"单位(?:构成|名单|情况)")
UNITS_IN_ACCOUNTS = re.compile(r"纳入.{0,40}?(?:决算|预算).{0,20}?单位(?:共|共有|包括)?(\d+)[个家]")


class Claim(NamedTuple):
    """A count stated in words: the number, the words, and the operand that links them."""

    count: int
    text: str
    operand: Operand


@rule("count.project_forms", CheckClass.COUNT, title="说明中的公开绩效目标个数与附表一致")
def published_forms_counted(disclosure: Disclosure) -> Iterator[Finding]:
    """ "公开项目绩效目标10个" against the different project forms that are there; missing projects are named."""
    claim = _claim(disclosure, PUBLISHED_FORMS)
    if claim is None:
        yield not_applicable("公开的项目绩效目标个数：不适用。", "说明中没有写公开了几个项目绩效目标")
        return
    counted = len({fold_name(form.name.text) for form in disclosure.project_forms})
    what = f"说明写“{claim.text}”，附表里有{counted}个不同项目的绩效目标表"
    if counted == claim.count:
        yield passed(f"{what}。", [claim.operand])
        return
    lone = [pair.cell for pair in pair_projects(disclosure) if pair.form is None]
    named = "，项目表中没有绩效目标表的是" + "、".join(f"“{cell.row.name}”" for cell in lone) if lone else ""
    if counted == 0:
        yield not_possible(f"{what}。", "没有读到项目支出绩效目标表，它们可能在另一个文件里", [claim.operand])
        return
    gap = Decimal(claim.count - counted)
    yield failed(
        f"{what}，相差{abs(gap)}个{named}。", [claim.operand, *(cell.operand() for cell in lone)], difference=gap
    )


@rule("count.projects", CheckClass.COUNT, title="说明中的项目个数与项目表一致")
def projects_counted(disclosure: Disclosure) -> Iterator[Finding]:
    """ "纳入绩效目标管理的二级项目10个" against the projects of this year's project table."""
    claim = _claim(disclosure, PROJECTS_UNDER_TARGETS)
    listed = current_projects(disclosure)
    if claim is None or not listed:
        reason = "说明中没有写纳入绩效管理的项目个数" if claim is None else "这份文件没有项目表"
        yield not_applicable("项目个数：不适用。", reason)
        return
    what = f"说明写“{claim.text}”，《{listed[0].table.title}》列有{len(listed)}个项目"
    if claim.count <= len(listed):
        yield passed(f"{what}。", [claim.operand])
    else:
        gap = Decimal(claim.count - len(listed))
        yield failed(f"{what}，相差{gap}个。", [claim.operand], difference=gap)


@rule("count.project_split", CheckClass.COUNT, title="说明中分类的项目个数相加等于总数")
def split_adds_up(disclosure: Disclosure) -> Iterator[Finding]:
    """ "…10个。其中：其他运转类项目5个，特定目标类项目5个": the parts add up to the number before them."""
    found = False
    for section in disclosure.sections:
        text = _joined(section)
        for pattern in (PUBLISHED_FORMS, PROJECTS_UNDER_TARGETS):
            for match in pattern.finditer(text):
                split = SPLIT_COUNTS.search(text, match.end())
                if split is None or split.start() - match.end() > MAX_DISTANCE:
                    continue
                found = True
                yield _split_finding(section, match, split)
    if not found:
        yield not_applicable("分类的项目个数：不适用。", "说明中没有分类写项目个数")


MAX_DISTANCE = 60
"""Characters between a number and its split in the same sentence."""


@rule("count.units", CheckClass.COUNT, title="预算单位的个数各处一致")
def units_counted(disclosure: Disclosure) -> Iterator[Finding]:
    """所属预算单位数 of the departmental form against the prose; the list of units against the prose."""
    claim = _claim(disclosure, BUDGET_UNITS)
    field = _field_claim(disclosure, UNIT_FIELD)
    if field is not None and claim is not None:
        what = f"整体绩效表的所属预算单位数印为“{field.text}”，说明写“{claim.text}”"
        operands = [field.operand, claim.operand]
        if field.count == claim.count:
            yield passed(f"{what}。", operands)
        else:
            yield failed(f"{what}，两处应一致。", operands, difference=Decimal(field.count - claim.count))
    listed = _unit_table(disclosure)
    stated = _claim(disclosure, UNITS_IN_ACCOUNTS)
    if listed is not None and stated is not None:
        what = f"说明写“{stated.text}”，《{listed.title}》列有{len(listed.rows)}个单位"
        gap = Decimal(stated.count - len(listed.rows))
        yield failed(f"{what}，相差{abs(gap)}个。", [stated.operand]) if gap else passed(f"{what}。", [stated.operand])
    elif field is None or claim is None:
        yield not_applicable("预算单位的个数：不适用。", "没有在两个地方写明单位个数")


@rule("count.offices", CheckClass.COUNT, title="内设机构的个数与列出的一致")
def offices_counted(disclosure: Disclosure) -> Iterator[Finding]:
    """内设机构 claimed (in the prose or the departmental form) against the offices named one by one."""
    named = _listed_offices(disclosure)
    claims = [claim for claim in (_field_claim(disclosure, OFFICE_FIELD), _claim(disclosure, CLAIMED_OFFICES)) if claim]
    if named is None or not claims:
        reason = "没有逐个列出内设机构" if named is None else "没有写明内设机构的个数"
        yield not_applicable("内设机构的个数：不适用。", reason)
        return
    count, operand = named
    for claim in claims:
        what = f"内设机构的个数印为“{claim.text}”，机构设置中列出{count}个"
        if count == claim.count:
            yield passed(f"{what}。", [claim.operand, operand])
        else:
            gap = Decimal(claim.count - count)
            yield failed(f"{what}，相差{abs(gap)}个。", [claim.operand, operand], difference=gap)


def list_to_names(text: str) -> list[str]:
    """The names of a list in prose, "等" and a closing count dropped.

    >>> list_to_names("办公室、计划财务股和法制监察股等3个科室")
    ['办公室', '计划财务股', '法制监察股']
    """
    text = re.sub(r"等?(?:共)?\d*个?(?:科室|股室|处室|机构|部门)?$", "", text.strip().rstrip("。等"))
    names = re.split(r"[、，,]|(?<=[室股科处部队站心办])[和及与](?=[^、]{2,}[室股科处部队站心]$)", text)
    return [name.strip() for name in names if name.strip()]


def _split_finding(section: Section, match: re.Match[str], split: re.Match[str]) -> Finding:
    total, parts = int(match[1]), [int(part) for part in split.groups()]
    operand = _prose_operand(section, match[0] + "……" + split[0], total)
    what = f"说明写“{match[0]}”，其中其他运转类{parts[0]}个、特定目标类{parts[1]}个"
    if total == sum(parts):
        return passed(f"{what}，相加相等。", [operand])
    return failed(f"{what}，相加为{sum(parts)}个。", [operand], difference=Decimal(total - sum(parts)))


def _listed_offices(disclosure: Disclosure) -> tuple[int, Operand] | None:
    """The offices named one by one in the organisation section; at least three, else it is no list."""
    for section in disclosure.sections:
        for match in LISTED_OFFICES.finditer(_joined(section)):
            names = list_to_names(match[1])
            if len(names) > 2 and not re.search(r"\d个", match[1][:12]):
                return len(names), _prose_operand(section, match[0][:40], len(names))
    return None


def _unit_table(disclosure: Disclosure) -> PrintedTable | None:
    tables: Sequence[PrintedTable] = disclosure.tables
    return next((t for t in tables if t.kind is TableKind.OTHER and UNIT_TABLE.search(t.title) and t.rows), None)


def _claim(disclosure: Disclosure, pattern: re.Pattern[str]) -> Claim | None:
    """The first statement of that count in the prose."""
    for section in disclosure.sections:
        match = pattern.search(_joined(section))
        if match:
            return Claim(int(match[1]), match[0], _prose_operand(section, match[0], int(match[1])))
    return None


def _field_claim(disclosure: Disclosure, pattern: re.Pattern[str]) -> Claim | None:
    fields = disclosure.overall_form.fields if disclosure.overall_form else {}
    for label, stated in fields.items():
        count = leading_count(stated.text)
        if pattern.search(label) and count is not None:
            operand = Operand(Decimal(count), None, stated.text, FORM_TITLE, "", label, stated.place)
            return Claim(count, stated.text, operand)
    return None


def _joined(section: Section) -> str:
    """The section's text without line breaks, so that a number broken by a line end is whole."""
    return section.text.replace("\n", "")


def _prose_operand(section: Section, text: str, count: int) -> Operand:
    return Operand(Decimal(count), None, text, section.heading, "", "", section.place)


RULES: tuple[Rule, ...] = (published_forms_counted, projects_counted, split_adds_up, units_counted, offices_counted)
