"""第二遍读: which figures a second program reads the same, and every place where it doesn't."""

from __future__ import annotations

from collections.abc import Iterator

from budget.document.verification import Verification, verify_disclosure
from budget.models import ConfirmedBy
from budget.reading import source_of
from budget.views.book import Book
from budget.views.shapes import Cell, Row, TableView
from budget.words import choice_to_text


def has_second_reader(book: Book) -> bool:
    """Whether a file of the document can be read a second way."""
    return any(source_of(file, book.sources).read_again is not None for file in book.disclosure.files)


def verification_table(book: Book) -> TableView:
    """Read a second time; every figure that both programs don't read alike, with both readings.

    Raises: DamagedDocumentError where the second program can't read the file.
    """
    made = verify_disclosure(book.disclosure, book.sources)
    return book.table_view("second_reading", _rows(book, made), notes=(_summary(made),))


def _summary(made: Verification) -> str:
    counts, total = made.counts, len(made.confirmations)
    same = total - counts[ConfirmedBy.NOTHING]
    said = f"表格里的 {total:,} 个数，两个程序读得一样的 {same:,} 个"
    said += f"（其中 {counts[ConfirmedBy.CELL]:,} 个连格子也切得一样）" if counts[ConfirmedBy.CELL] else ""
    lost = f"；第二个程序另外看到 {len(made.unseen):,} 个没有读进来的数" if made.unseen else "；没有发现漏读的数"
    return f"{said}{lost}。"


def _rows(book: Book, made: Verification) -> Iterator[Row]:
    for one in made.unconfirmed:
        where = Cell(book.place_words(one.place), cell=one.ref)
        whole = "（没有画出格子）" if one.cell is None else one.cell.replace("\n", " ")
        second = one.characters.replace("\n", " ") or "（什么也没有）"
        yield Row((where, Cell(one.printed), Cell(second), Cell(whole), Cell(choice_to_text(one.confirmed_by))))
    for text, place in made.unseen:
        yield Row((Cell(book.place_words(place)), Cell(), Cell(text), Cell(), Cell("只有第二遍读到")))
