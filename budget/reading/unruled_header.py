"""The header of a table without rules: which columns there are, and over which of them a merged label stands.

Labels stand in the middle of their cells, so that a label over several columns has its own middle in theirs. What
has two readings is decided by the smaller difference of the middles. Given as a converted text gives it: a merged
label at its first column, blanks after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement, pairwise
from statistics import median

WRAP_LEADING = 0.45
"""Share of the height: labels one under the other that are nearer than this are one label, wrapped."""
SAME_MIDDLE = 3.0  # points
BESIDE = 2.0  # points
PADDING = 4.0  # points; where no two columns of figures tell it


@dataclass(frozen=True, slots=True)
class Label:
    """A piece of the header: its box and its text, wrapped lines joined."""

    x0: float
    x1: float
    top: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        """Half-way between its left and right end."""
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        """Half-way between its top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column as far as its texts reach: below its label (None: nothing is printed there), and the label itself.

    `is_figures`: what is printed below are numbers, which end at the same right edge.
    """

    body: tuple[float, float] | None
    label: Label | None = None
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


def labels_to_header(labels: Sequence[Label], body: Sequence[Column]) -> Header:
    """The columns from left to right, those that print nothing below their label too, and the header's rows."""
    columns, groups = _tell_columns_from_groups(_join_wrapped(labels), body)
    paired = _pair_columns(columns)
    return paired, _to_rows(groups, paired)


def _join_wrapped(labels: Sequence[Label]) -> list[Label]:
    """A label printed in several lines is one."""
    joined: list[Label] = []
    for label in sorted(labels, key=lambda label: (label.top, label.x0)):
        above = next((other for other in joined if _is_wrapped(other, label)), None)
        if above is None:
            joined.append(label)
        else:
            joined[joined.index(above)] = replace(
                above,
                x0=min(above.x0, label.x0),
                x1=max(above.x1, label.x1),
                bottom=label.bottom,
                text=above.text + label.text,
            )
    return joined


def _is_wrapped(above: Label, below: Label) -> bool:
    gap = below.top - above.bottom
    is_near = -SAME_MIDDLE < gap < WRAP_LEADING * (below.bottom - below.top)
    return is_near and abs(above.middle - below.middle) < SAME_MIDDLE and above.x1 - above.x0 >= below.x1 - below.x0 - 1


def _tell_columns_from_groups(labels: Sequence[Label], body: Sequence[Column]) -> tuple[list[Column], list[Label]]:
    """From the lowest label up: one that stands free of all columns so far, or on one without label, is a column's.

    In a header of several lines those of the highest are merged over others: a label that goes down to the
    columns stands lower, in the middle of its height.
    """
    columns, groups = list(body), list[Label]()
    highest = min(label.height for label in labels)
    is_single = max(label.height for label in labels) - highest < SAME_MIDDLE
    for label in sorted(labels, key=lambda label: -label.height):
        under = [column for column in columns if column.x0 - BESIDE < label.x1 and label.x0 < column.x1 + BESIDE]
        is_highest = not is_single and label.height - highest < SAME_MIDDLE
        if is_highest or len(under) > 1 or any(column.label for column in under) or _is_beside(label, groups):
            groups.append(label)
        elif under:
            columns[columns.index(under[0])] = replace(under[0], label=label)
        else:
            columns.append(Column(None, label))
    return sorted(columns, key=lambda column: column.x0), groups


def _is_beside(label: Label, groups: Sequence[Label]) -> bool:
    """Whether other labels on its line are merged ones: then it is one too, over columns it does not touch."""
    return any(abs(group.height - label.height) < SAME_MIDDLE for group in groups)


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


def _to_rows(groups: Sequence[Label], columns: Sequence[Column]) -> list[list[str]]:
    """Header rows from the outermost: labels at their first columns, blanks where they go on."""
    spans = _spans(groups, columns)
    depth = max((sum(a <= c < b for a, b, _ in spans) for c in range(len(columns))), default=0) + 1
    rows = [[""] * len(columns) for _ in range(depth)]
    for start, end, label in spans:
        level = sum(a <= start and end <= b and other.height < label.height for a, b, other in spans)
        rows[level][start] = label.text
    for index, column in enumerate(columns):
        if column.label is not None:
            level = sum(a <= index < b for a, b, _ in spans)
            rows[level][index] = column.label.text
    return rows


def _spans(groups: Sequence[Label], columns: Sequence[Column]) -> list[tuple[int, int, Label]]:
    """First column, end and label of each merged label, line by line from the top."""
    spans: list[tuple[int, int, Label]] = []
    for line in _lines(groups):
        spans += _fit_line(line, columns)
    return spans


def _lines(groups: Sequence[Label]) -> Iterator[list[Label]]:
    rest = sorted(groups, key=lambda label: label.height)
    while rest:
        line = [label for label in rest if label.height - rest[0].height < SAME_MIDDLE]
        rest = rest[len(line) :]
        yield sorted(line, key=lambda label: label.x0)


def _fit_line(line: Sequence[Label], columns: Sequence[Column]) -> list[tuple[int, int, Label]]:
    """The spans of the labels of one line whose middles fit best; of equal ones those that cover more columns."""
    edges = _edges(columns)
    height = line[0].height
    free = [column.label is None or column.label.height > height + SAME_MIDDLE for column in columns]
    best: tuple[float, int, list[tuple[int, int]]] | None = None
    for cuts in combinations_with_replacement(range(len(columns) + 1), 2 * len(line)):
        spans = list(zip(cuts[::2], cuts[1::2], strict=True))
        if not all(a < b and all(free[a:b]) for a, b in spans):
            continue
        error = sum(abs((edges[a] + edges[b]) / 2 - label.middle) for (a, b), label in zip(spans, line, strict=True))
        covered = sum(b - a for a, b in spans)
        if best is None or (round(error / SAME_MIDDLE), -covered) < best[:2]:
            best = (round(error / SAME_MIDDLE), -covered, spans)
    return [(a, b, label) for (a, b), label in zip(best[2], line, strict=True)] if best else []


def _edges(columns: Sequence[Column]) -> list[float]:
    """Where the cells end: figures and names stand off the edge by the same padding, labels in the middle of cells."""
    padding = _padding(columns)
    edges: list[float | None] = [None] * (len(columns) + 1)
    for index, column in enumerate(columns):
        if column.body and column.label and column.is_figures:
            edges[index + 1] = column.body[1] + padding
            edges[index] = 2 * column.label.middle - column.body[1] - padding
    for index, column in enumerate(columns):  # labels in the middle: one edge gives the other
        if edges[index] is not None and edges[index + 1] is None and column.label:
            edges[index + 1] = 2 * column.label.middle - edges[index]  # type: ignore[operator]
    for index, column in reversed(list(enumerate(columns))):
        if edges[index] is None and edges[index + 1] is not None and column.label:
            edges[index] = 2 * column.label.middle - edges[index + 1]  # type: ignore[operator]
    return [edge if edge is not None else _between(columns, index) for index, edge in enumerate(edges)]


def _padding(columns: Sequence[Column]) -> float:
    """How far figures stand off the edge: two columns of figures side by side share one."""
    pairs = [
        (two.label.middle - (one.body[1] + two.body[1]) / 2)
        for one, two in pairwise(columns)
        if one.is_figures and two.is_figures and one.body and two.body and two.label
    ]
    return median(pairs) if pairs else PADDING


def _between(columns: Sequence[Column], index: int) -> float:
    """Half-way between two columns, or the outer end of the first or last."""
    if index == 0:
        return columns[0].x0
    return columns[-1].x1 if index == len(columns) else (columns[index - 1].x1 + columns[index].x0) / 2
