"""Tables printed without rules between columns: rows of text whose figures stand under one another.

Only strong evidence makes a table: under a line that names the unit, rows with a header; anywhere else at least three
neighbouring rows with a label and a figure, the figures in one column, and columns that white space parts on every
row. Anything less stays lines of text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from budget.models.places import part
from budget.reading.text_lines import Line, Run, row_to_line
from budget.reading.unruled.header import Column, labels_to_header

SEGMENT_GAP = 0.9
"""Share of the height: pieces of a row further apart than this may be cells of their own."""
MIN_FIGURE_ROWS = 3
MAX_PITCH = 2.2
"""A row further below the one before it than this many usual row distances begins something else."""
MAX_SINGLE_PITCH = 1.4
"""The same for a row of one piece."""
MAX_UNIT_DISTANCE = 2.5
"""Share of the height: how far below the line with the unit a table may begin."""
MAX_HEADER_ROWS = 8
COLUMN_GAP = 2.0  # points of white space that part two columns on all rows
SAME_LEFT = 2.0  # points
BIGGER = 1.25
"""A line higher than the table's rows by this is its title."""
_UNIT = re.compile(r"单位[:：].{0,3}元")
_NOTE = re.compile(r"\s*(注|说明|备注)[:：]")
_LEADER = re.compile(r"[.…·—-]{3,}|…")
_TOTAL = re.compile(r"[合总小]计")


@dataclass(frozen=True, slots=True)
class TextRow:
    """One printed row, cut where wide white space parts it."""

    top: float
    bottom: float
    segments: tuple[Line, ...]

    @property
    def has_figure(self) -> bool:
        """Whether it prints a number."""
        return any(segment.is_figure for segment in self.segments)

    @property
    def is_numbering(self) -> bool:
        """Whether it numbers the columns: 1, 2, 3 …"""
        return len(self.segments) > 2 and [s.text for s in self.segments] == [
            str(number) for number in range(1, len(self.segments) + 1)
        ]

    @property
    def is_unit_line(self) -> bool:
        """Whether it says in which unit the table below is."""
        return any(_UNIT.search(segment.text) for segment in self.segments)

    @property
    def is_note(self) -> bool:
        """Whether it is a note under a table."""
        return bool(self.segments) and _NOTE.match(self.segments[0].text) is not None


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A table found by its white space: boundaries between columns and rows, texts by row and column.

    `taken` are the indices of the page's rows that went into it; its header has fewer rows when labels wrap.
    """

    taken: range
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    texts: tuple[tuple[str, ...], ...]


def rows_to_aligned_tables(rows: Sequence[Sequence[Run]]) -> list[AlignedTable]:
    """The unruled tables among the rows of a page, each knowing which rows are its own."""
    if sum(len(row) > 1 for row in rows) < 2:
        return []
    cut = [cut_row(row) for row in rows]
    tables = (_block_to_table(cut, start, end) for start, end in _blocks(cut))
    return [table for table in tables if table is not None]


def cut_row(row: Sequence[Run]) -> TextRow:
    """A row of runs as its pieces from left to right; blanks count for nothing."""
    inked = sorted(run for run in row if not run[4].isspace())
    groups = part(inked, lambda group, run: run[0] - group[-1][2] > SEGMENT_GAP * (run[3] - run[1]))
    segments = tuple(line for group in groups if (line := row_to_line(group)) is not None)
    top, bottom = min((s.top for s in segments), default=0.0), max((s.bottom for s in segments), default=0.0)
    return TextRow(top, bottom, segments)


def _blocks(rows: Sequence[TextRow]) -> list[tuple[int, int]]:
    """Stretches of rows at even distances: under a line with the unit, or with enough rows of label and figure."""
    blocks: list[tuple[int, int]] = []
    start = 0
    while start < len(rows):
        end = _end_of_block(rows, start)
        figures = [row for row in rows[start:end] if row.has_figure]
        if _is_under_unit(rows, start):
            is_table = end - start >= 2 and (bool(figures) or _is_empty_table(rows[start:end]))
        else:
            is_table = sum(len(row.segments) > 1 for row in figures) >= MIN_FIGURE_ROWS
        if is_table:
            blocks.append((start, end))
        start = max(end, start + 1)
    return blocks


def _is_under_unit(rows: Sequence[TextRow], start: int) -> bool:
    above = rows[start - 1] if start else None
    if above is None or not above.is_unit_line:
        return False
    return rows[start].top - above.bottom <= MAX_UNIT_DISTANCE * (above.bottom - above.top)


def _is_empty_table(rows: Sequence[TextRow]) -> bool:
    """A header and under it a total of nothing."""
    last = rows[-1].segments[:1]
    return any(len(row.segments) > 1 for row in rows) and any(_TOTAL.search(s.text.replace(" ", "")) for s in last)


def _end_of_block(rows: Sequence[TextRow], start: int) -> int:
    is_anchored = _is_under_unit(rows, start)
    end = start
    while end < len(rows) and rows[end].segments and not rows[end].is_note and not rows[end].is_unit_line:
        if end > start and _is_far(rows, start, end):
            break
        if len(rows[end].segments) == 1 and not (is_anchored or _goes_on(rows, start, end)):
            break
        end += 1
    return end


def _is_far(rows: Sequence[TextRow], start: int, end: int) -> bool:
    """Whether a row stands too far below the one before it, or is set bigger."""
    if rows[end].segments[0].height > BIGGER * median(row.segments[0].height for row in rows[start:end]):
        return True
    pitches = [two.bottom - one.bottom for one, two in pairwise(rows[start:end])]
    usual = max(median(pitches), 1.0) if pitches else rows[start].bottom - rows[start].top
    limit = MAX_SINGLE_PITCH if len(rows[end].segments) == 1 and pitches else MAX_PITCH
    return rows[end].bottom - rows[end - 1].bottom > limit * max(usual, 1.3 * (rows[end].bottom - rows[end].top))


def _goes_on(rows: Sequence[TextRow], start: int, end: int) -> bool:
    """Whether a row of one piece begins where pieces of the rows above begin: a label without figures."""
    return end > start and any(
        abs(segment.x0 - rows[end].segments[0].x0) <= SAME_LEFT for row in rows[start:end] for segment in row.segments
    )


def _block_to_table(rows: Sequence[TextRow], start: int, end: int) -> AlignedTable | None:
    first = _start_of_body(rows, start, end)
    start = _start_of_header(rows, first)
    numbering = [row for row in rows[first : first + 1] if row.is_numbering]
    body = rows[first + len(numbering) : end]
    reach = _columns(body) if body else []
    labels = [label for row in rows[start:first] for label in row.segments]
    columns, header = labels_to_header(labels, reach) if labels else (reach, [])
    if not body or len(columns) < 2 or _is_contents_list(body, columns):
        return None
    texts = [_numbering_texts(row, columns) for row in numbering] + [_row_texts(row, columns) for row in body]
    if None in texts:
        return None
    xs = [columns[0].x0] + [(one.x1 + two.x0) / 2 for one, two in pairwise(columns)] + [columns[-1].x1]
    printed = [*numbering, *body]
    top, first_top = rows[start].top, printed[0].top
    ys = [
        *(top + (first_top - top) * i / len(header) for i in range(len(header))),
        first_top,
        *((one.bottom + two.top) / 2 for one, two in pairwise(printed)),
        body[-1].bottom,
    ]
    whole = (*map(tuple, header), *(text for text in texts if text is not None))
    return AlignedTable(range(start, end), tuple(xs), tuple(ys), whole)


def _start_of_body(rows: Sequence[TextRow], start: int, end: int) -> int:
    """The first row with a figure, or the last of a table of nothing, and the rows above it that begin like those."""
    first = next((i for i in range(start, end) if rows[i].has_figure), end - 1)
    begins = [s.x0 for row in rows[first:end] for s in row.segments if not s.is_figure]
    if not rows[first].has_figure and end - start > 3 and _begin_alike(rows[end - 3], rows[end - 2]):
        begins.append(rows[end - 2].segments[0].x0)
    while first > start and all(
        any(abs(segment.x0 - begin) <= SAME_LEFT for begin in begins) for segment in rows[first - 1].segments
    ):
        first -= 1
    return first


def _begin_alike(one: TextRow, two: TextRow) -> bool:
    """Whether both are one piece, beginning at the same place."""
    return len(one.segments) == len(two.segments) == 1 and abs(one.segments[0].x0 - two.segments[0].x0) <= SAME_LEFT


def _start_of_header(rows: Sequence[TextRow], first_figure: int) -> int:
    """The rows right above the first figures, up to the line with the unit, a bigger one, or one piece alone on top."""
    height = rows[first_figure].bottom - rows[first_figure].top
    first = first_figure
    while first > max(0, first_figure - MAX_HEADER_ROWS) and not _ends_header(rows[first - 1], rows[first], height):
        first -= 1
    while not _is_under_unit(rows, first) and first < first_figure and len(rows[first].segments) == 1:
        first += 1  # the title in the size of the table
    return first


def _ends_header(row: TextRow, below: TextRow, height: float) -> bool:
    """Whether a row above is no part of the header any more."""
    if row.is_unit_line or not row.segments or below.top - row.bottom > MAX_PITCH * height:
        return True
    return row.segments[0].height > BIGGER * height


def _columns(body: Sequence[TextRow]) -> list[Column]:
    """Where the segments of all rows leave no white space between; labels of totals may stand across columns."""
    every = [segment for row in body for segment in row.segments]
    plain = [segment for segment in every if not _TOTAL.search(segment.text.replace(" ", ""))] or every
    groups = _cluster(plain)
    while bridge := next((s for group in groups for s in group if _is_bridge(s, group)), None):
        plain.remove(bridge)
        groups = _cluster(plain)
    return [
        Column((group[0].x0, max(s.x1 for s in group)), is_figures=all(s.is_figure for s in group)) for group in groups
    ]


def _cluster(segments: Sequence[Line]) -> list[list[Line]]:
    """Segments that overlap or nearly touch, from left to right."""
    in_order = sorted(segments, key=lambda segment: segment.x0)
    return part(in_order, lambda group, segment: segment.x0 - max(other.x1 for other in group) >= COLUMN_GAP)


def _is_bridge(segment: Line, group: Sequence[Line]) -> bool:
    """Whether a label alone joins what would be columns of their own without it."""
    if segment.is_figure or len(group) < 2 * MIN_FIGURE_ROWS:
        return False
    return len(_cluster([other for other in group if other is not segment])) > 1


def _column_of(segment: Line, columns: Sequence[Column]) -> int:
    """The column a segment covers most of, or the nearest; words that do not fit a column of figures stand beside."""
    by_cover = sorted(
        range(len(columns)), key=lambda index: max(segment.x0, columns[index].x0) - min(segment.x1, columns[index].x1)
    )
    best = columns[by_cover[0]]
    is_too_wide = segment.x0 < best.x0 - COLUMN_GAP or segment.x1 > best.x1 + COLUMN_GAP
    if best.is_figures and is_too_wide and not segment.is_figure:
        return next((index for index in by_cover if not columns[index].is_figures), by_cover[0])
    return by_cover[0]


def _is_contents_list(body: Sequence[TextRow], columns: Sequence[Column]) -> bool:
    """Headings with their page numbers: leaders, or one last column of whole numbers that never fall."""
    if any(_LEADER.search(segment.text) for row in body for segment in row.segments):
        return True
    figures = [segment for row in body for segment in row.segments if segment.is_figure]
    if {_column_of(figure, columns) for figure in figures} != {len(columns) - 1}:
        return False
    if not all(figure.text.isascii() and figure.text.isdigit() and len(figure.text) <= 3 for figure in figures):
        return False
    pages = [int(figure.text) for figure in figures]
    return pages == sorted(pages)


def _numbering_texts(row: TextRow, columns: Sequence[Column]) -> tuple[str, ...] | None:
    """The numbers stand in the middle of their columns, where few figures do: they go by their order."""
    return tuple(s.text for s in row.segments) if len(row.segments) == len(columns) else _row_texts(row, columns)


def _row_texts(row: TextRow, columns: Sequence[Column]) -> tuple[str, ...] | None:
    """The row's cells; None when two pieces fall into one column."""
    texts = [""] * len(columns)
    for segment in row.segments:
        index = _column_of(segment, columns)
        if texts[index]:
            return None
        texts[index] = segment.text
    return tuple(texts)
