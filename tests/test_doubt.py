"""Read but doubtful: beside value, blank and unread, from the file to frames, checks, pages and exports."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.catalogue import Entry
from budget.checks import check_disclosure
from budget.checks.outcome import finding
from budget.disclosure import read_disclosure
from budget.document.coverage import measure_coverage
from budget.export.interchange import disclosure_to_interchange
from budget.export.ledger import finding_to_dict
from budget.forms.performance_funding import Funding, read_funding_row
from budget.forms.performance_rows import cells_to_row
from budget.forms.printed import cell_to_figure
from budget.frames import frames_of
from budget.models import Disclosure, Doubt, Grid, GridCell, Operand, Page, Place, Status, TextLine, Unit, say
from budget.reading import SOURCES
from budget.ui.reader import Shelf
from budget.views.book import Book
from budget.views.evidence import evidence_view
from budget.views.ledger import open_ledger
from budget.views.method import method_headline, unread_table
from budget.words import message_to_text
from tests.test_pages import ROOT, bodies, text_of
from tests.test_sources import CONTENT, FIRST, TOY, read_csv

SURE, TOTAL = "revenue_expenditure_summary.revenue/1/0", "revenue_expenditure_summary.revenue/2/0"
DOUBTED = "1,900.00"


def read_with_doubt(path: Path) -> tuple[Page, ...]:
    """What a reader of pictures would give: one figure it is not sure of, and one line of prose."""

    def doubt(cell: GridCell | None) -> GridCell | None:
        return replace(cell, doubt=Doubt.PICTURE) if cell and cell.text == DOUBTED else cell

    (page,) = read_csv(path)
    grid = next(block for block in page.blocks if isinstance(block, Grid))
    rows = tuple(tuple(map(doubt, row)) for row in grid.rows)
    stated = TextLine("2024年收入总计99.00万元。", Place(line=90), Doubt.ONE_READER)
    return (replace(page, blocks=(*page.blocks[:-1], Grid(rows, grid.place), stated)),)


def read_doubtful(folder: Path, content: str) -> Disclosure:
    path = folder / "budget.toy"
    path.write_text(content, "utf-8")
    return read_disclosure(path, sources=(replace(TOY, read=read_with_doubt), *SOURCES))


@pytest.fixture
def doubtful(tmp_path: Path) -> Disclosure:
    return read_doubtful(tmp_path, CONTENT)


@pytest.fixture
def book(doubtful: Disclosure) -> Book:
    return Book(doubtful, (TOY, *SOURCES))


CELLS = [
    # printed text, doubt of the cell | value, doubt of the figure
    ("1.50", None, "1.50", None),
    ("1.50", Doubt.PICTURE, "1.50", Doubt.PICTURE),
    ("1.50万元", Doubt.CUT_OFF, "1.50", Doubt.CUT_OFF),
    ("", Doubt.PICTURE, "None", Doubt.PICTURE),
    ("1,234.\n50", None, "None", None),
    ("1,234.\n50", Doubt.PICTURE, "None", Doubt.PICTURE),
]


@pytest.mark.parametrize(("text", "doubt", "value", "kept"), CELLS)
def test_a_figure_keeps_the_doubt_of_its_cell(text: str, doubt: Doubt | None, value: str, kept: Doubt | None):
    figure, _ = cell_to_figure(GridCell(text, Place(page=1), doubt=doubt), Unit.TEN_THOUSAND)
    assert (str(figure.value), figure.doubt) == (value, kept)


def test_frames_say_which_figures_are_doubtful(doubtful: Disclosure):
    lines = frames_of(doubtful)["lines"]
    assert list(lines[lines["doubt"].notna()]["cell"]) == [FIRST]
    assert set(frames_of(doubtful)["statements"]["doubt"].dropna()) == {Doubt.ONE_READER}
    assert set(frames_of(doubtful)["income"]["doubt"].dropna()) == {Doubt.PICTURE}


def test_coverage_counts_them_apart(doubtful: Disclosure):
    coverage = doubtful.coverage
    assert (coverage.figures_printed, coverage.figures_read, coverage.figures_doubtful) == (5, 4, 1)
    assert measure_coverage((), (), ()).figures_doubtful == 0


JUDGED = [
    # status asked for, doubt of the operand | status given, what the reason must say
    (Status.FAILED, Doubt.GLUED, Status.NOT_POSSIBLE, "断成两行"),
    (Status.FAILED, None, Status.FAILED, ""),
    (Status.PASSED, Doubt.PICTURE, Status.PASSED, "识别自图片"),
    (Status.ROUNDING, Doubt.ONE_READER, Status.ROUNDING, "一种读法"),
    (Status.NOT_APPLICABLE, Doubt.PICTURE, Status.NOT_APPLICABLE, ""),
]


@pytest.mark.parametrize(("asked", "doubt", "given", "words"), JUDGED)
def test_what_rests_on_a_doubtful_figure_is_never_failed(asked: Status, doubt: Doubt | None, given: Status, words: str):
    operand = Operand(None, None, "1", "表", "行", (), Place(page=1), doubt=doubt)
    found = finding(asked, say("compare.exact"), [operand])
    assert found.status is given
    assert words in (message_to_text(found.reason) if found.reason else "")
    assert (found.reason is None) == (words == "")


def test_a_wrong_sum_of_a_doubtful_figure_is_no_accusation(tmp_path: Path):
    wrong = read_doubtful(tmp_path, CONTENT.replace("100.50", "300.50"))
    sure = read_disclosure(tmp_path / "budget.toy", sources=(TOY, *SOURCES))
    assert Status.FAILED in {found.status for found in check_disclosure(sure)}
    for found in check_disclosure(wrong):
        assert found.status is not Status.FAILED or not any(operand.doubt for operand in found.operands)
    told = [found for found in check_disclosure(wrong) if any(operand.text == DOUBTED for operand in found.operands)]
    assert {found.status for found in told} == {Status.NOT_POSSIBLE}


def test_evidence_and_method_say_why(book: Book):
    view = evidence_view(book, FIRST)
    assert view is not None
    assert ("读得有疑问", "识别自图片") in view.facts
    assert book.doubt_of(f"share({FIRST},{TOTAL})") is Doubt.PICTURE
    assert (book.doubt_of(SURE), book.doubt_of(None)) == (None, None)
    table = unread_table(book)
    assert table is not None
    assert [[cell.text for cell in row.cells] for row in table.rows if row.cells[0].cell == FIRST] == [
        ["第7行", DOUBTED, "识别自图片"]
    ]
    assert "**1 处**没有读到或有疑问" in method_headline(book, open_ledger(book)).answer


def test_a_page_marks_it_with_a_sign_and_a_word(book: Book, monkeypatch: pytest.MonkeyPatch):
    reader = import_module("budget.ui.reader")
    monkeypatch.setattr(reader, "list_disclosures", lambda: (Entry("toy", "某市", (Path("a"),), "1"),))
    monkeypatch.setattr(reader, "open_shelf", lambda *_: Shelf(book))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.switch_page("pages/money_in.py")
    app.run()
    assert not app.exception
    assert "？存疑" in text_of(app)
    assert 'title="识别自图片"' in "".join(bodies(app))


def test_exports_carry_it(doubtful: Disclosure):
    tables = disclosure_to_interchange(doubtful)["tables"]
    assert [row.get("doubts") for table in tables for row in table["rows"]][:2] == [["picture"], None]
    told = [finding_to_dict(found) for found in check_disclosure(doubtful)]
    doubts = {operand.get("doubt") for found in told for operand in found["operands"] if operand["text"] == DOUBTED}
    assert doubts == {"picture"}


def test_an_amount_of_a_form_keeps_the_doubt_of_its_cell():
    funding = Funding(Unit.TEN_THOUSAND)
    row = cells_to_row((GridCell("资金总额", Place(page=1)), GridCell("1.00", Place(page=1), doubt=Doubt.CUT_OFF)))
    read_funding_row(row, funding)
    assert [line.figure.doubt for line in funding.lines] == [Doubt.CUT_OFF]
