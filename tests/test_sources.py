"""The door for documents: a kind of file that only this test knows goes from file to figures, evidence and page."""

from __future__ import annotations

import csv
import io
from importlib import import_module
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.catalogue import SUFFIXES, Entry
from budget.disclosure import read_disclosure
from budget.errors import DocumentNotFoundError
from budget.evidence import clip_fact, find_fact
from budget.models import Grid, GridCell, Measure, Message, Page, Place, TextLine, say
from budget.reading import SOURCES, Lines, Source, Step, find_source, source_of
from budget.ui.reader import Shelf
from budget.views.book import Book
from budget.views.evidence import evidence_view
from budget.views.method import reading_steps
from tests.test_pages import ROOT, text_of

MARK = "#逗号表格"
CONTENT = f"""{MARK}
某市生态环境局2024年部门预算
部门收支总表
单位：万元
收入,,支出,
项目,预算数,项目,预算数
一、一般公共预算拨款收入,"1,900.00",一、节能环保支出,"2,000.50"
二、上年结转,100.50,,
收入总计,"2,000.50",支出总计,"2,000.50"
"""
FIRST = "revenue_expenditure_summary.revenue/0/0"


def read_rows(path: Path) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in csv.reader(io.StringIO(path.read_text("utf-8"))))


def read_csv(path: Path) -> tuple[Page, ...]:
    """Lines of one cell are prose, the others one grid."""
    blocks: list[TextLine | Grid] = []
    rows = [(number, row) for number, row in enumerate(read_rows(path), start=1) if row != (MARK,)]
    for number, row in rows:
        if len(row) == 1:
            blocks.append(TextLine(row[0], Place(line=number)))
    cells = [tuple(GridCell(text, Place(line=n)) for text in row) for n, row in rows if len(row) > 1]
    return (Page(1, 0, 0, (*blocks, Grid(tuple(cells), cells[0][0].place))),)


def say_place(place: Place) -> Message:
    return say("place.in_file", file="逗号表格", place=place)


TOY = Source(
    media="toy",
    name=say("source.text"),
    suffixes=(".toy",),
    has_pages=False,
    steps=(Step(say("step.lines"), say("step.lines_how")),),
    accepts=lambda head: head.startswith(MARK.encode()),
    read=read_csv,
    say=say_place,
    show=Lines(read_rows),
)
KNOWN = (TOY, *SOURCES)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    path = tmp_path / "budget.toy"
    path.write_text(CONTENT, "utf-8")
    return Book(read_disclosure(path, sources=KNOWN), KNOWN)


def test_its_figures_are_read(book: Book):
    assert book.disclosure.files[0].media == "toy"
    assert book.total(Measure.INCOME)["amount_yuan"] == 20_005_000


def test_its_places_are_said_and_shown(book: Book):
    view = evidence_view(book, FIRST)
    assert view is not None
    assert (view.figure, view.place) == ("1,900.00 万元", "逗号表格 第7行")
    marked = next(line for line in view.lines if line.marked is not None)
    assert (marked.number, marked.cells[marked.marked or 0]) == (7, "1,900.00")
    assert clip_fact(book.disclosure, find_fact(book.disclosure, FIRST), sources=KNOWN) is None


def test_its_steps_are_told_before_those_of_all_kinds(book: Book):
    assert [title for title, _ in reading_steps(book)] == ["读行", "认列", "换算", "核对"]


def test_a_page_shows_it_with_its_evidence(book: Book, monkeypatch: pytest.MonkeyPatch):
    entry = Entry("toy", "某市", (Path(book.disclosure.files[0].path),), "1")
    reader = import_module("budget.ui.reader")
    monkeypatch.setattr(reader, "list_disclosures", lambda: (entry,))
    monkeypatch.setattr(reader, "open_shelf", lambda *_: Shelf(book))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["cell"] = FIRST
    app.run()
    assert not app.exception
    shown = text_of(app)
    assert "2,000.50" in shown
    assert "逗号表格 第7行" in shown


PICKS = [("预算".encode(), "text"), (b"%PDF-1.7", "pdf"), (b"\n" * 1000 + b"%PDF-1.7", "pdf"), (b"PK\x03\x04", "text"),
         (MARK.encode(), "toy"), (b"", "text")]  # fmt: skip


@pytest.mark.parametrize(("head", "media"), PICKS)
def test_the_kind_is_told_by_the_content(head: bytes, media: str, tmp_path: Path):
    path = tmp_path / "表.pdf"
    path.write_bytes(head)
    assert find_source(path, KNOWN).media == media


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path):
    with pytest.raises(DocumentNotFoundError, match="打不开"):
        find_source(tmp_path / "none.pdf")


def test_every_kind_is_known_by_its_id_and_its_suffixes(book: Book):
    assert len({source.media for source in SOURCES}) == len(SOURCES)
    assert source_of(book.disclosure.files[0], KNOWN) is TOY
    assert set(SUFFIXES) == {suffix for source in SOURCES for suffix in source.suffixes}


def test_a_text_in_gb18030_is_shown_as_it_was_read(tmp_path: Path):
    path = tmp_path / "disclosure.txt"
    rows = csv.reader(io.StringIO(CONTENT.partition("\n")[2]))
    path.write_bytes("\n".join("\t".join(row) for row in rows).encode("gb18030"))
    view = evidence_view(Book(read_disclosure(path)), FIRST)
    assert view is not None
    assert [line.cells[0] for line in view.lines if line.marked is not None] == ["一、一般公共预算拨款收入"]
