"""The header of a table without rules: which columns there are, and over which of them a merged label stands.

Labels stand in the middle of their cells, so that a label over several columns has its own middle in theirs. What
has two readings is decided by the smaller difference of the middles. Given as a converted text gives it: a merged
label at its first column, blanks after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement, pairwise
from statistics import median

from budget.models.places import part
from budget.reading.text_lines import Line

WRAP_LEADING = 0.45
"""Share of the height: labels one under the other that are nearer than this are one label, wrapped."""
SAME_MIDDLE = 3.0  # points
IN_THE_MIDDLE = 1.5  # points
SPAN_TOLERANCE = 6.0  # points; quotation marks and brackets have half their box blank, narrow columns are wider
BESIDE = 2.0  # points
PADDING = 4.0  # points; where no two columns of figures tell it


@dataclass(frozen=True, slots=True)
class Column:
    """A column as far as its texts reach: below its label (None: nothing is printed there), and the label itself.

    `is_figures`: what is printed below are numbers, which end at the same right edge.
    """

    body: tuple[float, float] | None
    label: Line | None = None
    is_figures: bool = False

    @property
    def x0(self) -> float:
        """The left end of all its texts."""
        return min(self._ends(0))

    @property
    def x1(self) -> float:
        """The right end of all its texts."""
        return max(self._ends(1))

    def _ends(self, side: int) -> list[float]:
        ends = [self.body[side]] if self.body else []
        return [*ends, (self.label.x0, self.label.x1)[side]] if self.label else ends


Header = tuple[list[Column], list[list[str]]]


def labels_to_header(labels: Sequence[Line], body: Sequence[Column]) -> Header:
    """The columns from left to right, those that print nothing below their label too, and the header's rows."""
    columns, groups = _tell_columns_from_groups(_join_wrapped(labels), body)
    paired = _pair_columns(columns)
    return paired, _to_rows(groups, paired)


def _join_wrapped(labels: Sequence[Line]) -> list[Line]:
    """A label printed in several lines is one."""
    joined: list[Line] = []
    for label in sorted(labels, key=lambda label: (label.top, label.x0)):
        above = next((other for other in joined if _is_wrapped(other, label)), None)
        if above is None:
            joined.append(label)
        else:
            joined[joined.index(above)] = above._replace(
                x0=min(above.x0, label.x0),
                x1=max(above.x1, label.x1),
                bottom=label.bottom,
                text=above.text + label.text,
            )
    return joined


def _is_wrapped(above: Line, below: Line) -> bool:
    gap = below.top - above.bottom
    is_near = -SAME_MIDDLE < gap < WRAP_LEADING * (below.bottom - below.top)
    return is_near and abs(above.center - below.center) < SAME_MIDDLE and above.x1 - above.x0 >= below.x1 - below.x0 - 1


def _tell_columns_from_groups(labels: Sequence[Line], body: Sequence[Column]) -> tuple[list[Column], list[Line]]:
    """From the lowest label up: one that stands free of all columns so far, or on one without label, is a column's.

    In a header of several lines those of the highest are merged over others: a label that goes down to the
    columns stands lower, in the middle of its height.
    """
    columns, groups = list(body), list[Line]()
    highest = min(label.middle for label in labels)
    is_single = max(label.middle for label in labels) - highest < SAME_MIDDLE
    for label in sorted(labels, key=lambda label: -label.middle):
        under = [column for column in columns if column.x0 - BESIDE < label.x1 and label.x0 < column.x1 + BESIDE]
        is_highest = not is_single and label.middle - highest < SAME_MIDDLE
        if len(under) == 1 and under[0].label is None and not is_highest:
            columns[columns.index(under[0])] = replace(under[0], label=label)
        elif under or is_highest or _is_beside(label, groups):
            groups.append(label)
        else:
            columns.append(Column(None, label))
    return sorted(columns, key=lambda column: column.x0), groups


def _is_beside(label: Line, groups: Sequence[Line]) -> bool:
    """Whether other labels on its line are merged ones: then it is one too, over columns it does not touch."""
    return any(abs(group.middle - label.middle) < SAME_MIDDLE for group in groups)


def _pair_columns(columns: Sequence[Column]) -> list[Column]:
    """Short names begin left of the middle of their column and figures end right of it: there the label is beside."""
    paired: list[Column] = []
    for column in columns:
        last = paired[-1] if paired else None
        if last and last.label is None and not last.is_figures and column.body is None:
            paired[-1] = replace(last, label=column.label)
        elif last and last.body is None and column.label is None and column.is_figures:
            paired[-1] = replace(column, label=last.label)
        else:
            paired.append(column)
    return paired


def _to_rows(groups: Sequence[Line], columns: Sequence[Column]) -> list[list[str]]:
    """Header rows from the outermost: labels at their first columns, blanks where they go on."""
    spans = _spans(groups, columns)
    depth = max((sum(a <= c < b for a, b, _ in spans) for c in range(len(columns))), default=0) + 1
    rows = [[""] * len(columns) for _ in range(depth)]
    for start, end, label in spans:
        level = sum(a <= start and end <= b and other.middle < label.middle for a, b, other in spans)
        rows[level][start] = label.text
    for index, column in enumerate(columns):
        if column.label is not None:
            level = sum(a <= index < b for a, b, _ in spans)
            rows[level][index] = column.label.text
    return rows


def _spans(groups: Sequence[Line], columns: Sequence[Column]) -> list[tuple[int, int, Line]]:
    """First column, end and label of each merged label, line by line from the top.

    A label half-way between a line of merged labels and the bottom of the header goes down to the columns beside
    those: it stands under none of them.
    """
    labels = [*groups, *(column.label for column in columns if column.label)]
    bottom = max((label.bottom for label in labels), default=0.0)
    lowest = max((label.middle for label in labels), default=0.0)
    heights = [column.label.middle if column.label else lowest for column in columns]
    spans: list[tuple[int, int, Line]] = []
    beside: set[int] = set()
    from_top = sorted(groups, key=lambda label: label.middle)
    for found in part(from_top, lambda line, label: label.middle - line[0].middle >= SAME_MIDDLE):
        line = sorted(found, key=lambda label: label.x0)
        half_way = (line[0].top + bottom) / 2
        beside |= {i for i, height in enumerate(heights) if abs(height - half_way) < IN_THE_MIDDLE}
        under = {i for i, height in enumerate(heights) if height > line[0].middle + SAME_MIDDLE} - beside
        must = set() if spans else {i for i in under if lowest - heights[i] < SAME_MIDDLE}
        spans += _fit_line(line, _edges(columns), under, must)
    return spans


def _fit_line(
    line: Sequence[Line], edges: Sequence[float], under: set[int], must: set[int]
) -> list[tuple[int, int, Line]]:
    """The spans of the labels of one line: over all they `must`, some `under` them; of good middles the widest."""
    fits: list[tuple[float, list[tuple[int, int]]]] = []
    for cuts in combinations_with_replacement(range(len(edges)), 2 * len(line)):
        spans = list(zip(cuts[::2], cuts[1::2], strict=True))
        covered = _covered(spans)
        if must <= covered <= under and all(a < b for a, b in spans):
            off = [(edges[a] + edges[b]) / 2 - label.center for (a, b), label in zip(spans, line, strict=True)]
            fits.append((max(map(abs, off)), spans))
    if not fits:
        return []
    good = min(error for error, _ in fits) + SPAN_TOLERANCE
    _, spans = max((fit for fit in fits if fit[0] <= good), key=lambda fit: (len(_covered(fit[1])), -fit[0]))
    return [(a, b, label) for (a, b), label in zip(spans, line, strict=True)]


def _covered(spans: Sequence[tuple[int, int]]) -> set[int]:
    return {column for a, b in spans for column in range(a, b)}


def _edges(columns: Sequence[Column]) -> list[float]:
    """Where the cells end: figures and names stand off the edge by the same padding, labels in the middle of cells."""
    padding = _padding(columns)
    edges: list[float | None] = [None] * (len(columns) + 1)
    for index, column in enumerate(columns):
        if column.body and column.label and column.is_figures:
            edges[index + 1] = column.body[1] + padding
            edges[index] = 2 * column.label.center - column.body[1] - padding
    for index, column in enumerate(columns):  # labels in the middle: one edge gives the other
        if edges[index] is not None and edges[index + 1] is None and column.label:
            edges[index + 1] = 2 * column.label.center - edges[index]  # type: ignore[operator]
    for index, column in reversed(list(enumerate(columns))):
        if edges[index] is None and edges[index + 1] is not None and column.label:
            edges[index] = 2 * column.label.center - edges[index + 1]  # type: ignore[operator]
    return [edge if edge is not None else _between(columns, index) for index, edge in enumerate(edges)]


def _padding(columns: Sequence[Column]) -> float:
    """How far figures stand off the edge: two columns of figures side by side share one."""
    pairs = [
        (two.label.center - (one.body[1] + two.body[1]) / 2)
        for one, two in pairwise(columns)
        if one.is_figures and two.is_figures and one.body and two.body and two.label
    ]
    return median(pairs) if pairs else PADDING


def _between(columns: Sequence[Column], index: int) -> float:
    """Half-way between two columns; as far off the outer ends as the next column's is."""
    if 0 < index < len(columns):
        return (columns[index - 1].x1 + columns[index].x0) / 2
    if len(columns) == 1:
        return columns[0].x1 if index else columns[0].x0
    if index == 0:
        return columns[0].x0 - (columns[1].x0 - columns[0].x1) / 2
    return columns[-1].x1 + (columns[-1].x0 - columns[-2].x1) / 2
