"""The visible characters of one PDF page, with their boxes on the page as it is displayed.

pdfium decodes the text; this module takes the character boxes out of it in bulk (most of the time of reading goes
into single calls, so it makes few) and leaves out what a reader of the page can't see: text outside the page,
clipped away, drawn invisibly, in the colour of the paper, or under a box painted over it.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from budget.reading.glyphs import Codes, Flags, Floats, Glyphs
from budget.reading.pdfium import raw
from budget.reading.pdfium.frame import Frame, Rect, apply
from budget.reading.pdfium.objects import PageObjects

MAX_CHARS = 60_000
"""A page of a disclosure holds at most some 5,000 characters; beyond this the page is made to hurt."""
ADJOINING = 0.3
"""Share of the height: characters of one run are not further apart."""
TURN_SAMPLES = 12
SLANTED_HEIGHT = 1.25  # times the usual height
FIGURE_CODES, FIGURE_GAP = np.frombuffer(b"0123456789.,", np.uint8), 0.25
"""What figures are printed with, and how far apart they stand, of their height."""
SEEN_PART = 0.02
"""Of its height: what less is seen of, nobody sees; boxes are higher than their letters."""
MIN_SLANT = 0.05  # of a quarter turn, 4.5 degrees
UNMAPPED = 0xFFFD
BLANK = 0x20
LINE_END_HYPHENS = (2, 0xFFFE)  # what pdfium makes of a hyphen at a line's end
DROPPED = 0
"""The code of what is no character: control codes, direction marks, blanks that pdfium makes up."""
_ZERO_WIDTH = np.zeros(0x10000, np.bool_)
_ZERO_WIDTH[[0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB]] = True
_ZERO_WIDTH[0x200B:0x2010] = _ZERO_WIDTH[0x202A:0x202F] = _ZERO_WIDTH[0x2060:0x2065] = True
_ZERO_WIDTH[0x2066:0x206A] = True
_RADICALS = range(0x2E80, 0x2FE0)


class TooManyCharactersError(ValueError):
    """The page holds more characters than any printed page can."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters a reader sees, in the order of the file, and how many were left out or not understood."""

    glyphs: Glyphs
    hidden: Glyphs
    slanted: Glyphs
    cut: Glyphs
    """Drawn, but less than half of them can be seen: the page or their cell ends there."""
    zero_width_count: int
    unmapped_count: int


@dataclass(frozen=True, slots=True)
class DrawnChars:
    """All characters of a page as pdfium counts them: code points, and the text objects that draw them (0: none)."""

    handle: int
    codes: Codes
    drawers: list[int]


def read_drawn_chars(text_page: pdfium.FPDF_TEXTPAGE) -> DrawnChars:
    """The characters before anything is known of their places. Raises TooManyCharactersError."""
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    if count > MAX_CHARS:
        raise TooManyCharactersError(f"{count} characters")
    handle = raw.handle_of(text_page)
    return DrawnChars(
        handle, _codes(handle, count), [raw.get_text_object(handle, index) or 0 for index in range(count)]
    )


def text_turns(drawn: DrawnChars) -> int | None:
    """How many quarter turns clockwise set most of the text upright; None when there is none.

    Spreadsheets print wide tables sideways on upright pages; then the whole page is read lying on its side.
    """
    votes: Counter[int] = Counter()
    for index in range(0, len(drawn.drawers), max(1, len(drawn.drawers) // TURN_SAMPLES)):
        if drawn.drawers[index] and drawn.codes[index] > BLANK:
            votes[-round(raw.get_angle(drawn.handle, index) / (math.pi / 2)) % 4] += 1
    return votes.most_common(1)[0][0] if votes else None


def _codes(handle: int, count: int) -> Codes:
    """Code points, in one call where the page has one UTF-16 unit for each character, as nearly all have."""
    units = np.zeros(count + 1, np.uint16)
    if raw.get_text(handle, 0, count, units.ctypes.data) == count + 1:
        return units[:count].astype(np.uint32)
    return np.array([raw.get_unicode(handle, index) for index in range(count)], np.uint32)


def read_chars(drawn: DrawnChars, objects: PageObjects) -> PageText:
    """All characters that a reader of the page can see; generated blanks and line ends are left out."""
    codes = _readable_codes(drawn)
    printed = (codes != DROPPED) & (np.array(drawn.drawers, np.int64) != 0)
    indexes = np.flatnonzero(printed).tolist()
    drawers = [drawn.drawers[index] for index in indexes]
    boxes = _displayed_boxes(drawn.handle, indexes, objects.frame)
    glyphs = Glyphs(*boxes, codes[printed], np.array(drawers, np.int64))
    # what stands beside the page is not printed, and no trick either: spreadsheets leave whole tables there
    is_on_page = _is_within(glyphs, (0, 0, objects.frame.width, objects.frame.height), slice(None))
    shown, hidden, cut = _shown_flags(glyphs, drawers, objects)
    slanted = _slanted_flags(glyphs, drawn.handle, indexes)
    return PageText(
        glyphs.select(shown & is_on_page & ~slanted),
        glyphs.select(hidden & is_on_page),
        glyphs.select(shown & is_on_page & slanted),
        glyphs.select(((cut & ~(shown & is_on_page)) | _cut_figures(glyphs, shown & is_on_page)) & ~slanted),
        int(_is_zero_width(drawn.codes).sum()),
        int((glyphs.codes == UNMAPPED).sum()),
    )


def _readable_codes(drawn: DrawnChars) -> Codes:
    """The code points to keep. Kangxi radicals that some fonts map to become the ideographs they draw."""
    codes = drawn.codes.copy()
    codes[(codes == LINE_END_HYPHENS[0]) | (codes == LINE_END_HYPHENS[1])] = ord("-")
    codes[(codes == 0) | (codes == 0xFFFF) | ((codes >= 0xD800) & (codes <= 0xDFFF)) | (codes > 0x10FFFF)] = UNMAPPED
    if any(raw.has_no_unicode(drawn.handle, index) == 1 for index in np.unique(codes, return_index=True)[1].tolist()):
        # a font without names for its glyphs: what stands there is the number of a glyph, no letter
        codes[[raw.has_no_unicode(drawn.handle, index) == 1 for index in range(len(codes))]] = UNMAPPED
    codes[(codes < BLANK) | (codes == 0x7F) | _is_zero_width(codes)] = DROPPED
    for index in np.flatnonzero((codes >= _RADICALS.start) & (codes < _RADICALS.stop)).tolist():
        codes[index] = ord(unicodedata.normalize("NFKC", chr(codes[index]))[0])
    for index in np.flatnonzero(codes == BLANK).tolist():
        # generated ones stand between spaced figures, for example
        if not drawn.drawers[index] or raw.is_generated(drawn.handle, index) == 1:
            codes[index] = DROPPED
    return codes


def _is_zero_width(codes: Codes) -> Flags:
    """Joiners, direction marks and the like: characters without a place of their own."""
    return _ZERO_WIDTH[np.minimum(codes, 0xFFFF)]


def _displayed_boxes(handle: int, indexes: list[int], frame: Frame) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """x0, top, x1, bottom and baseline of some characters as displayed."""
    boxes = np.zeros((len(indexes), 4), np.float32)  # left, top, right, bottom as in FS_RECTF
    box_at = boxes.ctypes.data
    for index in indexes:
        raw.get_loose_box(handle, index, box_at)
        box_at += 16
    wide = np.nan_to_num(boxes.astype(np.float64))
    xa, ya = apply(frame.to_display, wide[:, 0], wide[:, 1])
    xb, yb = apply(frame.to_display, wide[:, 2], wide[:, 3])
    top, bottom = np.minimum(ya, yb), np.maximum(ya, yb)
    baselines = _baselines(handle, indexes, top, bottom, frame)
    return np.minimum(xa, xb), top, np.maximum(xa, xb), bottom, baselines


def _baselines(handle: int, indexes: list[int], top: Floats, bottom: Floats, frame: Frame) -> Floats:
    """Displayed baselines. A box as high and low as the one before it is of the same font on the same baseline."""
    if not indexes:
        return np.zeros(0)
    is_new = np.concatenate(([True], (top[1:] != top[:-1]) | (bottom[1:] != bottom[:-1])))
    asked = np.flatnonzero(is_new)
    origins = np.zeros((len(asked), 2), np.float64)
    origin_at = origins.ctypes.data
    for place in asked.tolist():
        raw.get_origin(handle, indexes[place], origin_at, origin_at + 8)
        origin_at += 16
    _, baselines = apply(frame.to_display, origins[:, 0], origins[:, 1])
    return np.nan_to_num(baselines)[np.cumsum(is_new) - 1]


def _slanted_flags(glyphs: Glyphs, handle: int, indexes: list[int]) -> Flags:
    """Which characters stand at an angle: watermarks lie over cells and belong to none.

    The upright box around a slanted character is higher than those of the text beside it; only such are asked.
    """
    slanted = np.zeros(len(glyphs), np.bool_)
    if not len(glyphs):
        return slanted
    height = glyphs.bottom - glyphs.top
    for place in np.flatnonzero(height > SLANTED_HEIGHT * np.median(height)).tolist():
        quarter = raw.get_angle(handle, indexes[place]) / (math.pi / 2)
        slanted[place] = abs(quarter - round(quarter)) > MIN_SLANT
    return slanted


def _shown_flags(glyphs: Glyphs, drawers: list[int], objects: PageObjects) -> tuple[Flags, Flags, Flags]:
    """Which characters can be seen, which are hidden by a trick (without ink or covered), which are seen in part."""
    count = len(drawers)
    if not count:
        return np.ones(0, np.bool_), np.zeros(0, np.bool_), np.zeros(0, np.bool_)
    starts = [index for index, drawer in enumerate(drawers) if index == 0 or drawer != drawers[index - 1]]
    lengths = np.diff([*starts, count])
    seen = np.repeat(objects.inked_flags([drawers[start] for start in starts]), lengths)
    if objects.papers:
        for start, length in zip(starts, lengths.tolist(), strict=True):
            for cover in objects.covers_of(drawers[start]):
                seen[start : start + length] &= ~_is_within(glyphs, cover, slice(start, start + length))
    clips = _object_clips(starts, drawers, glyphs, objects)
    if all(clip is objects.everywhere for clip in clips):
        return seen, ~seen & glyphs.is_ink(), seen & _is_in_part(glyphs, np.array([objects.everywhere]), objects.frame)
    sides = np.repeat(np.array(clips), lengths, axis=0)
    inside = _is_within(glyphs, (sides[:, 0], sides[:, 1], sides[:, 2], sides[:, 3]), slice(None))
    return seen & inside, inside & ~seen & glyphs.is_ink(), seen & _is_in_part(glyphs, sides, objects.frame)


def _cut_figures(glyphs: Glyphs, shown: Flags) -> Flags:
    """The letters of figures of which some are seen and some not: 57.0 reads 7.0 where 5 is cut (北京市司法局 2026)."""
    if shown.all():
        return ~shown
    is_figure = np.isin(glyphs.codes, FIGURE_CODES)
    gap = np.abs(glyphs.x0[1:] - glyphs.x1[:-1]) / (glyphs.bottom - glyphs.top)[1:].clip(1)
    joined = is_figure[1:] & is_figure[:-1] & (gap < FIGURE_GAP) & (glyphs.baseline[1:] == glyphs.baseline[:-1])
    figure = np.concatenate(([0], np.cumsum(~joined)))
    return np.isin(figure, figure[1:][joined & (shown[1:] != shown[:-1])])


def _is_in_part(glyphs: Glyphs, sides: Floats, frame: Frame) -> Flags:
    """Which characters reach into the page and into their clips (x0, top, x1, bottom), seen from above to below."""
    middle, _ = glyphs.middles()
    within = (middle >= np.maximum(sides[:, 0], 0)) & (middle <= np.minimum(sides[:, 2], frame.width))
    top, bottom = np.maximum(sides[:, 1], 0), np.minimum(sides[:, 3], frame.height)
    shared = np.minimum(glyphs.bottom, bottom) - np.maximum(glyphs.top, top)
    return within & (shared > SEEN_PART * (glyphs.bottom - glyphs.top))


def _object_clips(starts: list[int], drawers: list[int], glyphs: Glyphs, objects: PageObjects) -> list[Rect]:
    """The clip of each text object. Word writes one for each character; those of one run share their clip.

    A character outside its run's clip is asked for its own: a spreadsheet draws the colon of 单位：万元 in another
    font, under no clip, between two words clipped to their own width.
    """
    clips: list[Rect] = []
    clip, baseline = objects.everywhere, -1.0
    # whether each character continues the word of the one before it in the file
    near = np.abs(glyphs.x0[1:] - glyphs.x1[:-1]) < ADJOINING * (glyphs.bottom[:-1] - glyphs.top[:-1])
    continues = [False, *(near & (glyphs.baseline[1:] == glyphs.baseline[:-1])).tolist()]
    baselines = glyphs.baseline.tolist()
    middle_x, middle_y = (middle.tolist() for middle in glyphs.middles())
    for start in starts:
        x0, top, x1, bottom = clip
        if not (continues[start] and x0 <= middle_x[start] <= x1 and top <= middle_y[start] <= bottom):
            is_line_free = clip is objects.everywhere and baselines[start] == baseline
            clip = objects.clip_of(drawers[start], is_line_free)
        baseline = baselines[start]
        clips.append(clip)
    return clips


def _is_within(glyphs: Glyphs, box: tuple[Any, Any, Any, Any], span: slice) -> Flags:
    middle_x, middle_y = (glyphs.x0[span] + glyphs.x1[span]) / 2, (glyphs.top[span] + glyphs.bottom[span]) / 2
    x0, top, x1, bottom = box
    return (middle_x >= x0) & (middle_x <= x1) & (middle_y >= top) & (middle_y <= bottom)
