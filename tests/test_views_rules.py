"""What the pages make of small disclosures made by hand: one rule of the domain each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from budget.models import Phase, Place, TextLine, Vintage
from budget.narrative import lines_to_sections
from budget.views import basic_project, economic, flow, overview, projects
from budget.views.book import Book
from budget.views.change import find_change, statement_to_yuan
from budget.views.execution import executions
from budget.views.money import DisplayUnit
from tests.builders import make_disclosure, make_form, make_table
from tests.checks_samples import list_half, project_table

WAN = Decimal(10_000)
SPENDING = ("合计", "基本支出", "项目支出")


def sections(text: str):
    return lines_to_sections([TextLine(line, Place(line=n)) for n, line in enumerate(text.split("\n"), 1)])


def told(text: str) -> Book:
    return Book(make_disclosure(sections=sections(text)))


def test_only_what_is_neither_basic_nor_project_is_other_spending():
    rows = [(None, "合计", "9.00", "4.00", "3.00", "2.00"), ("211", "节能环保支出", "9.00", "4.00", "3.00", "2.00")]
    table = make_table("expenditure_summary", (*SPENDING, "上缴上级支出"), rows)
    assert basic_project.other_spending(Book(make_disclosure(table))) == (("上缴上级支出", 2 * WAN),)


def test_the_percentage_of_a_change_is_the_one_told_after_it():
    book = told("一、情况说明\n其中基本支出比上年增长5%，收入总计12万元，比上年增加2万元，增长20%。")
    change = find_change(book, 12 * WAN)
    assert change is not None and (change.percent, change.agrees) == (Decimal(20), True)


@pytest.mark.parametrize(
    ("codes", "bought"),
    [(("301", "30101", "302"), ["基本工资", "某类"]), ((None, None, None), ["工资福利支出", "基本工资", "某类"])],
    ids=["by their codes", "no codes"],
)
def test_a_class_above_its_subjects_is_not_bought_twice(codes: Sequence[str | None], bought: list[str]):
    rows = zip(codes, ("工资福利支出", "基本工资", "某类"), ("8.00", "8.00", "5.00"), strict=True)
    book = Book(make_disclosure(make_table("general_basic", ("合计",), list(rows))))
    assert [row["name"] for row in economic.economic_groups(book)] == bought


def test_an_item_whose_execution_is_told_twice_counts_as_first_told():
    said = "节能环保支出（类）污染防治（款）大气（项）年初预算为5万元，支出决算为{}万元。"
    book = told(f"一、总体情况\n{said.format(4)}\n二、具体情况\n{said.format(3)}")
    amounts = [tuple(map(statement_to_yuan, pair)) for pair in executions(book).values()]
    assert amounts == [(5 * WAN, 4 * WAN)]


@pytest.mark.parametrize(
    ("sources", "through"),
    [
        ([("一、一般公共预算", "9.00")], {"basic", "project"}),
        ([("一、一般公共预算", "6.00"), ("二、事业收入", "3.00")], {"total"}),
    ],
    ids=["one source pays all", "which source pays what is not printed"],
)
def test_money_flows_from_a_source_to_a_use_only_where_that_is_known(sources: list, through: set[str]):
    rows = [(None, "合计", "9.00", "4.00", "5.00"), ("211", "节能环保支出", "9.00", "4.00", "5.00")]
    spending = make_table("expenditure_summary", SPENDING, rows)
    made = flow.money_flow(Book(make_disclosure(list_half("revenue", sources, "9.00"), spending)), Vintage.ALL)
    names = {name.removeprefix("一、").removeprefix("二、") for name, _ in sources}
    assert made is not None and {link.end for link in made.links if link.start in names} == through


def test_a_form_without_a_row_of_the_table_is_no_project_of_the_year():
    forms = [make_form(name, year=yuan) for name, yuan in (("甲类执法经费", "50,000"), ("丁镇供水", "70,000"))]
    book = Book(make_disclosure(project_table("5.00", "10.00"), project_forms=forms))
    assert "今年安排 **2 个**项目" in projects.projects_headline(book, DisplayUnit.TEN_THOUSAND).answer
    assert len(projects.list_projects(book)) == 3


@pytest.mark.parametrize(
    ("delta", "percent", "before"),
    [("减少276.57", "下降34.24", "807.70"), ("减少500.00", "下降48.49", None)],
    ids=["a part of last year's whole", "more than last year's whole"],
)
def test_last_years_own_money_is_no_more_than_last_years_whole(bundled, delta: str, percent: str, before: str | None):
    text = (
        "一、情况说明\n收入总计2153.13万元，比上年增加1345.43万元，增长166.58%。\n"
        f"本年收入531.13万元，比上年{delta}万元，{percent}%。"
    )
    moved = overview.movement(Book(replace(bundled, sections=sections(text))))
    assert (moved and moved.total.before_yuan) == (Decimal(before) * WAN if before else None)


@pytest.mark.parametrize(("phase", "is_said"), [(Phase.BUDGET, True), (Phase.FINAL_ACCOUNT, False)])
def test_a_final_account_says_nothing_of_money_arranged_this_year(bundled, phase: Phase, is_said: bool):
    headline = overview.overview_headline(Book(replace(bundled, phase=phase)), DisplayUnit.TEN_THOUSAND)
    assert ("今年新安排的钱" in headline.caution) is is_said
