"""Declared corrections and maskings of documents: where, what is used instead, why; applied when one is read.

A masking says that our copy of a document hides printed characters (its `printed` says what kind of thing stood there,
never the characters): a document in which they are not hidden as declared is not opened. A correction replaces what a
source prints by mistake of its making (a conversion, a scan), before anything else sees it; where the source no longer
prints it so many times, nothing is replaced and the reader is told. The publisher's mistakes are findings, not
corrections.

An entry is looked for on its `line` (of a text) or `page` (of a PDF), in rows that print its `row`, each where it says
so; its other words (`table`, `form`, `field`) are for people.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from budget.errors import BudgetError, MaskingError
from budget.models import (
    Correction,
    CorrectionKind,
    Disclosure,
    GridRow,
    Message,
    Notice,
    NoticeKind,
    Page,
    Place,
    TextLine,
    change_block,
    say,
)
from budget.paths import DATA
from budget.text import squeeze

CORRECTIONS_FOLDER = DATA / "corrections"
_KEYS = {"kind", "locator", "count", "printed", "used", "reason", "date"}


# ---------------------------------------------------------------- declared


def corrections_of(document_id: str) -> tuple[Correction, ...]:
    """The entries declared for a document, in their order."""
    return tuple(entry for entry in read_corrections(CORRECTIONS_FOLDER) if entry.document_id == document_id)


def read_corrections(folder: Path) -> tuple[Correction, ...]:
    """All declared entries, by document and in declared order; none when the folder has none.

    Raises BudgetError with file and entry when one is not as declared: a masking nobody can follow is a fault.
    """
    return tuple(entry for file in sorted(folder.glob("*.toml")) for entry in _read_file(file))


def _read_file(file: Path) -> list[Correction]:
    try:
        declared = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BudgetError(say("error.toml", name=file.name, why=str(error))) from error
    document_id = declared.get("document")
    if not isinstance(document_id, str):
        raise BudgetError(say("error.correction_without_document", name=file.name))
    return [_to_correction(file.name, document_id, n, entry) for n, entry in enumerate(declared.get("entry", []), 1)]


def _to_correction(file_name: str, document_id: str, number: int, entry: Mapping[str, Any]) -> Correction:
    unlike = _KEYS.symmetric_difference(entry)
    if unlike or entry["kind"] not in set(CorrectionKind) or not isinstance(entry["date"], datetime.date):
        faults = tuple(sorted(unlike)) or say("error.nothing")
        keys = tuple(sorted(_KEYS))
        raise BudgetError(say("error.correction_keys", name=file_name, number=number, keys=keys, unlike=faults))
    locator = {key: str(value) for key, value in entry["locator"].items()}
    return Correction(document_id, **{**entry, "kind": CorrectionKind(entry["kind"]), "locator": locator})


# ---------------------------------------------------------------- applied


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a cell with all that its row prints."""

    text: str
    place: Place
    row: str


def apply_corrections(
    pages: tuple[Page, ...], entries: Sequence[Correction]
) -> tuple[tuple[Page, ...], tuple[Correction, ...]]:
    """The pages with declared corrections made, and each entry with the places where it was found.

    Raises: MaskingError when characters that are declared as hidden are not hidden.
    """
    found = []
    for entry in entries:
        wanted = _pattern(entry.used if entry.kind is CorrectionKind.MASKING else entry.printed)
        pieces = [piece for piece in _pieces(pages) if _is_at(piece, entry.locator) and wanted.search(piece.text)]
        count = sum(len(wanted.findall(piece.text)) for piece in pieces)
        entry = replace(entry, places=tuple(piece.place for piece in pieces), is_applied=count == entry.count)
        if entry.kind is CorrectionKind.MASKING and not entry.is_applied:
            where, document = tuple(entry.locator.values()), entry.document_id
            raise MaskingError(
                say("error.not_masked", document=document, where=where, declared=entry.count, found=count)
            )
        if entry.kind is CorrectionKind.CORRECTION and entry.is_applied:
            pages = tuple(_correct_page(page, entry, wanted) for page in pages)
        found.append(entry)
    return pages, tuple(found)


def correction_at(disclosure: Disclosure, place: Place, text: str) -> Correction | None:
    """The correction that made a text at a place what it is; None where the text is as printed."""
    used = squeeze(text)
    made = [e for e in disclosure.corrections if e.kind is CorrectionKind.CORRECTION and e.is_applied]
    here = (e for e in made if e.used in used and any(_is_same_place(place, other) for other in e.places))
    return next(here, None)


def describe_correction(entry: Correction) -> Message:
    """What the source prints, what is used and why; or that it was not there to be replaced."""
    printed, used = entry.printed, entry.used
    if entry.is_applied:
        return say("document.corrected", printed=printed, used=used, reason=entry.reason, date=entry.date.isoformat())
    return say("document.not_corrected", printed=printed, used=used, count=entry.count)


def correction_notices(entries: Sequence[Correction]) -> tuple[Notice, ...]:
    """What a reader must be told of corrections that found nothing to correct."""
    return tuple(
        Notice(NoticeKind.DOUBT, _declared_place(entry.locator), describe_correction(entry))
        for entry in entries
        if not entry.is_applied
    )


def _declared_place(locator: Mapping[str, str]) -> Place | None:
    """Where an entry says it is: a line, else a page."""
    page, line = (int(n) if (n := locator.get(key, "")).isdigit() else None for key in ("page", "line"))
    return None if page is None and line is None else Place(page, line)


def _is_same_place(one: Place, other: Place) -> bool:
    """Whether they meet: a sentence stands in several lines, a cell read over two pages in more than its own."""
    if (one.file, one.page, one.line) != (other.file, other.page, other.line):
        return False
    if one.box is None or other.box is None:
        return one.box is other.box
    return (
        max(one.box[0], other.box[0]) < min(one.box[2], other.box[2])
        and max(one.box[1], other.box[1]) < min(one.box[3], other.box[3])
    )  # fmt: skip


def _pattern(characters: str) -> re.Pattern[str]:
    """The characters as they may be wrapped in a cell; a number is no part of a longer one."""
    wrapped = r"\n?".join(map(re.escape, characters))
    before = r"(?<![0-9A-Za-z.,，])" if characters[:1].isdigit() else ""
    after = r"(?![0-9A-Za-z]|[.,，]\d)" if characters[-1:].isdigit() else ""
    return re.compile(before + wrapped + after)


def _pieces(pages: Sequence[Page]) -> Iterator[Piece]:
    for page in pages:
        for block in page.blocks:
            if isinstance(block, TextLine):
                yield Piece(block.text, block.place, squeeze(block.text))
                continue
            for row in block.rows:
                yield from (Piece(cell.text, cell.place, _row_text(row)) for cell in row if cell is not None)


def _row_text(row: GridRow) -> str:
    return squeeze("".join(cell.text for cell in row if cell is not None))


def _is_at(piece: Piece, locator: Mapping[str, str]) -> bool:
    key, number = ("page", piece.place.page) if piece.place.line is None else ("line", piece.place.line)
    return locator.get(key, str(number)) == str(number) and squeeze(locator.get("row", "")) in piece.row


def _correct_page(page: Page, entry: Correction, wanted: re.Pattern[str]) -> Page:
    places = set(entry.places)

    def correct(text: str, place: Place) -> tuple[str, Place]:
        return wanted.sub(lambda _: entry.used, text) if place in places else text, place

    return replace(page, blocks=tuple(change_block(block, correct) for block in page.blocks))
