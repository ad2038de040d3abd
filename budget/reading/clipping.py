"""Pieces of a page cut out and put together: a table's header over the rows around one cell, long rows folded.

A reader sees the printed characters with the words that name their row and column, at a size fit for the screen.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from budget.models import Box

Draw = Callable[[Path, int, float], Image.Image]
"""Draws a page of a file (from 1) with so many pixels for a point."""
Band = tuple[float, float]
"""From, to, in points of the displayed page."""
SCALE = 2.0
"""Pixels for a point: 9-point print stays sharp on a screen with two pixels for each of its own."""
PAPER = (255, 255, 255)
MARK = (187, 34, 136)
"""The colour of "one item of many" (#BB2288)."""
TINT = (255, 226, 120)
COVER = (92, 98, 106)
TEAR = (214, 214, 208)
MARK_MARGIN = 1.5
MARK_WIDTH = 3
RULE_BRIGHTNESS = 190
RULE_MARGIN = 2.0  # points kept off the column's own vertical rules
LOWEST_HEADER = 6.0
BLEED = 8  # pixels
TEAR_WIDTH = 14
"""Pixels between pieces that do not stand side by side on the page."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A horizontal piece of one page: its rows, what is marked, named (tinted) and covered on it.

    `head` is the part of the page in which the header of the marked column stands, as wide as that column: its lowest
    ruled cell is tinted. `is_from_rule`: the piece begins at the header's uppermost rule instead of above its title.
    `is_snapped`: it is cut at the rules of the marked cell's column, not through a line of print.
    """

    page: int
    rows: Band
    marks: tuple[Box, ...] = ()
    tints: tuple[Box, ...] = ()
    covers: tuple[Box, ...] = ()
    head: Box | None = None
    is_from_rule: bool = False
    is_snapped: bool = False


def render_strips(
    draw: Draw, path: str | Path, strips: Sequence[Strip], columns: Sequence[Band], scale: float = SCALE
) -> tuple[bytes, tuple[int, int]]:
    """The strips under each other, each cut to the columns, as PNG with its width and height in pixels.

    Raises: DocumentNotFoundError, DamagedDocumentError where a page can't be drawn.
    """
    source = Path(path)
    version = source.stat().st_mtime_ns if source.is_file() else 0
    pieces = [_cut_strip(_page(draw, source, version, strip.page, scale), strip, columns, scale) for strip in strips]
    whole = _trim(_stack(pieces, is_across=False))
    return _to_png(whole), whole.size


def render_whole(draw: Draw, path: str | Path, strip: Strip, scale: float = SCALE) -> tuple[bytes, tuple[int, int]]:
    """The strip's whole page with the same marks, as PNG with its size. Raises as `render_strips`."""
    image = _draw_on(draw(Path(path), strip.page, scale), strip, scale)
    return _to_png(image), image.size


@lru_cache(maxsize=4)
def _page(draw: Draw, source: Path, version: int, page: int, scale: float) -> Image.Image:
    """The last pages drawn (6 MB each): the wide and the narrow cut-out of a place come one after the other."""
    return draw(source, page, scale)


def _cut_strip(page: Image.Image, strip: Strip, columns: Sequence[Band], scale: float) -> Image.Image:
    # the rules above the lowest cell of the header; the one under it is the header's end
    head = strip.head
    above = [r for r in _rules(page, head, scale) if r < (head[3] - LOWEST_HEADER) * scale] if head else []
    top, bottom = strip.rows
    if above and strip.is_from_rule:
        top = above[0] / scale - 1
    if strip.is_snapped and strip.marks:
        top, bottom = _snap(page, strip, scale)
    image = _draw_on(page, strip, scale)
    if above and head:
        left, _, right, foot = _to_pixels(head, scale, 0.0)
        _tint(image, (left, above[-1] + 1, right, foot))
    return _cut(image, (top, bottom), columns, scale)


def _snap(page: Image.Image, strip: Strip, scale: float) -> Band:
    """The strip's rows from the first to the last rule of the marked cell's column."""
    left, cell_top, right, cell_bottom = strip.marks[0]
    top, bottom = strip.rows
    rules = [rule / scale for rule in _rules(page, (left, top, right, bottom), scale)]
    above = [r for r in rules if r <= cell_top + RULE_MARGIN]
    below = [r for r in rules if r >= cell_bottom - RULE_MARGIN]
    return (above[0] - 1 if above else top), (below[-1] + 1.5 if below else bottom)


def _rules(page: Image.Image, head: Box, scale: float) -> list[int]:
    """The pixel rows of the horizontal rules across a column's header, from the top."""
    left, top, right, bottom = (max(value, 0) for value in _to_pixels(head, scale, -RULE_MARGIN))
    if right <= left or bottom <= top:
        return []
    piece = page.crop((left, top, right, bottom + round(2 * RULE_MARGIN * scale))).convert("L")
    # dark all the way across: bold letters come close in the mean, never in their brightest pixel
    brightest = np.asarray(piece).max(axis=1)
    return [top + int(row) for row in np.flatnonzero(brightest < RULE_BRIGHTNESS)]


def _draw_on(page: Image.Image, strip: Strip, scale: float) -> Image.Image:
    image = page.copy()
    for box in strip.tints:
        _tint(image, _to_pixels(box, scale, 0.0))
    draw = ImageDraw.Draw(image)
    for box in strip.covers:
        draw.rectangle(_to_pixels(box, scale, 0.0), fill=COVER)
    for box in strip.marks:
        draw.rectangle(_to_pixels(box, scale, MARK_MARGIN), outline=MARK, width=MARK_WIDTH)
    return image


def _tint(image: Image.Image, corners: tuple[int, int, int, int]) -> None:
    """Colour the paper, not the print: the darker of both colours stays."""
    left, top, right, bottom = (max(corner, 0) for corner in corners)
    if right > left and bottom > top:
        piece = image.crop((left, top, right, bottom))
        paper = Image.new("RGB", piece.size, TINT)
        mask = piece.convert("L")
        image.paste(Image.composite(Image.blend(piece, paper, 0.42), piece, mask), (left, top))


def _to_pixels(box: Box, scale: float, margin: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    grown = (left - margin, top - margin, right + margin, bottom + margin)
    return tuple(round(value * scale) for value in grown)  # type: ignore[return-value]


def _cut(page: Image.Image, rows: Band, columns: Sequence[Band], scale: float) -> Image.Image:
    top, bottom = max(round(rows[0] * scale), 0), min(round(rows[1] * scale), page.height)
    pieces = []
    for start, end in columns:
        left, right = max(round(start * scale), 0), min(round(end * scale), page.width)
        pieces.append(page.crop((left, top, max(right, left + 1), max(bottom, top + 1))))
    return _stack(pieces, is_across=True)


def _stack(pieces: Sequence[Image.Image], *, is_across: bool) -> Image.Image:
    """Pieces beside or under each other with a torn edge between them."""
    gaps = TEAR_WIDTH * (len(pieces) - 1)
    widths, heights = [piece.width for piece in pieces], [piece.height for piece in pieces]
    size = (sum(widths) + gaps, max(heights)) if is_across else (max(widths), sum(heights) + gaps)
    whole = Image.new("RGB", size, PAPER)
    at = 0
    for piece in pieces:
        if at:
            _tear(whole, at - TEAR_WIDTH, is_across)
        whole.paste(piece, (at, 0) if is_across else (0, at))
        at += (piece.width if is_across else piece.height) + TEAR_WIDTH
    return whole


def _trim(image: Image.Image) -> Image.Image:
    """The picture without the empty paper on its left and right."""
    box = ImageOps.invert(image.convert("L")).getbbox()
    if box is None:
        return image
    return image.crop((max(box[0] - BLEED, 0), 0, min(box[2] + BLEED, image.width), image.height))


def _tear(whole: Image.Image, at: int, is_across: bool) -> None:
    """A zigzag: here something is left out."""
    length = whole.height if is_across else whole.width
    near, far = at + 3, at + TEAR_WIDTH - 4
    points = [(step, near if index % 2 else far) for index, step in enumerate(range(-4, length + 8, 8))]
    line = [(across, along) for along, across in points] if is_across else points
    ImageDraw.Draw(whole).line(line, fill=TEAR, width=2)


def _to_png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=3)
    return stream.getvalue()
