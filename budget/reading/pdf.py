"""A PDF → pages: ruled grids and the lines of text outside them, in reading order, with their places.

pdfium does the decoding (some eight times faster than pdfminer); rules, cells and lines are found here after
pdfplumber's table finder. Geometry and text only: nothing in this module knows what a budget is.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium_tools

from budget.errors import DamagedDocumentError, DocumentNotFoundError
from budget.models import Page
from budget.reading.glyphs import Glyphs, drop_double_prints
from budget.reading.grids import ruling_to_lattice
from budget.reading.page_blocks import to_blocks
from budget.reading.pdf_chars import read_chars
from budget.reading.pdf_frame import Frame
from budget.reading.pdf_objects import page_to_objects
from budget.reading.pdf_raw import PDFIUM_LOCK
from budget.reading.rules import rules_to_rulings


def read_pdf(path: str | Path) -> tuple[Page, ...]:
    """All pages of a PDF. Raises DocumentNotFoundError, DamagedDocumentError."""
    source = Path(path)
    if not source.is_file():
        raise DocumentNotFoundError(f"{source.name}：找不到这个文件；请检查路径。")
    with PDFIUM_LOCK:
        try:
            document = pdfium_tools.PdfDocument(source)
        except pdfium_tools.PdfiumError as error:
            raise DamagedDocumentError(f"{source.name}：文件损坏或不是 PDF（{error}）；请重新下载原文件。") from error
        try:
            return tuple(_read_page(document, number) for number in range(1, len(document) + 1))
        finally:
            document.close()


def _read_page(document: pdfium_tools.PdfDocument, number: int) -> Page:
    page = document[number - 1]
    text_page = page.get_textpage()
    try:
        frame = Frame.of_box(*page.get_bbox(), page.get_rotation() // 90)
        objects = page_to_objects(page.raw, frame)
        text = read_chars(text_page.raw, objects)
    finally:
        text_page.close()
        page.close()
    lattices = [lattice for ruling in rules_to_rulings(objects.rules) if (lattice := ruling_to_lattice(ruling))]
    blocks = to_blocks(lattices, drop_double_prints(text.glyphs), number)
    return Page(number, frame.width, frame.height, blocks, _warnings(number, text.hidden))


def _warnings(number: int, hidden: Glyphs) -> tuple[str, ...]:
    if not hidden.texts:
        return ()
    sample = "".join(hidden.texts[:12])
    return (f"第{number}页：有 {len(hidden.texts)} 个字符看不见（“{sample}”），未读入",)
