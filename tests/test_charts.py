"""Charts: plain dicts, figures as people write them, colours that keep their meaning, keys that can be clicked."""

import json
import re
from decimal import Decimal

import pytest

from budget.charts import amounts, flows, targets, theme, trees
from budget.charts.bars import Bar, BarPart, bars
from budget.models import Vintage
from budget.views.book import Book
from budget.views.money import DisplayUnit

WAN, ALL = DisplayUnit.TEN_THOUSAND, Vintage.ALL

CHARTS = {
    "flow": lambda b, u: flows.flow_chart(b, ALL, u),
    "movement": flows.movement_chart,
    "income": lambda b, u: amounts.income_chart(b, ALL, u),
    "kinds": lambda b, u: amounts.kind_chart(b, ALL, u),
    "economic": amounts.economic_chart,
    "projects": lambda b, u: amounts.projects_chart(b, ALL, u),
    "tree": lambda b, u: trees.subject_treemap(b, None, ALL, u),
    "targets": lambda b, u: targets.targets_chart(b),
}


@pytest.fixture(scope="module")
def book(bundled):
    return Book(bundled)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_plain_and_writes_no_k_or_m(book, name):
    for unit in DisplayUnit:
        chart = json.dumps(CHARTS[name](book, unit), ensure_ascii=False)
        assert "%{value}" not in chart
        assert "%{x}" not in chart
        assert not re.search(r"\d[kKMB]\b", chart)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_nothing_plotly_would_count_on_an_axis(book, name):
    layout = CHARTS[name](book, WAN)["layout"]
    assert layout.get("xaxis", {}).get("visible", False) is False
    assert layout["showlegend"] is False


def test_bars_end_in_their_printed_whole():
    row = Bar("节能环保支出", (BarPart("a", Decimal(1853500), "basic"), BarPart("b", Decimal(18823400), "project")),
              whole=Decimal(20676800))  # fmt: skip
    assert bars([row], WAN)["layout"]["annotations"][0]["text"] == "2,067.68 万元"


def test_the_same_money_has_the_same_colour_everywhere(book):
    of_income = {t["name"]: t["marker"]["color"] for t in amounts.income_chart(book, ALL, WAN)["data"]}
    of_projects = {t["name"]: t["marker"]["color"] for t in amounts.projects_chart(book, ALL, WAN)["data"]}
    assert of_income["上年结转"] == of_projects["上年结转"] == theme.HUES["carryover"] == "#DD7700"
    assert of_income["本年"] == of_projects["今年安排"] == "#3377BB"


def test_the_flow_has_three_stages_and_conserves_money(book):
    node, link = (flows.flow_chart(book, ALL, WAN)["data"][0][k] for k in ("node", "link"))
    starts, ends = set(link["source"]), set(link["target"])
    middle = starts & ends
    assert starts - ends and middle and ends - starts
    into = sum(v for v, t in zip(link["value"], link["target"], strict=True) if t in middle)
    out = sum(v for v, s in zip(link["value"], link["source"], strict=True) if s in middle)
    assert into == pytest.approx(out, abs=200)  # 0.01 万元 of rounding on each side
    assert len(node["label"]) == len(starts | ends)


def test_the_tree_is_drilled_by_code_and_falls_back_to_the_root(book):
    at = trees.subject_treemap(book, "21103", ALL, WAN)["data"][0]
    assert at["level"] == "21103"
    assert "2110301" in at["ids"]
    assert trees.subject_treemap(book, "99999", ALL, WAN)["data"][0]["level"] == "all"


def test_a_long_name_is_wrapped_and_never_cut():
    name = "长财建二（2023）144号关于下达2023年省级近零碳排放试点资金"
    assert "".join(theme.wrap(name)) == name


def test_a_chart_of_nothing_is_refused(bundled):
    from dataclasses import replace

    empty = Book(replace(bundled, tables=(), sections=()))
    with pytest.raises(ValueError, match="no flow"):
        flows.flow_chart(empty, ALL, WAN)
    with pytest.raises(ValueError, match="no change"):
        flows.movement_chart(empty, WAN)
