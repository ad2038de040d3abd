"""Paths of a PDF page → rules on the displayed page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pypdfium2.raw as pdfium

from budget.reading.pdfium import raw
from budget.reading.pdfium.frame import IDENTITY, Matrix, Rect, apply, move_box, multiply
from budget.reading.rules import Rule

MAX_PATH_SEGMENTS = 4_000
"""A path of more segments is a drawing (logo, seal, chart), not a ruling."""
RULE_THICKNESS = 3.0
"""Points. A filled box not thicker than this is a rule, as pdfplumber's snapping of both its sides makes it one."""
DOT_SIZE = 2.0  # points
PAPER_LEVEL = 245
"""Colours whose components are all at least this are the paper's white."""
STRAIGHTNESS = 0.6  # points a drawn rule may slant

Point = tuple[float, float]


def bounds_of(handle: int, matrix: Matrix) -> Rect:
    """The displayed box around an object."""
    raw.get_bounds(handle, *raw.float_at[:4])
    return move_box(matrix, raw.floats[0], raw.floats[1], raw.floats[2], raw.floats[3])


def matrix_of(handle: int) -> Matrix:
    """An object's own matrix."""
    if not raw.get_matrix(handle, raw.float_at[0]):
        return IDENTITY
    a, b, c, d, e, f = raw.floats
    return a, b, c, d, e, f


def is_paper_coloured(get_color: Callable[..., int], handle: int) -> bool:
    """White, or fully transparent. A pattern or an unknown colour space counts as ink."""
    if not get_color(handle, *raw.word_at):
        return False
    red, green, blue, alpha = raw.words
    return alpha == 0 or (red >= PAPER_LEVEL and green >= PAPER_LEVEL and blue >= PAPER_LEVEL)


def box_to_rules(box: Rect) -> list[Rule]:
    """The middle line of a thin box. A dot may belong to a dotted line either way; alone it is too short for both."""
    x0, top, x1, bottom = box
    across, down = Rule(True, (top + bottom) / 2, x0, x1), Rule(False, (x0 + x1) / 2, top, bottom)
    if x1 - x0 <= DOT_SIZE and bottom - top <= DOT_SIZE:
        return [across, down]
    return [across] if x1 - x0 >= bottom - top else [down]


def path_to_rules(handle: int, matrix: Matrix, is_stroked: bool) -> list[Rule]:
    """Straight rules of a path: its axis-parallel lines, or thin filled boxes reduced to their middle."""
    rules: list[Rule] = []
    for points, is_straight in _subpaths(handle, multiply(matrix_of(handle), matrix)):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if box[2] - box[0] <= RULE_THICKNESS or box[3] - box[1] <= RULE_THICKNESS:
            rules.extend(box_to_rules(box))
        elif is_straight or is_stroked:
            rules.extend(_lines_to_rules(points))
    return rules


def _lines_to_rules(points: list[Point]) -> Iterator[Rule]:
    for (xa, ya), (xb, yb) in pairwise(points):
        if abs(ya - yb) <= STRAIGHTNESS < abs(xa - xb):
            yield Rule(True, (ya + yb) / 2, min(xa, xb), max(xa, xb))
        elif abs(xa - xb) <= STRAIGHTNESS < abs(ya - yb):
            yield Rule(False, (xa + xb) / 2, min(ya, yb), max(ya, yb))


def _subpaths(handle: int, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:
    """Each sub-path as displayed points (closed ones end where they begin), and whether it has straight lines only."""
    count = raw.count_segments(handle)
    if count > MAX_PATH_SEGMENTS:
        return
    points: list[Point] = []
    is_straight = True
    for index in range(count):
        segment = raw.get_segment(handle, index)
        kind = raw.segment_type(segment)
        raw.segment_point(segment, raw.float_at[0], raw.float_at[1])
        point = apply(matrix, raw.floats[0], raw.floats[1])
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, is_straight
            points, is_straight = [], True
        is_straight = is_straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
        points.append(point)
        if raw.segment_close(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points, is_straight
