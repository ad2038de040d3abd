"""Ruled rows that print several rows of text: tables ruled only between their columns. Geometry and figures, pure.

Papers for the people's congress draw one box round 20 to 60 printed rows. Figures tell the rows: each figure stands
alone on its line, so every height at which figures stand is a row. A name that wraps belongs to the figure that it is
set against (its middle, its first or its last line, the same all over the box), and goes on only after a line that
fills its cell, at the distance of lines and not of rows. Where that does not come out even, nothing is cut: a cell of
several figures is listed as unread.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, starmap
from operator import itemgetter
from statistics import mean, median

from budget.amounts import is_blank, text_to_amount
from budget.models.places import part
from budget.reading.grids import Cell, Lattice, cells_to_lattice
from budget.reading.text_lines import Line

SAME_ROW = 0.3
"""Share of the height: pieces whose middles differ by less stand in one row."""
LINE_PITCH = 1.25
"""Lines of one name are at most this many times as far apart as the nearest two lines of the cell."""
WIDEST_LINE_PITCH = 2.0
"""The same as a share of the height."""
ROW_PITCH = 0.9
"""Lines further apart than this share of the nearest two rows of figures may be rows themselves."""
MARGIN = 1.3
"""Share of the height: a line that fills its cell ends this near to the rule or to the longest line, one more
character counted."""
TORN_MARGIN = 12.0  # points; what Word leaves free on both sides of a cell, and a little
MAX_TORN_LINES = 3
ONE_SIZE = 1.15
FIGURE_SHARE = 0.6
ALIGNED_SHARE = 0.5
_OPENING = frozenset("（(《“‘【[〔「")
_CLOSING = frozenset("）)》”’】]〕」、，。；：,.;:%％")
_BROKEN_FIGURE = re.compile(r"\.\d*\n|\n[.,]|,\d{0,2}\n")
"""A break where no figure can end or none begin: in a fraction, in a group of digits."""
_BEGINS_A_ROW = re.compile(
    r"[（(]?[一二三四五六七八九十百]+[)）]|[一二三四五六七八九十]+[、.．]|\d+[、．]|其中[:：]|[合总小]\s*计$"
)

Lines = Mapping[int, Sequence[Line]]
"""The lines of each cell of a lattice, by its index."""
Band = dict[int, list[Line]]
"""One printed row: the lines in each cell."""
Group = list[Line]
_Anchoring = Callable[[Sequence[Line]], float]
_ANCHORINGS: tuple[_Anchoring, ...] = (
    lambda group: (group[0].middle + group[-1].middle) / 2,
    lambda group: group[0].middle,
    lambda group: group[-1].middle,
)
"""Where the figures of a name of several lines may stand: at its middle, its first line, its last."""


@dataclass(frozen=True, slots=True)
class _Chain:
    """Lines close under each other; `fills` says of each but the last whether the next had no room behind it."""

    lines: Group
    fills: Sequence[bool]


@dataclass(frozen=True, slots=True)
class _Part:
    """Names found in lines that follow each other, and how many of them stand beside no figure."""

    blanks: int
    names: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The heights of the rows of figures, from the top, and where a name of several lines has its figures."""

    anchors: Sequence[float]
    anchoring: _Anchoring
    tolerance: float

    def part(self, chain: _Chain) -> _Part | None:
        """Part lines so that each figure's height is that of one name, with as few names without figures as can be."""
        middles = [line.middle for line in chain.lines]
        edges = [middles[0] - self.tolerance, *map(mean, pairwise(middles)), middles[-1] + self.tolerance]
        best: list[_Part | None] = [_Part(0, ())]
        for end in range(1, len(middles) + 1):
            options = []
            for start in range(end):
                before, group = best[start], chain.lines[start:end]
                inside = self.anchors[bisect_left(self.anchors, edges[start]) : bisect_left(self.anchors, edges[end])]
                if before is not None and self._is_name(group, chain.fills[start : end - 1], inside):
                    options.append(_Part(before.blanks + (not inside), (*before.names, group)))
            best.append(min(options, key=lambda option: option.blanks, default=None))
        return best[-1]

    def _is_name(self, group: Group, fills: Sequence[bool], inside: Sequence[float]) -> bool:
        """Whether some lines can be one name, with the figures at the heights beside them."""
        if len(inside) > 1 or (inside and abs(inside[0] - self.anchoring(group)) > self.tolerance):
            return False
        if not all(filled or self._parts(inside, pair) for filled, pair in zip(fills, pairwise(group), strict=True)):
            return False
        is_told_by_middle = bool(inside) and self.anchoring is _ANCHORINGS[0] and all(fills)
        return len(group) == 1 or is_told_by_middle or not self._are_as_far_as_rows(group)

    def _parts(self, heights: Sequence[float], pair: tuple[Line, Line]) -> bool:
        """Whether figures stand between two lines and beside neither."""
        return any(pair[0].middle + self.tolerance < y < pair[1].middle - self.tolerance for y in heights)

    def _are_as_far_as_rows(self, group: Group) -> bool:
        pitch = min((two - one for one, two in pairwise(self.anchors)), default=0.0)
        return max(two.middle - one.middle for one, two in pairwise(group)) > ROW_PITCH * pitch


def cut_stacked_rows(lattice: Lattice, lines: Lines) -> tuple[Lattice, dict[int, list[Line]]]:
    """Cut each ruled row that prints several rows between them; the lines go with the new cells."""
    bands = {row: found for row, cells in _cells_of_rows(lattice, lines) if (found := _bands(lattice, cells, lines))}
    if not bands:
        return lattice, {index: list(group) for index, group in lines.items()}
    return _cut(lattice, lines, bands)


def torn_figures(lattice: Lattice, lines: Lines) -> frozenset[int]:
    """The cells whose lines are one figure for sure: too long for its cell, broken in its fraction, beside one name."""
    torn = {index for index, group in lines.items() if len(group) > 1 and _is_torn(lattice, index, group)}
    rows: dict[int, list[int]] = defaultdict(list)
    for index in lines if torn else ():
        rows[lattice.cells[index].row].append(index)
    return frozenset(
        index
        for index in torn
        if _BROKEN_FIGURE.search("\n".join(line.text for line in lines[index]))
        and _is_beside_one_name(lattice, lines, index, [i for i in rows[lattice.cells[index].row] if i not in torn])
    )


def _is_torn(lattice: Lattice, index: int, lines: Sequence[Line]) -> bool:
    """Whether the lines of a cell may be one figure, too long for the width of its cell."""
    if not 2 <= len(lines) <= MAX_TORN_LINES or text_to_amount("".join(line.text for line in lines)) is None:
        return False
    width = _width(lattice, lattice.cells[index])
    heights = [line.height for line in lines]
    is_one_size = max(heights) <= ONE_SIZE * min(heights)
    return is_one_size and all(0 <= width - line.width <= TORN_MARGIN + _letter_width(line) for line in lines[:-1])


def _is_beside_one_name(lattice: Lattice, lines: Lines, torn: int, others: Sequence[int]) -> bool:
    """Whether no other cell of the row prints something of its own beside each line of a figure."""
    tolerance = SAME_ROW * lines[torn][0].height
    for index in others:
        heights = [line.middle for line in lines[index]]
        chains = _chains(lines[index], lattice.xs[lattice.cells[index].column_end])
        is_one = len(chains) == 1 and all(chains[0].fills)
        if not is_one and all(_is_near(heights, line.middle, tolerance) for line in lines[torn]):
            return False
    return True


def _cells_of_rows(lattice: Lattice, lines: Lines) -> Iterator[tuple[int, list[int]]]:
    """The rows in which a cell prints several figures, with the filled cells that stand in that row only."""
    rows: dict[int, list[int]] = defaultdict(list)
    stacked: set[int] = set()
    for index, cell in enumerate(lattice.cells):
        if index in lines and cell.row_end == cell.row + 1:
            rows[cell.row].append(index)
            if len(lines[index]) > 1 and _is_stack_of_figures(lines[index]):
                stacked.add(cell.row)
    yield from ((row, rows[row]) for row in sorted(stacked))


def _is_stack_of_figures(lines: Sequence[Line]) -> bool:
    """Whether a cell prints at least two figures, and little else."""
    figures = sum(line.is_figure for line in lines)
    return figures > 1 and figures + sum(is_blank(line.text) for line in lines) >= FIGURE_SHARE * len(lines)


def _letter_width(line: Line) -> float:
    return line.width / max(len(line.text), 1)


def _bands(lattice: Lattice, cells: Sequence[int], lines: Lines) -> list[Band]:
    """The printed rows of one ruled row from the top; none where it is one row, or they can't be told for sure."""
    stacks = [index for index in cells if len(lines[index]) > 1 and _is_stack_of_figures(lines[index])]
    if all(_is_torn(lattice, index, lines[index]) for index in stacks):
        return []
    tolerance = SAME_ROW * median(line.height for index in stacks for line in lines[index])
    if not _stand_in_rows(cells, stacks, lines, tolerance):
        return []
    single = [index for index in cells if index in stacks or (len(lines[index]) == 1 and lines[index][0].is_figure)]
    heights = sorted(line.middle for index in single for line in lines[index])
    anchors = [mean(row) for row in part(heights, lambda row, height: height - row[0] > tolerance)]
    names = [index for index in cells if index not in single]
    chains = {index: _chains(lines[index], lattice.xs[lattice.cells[index].column_end]) for index in names}
    figures = [(line.middle, index, [line]) for index in single for line in lines[index]]
    found: list[tuple[int, list[Band]]] = []
    for anchoring in _ANCHORINGS:
        rows = _Rows(anchors, anchoring, tolerance)
        parts = [(index, rows.part(chain)) for index in names for chain in chains[index]]
        named = [(anchoring(group), index, group) for index, part in parts if part for group in part.names]
        bands = _pieces_to_bands(figures + named, tolerance) if all(part for _, part in parts) else []
        if bands and (not names or all(_is_named(band, names) for band in bands)):
            found.append((sum(part.blanks for _, part in parts if part), bands))
    return min(found, key=itemgetter(0), default=(0, []))[1]


def _is_named(band: Band, names: Sequence[int]) -> bool:
    """Whether a row says what its figures are; marks for nothing need no name."""
    return not band.keys().isdisjoint(names) or all(is_blank(line.text) for group in band.values() for line in group)


def _width(lattice: Lattice, cell: Cell) -> float:
    return lattice.xs[cell.column_end] - lattice.xs[cell.column]


def _stand_in_rows(cells: Sequence[int], stacks: Sequence[int], lines: Lines, tolerance: float) -> bool:
    """Whether the figures of the stacks stand beside something: half of the lines of each stack, two at least."""
    for stack in stacks:
        others = sorted(line.middle for index in cells if index != stack for line in lines[index])
        beside = sum(_is_near(others, line.middle, tolerance) for line in lines[stack])
        if beside < max(2, ALIGNED_SHARE * len(lines[stack])):
            return False
    return True


def _is_near(heights: Sequence[float], height: float, tolerance: float) -> bool:
    at = bisect_left(heights, height - tolerance)
    return at < len(heights) and heights[at] <= height + tolerance


def _chains(lines: Sequence[Line], right: float) -> list[_Chain]:
    """Lines that may continue each other, from the top; `right` is where their cell ends."""
    pitches = [two.middle - one.middle for one, two in pairwise(lines)]
    longest = max(line.x1 for line in lines)
    near = min(pitches, default=0.0) * LINE_PITCH

    def begins(chain: Group, two: Line) -> bool:
        pitch = two.middle - chain[-1].middle
        return pitch > min(near, WIDEST_LINE_PITCH * chain[-1].height) or _BEGINS_A_ROW.match(two.text) is not None

    fills = partial(_fills, right=right, longest=longest)
    return [_Chain(chain, list(starmap(fills, pairwise(chain)))) for chain in part(lines, begins)]


def _fills(one: Line, two: Line, right: float, longest: float) -> bool:
    """Whether what the next line begins with had no room behind this one."""
    height = one.height
    edge = longest if right - longest <= WIDEST_LINE_PITCH * height else right
    return one.x1 + _first_width(two) >= edge - MARGIN * height


def _first_width(line: Line) -> float:
    """The width of what can't be parted at the start of a line: a word, a sign with its bracket or comma."""
    text, letter = line.text, _letter_width(line)
    word = re.match(r"[!-~]+", text)
    if word:
        return len(word.group()) * letter
    count = 1 + (text[0] in _OPENING)
    return (count + (text[count : count + 1] in _CLOSING)) * letter


def _pieces_to_bands(pieces: list[tuple[float, int, Group]], tolerance: float) -> list[Band]:
    """Figures and names by their heights; none where two pieces of one cell fall together, or rows overlap."""
    in_order = sorted(pieces, key=lambda piece: piece[:2])
    rows = part(in_order, lambda row, piece: piece[0] - row[0][0] > tolerance)
    bands = [{index: group for _, index, group in row} for row in rows]
    return bands if len(bands) > 1 and sum(map(len, bands)) == len(pieces) else []


def _cut(lattice: Lattice, lines: Lines, bands: Mapping[int, Sequence[Band]]) -> tuple[Lattice, dict[int, list[Line]]]:
    """The lattice with the bands as rows of their own."""
    ys = [lattice.ys[0]]
    first_of: list[int] = []
    for row in range(len(lattice.ys) - 1):
        first_of.append(len(ys) - 1)
        ys += [*_edges(bands[row]), lattice.ys[row + 1]] if row in bands else [lattice.ys[row + 1]]
    first_of.append(len(ys) - 1)
    placed: list[tuple[Cell, list[Line]]] = []
    for index, cell in enumerate(lattice.cells):
        if cell.row_end > cell.row + 1 or cell.row not in bands:
            moved = Cell(first_of[cell.row], cell.column, first_of[cell.row_end], cell.column_end)
            placed.append((moved, list(lines.get(index, ()))))
            continue
        for row, band in enumerate(bands[cell.row], first_of[cell.row]):
            placed.append((Cell(row, cell.column, row + 1, cell.column_end), band.get(index, [])))
    placed.sort(key=lambda item: item[0])
    new_lines = {index: group for index, (_, group) in enumerate(placed) if group}
    return cells_to_lattice(lattice.xs, ys, [cell for cell, _ in placed]), new_lines


def _edges(bands: Sequence[Band]) -> list[float]:
    """The heights half-way between the rows."""
    boxes = [[line for group in band.values() for line in group] for band in bands]
    return [
        (max(line.bottom for line in upper) + min(line.top for line in lower)) / 2 for upper, lower in pairwise(boxes)
    ]
