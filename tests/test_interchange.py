"""The exchange form: numbers exact, blanks null, halves with a side, forms as entries."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from budget.export.interchange import amount_to_number, disclosure_to_interchange, table_to_interchange
from tests.grids import parse


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1905.34"), "1905.34"),
        (Decimal("189767551"), "189767551"),
        (Decimal("0.00"), "0.0"),
        (Decimal("-12.50"), "-12.5"),
        (Decimal("99999999999.99"), "99999999999.99"),
        (None, "null"),
    ],
)
def test_amount_as_json(value, written):
    assert json.dumps(amount_to_number(value)) == written


def test_halves_blanks_and_parents():
    tables = parse(
        """
        部门收支总表
        单位：万元
        收入 | < | 支出 | <
        项目 | 金额 | 项目 | 金额
        一、财政拨款 | 1.00 | 一、教育支出 |
        （一）一般公共预算 | 1.00 | 二、其他支出 | 0.00
        """
    )
    revenue, expenditure = map(table_to_interchange, tables)
    assert (revenue["kind"], revenue["side"], revenue["unit"], revenue["pages"], revenue["empty"]) == (
        "revenue_expenditure_summary",
        "revenue",
        "万元",
        [1],
        False,
    )
    assert [(r["name"], r["values"], r.get("parent")) for r in revenue["rows"]] == [
        ("一、财政拨款", [1.0], None),
        ("（一）一般公共预算", [1.0], "一、财政拨款"),
    ]
    assert [r["values"] for r in expenditure["rows"]] == [[None], [0.0]]


def test_bundled_disclosure(bundled):
    made = disclosure_to_interchange(bundled)
    json.dumps(made)
    assert (made["doc_kind"], made["level"], made["department"], made["fiscal_year"]) == (
        "budget",
        "department",
        "长治市生态环境局上党分局",
        2024,
    )
    kinds = [(t["kind"], t.get("side")) for t in made["tables"]]
    assert kinds.count(("performance_project", None)) == 8  # nine sheets, one project on two of them
    assert ("performance_overall", None) in kinds
    assert {t["kind"] for t in made["tables"] if t["empty"]} == {"fund_revenue", "fund_expenditure", "state_capital"}
