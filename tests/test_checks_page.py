"""The page 核对 and what other pages show of the ledger."""

from __future__ import annotations

import pytest

from budget.checks import check_disclosure
from budget.disclosure import read_disclosure
from budget.models import Status, parse_ref
from budget.views import annotated, ledger
from budget.views.book import Book
from tests.ledger_golden import BUNDLED, DOCUMENTS
from tests.test_pages import bodies, open_page, text_of

VIEWS = [
    # address | words that this view says
    ({}, "对不上"),
    ({}, "大气污染防治精细化管理服务项目"),
    ({}, "文字里的数，一个一个标出来"),
    ({}, "没有写原因（变动超过 10%）"),
    ({"class": "form"}, "同一个项目有两个名称"),
    ({"status": "rounding"}, "四舍五入"),
    ({"status": "not_applicable"}, "不适用"),
    ({"class": "arithmetic"}, "没有这样的核对项"),
    ({"table": "2024年预算支出总表", "status": "passed"}, "2,153.13"),
]


@pytest.fixture(scope="module")
def book() -> Book:
    return Book(read_disclosure(*DOCUMENTS[BUNDLED]))


@pytest.mark.parametrize(
    ("address", "said"), VIEWS, ids=[f"{'-'.join(a.values()) or 'all'}: {s[:8]}" for a, s in VIEWS]
)
def test_the_page_follows_its_address(address, said):
    app = open_page("what_agrees", **address)
    assert not app.exception
    assert said in text_of(app)


def test_every_status_has_a_sign_and_a_word():
    text = text_of(open_page("what_agrees"))
    assert "✗ 不符" in text
    assert "✓" in text


def test_headline_counts_are_the_ledgers(book: Book):
    opened = ledger.open_ledger(book)
    findings = check_disclosure(book.disclosure)
    failed = sum(found.status is Status.FAILED for found in findings)
    assert f"**{failed} 处对不上**" in ledger.ledger_headline(book, opened).answer


def test_a_class_row_adds_up(book: Book):
    opened = ledger.open_ledger(book)
    for row in ledger.class_table(book, opened).rows:
        checked, passed, rounding, failed = (int(cell.text.replace(",", "")) for cell in row.cells[1:5])
        assert checked == passed + rounding + failed


def test_findings_of_a_cell_name_the_cell(book: Book):
    opened = ledger.open_ledger(book)
    cell = next(iter(ledger.failed_cells(book, opened)))
    cards = ledger.cell_findings(book, opened, parse_ref(cell))
    assert cards[0].status is Status.FAILED
    assert all(cell in {side.cell for side in (*card.sides, *card.also)} for card in cards)


def test_prose_is_whole_and_every_verdict_marked(book: Book):
    opened = ledger.open_ledger(book)
    sections = annotated.annotated_sections(book, opened)
    stated = {verdict.statement.section_id for verdict in opened.verdicts}
    printed = [section.text for section in book.disclosure.sections if section.section_id in stated]
    pieces = [[piece for paragraph in section.paragraphs for piece in paragraph] for section in sections]
    assert ["".join(piece.text for piece in run) for run in pieces] == [text.replace("\n", "") for text in printed]
    assert sum(bool(piece.verdict) for run in pieces for piece in run) == len(opened.verdicts)


def test_a_figure_in_contradiction_carries_its_sign_on_other_pages():
    assert any("mz-differs" in body for body in bodies(open_page("project_list")))


def test_the_evidence_of_a_figure_says_what_was_checked():
    text = text_of(open_page("project_list", cell="project_current/5/0"))
    assert "项核对" in text
    assert "大气污染防治精细化管理服务项目" in text
