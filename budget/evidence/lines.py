"""Files shown as lines: the line of a figure with its neighbours, the cell marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from budget.document.masking import mask_text
from budget.evidence.facts import Fact, tables_by_id
from budget.models import CellRef, Disclosure
from budget.reading import SOURCES, Cells, Lines, Source, source_of
from budget.text import squeeze

BEFORE, AFTER = 3, 2
"""Lines shown around the one in question."""


@dataclass(frozen=True, slots=True)
class NearLine:
    """One line of the text: its number, its cells, which of them is the one in question.

    `span` are the characters of that cell that are marked; None marks the whole cell.
    """

    number: int
    cells: tuple[str, ...]
    marked: int | None = None
    span: tuple[int, int] | None = None


def near_lines(disclosure: Disclosure, fact: Fact, sources: Sequence[Source] = SOURCES) -> tuple[NearLine, ...]:
    """The fact's line with its neighbours, private persons' names masked; nothing where the source shows pictures."""
    number, file = fact.place.line, disclosure.files[fact.place.file]
    show = source_of(file, sources).show
    if number is None or not isinstance(show, Lines):
        return ()
    path = Path(file.path)
    lines = _lines(show, path, path.stat().st_mtime_ns)
    first = fact.row_place.line if fact.row_place and fact.row_place.line else number
    start, end = max(min(first, number) - BEFORE, 1), min(max(first, number) + AFTER, len(lines))
    return tuple(_near(disclosure, fact, i, lines[i - 1]) for i in range(start, end + 1))


@lru_cache(maxsize=8)
def _lines(show: Lines, path: Path, version: int) -> tuple[Cells, ...]:
    return tuple(tuple(mask_text(cell)[0] for cell in cells) for cells in show.read(path))


def _near(disclosure: Disclosure, fact: Fact, number: int, cells: Cells) -> NearLine:
    if number != fact.place.line or not fact.printed:
        return NearLine(number, cells)
    wanted = squeeze(fact.printed)
    same = [index for index, cell in enumerate(cells) if squeeze(cell) == wanted]
    if same:
        return NearLine(number, cells, same[min(_nth_of_its_kind(disclosure, fact), len(same) - 1)])
    holding = next((index for index, cell in enumerate(cells) if fact.printed in cell), None)
    if holding is None:
        return NearLine(number, cells)
    is_there = cells[holding].startswith(fact.printed, fact.offset)  # where its section says
    start = fact.offset if is_there else cells[holding].find(fact.printed)
    return NearLine(number, cells, holding, (start, start + len(fact.printed)))


def _nth_of_its_kind(disclosure: Disclosure, fact: Fact) -> int:
    """How many figures of the same line before this one print the same characters."""
    ref, line = fact.ref, fact.place.line
    if not isinstance(ref, CellRef):
        return 0
    table = tables_by_id(disclosure)[ref.table_id]
    halves = [t for t in disclosure.tables if t.place == table.place]
    before = [f for half in halves[: halves.index(table)] for row in half.rows for f in row.figures]
    before += table.rows[ref.row].figures[: ref.column]
    return sum(figure.text == fact.printed for figure in before if figure.place.line == line)
