"""The Shanghai layout: 元, codes over 类|款|项, total row last, 事业收入 apart, 三公 as one row in 万元."""

from __future__ import annotations

from collections.abc import Callable

from tests.synthetic.budget import RECEPTION_CODE, TRIP_CODE, VEHICLE_CODE, Budget, Cents, Leaf, add
from tests.synthetic.shanxi import NUMERALS, current
from tests.synthetic.style import Pen
from tests.synthetic.tables import Half, Row, SyntheticTable

UNIT = "元"
FUNCTION_CUTS, ECONOMIC_CUTS = (3, 2, 2), (3, 2)


def everything(leaf: Leaf) -> Cents:
    """Appropriations and 事业收入 together."""
    return add((leaf.basic, leaf.project, leaf.project_own))


def build_tables(budget: Budget, pen: Pen) -> tuple[SyntheticTable, ...]:
    """All tables of the document in printed order."""
    year = f"{budget.year}年部门"
    return (
        _summary(budget, pen, year),
        _revenue(budget, pen, year),
        _expenditure(budget, pen, year),
        _appropriation(budget, pen, year),
        _general(budget, pen, year),
        _empty("fund_expenditure", "政府性基金预算支出", year),
        _empty("state_capital", "国有资本经营预算支出", year),
        _basic(budget, pen, year),
        _three_public(budget, pen, year),
    )


def _summary(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    appropriated, own, total = (budget.sum_of(pick) for pick in (current, lambda leaf: leaf.project_own, everything))
    income = (
        ("一、财政拨款收入", appropriated),
        ("1.一般公共预算资金", appropriated),
        ("2.政府性基金", None),
        ("3.国有资本经营预算", None),
        ("二、事业收入", own),
        ("三、事业单位经营收入", None),
        ("四、其他收入", None),
    )
    return SyntheticTable(
        "revenue_expenditure_summary",
        f"{year}财务收支预算总表",
        None,
        UNIT,
        (("本年收入", "", "本年支出", ""), ("项目", "预算数", "项目", "预算数")),
        (
            Half(
                "revenue",
                1,
                tuple(Row(None, name, pen.texts(amount)) for name, amount in income),
                (Row(None, "收入总计", pen.texts(total)),),
            ),
            Half(
                "expenditure",
                1,
                _class_rows(budget, everything, lambda code: pen.texts(budget.sum_of(everything, code))),
                (Row(None, "支出总计", pen.texts(total)),),
            ),
        ),
    )


def _class_rows(
    budget: Budget, has_money: Callable[[Leaf], Cents], figures: Callable[[str], tuple[str, ...]]
) -> tuple[Row, ...]:
    classes = [s for s in budget.functional_rows(has_money) if len(s.code) == 3]
    return tuple(
        Row(None, f"{numeral}、{s.name}", figures(s.code)) for numeral, s in zip(NUMERALS, classes, strict=False)
    )


def _functional_half(
    budget: Budget, has_money: Callable[[Leaf], Cents], figures: Callable[..., tuple[str, ...]], count: int
) -> Half:
    """The subjects that have money, 合计 at the bottom."""
    subjects = budget.functional_rows(has_money)
    rows = tuple(Row(s.code, s.name, figures(s.code)) for s in subjects)
    return Half(None, count, rows, (Row(None, "合计", figures()),), FUNCTION_CUTS)


def _function_header(group: str, *labels: str) -> tuple[tuple[str, ...], ...]:
    blanks = ("",) * len(labels)
    return (
        ("项目", "", "", "", group, *blanks[1:]),
        ("功能分类科目编码", "", "", "功能分类科目名称", *labels),
        ("类", "款", "项", "", *blanks),
    )


def _revenue(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    def figures(code: str = "") -> tuple[str, ...]:
        own = budget.sum_of(lambda leaf: leaf.project_own, code)
        return pen.texts(budget.sum_of(everything, code), budget.sum_of(current, code), own, None, None)

    header = _function_header("收入预算", "合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入")
    half = _functional_half(budget, everything, figures, 5)
    return SyntheticTable("revenue_summary", f"{year}收入预算总表", None, UNIT, header, (half,))


def _expenditure(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    def figures(code: str = "") -> tuple[str, ...]:
        project = budget.sum_of(lambda leaf: add((leaf.project, leaf.project_own)), code)
        return pen.texts(budget.sum_of(everything, code), budget.sum_of(lambda leaf: leaf.basic, code), project)

    header = _function_header("支出预算", "合计", "基本支出", "项目支出")
    half = _functional_half(budget, everything, figures, 3)
    return SyntheticTable("expenditure_summary", f"{year}支出预算总表", None, UNIT, header, (half,))


def _appropriation(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    total = budget.sum_of(current)

    def by_fund(code: str = "") -> tuple[str, ...]:
        return pen.texts(budget.sum_of(current, code), budget.sum_of(current, code), None, None)

    funds = ("一、一般公共预算资金", "二、政府性基金", "三、国有资本经营预算")
    return SyntheticTable(
        "appropriation_summary",
        f"{year}财政拨款收支预算总表",
        None,
        UNIT,
        (
            ("财政拨款收入", "", "财政拨款支出", "", "", "", ""),
            ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"),
        ),
        (
            Half(
                "revenue",
                1,
                tuple(Row(None, fund, pen.texts(None if i else total)) for i, fund in enumerate(funds)),
                (Row(None, "收入总计", pen.texts(total)),),
            ),
            Half("expenditure", 4, _class_rows(budget, current, by_fund), (Row(None, "支出总计", by_fund()),)),
        ),
    )


def _general(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    def figures(code: str = "") -> tuple[str, ...]:
        basic, project = (budget.sum_of(pick, code) for pick in (lambda lf: lf.basic, lambda lf: lf.project))
        return pen.texts(budget.sum_of(current, code), basic, project)

    header = _function_header("一般公共预算支出", "合计", "基本支出", "项目支出")
    half = _functional_half(budget, current, figures, 3)
    title = f"{year}一般公共预算支出功能分类预算表"
    return SyntheticTable("general_expenditure", title, None, UNIT, header, (half,))


def _empty(kind: str, name: str, year: str) -> SyntheticTable:
    header = _function_header(name, "合计", "基本支出", "项目支出")
    half = Half(None, 3, (), (Row(None, "合计", ("", "", "")),), FUNCTION_CUTS)
    note = f"注：本部门{year[:5]}无{name.removesuffix('支出')}安排的支出，故本表为空表。"
    return SyntheticTable(kind, f"{year}{name}功能分类预算表", None, UNIT, header, (half,), (note,))


def _basic(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    def figures(*codes: str) -> tuple[str, ...]:
        staff = budget.economic_sum(*(c for c in codes if not c.startswith("302")))
        return pen.texts(budget.economic_sum(*codes), staff, budget.economic_sum(*(c for c in codes if c[:3] == "302")))

    rows = tuple(Row(s.code, s.name, figures(s.code)) for s in budget.economic_rows())
    header = (
        ("项目", "", "", "一般公共预算基本支出", "", ""),
        ("部门预算经济分类科目编码", "", "经济分类科目名称", "合计", "人员经费", "公用经费"),
        ("类", "款", "", "", "", ""),
    )
    half = Half(None, 3, rows, (Row(None, "合计", figures("301", "302", "303")),), ECONOMIC_CUTS)
    title = f"{year}一般公共预算基本支出部门预算经济分类预算表"
    return SyntheticTable("general_basic", title, None, UNIT, header, (half,))


def _three_public(budget: Budget, pen: Pen, year: str) -> SyntheticTable:
    """In 万元 while all else is in 元: each figure rounded on its own, the total from the rounded ones."""
    trips, guests, vehicles, operating = (
        _to_ten_thousands(budget.economic_sum(code)) for code in (TRIP_CODE, RECEPTION_CODE, VEHICLE_CODE, "302")
    )
    texts = pen.texts(add((trips, guests, vehicles)), trips, guests, vehicles, None, vehicles, operating)
    header = (
        ("“三公”经费预算数", "", "", "", "", "", "机关运行经费预算数"),
        ("合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", "", "", ""),
        ("", "", "", "小计", "购置费", "运行费", ""),
    )
    half = Half(None, 7, (Row(None, "", texts),), has_name=False)
    title = f"{year}“三公”经费和机关运行经费预算表"
    return SyntheticTable("three_public", title, None, "万元", header, (half,))


def _to_ten_thousands(amount: Cents) -> Cents:
    return None if amount is None else (amount + 5_000) // 10_000
