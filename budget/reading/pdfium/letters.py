"""The letters of one line of a page with their boxes: where exactly a few words of running text stand."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium_tools
import pypdfium2.raw as pdfium

from budget.models import Box
from budget.reading.pdfium.frame import Frame, move_box
from budget.reading.pdfium.raw import PDFIUM_LOCK
from budget.text import fold

Letter = tuple[str, Box]
LINE_REACH = 1.0
"""Points by which a letter's middle may lie outside its line's box."""


def words_in_line(path: str | Path, page_number: int, line: Box, text: str, first: int, last: int) -> Box | None:
    """The box of the letters first … last-1 of `text`, all that the line prints, counted in `fold(text)`.

    A letter of another line or printed twice does no harm. None where one of the wanted letters is not on the page.
    """
    source = Path(path)
    if not source.is_file():
        return None
    letters = [
        (letter, box)
        for letter, box in _letters(source, source.stat().st_mtime_ns, page_number)
        if _is_inside(box, line)
    ]
    letters.sort(key=lambda item: item[1][0])
    signs = [(sign, box) for letter, box in letters for sign in fold(letter)]
    at = _positions(fold(text), "".join(sign for sign, _ in signs))
    if first >= last or any(index not in at for index in range(first, last)):
        return None
    boxes = [signs[at[index]][1] for index in range(first, last)]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _positions(text: str, letters: str) -> dict[int, int]:
    """Which letter of the page each letter of the line is."""
    blocks = SequenceMatcher(None, text, letters, autojunk=False).get_matching_blocks()
    return {block.a + i: block.b + i for block in blocks for i in range(block.size)}


def _is_inside(box: Box, line: Box) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return (
        line[0] - LINE_REACH <= across <= line[2] + LINE_REACH and line[1] - LINE_REACH <= down <= line[3] + LINE_REACH
    )


@lru_cache(maxsize=16)
def _letters(source: Path, version: int, page_number: int) -> tuple[Letter, ...]:
    """All letters of a page; none where it can't be read."""
    with PDFIUM_LOCK:
        try:
            document = pdfium_tools.PdfDocument(source)
        except pdfium_tools.PdfiumError:
            return ()
        try:
            return tuple(_read(document[page_number - 1])) if 1 <= page_number <= len(document) else ()
        except pdfium_tools.PdfiumError:
            return ()
        finally:
            document.close()


def _read(page: pdfium_tools.PdfPage) -> Iterator[Letter]:
    frame = Frame.of_box(page.get_bbox(), page.get_rotation() // 90)
    text = page.get_textpage()
    try:
        for index in range(text.count_chars()):
            letter = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
            if not letter.isspace() and letter.isprintable():
                yield letter, move_box(frame.to_display, *_ink(text, index))
    finally:
        text.close()
        page.close()


def _ink(text: pdfium_tools.PdfTextPage, index: int) -> Box:
    """As wide as the letter's place, as high as its ink: some fonts' places reach into the line above."""
    _, bottom, _, top = text.get_charbox(index)
    left, low, right, high = text.get_charbox(index, loose=True)
    return (left, bottom, right, top) if top > bottom else (left, low, right, high)
