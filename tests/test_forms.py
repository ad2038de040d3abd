"""Tables → rows with codes, names, figures and roles; halves and blocks. Layouts of several places, one grid each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget.models import RowRole, Side, TableKind
from tests.grids import parse, rows


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
    assert [t.side for t in (revenue, function, use)] == [Side.REVENUE, Side.EXPENDITURE_FUNCTION, Side.EXPENDITURE_USE]
    assert rows(revenue)[:2] == ["subtotal - 一、财政拨款 10.00", "leaf - 1.一般公共预算 10.00"]
    assert rows(function)[-2:] == ["subtotal - 当年支出小计 10.00", "total - 支出合计 10.00"]
    assert rows(use)[-1] == "total - 支出合计 10.00"
    assert use.columns == (("支出", "支出用途", "金额"),)
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
    assert (revenue.columns, expenditure.columns) == ((("收入", "金额"),), (("支出", "金额"),))
    assert rows(expenditure) == ["leaf - 一、教育支出 5.00", "total - 总计 5.00"]


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
    assert table.columns == (("本年收入",), ("本年支出", "合计"), ("本年支出", "基本支出"), ("年末结转和结余",))
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


def test_ids_are_unique():
    tables = parse("甲表 某某\n项目 | 金额\n某某 | 1.00\n乙文字\n项目 | 金额\n某某 | 1.00")
    assert [t.table_id for t in tables] == ["other", "other.2"]


def test_roles_without_leaves_being_summed_twice():
    revenue, *_ = parse(THREE_PARTS)
    leaves = [row.figures[0].value for row in revenue.rows if row.role is RowRole.LEAF]
    assert sum(value for value in leaves if value is not None) == Decimal("10.00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """
            支出预算总表
            科目编码 | 科目名称 | 合计
            211 | 节能环保支出 | 3.00
            2110301 | 大气 | 1.00
            2110301 | 大气 | 2.00
            """,
            ["subtotal 节能环保支出 -", "leaf 大气 -", "leaf 大气 -"],
        ),
        (
            """
            一般公共预算基本支出表
            经济科目名称 | 合计
            合计 | 3.00
            工资福利支出 | 1.00
            商品和服务支出 | 2.00
            办公费 | 2.00
            """,
            ["total 合计 -", "leaf 工资福利支出 -", "subtotal 商品和服务支出 -", "leaf 办公费 -"],
        ),
        (
            """
            支出预算总表
            项目 | 合计
            合计 | 3.00
            （一）基本支出 | 1.00
            1.人员经费 | 1.00
            （二）项目支出 | 2.00
            """,
            ["total 合计 -", "subtotal （一）基本支出 -", "leaf 1.人员经费 （一）基本支出", "leaf （二）项目支出 -"],
        ),
    ],
    ids=["one code on two rows", "a class without rows of its own", "nothing stands under 合计"],
)
def test_which_rows_stand_under_which(text: str, expected: list[str]):
    (table,) = parse(text)
    assert [f"{row.role} {row.name} {row.parent or '-'}" for row in table.rows] == expected
