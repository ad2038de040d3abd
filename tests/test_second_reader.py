"""A second program reads every figure once more: what it reads alike is confirmed, all else is listed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from budget.cli import app
from budget.disclosure import read_disclosure
from budget.document.verification import judge_texts, verify_disclosure
from budget.errors import DamagedDocumentError
from budget.models import ConfirmedBy, Disclosure, Place
from budget.reading.second import SecondText, read_again, read_here
from budget.views.book import Book
from budget.views.verification import has_second_reader, verification_table
from tests.handmade_pdf import line, text, write_pdf
from tests.test_pages import open_page, text_of

BUNDLED = Path(__file__).parents[1] / "data/disclosures/changzhi-shangdang-2024"
GRID = "".join(line(20, y, 220, y) for y in (200, 230, 260)) + "".join(line(x, 200, x, 260) for x in (20, 120, 220))


@pytest.fixture(scope="module")
def bundled() -> Disclosure:
    return read_disclosure(BUNDLED / "disclosure.pdf")


@pytest.fixture(scope="module")
def pdf(tmp_path_factory) -> Path:
    lower = text(130, 216, "136.9") + text(130, 204, "72")
    content = GRID + text(30, 240, "1,234.50") + text(130, 240, "0.07") + lower + text(30, 100, "paid 88.00 and 12")
    return write_pdf(tmp_path_factory.mktemp("second") / "grid.pdf", content)


def place(x0: float, y0: float, x1: float, y1: float) -> Place:
    return Place(page=1, box=(x0, y0, x1, y1))


def test_the_second_reader_reads_characters_and_cells(pdf: Path):
    places = [place(20, 40, 120, 70), place(120, 70, 220, 100), place(300, 40, 350, 70), place(25, 190, 60, 205)]
    made = read_here(pdf, places)
    assert made.texts == (
        SecondText("1,234.50", "1,234.50"),
        SecondText("136.9\n72", "136.9\n72"),
        SecondText("", None),
        SecondText("paid 8", None),
    )
    assert [amount for amount, _ in made.amounts] == ["1,234.50", "0.07", "136.9", "88.00"]
    assert made == read_again(pdf, places, 1)


@pytest.mark.parametrize(
    ("printed", "characters", "cell", "confirmed_by"),
    [
        ("1,234.50", "1,234.50", "1,234.50", "cell"),
        ("1,234.50", "1,234.50", "1,234.50\n7.00", "characters"),  # the second finder cuts another cell
        ("1,234.50", "1,234.50", None, "characters"),  # it draws none
        ("1,234.50", "1,284.50", "1,284.50", "nothing"),
        ("136.972", "136.9\n72", "136.9\n72", "nothing"),  # two lines, glued by the first reader
        ("３.００", "3.00", "3.00", "cell"),  # one figure in two widths of letters
        ("", "", None, "characters"),
    ],
)
def test_what_confirms_a_figure(printed: str, characters: str, cell: str | None, confirmed_by: str):
    assert judge_texts(printed, SecondText(characters, cell)) is ConfirmedBy(confirmed_by)


def test_every_figure_of_the_bundled_document_is_confirmed(bundled: Disclosure):
    made = verify_disclosure(bundled)
    assert made.counts == {ConfirmedBy.CELL: 433}
    assert made.unseen == ()


def test_a_changed_digit_and_a_lost_figure_are_found(bundled: Disclosure):
    table = bundled.tables[2]
    first, *rows = table.rows
    wrong = replace(first, figures=(replace(first.figures[0], text="9,999.99"), *first.figures[1:]))
    lost = rows.pop()
    changed = replace(table, rows=(wrong, *rows))
    made = verify_disclosure(replace(bundled, tables=(*bundled.tables[:2], changed, *bundled.tables[3:])))
    assert [(one.ref, one.printed, one.characters) for one in made.unconfirmed] == [
        (f"{table.table_id}/0/0", "9,999.99", first.figures[0].text)
    ]
    not_read = {figure.text for figure in (first.figures[0], *lost.figures) if figure.text}
    assert {amount for amount, _ in made.unseen} == not_read


def test_the_table_says_what_differs(bundled: Disclosure):
    table = bundled.tables[2]
    first = table.rows[0]
    wrong = replace(first, figures=(replace(first.figures[0], text="9,999.99"), *first.figures[1:]))
    changed = replace(bundled, tables=(*bundled.tables[:2], replace(table, rows=(wrong, *table.rows[1:-1]))))
    view = verification_table(Book(changed))
    shown = [[cell.text for cell in row.cells] for row in view.rows]
    assert shown[0] == [f"第{first.place.page}页", "9,999.99", *[first.figures[0].text] * 2, "读得不一样"]
    assert shown[1][0::4] == [f"第{first.place.page}页", "只有第二遍读到"]
    assert "另外看到" in view.notes[0]


def test_a_converted_text_has_no_second_reader():
    book = Book(read_disclosure(BUNDLED / "disclosure.txt"))
    assert not has_second_reader(book)
    assert verify_disclosure(book.disclosure).confirmations == ()


def test_a_file_that_breaks_the_second_reader_is_said(tmp_path: Path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(DamagedDocumentError):
        read_again(broken, [], 1)


def test_the_command_says_what_is_confirmed(tmp_path: Path):
    target = tmp_path / "both.csv"
    done = CliRunner().invoke(app, ["verify", str(BUNDLED / "disclosure.pdf"), "--output", str(target)])
    assert done.exit_code == 0
    assert done.stdout.startswith("字和格子都一样 433 个")
    head, first, *_ = target.read_text("utf-8").splitlines()
    assert head == "cell,page,printed_text,confirmed_by,characters,second_cell"
    assert first.split(",")[0].endswith("/0/0")


def test_the_page_reads_again_when_asked():
    page = open_page("reading_method")
    assert "两个程序读得一样的" not in text_of(page)
    page.button(key="ask_verification_table").click().run()
    assert "表格里的 433 个数，两个程序读得一样的 433 个" in text_of(page)
