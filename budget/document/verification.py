"""Each figure held against the second reader: confirmed, or listed with both readings; and what only the second saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PIL import Image

from budget.document.told import Told, is_listed, read_pieces
from budget.errors import DamagedDocumentError
from budget.models import Box, CellRef, ConfirmedBy, Disclosure, FormPart, FormRef, Place, Ref
from budget.reading import SOURCES, Pictures, SecondText, Source, source_of
from budget.text import fold

Amount = tuple[str, Place]


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
    unseen: tuple[Amount, ...]

    @property
    def counts(self) -> Counter[ConfirmedBy]:
        """How many figures are confirmed by what."""
        return Counter(one.confirmed_by for one in self.confirmations)

    @property
    def unconfirmed(self) -> tuple[Confirmation, ...]:
        """The figures that the two readers read differently."""
        return tuple(one for one in self.confirmations if one.confirmed_by is ConfirmedBy.NOTHING)


def verify_disclosure(disclosure: Disclosure, sources: Sequence[Source] = SOURCES) -> Verification:
    """Read every file that has a second reader a second time; a converted text has none.

    Raises: DamagedDocumentError where the second reader can't read a file.
    """
    parts = [_verify_file(disclosure, index, sources) for index in range(len(disclosure.files))]
    confirmations = tuple(one for part in parts for one in part.confirmations)
    return Verification(confirmations, tuple(amount for part in parts for amount in part.unseen))


def _verify_file(disclosure: Disclosure, index: int, sources: Sequence[Source]) -> Verification:
    file = disclosure.files[index]
    source, path = source_of(file, sources), Path(file.path)
    if source.read_again is None:
        return Verification((), ())
    figures = [one for one in _figures(disclosure) if one[2].file == index and one[2].box is not None]
    again = source.read_again(path, [place for _, _, place in figures], file.page_count)
    confirmations = tuple(
        Confirmation(str(ref), place, text, judge_texts(text, second), second.characters, second.cell)
        for (ref, text, place), second in zip(figures, again.texts, strict=True)
    )
    unseen = _unseen(disclosure, [(text, place._replace(file=index)) for text, place in again.amounts])
    return Verification(confirmations, tuple(_visible(unseen, path, source)))


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
    for form in disclosure.forms:
        for number, line in enumerate(form.funding):
            if line.figure.text.strip():
                yield FormRef(form.form_id, FormPart.FUNDING, number), line.figure.text, line.figure.place


def _unseen(disclosure: Disclosure, amounts: Iterable[Amount]) -> Iterator[Amount]:
    """Amounts of the second reading that stand in nothing that was read, and in nothing listed as unread."""
    told = Told(read_pieces(disclosure.tables, disclosure.forms, disclosure.sections))
    for text, place in amounts:
        if not (told.tells(text, place) or is_listed(place, disclosure.coverage.unread)):
            yield text, place


def _visible(amounts: Iterable[Amount], path: Path, source: Source) -> Iterator[Amount]:
    """Those where the page's picture shows anything: pdfplumber knows no clipping (上海市普陀区财政局 2025, p. 7)."""
    for number, placed in groupby(amounts, key=lambda amount: amount[1].page):
        page = _draw(path, number, source)
        yield from ((text, place) for text, place in placed if page is None or _shows_something(page, place.box))


def _draw(path: Path, number: int | None, source: Source) -> Image.Image | None:
    """A page in grey, a pixel a point; None where it is not drawn."""
    if number is None or not isinstance(source.show, Pictures):
        return None
    try:
        return source.show.draw(path, number, 1).convert("L")
    except DamagedDocumentError:
        return None


def _shows_something(page: Image.Image, box: Box | None) -> bool:
    if box is None:
        return True
    x0, top, x1, bottom = box
    corners = max(int(x0), 0), max(int(top), 0), min(int(x1) + 1, page.width), min(int(bottom) + 1, page.height)
    darkest, lightest = page.crop(corners).getextrema()
    return darkest != lightest
