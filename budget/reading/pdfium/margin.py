"""The page number printed at the foot of a page, which is seldom the number of the page in the file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium_tools

from budget.reading.pdfium.raw import PDFIUM_LOCK
from budget.text import page_number

FOOT_SHARE = 0.12
"""The part of a page's height in which its number stands."""


def printed_page_number(path: str | Path, page_number: int) -> str | None:
    """The number printed at the foot of the page (from 1), None where none is or the page can't be read."""
    source = Path(path)
    return _read(source, source.stat().st_mtime_ns, page_number) if source.is_file() else None


@lru_cache(maxsize=1024)
def _read(source: Path, changed: int, page_number: int) -> str | None:
    with PDFIUM_LOCK:
        try:
            document = pdfium_tools.PdfDocument(source)
        except pdfium_tools.PdfiumError:
            return None
        try:
            return text_to_page_number(_foot(document, page_number))
        except pdfium_tools.PdfiumError:
            return None
        finally:
            document.close()


def text_to_page_number(text: str) -> str | None:
    """The page number among the lines of a page's foot, the last one where several could be it.

    >>> text_to_page_number("、基本支出 12,308.48\\r\\n— 11 —"), text_to_page_number("2024年度")
    ('11', None)
    """
    found = [number for line in text.splitlines() if (number := page_number(line))]
    return found[-1] if found else None


def _foot(document: pdfium_tools.PdfDocument, page_number: int) -> str:
    if not 1 <= page_number <= len(document):
        return ""
    page = document[page_number - 1]
    try:
        left, bottom, right, top = page.get_bbox()
        across, up = (right - left) * FOOT_SHARE, (top - bottom) * FOOT_SHARE
        # a turned page has its displayed foot at another edge
        edge = {
            0: (left, bottom, right, bottom + up),
            90: (right - across, bottom, right, top),
            180: (left, top - up, right, top),
            270: (left, bottom, left + across, top),
        }[page.get_rotation()]
        text = page.get_textpage()
        try:
            return str(text.get_text_bounded(*edge))
        finally:
            text.close()
    finally:
        page.close()
