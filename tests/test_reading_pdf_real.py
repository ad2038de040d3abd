"""The grids of the real documents against pdfplumber, the reference for finding tables.

Where a page is cleanly ruled the grids must be equal, cell by cell. Where they differ, our rows must still be those of
pdfplumber, and the difference must be of a declared kind:

- an empty column or row of pdfplumber's (the gap of a double rule) is not there;
- a row or a whole "table" that only white boxes frame (a title, a contents list) is text, not a grid;
- pieces of one table that pdfplumber gives apart are one grid, and rows it loses at an open border are there;
- text clipped away or under a white box is not read.
"""

from __future__ import annotations

import re

import pytest

from budget.models import Grid
from budget.reading.pdfium.document import read_pdf

CLEAN = ("0bd164b5", "1d3ea4e2", "26f01fb0", "2e3638c3", "359be3f1", "5e900267", "8736bc81")
FIGURE = re.compile(r"\d[\d,]*(\.\d+)?")
ODD = ("0dd40d6c", "2134e39d", "3a85877f", "a530fab1")


def squeeze(text):
    return None if text is None else re.sub(r"\s", "", text)


def our_tables(path):
    """By page number, the grids as rows of texts."""
    return {
        page.number: [
            [[None if cell is None else squeeze(cell.text) for cell in row] for row in block.rows]
            for block in page.blocks
            if isinstance(block, Grid)
        ]
        for page in read_pdf(path)
    }


def reference_tables(path):
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(path) as document:
        return {
            page.page_number: [[[squeeze(cell) for cell in row] for row in table] for table in page.extract_tables()]
            for page in document.pages
        }


@pytest.mark.parametrize("document", CLEAN)
def test_grids_equal_pdfplumbers(real_folder, document):
    ours, reference = our_tables(real_folder / f"{document}.pdf"), reference_tables(real_folder / f"{document}.pdf")
    # One column is a contents list or a box around prose that only white fills frame.
    tables = {number: [table for table in found if len(table[0]) > 1] for number, found in reference.items()}
    assert ours == tables
    assert sum(map(len, tables.values())) >= 10


def covered_rows(path):
    """By page number, for each printed row the texts of all cells that reach over it."""
    rows = {}
    for page in read_pdf(path):
        for grid in (block for block in page.blocks if isinstance(block, Grid)):
            texts = [set() for _ in grid.rows]
            for index, row in enumerate(grid.rows):
                for cell in filter(None, row):
                    for covered in texts[index : index + cell.row_span]:
                        covered.add(squeeze(cell.text))
            rows.setdefault(page.number, []).extend(texts)
    return rows


@pytest.mark.parametrize("document", ODD)
def test_every_row_of_figures_of_pdfplumber_is_a_row_here(real_folder, document):
    """pdfplumber gives ghost columns in these documents and loses cells to them: our row may hold more than its."""
    ours, reference = covered_rows(real_folder / f"{document}.pdf"), reference_tables(real_folder / f"{document}.pdf")
    missing, count = [], 0
    for number, tables in reference.items():
        for row in (set(filter(None, row)) for table in tables for row in table):
            if len(row) > 1 and any(FIGURE.fullmatch(cell) for cell in row):
                count += 1
                missing += [] if any(row <= other for other in ours[number]) else [(number, row)]
    assert count > 100
    assert missing == []
