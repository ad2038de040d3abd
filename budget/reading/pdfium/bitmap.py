"""A page of a PDF as a bitmap. Only ordinary files are drawn here: pictures in a file can be bombs too."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium_tools
from PIL import Image

from budget.errors import DamagedDocumentError, DocumentNotFoundError
from budget.reading.pdfium.guard import inspect
from budget.reading.pdfium.raw import PDFIUM_LOCK

MAX_PIXELS = 30_000_000
"""An A3 page at 200 dots an inch has 8 million."""


def page_to_image(source: Path, page_number: int, scale: float) -> Image.Image:
    """Draw one page, counted from 1. Raises DocumentNotFoundError, DamagedDocumentError."""
    try:
        changed = source.stat().st_mtime_ns
    except OSError as error:
        raise DocumentNotFoundError(f"{source.name}：打不开这个文件（{error.strerror}）；请检查路径和权限。") from error
    if not _is_drawable(source, changed):
        raise DamagedDocumentError(f"{source.name}：文件异常，为安全起见不显示页面图像；请打开原文件核对。")
    with PDFIUM_LOCK:
        try:
            document = pdfium_tools.PdfDocument(source)
        except pdfium_tools.PdfiumError as error:
            raise DamagedDocumentError(f"{source.name}：文件损坏，不能显示页面图像；请打开原文件核对。") from error
        try:
            return _draw(document, source.name, page_number, scale)
        finally:
            document.close()


@lru_cache(maxsize=64)
def _is_drawable(source: Path, changed: int) -> bool:
    """Whether nothing in the file unpacks to very much; asked once for a state of the file."""
    return not inspect(source.read_bytes(), with_pictures=True).risks


def _draw(document: pdfium_tools.PdfDocument, name: str, page_number: int, scale: float) -> Image.Image:
    if not 1 <= page_number <= len(document):
        raise DamagedDocumentError(f"{name}：没有第 {page_number} 页（共 {len(document)} 页）。")
    try:
        page = document[page_number - 1]
    except pdfium_tools.PdfiumError as error:
        raise DamagedDocumentError(f"{name}：第 {page_number} 页损坏，不能显示。") from error
    try:
        width, height = page.get_size()
        if not 0 < width * height * scale * scale <= MAX_PIXELS:
            raise DamagedDocumentError(
                f"{name}：第 {page_number} 页的尺寸（{width:g}×{height:g} 点）不正常，不能显示。"
            )
        return page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    finally:
        page.close()
