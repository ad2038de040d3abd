"""Layouts of other places: every figure of every table, as pages with grids and as a converted text."""

from __future__ import annotations

import pytest

from budget import read_disclosure
from budget.frames import frames_of
from budget.models import say
from tests.grids import parse
from tests.places_truth import NAMES, converted_text, expected_cells, page_text, read_cells

IDENTITIES = {
    "beijing-budget": ("北京市某局", 2024, "budget", "department"),
    "central-budget": ("某某部", 2024, "budget", "department"),
    "city-thousands": ("某市某委员会", 2023, "budget", "department"),
    "county-two-years": ("某县教育体育局", 2024, "budget", "department"),
    "city-government": ("某某市", 2024, "budget", "government"),
    "guangdong-budget": ("广东省某厅", 2024, "budget", "department"),
    "hunan-budget": ("某市某局", 2024, "budget", "department"),
    "jiangsu-2022": ("江苏省某厅", 2022, "budget", "department"),
    "jiangsu-accounts": ("江苏省某委员会", 2018, "final_account", "department"),
    "mof-accounts": ("某市教育局", 2023, "final_account", "department"),
    "shanghai-unit": ("上海市某区某小学", 2025, "budget", "unit"),
    "shanxi-accounts": ("某县自然资源局", 2023, "final_account", "department"),
    "sichuan-budget": ("某县某局", 2024, "budget", "department"),
    "street-accounts": ("某区某街道办事处", 2023, "final_account", "department"),
    "zhejiang-budget": ("某市某局", 2025, "budget", "department"),
}

# table of the money a reader asks for first: measure, scope, vintage → amount in yuan
THIS_YEARS_TOTALS = {
    "county-two-years": {("income", "all", "all"): 1_280_000, ("expenditure", "all", "all"): 1_280_000},
    "central-budget": {("spending", "general_public", "all"): 901_005_000},
    "city-thousands": {("spending", "general_public", "all"): 14_660_000},
    "zhejiang-budget": {("spending", "general_public", "all"): 30_000_000},
    "shanxi-accounts": {("income", "all", "all"): 10_515_000},
}

# items of the 三公 table of this year, in yuan
THIS_YEARS_PUBLIC_COSTS = {
    "central-budget": {"total": 990_000, "abroad": 490_000, "reception": 100_000},
    "beijing-budget": {"total": 241_000, "abroad": 90_000, "reception": 1_000},
    "zhejiang-budget": {"total": 160_000, "abroad": 40_000, "reception": 20_000},
    "county-two-years": {"total": 90_000, "reception": 10_000},
}


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_a_page(name):
    found, expected = read_cells(parse(page_text(name))), expected_cells(name)
    assert sorted((found - expected).elements()) == []
    assert sorted((expected - found).elements()) == []


@pytest.fixture
def disclosure(request, tmp_path):
    path = tmp_path / f"{request.param}.txt"
    path.write_text(converted_text(request.param), "utf-8")
    return read_disclosure(path)


@pytest.mark.parametrize(("name", "disclosure"), [(n, n) for n in NAMES], indirect=["disclosure"], ids=NAMES)
def test_every_figure_and_the_identity_of_a_converted_text(name, disclosure):
    assert read_cells(disclosure.tables) == expected_cells(name)
    assert disclosure.coverage.unread == ()
    said = (disclosure.department, disclosure.fiscal_year, disclosure.phase.value, disclosure.level.value)
    assert said == IDENTITIES[name]


@pytest.mark.parametrize(
    ("disclosure", "expected"), list(THIS_YEARS_TOTALS.items()), indirect=["disclosure"], ids=list(THIS_YEARS_TOTALS)
)
def test_totals_are_this_years(disclosure, expected):
    totals = {
        (r["measure"], r["scope"], r["vintage"]): int(r["amount_yuan"])
        for r in frames_of(disclosure)["totals"].to_dict("records")
    }
    assert {key: totals.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    ("disclosure", "expected"),
    list(THIS_YEARS_PUBLIC_COSTS.items()),
    indirect=["disclosure"],
    ids=list(THIS_YEARS_PUBLIC_COSTS),
)
def test_public_costs_are_this_years(disclosure, expected):
    records = [r for r in frames_of(disclosure)["three_public"].to_dict("records") if not r["is_blank"]]
    found = {item: [int(r["amount_yuan"]) for r in records if r["item"] == item] for item in expected}
    assert found == {item: [amount] for item, amount in expected.items()}


def test_a_figure_run_into_the_next_halfs_name_is_told_as_not_read(tmp_path):
    path = tmp_path / "glued.txt"
    lines = [
        "某县某局2024年部门预算",
        "收支总表",
        "单位：万元",
        "收入\t支出\t预算数",
        "一、财政拨款收入\t90,100.50一、教育支出\t60,000.50",
        "收入总计\t90,100.50支出总计\t60,000.50",
    ]
    path.write_text("\n".join(lines), "utf-8")
    reasons = [unread.reason for unread in read_disclosure(path).coverage.unread]
    assert reasons.count(say("unread.glued")) == 2
