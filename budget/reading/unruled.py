"""Tables printed without rules: rows of text whose figures stand under one another.

Only strong evidence makes a table: at least three neighbouring rows with a label and a figure, the figures in one
column, and columns that white space parts on every row. Anything less stays lines of text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from budget.reading.text_lines import Run, runs_to_lines

SEGMENT_GAP = 0.9
"""Share of the height: pieces of a row further apart than this may be cells of their own."""
MIN_FIGURE_ROWS = 3
MAX_PITCH = 2.2
"""A row further below the one before it than this many usual row distances begins something else."""
MAX_HEADER_PITCH = 1.25
COLUMN_GAP = 2.0  # points of white space that part two columns on all rows
_FIGURE = re.compile(r"[-－(（]?\d[\d,]*(\.\d+)?[)）]?%?")
_LEADER = re.compile(r"[.…·—-]{3,}|…")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a row: what may be one cell."""

    x0: float
    x1: float
    text: str

    @property
    def is_figure(self) -> bool:
        """Whether it prints one number."""
        return _FIGURE.fullmatch(self.text.replace(" ", "")) is not None


@dataclass(frozen=True, slots=True)
class TextRow:
    """One printed row, cut where wide white space parts it."""

    top: float
    bottom: float
    segments: tuple[Segment, ...]

    @property
    def has_figure(self) -> bool:
        """Whether it prints a label and a number beside it."""
        return len(self.segments) > 1 and any(segment.is_figure for segment in self.segments)


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A table found by its white space: boundaries between columns and rows, texts by row and column."""

    first_row: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    texts: tuple[tuple[str, ...], ...]


def rows_to_aligned_tables(rows: Sequence[Sequence[Run]]) -> list[AlignedTable]:
    """The unruled tables among the rows of a page, each knowing the index of its first row."""
    if sum(len(row) > 1 for row in rows) < MIN_FIGURE_ROWS:
        return []
    cut = [_cut_row(row) for row in rows]
    tables = (_block_to_table(cut, start, end) for start, end in _blocks(cut))
    return [table for table in tables if table is not None]


def _cut_row(row: Sequence[Run]) -> TextRow:
    if len(row) == 1:
        x0, top, x1, bottom, text, _ = row[0]
        return TextRow(top, bottom, (Segment(x0, x1, text),) if not text.isspace() else ())
    inked = sorted(run for run in row if not run[4].isspace())
    groups: list[list[Run]] = []
    for run in inked:
        if groups and run[0] - groups[-1][-1][2] <= SEGMENT_GAP * (run[3] - run[1]):
            groups[-1].append(run)
        else:
            groups.append([run])
    segments = []
    for group in groups:
        text = " ".join(line.text for line in runs_to_lines(group))
        segments.append(Segment(group[0][0], max(run[2] for run in group), text))
    return TextRow(
        min((run[1] for run in inked), default=0.0), max((run[3] for run in inked), default=0.0), tuple(segments)
    )


def _blocks(rows: Sequence[TextRow]) -> list[tuple[int, int]]:
    """Stretches of rows with two segments at least, at even distances."""
    blocks: list[tuple[int, int]] = []
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and len(rows[end].segments) > 1 and not _is_new_block(rows, start, end):
            end += 1
        if sum(row.has_figure for row in rows[start:end]) >= MIN_FIGURE_ROWS:
            blocks.append((start, end))
        start = max(end, start + 1)
    return blocks


def _is_new_block(rows: Sequence[TextRow], start: int, end: int) -> bool:
    if end - start < 2:
        return False
    usual = median(two.bottom - one.bottom for one, two in pairwise(rows[start:end]))
    return rows[end].bottom - rows[end - 1].bottom > MAX_PITCH * max(usual, 1.0)


def _block_to_table(rows: Sequence[TextRow], start: int, end: int) -> AlignedTable | None:
    body = [row for row in rows[start:end] if row.has_figure]
    columns = _columns(body)
    usual = median(two.bottom - one.bottom for one, two in pairwise(rows[start:end]))
    while not rows[start].has_figure and not _is_header(rows, start, columns, usual):
        start += 1  # the line of department and unit stands right above many headers
    if len(columns) < 2 or not all(_fits(row, columns) for row in body) or _is_contents_list(body, columns):
        return None
    block = rows[start:end]
    xs = [columns[0][0]] + [(one[1] + two[0]) / 2 for one, two in pairwise(columns)] + [columns[-1][1]]
    ys = [block[0].top] + [(one.bottom + two.top) / 2 for one, two in pairwise(block)] + [block[-1].bottom]
    texts = tuple(_row_texts(row, columns) for row in block)
    return AlignedTable(start, tuple(xs), tuple(ys), texts)


def _is_header(rows: Sequence[TextRow], index: int, columns: Sequence[tuple[float, float]], usual: float) -> bool:
    is_near = rows[index + 1].bottom - rows[index].bottom <= MAX_HEADER_PITCH * usual
    return is_near and _fits(rows[index], columns)


def _columns(body: Sequence[TextRow]) -> list[tuple[float, float]]:
    """Where the segments of all rows together leave no white space between."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((segment.x0, segment.x1) for row in body for segment in row.segments):
        if columns and x0 - columns[-1][1] < COLUMN_GAP:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _column_of(segment: Segment, columns: Sequence[tuple[float, float]]) -> int:
    """The column a segment covers most of, or the nearest."""
    return max(
        range(len(columns)),
        key=lambda index: min(segment.x1, columns[index][1]) - max(segment.x0, columns[index][0]),
    )


def _fits(row: TextRow, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether no two segments of a row fall into one column."""
    places = [_column_of(segment, columns) for segment in row.segments]
    return len(set(places)) == len(places)


def _is_contents_list(body: Sequence[TextRow], columns: Sequence[tuple[float, float]]) -> bool:
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


def _row_texts(row: TextRow, columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    texts = [""] * len(columns)
    for segment in row.segments:
        index = _column_of(segment, columns)
        texts[index] = f"{texts[index]} {segment.text}".strip()
    return tuple(texts)
