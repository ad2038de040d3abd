"""The Shanxi layout: 13 tables in 万元, codes in one column, this year's and carried-over money apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.synthetic.budget import RECEPTION_CODE, TRIP_CODE, VEHICLE_CODE, Budget, Cents, Leaf, add
from tests.synthetic.style import Pen
from tests.synthetic.tables import Half, Row, SyntheticTable

CLASS_LABELS = tuple(Path(__file__).with_name("classes.txt").read_text("utf-8").split())
"""The classes in the order of the printed tables, with money or without."""
NUMERALS = tuple(tens + ones for tens in ("", "十", "二十", "三十") for ones in ("", *"一二三四五六七八九"))[1:]
FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
UNIT = "万元"
EMPTY_NOTE = ("注：本表无数据",)


def current(leaf: Leaf) -> Cents:
    """This year's money of a leaf."""
    return add((leaf.basic, leaf.project))


def everything(leaf: Leaf) -> Cents:
    """This year's and carried-over money."""
    return add((leaf.basic, leaf.project, leaf.carried))


def all_projects(leaf: Leaf) -> Cents:
    """Project expenditure with what was carried over."""
    return add((leaf.project, leaf.carried))


def build_tables(budget: Budget, pen: Pen) -> tuple[SyntheticTable, ...]:
    """All tables of the document in printed order."""
    year = f"{budget.year}年"
    return (
        _summary(budget, pen, year),
        _revenue(budget, pen, year),
        _expenditure(budget, pen, year),
        _appropriation(budget, pen, year),
        _general(budget, pen, year),
        _basic(budget, pen, year),
        _fund_revenue(year),
        _fund_expenditure(year),
        _state_capital(year),
        _three_public(budget, pen, year),
        _operating(budget, pen, year),
        _projects(budget, pen, year),
        _carried_projects(budget, pen, year),
    )


def _classes(budget: Budget, row: Callable[[str], tuple[str, ...]]) -> tuple[Row, ...]:
    """The 30 classes, with or without money; `row` gives the figures of a class by its code."""
    codes = {s.name: s.code for s in budget.functional_rows(everything) if len(s.code) == 3}
    return tuple(
        Row(None, f"{numeral}、{label}", row(codes.get(label, "none")))
        for numeral, label in zip(NUMERALS, CLASS_LABELS, strict=False)
    )


def _summary(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    now, carried, total = (budget.sum_of(pick) for pick in (current, lambda leaf: leaf.carried, everything))
    funds = ("一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金")
    revenue = tuple(Row(None, f"{NUMERALS[i]}、{fund}", pen.texts(None if i else now)) for i, fund in enumerate(funds))
    expenditure = _classes(
        budget,
        lambda code: pen.texts(
            budget.sum_of(everything, code),
            budget.sum_of(current, code),
            budget.sum_of(lambda leaf: leaf.carried, code),
        ),
    )
    return SyntheticTable(
        "revenue_expenditure_summary",
        f"{year}预算收支总表",
        "预算公开表1",
        UNIT,
        (("收入", "", "支出", "", "", ""), ("项目", year, "项目", f"{year}合计", "当年预算安排", "上年结转安排")),
        (
            Half(
                "revenue",
                1,
                revenue,
                (
                    Row(None, "本年收入合计", pen.texts(now)),
                    Row(None, "上年结转", pen.texts(carried)),
                    Row(None, "收入总计", pen.texts(total)),
                ),
            ),
            Half(
                "expenditure",
                3,
                expenditure,
                (
                    Row(None, "本年支出合计", pen.texts(total, now, carried)),
                    Row(None, "年终结转", ("", "", "")),
                    Row(None, "支出总计", pen.texts(total, now, carried)),
                ),
            ),
        ),
    )


def _revenue(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    def figures(code: str = "") -> tuple[str, ...]:
        now = budget.sum_of(current, code)
        return pen.texts(now, now, None, None, None, None, budget.sum_of(lambda leaf: leaf.carried, code))

    return SyntheticTable(
        "revenue_summary",
        f"{year}预算收入总表",
        "预算公开表2",
        UNIT,
        (
            ("项目", "", "本年收入", "", "", "", "", "", "上年结转"),
            (
                "科目编码",
                "科目名称",
                "合计",
                "一般公共预算",
                "政府性基金",
                "国有资本经营预算",
                "财政专户管理资金",
                "单位资金",
                "",
            ),
        ),
        (_functional_half(budget, everything, figures, 7),),
    )


def _functional_half(
    budget: Budget, has_money: Callable[[Leaf], Cents], figures: Callable[..., tuple[str, ...]], count: int
) -> Half:
    """合计, then the subjects that have money."""
    subjects = budget.functional_rows(has_money)
    rows = (Row(None, "合计", figures()), *(Row(s.code, s.name, figures(s.code)) for s in subjects))
    return Half(None, count, rows, code_cuts=(7,))


def _basic_and_project(
    budget: Budget, pen: Pen, has_money: Callable[[Leaf], Cents], project: Callable[[Leaf], Cents]
) -> Half:
    return _functional_half(
        budget,
        has_money,
        lambda code="": pen.texts(
            budget.sum_of(has_money, code), budget.sum_of(lambda leaf: leaf.basic, code), budget.sum_of(project, code)
        ),
        3,
    )


def _expenditure(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    half = _basic_and_project(budget, pen, everything, all_projects)
    return SyntheticTable("expenditure_summary", f"{year}预算支出总表", None, UNIT, _expenditure_header(year), (half,))


def _expenditure_header(year: str) -> tuple[tuple[str, ...], ...]:
    return (("项目", "", f"{year}预算数", "", ""), ("科目编码", "科目名称", "合计", "基本支出", "项目支出"))


def _appropriation(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    now, carried, total = (budget.sum_of(pick) for pick in (current, lambda leaf: leaf.carried, everything))

    def by_fund(code: str) -> tuple[str, ...]:
        return pen.texts(budget.sum_of(everything, code), budget.sum_of(everything, code), None, None)

    return SyntheticTable(
        "appropriation_summary",
        f"{year}财政拨款收支总表",
        "预算公开表4",
        UNIT,
        (
            ("收入", "", "支出", "", "", "", ""),
            ("项目", "金额", "项目", "金额", "", "", ""),
            ("", "", "", "小计", *FUNDS),
        ),
        (
            Half(
                "revenue",
                1,
                _fund_rows(pen, now),
                (
                    Row(None, "本年收入合计", pen.texts(now)),
                    Row(None, "上年财政拨款结转", pen.texts(carried)),
                    *_fund_rows(pen, carried),
                    Row(None, "收入总计", pen.texts(total)),
                ),
            ),
            Half(
                "expenditure",
                4,
                _classes(budget, by_fund),
                (
                    Row(None, "本年支出合计", by_fund("")),
                    Row(None, "年终结转", ("", "", "", "")),
                    *_blank_rows(),
                    Row(None, "支出总计", by_fund("")),
                ),
            ),
        ),
    )


def _fund_rows(pen: Pen, amount: Cents) -> tuple[Row, ...]:
    return tuple(Row(None, f"{NUMERALS[i]}、{fund}", pen.texts(None if i else amount)) for i, fund in enumerate(FUNDS))


def _blank_rows() -> tuple[Row, ...]:
    """The places beside the three funds of the carry-over, where the other half prints nothing."""
    return (Row(None, "", ("",) * 4),) * len(FUNDS)


def _general(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    half = _basic_and_project(budget, pen, current, lambda leaf: leaf.project)
    title = f"{year}一般公共预算支出预算表（不含上年结转）"
    return SyntheticTable("general_expenditure", title, "预算公开表5", UNIT, _expenditure_header(year), (half,))


def _basic(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    def figures(*codes: str) -> tuple[str, ...]:
        staff = budget.economic_sum(*(c for c in codes if not c.startswith("302")))
        return pen.texts(budget.economic_sum(*codes), staff, budget.economic_sum(*(c for c in codes if c[:3] == "302")))

    subjects = budget.economic_rows()
    rows = (Row(None, "合计", figures("301", "302", "303")), *(Row(None, s.name, figures(s.code)) for s in subjects))
    return SyntheticTable(
        "general_basic",
        f"{year}一般公共预算安排基本支出分经济科目表（不含上年结转）",
        "预算公开表6",
        UNIT,
        (("部门预算支出经济科目名称", f"{year}预算数", "", ""), ("", "合计", "人员经费", "公用经费")),
        (Half(None, 3, rows),),
    )


def _fund_revenue(year: str) -> SyntheticTable:
    return SyntheticTable(
        "fund_revenue",
        f"{year}政府性基金预算收入表（不含上年结转）",
        None,
        UNIT,
        (("项目", "", "政府性基金收入预算"), ("收入科目编码", "科目名称", "")),
        (Half(None, 1, (Row(None, "合计", ("",)),), code_cuts=(7,)),),
        EMPTY_NOTE,
    )


def _fund_expenditure(year: str) -> SyntheticTable:
    return SyntheticTable(
        "fund_expenditure",
        f"{year}政府性基金预算支出表（不含上年结转）",
        None,
        UNIT,
        (("科目编码", "科目名称", "合计", "基本支出", "项目支出"),),
        (Half(None, 3, (Row(None, "合计", ("", "", "")),), code_cuts=(7,)),),
        EMPTY_NOTE,
    )


def _state_capital(year: str) -> SyntheticTable:
    return SyntheticTable(
        "state_capital",
        f"{year}国有资本经营预算收支预算表（不含上年结转）",
        "预算公开表9",
        UNIT,
        (
            ("国有资本经营预算收入", "", "", "国有资本经营预算支出", "", "", "", ""),
            ("项目", "", "国有资本经营收入预算", "科目编码", "科目名称", "合计", "基本支出", "项目支出"),
            ("收入科目编码", "科目名称", "", "", "", "", "", ""),
        ),
        (Half("revenue", 1, (Row(None, "合计", ("",)),), code_cuts=(7,)), Half("expenditure", 3, (), code_cuts=(7,))),
        EMPTY_NOTE,
    )


def _three_public(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    trips, guests, vehicles = (budget.economic_sum(c) for c in (TRIP_CODE, RECEPTION_CODE, VEHICLE_CODE))
    amounts = (
        ("因公出国（境）费", trips),
        ("公务接待费", guests),
        ("公务用车购置及运行费", vehicles),
        ("①公务用车购置费", None),
        ("②公务用车运行维护费", vehicles),
        ("合计", add((trips, guests, vehicles))),
    )
    rows = tuple(Row(None, name, pen.texts(amount, amount, None, None)) for name, amount in amounts)
    header = (("项目", f"{year}预算数", "", "", ""), ("", "合计", *FUNDS))
    title = f"{year}财政拨款安排“三公”经费支出预算表"
    return SyntheticTable("three_public", title, "预算公开表10", UNIT, header, (Half(None, 4, rows),))


def _operating(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    amount = budget.economic_sum("302")
    rows = tuple(Row(None, name, pen.texts(amount, amount, None, None)) for name in ("部门合计", budget.department))
    header = (("单位名称", f"{year}预算数", "", "", ""), ("", "合计", *FUNDS))
    title = f"{year}财政拨款安排机关运行经费预算表"
    return SyntheticTable("operating_cost", title, None, UNIT, header, (Half(None, 4, rows),))


def _projects(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    header = (
        ("项目名称", "合计", f"{year}财政拨款", "", "", "财政专户管理资金", "单位资金"),
        ("", "", *FUNDS, "", ""),
        tuple("1234567"),
    )
    half = Half(None, 6, _project_rows(budget.department, budget.projects, pen, 4))
    return SyntheticTable("project_current", f"{year}项目支出预算表（本年预算）", None, UNIT, header, (half,))


def _carried_projects(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    header = (("项目名称", "合计", f"{year}财政拨款", "", ""), ("", "", *FUNDS), tuple("12345"))
    half = Half(None, 4, _project_rows(budget.department, budget.carried_projects, pen, 2))
    return SyntheticTable("project_carryover", f"{year}项目支出预算表（上年结转）", None, UNIT, header, (half,))


def _project_rows(department: str, projects: tuple[tuple[str, int], ...], pen: Pen, blanks: int) -> tuple[Row, ...]:
    """The department's total, its only unit's, then the projects."""
    total = add(amount for _, amount in projects)
    lines = [(department, total), (department, total), *projects]
    return tuple(Row(None, name, pen.texts(amount, amount, *[None] * blanks)) for name, amount in lines)
