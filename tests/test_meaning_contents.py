"""Which entries of a contents list name a table, and of which kind."""

from __future__ import annotations

import pytest

from budget.meaning.contents import heading_to_kind, promised_entry, promised_tables
from budget.models import TableKind
from tests.builders import make_disclosure


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("二、2026年市级部门收入预算总表", TableKind.REVENUE_SUMMARY),
        ("五、一般公共预算拨款支出预算表", TableKind.GENERAL_EXPENDITURE),
        ("六、政府性基金预算拨款支出预算表", TableKind.FUND_EXPENDITURE),
        ("八、一般公共预算支出经济分类情况表", None),
        ("政府债务情况表", TableKind.DEBT),
        ("第二部分 部门概况", None),
    ],
)
def test_kind_that_a_heading_names(heading, kind):
    assert heading_to_kind(heading) is kind


@pytest.mark.parametrize(
    ("heading", "is_table"),
    [
        ("一、收支预算总表", True),
        ("项目支出预算表（上年结转）", True),
        ("第二部分 2024年度部门预算公开表", False),
        ("预算公开表", False),
        ("三、支出预算情况说明", False),
    ],
)
def test_entries_that_name_one_table(heading, is_table):
    disclosure = make_disclosure(contents=[heading])
    assert [entry.heading for entry in promised_tables(disclosure)] == ([heading] if is_table else [])


def test_a_table_comes_before_the_prose_about_it():
    disclosure = make_disclosure(contents=["一、收入预算情况说明", "二、收入总表"])
    entry = promised_entry(disclosure, TableKind.REVENUE_SUMMARY)
    assert entry is not None
    assert entry.heading == "二、收入总表"
    assert promised_entry(disclosure, TableKind.THREE_PUBLIC) is None


def test_prose_alone_promises_too():
    disclosure = make_disclosure(contents=["一、收入预算情况说明"])
    assert promised_entry(disclosure, TableKind.REVENUE_SUMMARY) is disclosure.contents[0]
