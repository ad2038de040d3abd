"""What to cut out of a page for a fact: the rows around its cell under the table's header, or the lines around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from budget.evidence.facts import Fact, forms_by_id, sections_by_id, tables_by_id
from budget.evidence.spots import fact_spots, pictures_of
from budget.models import Box, CellRef, Disclosure, FormRef, Place, PrintedTable, ProseRef
from budget.reading import SOURCES, Source
from budget.reading.clipping import Band, Draw, Strip, render_strips, render_whole

ROWS_AROUND = 2
TALLEST_HEADER = 175.0
"""Points. A header of four rows with its title has some 110; more would be the page above the table."""
TALLEST_ROWS = 260.0
GUESSED_HEADER = 60.0  # where the title stands on another page than the first row
NEAR = 40.0
"""Points between header and rows up to which both are cut out in one piece."""
EDGE = 5.0
UNDER = 1.5
PROSE_AROUND = 32.0
FORM_AROUND = 34.0
TALLEST_FORM = 200.0
NARROW_WINDOW = 250.0
"""Points of a page's width that stay readable on a phone."""
EVERYTHING: Band = (0.0, 20_000.0)
WHOLE_SCALE = 1.6


@dataclass(frozen=True, slots=True)
class Clip:
    """A picture: PNG with its size in pixels, and the pages that its pieces come from."""

    png: bytes
    size: tuple[int, int]
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cutting:
    """What is cut out: strips of pages, and the columns of every strip, for a wide and for a narrow screen."""

    strips: tuple[Strip, ...]
    wide: tuple[Band, ...]
    narrow: tuple[Band, ...]


def clip_fact(
    disclosure: Disclosure, fact: Fact, *, is_narrow: bool = False, sources: Sequence[Source] = SOURCES
) -> Clip | None:
    """The cell with its row's and column's words; None where the source has no pages or the cell has no place.

    Raises: DocumentNotFoundError, DamagedDocumentError where the page can't be drawn.
    """
    pictures = pictures_of(disclosure, fact, sources)
    if fact.place.page is None or fact.place.box is None or pictures is None:
        return None
    path = Path(disclosure.files[fact.place.file].path)
    version = path.stat().st_mtime_ns if path.is_file() else 0
    cutting = fact_to_cutting(disclosure, fact, sources)
    columns = cutting.narrow if is_narrow else cutting.wide
    strips = tuple(replace(strip, is_from_rule=is_narrow) for strip in cutting.strips)
    png, size = _render(pictures.draw, path, version, strips, columns)
    return Clip(png, size, tuple(dict.fromkeys(strip.page for strip in strips)))


def whole_page(disclosure: Disclosure, fact: Fact, sources: Sequence[Source] = SOURCES) -> Clip | None:
    """The fact's whole page with its box drawn; None and errors as `clip_fact`."""
    page, pictures = fact.place.page, pictures_of(disclosure, fact, sources)
    if page is None or fact.place.box is None or pictures is None:
        return None
    covers = _covers(disclosure, fact.place.file, page)
    strip = Strip(page, EVERYTHING, marks=fact_spots(disclosure, fact, sources), covers=covers)
    png, size = render_whole(pictures.draw, disclosure.files[fact.place.file].path, strip, WHOLE_SCALE)
    return Clip(png, size, (page,))


@lru_cache(maxsize=64)
def _render(
    draw: Draw, path: Path, version: int, strips: tuple[Strip, ...], columns: tuple[Band, ...]
) -> tuple[bytes, tuple[int, int]]:
    """The same cut-out is asked for by many readers; 64 of them are some 5 MB."""
    return render_strips(draw, path, strips, columns)


def fact_to_cutting(disclosure: Disclosure, fact: Fact, sources: Sequence[Source] = SOURCES) -> Cutting:
    """Where to cut for a fact that has a page and a box."""
    if isinstance(fact.ref, CellRef):
        return _cell_cutting(disclosure, fact, tables_by_id(disclosure)[fact.ref.table_id])
    return _free_cutting(disclosure, fact, sources)


# ---------------------------------------------------------------- cells of tables


@dataclass(frozen=True, slots=True)
class _Shape:
    """The geometry of a printed table: rows by page, its width, where its header stands."""

    rows: tuple[tuple[int, Band], ...]
    columns: Band
    label: Band
    header_page: int
    header: Band


def _cell_cutting(disclosure: Disclosure, fact: Fact, table: PrintedTable) -> Cutting:
    page, box = _spot(fact)
    shape = _shape(disclosure, fact, table)
    rows = _rows_around(shape, page, (box[1], box[3]))
    covers = _covers(disclosure, fact.place.file, page)
    row_band = _own_row(fact, box)
    has_label = shape.label[1] - shape.label[0] > EDGE
    named = (shape.label[0], row_band[0], box[0] if has_label else shape.label[0], row_band[1])
    head = (box[0], shape.header[0], box[2], shape.header[1])
    wide = (shape.columns[0] - EDGE, shape.columns[1] + EDGE)
    narrow = _narrow_columns(shape, box)
    if shape.header_page == page and rows[0] - shape.header[1] <= NEAR:
        column = (box[0], shape.header[1], box[2], box[1])
        whole = (min(shape.header[0], rows[0]), rows[1])
        return Cutting((Strip(page, whole, (box,), (named, column), covers, head),), (wide,), narrow)
    column = (box[0], rows[0], box[2], box[1])
    head_covers = _covers(disclosure, fact.place.file, shape.header_page)
    above = Strip(shape.header_page, shape.header, covers=head_covers, head=head)
    return Cutting((above, Strip(page, rows, (box,), (named, column), covers)), (wide,), narrow)


def _spot(fact: Fact) -> tuple[int, Box]:
    if fact.place.page is None or fact.place.box is None:
        raise ValueError(f"{fact.ref} has no place on a page")
    return fact.place.page, fact.place.box


def _own_row(fact: Fact, box: Box) -> Band:
    place = fact.row_place
    if place is None or place.box is None or place.page != fact.place.page:
        return box[1], box[3]
    return min(place.box[1], box[1]), max(min(place.box[3], box[3] + NEAR), box[3])


def _narrow_columns(shape: _Shape, box: Box) -> tuple[Band, ...]:
    """The column of labels beside the column of the cell, what lies between left out."""
    if shape.label[1] - shape.label[0] < EDGE:
        middle = (box[0] + box[2]) / 2
        return ((middle - NARROW_WINDOW / 2, middle + NARROW_WINDOW / 2),)
    label = (shape.label[0] - EDGE, shape.label[1] + 1)
    cell = (box[0] - 1, box[2] + EDGE)
    if cell[0] - label[1] > EDGE:
        return (label, cell)
    return ((min(label[0], cell[0]), max(label[1], cell[1])),)


def _shape(disclosure: Disclosure, fact: Fact, table: PrintedTable) -> _Shape:
    halves = [t for t in disclosure.tables if t.place == table.place and t.title == table.title]
    bands = tuple(_row_bands(halves))
    page, box = _spot(fact)
    places = [p for half in halves for row in half.rows for p in (row.place, *(f.place for f in row.figures))]
    boxes = [place.box for place in places if place.page == page and place.box]
    columns = min((b[0] for b in boxes), default=box[0]), max((b[2] for b in boxes), default=box[2])
    header_page = min((page for page, _ in bands), default=page)
    return _Shape(bands, columns, _label_band(table, columns), header_page, _header_band(table, bands, header_page))


def _row_bands(halves: Sequence[PrintedTable]) -> Iterator[tuple[int, Band]]:
    """Page, top and bottom of every row. It stands where its first figure does: a label may be merged over several."""
    for row in (row for half in halves for row in half.rows):
        place = next((figure.place for figure in row.figures if figure.place.box is not None), row.place)
        if place.page is not None and place.box is not None:
            yield place.page, (place.box[1], place.box[3])


def _label_band(table: PrintedTable, columns: Band) -> Band:
    """From the left edge of the labels to the first column of figures."""
    figures = [f.place.box[0] for row in table.rows for f in row.figures if f.place.box]
    starts = [row.place.box[0] for row in table.rows if row.place.box]
    first = min(figures, default=columns[0])
    return min([*starts, first]), first


def _header_band(table: PrintedTable, bands: Sequence[tuple[int, Band]], page: int) -> Band:
    """From the title to the first row; where the title is on another page, a piece above the first row."""
    bottom = min((band[0] for number, band in bands if number == page), default=0.0)
    title = table.place
    if title.page == page and title.box is not None and title.box[1] < bottom:
        return max(title.box[1] - EDGE, bottom - TALLEST_HEADER, 0.0), bottom
    return max(bottom - GUESSED_HEADER, 0.0), bottom


def _rows_around(shape: _Shape, page: int, own: Band) -> Band:
    """The row with its neighbours, no taller than fits a screen."""
    bands = sorted({band for number, band in shape.rows if number == page})
    above = [band for band in bands if band[1] <= own[0] + 1][-ROWS_AROUND:]
    below = [band for band in bands if band[0] >= own[1] - 1][:ROWS_AROUND]
    top = min([own[0], *(band[0] for band in above)])
    bottom = max([own[1], *(band[1] for band in below)])
    room = max(TALLEST_ROWS - (own[1] - own[0]), 2 * EDGE) / 2
    return max(top, own[0] - room) - 1, min(bottom, own[1] + room) + UNDER


# ---------------------------------------------------------------- prose and forms


def _free_cutting(disclosure: Disclosure, fact: Fact, sources: Sequence[Source]) -> Cutting:
    page, _ = _spot(fact)
    covers = _covers(disclosure, fact.place.file, page)
    is_prose = isinstance(fact.ref, ProseRef)
    rows = _whole_lines(disclosure, fact, PROSE_AROUND if is_prose else FORM_AROUND)
    strip = Strip(page, rows, marks=fact_spots(disclosure, fact, sources), covers=covers, is_snapped=not is_prose)
    left, right = min(mark[0] for mark in strip.marks), max(mark[2] for mark in strip.marks)
    half = max(NARROW_WINDOW, right - left + 2 * EDGE) / 2
    start = max((left + right) / 2 - half, 0.0)
    return Cutting((strip,), (EVERYTHING,), ((start, start + 2 * half),))


def _whole_lines(disclosure: Disclosure, fact: Fact, around: float) -> Band:
    """So much around the place, cut between printed lines and cells instead of through them."""
    page, box = _spot(fact)
    top, bottom = max(box[1] - around, 0.0), box[3] + around
    for other in _neighbours(disclosure, fact):
        if other.page == page and other.file == fact.place.file and other.box is not None:
            above, below = other.box[1], other.box[3]
            if above < top < below and box[1] - above < TALLEST_FORM:
                top = above
            if above < bottom < below and below - box[3] < TALLEST_FORM:
                bottom = below
    return max(top - UNDER, 0.0), bottom + UNDER


def _neighbours(disclosure: Disclosure, fact: Fact) -> Iterator[Place]:
    """The places of the lines of a fact's section, or of the cells of its form."""
    ref = fact.ref
    if isinstance(ref, ProseRef):
        yield from (line.place for line in sections_by_id(disclosure)[ref.section_id].lines)
    elif isinstance(ref, FormRef):
        form = forms_by_id(disclosure)[ref.form_id]
        yield from (stated.place for stated in form.fields.values())
        yield from (line.figure.place for line in form.funding)
        for indicator in form.indicators:
            yield from (stated.place for stated in (indicator.level3, indicator.target) if stated)


# ---------------------------------------------------------------- private persons


def _covers(disclosure: Disclosure, file: int, page: int) -> tuple[Box, ...]:
    """Places on a page whose text was masked: their picture is covered whole."""
    places = (item.place for item in disclosure.masked)
    return tuple(place.box for place in places if (place.file, place.page) == (file, page) and place.box is not None)
