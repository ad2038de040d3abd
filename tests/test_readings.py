"""Sums that another reading explains accuse nobody; one that none explains is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from budget.checks import check_disclosure
from budget.meaning.readings import has_nested_reading
from budget.models import Disclosure, Level, Place, PrintedTable, Status, Unit
from tests.builders import make_disclosure, make_table

NESTED = [
    # total | rows as printed | whether some of them can be parts of the one before
    ("30", "20 10", True),
    ("30", "20 15 5 10", True),
    ("30", "20 15 10 5 5 10", True),
    ("31", "20 15 5 10", False),
    ("30", "30 20 10", True),
    ("30", "15 5 20 10", False),
    ("0", "0 0", False),
    ("30", "-5 35", False),
]


@pytest.mark.parametrize(("total", "rows", "is_possible"), NESTED)
def test_rows_may_be_parts_of_the_one_before(total: str, rows: str, is_possible: bool):
    assert has_nested_reading(Decimal(total), [Decimal(row) for row in rows.split()]) is is_possible


def by_unit(*rows: tuple[str, str], title: str = "收入总体情况表") -> PrintedTable:
    made = [(None, name, amount) for name, amount in rows]
    return replace(make_table("revenue_summary", ("合计",), made), title=title)


def of_which(*spent: tuple[str, str, str, str]) -> PrintedTable:
    columns = ("支出总计", "基本支出", "项目支出", "事业单位经营支出")
    return make_table("expenditure_summary", columns, [(None, *row) for row in spent])


ONE_SUBJECT = [("201", "一般公共服务支出", "1378.41"), (None, "合计", "1378.41")]


def coded(*rows: tuple[str | None, str, str], kind: str = "general_expenditure") -> PrintedTable:
    return make_table(kind, ("预算数",), rows)


def of_government(*rows: tuple[str | None, str, str]) -> Disclosure:
    return make_disclosure(coded(*rows), level=Level.GOVERNMENT)


def levels_of_government(rest: str) -> Disclosure:
    columns = ("合计", "自治区本级", rest)
    rows = [(None, "一、利润收入", "9.00", "4.00", "5.00"), (None, "转移支付收入", "7.00", "7.00", "7.00")]
    return make_disclosure(make_table("state_capital", columns, rows), level=Level.GOVERNMENT)


SUBJECTS_OF_UNITS = [
    (None, "合计", "30.00", "30.00"),
    (None, "某市建筑工务署（本级）", "20.00", "20.00"),
    (None, "资本性支出", "20.00", "20.00"),
    (None, "办公设备购置", "19.00", "19.00"),
    (None, "其他资本性支出", "1.00", "1.00"),
    (None, "某市工程管理中心", "10.00", "10.00"),
    (None, "工资福利支出", "10.00", "10.00"),
    (None, "基本工资", "10.00", "10.00"),
]
INNOCENT: dict[str, Disclosure] = {
    "a code lost in its cell": make_disclosure(
        coded(
            ("30101", "基本工资", "20.00"),
            ("30108", "养老保险", "6.00"),
            (None, "缴费30109-职业年金缴费", "3.00"),
            ("30110", "职工基本医疗保险缴费", "4.00"),
            (None, "合计", "33.00"),
            kind="general_basic",
        )
    ),
    "transfers below one another": make_disclosure(
        coded(
            ("103", "非税收入", "50.00"),
            ("110", "上级补助收入", "30.00"),
            ("11001", "返还性收入", "10.00"),
            ("11002", "一般性转移支付收入", "20.00"),
            ("11008", "上年结余收入", "7.00"),
            ("105", "债务收入", "5.00"),
            (None, "收入总计", "92.00"),
        )
    ),
    "secret items of a government": of_government(
        ("204", "公共安全支出", "60.00"), ("20402", "公安", "60.00"), ("2040201", "行政运行", "50.00")
    ),
    "everything listed twice": make_disclosure(
        make_table("procurement", ("金额",), [(None, name, "5.00") for name in ("货物", "某市数据局", "合计")][::-1])
    ),
    "a total whose rows stand on the page before": make_disclosure(
        make_table(
            "revenue_expenditure_summary",
            ("预算数",),
            [(None, "本年收入合计", ""), (None, "上年结转", "0.00"), (None, "收入总计", "33.00")],
            side="revenue",
        )
    ),
    "levels of government give each other": levels_of_government("地市级及以下"),
    "a department above its units as one of them": make_disclosure(
        replace(
            by_unit(("合计", "119.00"), ("某市国资委", "118.00"), ("某市监测中心", "1.00")), department="某市国资委"
        )
    ),
    "a column that the others hold": make_disclosure(
        of_which(("甲中心", "190.00", "50.00", "140.00", "11.00"), ("乙中心", "11.00", "2.00", "9.00", "9.00"))
    ),
    "a table whose next page has no title": make_disclosure(
        by_unit(("合计", "119.00"), ("某市国资委", "18.00")),
        replace(by_unit(("某市监测中心", "101.00")), title="", table_id="other", place=Place(page=2)),
    ),
    "one number under two units": make_disclosure(
        make_table(
            "expenditure_summary", ("合计",), [("201", "一般公共服务支出", "1378.41"), (None, "合计", "1378.41")]
        ),
        make_table(
            "general_expenditure",
            ("合计",),
            [("201", "一般公共服务支出", "1378.41"), (None, "合计", "1378.41")],
            unit=Unit.YUAN,
        ),
    ),
}


@pytest.mark.parametrize("case", INNOCENT)
def test_another_reading_accuses_nobody(case: str):
    arithmetic = [f for f in check_disclosure(INNOCENT[case]) if f.rule.startswith(("arithmetic.", "cross."))]
    assert [f for f in arithmetic if f.status is Status.FAILED] == []
    assert any(f.status is Status.NOT_POSSIBLE for f in arithmetic)


def test_a_table_of_several_units_is_read_by_their_names():
    table = make_table("general_basic", ("总计", "一般公共预算拨款"), SUBJECTS_OF_UNITS)
    levels = [f.status for f in check_disclosure(make_disclosure(table)) if f.rule == "arithmetic.levels"]
    assert levels == [Status.PASSED] * 8


GUILTY = {
    "numbered rows are no parts of one another": make_table(
        "fund_expenditure",
        ("预算数", "上年数"),
        [
            (None, "合计", "30.00", "30.00"),
            (None, "一、文化支出", "20.00", "10.00"),
            (None, "二、城乡社区支出", "4.00", "10.00"),
            (None, "三、农林水支出", "4.00", "0.00"),
            (None, "四、其他支出", "10.00", "10.00"),
        ],
    ),
    "an item too much under its code": coded(
        (None, "合计", "30.00"), ("301", "工资福利支出", "20.00"), ("30101", "基本工资", "15.00"),
        ("30102", "津贴补贴", "5.00"), ("30199", "其他工资福利支出", "4.00"), ("302", "商品和服务支出", "10.00"),
        ("30201", "办公费", "10.00"),
    ),
    "公安 of a department": coded(
        (None, "合计", "60.00"), ("204", "公共安全支出", "60.00"), ("20402", "公安", "60.00"),
        ("2040201", "行政运行", "50.00"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GUILTY)
def test_what_codes_prove_is_named(case: str):
    failed = [f for f in check_disclosure(make_disclosure(GUILTY[case])) if f.status is Status.FAILED]
    assert {f.rule for f in failed} & {"arithmetic.levels", "arithmetic.totals"}


def test_a_sum_that_no_reading_explains_is_named():
    wrong = make_disclosure(by_unit(("合计", "120.00"), ("甲中心", "118.00"), ("乙中心", "1.00")))
    assert any(f.rule == "arithmetic.totals" and f.status is Status.FAILED for f in check_disclosure(wrong))
