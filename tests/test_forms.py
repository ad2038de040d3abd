"""Tables → rows with codes, names, figures and roles; halves and blocks. Layouts of several places, one grid each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget.forms import FORMS, parse_tables
from budget.layout import pages_to_layout
from budget.models import PrintedTable, RowRole, Side, TableKind, Unit
from tests.grids import pages


def parse(text: str, *, geometry: bool = True) -> tuple[PrintedTable, ...]:
    return parse_tables(pages_to_layout(pages(text, geometry=geometry)).tables)


def rows(table: PrintedTable) -> list[str]:
    """Each row as "role code name values", blanks as "-"."""
    return [
        " ".join(
            [
                row.role.value,
                row.code or "-",
                row.name or "''",
                *("-" if f.value is None else str(f.value) for f in row.figures),
            ]
        )
        for row in table.rows
    ]


LAYOUTS = {
    "codes over 类 款 项, header and total in one row": (
        """
        收入决算表
        单位：万元
        项目 | < | < | < | 本年收入合计 | 财政拨款收入 | 其他收入
        支出功能分类科目编码 | < | < | 科目名称 | ^ | ^ | ^
        类 | 款 | 项 | 合计 | 5.00 | 4.00 | 1.00
        205 | | | 教育支出 | 5.00 | 4.00 | 1.00
        205 | 02 | | 普通教育 | 5.00 | 4.00 | 1.00
        205 | 02 | 02 | 小学教育 | 5.00 | 4.00 | 1.00
        """,
        ["本年收入合计", "财政拨款收入", "其他收入"],
        [
            "total - 合计 5.00 4.00 1.00",
            "subtotal 205 教育支出 5.00 4.00 1.00",
            "subtotal 20502 普通教育 5.00 4.00 1.00",
            "leaf 2050202 小学教育 5.00 4.00 1.00",
        ],
    ),
    "栏次 row and 合计 under merged 类 款 项": (
        """
        支出决算表
        金额单位：元
        项目 | < | < | < | 本年支出合计 | 基本支出
        编码 | < | < | 科目名称 | ^ | ^
        类 | 款 | 项 | 栏次 | 1 | 2
        ^ | ^ | ^ | 合计 | 50,000 | 50,000
        205 | < | < | 教育支出 | 50,000 | 50,000
        2050202 | < | < | 小学教育 | 50,000 | 50,000
        """,
        ["本年支出合计", "基本支出"],
        ["total - 合计 50000 50000", "subtotal 205 教育支出 50000 50000", "leaf 2050202 小学教育 50000 50000"],
    ),
    "full codes in each of 类 款 项": (
        """
        支出总表
        科目编码 | < | < | 科目名称 | 合计
        类 | 款 | 项 | ^ | ^
        201 | 20103 | 2010301 | 行政运行 | 1.00
        """,
        ["合计"],
        ["leaf 2010301 行政运行 1.00"],
    ),
    "code and name in one column": (
        """
        支出总表
        科目编码及名称 | 合计 | 基本支出
        合计 | 3.00 | 3.00
        205 教育支出 | 3.00 | 3.00
        [20502]普通教育 | 3.00 | 3.00
        """,
        ["合计", "基本支出"],
        ["total - 合计 3.00 3.00", "subtotal 205 教育支出 3.00 3.00", "leaf 20502 普通教育 3.00 3.00"],
    ),
    "every header cell ruled by itself, codes without headers": (
        """
        支出预算总表
        单位：元
        项目 | | | | 支出预算 | |
         | | | 功能分类科目名称 | 合计 | 基本支出 | 项目支出
        201 | | | 一般公共服务支出 | 20,836.42 | | 20,836.42
        201 | 06 | | 财政事务 | 20,836.42 | | 20,836.42
        201 | 06 | 02 | 一般行政管理事务 | 20,836.42 | | 20,836.42
        合计 | | | | 20,836.42 | | 20,836.42
        """,
        ["支出预算/合计", "支出预算/基本支出", "支出预算/项目支出"],
        [
            "subtotal 201 一般公共服务支出 20836.42 - 20836.42",
            "subtotal 20106 财政事务 20836.42 - 20836.42",
            "leaf 2010602 一般行政管理事务 20836.42 - 20836.42",
            "total - 合计 20836.42 - 20836.42",
        ],
    ),
    "columns in another order": (
        """
        支出总表
        科目名称 | 项目支出 | 科目编码 | 合计
        教育支出 | 1.00 | 205 | 3.00
        """,
        ["项目支出", "合计"],
        ["leaf 205 教育支出 1.00 3.00"],
    ),
    "one row without a label": (
        """
        “三公”经费和机关运行经费预算表
        “三公”经费预算数 | < | < | < | < | 机关运行经费预算数
        合计 | 公务接待费 | 公务用车购置及运行费 | < | < | ^
        ^ | ^ | 小计 | 购置费 | 运行费 | ^
        37.91 | 1.35 | 36.56 | 15 | 21.56 | 464.64
        """,
        [
            "“三公”经费预算数/合计",
            "“三公”经费预算数/公务接待费",
            "“三公”经费预算数/公务用车购置及运行费/小计",
            "“三公”经费预算数/公务用车购置及运行费/购置费",
            "“三公”经费预算数/公务用车购置及运行费/运行费",
            "机关运行经费预算数",
        ],
        ["leaf - '' 37.91 1.35 36.56 15 21.56 464.64"],
    ),
    "three blocks of one table, a total merged over two of them": (
        """
        一般公共预算财政拨款基本支出决算表
        人员经费 | < | < | 公用经费 | < | < | < | < | <
        科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
        301 | 工资福利支出 | 9 | 302 | 商品和服务支出 | 8 | 310 | 资本性支出 | 2
        30101 | 基本工资 | 9 | 30201 | 办公费 | 8 | 31002 | 办公设备购置 | 2
        人员经费合计 | < | 9 | 公用经费合计 | < | < | < | < | 10
        """,
        ["人员经费/决算数"],
        [
            "subtotal 301 工资福利支出 9",
            "leaf 30101 基本工资 9",
            "subtotal - 人员经费合计 9",
            "subtotal 302 商品和服务支出 8",
            "leaf 30201 办公费 8",
            "subtotal 310 资本性支出 2",
            "leaf 31002 办公设备购置 2",
            "subtotal - 公用经费合计 10",
        ],
    ),
    "label over two columns, the parent merged": (
        """
        收入预算总表
        项目名称 | | 金额
        收入总计 | < | 18.00
        一般公共预算资金 | 小计 | 17.00
        ^ | 公共财政拨款资金 | 17.00
        其他资金 | 小计 | 1.00
        """,
        ["金额"],
        ["total - 收入总计 18.00", "subtotal - 小计 17.00", "leaf - 公共财政拨款资金 17.00", "subtotal - 小计 1.00"],
    ),
    "unit rows that roll up their projects": (
        """
        项目支出预算表（本年预算）
        部门名称：某局  单位：万元
        项目名称 | 合计 | 2024年财政拨款 | <
        ^ | ^ | 一般公共预算 | 政府性基金预算
        1 | 2 | 3 | 4
        某局 | 24.45 | 24.45 |
        某局机关 | 24.45 | 24.45 |
        监测经费 | 9.45 | 9.45 |
        2022年结余 | 15.00 | 15.00 |
        """,
        ["合计", "2024年财政拨款/一般公共预算", "2024年财政拨款/政府性基金预算"],
        [
            "total - 某局 24.45 24.45 -",
            "subtotal - 某局机关 24.45 24.45 -",
            "leaf - 监测经费 9.45 9.45 -",
            "leaf - 2022年结余 15.00 15.00 -",
        ],
    ),
    "codes of the unit beside those of the subject": (
        """
        一般公共预算基本支出预算表
        科目编码 | < | 单位代码 | 单位名称（科目） | 合计 | 人员经费 | 公用经费
        类 | 款 | ^ | ^ | ^ | ^ | ^
         | | | 合  计 | 9.00 | 8.00 | 1.00
         | | 305001 | 某局 | 9.00 | 8.00 | 1.00
        301 | 01 | 305001 | 基本工资 | 8.00 | 8.00 |
        302 | 01 | 305001 | 办公费 | 1.00 | | 1.00
        """,
        ["合计", "人员经费", "公用经费"],
        [
            "total - 合计 9.00 8.00 1.00",
            "subtotal - 某局 9.00 8.00 1.00",
            "leaf 30101 基本工资 8.00 8.00 -",
            "leaf 30201 办公费 1.00 - 1.00",
        ],
    ),
    "last year's figures and growth beside this year's": (
        """
        一般公共预算支出表
        功能分类科目 | < | 2023年执行数 | 2024年预算数 | < | < | 2024年预算数比2023年执行数 | <
        科目编码 | 科目名称 | ^ | 小计 | 基本支出 | 项目支出 | 增减额 | 增减%
        205 | 教育支出 | 100.00 | 110.00 | 10.00 | 100.00 | 10.00 | 10.0%
        合计 | < | 100.00 | 110.00 | 10.00 | 100.00 | 10.00 | 10.0%
        """,
        [
            "2023年执行数",
            "2024年预算数/小计",
            "2024年预算数/基本支出",
            "2024年预算数/项目支出",
            "2024年预算数比2023年执行数/增减额",
            "2024年预算数比2023年执行数/增减%",
        ],
        [
            "leaf 205 教育支出 100.00 110.00 10.00 100.00 10.00 10.0",
            "total - 合计 100.00 110.00 10.00 100.00 10.00 10.0",
        ],
    ),
    "budget and actual of three-public costs under column numbers": (
        """
        财政拨款“三公”经费支出决算表
        预算数 | < | < | 决算数 | < | <
        合计 | 因公出国（境）费 | 公务接待费 | 合计 | 因公出国（境）费 | 公务接待费
        1 | 2 | 3 | 4 | 5 | 6
        10.00 | | 10.00 | 9.00 | | 9.00
        """,
        [
            "预算数/合计",
            "预算数/因公出国（境）费",
            "预算数/公务接待费",
            "决算数/合计",
            "决算数/因公出国（境）费",
            "决算数/公务接待费",
        ],
        ["leaf - '' 10.00 - 10.00 9.00 - 9.00"],
    ),
    "project table with type and unit columns": (
        """
        项目支出表
        类型 | 项目名称 | 项目单位 | 合计 | 一般公共预算
        其他运转类 | 物业费 | 某局机关 | 10.00 | 10.00
        合计 | < | < | 10.00 | 10.00
        """,
        ["合计", "一般公共预算"],
        ["leaf - 物业费 10.00 10.00", "total - 合计 10.00 10.00"],
    ),
    "circled items stand under the row above": (
        """
        “三公”经费支出预算表
        项目 | 2024年预算数
        因公出国（境）费 |
        公务用车购置及运行费 | 12.60
        ①公务用车购置费 |
        ②公务用车运行维护费 | 12.60
        合计 | 12.60
        """,
        ["2024年预算数"],
        [
            "leaf - 因公出国（境）费 -",
            "subtotal - 公务用车购置及运行费 12.60",
            "leaf - ①公务用车购置费 -",
            "leaf - ②公务用车运行维护费 12.60",
            "total - 合计 12.60",
        ],
    ),
    "其中 is of-which and makes no subtotal": (
        """
        部门收入总表
        项目 | 金额
        事业收入 | 5.00
        其中：教育收费 | 2.00
        收入总计 | 5.00
        """,
        ["金额"],
        ["leaf - 事业收入 5.00", "of_which - 其中：教育收费 2.00", "total - 收入总计 5.00"],
    ),
}


@pytest.mark.parametrize(("text", "columns", "expected"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_rows_of_a_layout(text, columns, expected):
    (table,) = parse(text)
    assert list(table.columns) == columns
    assert rows(table) == expected


def test_procurement_names_are_the_most_specific_label():
    (table,) = parse(
        """
        政府采购支出预算表
        采购品目大类 | 专项名称 | 经济科目 | 采购物品名称 | 采购组织形式 | 总计
        合计 | | | | | 50.00
        一、货物 A | | | | | 30.00
         | 设备购置费 | 办公设备购置 | | | 30.00
         | ^ | ^ | 复印机 | 政府集中采购 | 30.00
        三、服务 C | | | | | 20.00
         | | 租赁费 | | | 20.00
        """
    )
    assert [(row.name, row.parent) for row in table.rows] == [
        ("合计", None),
        ("一、货物A", None),
        ("设备购置费/办公设备购置", "设备购置费"),
        ("复印机", "办公设备购置"),
        ("三、服务C", None),
        ("租赁费", "三、服务C"),
    ]
    assert [row.role for row in table.rows[1:4]] == [RowRole.SUBTOTAL, RowRole.SUBTOTAL, RowRole.LEAF]
    assert table.rows[3].labels == ("", "设备购置费", "办公设备购置", "复印机", "政府集中采购")


def test_two_economic_classifications_side_by_side():
    (table,) = parse(
        """
        一般公共预算基本支出分经济科目表
        部门预算支出经济科目名称 | 政府预算支出经济科目名称 | 合计 | 人员经费 | 公用经费
        合计 | | 3.00 | 3.00 |
        工资福利支出 | | 3.00 | 3.00 |
        基本工资 | 工资奖金津补贴 | 1.00 | 1.00 |
        基本工资 | 工资福利支出 | 2.00 | 2.00 |
        """,
        geometry=False,
    )
    assert rows(table)[1:] == [
        "subtotal - 工资福利支出 3.00 3.00 -",
        "leaf - 基本工资 1.00 1.00 -",
        "leaf - 基本工资 2.00 2.00 -",
    ]
    assert [row.labels[1] for row in table.rows[2:]] == ["工资奖金津补贴", "工资福利支出"]


THREE_PARTS = """
收支预算总表
单位：万元
收入 | < | 支出 | < | < | <
项目名称 | 金额 | 功能分类 | < | 支出用途 | <
^ | ^ | 功能科目名称 | 金额 | 项目名称 | 金额
一、财政拨款 | 10.00 | 一、一般公共服务支出 | | 一、基本支出 | 7.00
1.一般公共预算 | 10.00 | 二、教育支出 | 10.00 | 二、项目支出 | 3.00
当年收入小计 | 10.00 | 当年支出小计 | < | < | 10.00
收入合计 | 10.00 | 支出合计 | < | < | 10.00
"""


def test_three_parts_with_a_label_merged_over_two():
    revenue, function, use = parse(THREE_PARTS)
    assert [t.side for t in (revenue, function, use)] == [
        Side.REVENUE,
        Side.EXPENDITURE_FUNCTION,
        Side.EXPENDITURE_USE,
    ]
    assert rows(revenue)[:2] == ["subtotal - 一、财政拨款 10.00", "leaf - 1.一般公共预算 10.00"]
    assert rows(function)[-2:] == ["subtotal - 当年支出小计 10.00", "total - 支出合计 10.00"]
    assert rows(use)[-1] == "total - 支出合计 10.00"
    assert use.columns == ("支出/支出用途/金额",)
    assert revenue.rows[1].parent == "一、财政拨款"


@pytest.mark.parametrize(
    ("head", "sides"),
    [
        ("收入 | < | 支出 | <\n项目 | 行次 | 项目 | 金额", None),
        ("收入 | 2024年预算 | 支出 | 2024年预算", [Side.REVENUE, Side.EXPENDITURE]),
        ("本年收入 | < | 本年支出 | <\n项目 | 预算数 | 项目 | 预算数", [Side.REVENUE, Side.EXPENDITURE]),
        ("项目 | 金额 | 项目 | 金额", [Side.REVENUE, Side.EXPENDITURE]),
    ],
    ids=["行次 is no figure", "收入 and 支出 head the labels", "two levels", "no head over the halves"],
)
def test_halves_by_their_header(head, sides):
    tables = parse(f"部门收支总表\n单位：元\n{head}\n一、一般公共预算 | 1.00 | 一、教育支出 | 1.00")
    assert [t.side for t in tables] == (sides or [None])


def test_four_blocks_by_function_and_by_two_economic_classifications():
    tables = parse(
        """
        部门收支总表
        单位：万元
        收入 | < | 支出 | < | < | < | < | <
        项目 | 金额 | 项目（按功能分类） | 金额 | 项目（按部门预算经济分类） | 金额 | 项目（按政府预算经济分类） | 金额
        一、拨款 | 1.00 | 一、教育支出 | 1.00 | 一、工资福利支出 | 1.00 | 一、机关工资福利支出 | 1.00
        """
    )
    assert [t.side for t in tables] == [
        Side.REVENUE,
        Side.EXPENDITURE_FUNCTION,
        Side.EXPENDITURE_USE,
        Side.EXPENDITURE_USE,
    ]
    assert [t.rows[0].name for t in tables] == ["一、拨款", "一、教育支出", "一、工资福利支出", "一、机关工资福利支出"]


def test_line_numbers_are_no_figures():
    revenue, expenditure = parse(
        """
        收入支出决算总表
        公开01表
        收入 | < | < | 支出 | < | <
        项目 | 行次 | 金额 | 项目 | 行次 | 金额
        栏次 | | 1 | 栏次 | | 2
        一、财政拨款收入 | 1 | 5.00 | 一、教育支出 | 32 | 5.00
        总计 | 31 | 5.00 | 总计 | 62 | 5.00
        """
    )
    assert (revenue.columns, expenditure.columns) == (("收入/金额",), ("支出/金额",))
    assert rows(expenditure) == ["leaf - 一、教育支出 5.00", "total - 总计 5.00"]


@pytest.mark.parametrize(
    ("printed", "value", "warned"),
    [
        ("1,882.34", Decimal("1882.34"), False),
        ("0.00", Decimal("0.00"), False),
        ("", None, False),
        ("—", None, False),
        ("无", None, False),
        ("（12.50）", Decimal("-12.50"), False),
        ("24.37万元", Decimal("24.37"), False),
        ("12.5万", None, True),
        ("见附件", None, True),
        ("1,234,567.8\\n9", Decimal("1234567.89"), True),
        ("12\\n13", None, True),
    ],
    ids=[
        "separators",
        "zero",
        "blank",
        "dash",
        "无",
        "brackets",
        "unit behind",
        "half a unit",
        "words",
        "torn digits",
        "two figures",
    ],
)
def test_a_cell_is_a_figure_a_blank_or_a_warning(printed, value, warned):
    (table,) = parse(
        f"支出总表\n科目名称 | 合计\n教育支出 | {printed}\n卫生支出 | 1.00\n农林支出 | 2.00\n其他支出 | 3.00"
    )
    row = table.rows[0]
    assert (row.figures[0].value, bool(row.warnings)) == (value, warned)


@pytest.mark.parametrize(
    ("figures", "warned"),
    [
        ("2,153.13 | 247.80 | 1,905.34", False),
        ("2,153.13 | 247.80 | 1,905.43", True),
        ("2,153.13 | | 2,153.13", False),
        ("2,153.13 | | ", False),
        (" | 1.00 | 2.00", False),
    ],
    ids=["within rounding", "transposed digits", "blank part", "no parts", "no total"],
)
def test_row_that_does_not_add_up_is_marked(figures, warned):
    (table,) = parse(f"支出总表\n科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n205 | 教育支出 | {figures}")
    assert bool(table.rows[0].warnings) is warned


def test_units_of_single_columns_and_counts():
    (table,) = parse(
        """
        “三公”经费支出情况表
        项目 | 金额（元） | 批次（个）
        公务接待费 | 360,000 | 12
        """
    )
    assert [f.unit for f in table.rows[0].figures] == [Unit.YUAN, None]


@pytest.mark.parametrize(
    ("printed", "unit"),
    [("24.37万元", Unit.TEN_THOUSAND), ("243,700元", Unit.YUAN), ("3辆", None), ("5.2%", None), ("24.37", Unit.YUAN)],
)
def test_unit_printed_behind_a_figure_holds_for_its_cell(printed, unit):
    (table,) = parse(f"支出总表\n单位：元\n科目名称 | 合计\n教育支出 | {printed}")
    assert table.rows[0].figures[0].unit is unit


def test_empty_table_is_published_with_nothing_budgeted():
    (table,) = parse(
        "政府性基金预算支出表\n科目编码 | 科目名称 | 合计 | 基本支出\n合计 | | |\n注：本表无数据", geometry=False
    )
    assert table.is_empty
    assert rows(table) == ["total - 合计 - -"]
    assert [n.text for n in table.notes] == ["注：本表无数据"]


def test_a_zero_is_no_blank():
    (table,) = parse("政府性基金预算支出表\n科目名称 | 合计\n合计 | 0.00")
    assert not table.is_empty


def test_sub_headers_on_the_total_row_of_an_empty_table():
    (table,) = parse(
        """
        政府性基金预算财政拨款收入支出决算表
        项目 | < | 本年收入 | 本年支出 | < | 年末结转和结余
        科目编码 | 科目名称 | ^ | ^ | ^ | ^
        合计 | < | | 合计 | 基本支出 |
        """
    )
    assert table.columns == ("本年收入", "本年支出/合计", "本年支出/基本支出", "年末结转和结余")
    assert rows(table) == ["total - 合计 - - - -"]
    assert table.is_empty


def test_unknown_table_keeps_its_grid():
    (table,) = parse("部门单位构成\n序号 | 单位名称 | 备注\n1 | 某局（本级） |\n2 | 某中心 | 并入本级")
    assert table.kind is TableKind.OTHER
    assert [row.labels for row in table.rows] == [("某局（本级）", ""), ("某中心", "并入本级")]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("因公出国（境）费 | 公务接待费 | 公务用车购置费", TableKind.THREE_PUBLIC),
        ("科目编码 | 科目名称 | 人员经费 | 公用经费", TableKind.GENERAL_BASIC),
        ("收入 | 金额 | 支出 | 金额 | 项目", TableKind.REVENUE_EXPENDITURE_SUMMARY),
        ("科目编码 | 科目名称 | 财政拨款收入 | 事业收入 | 其他收入", TableKind.REVENUE_SUMMARY),
        ("甲 | 乙 | 丙", TableKind.OTHER),
    ],
)
def test_kind_by_the_header_where_no_title_is_printed(head, kind):
    width = head.count("|")
    tables = parse(f"{head}\n" + " | ".join(["1.00"] * (width + 1)))
    assert {t.kind for t in tables} == {kind}


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("支出总表\n部门：某局\n科目编码 | 科目名称 | 合计\n205 | 教育支出 | 3.00", "没有印金额单位"),
        ("支出总表\n部门：某局 单位：美元\n科目编码 | 科目名称 | 合计\n205 | 教育支出 | 3.00", "美元"),
        ("支出总表\n单位：元\n科目编码 | 科目名称 | 合计", "只有表头"),
        ("支出总表\n单位：元\n科目名称 | 合计\n教育 | 3\n卫生 | 1\n农林 | 2", "没有合计行"),
        ("支出总表\n单位：元\n科目名称 | 合计\n教育 | -3\n合计 | -3", "2 个负数"),
        ("支出总表\n单位：元\n科目名称 | 说明\n教育 | 见附件", "没有找到数字列"),
        ("支出总表\n部门：" + "某" * 60 + "局 单位：元\n科目名称 | 合计\n教育 | 3", "只取前"),
    ],
    ids=["no unit", "foreign money", "header only", "no total", "negative", "no figure column", "endless name"],
)
def test_what_a_reader_must_be_told_of_a_table(text, warning):
    (table,) = parse(text)
    assert any(warning in said for said in table.warnings), table.warnings


def test_a_sound_table_carries_no_warning():
    (table,) = parse("支出总表\n单位：元\n科目名称 | 合计\n教育 | 3\n卫生 | 1\n合计 | 4")
    assert table.warnings == ()


def test_header_of_figures_stays_one_over_unreadable_cells():
    (table,) = parse("支出总表\n单位：元\n科目编码 | 科目名称 | 合计\n205 | 教育支出 | 1.2.3\n206 | 科学技术支出 | ②")
    assert table.columns == ("合计",)
    assert [(row.figures[0].value, bool(row.warnings)) for row in table.rows] == [(None, True), (None, True)]


def test_ids_are_unique():
    tables = parse("甲表 某某\n项目 | 金额\n某某 | 1.00\n乙文字\n项目 | 金额\n某某 | 1.00")
    assert [t.table_id for t in tables] == ["other", "other.2"]


def test_every_kind_has_one_form():
    kinds = [kind for kind, _ in FORMS]
    assert sorted(kinds) == sorted(TableKind)


def test_roles_without_leaves_being_summed_twice():
    revenue, *_ = parse(THREE_PARTS)
    leaves = [row.figures[0].value for row in revenue.rows if row.role is RowRole.LEAF]
    assert sum(value for value in leaves if value is not None) == Decimal("10.00")
