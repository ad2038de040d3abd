"""Small pages written down as text, for the tests of layout and forms.

A table is a block of lines "a | b | c"; "<" goes on with the cell on its left, "^" with the cell above. Other lines are
text lines; "--- page" begins another page. With geometry each cell has a box of COLUMN × ROW points.
"""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

from budget.forms import identify, parse_tables
from budget.layout import pages_to_layout
from budget.models import Grid, GridCell, GridRow, Page, Place, PrintedTable, TextLine

COLUMN, ROW, LEFT, TOP = 80.0, 20.0, 60.0, 120.0


def pages(text: str, *, geometry: bool = True) -> tuple[Page, ...]:
    """The pages that a block of text describes."""
    parts = dedent(text).strip("\n").split("--- page\n")
    return tuple(_page(part, number, geometry) for number, part in enumerate(parts, start=1))


def _page(text: str, number: int, geometry: bool) -> Page:
    blocks: list[TextLine | Grid] = []
    rows: list[list[str]] = []
    top = TOP
    for line in [*text.split("\n"), ""]:
        if "|" in line:
            rows.append([part.strip().replace("\\n", "\n") for part in line.split("|")])
            continue
        if rows:
            blocks.append(_grid(rows, number, top, geometry))
            top += ROW * len(rows)
            rows = []
        if line.strip():
            blocks.append(
                TextLine(line.strip(), _place(number, (LEFT, top, LEFT + 9.0 * len(line), top + 10), geometry))
            )
            top += ROW
    return Page(number, 800.0, 1000.0 if geometry else 0.0, tuple(blocks))


def _place(page: int, box: tuple[float, float, float, float], geometry: bool) -> Place:
    return Place(page, None, box) if geometry else Place(None, int(box[1]))


def _grid(rows: list[list[str]], page: int, top: float, geometry: bool) -> Grid:
    width = max(map(len, rows))
    cells: list[list[GridCell | None]] = []
    for r, row in enumerate(rows):
        texts = row + [""] * (width - len(row))
        cells.append([_cell(texts, r, c, page, top, geometry) for c in range(width)])
    grown = [_spans(rows, cells[r], r, width) for r in range(len(rows))]
    return Grid(tuple(grown), _place(page, (LEFT, top, LEFT + COLUMN * width, top + ROW * len(rows)), geometry))


def _cell(texts: list[str], r: int, c: int, page: int, top: float, geometry: bool) -> GridCell | None:
    if texts[c] in ("<", "^"):
        return None
    box = (LEFT + COLUMN * c, top + ROW * r, LEFT + COLUMN * (c + 1), top + ROW * (r + 1))
    return GridCell(texts[c], _place(page, box, geometry))


def _spans(rows: list[list[str]], row: list[GridCell | None], r: int, width: int) -> GridRow:
    """Give each cell the spans its "<" and "^" neighbours ask for."""
    grown: list[GridCell | None] = []
    for c, cell in enumerate(row):
        if cell is None:
            grown.append(None)
            continue
        right = next((k for k in range(c + 1, width) if (rows[r][k : k + 1] or [""])[0] != "<"), width)
        down = next((k for k in range(r + 1, len(rows)) if (rows[k][c : c + 1] or [""])[0] != "^"), len(rows))
        box = cell.place.box
        if box is not None:
            box = (box[0], box[1], box[0] + COLUMN * (right - c), box[1] + ROW * (down - r))
        grown.append(replace(cell, column_span=right - c, row_span=down - r, place=cell.place._replace(box=box)))
    return tuple(grown)


def parse(text: str, *, geometry: bool = True) -> tuple[PrintedTable, ...]:
    """The typed tables of the pages that a block of text describes."""
    tables = pages_to_layout(pages(text, geometry=geometry)).tables
    return parse_tables([(table, identify(table)) for table in tables])


def rows(table: PrintedTable) -> list[str]:
    """Each row as "role code name values", blanks as "-"."""
    return [
        " ".join(
            [
                row.role.value,
                row.code or "-",
                row.name or "''",
                *("-" if f.value is None else str(f.value) for f in row.figures),
            ]
        )
        for row in table.rows
    ]
