"""What is drawn on one PDF page: rules, painted boxes, and how each text object is shown."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

import pypdfium2.raw as pdfium

from budget.reading.pdfium import paths, raw
from budget.reading.pdfium.frame import Frame, Matrix, Rect, apply, multiply
from budget.reading.rules import Rule

MAX_OBJECTS = 150_000
MAX_RULES = 30_000
MAX_FORM_DEPTH = 8
MAX_BOX_SEGMENTS = 6
MAX_CLIP_SEGMENTS = 64
CLIP_MARGIN = 1.0  # points; a clip that leaves the page free by this much clips nothing
INVISIBLE_RENDER_MODES = frozenset({3, 7})
STROKING_RENDER_MODES = frozenset({1, 2, 5, 6})
EVERYWHERE: Rect = (-math.inf, -math.inf, math.inf, math.inf)


class TooManyObjectsError(ValueError):
    """The page draws more objects or rules than any printed table needs."""


@dataclass(slots=True)
class PageObjects:
    """The objects of one page. `papers` are white boxes with the number of text objects painted before them."""

    frame: Frame
    known_texts: frozenset[int] = frozenset()
    everywhere: Rect = EVERYWHERE
    rules: list[Rule] = field(default_factory=list)
    papers: list[tuple[int, Rect]] = field(default_factory=list)
    inks: list[Rect] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    form_matrices: dict[int, Matrix] = field(default_factory=dict)
    clips: dict[tuple[object, ...], Rect] = field(default_factory=dict)
    orders: dict[int, int] | None = None
    free_clip_count: int = 0

    def to_display(self, handle: int) -> Matrix:
        """From the coordinates of an object (of its form, if it is in one) to the displayed page."""
        return self.form_matrices.get(handle, self.frame.to_display)

    def clip_of(self, handle: int, is_line_free: bool) -> Rect:
        """The box an object is clipped to, the very `everywhere` when nothing of the page is cut off.

        `is_line_free`: the text before it on its line is under no clip; with as many clipping paths it isn't either.
        """
        clip = raw.get_clip(handle)
        count = raw.count_clip_paths(clip) if clip else 0
        if count <= 0 or (is_line_free and count == self.free_clip_count):
            return self.everywhere
        box = clip_box(clip, count, self.to_display(handle), self)
        if box is self.everywhere:
            self.free_clip_count = count
        return box

    def inked_flags(self, handles: list[int]) -> list[bool]:
        """Which text objects leave ink that can be seen: not invisible, not white on white."""
        colors = raw.word_at
        flags = []
        for handle in handles:
            mode = raw.get_render_mode(handle)
            if mode == 0 and raw.get_fill_color(handle, *colors) and raw.words[0] < paths.PAPER_LEVEL:
                flags.append(raw.words[3] != 0)  # nearly all text: filled, and not even its red is the paper's
            else:
                flags.append(mode not in INVISIBLE_RENDER_MODES and self._is_inked(handle, mode))
        return flags

    def _is_inked(self, handle: int, mode: int) -> bool:
        if not paths.is_paper_coloured(raw.get_fill_color, handle):
            return True
        if mode in STROKING_RENDER_MODES and not paths.is_paper_coloured(raw.get_stroke_color, handle):
            return True
        return self._lies_on_ink(handle)

    def _lies_on_ink(self, handle: int) -> bool:
        """White text is visible on a painted box or a picture."""
        box = paths.bounds_of(handle, self.to_display(handle))
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(ink[0] <= x <= ink[2] and ink[1] <= y <= ink[3] for ink in (*self.inks, *self.pictures))

    def covers_of(self, handle: int) -> list[Rect]:
        """White boxes painted over a text object."""
        if self.orders is None:
            self.orders = {text: order for order, text in enumerate(self.texts)}
        order = self.orders.get(handle, len(self.texts))
        if not self.papers or self.papers[-1][0] <= order:
            return []
        box = paths.bounds_of(handle, self.to_display(handle))
        later = [paper for painted, paper in self.papers if painted > order]
        return [p for p in later if box[0] < p[2] and p[0] < box[2] and box[1] < p[3] and p[1] < box[3]]


def page_to_objects(page: pdfium.FPDF_PAGE, frame: Frame, drawers: Iterable[int]) -> PageObjects:
    """Walk over everything the page draws, forms included; `drawers` are known text objects.

    Raises TooManyObjectsError.
    """
    found = PageObjects(frame, known_texts=frozenset(drawers))
    handle = raw.handle_of(page)
    count = raw.count_objects(handle)
    if count > MAX_OBJECTS:
        raise TooManyObjectsError(f"{count} objects")
    _walk(found, count, partial(raw.get_object, handle), frame.to_display, 0)
    return found


def _walk(found: PageObjects, count: int, get: Callable[[int], int], matrix: Matrix, depth: int) -> None:
    add_text, known = found.texts.append, found.known_texts
    for index in range(count):
        handle = get(index)
        if handle in known:
            add_text(handle)
            if depth:
                found.form_matrices[handle] = matrix
            continue
        kind = raw.get_type(handle)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(found, handle, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(paths.bounds_of(handle, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
            inner = multiply(paths.matrix_of(handle), matrix)
            _walk(found, raw.count_form_objects(handle), partial(raw.get_form_object, handle), inner, depth + 1)
    if len(found.rules) > MAX_RULES:
        raise TooManyObjectsError(f"{len(found.rules)} rules")


def _add_path(found: PageObjects, handle: int, matrix: Matrix) -> None:
    raw.get_draw_mode(handle, raw.word_at[0], raw.word_at[1])
    is_filled, is_stroked = raw.words[0] != 0, raw.words[1] != 0
    inked_stroke = is_stroked and not paths.is_paper_coloured(raw.get_stroke_color, handle)
    inked_fill = is_filled and not paths.is_paper_coloured(raw.get_fill_color, handle)
    box = x0, top, x1, bottom = paths.bounds_of(handle, matrix)
    is_thin = x1 - x0 <= paths.RULE_THICKNESS or bottom - top <= paths.RULE_THICKNESS
    if not is_thin and is_filled and raw.count_segments(handle) <= MAX_BOX_SEGMENTS:
        if inked_fill:
            found.inks.append(box)
        elif not inked_stroke:
            found.papers.append((len(found.texts), box))
    if not (inked_stroke or inked_fill):
        return
    rules = paths.box_to_rules(box) if is_thin else paths.path_to_rules(handle, matrix, inked_stroke)
    clip = raw.get_clip(handle)
    count = raw.count_clip_paths(clip) if clip else 0
    if count > 0:
        limit = clip_box(clip, count, matrix, found)
        rules = [shown for rule in rules if (shown := _clipped(rule, limit)) is not None]
    found.rules.extend(rules)


def _clipped(rule: Rule, clip: Rect) -> Rule | None:
    """The visible part of a rule. A frame's own rule lies on the border of its clip: its thickness is let through."""
    if clip is EVERYWHERE:
        return rule
    x0, top, x1, bottom = clip
    low, high, across_low, across_high = (x0, x1, top, bottom) if rule.is_horizontal else (top, bottom, x0, x1)
    start, end = max(rule.start, low), min(rule.end, high)
    is_in = start <= end and across_low - paths.RULE_THICKNESS <= rule.position <= across_high + paths.RULE_THICKNESS
    return Rule(rule.is_horizontal, rule.position, start, end) if is_in else None


def clip_box(clip: int, count: int, matrix: Matrix, objects: PageObjects) -> Rect:
    """The displayed box that clipping paths leave of an object.

    Thousands of one-character objects share a few clips, and pdfium does not say which: the number of paths and
    two opposite corners of the innermost one serve as the key of those already measured.
    """
    key = (count, _clip_point(clip, count - 1, 0), _clip_point(clip, count - 1, 2), matrix)
    known = objects.clips.get(key)
    if known is None:
        known = objects.clips[key] = _measure_clip(clip, count, matrix, objects.frame)
    return known


def _clip_point(clip: int, path: int, index: int) -> tuple[float, float] | None:
    segment = raw.get_clip_segment(clip, path, index)
    if not segment:
        return None
    raw.segment_point(segment, raw.float_at[0], raw.float_at[1])
    return raw.floats[0], raw.floats[1]


def _measure_clip(clip: int, count: int, matrix: Matrix, frame: Frame) -> Rect:
    x0, top, x1, bottom = EVERYWHERE
    for path in range(count):
        size = min(raw.count_clip_segments(clip, path), MAX_CLIP_SEGMENTS)
        corners = [point for index in range(size) if (point := _clip_point(clip, path, index)) is not None]
        shown = [apply(matrix, x, y) for x, y in corners]
        if shown:
            xs, ys = [x for x, _ in shown], [y for _, y in shown]
            x0, top, x1, bottom = max(x0, min(xs)), max(top, min(ys)), min(x1, max(xs)), min(bottom, max(ys))
    is_free = x0 <= CLIP_MARGIN and top <= CLIP_MARGIN
    is_free = is_free and x1 >= frame.width - CLIP_MARGIN and bottom >= frame.height - CLIP_MARGIN
    return EVERYWHERE if is_free else (x0, top, x1, bottom)
