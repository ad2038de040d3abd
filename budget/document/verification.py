"""Each figure held against the second reader: confirmed, or listed with both readings; and what only the second saw."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from budget.models import (
    Box,
    CellRef,
    ConfirmedBy,
    Disclosure,
    DocumentFile,
    Figure,
    FormPart,
    FormRef,
    Place,
    ProjectForm,
    Ref,
    Stated,
    TableRow,
    TextLine,
    Unread,
)
from budget.reading.second import SecondReading, SecondText, read_again
from budget.text import fold

EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)
AROUND = 1.5
"""Points that the two readers may set the same line of letters apart."""


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
    known: dict[int, list[tuple[Box, str]]] = {}
    for place, said in _known_places(disclosure):
        if place.file == index and place.page is not None and place.box is not None:
            known.setdefault(place.page, []).append((place.box, said))
    for text, place in again.amounts:
        around = known.get(place.page or 0, [])
        if not any(_holds(box, place) and fold(text) in said for box, said in around):
            yield text, place._replace(file=index)


def _known_places(disclosure: Disclosure) -> Iterator[tuple[Place, str]]:
    """What was read: where it stands and what it says, folded."""
    for value in _records(disclosure):
        match value:
            case TableRow():
                yield value.place, fold("".join(value.labels))
            case ProjectForm():  # printed on several sheets, it repeats its money on each
                said = fold(" ".join(line.figure.text for line in value.funding))
                yield from ((sheet._replace(box=EVERYWHERE), said) for sheet in value.sheets)
            case Unread():
                yield value.place, fold(value.text)
            case Figure() | Stated() | TextLine():
                yield value.place, fold(getattr(value, "printed_text", None) or value.text)


def _records(value: object) -> Iterator[object]:
    """A record and every record in it."""
    yield value
    match value:
        case Mapping():
            parts: Iterable[object] = value.values()
        case tuple():
            parts = value
        case _ if is_dataclass(value):
            parts = (getattr(value, field.name) for field in fields(value))
        case _:
            return
    for part in parts:
        yield from _records(part)


def _holds(box: Box, place: Place) -> bool:
    x0, y0, x1, y1 = place.box or (0, 0, 0, 0)
    return box[0] - AROUND <= (x0 + x1) / 2 <= box[2] + AROUND and box[1] - AROUND <= (y0 + y1) / 2 <= box[3] + AROUND
