"""The visible characters of one PDF page, with their boxes on the page as it is displayed.

pdfium decodes the text; this module takes the character boxes out of it in bulk and leaves out what a
reader of the page can't see: text outside the page, clipped away, drawn invisibly, in the colour of the
paper, or under a box painted over it. What is left out is counted, so that the page can say so.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pypdfium2.raw as pdfium

from budget.reading.pdf_objects import ObjectInfo, PageObjects
from budget.reading.text_lines import Char

MAX_CHARS = 60_000
"""A page of a disclosure holds at most some 5,000 characters; beyond this the page is made to hurt."""
INVISIBLE_RENDER_MODES = frozenset({3, 7})
MIN_CHAR_SIZE = 0.5  # points; smaller "text" can't be read by anyone
_ZERO_WIDTH = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb"
)
_RADICALS = range(0x2E80, 0x2FE0)


@dataclass(slots=True)
class PageText:
    """The characters in the order of the file, and how many were left out for which reason."""

    chars: list[Char]
    hidden: list[Char] = field(default_factory=list)
    zero_width: int = 0
    unmapped: int = 0


class TooManyCharactersError(ValueError):
    """The page holds more characters than any printed page can."""


def _prototype(name: str, result: object, *arguments: object) -> Callable[..., int]:
    """A pdfium function without ctypes' pointer casts, which cost three times the call itself."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type,call-overload,no-any-return]


_pointer, _int = ctypes.c_void_p, ctypes.c_int
_get_unicode = _prototype("FPDFText_GetUnicode", ctypes.c_uint, _pointer, _int)
_get_loose_box = _prototype("FPDFText_GetLooseCharBox", _int, _pointer, _int, _pointer)
_get_text_object = _prototype("FPDFText_GetTextObject", _pointer, _pointer, _int)


def read_chars(text_page: pdfium.FPDF_TEXTPAGE, objects: PageObjects) -> PageText:
    """All characters that a reader of the page can see; generated blanks and line ends are left out.

    Raises TooManyCharactersError.
    """
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    if count > MAX_CHARS:
        raise TooManyCharactersError(f"{count} characters")
    handle = ctypes.cast(text_page, ctypes.c_void_p).value
    boxes = _displayed_boxes(handle, count, objects)
    return _visible_chars(handle, boxes, objects)


def _displayed_boxes(handle: int | None, count: int, objects: PageObjects) -> list[list[float]]:
    boxes = np.zeros((count, 4), np.float32)  # left, top, right, bottom as in FS_RECTF
    address = boxes.ctypes.data
    for index in range(count):
        _get_loose_box(handle, index, address + 16 * index)
    return objects.frame.boxes_to_displayed(boxes).tolist()


def _visible_chars(handle: int | None, boxes: list[list[float]], objects: PageObjects) -> PageText:
    page = PageText([])
    last_object: int | None = None
    info: ObjectInfo | None = None
    append, frame = page.chars.append, objects.frame
    for index, (x0, top, x1, bottom) in enumerate(boxes):
        drawn_by = _get_text_object(handle, index)
        if not drawn_by:
            continue  # pdfium made this blank or line end up
        text = _code_to_text(_get_unicode(handle, index), page)
        if not text:
            continue
        if drawn_by != last_object:
            last_object, info = drawn_by, objects.text_object(drawn_by)
        char = Char(x0, top, x1, bottom, text)
        middle_x, middle_y = (x0 + x1) / 2, (top + bottom) / 2
        if not (0 <= middle_x <= frame.width and 0 <= middle_y <= frame.height):
            continue  # beside the page: not printed, and no trick either
        if info is not None and not info.shows(middle_x, middle_y):
            if not info.is_clipped_at(middle_x, middle_y) and text.strip():
                page.hidden.append(char)
            continue
        append(char)
    return page


def _code_to_text(code: int, page: PageText) -> str:
    """The character to keep, "" for none. Kangxi radicals that some fonts map to become the ideographs they draw."""
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        page.unmapped += 1
        return "\ufffd"
    if code < 32 or code == 127:
        return ""
    text = chr(code)
    if text in _ZERO_WIDTH:
        page.zero_width += 1
        return ""
    return unicodedata.normalize("NFKC", text) if code in _RADICALS else text
