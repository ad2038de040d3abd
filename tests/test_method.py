"""方法与出处: what it counts and lists; and what hangs on a chart."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from budget.charts.bars import Bar, BarPart, bars
from budget.models import MaskedItem, Notice, NoticeKind, Place, Status, Unread, say
from budget.ui import shell
from budget.ui.chart_tools import chart_legend, opens_evidence, panel_dress
from budget.views import ledger as ledger_views
from budget.views import method
from budget.views.book import Book
from budget.views.money import DisplayUnit


@pytest.fixture(scope="module")
def book(bundled):
    return Book(bundled)


@pytest.fixture(scope="module")
def ledger(book):
    return ledger_views.open_ledger(book)


def test_the_headline_counts_printed_read_and_reconciled(book, ledger):
    coverage = book.disclosure.coverage
    headline = method.method_headline(book, ledger)
    assert f"**{coverage.figures_printed:,} 个**数" in headline.answer
    assert f"**{coverage.figures_read:,} 个**" in headline.answer
    reconciled = method.reconciled_cells(ledger)
    assert 0 < len(reconciled) <= coverage.figures_read


def test_what_could_not_be_checked_reconciles_nothing(ledger):
    unable = [f for f in ledger.findings if f.status is Status.NOT_POSSIBLE]
    assert method.reconciled_cells(replace(ledger, findings=tuple(unable))) == frozenset()


def test_declared_maskings_are_listed_with_place_count_and_reason(book):
    rows = [[cell.text for cell in row.cells] for row in method.changes_table(book).rows]
    assert [row[0] for row in rows] == ["遮盖", "遮盖"]
    assert [row[4] for row in rows] == ["2 处", "4 处"]
    assert all("遗属补助" in row[1] and row[3] == "×××" for row in rows)


def test_maskings_of_other_documents_come_from_their_reading(bundled):
    items = (MaskedItem(Place(page=12), 2, "救助"), MaskedItem(Place(line=3), 1, "遗属"))
    rows = [
        [cell.text for cell in row.cells]
        for row in method.changes_table(Book(replace(bundled, corrections=(), masked=items))).rows
    ]
    assert [(row[1], row[5]) for row in rows] == [
        ("第12页", "遮盖了2处自然人的姓名或证件号（救助），以“×××”代替"),
        ("第3行", "遮盖了1处自然人的姓名或证件号（遗属），以“×××”代替"),
    ]


def test_without_changes_it_says_so(bundled):
    view = method.changes_table(Book(replace(bundled, corrections=())))
    assert view.rows == ()
    assert "没有更正" in view.notes[0]


def test_unread_places_are_listed_and_linked(bundled):
    damaged = say("reading.page_damaged", page=3)
    unread = (Unread(Place(line=5), "1x2", say("unread.lost")), Unread(Place(page=3), "", damaged))
    doubt = Notice(NoticeKind.DOUBT, None, say("document.no_year"))
    lost = Book(replace(bundled, coverage=replace(bundled.coverage, unread=unread), notices=(doubt,)))
    rows = method.unread_table(lost).rows
    assert [row.cells[0].cell for row in rows] == ["unread:0", None, None]
    assert rows[2].cells[2].text == "文件没有印年度"


def test_nothing_unread_is_no_table(bundled):
    whole = replace(bundled, coverage=replace(bundled.coverage, unread=()), notices=())
    assert method.unread_table(Book(whole)) is None


def test_notices_of_tables_and_rows_are_told(bundled):
    """What was not read is told as such already: it comes by the coverage, not by the table once more."""
    no_unit = Notice(NoticeKind.NOT_READ, None, say("table.no_unit"))
    negative = Notice(NoticeKind.AS_PRINTED, None, say("table.negative", count=2))
    doubtful = Notice(NoticeKind.DOUBT, None, say("table.not_a_number", text="x"))
    first, *others = bundled.tables
    row = replace(first.rows[0], notices=(doubtful,))
    noticed = replace(first, notices=(no_unit, negative), rows=(row, *first.rows[1:]))
    whole = replace(bundled, tables=(noticed, *others), coverage=replace(bundled.coverage, unread=()), notices=())
    rows = method.unread_table(Book(whole)).rows
    assert [row.cells[2].text for row in rows] == ["有 2 个负数，按所印保留", "“x”不是一个数，未取值"]


def test_every_table_and_form_is_listed(book):
    listed = len(book.disclosure.tables) + len(book.disclosure.project_forms) + bool(book.disclosure.overall_form)
    assert len(method.tables_table(book).rows) == listed


def test_files_name_digest_and_versions(book):
    facts = dict(method.files_facts(book))
    assert book.disclosure.files[0].sha256 in facts["disclosure.txt"]
    assert "76118964501a" in facts["怎么得到的"]
    assert "pypdfium2" in facts["读取程序"]


def bar(cell: str | None):
    part = BarPart("今年安排", Decimal(5), "current", cell)
    return bars([Bar("甲", (part,)), Bar("乙", (BarPart("上年结转", Decimal(3), "carryover"),))], DisplayUnit.YUAN)


@pytest.mark.parametrize(("cell", "opens"), [("a/0/1", True), (None, False)], ids=["with a place", "without"])
def test_bars_with_a_place_open_it(cell, opens):
    assert opens_evidence(bar(cell)) is opens


def test_the_legend_of_a_picture_has_every_colour(book):
    assert chart_legend(bar(None)) == [("今年安排", "#3377BB"), ("上年结转", "#DD7700")]


def test_no_address_writes_into_the_style_of_a_panel():
    assert "<script" not in panel_dress("x</style><script>alert(1)</script>")


@pytest.mark.parametrize("name", ["shell.js", "chart_image.js"])
def test_no_script_of_the_frame_holds_a_tag(name):
    """The browser's cleaner takes a script away when it holds a tag, and with it every copy button and inner link."""
    script = (Path(shell.__file__).parent / name).read_text("utf-8")
    assert re.findall(r"<[/A-Za-z!]", script) == []
