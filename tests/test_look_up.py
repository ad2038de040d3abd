"""The pages 查找 and 留意, through the app and as views."""

from __future__ import annotations

import pytest

from budget.models import Disclosure
from budget.search import HitKind
from budget.signals import SignalRule
from budget.views import ledger, look_up, observations
from budget.views.book import Book
from budget.words import choice_to_text
from tests.test_pages import open_page, text_of

SEEN = [
    # page, address | words that only this view says
    ("look_up", {}, "试试：大气、21103、三公"),
    ("look_up", {"q": "18823400"}, "节能环保支出（211）"),
    ("look_up", {"q": "1882.34万元"}, "找到 "),
    ("look_up", {"q": "监控"}, "长财建二【2023】36号环保监测监控能力建设项目"),
    ("look_up", {"q": "火星基地"}, "没有找到“火星基地”"),
    ("observations", {}, "最大的几个科目"),
    ("observations", {}, "算法：上年结转 ÷ 合计"),
    ("observations", {"unit": "yuan"}, "10,000,000"),
]


@pytest.mark.parametrize(("page", "address", "words"), SEEN, ids=[f"{page} {address}" for page, address, _ in SEEN])
def test_a_page_says_what_was_asked_for(page: str, address: dict[str, str], words: str):
    app = open_page(page, **address)
    assert not app.exception
    assert words in text_of(app)


@pytest.fixture(scope="module")
def book(bundled: Disclosure) -> Book:
    return Book(bundled)


def test_every_kind_of_hit_leads_somewhere():
    assert look_up.ROUTES.keys() == set(HitKind)


def test_hits_lead_to_what_the_pages_know(book: Book):
    index = look_up.open_index(book, ledger.open_ledger(book))
    cells = {record["cell"] for record in book.frames["lines"]}
    for query in ("大气", "三公", "结转", "满意度", "2110301"):
        view = look_up.look_up(book, index, query)
        assert view is not None
        for row in view.rows:
            to = row.cells[1].to or {}
            assert to.get("cell") is None or to["cell"] in cells, row
            if to.get("page") == "subjects":
                assert book.first("subjects", code=to["subject"]) is not None
            if to.get("page") == "projects":
                known = {r["project_id"] for r in book.frames["projects"]} | {
                    r["form_id"] for r in book.frames["project_forms"]
                }
                assert to["project"] in known


def test_prose_links_find_their_section(book: Book):
    from budget.views.words import passages

    index = look_up.open_index(book, ledger.open_ledger(book))
    entries = [entry for entry in index.entries if entry.kind is HitKind.PROSE]
    assert entries
    lost = [entry.title for entry in entries if not passages(book, look_up.ROUTES[HitKind.PROSE](entry)["q"])]
    assert lost == []


def test_an_observation_links_to_its_cells(book: Book):
    signals = observations.open_signals(book)
    tables = observations.observation_tables(book, signals)
    assert {table.title for table in tables} <= set(map(choice_to_text, SignalRule))
    carried = next(table for table in tables if table.title == choice_to_text(SignalRule.CARRIED_OVER))
    assert [cell.to is not None for cell in carried.rows[0].cells[2:]] == [True, True]
    assert all(len(row.cells) == len(table.columns) for table in tables for row in table.rows)
