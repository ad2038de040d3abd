"""pdfium's functions without ctypes' pointer casts, which cost three times the call itself.

Handles are plain integers here. Whoever calls these holds `PDFIUM_LOCK`: pdfium is not made for threads, the
dashboard serves several readers at once, and the out-parameters below are shared.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable

import pypdfium2.raw as pdfium

PDFIUM_LOCK = threading.RLock()

_pointer, _int = ctypes.c_void_p, ctypes.c_int


def _prototype(name: str, result: object, *arguments: object) -> Callable[..., int]:
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    # PYFUNCTYPE keeps the interpreter lock: these calls are shorter than giving it up and taking it back.
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


def handle_of(raw: object) -> int:
    """The address behind a typed handle of pypdfium2."""
    return ctypes.cast(raw, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


get_text = _prototype("FPDFText_GetText", _int, _pointer, _int, _int, _pointer)
get_unicode = _prototype("FPDFText_GetUnicode", ctypes.c_uint, _pointer, _int)
get_loose_box = _prototype("FPDFText_GetLooseCharBox", _int, _pointer, _int, _pointer)
get_origin = _prototype("FPDFText_GetCharOrigin", _int, _pointer, _int, _pointer, _pointer)
get_angle = _prototype("FPDFText_GetCharAngle", ctypes.c_float, _pointer, _int)
has_no_unicode = _prototype("FPDFText_HasUnicodeMapError", _int, _pointer, _int)
is_generated = _prototype("FPDFText_IsGenerated", _int, _pointer, _int)
get_text_object = _prototype("FPDFText_GetTextObject", _pointer, _pointer, _int)

count_objects = _prototype("FPDFPage_CountObjects", _int, _pointer)
get_object = _prototype("FPDFPage_GetObject", _pointer, _pointer, _int)
get_type = _prototype("FPDFPageObj_GetType", _int, _pointer)
get_bounds = _prototype("FPDFPageObj_GetBounds", _int, _pointer, _pointer, _pointer, _pointer, _pointer)
get_matrix = _prototype("FPDFPageObj_GetMatrix", _int, _pointer, _pointer)
get_fill_color = _prototype("FPDFPageObj_GetFillColor", _int, _pointer, *([_pointer] * 4))
get_stroke_color = _prototype("FPDFPageObj_GetStrokeColor", _int, _pointer, *([_pointer] * 4))
get_render_mode = _prototype("FPDFTextObj_GetTextRenderMode", _int, _pointer)
count_form_objects = _prototype("FPDFFormObj_CountObjects", _int, _pointer)
get_form_object = _prototype("FPDFFormObj_GetObject", _pointer, _pointer, ctypes.c_ulong)

get_draw_mode = _prototype("FPDFPath_GetDrawMode", _int, _pointer, _pointer, _pointer)
count_segments = _prototype("FPDFPath_CountSegments", _int, _pointer)
get_segment = _prototype("FPDFPath_GetPathSegment", _pointer, _pointer, _int)
segment_type = _prototype("FPDFPathSegment_GetType", _int, _pointer)
segment_point = _prototype("FPDFPathSegment_GetPoint", _int, _pointer, _pointer, _pointer)
segment_close = _prototype("FPDFPathSegment_GetClose", _int, _pointer)

get_clip = _prototype("FPDFPageObj_GetClipPath", _pointer, _pointer)
count_clip_paths = _prototype("FPDFClipPath_CountPaths", _int, _pointer)
count_clip_segments = _prototype("FPDFClipPath_CountPathSegments", _int, _pointer, _int)
get_clip_segment = _prototype("FPDFClipPath_GetPathSegment", _pointer, _pointer, _int, _int)

floats = (ctypes.c_float * 6)()
float_at = [ctypes.addressof(floats) + 4 * index for index in range(6)]
words = (ctypes.c_uint * 4)()
word_at = [ctypes.addressof(words) + 4 * index for index in range(4)]
