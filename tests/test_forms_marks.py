"""What is marked rather than guessed: cells that are no figure, tables that lack something."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget.models import NoticeKind, Unit
from budget.words import message_to_text
from tests.grids import parse


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
        ("136.9\\n72", None, True),
        ("136.9\\n72%", None, True),
        ("24.37\\n万元", Decimal("24.37"), False),
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
        "two figures, the first with a decimal",
        "two figures before a sign",
        "unit under a figure",
        "two figures",
    ],
)
def test_a_cell_is_a_figure_a_blank_or_a_warning(printed, value, warned):
    (table,) = parse(
        f"支出总表\n科目名称 | 合计\n教育支出 | {printed}\n卫生支出 | 1.00\n农林支出 | 2.00\n其他支出 | 3.00"
    )
    row = table.rows[0]
    assert (row.figures[0].value, bool(row.notices)) == (value, warned)


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


NOT_READ, AS_PRINTED = NoticeKind.NOT_READ, NoticeKind.AS_PRINTED


@pytest.mark.parametrize(
    ("text", "warning", "kind"),
    [
        ("支出总表\n部门：某局\n科目编码 | 科目名称 | 合计\n205 | 教育支出 | 3.00", "没有印金额单位", NOT_READ),
        ("支出总表\n部门：某局 单位：美元\n科目编码 | 科目名称 | 合计\n205 | 教育支出 | 3.00", "美元", NOT_READ),
        ("支出总表\n单位：元\n科目编码 | 科目名称 | 合计", "只有表头", NOT_READ),
        ("支出总表\n单位：元\n科目名称 | 合计\n教育 | 3\n卫生 | 1\n农林 | 2", "没有合计行", AS_PRINTED),
        ("支出总表\n单位：元\n科目名称 | 合计\n教育 | -3\n合计 | -3", "2 个负数", AS_PRINTED),
        ("支出总表\n单位：元\n科目名称 | 说明\n教育 | 见附件", "没有找到数字列", NOT_READ),
        ("支出总表\n部门：" + "某" * 60 + "局 单位：元\n科目名称 | 合计\n教育 | 3", "只取前", AS_PRINTED),
    ],
    ids=["no unit", "foreign money", "header only", "no total", "negative", "no figure column", "endless name"],
)
def test_what_a_reader_must_be_told_of_a_table(text, warning, kind):
    (table,) = parse(text)
    assert [n.kind for n in table.notices if warning in message_to_text(n.message)] == [kind]


def test_a_sound_table_carries_no_warning():
    (table,) = parse("支出总表\n单位：元\n科目名称 | 合计\n教育 | 3\n卫生 | 1\n合计 | 4")
    assert table.notices == ()


def test_header_of_figures_stays_one_over_unreadable_cells():
    (table,) = parse("支出总表\n单位：元\n科目编码 | 科目名称 | 合计\n205 | 教育支出 | 1.2.3\n206 | 科学技术支出 | ②")
    assert table.columns == (("合计",),)
    assert [(row.figures[0].value, bool(row.notices)) for row in table.rows] == [(None, True), (None, True)]
