"""What is drawn on one PDF page: its frame (box and rotation), rules and boxes, and how each text object is shown."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from budget.reading.rules import Rule

MAX_OBJECTS = 150_000
MAX_RULES = 30_000
MAX_FORM_DEPTH = 8
MAX_PATH_SEGMENTS = 4_000
"""A path of more segments is a drawing (logo, seal, chart), not a ruling."""
RULE_THICKNESS = 3.0
"""A filled box not thicker than this is a rule, as pdfplumber's snapping of both its sides makes it one."""
PAPER_LEVEL = 245
"""Colours whose components are all at least this are the paper's white."""
STRAIGHTNESS = 0.6  # points a drawn rule may slant
INVISIBLE_RENDER_MODES = frozenset({3, 7})
STROKING_RENDER_MODES = frozenset({1, 2, 5, 6})

Matrix = tuple[float, float, float, float, float, float]
Rect = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left of the displayed page."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Rect = (-math.inf, -math.inf, math.inf, math.inf)
NOWHERE: Rect = (math.inf, math.inf, -math.inf, -math.inf)


class TooManyObjectsError(ValueError):
    """The page draws more objects or rules than any printed table needs."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page in its own coordinates and how it is turned for display."""

    left: float
    bottom: float
    right: float
    top: float
    quarter_turns: int

    @property
    def width(self) -> float:
        """Displayed width in points."""
        return self.top - self.bottom if self.quarter_turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Displayed height in points."""
        return self.right - self.left if self.quarter_turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page where the reader sees it."""
        match self.quarter_turns:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """A box of the page where the reader sees it."""
        (xa, ya), (xb, yb) = self.point(left, bottom), self.point(right, top)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)

    def boxes_to_displayed(self, boxes: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """Rows (left, top, right, bottom) of the page to rows (x0, top, x1, bottom) as displayed."""
        wide = boxes.astype(np.float64)
        xa, ya = self._columns(wide[:, 0], wide[:, 1])
        xb, yb = self._columns(wide[:, 2], wide[:, 3])
        return np.column_stack((np.minimum(xa, xb), np.minimum(ya, yb), np.maximum(xa, xb), np.maximum(ya, yb)))

    def _columns(
        self, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        match self.quarter_turns:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """How a text object is shown: the box it is clipped to, whether its ink can be seen, what covers it."""

    clip: Rect
    is_inked: bool
    covers: tuple[Rect, ...] = ()

    def shows(self, x: float, y: float) -> bool:
        """Whether a character of it centred there can be seen."""
        return self.is_inked and not self.is_clipped_at(x, y) and not any(_holds(box, x, y) for box in self.covers)

    def is_clipped_at(self, x: float, y: float) -> bool:
        """Whether its clipping path cuts that point off."""
        return not _holds(self.clip, x, y)


def _holds(box: Rect, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


@dataclass(slots=True)
class PageObjects:
    """The objects of one page: rules, painted boxes with their place in the painting order, text objects."""

    frame: Frame
    rules: list[Rule] = field(default_factory=list)
    paper_boxes: list[tuple[int, Rect]] = field(default_factory=list)
    inked_boxes: list[tuple[int, Rect]] = field(default_factory=list)
    image_boxes: list[Rect] = field(default_factory=list)
    text_order: dict[int, tuple[int, Matrix]] = field(default_factory=dict)
    clips: dict[tuple[object, ...], Rect] = field(default_factory=dict)

    def text_object(self, handle: int) -> ObjectInfo:
        """How the text object with that handle is shown."""
        order, matrix = self.text_order.get(handle, (-1, IDENTITY))
        clip = clip_box(handle, matrix, self)
        covers = tuple(box for painted, box in self.paper_boxes if painted > order >= 0)
        return ObjectInfo(clip, self._is_inked(handle), covers)

    def _is_inked(self, handle: int) -> bool:
        mode = _get_render_mode(handle)
        if mode in INVISIBLE_RENDER_MODES:
            return False
        if not _is_paper_coloured(_get_fill_color, handle):
            return True
        if mode in STROKING_RENDER_MODES and not _is_paper_coloured(_get_stroke_color, handle):
            return True
        return bool(self.inked_boxes or self.image_boxes) and self._lies_on_ink(handle)

    def _lies_on_ink(self, handle: int) -> bool:
        """White text is visible on a painted box or a picture."""
        box = _bounds(handle, self.frame, IDENTITY)
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        grounds = [inked for _, inked in self.inked_boxes] + self.image_boxes
        return any(_holds(ground, x, y) for ground in grounds)


def _prototype(name: str, result: object, *arguments: object) -> Callable[..., int]:
    """A pdfium function without ctypes' pointer casts, which cost three times the call itself."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type,call-overload,no-any-return]


_pointer, _int = ctypes.c_void_p, ctypes.c_int
_count_objects = _prototype("FPDFPage_CountObjects", _int, _pointer)
_get_object = _prototype("FPDFPage_GetObject", _pointer, _pointer, _int)
_get_type = _prototype("FPDFPageObj_GetType", _int, _pointer)
_get_bounds = _prototype("FPDFPageObj_GetBounds", _int, _pointer, _pointer, _pointer, _pointer, _pointer)
_get_matrix = _prototype("FPDFPageObj_GetMatrix", _int, _pointer, _pointer)
_get_fill_color = _prototype("FPDFPageObj_GetFillColor", _int, _pointer, *([_pointer] * 4))
_get_stroke_color = _prototype("FPDFPageObj_GetStrokeColor", _int, _pointer, *([_pointer] * 4))
_get_draw_mode = _prototype("FPDFPath_GetDrawMode", _int, _pointer, _pointer, _pointer)
_count_segments = _prototype("FPDFPath_CountSegments", _int, _pointer)
_get_segment = _prototype("FPDFPath_GetPathSegment", _pointer, _pointer, _int)
_segment_type = _prototype("FPDFPathSegment_GetType", _int, _pointer)
_segment_point = _prototype("FPDFPathSegment_GetPoint", _int, _pointer, _pointer, _pointer)
_segment_close = _prototype("FPDFPathSegment_GetClose", _int, _pointer)
_get_clip = _prototype("FPDFPageObj_GetClipPath", _pointer, _pointer)
_count_clip_paths = _prototype("FPDFClipPath_CountPaths", _int, _pointer)
_count_clip_segments = _prototype("FPDFClipPath_CountPathSegments", _int, _pointer, _int)
_get_clip_segment = _prototype("FPDFClipPath_GetPathSegment", _pointer, _pointer, _int, _int)
_count_form_objects = _prototype("FPDFFormObj_CountObjects", _int, _pointer)
_get_form_object = _prototype("FPDFFormObj_GetObject", _pointer, _pointer, ctypes.c_ulong)
_get_render_mode = _prototype("FPDFTextObj_GetTextRenderMode", _int, _pointer)

# Out-parameters, allocated once: reading holds PDFIUM_LOCK, so that no two threads write them.
_floats = (ctypes.c_float * 6)()
_at = [ctypes.addressof(_floats) + 4 * index for index in range(6)]
_words = (ctypes.c_uint * 4)()
_word_at = [ctypes.addressof(_words) + 4 * index for index in range(4)]


def page_to_objects(page: pdfium.FPDF_PAGE, frame: Frame) -> PageObjects:
    """Walk over everything the page draws, forms included. Raises TooManyObjectsError."""
    found = PageObjects(frame)
    handle = ctypes.cast(page, ctypes.c_void_p).value
    count = _count_objects(handle)
    if count > MAX_OBJECTS:
        raise TooManyObjectsError(f"{count} objects")
    _walk(found, count, partial(_get_object, handle), IDENTITY, 0)
    return found


def _walk(found: PageObjects, count: int, get: Callable[[int], int], matrix: Matrix, depth: int) -> None:
    for index in range(count):
        handle = get(index)
        kind = _get_type(handle)
        order = len(found.text_order) + len(found.paper_boxes) + len(found.inked_boxes)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.text_order[handle] = (order, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(found, handle, order, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.image_boxes.append(_bounds(handle, found.frame, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
            inner = _multiply(_matrix(handle), matrix)
            _walk(found, _count_form_objects(handle), partial(_get_form_object, handle), inner, depth + 1)
    if len(found.rules) > MAX_RULES:
        raise TooManyObjectsError(f"{len(found.rules)} rules")


def _add_path(found: PageObjects, handle: int, order: int, matrix: Matrix) -> None:
    _get_draw_mode(handle, _word_at[0], _word_at[1])
    is_filled, is_stroked = bool(_words[0]), bool(_words[1])
    inked_stroke = is_stroked and not _is_paper_coloured(_get_stroke_color, handle)
    paper_fill = is_filled and _is_paper_coloured(_get_fill_color, handle)
    inked_fill = is_filled and not paper_fill
    box = _bounds(handle, found.frame, matrix)
    is_thin = min(box[2] - box[0], box[3] - box[1]) <= RULE_THICKNESS
    if not is_thin and _count_segments(handle) <= 6:
        if paper_fill and not inked_stroke:
            found.paper_boxes.append((order, box))
        elif inked_fill:
            found.inked_boxes.append((order, box))
    if not (inked_stroke or inked_fill):
        return
    clip = clip_box(handle, matrix, found)
    if is_thin:
        found.rules.extend(_clipped([_box_to_rule(box)], clip))
    else:
        found.rules.extend(_clipped(_path_to_rules(handle, found.frame, matrix, inked_stroke), clip))


def _box_to_rule(box: Rect) -> Rule:
    x0, top, x1, bottom = box
    if x1 - x0 >= bottom - top:
        return Rule(True, (top + bottom) / 2, x0, x1)
    return Rule(False, (x0 + x1) / 2, top, bottom)


def _clipped(rules: list[Rule], clip: Rect) -> Iterator[Rule]:
    """The visible parts of rules."""
    for rule in rules:
        low, high = (clip[0], clip[2]) if rule.is_horizontal else (clip[1], clip[3])
        across_low, across_high = (clip[1], clip[3]) if rule.is_horizontal else (clip[0], clip[2])
        start, end = max(rule.start, low), min(rule.end, high)
        # A frame's own rule lies on the border of its clip: half its thickness is let through.
        if start <= end and across_low - RULE_THICKNESS <= rule.position <= across_high + RULE_THICKNESS:
            yield Rule(rule.is_horizontal, rule.position, start, end)


def _path_to_rules(handle: int, frame: Frame, matrix: Matrix, is_stroked: bool) -> list[Rule]:
    """Straight rules of a path: its axis-parallel lines, or thin filled boxes reduced to their middle."""
    rules: list[Rule] = []
    for points, is_straight in _subpaths(handle, frame, _multiply(_matrix(handle), matrix)):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if min(box[2] - box[0], box[3] - box[1]) <= RULE_THICKNESS:
            rules.append(_box_to_rule(box))
        elif is_straight or is_stroked:
            rules.extend(_lines_to_rules(points))
    return rules


def _lines_to_rules(points: list[tuple[float, float]]) -> Iterator[Rule]:
    for (xa, ya), (xb, yb) in zip(points, points[1:], strict=False):
        if abs(ya - yb) <= STRAIGHTNESS < abs(xa - xb):
            yield Rule(True, (ya + yb) / 2, min(xa, xb), max(xa, xb))
        elif abs(xa - xb) <= STRAIGHTNESS < abs(ya - yb):
            yield Rule(False, (xa + xb) / 2, min(ya, yb), max(ya, yb))


def _subpaths(handle: int, frame: Frame, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Each sub-path as displayed points (closed ones end where they begin), and whether it has straight lines only."""
    count = _count_segments(handle)
    if count > MAX_PATH_SEGMENTS:
        return
    points: list[tuple[float, float]] = []
    is_straight = True
    for index in range(count):
        segment = _get_segment(handle, index)
        kind = _segment_type(segment)
        _segment_point(segment, _at[0], _at[1])
        point = frame.point(*_apply(matrix, _floats[0], _floats[1]))
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, is_straight
            points, is_straight = [], True
        is_straight = is_straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
        points.append(point)
        if _segment_close(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points, is_straight


def clip_box(handle: int, matrix: Matrix, objects: PageObjects) -> Rect:
    """The displayed box that the object's clipping paths leave of it.

    Thousands of one-character objects share a few clips, and pdfium does not say which: the number of paths and
    two opposite corners of the innermost one serve as the key of those already measured.
    """
    clip = _get_clip(handle)
    count = _count_clip_paths(clip) if clip else 0
    if count <= 0:
        return EVERYWHERE
    corner = _clip_point(clip, count - 1, 0)
    key = (count, corner, _clip_point(clip, count - 1, 2), matrix)
    known = objects.clips.get(key)
    if known is None:
        known = objects.clips[key] = _measure_clip(clip, count, matrix, objects.frame)
    return known


def _clip_point(clip: int, path: int, index: int) -> tuple[float, float] | None:
    segment = _get_clip_segment(clip, path, index)
    if not segment:
        return None
    _segment_point(segment, _at[0], _at[1])
    return _floats[0], _floats[1]


def _measure_clip(clip: int, count: int, matrix: Matrix, frame: Frame) -> Rect:
    box = EVERYWHERE
    for path in range(count):
        size = _count_clip_segments(clip, path)
        corners = [point for index in range(min(size, 64)) if (point := _clip_point(clip, path, index)) is not None]
        if not corners:
            continue
        shown = [frame.point(*_apply(matrix, x, y)) for x, y in corners]
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        box = (max(box[0], min(xs)), max(box[1], min(ys)), min(box[2], max(xs)), min(box[3], max(ys)))
    return box


def _bounds(handle: int, frame: Frame, matrix: Matrix) -> Rect:
    _get_bounds(handle, _at[0], _at[1], _at[2], _at[3])
    left, bottom, right, top = _floats[0], _floats[1], _floats[2], _floats[3]
    if matrix is not IDENTITY:
        (xa, ya), (xb, yb) = _apply(matrix, left, bottom), _apply(matrix, right, top)
        left, bottom, right, top = min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
    return frame.rect(left, bottom, right, top)


def _is_paper_coloured(get_color: Callable[..., int], handle: int) -> bool:
    """White, or fully transparent. A pattern or an unknown colour space counts as ink."""
    if not get_color(handle, *_word_at):
        return False
    red, green, blue, alpha = _words
    return alpha == 0 or (red >= PAPER_LEVEL and green >= PAPER_LEVEL and blue >= PAPER_LEVEL)


def _matrix(handle: int) -> Matrix:
    if not _get_matrix(handle, _at[0]):
        return IDENTITY
    a, b, c, d, e, f = _floats
    return a, b, c, d, e, f


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _multiply(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    (xa, ya), (xb, yb) = _apply(second, 0.0, 0.0), (0.0, 0.0)
    xb, yb = _apply(second, e, f)
    sa, sb, sc, sd, _, _ = second
    return a * sa + b * sc, a * sb + b * sd, c * sa + d * sc, c * sb + d * sd, xb, yb
