"""The ledger as a whole: merging of root causes, JSON and text."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from budget.checks import check_disclosure
from budget.checks.compare import add, compare, one
from budget.export.ledger import ledger_to_json, ledger_to_text
from budget.meaning.cells import table_cells, table_places
from budget.models import Status, Unit, say
from tests.builders import make_disclosure, make_form, make_indicator, make_table, with_figure
from tests.checks_samples import subjects

TOTAL = say("tables.total")
COLUMNS = ("合计", "基本支出", "项目支出")


def failed(disclosure) -> list:
    return [found for found in check_disclosure(disclosure) if found.status is Status.FAILED and found.difference]


def test_one_wrong_cell_is_one_finding_with_its_other_places():
    spending, general = subjects("expenditure_summary", COLUMNS), subjects("general_expenditure", COLUMNS)
    wrong = with_figure(spending, 6, 0, "27.00")
    findings = failed(make_disclosure(wrong, general))
    assert len(findings) == 1
    cells = {str(operand.ref) for operand in findings[0].operands + findings[0].also_at}
    assert {
        "expenditure_summary/6/0",
        "expenditure_summary/5/0",
        "expenditure_summary/6/1",
        "general_expenditure/6/0",
    } <= cells


def test_two_wrong_cells_are_two_findings():
    table = with_figure(with_figure(subjects("expenditure_summary", COLUMNS), 6, 0, "27.00"), 3, 0, "13.00")
    assert len(failed(make_disclosure(table))) == 2


def test_a_row_left_out_is_one_finding_over_all_columns():
    table = subjects("expenditure_summary", COLUMNS)
    for row in (4, 5, 6):  # 4.00 + 16.00: three times 5.00 would be the total by another reading
        table = with_figure(with_figure(table, row, 1, "4.00"), row, 2, "16.00")
    table = with_figure(with_figure(table, 0, 1, "14.00"), 0, 2, "16.00")
    short = replace(table, rows=tuple(row for row in table.rows if row.code not in ("208", "20805", "2080501")))
    findings = failed(make_disclosure(short))
    assert [found.rule for found in findings] == ["arithmetic.totals"]
    assert {"expenditure_summary/0/0", "expenditure_summary/0/1"} <= {
        str(operand.ref) for operand in findings[0].operands + findings[0].also_at
    }


def test_findings_about_one_amount_of_a_form_are_joined():
    indicators = [("year", "产出指标", "成本指标", "预算成本", "≤360000元")]
    form = make_form("执法经费", period="360,000", year="300,000", indicators=indicators, fields={"项目期": "99年"})
    findings = failed(make_disclosure(project_forms=[form]))
    assert len(findings) == 1
    assert findings[0].reason is not None
    (other,) = findings[0].reason.said["others"]
    assert other.id == "forms.cost_above"


def test_rounding_grows_with_the_addends_and_is_none_to_the_fen():
    rows = [(None, "甲", "0.334"), (None, "乙", "0.333"), (None, "丙", "0.333"), (None, "合计", "1.001")]
    for unit, expected in ((Unit.TEN_THOUSAND, Status.ROUNDING), (Unit.YUAN, Status.FAILED)):
        cells = table_cells(make_table("other", ("金额",), rows, unit=unit))
        (found,) = compare(one(cells.cell(3, 0)), add(cells.column(range(3), 0)), TOTAL)
        assert found.status is expected
    cells = table_cells(make_table("other", ("金额",), rows))
    (found,) = compare(one(cells.cell(3, 0)), add(cells.column(range(3), 0)), TOTAL)
    assert found.tolerance == Decimal("0.0020")  # (3 + 1) × half of 0.001 万元


def test_dropped_zeros_do_not_widen_the_tolerance():
    kept = make_table("other", ("金额",), [(None, "甲", "12.60"), (None, "乙", "3.00")])
    dropped = make_table("other", ("金额",), [(None, "甲", "12.65"), (None, "乙", "3")])
    whole = make_table("other", ("金额",), [(None, "甲", "12"), (None, "乙", "3")])
    assert [table_places(table) for table in (kept, dropped, whole)] == [2, 2, 0]
    assert table_cells(dropped).cell(1, 0).rounding == Decimal("0.005") * 10_000


def test_a_blank_adds_nothing_and_an_unreadable_cell_stops_the_check():
    rows = [(None, "甲", "3.00"), (None, "乙", "—"), (None, "丙", "3.O0"), (None, "合计", "3.00")]
    cells = table_cells(make_table("other", ("金额",), rows))
    for parts, expected in (((0, 1), Status.PASSED), ((0, 2), Status.NOT_POSSIBLE)):
        (found,) = compare(one(cells.cell(3, 0)), add(cells.column(parts, 0)), TOTAL)
        assert found.status is expected
    assert compare(one(cells.cell(1, 0)), add(cells.column((1,), 0)), TOTAL) == []


def test_most_sums_failing_means_the_layout_was_misread():
    table = subjects("expenditure_summary", COLUMNS)
    for row in (1, 4, 5):
        table = with_figure(table, row, 0, f"{90 + row}.00")
    levels = [f for f in check_disclosure(make_disclosure(table)) if f.rule == "arithmetic.columns"]
    assert Status.FAILED in {f.status for f in levels} or Status.NOT_POSSIBLE in {f.status for f in levels}


def test_json_has_the_exchange_shape():
    table = with_figure(subjects("expenditure_summary", COLUMNS), 6, 0, "27.00")
    found = next(f for f in json.loads(ledger_to_json(check_disclosure(make_disclosure(table))))["findings"]
                 if f["status"] == "failed" and f["class"] == "arithmetic")  # fmt: skip
    assert {"rule", "status", "class", "operands", "difference", "tolerance", "sentence"} <= found.keys()
    assert found["message"]["id"] == "compare.failed"
    gap = dict(found["message"]["arguments"])["gap"]
    assert gap == {"type": "Money", "value": "7", "unit": "万元", "places": 2}
    operand = found["operands"][0]
    assert {"value", "unit", "page", "table", "row", "column", "text", "box"} <= operand.keys()
    assert isinstance(operand["value"], float)


def test_text_groups_by_class_and_names_the_places():
    table = with_figure(subjects("expenditure_summary", COLUMNS), 6, 0, "27.00")
    text = ledger_to_text(check_disclosure(make_disclosure(table)))
    assert text.startswith("全部：共 ")
    assert "表内相加：共" in text
    assert "又见" in text
    assert "27.00" in text


def test_an_indicator_without_number_keeps_its_words():
    assert make_indicator("year", "效益", "社会", "幸福感", "提升").target_number is None
