"""Every rule of tables, forms, counts, completeness: a case that holds, one that fails, one that can't be checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from budget.checks.registry import RULES
from budget.models import Coverage, Disclosure, Level, OverallForm, Phase, Place, Stated, Status, Unread
from tests.builders import make_disclosure, make_form, make_section, make_table
from tests.checks_samples import (
    accounts_fund_table,
    general_basic,
    list_half,
    overall_form,
    project_table,
    subjects,
    three_public,
)

P, F, N, NA = Status.PASSED, Status.FAILED, Status.NOT_POSSIBLE, Status.NOT_APPLICABLE
Make = Callable[[], Disclosure]


def summary(total: str = "30.00", spent: str = "30.00", carry: str = "", **named: str) -> tuple:
    revenue = list_half("revenue", [("一、一般公共预算", named.get("income", "30.00"))], total, carry)
    classes = [
        ("八、社会保障和就业支出", named.get("social", "10.00")),
        ("十一、节能环保支出", named.get("environment", "20.00")),
    ]
    return revenue, list_half("expenditure", classes, spent)


def appropriation(total: str = "30.00", spent: str = "30.00", fund: str = "", carry: str = "") -> tuple:
    income = [("一、一般公共预算", "30.00"), ("二、政府性基金预算", fund)]
    revenue = list_half("revenue", income, total, carry, kind="appropriation_summary")
    spending = make_table(
        "appropriation_summary",
        ("合计", "一般公共预算", "政府性基金预算"),
        [
            (None, "八、社会保障和就业支出", "10.00", "10.00", None),
            (None, "十一、节能环保支出", "20.00", "20.00", None),
            (None, "支出总计", spent, spent, fund or None),
        ],
        side="expenditure",
    )
    return revenue, spending


def expenditure(**changed: str):
    return subjects("expenditure_summary", ("合计", "基本支出", "项目支出"), **changed)


def general(**changed: str):
    return subjects("general_expenditure", ("合计", "基本支出", "项目支出"), **changed)


def revenue(**changed: str):
    return subjects("revenue_summary", ("合计", "一般公共预算", "单位资金"), third="", second_as_first=True, **changed)


FORM = {"sources": {"其中:中央财政资金": ("0", "0"), "市县财政资金": ("100,000", "100,000")}}
COST = ("year", "产出指标", "成本指标", "预算成本")

CASES: list[tuple[str, str, Make, Status]] = [
    ("arithmetic.levels", "items meet their class", lambda: make_disclosure(expenditure()), P),
    ("arithmetic.levels", "an item is too large", lambda: make_disclosure(expenditure(item="21.00")), F),
    ("arithmetic.levels", "an item is unreadable", lambda: make_disclosure(expenditure(item="2O.0x")), N),
    ("arithmetic.totals", "classes meet 合计", lambda: make_disclosure(expenditure()), P),
    ("arithmetic.totals", "合计 is too large", lambda: make_disclosure(expenditure(total="31.00")), F),
    ("arithmetic.totals", "合计 is unreadable", lambda: make_disclosure(expenditure(total="3?.00")), N),
    ("arithmetic.columns", "合计 = 基本 + 项目", lambda: make_disclosure(expenditure()), P),
    ("arithmetic.columns", "基本 is too large", lambda: make_disclosure(expenditure(basic="12.00")), F),
    ("arithmetic.columns", "基本 is unreadable", lambda: make_disclosure(expenditure(basic="1o.00")), N),
    ("arithmetic.columns", "年末 = 年初 + 收入 − 支出", lambda: make_disclosure(accounts_fund_table("4.00")), P),
    ("arithmetic.columns", "年末 is wrong", lambda: make_disclosure(accounts_fund_table("6.00")), F),
    ("arithmetic.columns", "三公 printed in one row", lambda: make_disclosure(three_public("5.00")), P),
    ("arithmetic.columns", "三公 is not its parts", lambda: make_disclosure(three_public("5.50")), F),
    ("arithmetic.balance", "both halves come to the same", lambda: make_disclosure(*summary()), P),
    ("arithmetic.balance", "收入总计 ≠ 支出总计", lambda: make_disclosure(*summary(spent="29.00")), F),
    (
        "arithmetic.balance",
        "no 总计 row",
        lambda: make_disclosure(summary()[0], list_half("expenditure", [("一、其他支出", "30.00")], None)),
        N,
    ),
    ("cross.revenue_total", "same total", lambda: make_disclosure(*summary(), revenue()), P),
    ("cross.revenue_total", "other total", lambda: make_disclosure(*summary(), revenue(total="33.00")), F),
    ("cross.revenue_total", "unreadable", lambda: make_disclosure(*summary(), revenue(total="3x")), N),
    (
        "cross.revenue_total",
        "promised by the contents list but not found",
        lambda: make_disclosure(*summary(), contents=["表二2024年预算收入总表"]),
        N,
    ),
    ("cross.revenue_total", "no such table", lambda: make_disclosure(*summary()), NA),
    ("cross.revenue_columns", "same", lambda: make_disclosure(*summary(), revenue()), P),
    ("cross.revenue_columns", "other", lambda: make_disclosure(*summary(income="33.00"), revenue()), F),
    ("cross.revenue_columns", "unreadable", lambda: make_disclosure(*summary(income="3g"), revenue()), N),
    ("cross.carryover_part", "a part", lambda: carried("5.00", "4.00"), P),
    ("cross.carryover_part", "more than the whole", lambda: carried("5.00", "6.00"), F),
    ("cross.carryover_part", "unreadable", lambda: carried("5.00", "6.g"), N),
    ("completeness.read", "all", lambda: make_disclosure(revenue()), P),
    ("completeness.read", "a region unread", lambda: unread(), N),
    ("completeness.unit", "printed", lambda: make_disclosure(revenue()), P),
    ("completeness.unit", "not printed", lambda: make_disclosure(replace(revenue(), unit=None)), N),
    ("completeness.contents_order", "same", lambda: ordered("收入总表", "支出总表", "一般公共预算支出表"), P),
    ("completeness.contents_order", "other", lambda: ordered("支出总表", "收入总表", "一般公共预算支出表"), F),
    ("tables.superior", "each has one", lambda: make_disclosure(expenditure()), P),
    ("tables.superior", "a class left out", lambda: make_disclosure(without(expenditure(), "208")), F),
    ("tables.superior", "a code misprinted", lambda: make_disclosure(with_code(expenditure(), 6, "2140301")), F),
    ("tables.subject_names", "same", lambda: make_disclosure(expenditure(), general()), P),
    ("tables.subject_names", "cut off", lambda: make_disclosure(expenditure(), with_name(general(), 1, "社会保障")), P),
    ("tables.subject_names", "other", lambda: make_disclosure(expenditure(), with_name(general(), 1, "卫生支出")), F),
    ("tables.department", "same", lambda: departments("某市审计局", "某市审计局", "某市审计局", "某市审计局"), P),
    ("tables.department", "other", lambda: departments("某市审计局", "某市审计局", "某市审计局", "某市民政局"), F),
    ("cross.expenditure_total", "same total", lambda: make_disclosure(*summary(), expenditure()), P),
    ("cross.expenditure_total", "other total", lambda: make_disclosure(*summary(), expenditure(total="33.00")), F),
    ("cross.expenditure_total", "unreadable", lambda: make_disclosure(*summary(), expenditure(total="x3")), N),
    ("cross.classes", "same classes", lambda: make_disclosure(*summary(), expenditure()), P),
    ("cross.classes", "another amount", lambda: make_disclosure(*summary(environment="25.00"), expenditure()), F),
    ("cross.classes", "unreadable", lambda: make_disclosure(*summary(environment="2 5"), expenditure()), N),
    ("cross.subjects_income_spending", "same", lambda: make_disclosure(revenue(), expenditure()), P),
    ("cross.subjects_income_spending", "other", lambda: make_disclosure(revenue(item="22.00"), expenditure()), F),
    ("cross.subjects_income_spending", "unreadable", lambda: make_disclosure(revenue(item="2Z"), expenditure()), N),
    (
        "cross.subjects_income_spending",
        "accounts may differ",
        lambda: make_disclosure(revenue(item="22.00"), expenditure(), phase=Phase.FINAL_ACCOUNT),
        NA,
    ),
    ("cross.subjects_general", "same", lambda: make_disclosure(*summary(), expenditure(), general()), P),
    ("cross.subjects_general", "other", lambda: make_disclosure(*summary(), expenditure(), general(item="22.00")), F),
    ("cross.subjects_general", "unreadable", lambda: make_disclosure(*summary(), expenditure(), general(item="Z")), N),
    (
        "cross.subjects_general",
        "a part when there are other funds",
        lambda: make_disclosure(*appropriation(fund="5.00"), expenditure(item="25.00"), general()),
        P,
    ),
    ("cross.appropriation_income", "same", lambda: make_disclosure(*summary(), *appropriation()), P),
    ("cross.appropriation_income", "other", lambda: make_disclosure(*summary(income="35.00"), *appropriation()), F),
    ("cross.appropriation_income", "unreadable", lambda: make_disclosure(*summary(income="3S"), *appropriation()), N),
    ("cross.appropriation_total", "same", lambda: make_disclosure(*summary(), *appropriation()), P),
    ("cross.appropriation_total", "other", lambda: make_disclosure(*summary(), *appropriation(spent="28.00")), F),
    ("cross.appropriation_total", "unreadable", lambda: make_disclosure(*summary(), *appropriation(spent="?")), N),
    (
        "cross.appropriation_total",
        "other money too",
        lambda: make_disclosure(
            list_half("revenue", [("一、一般公共预算", "30.00"), ("五、事业收入", "9.00")], "39.00"), *appropriation()
        ),
        NA,
    ),
    ("cross.appropriation_general", "same", lambda: make_disclosure(*appropriation(), general()), P),
    ("cross.appropriation_general", "other", lambda: make_disclosure(*appropriation(), general(total="31.00")), F),
    ("cross.appropriation_general", "unreadable", lambda: make_disclosure(*appropriation(), general(total="?1")), N),
    ("cross.fund_tables", "same", lambda: make_disclosure(*appropriation(fund="7.00"), fund_table("7.00")), P),
    ("cross.fund_tables", "other", lambda: make_disclosure(*appropriation(fund="7.00"), fund_table("8.00")), F),
    ("cross.fund_tables", "unreadable", lambda: make_disclosure(*appropriation(fund="7x"), fund_table("7.00")), N),
    ("cross.fund_balance", "income = spending", lambda: make_disclosure(*appropriation()), P),
    ("cross.fund_balance", "income ≠ spending", lambda: make_disclosure(*appropriation(spent="28.00")), F),
    ("cross.fund_balance", "unreadable", lambda: make_disclosure(*appropriation(spent="28,")), N),
    (
        "cross.twin_tables",
        "same",
        lambda: make_disclosure(subjects("appropriation_expenditure", ("合计", "基本支出", "项目支出")), general()),
        P,
    ),
    (
        "cross.twin_tables",
        "other",
        lambda: make_disclosure(
            subjects("appropriation_expenditure", ("合计", "基本支出", "项目支出"), item="19.00"), general()
        ),
        F,
    ),
    (
        "cross.twin_tables",
        "unreadable",
        lambda: make_disclosure(
            subjects("appropriation_expenditure", ("合计", "基本支出", "项目支出"), item="1g"), general()
        ),
        N,
    ),
    ("cross.basic", "same", lambda: make_disclosure(general(), general_basic()), P),
    ("cross.basic", "other", lambda: make_disclosure(general(), general_basic(total="16.00")), F),
    ("cross.basic", "no total row", lambda: make_disclosure(general(), general_basic(total=None)), N),
    ("cross.operating_cost", "same", lambda: make_disclosure(general_basic(), operating_cost("5.00")), P),
    (
        "cross.operating_cost",
        "other, a single administrative unit",
        lambda: make_disclosure(general_basic(), operating_cost("9.00"), level=Level.UNIT),
        F,
    ),
    ("cross.operating_cost", "unreadable", lambda: make_disclosure(general_basic(), operating_cost("5,0")), N),
    (
        "cross.operating_cost",
        "other, with public institutions",
        lambda: make_disclosure(general_basic(), operating_cost("3.00"), sections=[make_section("下属事业单位2家")]),
        NA,
    ),
    ("cross.three_public_codes", "covers", lambda: make_disclosure(general_basic(), three_public("5.00")), P),
    (
        "cross.three_public_codes",
        "less than the basic part",
        lambda: make_disclosure(general_basic(reception="4.00"), three_public("5.00")),
        F,
    ),
    (
        "cross.three_public_codes",
        "unreadable",
        lambda: make_disclosure(general_basic(reception="4x"), three_public("5")),
        N,
    ),
    ("cross.projects", "same", lambda: make_disclosure(expenditure(), project_table("5.00", "10.00")), P),
    ("cross.projects", "other", lambda: make_disclosure(expenditure(), project_table("5.00", "12.00", "17.00")), F),
    ("cross.projects", "unreadable", lambda: make_disclosure(expenditure(), project_table("5.00", "10.00", "1S")), N),
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
            project_forms=[make_form("甲", indicators=[("year", "效益", "社会", "幸福感", "提升幸福感")])]
        ),
        F,
    ),
    ("count.project_forms", "as many", lambda: claimed("公开项目绩效目标1个", "甲类执法经费"), P),
    ("count.project_forms", "fewer", lambda: claimed("公开项目绩效目标2个", "甲类执法经费"), F),
    ("count.project_forms", "forms elsewhere", lambda: claimed("公开项目绩效目标2个"), N),
    ("count.projects", "as many", lambda: claimed("纳入绩效目标管理的二级项目2个"), P),
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


def five_tables() -> list:
    return [*summary(), revenue(), expenditure(), *appropriation(), general()]


KINDS = """是包括财政局本部以及下属2家预算单位的综合收支计划。
本部门中，行政单位1家，事业单位{}家，具体包括：
1.本部
2.甲中心
3.乙中心"""

NEVER_FAILS = {
    "completeness.read": "our own inability is never the publisher's fault",
    "completeness.unit": "a unit that was not read may be there",
    "completeness.contents": "what was not read may be there: not possible, not failed",
}
ALWAYS_READABLE = {
    "tables.superior": "codes and names are words",
    "tables.subject_names": "codes and names are words",
    "tables.department": "a name is printed or not",
    "completeness.contents_order": "tables that were not found are told by completeness.contents",
    "form.name": "names are words",
    "form.measurable": "a blank target is no target",
    "count.projects": "no table, no obligation",
    "count.project_split": "both numbers stand in the sentence",
    "count.grades": "all numbers stand in the sentence",
    "count.offices": "a field that is no number is no claim",
    "completeness.empty_notes": "a note is there or not",
    "completeness.note_subject": "a note is there or not",
}
OTHERS = ("prose", "wording")
"""Rules with cases of their own in test_prose_rules and test_wording_rules."""


def carried(whole: str, part: str) -> Disclosure:
    left = list_half("revenue", [("一、一般公共预算", "30.00")], "35.00", whole)
    return make_disclosure(left, *appropriation(carry=part))


def without(table, code: str):
    return replace(table, rows=tuple(row for row in table.rows if row.code != code))


def with_code(table, index: int, code: str):
    rows = [replace(row, code=code) if i == index else row for i, row in enumerate(table.rows)]
    return replace(table, rows=tuple(rows))


def with_name(table, index: int, name: str):
    rows = [replace(row, name=name) if i == index else row for i, row in enumerate(table.rows)]
    return replace(table, rows=tuple(rows))


def departments(*names: str) -> Disclosure:
    return make_disclosure(*(replace(expenditure(), department=name) for name in names))


def unread() -> Disclosure:
    coverage = Coverage(9, 8, (Unread(Place(page=2), "1x.00", "不是一个数"),))
    return replace(make_disclosure(revenue()), coverage=coverage)


def ordered(*headings: str) -> Disclosure:
    return make_disclosure(revenue(), expenditure(), general(), contents=headings)


def fund_table(amount: str, note: str | None = None):
    rows = [("212", "城乡社区支出", amount, None, amount), (None, "合计", amount, None, amount)]
    return make_table("fund_expenditure", ("合计", "基本支出", "项目支出"), rows, notes=[note] if note else [])


def empty_fund_table(note: str | None = None):
    rows = [(None, "合计", None, None, None)]
    return make_table(
        "fund_expenditure", ("合计", "基本支出", "项目支出"), rows, notes=[note] if note else [], is_empty=True
    )


def operating_cost(amount: str):
    return make_table("operating_cost", ("合计",), [(None, "部门合计", amount), (None, "某市生态环境局", amount)])


def claimed(text: str, *forms: str) -> Disclosure:
    made = [make_form(name) for name in forms]
    return make_disclosure(project_table("10.00", "5.00"), sections=[make_section(text)], project_forms=made)


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


@pytest.mark.parametrize(("rule_id", "case", "make", "expected"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_rule(rule_id: str, case: str, make: Make, expected: Status):
    findings = list(RULES_BY_ID[rule_id](make()))
    statuses = [finding.status for finding in findings]
    assert expected in statuses, [finding.sentence for finding in findings]
    if expected is not Status.FAILED and rule_id not in {"completeness.required", "completeness.explanations"}:
        assert Status.FAILED not in statuses, [finding.sentence for finding in findings]


RULES_BY_ID = {rule.rule_id: rule for rule in RULES}


@pytest.mark.parametrize("rule_id", [rule.rule_id for rule in RULES if not rule.rule_id.startswith(OTHERS)])
def test_every_rule_has_its_three_cases(rule_id: str):
    expected = {case[3] for case in CASES if case[0] == rule_id}
    assert Status.PASSED in expected
    assert Status.FAILED in expected or rule_id in NEVER_FAILS
    assert Status.NOT_POSSIBLE in expected or rule_id in ALWAYS_READABLE


def test_rule_ids_are_unique_and_titles_are_chinese():
    assert len(RULES_BY_ID) == len(RULES)
    assert all(any("一" <= character <= "鿿" for character in rule.title) for rule in RULES)


def test_findings_carry_their_rule_and_class():
    for rule in RULES:
        for finding in rule(make_disclosure(*summary(), expenditure())):
            assert (finding.rule, finding.check_class) == (rule.rule_id, rule.check_class)
            assert finding.sentence
            assert finding.reason or finding.status not in {Status.NOT_APPLICABLE, Status.NOT_POSSIBLE}
