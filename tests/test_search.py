"""Search: Chinese without word boundaries, codes, figures as people type them, nothing private."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from budget.models import (
    CellRef,
    CheckClass,
    Disclosure,
    DocumentFile,
    Finding,
    Operand,
    Place,
    Statement,
    StatementKind,
    Status,
    Term,
    say,
)
from budget.search import HitKind, Index, build_index, fold_case, query_to_amount
from tests.builders import make_disclosure, make_form, make_section, make_table

CLAUSE = "节能环保支出1,882.34万元，占87.42%"


def made() -> Disclosure:
    table = make_table(
        "expenditure_summary",
        ("合计", "基本支出", "项目支出"),
        [
            ("211", "节能环保支出", "1,882.34", "1,109.67", "772.67"),
            ("2110301", "大气", "772.67", None, "772.67"),
            ("2110302", "水体", "0.00", None, None),
            (None, "合计", "2,153.13", "1,247.80", "905.33"),
        ],
    )
    projects = make_table(
        "project_current", ("合计",), [(None, "秸秆焚烧红外监控平台", "24.37"), (None, "没有表的项目", "3.00")]
    )
    basic = make_table("general_basic", ("合计",), [("30101", "基本工资", "50.00")])
    form = make_form(
        "秸秆焚烧红外监控平台",
        year="243,719.1",
        indicators=[(scope, "产出指标", "数量指标", "监控点位数", "28个") for scope in ("year", "period")],
        fields={"项目概况": "对全区秸秆禁烧工作进行 24 小时监控"},
    )  # fmt: skip
    statement = Statement(
        StatementKind.AMOUNT, "节能环保支出", Decimal("1882.34"), "1,882.34", "万元", None, CLAUSE, None, "3.1", 0, 10,
        Place(page=2),
    )  # fmt: skip
    section = replace(make_section(f"2024年{CLAUSE}。", heading="支出预算说明"), statements=(statement,))
    disclosure = make_disclosure(table, projects, basic, sections=[section], project_forms=[form])
    term = Term("“三公”经费", "指因公出国（境）费、公务接待费、公务用车购置及运行费。", Place(page=30))
    return replace(disclosure, glossary=(term,), files=(DocumentFile("a.pdf", "a.pdf", "ab", "pdf", 3),))


def finding() -> Finding:
    operand = Operand(Decimal(1), "万元", "1", "表", "行", ("列",), Place(page=1), CellRef("expenditure_summary", 0, 0))
    sentence = say("tables.rows", name="合计", count=2)
    return Finding("row_total", CheckClass.ARITHMETIC, Status.FAILED, (operand,), Decimal(1), Decimal(0), sentence)


@pytest.fixture(scope="module")
def index() -> Index:
    return build_index(made(), [finding()])


FOUND = [
    ("节能环保", HitKind.SUBJECT, "211"),
    ("大气", HitKind.SUBJECT, "2110301"),
    ("2110301", HitKind.SUBJECT, "2110301"),
    ("211", HitKind.SUBJECT, "211"),
    ("三公", HitKind.TERM, "“三公”经费"),
    ("秸秆", HitKind.PROJECT, "project_current/0"),
    ("没有表的项目", HitKind.PROJECT, "project_current/1"),
    ("30101", HitKind.ECONOMIC, "30101"),
    ("点位", HitKind.INDICATOR, "form/0"),
    ("支出预算说明", HitKind.PROSE, "3.1"),
    ("应等于其下2行之和", HitKind.FINDING, "row_total"),
    ("节能 环保", HitKind.SUBJECT, "211"),
    ("２１１０３０１", HitKind.SUBJECT, "2110301"),
    ("项目支出绩效目标", None, ""),
]


@pytest.mark.parametrize(("query", "kind", "key"), FOUND, ids=[row[0] for row in FOUND])
def test_the_first_hit_is_what_was_meant(index: Index, query: str, kind: HitKind | None, key: str):
    hits = index.search(query)
    if kind is None:
        assert hits == ()
        return
    assert hits[0].entry.kind is kind
    if kind not in (HitKind.PROJECT, HitKind.INDICATOR):
        assert hits[0].entry.key == key


@pytest.mark.parametrize(
    "query", ["1,882.34", "1882.34", "1882.34万元", "1,882.34 万元", "18823400", "18,823,400元", "１８８２．３４"]
)
def test_a_figure_is_found_as_typed(index: Index, query: str):
    entries = [hit.entry for hit in index.search(query)]
    assert {entry.yuan for entry in entries[:3]} == {Decimal(18823400)}
    assert {HitKind.FIGURE, HitKind.PROSE} <= {entry.kind for entry in entries}
    assert "expenditure_summary/0/0" in [entry.cell for entry in entries]


def test_a_rounded_figure_finds_the_exact_one_behind_the_same(index: Index):
    entries = [hit.entry for hit in index.search("24.37万元")]
    amounts = [entry.yuan for entry in entries]
    assert amounts[0] == Decimal(243700)
    assert Decimal("243719.1") in amounts


@pytest.mark.parametrize("query", ["", "  ", "%", "_", "，", "*", "\"'", "不存在的词语"])
def test_nothing_is_found_for_nothing(index: Index, query: str):
    assert index.search(query) == ()


def test_words_in_another_order_are_offered(index: Index):
    hits = index.search("焚烧秸秆红外监控")
    assert hits
    assert hits[0].entry.kind is HitKind.PROJECT
    assert all(hit.score <= 1 for hit in hits), "offered, not found"


def test_an_indicator_of_both_halves_is_one_hit(index: Index):
    assert len([hit for hit in index.search("监控点位数") if hit.entry.kind is HitKind.INDICATOR]) == 1


def test_a_snippet_shows_the_match(index: Index):
    (hit,) = [hit for hit in index.search("87.42%") if hit.entry.kind is HitKind.PROSE and hit.entry.yuan is None]
    assert "87.42%" in hit.snippet


def test_a_subject_is_found_by_what_it_means(index: Index):
    (hit,) = [hit for hit in index.search("生态保护") if hit.entry.kind is HitKind.SUBJECT]
    assert hit.entry.key == "211"
    assert hit.snippet == "科目的一般含义：环境管理、污染防治、生态保护、节能等方面的支出"
    # where the document's own words match, they are shown
    assert index.search("节能环保支出")[0].snippet.startswith("节能环保支出")


def test_the_limit_holds(index: Index):
    assert len(index.search("支出", limit=2)) == 2


@pytest.mark.parametrize(
    ("query", "yuan", "expected"),
    [
        ("30万", 300000, 2),
        ("30", 300000, 2),
        ("30", 301000, 0),
        ("0.5亿元", 50000000, 2),
        ("−12.50", -125000, 2),
        ("12.5.1", None, None),
        ("大气", None, None),
    ],
)
def test_a_typed_figure_is_understood(query: str, yuan: int | None, expected: int | None):
    nearness = query_to_amount(query)
    assert (nearness is None) if yuan is None else (nearness is not None and nearness(Decimal(yuan)) == expected)


def test_folding_is_for_comparing_only():
    assert fold_case("（ＰＭ2.5）\n浓度") == "(pm2.5)浓度"


def test_no_entry_of_the_bundled_disclosure_names_a_private_person(bundled: Disclosure):
    from tests.test_repository import grams, is_private_name

    texts = build_index(bundled).texts
    assert len(texts) > 500
    assert not any(is_private_name(gram) for gram in grams("\n".join(texts)))
