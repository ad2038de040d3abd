"""Ways in which other places print tables that agree: the ledger must not find fault, and must see a changed figure."""

from __future__ import annotations

import pytest

from budget.checks import check_disclosure
from budget.models import PrintedTable, Status
from budget.words import message_to_text
from tests.builders import make_disclosure, make_table, with_figure

Places = list[tuple[int, int]]
"""Rows and columns of a table in which a changed figure must be seen."""


def accounts_with_plain_funds() -> PrintedTable:
    """Final accounts: the funds of the carry-over stand below it without numbers."""
    rows = [
        (None, "一、一般公共预算财政拨款", "90.00"),
        (None, "二、政府性基金预算财政拨款", "10.00"),
        (None, "本年收入合计", "100.00"),
        (None, "年初财政拨款结转和结余", "7.00"),
        (None, "一般公共预算财政拨款", "5.00"),
        (None, "政府性基金预算财政拨款", "2.00"),
        (None, "总计", "107.00"),
    ]
    return make_table("appropriation_summary", ("决算数",), rows, side="revenue")


def sections_by_bracket() -> PrintedTable:
    """本年收入 and 上年结转 as numbered heads over their funds, no 本年合计."""
    rows = [
        (None, "一、本年收入", "90.00"),
        (None, "（一）一般公共预算拨款", "80.00"),
        (None, "（二）政府性基金预算拨款", "10.00"),
        (None, "二、上年结转", "10.00"),
        (None, "（一）一般公共预算拨款", "10.00"),
        (None, "收入总计", "100.00"),
    ]
    return make_table("appropriation_summary", ("预算数",), rows, side="revenue")


def carry_over_between_items() -> PrintedTable:
    """上年结转 without a number among numbered sources, no 本年合计: what follows is no part of it."""
    rows = [
        (None, "一、一般公共预算", "20.00"),
        (None, "上年结转", "10.00"),
        (None, "二、事业收入", "5.00"),
        (None, "收入总计", "35.00"),
    ]
    return make_table("revenue_expenditure_summary", ("金额",), rows, side="revenue")


def income_with_of_which() -> PrintedTable:
    """An item with a part named below it, the rest not named."""
    rows = [
        (None, "一、财政拨款收入", "90.00"),
        (None, "二、事业收入", "20.00"),
        (None, "其中：教育收费", "15.00"),
        (None, "三、其他收入", "5.00"),
        (None, "本年收入合计", "115.00"),
        (None, "使用非财政拨款结余", None),
        (None, "年初结转和结余", "5.00"),
        (None, "总计", "120.00"),
    ]
    return make_table("revenue_expenditure_summary", ("决算数",), rows, side="revenue")


def income_by_unit() -> PrintedTable:
    """收入总表 by unit, carry-over as a second group of the total."""
    columns = (
        "合计",
        "本年收入/小计",
        "本年收入/一般公共预算",
        "本年收入/事业收入",
        "上年结转结余/小计",
        "上年结转结余/一般公共预算",
    )
    return make_table(
        "revenue_summary",
        columns,
        [
            (None, "合计", "120.00", "110.00", "90.00", "20.00", "10.00", "10.00"),
            (None, "某市审计局", "120.00", "110.00", "90.00", "20.00", "10.00", "10.00"),
            ("101001", "某市审计局本级", "70.00", "60.00", "60.00", None, "10.00", "10.00"),
            ("101002", "某市审计中心", "50.00", "50.00", "30.00", "20.00", None, None),
        ],
    )


def subjects_under_units() -> PrintedTable:
    """支出总表 that lists each unit's subjects below the unit; the same codes come twice."""
    return make_table(
        "expenditure_summary",
        ("合计", "基本支出/小计", "基本支出/人员经费", "基本支出/公用经费", "项目支出"),
        [
            (None, "合计", "50.00", "40.00", "30.00", "10.00", "10.00"),
            (None, "某市审计局", "50.00", "40.00", "30.00", "10.00", "10.00"),
            ("201", "一般公共服务支出", "30.00", "20.00", "15.00", "5.00", "10.00"),
            ("20108", "审计事务", "30.00", "20.00", "15.00", "5.00", "10.00"),
            ("2010801", "行政运行", "30.00", "20.00", "15.00", "5.00", "10.00"),
            (None, "某市审计中心", None, None, None, None, None),
            ("201", "一般公共服务支出", "20.00", "20.00", "15.00", "5.00", None),
            ("20108", "审计事务", "20.00", "20.00", "15.00", "5.00", None),
            ("2010850", "事业运行", "20.00", "20.00", "15.00", "5.00", None),
        ],
    )


def compared_with_last_year() -> PrintedTable:
    """一般公共预算支出表 beside last year's figures and the change in percent."""
    columns = ("2023年执行数", "2024年预算数/小计", "2024年预算数/基本支出", "2024年预算数/项目支出", "增减额", "增减%")
    return make_table(
        "general_expenditure",
        columns,
        [
            ("201", "一般公共服务支出", "28.00", "30.00", "20.00", "10.00", "2.00", "7.14"),
            ("20108", "审计事务", "28.00", "30.00", "20.00", "10.00", "2.00", "7.14"),
            ("2010801", "行政运行", "18.00", "20.00", "20.00", None, "2.00", "11.11"),
            ("2010804", "审计业务", "10.00", "10.00", None, "10.00", "0.00", "0.00"),
            (None, "合计", "28.00", "30.00", "20.00", "10.00", "2.00", "7.14"),
        ],
    )


def classes_without_subtotals() -> PrintedTable:
    """款 rows that print only 合计, nothing under 基本支出 and 项目支出."""
    return make_table(
        "expenditure_summary",
        ("合计", "基本支出", "项目支出"),
        [
            ("201", "一般公共服务支出", "30.00", None, None),
            ("20108", "审计事务", "30.00", None, None),
            ("2010801", "行政运行", "20.00", "20.00", None),
            ("2010804", "审计业务", "10.00", None, "10.00"),
            (None, "合计", "30.00", "20.00", "10.00"),
        ],
    )


def both_economic_schemes() -> PrintedTable:
    """Departmental and governmental economic subjects in one table, each adding up to the total."""
    return make_table(
        "general_basic",
        ("合计",),
        [
            (None, "合计", "30.00"),
            ("301", "工资福利支出", "20.00"),
            ("302", "商品和服务支出", "10.00"),
            ("501", "机关工资福利支出", "20.00"),
            ("502", "机关商品和服务支出", "10.00"),
        ],
    )


def three_public_rows() -> PrintedTable:
    """三公 item by item with counts below the amounts."""
    rows = [
        (None, "合计", "12.00", "11.00"),
        (None, "1、因公出国（境）费用", "2.00", "2.00"),
        (None, "2、公务接待费", "3.00", "2.00"),
        (None, "3、公务用车费", "7.00", "7.00"),
        (None, "其中：（1）公务用车运行维护费", "7.00", "7.00"),
        (None, "（2）公务用车购置费", None, None),
        (None, "公务用车保有量（辆）", "4", "4"),
    ]
    return make_table("three_public", ("2023年预算数", "2024年预算数"), rows)


def three_public_above_meetings() -> PrintedTable:
    """会议费 in a row below the three, and a 合计 of all four."""
    rows = [
        (None, "合计", "9.00"),
        (None, "因公出国（境）费", "2.00"),
        (None, "公务接待费", "1.00"),
        (None, "公务用车购置及运行费", "4.00"),
        (None, "公务用车购置费", "1.00"),
        (None, "公务用车运行维护费", "3.00"),
        (None, "会议费", "2.00"),
    ]
    return make_table("three_public", ("预算数",), rows)


def three_public_with_counts() -> PrintedTable:
    """三公, meetings and training in one row with the numbers of people beside the money."""
    columns = (
        "合计", "“三公”经费/小计", "“三公”经费/因公出国（境）费", "“三公”经费/公务用车购置及运行维护费/小计",
        "“三公”经费/公务用车购置及运行维护费/公务用车运行维护费", "“三公”经费/公务接待费", "会议费", "培训费",
        "相关统计数/国内公务接待批次（个）", "相关统计数/国内公务接待人次（人）",
    )  # fmt: skip
    return make_table(
        "three_public",
        columns,
        [(None, "", "20.00", "12.00", "2.00", "7.00", "7.00", "3.00", "5.00", "3.00", "41", "382")],
    )


def flat_procurement() -> PrintedTable:
    """Purchases as a plain list with a total, prices and quantities beside the amounts."""
    return make_table(
        "procurement",
        ("数量", "单价", "合计", "一般公共预算", "单位资金"),
        [
            (None, "合计", None, None, "12.00", "10.00", "2.00"),
            (None, "台式计算机", "10", "0.50", "5.00", "5.00", None),
            (None, "物业服务", "1", "7.00", "7.00", "5.00", "2.00"),
        ],
    )


def projects_without_total() -> PrintedTable:
    """A list of projects that prints no total; nothing can be added up but the funds of each."""
    return make_table(
        "project_current",
        ("合计", "一般公共预算", "政府性基金预算"),
        [(None, "甲项目", "5.00", "5.00", None), (None, "乙项目", "7.00", "4.00", "3.00")],
    )


def exact_in_yuan() -> PrintedTable:
    """Figures to the fen with thousands separators and bracketed negatives."""
    return make_table(
        "expenditure_summary",
        ("合计", "基本支出", "项目支出"),
        [
            (None, "合计", "1,200.05", "1,300.05", "(100.00)"),
            ("201", "一般公共服务支出", "1,200.05", "1,300.05", "(100.00)"),
        ],
    )


def subjects_without_codes() -> PrintedTable:
    """类, 款 and 项 by name only: which row is part of which can't be seen."""
    rows = [(None, name, "30.00", "30.00", None) for name in ("合计", "一般公共服务支出", "审计事务", "行政运行")]
    return make_table("expenditure_summary", ("合计", "基本支出", "项目支出"), rows)


def projects_less_construction() -> PrintedTable:
    """Beijing: the projects' whole amount, and the same without construction."""
    columns = ("预算数/合计", "预算数/基本支出", "预算数/项目支出/项目支出总数", "预算数/项目支出/扣除基建项目后预算数")
    rows = [(None, "合计", "50.00", "20.00", "30.00", "10.00"), ("205", "教育支出", "50.00", "20.00", "30.00", "10.00")]
    return make_table("general_expenditure", columns, rows)


def procurement_beside_expenditure() -> PrintedTable:
    """Shenzhen: what of the expenditure is procurement, and what of that goes to small firms."""
    columns = ("支出总计", "基本支出", "项目支出", "2024年政府采购项目/小计", "2024年政府采购项目/其中：中小企业")
    rows = [
        (None, "合计", "50.00", "20.00", "30.00", "8.00", "3.00"),
        ("205", "教育支出", "50.00", "20.00", "30.00", "8.00", "3.00"),
    ]
    return make_table("expenditure_summary", columns, rows)


def income_with_a_part_in_a_column() -> PrintedTable:
    """Accounts of schools: 事业收入 with 教育收费, a part of it, in a column of its own."""
    columns = ("本年收入合计", "财政拨款收入", "事业收入/金额", "事业收入/其中：教育收费")
    return make_table("revenue_summary", columns, [(None, "合计", "50.00", "30.00", "20.00", "15.00")])


def three_public_beside_meetings() -> PrintedTable:
    """Suzhou: 会议费 and 培训费 beside the “三公” total, in one row."""
    columns = ("“三公”经费合计", "因公出国（境）费", "公务接待费", "会议费", "培训费")
    return make_table("three_public", columns, [(None, "", "9.00", "4.00", "5.00", "7.30", "59.04")])


LAYOUTS: list[tuple[PrintedTable, Places]] = [
    (accounts_with_plain_funds(), [(0, 0), (2, 0), (4, 0), (6, 0)]),
    (sections_by_bracket(), [(0, 0), (1, 0), (5, 0)]),
    (carry_over_between_items(), [(0, 0), (1, 0), (2, 0), (3, 0)]),
    (income_with_of_which(), [(1, 0), (4, 0), (6, 0), (7, 0)]),
    (income_by_unit(), [(0, 0), (2, 1), (3, 3)]),
    (subjects_under_units(), [(0, 0), (4, 4), (7, 0), (8, 2)]),
    (compared_with_last_year(), [(0, 1), (3, 3), (4, 2)]),
    (classes_without_subtotals(), [(0, 0), (2, 1), (4, 1)]),
    (both_economic_schemes(), [(0, 0), (1, 0), (4, 0)]),
    (three_public_rows(), [(0, 1), (2, 1), (4, 1)]),
    (three_public_above_meetings(), [(3, 0), (4, 0)]),
    (three_public_with_counts(), [(0, 0), (0, 3), (0, 6)]),
    (flat_procurement(), [(0, 2), (2, 4)]),
    (projects_without_total(), [(1, 0), (1, 2)]),
    (subjects_without_codes(), [(1, 0), (3, 1)]),
    (exact_in_yuan(), [(0, 0), (1, 1)]),
    (projects_less_construction(), [(0, 0), (1, 1), (1, 2)]),
    (procurement_beside_expenditure(), [(0, 0), (1, 1), (1, 2)]),
    (income_with_a_part_in_a_column(), [(0, 0), (0, 1), (0, 2)]),
    (three_public_beside_meetings(), [(0, 0), (0, 1)]),
]
CASES = [(table, place) for table, places in LAYOUTS for place in places]
NAMES = [f"{table.kind.value}-{number}" for number, (table, _) in enumerate(LAYOUTS)]


@pytest.mark.parametrize("table", [table for table, _ in LAYOUTS], ids=NAMES)
def test_an_innocent_layout_has_no_failed_finding(table: PrintedTable):
    assert [
        message_to_text(f.sentence) for f in check_disclosure(make_disclosure(table)) if f.status is Status.FAILED
    ] == []


@pytest.mark.parametrize(
    ("table", "place"), CASES, ids=[f"{table.kind.value}-{row}-{column}" for table, (row, column) in CASES]
)
def test_a_changed_figure_is_named(table: PrintedTable, place: tuple[int, int]):
    row, column = place
    figure = table.rows[row].figures[column]
    wrong = with_figure(table, row, column, f"{(figure.value or 0) + 9:.2f}")
    failed = [found for found in check_disclosure(make_disclosure(wrong)) if found.status is Status.FAILED]
    assert any(o.ref == table.ref(row, column) for f in failed for o in (*f.operands, *f.also_at)), failed
