"""Runs of characters → lines of text, by where they stand and not by the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from budget.amounts import text_to_amount

SAME_LINE = 0.4
"""Runs whose baselines differ by less than this share of their height stand on one line."""
MIN_HEIGHT = 1.0  # points; blanks of some fonts have no height
DEFAULT_HEIGHT = 10.0  # points
WORD_GAP = 0.25  # of the height; between Latin words without a blank in the file
FIGURE_GAP = 0.45  # of the height; digits nearer than this are one figure, however they are spaced
CLAUSE_GAP = 0.42  # of the height; half a Chinese character
WIDE_GAP = 1.6  # of the height; beyond it two pieces of text stand side by side
WIDE_SEPARATOR = "  "
LETTER_SPACED = 0.5
"""Share of a line's gaps that are wide: then it is letter-spaced and its gaps are no blanks."""

Run = tuple[float, float, float, float, str, float]
"""x0, top, x1, bottom in points of the displayed page, the characters, their baseline."""
_BASELINE = itemgetter(5)


class Line(NamedTuple):
    """One line of text with the box of its characters."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """From its left to its right end."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From its top to its bottom."""
        return self.bottom - self.top

    @property
    def center(self) -> float:
        """Half-way between its left and its right end."""
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        """Half-way between its top and its bottom."""
        return (self.top + self.bottom) / 2

    @property
    def is_figure(self) -> bool:
        """Whether it prints one number."""
        return text_to_amount(self.text.replace(" ", "").rstrip("%％")) is not None


def runs_to_lines(runs: Sequence[Run]) -> list[Line]:
    """The lines of some runs from top to bottom. Lines of blanks only are left out."""
    if len(runs) == 1:
        x0, top, x1, bottom, text, _ = runs[0]
        return [] if text.isspace() else [Line(text, x0, top, x1, bottom)]
    return [line for row in runs_to_rows(runs) if (line := row_to_line(row)) is not None]


def runs_to_rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Group runs by their baseline; boxes differ with the font, the baseline does not."""
    rows: list[list[Run]] = []
    baseline = height = 0.0
    for run in sorted(runs, key=_BASELINE):
        size = run[3] - run[1]
        if size < MIN_HEIGHT:
            size = height
        if rows and run[5] - baseline <= SAME_LINE * (size if size < height else height):
            rows[-1].append(run)
        else:
            rows.append([run])
            baseline, height = run[5], size or DEFAULT_HEIGHT
    return rows


def row_to_line(row: list[Run]) -> Line | None:
    """One line from runs on one baseline, None when they are blanks only."""
    row.sort()
    inked = [run for run in row if not run[4].isspace()]
    if not inked:
        return None
    text = inked[0][4] if len(inked) == 1 else _join_runs(row, inked)
    top, bottom = min(run[1] for run in inked), max(run[3] for run in inked)
    return Line(text, inked[0][0], top, max(run[2] for run in inked), bottom)


def _join_runs(row: list[Run], inked: list[Run]) -> str:
    """Join from left to right; gaps become blanks only where a reader sees two words or two columns."""
    limit = CLAUSE_GAP if len(inked) < 4 else _clause_gap(inked)
    parts: list[str] = []
    last: Run | None = None
    has_blank = False
    for run in row:
        if run[4].isspace():
            has_blank = True
            continue
        if last is not None:
            parts.append(_separator(last, run, has_blank, limit))
        parts.append(run[4])
        last, has_blank = run, False
    return "".join(parts)


def _clause_gap(inked: list[Run]) -> float:
    """From which gap on two Chinese words are apart; in a letter-spaced line every gap is wide, and none counts."""
    gaps = [(two[0] - one[2]) / max(one[3] - one[1], MIN_HEIGHT) for one, two in pairwise(inked)]
    wide = sum(gap > CLAUSE_GAP for gap in gaps)
    letters = sum(len(run[4]) for run in inked)
    return WIDE_GAP if wide >= LETTER_SPACED * (letters - 1) else CLAUSE_GAP


def _separator(last: Run, run: Run, has_blank: bool, clause_gap: float) -> str:
    gap = run[0] - last[2]
    height = last[3] - last[1]
    one, two = last[4][-1], run[4][0]
    if gap > WIDE_GAP * height:
        return WIDE_SEPARATOR
    if one in "0123456789.," and two in "0123456789.,":
        return " " if has_blank or gap > FIGURE_GAP * height else ""
    if has_blank:
        return " "
    if one.isascii() or two.isascii():
        # Word sets figures a quarter of a character apart from the Chinese around them, justified lines more.
        return " " if one.isascii() and two.isascii() and gap > WORD_GAP * height else ""
    return " " if gap > clause_gap * height else ""
