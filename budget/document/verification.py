"""Each figure held against the second reader: confirmed, or listed with both readings; and what only the second saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from budget.document.told import Told, is_listed, read_pieces
from budget.errors import DamagedDocumentError
from budget.models import CellRef, ConfirmedBy, Disclosure, DocumentFile, FormPart, FormRef, Place, Ref
from budget.reading.pdfium.bitmap import page_to_image
from budget.reading.second import SecondReading, SecondText, read_again
from budget.text import fold


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One printed figure, who confirms it, and the second reader's characters and cell (None where it finds none)."""

    ref: str
    place: Place
    printed: str
    confirmed_by: ConfirmedBy
    characters: str
    cell: str | None


@dataclass(frozen=True, slots=True)
class Verification:
    """Every figure of a document's PDF files with its confirmation; amounts that only the second reader sees."""

    confirmations: tuple[Confirmation, ...]
    unseen: tuple[tuple[str, Place], ...]

    @property
    def counts(self) -> Counter[ConfirmedBy]:
        """How many figures are confirmed by what."""
        return Counter(one.confirmed_by for one in self.confirmations)

    @property
    def unconfirmed(self) -> tuple[Confirmation, ...]:
        """The figures that the two readers read differently."""
        return tuple(one for one in self.confirmations if one.confirmed_by is ConfirmedBy.NOTHING)


def verify_disclosure(disclosure: Disclosure) -> Verification:
    """Read every PDF file of the disclosure a second time; a converted text has no second reader.

    Raises: DamagedDocumentError where the second reader can't read a file.
    """
    parts = [
        _verify_file(disclosure, index, file) for index, file in enumerate(disclosure.files) if file.media == "pdf"
    ]
    confirmations = tuple(one for part in parts for one in part.confirmations)
    return Verification(confirmations, tuple(amount for part in parts for amount in part.unseen))


def _verify_file(disclosure: Disclosure, index: int, file: DocumentFile) -> Verification:
    figures = [one for one in _figures(disclosure) if one[2].file == index and one[2].box is not None]
    again = read_again(Path(file.path), [place for _, _, place in figures], file.page_count)
    confirmations = tuple(
        Confirmation(str(ref), place, text, judge_texts(text, second), second.characters, second.cell)
        for (ref, text, place), second in zip(figures, again.texts, strict=True)
    )
    return Verification(confirmations, tuple(_unseen(disclosure, index, again)))


def judge_texts(printed: str, second: SecondText) -> ConfirmedBy:
    """What of the second reading says the same as the first.

    >>> judge_texts("1,234.50", SecondText("1,234.50", "1,234.50")).value
    'cell'
    >>> judge_texts("136.972", SecondText("136.9\\n72", "136.9\\n72")).value
    'nothing'
    """
    first = fold(printed.replace("\n", ""))
    lines = second.characters.split("\n")
    if first not in {fold(line) for line in (second.characters, *lines)} or "\n" in second.characters.strip():
        return ConfirmedBy.NOTHING
    is_cell = second.cell is not None and fold(second.cell) == first
    return ConfirmedBy.CELL if is_cell else ConfirmedBy.CHARACTERS


def _figures(disclosure: Disclosure) -> Iterator[tuple[Ref, str, Place]]:
    """Every printed figure of the tables and forms: its reference, characters and place."""
    for table in disclosure.tables:
        for row_number, row in enumerate(table.rows):
            for column, figure in enumerate(row.figures):
                if figure.text.strip():
                    yield CellRef(table.table_id, row_number, column), figure.text, figure.place
    overall = (disclosure.overall_form,) if disclosure.overall_form else ()
    for form in (*disclosure.project_forms, *overall):
        for number, line in enumerate(form.funding):
            if line.figure.text.strip():
                yield FormRef(form.form_id, FormPart.FUNDING, number), line.figure.text, line.figure.place


def _unseen(disclosure: Disclosure, index: int, again: SecondReading) -> Iterator[tuple[str, Place]]:
    """Amounts of the second reading that stand in nothing that was read, and in nothing listed as unread."""
    forms = (*((disclosure.overall_form,) if disclosure.overall_form else ()), *disclosure.project_forms)
    told = Told(read_pieces(disclosure.tables, forms, disclosure.sections))
    for text, place in ((text, place._replace(file=index)) for text, place in again.amounts):
        is_known = told.tells(text, place) or is_listed(place, disclosure.coverage.unread)
        if not is_known and _is_visible(Path(disclosure.files[index].path), place):
            yield text, place


def _is_visible(path: Path, place: Place) -> bool:
    """Whether the page's picture shows anything there: pdfplumber knows no clipping (上海市普陀区财政局 2025, p. 7)."""
    if place.page is None or place.box is None:
        return True
    x0, top, x1, bottom = place.box
    try:
        page = page_to_image(path, place.page, 1).convert("L")
    except DamagedDocumentError:  # a file that is not drawn
        return True
    corners = max(int(x0), 0), max(int(top), 0), min(int(x1) + 1, page.width), min(int(bottom) + 1, page.height)
    darkest, lightest = page.crop(corners).getextrema()
    return darkest != lightest
