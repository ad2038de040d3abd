"""Small tables and forms that agree with each other; each can be printed with one figure otherwise."""

from __future__ import annotations

from budget.amounts import text_to_amount
from budget.models import Figure, FormScope, FundingLine, OverallForm, Place, PrintedTable, Stated, Unit
from tests.builders import make_table


def list_half(
    side: str,
    items: list[tuple[str, str]],
    total: str | None,
    carry: str = "",
    kind: str = "revenue_expenditure_summary",
) -> PrintedTable:
    """One half of a 收支总表 with its 总计."""
    word = "收入" if side == "revenue" else "支出"
    rows = [(None, name, amount) for name, amount in items]
    if carry:
        rows += [(None, f"本年{word}合计", items[0][1]), (None, "上年结转", carry)]
    rows += [(None, f"{word}总计", total)] if total is not None else []
    return make_table(kind, ("金额",), rows, side=side)


def subjects(
    kind: str,
    columns: tuple[str, str, str],
    *,
    item: str = "20.00",
    total: str = "30.00",
    basic: str = "10.00",
    third: str = "15.00",
    second_as_first: bool = False,
) -> PrintedTable:
    """10 for 208 and 20 for 211 (5 basic, 15 project); `item` is 2110301's amount, `basic` 2080501's."""
    all_third = third and "5.00"

    def row(code: str | None, name: str, amount: str, second: str, rest: str | None) -> tuple:
        return (code, name, amount, amount if second_as_first else second, None if second_as_first else rest)

    return make_table(
        kind,
        columns,
        [
            row(None, "合计", total, "15.00", "15.00"),
            row("208", "社会保障和就业支出", "10.00", "10.00", None),
            row("20805", "行政事业单位养老支出", "10.00", "10.00", None),
            row("2080501", "行政单位离退休", "10.00", basic, None),
            row("211", "节能环保支出", "20.00", all_third or "5.00", "15.00"),
            row("21103", "污染防治", "20.00", "5.00", "15.00"),
            row("2110301", "大气", item, "5.00", "15.00"),
        ],
    )


def general_basic(total: str | None = "15.00", reception: str = "1.00") -> PrintedTable:
    """10 for people, 5 for running: 公务接待费 1, 公务用车运行维护费 4."""
    rows = [(None, "合计", total, "10.00", "5.00")] if total is not None else []
    return make_table(
        "general_basic",
        ("合计", "人员经费", "公用经费"),
        [
            *rows,
            ("301", "工资福利支出", "10.00", "10.00", None),
            ("30101", "基本工资", "10.00", "10.00", None),
            ("302", "商品和服务支出", "5.00", None, "5.00"),
            ("30217", "公务接待费", reception, None, reception),
            ("30231", "公务用车运行维护费", "4.00", None, "4.00"),
        ],
    )


def three_public(total: str) -> PrintedTable:
    """接待 1, 用车 4 (运行 4), in one row without label."""
    columns = (
        "合计",
        "因公出国（境）费",
        "公务接待费",
        "公务用车购置及运行费/小计",
        "公务用车购置及运行费/购置费",
        "公务用车购置及运行费/运行费",
    )
    return make_table("three_public", columns, [(None, "", total, None, "1.00", "4.00", None, "4.00")])


def accounts_fund_table(end: str) -> PrintedTable:
    """年初 3, 收入 5, 支出 4 of a government fund."""
    columns = (
        "年初结转和结余",
        "本年收入",
        "本年支出/小计",
        "本年支出/基本支出",
        "本年支出/项目支出",
        "年末结转和结余",
    )
    return make_table("fund_expenditure", columns, [(None, "合计", "3.00", "5.00", "4.00", None, "4.00", end)])


def project_table(first: str, second: str, total: str = "15.00") -> PrintedTable:
    """Two projects under the department's row."""
    return make_table(
        "project_current",
        ("合计", "一般公共预算"),
        [(None, "合计", total, total), (None, "甲类执法经费", first, first), (None, "乙地监测站经费", second, second)],
    )


def overall_form(total: str = "30.00", basic: str = "15.00", staff: tuple[str, str, str] | None = None) -> OverallForm:
    """30 from 一般公共预算, 15 basic and 15 project."""
    place = Place(page=9)

    def line(scope: str, label: str, text: str) -> FundingLine:
        return FundingLine(FormScope(scope), label, Figure(text_to_amount(text), text, Unit.TEN_THOUSAND, place))

    labels = ("实际在职人员总数", "其中:在编人员数", "其他人员数")
    fields = {label: Stated(text, place) for label, text in zip(labels, staff or (), strict=False)}
    funding = (
        line("source", "合计", total),
        line("source", "其中:一般公共预算资金", total),
        line("use", "合计", total),
        line("use", "其中:基本支出", basic),
        line("use", "项目支出", "15.00"),
    )
    return OverallForm(fields, funding, (), None, (), place)
