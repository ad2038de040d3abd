"""Sums that another reading explains accuse nobody; one that none explains is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from budget.checks import check_disclosure
from budget.meaning.readings import has_nested_reading
from budget.models import Disclosure, Place, PrintedTable, Status, Unit
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
INNOCENT: dict[str, Disclosure] = {
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


def test_a_sum_that_no_reading_explains_is_named():
    wrong = make_disclosure(by_unit(("合计", "120.00"), ("甲中心", "118.00"), ("乙中心", "1.00")))
    assert any(f.rule == "arithmetic.totals" and f.status is Status.FAILED for f in check_disclosure(wrong))
