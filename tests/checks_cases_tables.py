"""Cases of the rules on tables: what holds, what fails, what can't be checked or does not apply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from budget.models import Disclosure, Level, Phase, Status
from tests.builders import make_disclosure, make_section, make_table
from tests.checks_samples import accounts_fund_table, general_basic, list_half, project_table, subjects, three_public

P, F, N, NA = Status.PASSED, Status.FAILED, Status.NOT_POSSIBLE, Status.NOT_APPLICABLE
Case = tuple[str, str, Callable[[], Disclosure], Status]
"""Rule, what the case is, the disclosure, the outcome that must be among the rule's findings."""


def summary(total: str = "30.00", spent: str = "30.00", carry: str = "", **named: str) -> tuple:
    revenue = list_half("revenue", [("一、一般公共预算", named.get("income", "30.00"))], total, carry)
    classes = [
        ("八、社会保障和就业支出", named.get("social", "10.00")),
        ("十一、节能环保支出", named.get("environment", "20.00")),
    ]
    return revenue, list_half("expenditure", classes, spent)


def summary_with_more() -> tuple:
    """本年收入合计 30 and 收入总计 33 with nothing carried over: what makes the difference has a row of its own."""
    rows = [("一、一般公共预算", "30.00"), ("本年收入合计", "30.00"), ("上年结转", None), ("收入总计", "33.00")]
    return (make_table("revenue_expenditure_summary", ("金额",), [(None, *row) for row in rows], side="revenue"),)


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


def coded(code: str, name: str, year: int | None = 2026) -> Disclosure:
    return make_disclosure(make_table("general_basic", ("合计",), [(code, name, "1.00")]), fiscal_year=year)


def shifted():
    """Names one row above their codes."""
    names = ("咨询费", "手续费", "水费", "电费")
    rows = [(f"3020{number}", name, "1.00") for number, name in enumerate(names, 2)]
    return make_table("general_basic", ("合计",), rows)


def headed(*columns: str, title: str = "一般公共预算支出表") -> Disclosure:
    table = make_table("general_expenditure", columns, [(None, "合计", *("1.00" for _ in columns))])
    return make_disclosure(replace(table, title=title))


def untitled(table) -> Disclosure:
    return make_disclosure(replace(table, title=""))


def joined(table, more):
    return replace(table, rows=table.rows + more.rows)


def departments(*names: str) -> Disclosure:
    return make_disclosure(*(replace(expenditure(), department=name) for name in names))


def fund_table(amount: str, note: str | None = None):
    rows = [("212", "城乡社区支出", amount, None, amount), (None, "合计", amount, None, amount)]
    return make_table("fund_expenditure", ("合计", "基本支出", "项目支出"), rows, notes=[note] if note else [])


def rows_of_sums(wrong: int, right: int) -> Disclosure:
    """So many rows whose columns don't add up, and so many in which they do."""
    rows = [("某项" + "甲乙丙丁戊己"[n], "9.00" if n < wrong else "3.00", "1.00", "2.00") for n in range(wrong + right)]
    columns = ("合计", "基本支出", "项目支出")
    return make_disclosure(make_table("general_expenditure", columns, [(None, *row) for row in rows]))


def with_shared_surplus(end: str) -> Disclosure:
    """年初 3, 收入 5, 支出 4, of the rest 1 shared out."""
    columns = ("年初结转和结余", "本年收入", "本年支出", "结余分配", "年末结转和结余")
    return make_disclosure(
        make_table("fund_expenditure", columns, [(None, "合计", "3.00", "5.00", "4.00", "1.00", end)])
    )


def funds_with_carryover() -> tuple:
    """30 of this year and 5 carried over, both of 一般公共预算, and the 35 that they are spent on."""
    rows = [
        (None, "一、一般公共预算", "30.00"),
        (None, "本年收入合计", "30.00"),
        (None, "上年结转", "5.00"),
        (None, "一般公共预算", "5.00"),
        (None, "收入总计", "35.00"),
    ]
    spent = [(None, "十一、节能环保支出", "35.00", "35.00"), (None, "支出总计", "35.00", "35.00")]
    return (
        make_table("appropriation_summary", ("金额",), rows, side="revenue"),
        make_table("appropriation_summary", ("合计", "一般公共预算"), spent, side="expenditure"),
    )


def carryover_beside() -> tuple:
    """收入总表 with 5 carried over beside the year's 25; 支出总表 spends both, 一般公共预算支出表 the year's only."""
    subject = [("211", "节能环保支出"), ("21103", "污染防治"), ("2110301", "大气")]
    old = [("208", "社会保障和就业支出"), ("20805", "行政事业单位养老支出"), ("2080501", "行政单位离退休")]
    income = [(None, "合计", "25.00", "25.00", "5.00")]
    income += [(*named, "10.00", "10.00", None) for named in old]
    income += [(*named, "15.00", "15.00", "5.00") for named in subject]
    year = [(None, "合计", "25.00", "15.00", "10.00")]
    year += [(*named, "10.00", "10.00", None) for named in old]
    year += [(*named, "15.00", "5.00", "10.00") for named in subject]
    return (
        make_table("revenue_summary", ("本年收入/合计", "本年收入/一般公共预算", "上年结转"), income),
        expenditure(),
        make_table("general_expenditure", ("合计", "基本支出", "项目支出"), year),
    )


def projects_beside_general(carried: str | None) -> Disclosure:
    """Projects of 17 where 一般公共预算支出表 has 15, with what was carried over in a column of its own."""
    rows = [(None, "合计", "17.00", "17.00", carried), (None, "监测经费", "17.00", "17.00", carried)]
    projects = make_table("project_current", ("合计", "一般公共预算", "上年结转"), rows)
    return make_disclosure(general(), projects)


def operating_cost(amount: str):
    return make_table("operating_cost", ("合计",), [(None, "部门合计", amount), (None, "某市生态环境局", amount)])


def misplaced():
    return with_code(general_basic(), 5, "30211")


def transfer():
    return make_table(
        "expenditure_summary", ("合计", "基本支出", "项目支出"), [("2300603", "上解支出", "1", None, "1")]
    )


def funds_apart(carried: str) -> tuple:
    """30 of 一般公共预算, and what is carried over under its own heading; 收支总表 has both in one row."""
    rows = [
        (None, "一、本年收入", "30.00"),
        (None, "（一）一般公共预算资金", "30.00"),
        (None, "本年收入合计", "30.00"),
        (None, "二、上年结转", carried),
        (None, "一般公共预算资金", carried),
        (None, "收入总计", "35.00"),
    ]
    income = make_table("appropriation_summary", ("金额",), rows, side="revenue")
    return list_half("revenue", [("一、一般公共预算资金", "35.00")], "35.00"), income


TABLE_CASES: list[Case] = [
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
    ("arithmetic.columns", "年末 = 年初 + 收入 − 支出 − 结余分配", lambda: with_shared_surplus("3.00"), P),
    ("arithmetic.columns", "结余分配 is not taken off", lambda: with_shared_surplus("4.00"), F),
    ("arithmetic.columns", "年末 is wrong", lambda: make_disclosure(accounts_fund_table("6.00")), F),
    ("arithmetic.columns", "half of the rows are wrong", lambda: rows_of_sums(3, 3), F),
    ("arithmetic.columns", "most rows are wrong: misread", lambda: rows_of_sums(4, 2), N),
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
    ("cross.revenue_total", "this year's only", lambda: make_disclosure(*summary_with_more(), revenue()), F),
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
    ("tables.superior", "each has one", lambda: make_disclosure(expenditure()), P),
    (
        "tables.superior",
        "items right under their class",
        lambda: make_disclosure(without(without(expenditure(), "20805"), "21103")),
        P,
    ),
    ("tables.superior", "a class left out", lambda: make_disclosure(without(expenditure(), "208")), F),
    ("tables.superior", "a code misprinted", lambda: make_disclosure(with_code(expenditure(), 6, "2140301")), F),
    ("tables.subject_names", "same", lambda: make_disclosure(expenditure(), general()), P),
    ("tables.subject_names", "cut off", lambda: make_disclosure(expenditure(), with_name(general(), 1, "社会保障")), P),
    ("tables.subject_names", "other", lambda: make_disclosure(expenditure(), with_name(general(), 1, "卫生支出")), F),
    ("tables.order", "rising", lambda: make_disclosure(expenditure()), P),
    ("tables.order", "one out of its place", lambda: make_disclosure(misplaced()), F),
    ("tables.order", "numbered", lambda: make_disclosure(with_name(misplaced(), 5, "六、差旅费")), NA),
    ("tables.superior", "a transfer below the total", lambda: make_disclosure(joined(expenditure(), transfer())), P),
    ("tables.order", "begun anew for each unit", lambda: make_disclosure(joined(expenditure(), expenditure())), NA),
    ("tables.superior", "a continuation whose head was not read", lambda: untitled(without(expenditure(), "208")), N),
    ("subject.unknown_code", "all listed", lambda: make_disclosure(expenditure(), general_basic()), P),
    ("subject.unknown_code", "a code misprinted", lambda: coded("2080566", "其他行政事业单位养老支出"), F),
    ("subject.unknown_code", "a year without full list", lambda: coded("2080566", "其他行政事业单位养老支出", 2024), N),
    ("subject.unknown_code", "a year not read", lambda: coded("2080566", "其他行政事业单位养老支出", None), N),
    ("subject.unknown_code", "a new subject", lambda: coded("2080566", "陪护补贴"), N),
    ("subject.unknown_code", "a name of many", lambda: coded("2109601", "行政运行"), N),
    ("subject.unknown_code", "a publisher's own subdivision", lambda: coded("3021101", "差旅费"), NA),
    ("subject.unknown_code", "no codes", lambda: make_disclosure(*summary()), NA),
    ("subject.code_name", "its own", lambda: make_disclosure(expenditure(), general_basic()), P),
    ("subject.code_name", "another's", lambda: coded("30208", "物业管理费"), F),
    ("subject.code_name", "another's in one 款", lambda: coded("2080506", "机关事业单位基本养老保险缴费支出"), F),
    ("subject.code_name", "corrected", lambda: coded("2082899", "其他退役军人事务管理支出"), P),
    ("subject.code_name", "cut off by its column", lambda: coded("30108", "机关事业单位基本养老保"), P),
    ("subject.code_name", "of another year", lambda: coded("20805", "行政事业单位离退休"), P),
    ("subject.code_name", "nobody's", lambda: coded("22960", "彩票公益金安排支出"), N),
    ("subject.code_name", "of another list", lambda: coded("50602", "资本性支出（基本建设）"), N),
    ("subject.code_name", "row after row", lambda: make_disclosure(shifted(), fiscal_year=2026), N),
    ("subject.code_name", "no codes", lambda: make_disclosure(*summary()), NA),
    ("tables.header_year", "this year", lambda: headed("2023年执行数", "2024年预算数"), P),
    ("tables.header_year", "last year only", lambda: headed("2023年预算数"), F),
    ("tables.header_year", "a table about last year", lambda: headed("2023年预算数", title="2023年执行情况表"), P),
    ("tables.header_year", "a head that was not read", lambda: headed("2023年预算数", title=""), N),
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
    (
        "cross.subjects_general",
        "a part when there is another fund, called 财政拨款 like the whole",
        lambda: make_disclosure(
            list_half("revenue", [("一、财政拨款收入", "30.00"), ("二、政府性基金预算财政拨款收入", "5.00")], "35.00"),
            expenditure(item="25.00"),
            general(),
        ),
        P,
    ),
    ("cross.subjects_general", "carried-over projects", lambda: make_disclosure(*carryover_beside()), P),
    ("cross.appropriation_income", "same", lambda: make_disclosure(*summary(), *appropriation()), P),
    ("cross.appropriation_income", "carried over apart", lambda: make_disclosure(*funds_apart("5.00")), P),
    ("cross.appropriation_income", "less carried over", lambda: make_disclosure(*funds_apart("4.00")), F),
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
    (
        "cross.appropriation_total",
        "more in all, no fund told from the others",
        lambda: make_disclosure(list_half("revenue", [("一、财政拨款收入", "39.00")], "39.00"), *appropriation()),
        F,
    ),
    (
        "cross.appropriation_total",
        "more in all than is listed",
        lambda: make_disclosure(list_half("revenue", [("一、财政拨款收入", "30.00")], "39.00"), *appropriation()),
        NA,
    ),
    ("cross.appropriation_general", "same", lambda: make_disclosure(*appropriation(), general()), P),
    ("cross.appropriation_general", "other", lambda: make_disclosure(*appropriation(), general(total="31.00")), F),
    ("cross.appropriation_general", "unreadable", lambda: make_disclosure(*appropriation(), general(total="?1")), N),
    ("cross.fund_tables", "same", lambda: make_disclosure(*appropriation(fund="7.00"), fund_table("7.00")), P),
    ("cross.fund_tables", "other", lambda: make_disclosure(*appropriation(fund="7.00"), fund_table("8.00")), F),
    ("cross.fund_tables", "unreadable", lambda: make_disclosure(*appropriation(fund="7x"), fund_table("7.00")), N),
    ("cross.fund_balance", "income = spending", lambda: make_disclosure(*appropriation()), P),
    ("cross.fund_balance", "with carry-over by fund", lambda: make_disclosure(*funds_with_carryover()), P),
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
    (
        "cross.basic",
        "other",
        lambda: make_disclosure(general(), replace(general_basic(total="16.00"), title="一般公共预算基本支出表")),
        F,
    ),
    (
        "cross.basic",
        "a table that may hold other money",
        lambda: make_disclosure(general(), replace(general_basic(total="16.00"), title="基本支出总表")),
        NA,
    ),
    ("cross.basic", "no total row", lambda: make_disclosure(general(), general_basic(total=None)), N),
    ("cross.operating_cost", "same", lambda: make_disclosure(general_basic(), operating_cost("5.00")), P),
    (
        "cross.operating_cost",
        "other, a single administrative unit",
        lambda: make_disclosure(general_basic(), operating_cost("9.00"), level=Level.UNIT),
        F,
    ),
    (
        "cross.operating_cost",
        "other, a department that may hold institutions",
        lambda: make_disclosure(general_basic(), operating_cost("9.00")),
        NA,
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
        lambda: make_disclosure(
            replace(general_basic(reception="4.00"), title="一般公共预算基本支出表"), three_public("5.00")
        ),
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
    ("cross.projects", "other than the fund's, nothing carried over", lambda: projects_beside_general("0.00"), F),
    ("cross.projects", "other than the fund's, some carried over", lambda: projects_beside_general("2.00"), NA),
    ("cross.projects", "unreadable", lambda: make_disclosure(expenditure(), project_table("5.00", "10.00", "1S")), N),
]
