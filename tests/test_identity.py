"""Whose disclosure it is: covers, heads and titles as they are printed in several places."""

from __future__ import annotations

import pytest

from budget.document.identity import identify_document, identity_notices, text_to_year
from budget.layout import pages_to_layout
from budget.models import Level, Phase
from budget.words import message_to_text
from tests.grids import pages

TABLE = "科目名称 | 合计\n教育支出 | 1.00\n"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025年区级部门预算", 2025),
        ("2 0 2 4 年 度 部 门 预 算 公 开", 2024),
        ("二〇二四年度部门决算", 2024),
        ("二○二三年部门预算", 2023),
        ("２０２２年度部门决算", 2022),
        ("2018 年 2 月 24 日", None),
        ("编制日期：2024-03-06", None),
        ("预算公开", None),
    ],
)
def test_year_of_a_text(text, year):
    assert text_to_year(text) == year


CASES = {
    "cover with the department above": (
        "某市财政局\n2024年度部门决算\n--- page\n收入支出决算总表\n单位：万元\n" + TABLE,
        ("某市财政局2024年度部门决算", "某市财政局", 2024, Phase.FINAL_ACCOUNT, Level.DEPARTMENT),
    ),
    "cover with the year first and a date": (
        "2018 年度江苏省某某高级\n人民法院预算公开\n2018 年 2 月 24 日\n--- page\n收支预算总表\n单位：元\n" + TABLE,
        ("2018年度江苏省某某高级人民法院预算公开", "江苏省某某高级人民法院", 2018, Phase.BUDGET, None),
    ),
    "letter-spaced cover, contents after it": (
        "某 县 民 政 局\n2 0 2 4 年 度 部 门 预 算 公 开\n目 录\n第一部分 概况\n" + TABLE,
        ("某县民政局2024年度部门预算公开", "某县民政局", 2024, Phase.BUDGET, Level.DEPARTMENT),
    ),
    "a unit under its master department": (
        "某市某区2025年区级单位预算\n预算主管部门：某区教育局\n预算单位：某区第一中学\n--- page\n"
        "2025年单位收入预算总表\n编制单位：某区第一中学  单位：元\n" + TABLE,
        ("某市某区2025年区级单位预算", "某区第一中学", 2025, Phase.BUDGET, Level.UNIT),
    ),
    "tables only: year in a title, department in the heads": (
        "收支预算总表\n部门：406001-某省委办公厅 单位：万元\n"
        + TABLE
        + "--- page\n2017年政府采购预算表\n部门：某省委办公厅 单位：万元\n"
        + TABLE,
        (None, "某省委办公厅", 2017, Phase.BUDGET, Level.DEPARTMENT),
    ),
    "titles of accounts that name the fund": (
        "".join(
            f"2024年{fund}预算财政拨款支出决算表\n单位：元\n{TABLE}--- page\n" for fund in ("一般公共", "政府性基金")
        )
        + "公开表\n某 | 某\n某 | 1.00",
        (None, None, 2024, Phase.FINAL_ACCOUNT, None),
    ),
    "nothing printed": ("某某\n项目 | 金额\n某 | 1.00", (None, None, None, None, None)),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_identity_of_a_document(text, expected):
    made = pages(text)
    found = identify_document(pages_to_layout(made), made)
    assert (found.title, found.department, found.fiscal_year, found.phase, found.level) == expected


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("2025年部门预算\n--- page\n支出总表\n单位：元\n" + TABLE, "没有印部门"),
        ("支出总表\n部门：某局 单位：元\n" + TABLE, "没有印年度"),
        (
            "2025年部门预算\n--- page\n支出总表\n部门：某财政局 单位：元\n"
            + TABLE
            + "--- page\n支出总表\n部门：某卫健委 单位：元\n"
            + TABLE,
            "不止一个部门",
        ),
    ],
    ids=["no name", "no year", "two departments"],
)
def test_what_is_left_open_is_said(text, warning):
    made = pages(text)
    layout = pages_to_layout(made)
    (notice,) = identity_notices(layout, identify_document(layout, made))
    assert warning in message_to_text(notice.message)
