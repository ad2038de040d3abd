"""A whole government's report: known as such, not judged by the rules for departments, shown with what it has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budget import read_disclosure
from budget.catalogue import FOLDERS_VARIABLE, list_disclosures
from budget.checks import check_disclosure
from budget.checks.ledger import OF_GOVERNMENTS, RULES
from budget.frames import OF_DEPARTMENTS, frames_of
from budget.models import Level, Phase, Status
from budget.views.book import Book
from budget.views.report import Part, offers, part_choices, report_headline, totals_table
from tests.conftest import REAL
from tests.places_truth import converted_text
from tests.test_pages import NAMES, assert_stands, open_page

PLACES = REAL.parent / "places"
REPORTS = [
    # file | government, budget year
    ("gov-fcg-2026", "防城港市", 2026),
    ("gov-sjz-2018", "石家庄市", 2019),
    ("gov-wh-2025-rev", "武汉市", 2025),
    ("gov-xj-2025-budget", None, 2025),
]


def read(folder, text):
    file = folder / "report.txt"
    file.write_text(text, "utf-8")
    return read_disclosure(file)


@pytest.fixture
def report(tmp_path):
    return read(tmp_path, converted_text("city-government"))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (
            "某市2024年市本级一般公共预算收入表\n单位：万元\n项目\t预算数\n税收收入\t5\n增值税\t5\n合计\t5\n",
            Level.GOVERNMENT,
        ),
        ("2023年政府债务限额余额情况表\n单位：万元\n项目\t限额\n全市\t5\n", Level.GOVERNMENT),
        (
            "某市财政局2024年部门预算\n\n收入预算总表\n单位：万元\n项目\t预算数\n财政拨款\t5\n合计\t5\n",
            Level.DEPARTMENT,
        ),
        (
            "某市财政局2023年部门预算执行情况和2024年部门预算\n\n收入预算总表\n单位：万元\n项目\t预算数\n财政拨款\t5\n合计\t5\n",
            Level.DEPARTMENT,
        ),
        (
            "某市财政局2024年部门预算\n\n对县区转移支付分地区表\n单位：万元\n项目\t预算数\n甲县\t5\n\n收入预算总表\n单位：万元\n"
            "项目\t预算数\n财政拨款\t5\n合计\t5\n",
            Level.DEPARTMENT,
        ),
    ],
    ids=["taxes", "debt alone", "department", "execution of a department", "a department gives transfers"],
)
def test_whose_report_it_is(text, level, tmp_path):
    assert read(tmp_path, text).level is level


def test_execution_and_budget_in_one_report_are_of_the_budgets_year(report):
    assert report.title == "关于某某市2023年预算执行情况和2024年预算草案的报告"
    assert (report.department, report.fiscal_year, report.phase) == ("某某市", 2024, Phase.BUDGET)


def test_rules_for_departments_do_not_apply(report):
    found = check_disclosure(report)
    others = {rule.rule_id for rule in RULES} - OF_GOVERNMENTS
    assert {f.rule for f in found if f.rule in others and f.status is not Status.NOT_APPLICABLE} == set()
    assert {f.rule for f in found} >= others
    assert all(f.reason is not None for f in found if f.rule in others)
    assert not [f for f in found if f.status is Status.FAILED]
    assert {rule.rule_id for rule in RULES} >= OF_GOVERNMENTS


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("支出合计\t400\t430", "支出合计\t400\t430", Status.PASSED),
        ("支出合计\t400\t430", "支出合计\t400\t431", Status.ROUNDING),
        ("支出合计\t400\t430", "支出合计\t400\t480", Status.FAILED),
        ("支出合计\t400\t430", "支出合计\t460\t480", Status.NOT_POSSIBLE),
    ],
    ids=["both columns agree", "whole units round", "one column proves the other wrong", "no column proves the rows"],
)
def test_a_sum_is_wrong_only_where_another_column_proves_its_rows(old, new, status, tmp_path):
    text = converted_text("city-government").replace("一、一般公共服务支出", "一般公共服务支出")
    found = check_disclosure(read(tmp_path, text.replace(old, new)))
    of_the_table = [f for f in found if f.rule == "arithmetic.totals" and "支出预算草案" in f.operands[0].table]
    assert status in {f.status for f in of_the_table}
    assert status is Status.FAILED or Status.FAILED not in {f.status for f in of_the_table}


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("", "", Status.PASSED),
        ("\t1360\t", "\t1390\t", Status.FAILED),
        ("总计\t1250\t1360", "总计\t1270\t1390", Status.NOT_POSSIBLE),
    ],
    ids=["in all columns", "all but one column prove it", "no reading holds"],
)
def test_own_revenue_and_transfers_come_to_the_total(old, new, status, tmp_path):
    text = converted_text("city-government")
    # a third column, so that two are left to prove the reading
    third = [line + "\t" + line.split("\t")[1] if line.count("\t") == 3 else line for line in text.split("\n")]
    made = "\n".join(third).replace("3=2/1*100\t1", "3=2/1*100\t4").replace("增长%\t2022", "增长%\t2024")
    found = check_disclosure(read(tmp_path, made.replace(old, new, 1)))
    sums = [f for f in found if f.rule == "arithmetic.totals" and f.operands and f.operands[0].row == "收入总计"]
    assert status in {f.status for f in sums}
    if status is Status.PASSED:
        assert [side.row for side in sums[0].operands] == ["收入总计", "一般公共预算收入合计", "转移性收入"]
    assert status is Status.FAILED or Status.FAILED not in {f.status for f in sums}


def test_figures_that_are_printed_for_region_and_level_are_not_taken_for_one(report):
    frames = frames_of(report)
    assert [name for name in OF_DEPARTMENTS if len(frames[name])] == []
    assert len(frames["lines"]) == 55


def test_the_pages_show_what_there_is(report):
    book = Book(report)
    assert "**6** 张" in report_headline(book, Part.WHOLE).answer
    assert {name for _, name in part_choices(book, Part.REVENUE)} == {
        "2023年全市一般公共预算收入完成情况表",
        "2024年全市社会保险基金收入预算表",
    }
    totals = {(row.cells[1].text, row.cells[2].text): row.cells[3].yuan for row in totals_table(book).rows}
    assert totals["收入总计", "2023年完成数"] == 13_600_000
    assert [page for page in ("overview", "income", "subjects", "projects", "indicators") if offers(book, page)] == [
        "overview", "income", "subjects",
    ]  # fmt: skip
    no_spending = Book(replace(report, tables=report.tables[:1]))
    assert not offers(no_spending, "subjects")
    assert report_headline(no_spending, Part.EXPENDITURE).answer == "这份报告里没有读到支出表。"


@pytest.fixture(params=REPORTS, ids=[name for name, *_ in REPORTS])
def published(request, tmp_path, monkeypatch):
    name, *identity = request.param
    if not (PLACES / f"{name}.pdf").is_file():
        pytest.skip("no ../shared/places")
    (tmp_path / f"{name}.pdf").symlink_to(PLACES / f"{name}.pdf")
    monkeypatch.setenv(FOLDERS_VARIABLE, str(tmp_path))
    (entry,) = (e for e in list_disclosures() if name in str(e.paths[0]))
    return entry, read_disclosure(*entry.paths), tuple(identity)


def test_published_reports_open_on_every_page(published):
    entry, disclosure, identity = published
    assert (disclosure.level, disclosure.department, disclosure.fiscal_year) == (Level.GOVERNMENT, *identity)
    for name in NAMES:
        app = open_page(name, doc=entry.id)
        assert_stands(app)
