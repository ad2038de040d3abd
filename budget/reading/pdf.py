"""A PDF → pages: ruled grids and the lines of text outside them, in reading order, with their places.

pdfium does the decoding (some eight times faster than pdfminer); rules, cells and lines are found here after
pdfplumber's table finder. Geometry and text only: nothing in this module knows what a budget is.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from pathlib import Path

import pypdfium2 as pdfium_tools
import pypdfium2.raw as pdfium

from budget.errors import DamagedDocumentError, DocumentNotFoundError
from budget.models import Grid, GridCell, GridRow, Page, Place, TextLine
from budget.reading.grids import Lattice, drop_ghosts, ruling_to_lattice
from budget.reading.pdf_chars import read_chars
from budget.reading.pdf_objects import Frame, page_to_objects
from budget.reading.rules import rules_to_rulings
from budget.reading.text_lines import Char, Line, chars_to_lines

PDFIUM_LOCK = threading.RLock()
"""pdfium is not made for threads, and the dashboard serves several readers at once."""


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
        left, bottom, right, top = page.get_bbox()
        frame = Frame(left, bottom, right, top, page.get_rotation() // 90)
        objects = page_to_objects(page.raw, frame)
        text = read_chars(text_page.raw, objects)
    finally:
        text_page.close()
        page.close()
    warnings = ()
    if text.hidden:
        warnings = (f"第{number}页：有 {len(text.hidden)} 个字符看不见，未读入",)
    lattices = [lattice for ruling in rules_to_rulings(objects.rules) if (lattice := ruling_to_lattice(ruling))]
    return Page(number, frame.width, frame.height, tuple(_to_blocks(lattices, text.chars, number)), warnings)


def _to_blocks(lattices: list[Lattice], chars: list[Char], number: int) -> list[TextLine | Grid]:
    """Share the characters out to the cells; what stands in none is a line of text."""
    by_cell, loose = _share_out(lattices, chars)
    blocks: list[tuple[float, float, TextLine | Grid]] = []
    for index, lattice in enumerate(lattices):
        grid = _to_grid(lattice, by_cell[index], number)
        blocks.append((lattice.ys[0], lattice.xs[0], grid))
    for line in chars_to_lines(loose):
        blocks.append(((line.top + line.bottom) / 2, line.x0, TextLine(line.text, Place(number, None, _box(line)))))
    return [block for _, _, block in sorted(blocks, key=lambda item: item[:2])]


def _share_out(lattices: list[Lattice], chars: list[Char]) -> tuple[dict[int, dict[int, list[Char]]], list[Char]]:
    """Characters by lattice and cell, and those in none. The innermost lattice (the smallest) comes first."""
    by_cell: dict[int, dict[int, list[Char]]] = defaultdict(lambda: defaultdict(list))
    order = sorted(range(len(lattices)), key=lambda index: _area(lattices[index].box))
    loose: list[Char] = []
    for char in chars:
        x, y = (char[0] + char[2]) / 2, (char[1] + char[3]) / 2
        for index in order:
            cell = lattices[index].cell_at(x, y)
            if cell >= 0:
                by_cell[index][cell].append(char)
                break
        else:
            loose.append(char)
    return by_cell, loose


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _to_grid(lattice: Lattice, chars: dict[int, list[Char]], number: int) -> Grid:
    texts = {index: "\n".join(line.text for line in chars_to_lines(members)) for index, members in chars.items()}
    filled = frozenset(index for index, text in texts.items() if text)
    tidy, old_index = drop_ghosts(lattice, filled)
    rows: list[list[GridCell | None]] = [[None] * (len(tidy.xs) - 1) for _ in range(len(tidy.ys) - 1)]
    for cell, old in zip(tidy.cells, old_index, strict=True):
        rows[cell.row][cell.column] = GridCell(
            texts.get(old, ""),
            Place(number, None, _round(tidy.cell_box(cell))),
            cell.row_end - cell.row,
            cell.column_end - cell.column,
        )
    table: tuple[GridRow, ...] = tuple(tuple(row) for row in rows)
    return Grid(table, Place(number, None, _round(tidy.box)))


def _box(line: Line) -> tuple[float, float, float, float]:
    return _round((line.x0, line.top, line.x1, line.bottom))


def _round(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = box
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)
