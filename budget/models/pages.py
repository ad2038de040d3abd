"""What reading/ gives: pages with lines of text and ruled grids, every piece with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec

from budget.models.messages import Notice
from budget.models.places import Place
from budget.models.vocabulary import Doubt


class TextLine(msgspec.Struct, frozen=True, tag=True):
    """One line of text outside tables, white space at its ends removed."""

    text: str
    place: Place
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a ruled grid (or between tabs). `text` keeps line breaks as "\\n"; "" when nothing is printed."""

    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1
    doubt: Doubt | None = None


GridRow = tuple[GridCell | None, ...]
"""Cells by column; None where a merged cell that began above or to the left covers the place."""


class Grid(msgspec.Struct, frozen=True, tag=True):
    """One grid on one page, rows all of the same length."""

    rows: tuple[GridRow, ...]
    place: Place


def change_block(block: TextLine | Grid, change: Callable[[str, Place], tuple[str, Place]]) -> TextLine | Grid:
    """A line or a grid with the text and the place of the line or of each cell (and the grid's own place) changed."""
    if isinstance(block, TextLine):
        return TextLine(*change(block.text, block.place), block.doubt)

    def change_cell(cell: GridCell) -> GridCell:
        text, place = change(cell.text, cell.place)
        return replace(cell, text=text, place=place)

    rows = tuple(tuple(cell and change_cell(cell) for cell in row) for row in block.rows)
    return Grid(rows, change("", block.place)[1])


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its lines and grids in reading order. A converted text is one page with number 1, size 0."""

    number: int
    width: float
    height: float
    blocks: tuple[TextLine | Grid, ...]
    notices: tuple[Notice, ...] = ()


def page_text(page: Page) -> str:
    """All characters of a page; its lines and cells follow each other, so that no word of a paragraph is cut."""
    return "".join(
        piece.text
        for block in page.blocks
        for piece in ([block] if isinstance(block, TextLine) else [cell for row in block.rows for cell in row if cell])
    )
