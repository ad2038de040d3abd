"""Cases of the rules on forms, counts and completeness."""

from __future__ import annotations

from dataclasses import replace

from budget.models import Coverage, Disclosure, OverallForm, Place, ProjectForm, Stated, Unread, say
from tests.builders import make_disclosure, make_form, make_section, make_table
from tests.checks_cases_tables import (
    NA,
    Case,
    F,
    N,
    P,
    appropriation,
    expenditure,
    fund_table,
    general,
    revenue,
    summary,
)
from tests.checks_samples import overall_form, project_table

FORM = {"sources": {"其中:中央财政资金": ("0", "0"), "市县财政资金": ("100,000", "100,000")}}
COST = ("year", "产出指标", "成本指标", "预算成本")
REPEATED = ("year", "效益", "社会", "提升群众幸福感", "提升幸福感")
ENOUGH = [("year", "产出", "数量", f"第{n}项", "2份") for n in range(20)]
KINDS = """是包括财政局本部以及下属2家预算单位的综合收支计划。
本部门中，行政单位1家，事业单位{}家，具体包括：
1.本部
2.甲中心
3.乙中心"""


def listed(beside: str, below: str) -> ProjectForm:
    """A project of a list: its total beside the first of two indicators, the second in the next row."""
    form = make_form("甲", indicators=[(*COST, beside), (*COST[:-1], "差旅费", below)])
    rows = [Place(page=20, box=(90.0, top, 99.0, top + 20)) for top in (100.0, 120.0)]
    indicators = [
        replace(one, target=replace(one.target, place=row) if one.target else None)
        for one, row in zip(form.indicators, rows, strict=True)
    ]
    funding = [replace(line, figure=replace(line.figure, place=rows[0])) for line in form.funding]
    return replace(form, indicators=tuple(indicators), funding=tuple(funding))


def five_tables() -> list:
    return [*summary(), revenue(), expenditure(), *appropriation(), general()]


def unread() -> Disclosure:
    coverage = Coverage(9, 8, (Unread(Place(page=2), "1x.00", say("unread.not_a_number")),))
    return replace(make_disclosure(revenue()), coverage=coverage)


def ordered(*headings: str) -> Disclosure:
    return make_disclosure(revenue(), expenditure(), general(), empty_fund_table(), contents=headings)


FUZHOU = (
    "二、收入预算总表",
    "三、支出预算总表",
    "五、一般公共预算拨款支出预算表",
    "六、政府性基金预算拨款支出预算表",
    "八、一般公共预算支出经济分类情况表",
)
"""Its eighth table is not the fifth one: 经济分类 is another kind."""


def empty_fund_table(note: str | None = None):
    rows = [(None, "合计", None, None, None)]
    return make_table(
        "fund_expenditure", ("合计", "基本支出", "项目支出"), rows, notes=[note] if note else [], is_empty=True
    )


def claimed(text: str, *forms: str) -> Disclosure:
    made = [make_form(name) for name in forms]
    return make_disclosure(project_table("10.00", "5.00"), sections=[make_section(text)], project_forms=made)


def claimed_with_carried(number: int) -> Disclosure:
    """Two projects of this year, one carried over."""
    carried = make_table("project_carryover", ("合计",), [(None, "丙县修复", "7.00")])
    text = f"纳入绩效目标管理的二级项目{number}个"
    return make_disclosure(project_table("10.00", "5.00"), carried, sections=[make_section(text)])


def split(first: str, second: str) -> Disclosure:
    text = (
        f"公开项目绩效目标10个，涉及项目金额2万元。其中：其他运转类项目{first}个，涉及1万元；特定目标类项目{second}个"
    )
    return make_disclosure(sections=[make_section(text)])


def graded(good: str, fair: str) -> Disclosure:
    text = f"绩效自评的2024年度项目4个，平均99分（其中，评级为“优”的项目{good}个；评级为“良”的项目{fair}个）"
    return make_disclosure(sections=[make_section(text)])


def organised(text: str, heading: str = "机构设置") -> Disclosure:
    return make_disclosure(sections=[make_section(text, heading=heading)])


def units(field: str) -> Disclosure:
    form = OverallForm({"所属预算单位数": Stated(field, Place(page=3))}, (), (), None, (), Place(page=3))
    return make_disclosure(sections=[make_section("机关及下属预算单位1个")], overall_form=form)


def offices(field: str) -> Disclosure:
    form = OverallForm({"内设职能部门数": Stated(field, Place(page=3))}, (), (), None, (), Place(page=3))
    return make_disclosure(
        sections=[make_section("本单位内设机构有办公室、计划财务股、法制\n监察股。")], overall_form=form
    )


OTHER_CASES: list[Case] = [
    ("completeness.read", "all", lambda: make_disclosure(revenue()), P),
    ("completeness.read", "a region unread", lambda: unread(), N),
    ("completeness.unit", "printed", lambda: make_disclosure(revenue()), P),
    ("completeness.unit", "not printed", lambda: make_disclosure(replace(revenue(), unit=None)), N),
    ("completeness.contents_order", "same", lambda: ordered("收入总表", "支出总表", "一般公共预算支出表"), P),
    ("completeness.contents_order", "a table by economic class after the funds", lambda: ordered(*FUZHOU), P),
    ("completeness.contents_order", "other", lambda: ordered("支出总表", "收入总表", "一般公共预算支出表"), F),
    (
        "form.name",
        "same",
        lambda: make_disclosure(project_table("10.00", "5.00"), project_forms=[make_form("甲类执法经费")]),
        P,
    ),
    (
        "form.name",
        "one project under two names",
        lambda: make_disclosure(project_table("10.00", "5.00"), project_forms=[make_form("甲种执法经费")]),
        F,
    ),
    (
        "form.amount",
        "元 ↔ 万元",
        lambda: make_disclosure(project_table("10.00", "5.00"), project_forms=[make_form("甲类执法经费")]),
        P,
    ),
    (
        "form.amount",
        "another amount",
        lambda: make_disclosure(
            project_table("10.00", "5.00"), project_forms=[make_form("甲类执法经费", year="120,000")]
        ),
        F,
    ),
    (
        "form.amount",
        "unreadable",
        lambda: make_disclosure(project_table("10.00", "5.00"), project_forms=[make_form("甲类执法经费", year="12万")]),
        N,
    ),
    ("form.sources", "add up", lambda: make_disclosure(project_forms=[make_form("甲", **FORM)]), P),
    ("form.sources", "don't", lambda: make_disclosure(project_forms=[make_form("甲", year="90,000", **FORM)]), F),
    ("form.sources", "unreadable", lambda: make_disclosure(project_forms=[make_form("甲", year="九万", **FORM)]), N),
    ("form.period_year", "equal", lambda: make_disclosure(project_forms=[make_form("甲")]), P),
    (
        "form.period_year",
        "a year and a fifth of an open-ended project",
        lambda: make_disclosure(
            project_forms=[make_form("甲", period="360,000", year="300,000", fields={"项目期": "99年"})]
        ),
        F,
    ),
    (
        "form.period_year",
        "three years of money",
        lambda: make_disclosure(project_forms=[make_form("甲", period="300,000", fields={"项目期": "3年"})]),
        P,
    ),
    (
        "form.period_year",
        "less than a year",
        lambda: make_disclosure(project_forms=[make_form("甲", period="90,000")]),
        F,
    ),
    ("form.period_year", "unreadable", lambda: make_disclosure(project_forms=[make_form("甲", period="3O")]), N),
    (
        "form.cost_indicator",
        "within",
        lambda: make_disclosure(project_forms=[make_form("甲", indicators=[(*COST, "≤100000元")])]),
        P,
    ),
    (
        "form.cost_indicator",
        "above",
        lambda: make_disclosure(project_forms=[make_form("甲", indicators=[(*COST, "≤12万元")])]),
        F,
    ),
    (
        "form.cost_indicator",
        "amount unreadable",
        lambda: make_disclosure(project_forms=[make_form("甲", year="1o", indicators=[(*COST, "≤100000元")])]),
        N,
    ),
    (
        "form.cost_indicator",
        "per person",
        lambda: make_disclosure(project_forms=[make_form("甲", indicators=[(*COST, "900000元/人")])]),
        NA,
    ),
    (
        "form.cost_indicator",
        "at least so much",
        lambda: make_disclosure(project_forms=[make_form("甲", indicators=[(*COST, "≥12万元")])]),
        NA,
    ),
    (
        "form.cost_indicator",
        "no money of this year",
        lambda: make_disclosure(project_forms=[make_form("甲", year="0.00", indicators=[(*COST, "≤12万元")])]),
        NA,
    ),
    (
        "form.cost_indicator",
        "a list: beside its row",
        lambda: make_disclosure(project_forms=[listed("≤12万元", "≤1元")]),
        F,
    ),
    (
        "form.cost_indicator",
        "a list: of another row",
        lambda: make_disclosure(project_forms=[listed("≤1元", "≤12万元")]),
        N,
    ),
    (
        "form.measurable",
        "one of many repeats its name",
        lambda: make_disclosure(project_forms=[make_form("甲", indicators=[REPEATED, *ENOUGH])]),
        NA,
    ),
    ("form.overall_sums", "add up", lambda: make_disclosure(overall_form=overall_form()), P),
    ("form.overall_sums", "don't", lambda: make_disclosure(overall_form=overall_form(basic="21.00")), F),
    ("form.overall_sums", "unreadable", lambda: make_disclosure(overall_form=overall_form(basic="2l")), N),
    ("form.overall_tables", "same", lambda: make_disclosure(*summary(), expenditure(), overall_form=overall_form()), P),
    (
        "form.overall_tables",
        "other",
        lambda: make_disclosure(*summary(), expenditure(), overall_form=overall_form(total="35.00")),
        F,
    ),
    ("form.overall_tables", "no table", lambda: make_disclosure(overall_form=overall_form()), N),
    ("form.staff", "add up", lambda: make_disclosure(overall_form=overall_form(staff=("57人", "44人", "13人"))), P),
    ("form.staff", "don't", lambda: make_disclosure(overall_form=overall_form(staff=("57人", "44人", "12人"))), F),
    ("form.staff", "unreadable", lambda: make_disclosure(overall_form=overall_form(staff=("若干", "44人", "13人"))), N),
    (
        "form.measurable",
        "a number",
        lambda: make_disclosure(project_forms=[make_form("甲", indicators=[("year", "产出", "数量", "报告", "2份")])]),
        P,
    ),
    (
        "form.measurable",
        "words only",
        lambda: make_disclosure(
            project_forms=[make_form("甲", indicators=[("year", "效益", "社会", "提升群众幸福感", "提升幸福感")])]
        ),
        F,
    ),
    (
        "form.measurable",
        "words of quality",
        lambda: make_disclosure(
            project_forms=[make_form("甲", indicators=[("year", "效益", "社会", "幸福感", "显著提升")])]
        ),
        P,
    ),
    ("count.project_forms", "as many", lambda: claimed("公开项目绩效目标1个", "甲类执法经费"), P),
    ("count.project_forms", "fewer", lambda: claimed("公开项目绩效目标2个", "甲类执法经费"), F),
    ("count.project_forms", "forms elsewhere", lambda: claimed("公开项目绩效目标2个"), N),
    ("count.projects", "as many", lambda: claimed("纳入绩效目标管理的二级项目2个"), P),
    ("count.projects", "as many with those carried over", lambda: claimed_with_carried(3), P),
    ("count.projects", "fewer, those carried over too", lambda: claimed_with_carried(4), F),
    ("count.projects", "fewer", lambda: claimed("纳入绩效目标管理的二级项目3个"), F),
    ("count.project_split", "adds up", lambda: split("5", "5"), P),
    ("count.project_split", "does not", lambda: split("5", "4"), F),
    ("count.grades", "add up", lambda: graded("4", "0"), P),
    ("count.grades", "don't", lambda: graded("3", "0"), F),
    (
        "count.offices",
        "named after the number",
        lambda: organised("机关设3个内设机构，包括：办公室（党办、人事）、业务科、财务科。"),
        P,
    ),
    (
        "count.offices",
        "one too few named",
        lambda: organised("机关设4个内设机构，包括：办公室（党办、人事）、业务科、财务科。"),
        F,
    ),
    (
        "count.offices",
        "named before the number",
        lambda: organised("内设机构：秘书处、综合处、经济处等3个处室和机要局。"),
        P,
    ),
    (
        "count.offices",
        "named after the noun",
        lambda: organised("局本级内设处室2个，分别是办公室、人事处、机关党委（不纳入内设机构数）。"),
        P,
    ),
    ("count.offices", "one too many named", lambda: organised("内设处室2个，分别是办公室、人事处、机要处。"), F),
    ("count.units", "by kind", lambda: organised(KINDS.format(2), "机构设置"), P),
    ("count.units", "by kind, one too few", lambda: organised(KINDS.format(1), "机构设置"), F),
    ("count.units", "numbering broken", lambda: organised(KINDS.format(2).replace("3.", "4."), "机构设置"), N),
    ("count.units", "same", lambda: units("1个"), P),
    ("count.units", "other", lambda: units("2个"), F),
    ("count.offices", "as many", lambda: offices("3个"), P),
    ("count.offices", "fewer", lambda: offices("4个"), F),
    ("completeness.required", "all there", lambda: make_disclosure(*summary()), P),
    ("completeness.required", "not there", lambda: make_disclosure(*five_tables()), F),
    ("completeness.required", "tables elsewhere", lambda: make_disclosure(*summary()), N),
    ("completeness.required", "not yet asked of", lambda: make_disclosure(*summary(), fiscal_year=2017), NA),
    ("completeness.contents", "found", lambda: make_disclosure(revenue(), contents=["表二2024年预算收入总表"]), P),
    ("completeness.contents", "not found", lambda: make_disclosure(revenue(), contents=["表三2024年预算支出总表"]), N),
    (
        "completeness.explanations",
        "spoken of",
        lambda: make_disclosure(sections=[make_section("政府采购0万元" + "。" * 500)]),
        P,
    ),
    (
        "completeness.explanations",
        "not spoken of",
        lambda: make_disclosure(sections=[make_section("政府采购0万元" + "。" * 500)]),
        F,
    ),
    ("completeness.explanations", "no prose read", lambda: make_disclosure(revenue()), N),
    (
        "completeness.explanations",
        "a university",
        lambda: make_disclosure(department="某某大学", sections=[make_section("收入0万元" + "。" * 500)]),
        NA,
    ),
    ("completeness.empty_notes", "explained", lambda: make_disclosure(empty_fund_table("注：本表无数据")), P),
    (
        "completeness.empty_notes",
        "amounts in an empty table",
        lambda: make_disclosure(fund_table("7.00", "本表无数据")),
        F,
    ),
    ("completeness.empty_notes", "not explained", lambda: make_disclosure(empty_fund_table()), NA),
    (
        "completeness.note_subject",
        "its own",
        lambda: make_disclosure(empty_fund_table("注：无政府性基金预算，故为空表")),
        P,
    ),
    ("completeness.note_subject", "another's", lambda: make_disclosure(empty_fund_table("注：无国有资本经营预算")), F),
]
