"""A page of a PDF as a bitmap. Only ordinary files are drawn here: pictures in a file can be bombs too."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium_tools
from PIL import Image

from budget.errors import DamagedDocumentError, DocumentNotFoundError
from budget.models import say
from budget.reading.pdfium.guard import inspect
from budget.reading.pdfium.raw import PDFIUM_LOCK

MAX_PIXELS = 30_000_000
"""An A3 page at 200 dots an inch has 8 million."""


def page_to_image(source: Path, page_number: int, scale: float) -> Image.Image:
    """Draw one page, counted from 1. Raises DocumentNotFoundError, DamagedDocumentError."""
    try:
        changed = source.stat().st_mtime_ns
    except OSError as error:
        raise DocumentNotFoundError(say("error.unopened", name=source.name, why=str(error.strerror))) from error
    if not _is_drawable(source, changed):
        raise DamagedDocumentError(say("picture.unsafe", name=source.name))
    with PDFIUM_LOCK:
        try:
            with pdfium_tools.PdfDocument(source) as document:
                return _draw(document, source.name, page_number, scale)
        except pdfium_tools.PdfiumError as error:
            raise DamagedDocumentError(say("picture.damaged", name=source.name)) from error


@lru_cache(maxsize=64)
def _is_drawable(source: Path, changed: int) -> bool:
    """Whether nothing in the file unpacks to very much; asked once for a state of the file."""
    return not inspect(source.read_bytes(), with_pictures=True).risks


def _draw(document: pdfium_tools.PdfDocument, name: str, page_number: int, scale: float) -> Image.Image:
    if not 1 <= page_number <= len(document):
        raise DamagedDocumentError(say("picture.no_page", name=name, page=page_number, count=len(document)))
    try:
        page = document[page_number - 1]
    except pdfium_tools.PdfiumError as error:
        raise DamagedDocumentError(say("picture.page_damaged", name=name, page=page_number)) from error
    width, height = page.get_size()
    if not 0 < width * height * scale * scale <= MAX_PIXELS:
        raise DamagedDocumentError(
            say("picture.page_size", name=name, page=page_number, width=f"{width:g}", height=f"{height:g}")
        )
    return page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
