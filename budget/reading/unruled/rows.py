"""The rows of a page outside ruled grids, cut into pieces where wide white space parts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budget.models.places import part
from budget.reading.text_lines import Line, Run, runs_to_lines

SEGMENT_GAP = 0.9
"""Share of the height: pieces of a row further apart than this may be cells of their own."""
_UNIT = re.compile(r"单位[:：].{0,3}元")
_NOTE = re.compile(r"\s*(注|说明|备注)[:：]")


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


def cut_row(row: Sequence[Run]) -> TextRow:
    """A row of runs as its pieces from left to right; blanks count for nothing."""
    if len(row) == 1:
        x0, top, x1, bottom, text, _ = row[0]
        return TextRow(top, bottom, () if text.isspace() else (Line(text, x0, top, x1, bottom),))
    inked = sorted(run for run in row if not run[4].isspace())
    groups = part(inked, lambda group, run: run[0] - group[-1][2] > SEGMENT_GAP * (run[3] - run[1]))
    segments = tuple(_runs_to_segment(group) for group in groups)
    return TextRow(
        min((s.top for s in segments), default=0.0), max((s.bottom for s in segments), default=0.0), segments
    )


def _runs_to_segment(runs: list[Run]) -> Line:
    text = runs[0][4] if len(runs) == 1 else " ".join(line.text for line in runs_to_lines(runs))
    top, bottom = min(run[1] for run in runs), max(run[3] for run in runs)
    return Line(text, runs[0][0], top, max(run[2] for run in runs), bottom)
