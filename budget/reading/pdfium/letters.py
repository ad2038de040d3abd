"""What is printed where on one page, asked for after reading: a few words of a line, the number at the page's foot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import pypdfium2 as pdfium_tools
import pypdfium2.raw as pdfium

from budget.models import Box
from budget.reading.pdfium.frame import Frame, move_box
from budget.reading.pdfium.raw import PDFIUM_LOCK
from budget.text import fold, page_number

T = TypeVar("T")
Letter = tuple[str, Box]
LINE_REACH = 1.0
"""Points by which a letter's middle may lie outside its line's box."""
FOOT_SHARE = 0.12
"""The part of a page's height in which its number stands."""


def words_in_line(path: str | Path, page_number: int, line: Box, text: str, first: int, last: int) -> Box | None:
    """The box of the letters first … last-1 of `text`, all that the line prints, counted in `fold(text)`.

    A letter of another line or printed twice does no harm. None where one of the wanted letters is not on the page.
    """
    source = Path(path)
    if not source.is_file():
        return None
    on_page = _letters(source, source.stat().st_mtime_ns, page_number)
    letters = sorted((item for item in on_page if _is_inside(item[1], line)), key=lambda item: item[1][0])
    signs = [(sign, box) for letter, box in letters for sign in fold(letter)]
    # which letter of the page each letter of the line is
    matcher = SequenceMatcher(None, fold(text), "".join(sign for sign, _ in signs), autojunk=False)
    at = {block.a + i: block.b + i for block in matcher.get_matching_blocks() for i in range(block.size)}
    if first >= last or any(index not in at for index in range(first, last)):
        return None
    boxes = [signs[at[index]][1] for index in range(first, last)]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _is_inside(box: Box, line: Box) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return (
        line[0] - LINE_REACH <= across <= line[2] + LINE_REACH and line[1] - LINE_REACH <= down <= line[3] + LINE_REACH
    )


def printed_page_number(path: str | Path, page_number: int) -> str | None:
    """The number printed at the foot of the page (from 1), None where none is or the page can't be read.

    It is seldom the number of the page in the file.
    """
    source = Path(path)
    return _foot_number(source, source.stat().st_mtime_ns, page_number) if source.is_file() else None


def text_to_page_number(text: str) -> str | None:
    """The page number among the lines of a page's foot, the last one where several could be it.

    >>> text_to_page_number("、基本支出 12,308.48\\r\\n— 11 —"), text_to_page_number("2024年度")
    ('11', None)
    """
    found = [number for line in text.splitlines() if (number := page_number(line))]
    return found[-1] if found else None


@lru_cache(maxsize=16)
def _letters(source: Path, version: int, page_number: int) -> tuple[Letter, ...]:
    """All letters of a page; none where it can't be read."""
    return _ask(source, page_number, lambda page, text: tuple(_read_letters(page, text))) or ()


@lru_cache(maxsize=1024)
def _foot_number(source: Path, version: int, page_number: int) -> str | None:
    return text_to_page_number(_ask(source, page_number, _read_foot) or "")


def _ask(
    source: Path, page_number: int, read: Callable[[pdfium_tools.PdfPage, pdfium_tools.PdfTextPage], T]
) -> T | None:
    """What `read` finds on a page (from 1); None where there is no such page or it can't be read."""
    with PDFIUM_LOCK:
        try:
            with pdfium_tools.PdfDocument(source) as document:
                if not 1 <= page_number <= len(document):
                    return None
                page = document[page_number - 1]  # closed with its document, and so is its text
                return read(page, page.get_textpage())
        except pdfium_tools.PdfiumError:
            return None


def _read_letters(page: pdfium_tools.PdfPage, text: pdfium_tools.PdfTextPage) -> Iterator[Letter]:
    frame = Frame.of_box(page.get_bbox(), page.get_rotation() // 90)
    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if not letter.isspace() and letter.isprintable():
            # as wide as the letter's place, as high as its ink: some fonts' places reach into the line above
            _, bottom, _, top = text.get_charbox(index)
            left, low, right, high = text.get_charbox(index, loose=True)
            ink = (left, bottom, right, top) if top > bottom else (left, low, right, high)
            yield letter, move_box(frame.to_display, *ink)


def _read_foot(page: pdfium_tools.PdfPage, text: pdfium_tools.PdfTextPage) -> str:
    left, bottom, right, top = page.get_bbox()
    across, up = (right - left) * FOOT_SHARE, (top - bottom) * FOOT_SHARE
    # a turned page has its displayed foot at another edge
    edge = {
        0: (left, bottom, right, bottom + up),
        90: (right - across, bottom, right, top),
        180: (left, top - up, right, top),
        270: (left, bottom, left + across, top),
    }[page.get_rotation()]
    return str(text.get_text_bounded(*edge))
