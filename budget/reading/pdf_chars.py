"""The visible characters of one PDF page, with their boxes on the page as it is displayed.

pdfium decodes the text; this module takes the character boxes out of it in bulk (most of the time of reading goes
into single calls, so it makes few) and leaves out what a reader of the page can't see: text outside the page,
clipped away, drawn invisibly, in the colour of the paper, or under a box painted over it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from budget.reading.glyphs import Glyphs
from budget.reading.pdf_frame import Frame, Rect
from budget.reading.pdf_objects import PageObjects
from budget.reading.pdf_raw import get_loose_box, get_origin, get_text_object, get_unicode, handle_of, is_generated

MAX_CHARS = 60_000
"""A page of a disclosure holds at most some 5,000 characters; beyond this the page is made to hurt."""
ADJOINING = 0.3
"""Share of the height: characters of one run are not further apart."""
_UNMAPPED = frozenset({0, 0xFFFE, 0xFFFF})
BLANK = 0x20
_HYPHEN = 2  # what pdfium makes of a hyphen at a line's end
_ZERO_WIDTH = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb"
)
_RADICALS = range(0x2E80, 0x2FE0)

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class TooManyCharactersError(ValueError):
    """The page holds more characters than any printed page can."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters a reader sees, in the order of the file, and how many were left out or not understood."""

    glyphs: Glyphs
    hidden: Glyphs
    zero_width_count: int
    unmapped_count: int


def read_chars(text_page: pdfium.FPDF_TEXTPAGE, objects: PageObjects) -> PageText:
    """All characters that a reader of the page can see; generated blanks and line ends are left out.

    Raises TooManyCharactersError.
    """
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    if count > MAX_CHARS:
        raise TooManyCharactersError(f"{count} characters")
    handle = handle_of(text_page)
    drawn_by = [get_text_object(handle, index) or 0 for index in range(count)]
    codes = [get_unicode(handle, index) for index in range(count)]
    texts = [_code_to_text(code) for code in codes]
    for index, code in enumerate(codes):
        if code == BLANK and is_generated(handle, index) == 1:  # between spaced figures, for example
            texts[index] = ""
    printed = [bool(by and text) for by, text in zip(drawn_by, texts, strict=True)]
    everything = Glyphs(*_displayed_boxes(handle, count, objects.frame), texts)
    drawn, drawers = everything.select(np.array(printed, np.bool_)), list(compress(drawn_by, printed))
    is_on_page = _is_on_page(drawn, objects.frame)
    shown, hidden = _shown_flags(drawn, drawers, objects)
    return PageText(
        drawn.select(shown & is_on_page),
        drawn.select(hidden & is_on_page),
        sum(chr(code) in _ZERO_WIDTH for code in codes if code > 0x7F),
        texts.count("\ufffd"),
    )


def _displayed_boxes(handle: int, count: int, frame: Frame) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """x0, top, x1, bottom and baseline of every character as displayed."""
    boxes = np.zeros((count, 4), np.float32)  # left, top, right, bottom as in FS_RECTF
    origins = np.zeros((count, 2), np.float64)
    box_at, origin_at = boxes.ctypes.data, origins.ctypes.data
    for index in range(count):
        get_loose_box(handle, index, box_at)
        get_origin(handle, index, origin_at, origin_at + 8)
        box_at += 16
        origin_at += 16
    wide = boxes.astype(np.float64)
    xa, ya = frame.points(wide[:, 0], wide[:, 1])
    xb, yb = frame.points(wide[:, 2], wide[:, 3])
    _, baselines = frame.points(origins[:, 0], origins[:, 1])
    return np.minimum(xa, xb), np.minimum(ya, yb), np.maximum(xa, xb), np.maximum(ya, yb), baselines


def _is_on_page(glyphs: Glyphs, frame: Frame) -> Flags:
    """What stands beside the page is not printed, and no trick either: spreadsheets leave whole tables there."""
    middle_x, middle_y = glyphs.middles()
    # The comparison is false for the not-a-number boxes of broken fonts.
    return (middle_x >= 0) & (middle_x <= frame.width) & (middle_y >= 0) & (middle_y <= frame.height)


def _shown_flags(glyphs: Glyphs, drawers: list[int], objects: PageObjects) -> tuple[Flags, Flags]:
    """Which characters can be seen, and which are hidden by a trick (not clipped, but without ink or covered)."""
    count = len(drawers)
    if not count:
        return np.ones(0, np.bool_), np.zeros(0, np.bool_)
    starts = _object_starts(drawers)
    lengths = np.diff([*starts, count])
    seen = np.repeat([objects.is_inked(drawers[start]) for start in starts], lengths)
    if objects.papers:
        for start, length in zip(starts, lengths.tolist(), strict=True):
            for cover in objects.covers_of(drawers[start]):
                seen[start : start + length] &= ~_is_within(glyphs, cover, slice(start, start + length))
    clips = _object_clips(starts, drawers, glyphs, objects)
    if all(clip is objects.everywhere for clip in clips):
        return seen, ~seen & glyphs.is_ink()
    sides = np.repeat(np.array(clips), lengths, axis=0)
    inside = _is_within(glyphs, (sides[:, 0], sides[:, 1], sides[:, 2], sides[:, 3]), slice(None))
    return seen & inside, inside & ~seen & glyphs.is_ink()


def _object_clips(starts: list[int], drawers: list[int], glyphs: Glyphs, objects: PageObjects) -> list[Rect]:
    """The clip of each text object. Word writes one for each character; those of one run share their clip.

    A character outside its run's clip is asked for its own: a spreadsheet draws the colon of 单位：万元 in another
    font, under no clip, between two words clipped to their own width.
    """
    clips: list[Rect] = []
    clip = objects.everywhere
    continues = _continues(glyphs)
    middle_x, middle_y = glyphs.middles()
    for start in starts:
        is_inside = clip[0] <= middle_x[start] <= clip[2] and clip[1] <= middle_y[start] <= clip[3]
        if not (continues[start] and is_inside):
            clip = objects.clip_of(drawers[start])
        clips.append(clip)
    return clips


def _is_within(glyphs: Glyphs, box: tuple[Any, Any, Any, Any], span: slice) -> Flags:
    middle_x, middle_y = (glyphs.x0[span] + glyphs.x1[span]) / 2, (glyphs.top[span] + glyphs.bottom[span]) / 2
    x0, top, x1, bottom = box
    return (middle_x >= x0) & (middle_x <= x1) & (middle_y >= top) & (middle_y <= bottom)


def _object_starts(drawers: list[int]) -> list[int]:
    return [index for index, drawer in enumerate(drawers) if index == 0 or drawer != drawers[index - 1]]


def _continues(glyphs: Glyphs) -> Flags:
    """Whether each character continues the word of the one before it in the file."""
    gaps = np.abs(glyphs.x0[1:] - glyphs.x1[:-1])
    near = (gaps < ADJOINING * (glyphs.bottom[:-1] - glyphs.top[:-1])) & (glyphs.baseline[1:] == glyphs.baseline[:-1])
    return np.concatenate((np.zeros(1, np.bool_), near))


def _code_to_text(code: int) -> str:
    """The character to keep, "" for none. Kangxi radicals that some fonts map to become the ideographs they draw."""
    if 0x4E00 <= code <= 0x9FFF or 0x20 <= code <= 0x7E:
        return chr(code)
    if code in _UNMAPPED or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    if code == _HYPHEN:
        return "-"
    if code < 0x20 or code == 0x7F or chr(code) in _ZERO_WIDTH:
        return ""
    return unicodedata.normalize("NFKC", chr(code)) if code in _RADICALS else chr(code)
