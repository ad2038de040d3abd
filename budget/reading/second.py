"""A second reading of a PDF, by pdfplumber: its own characters and its own table finder, nothing of the first reading.

It is asked what stands in given boxes, and which amounts a page prints anywhere. It runs in a child, after the first
display: it takes as long as reading with pdfplumber takes, some thirty milliseconds a page.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budget.amounts import AMOUNT
from budget.models import Box, Place
from budget.models.serial import bytes_to_record, record_to_bytes
from budget.reading.sandbox import ask_child, limit_child
from budget.reading.source import SecondReading, SecondText

if TYPE_CHECKING:
    from pdfplumber.page import Page

X_HEIGHT = 0.35
"""Of the size: the middle of figures above their line."""
Letter = dict[str, Any]
Placed = tuple[float, Letter]
"""A letter with the height of its middle."""
MEMORY_BYTES = 2 * 2**30
LINE_POINTS, BLANK = 3.0, 0.3
"""Letters whose middles are so near stand in one line; a gap wider than this part of the size is a blank."""
SECONDS_A_PAGE, LEAST_SECONDS = 2, 30
"""pdfplumber takes about 0.03 s for an ordinary page and 1 s for one drawn of thousands of rules."""


def read_again(path: Path, places: Sequence[Place], page_count: int) -> SecondReading:
    """Ask the second reader, in a child with limits, what stands at places that have a page and a box.

    Raises: DamagedDocumentError where it can't read the file or met a limit.
    """
    asked = record_to_bytes(tuple(place._replace(file=0) for place in places))
    seconds = LEAST_SECONDS + SECONDS_A_PAGE * page_count
    return bytes_to_record(ask_child(__name__, path, asked, seconds), SecondReading)


def read_here(path: Path, places: Sequence[Place]) -> SecondReading:
    """The same in this process."""
    import pdfplumber  # noqa: PLC0415  only the child needs it

    by_page = {page: list(group) for page, group in groupby(sorted(places, key=_page_of), key=_page_of)}
    found: dict[Place, SecondText] = {}
    amounts: list[tuple[str, Place]] = []
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages, start=1):
            second = _SecondPage(page)
            found |= {place: second.text_at(place.box) for place in by_page.get(number, ()) if place.box}
            amounts += ((text, Place(page=number, box=box)) for text, box in second.amounts())
            page.close()
    nothing = SecondText("", None)
    return SecondReading(tuple(found.get(place, nothing) for place in places), tuple(amounts))


def _page_of(place: Place) -> int:
    return place.page or 0


class _SecondPage:
    """The characters of a page by where their middles stand, and the cells of its tables.

    What is printed twice for boldness counts once; what stands outside the page is not printed.
    """

    def __init__(self, page: Page) -> None:
        letters = ((_middle(letter, page), letter) for letter in page.dedupe_chars().chars)
        self.placed: list[Placed] = sorted((o for o in letters if 0 <= o[0] <= page.height), key=itemgetter(0))
        self.cells: list[Box] = [cell for table in page.find_tables() for cell in table.cells]

    def text_at(self, box: Box) -> SecondText:
        """What stands in the box, and in the smallest cell that holds its middle."""
        cell = self._cell_at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        return SecondText(_to_text(self._within(box)), cell and _to_text(self._within(cell)))

    def amounts(self) -> Iterator[tuple[str, Box]]:
        """Every amount of a cell, then of the lines outside tables."""
        by_cell: dict[Box | None, list[Placed]] = {}
        for middle, letter in self.placed:
            cell = self._cell_at((letter["x0"] + letter["x1"]) / 2, middle)
            by_cell.setdefault(cell, []).append((middle, letter))
        middles = {id(letter): middle for middle, letter in self.placed}
        for line in (line for placed in by_cell.values() for line in _lines(placed)):
            for found in AMOUNT.finditer("".join(letter["text"][:1] or " " for letter in line)):
                first, last = line[found.start()], line[found.end() - 1]
                middle, half = middles[id(first)], first["size"] / 2
                yield found[0], (first["x0"], middle - half, last["x1"], middle + half)

    def _cell_at(self, x: float, y: float) -> Box | None:
        around = [cell for cell in self.cells if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]]
        return min(around, key=lambda cell: (cell[2] - cell[0]) * (cell[3] - cell[1]), default=None)

    def _within(self, box: Box) -> list[Placed]:
        first, last = (
            side(self.placed, edge, key=itemgetter(0)) for side, edge in ((bisect_left, box[1]), (bisect_right, box[3]))
        )
        return [one for one in self.placed[first:last] if box[0] <= (one[1]["x0"] + one[1]["x1"]) / 2 <= box[2]]


def _middle(letter: Letter, page: Page) -> float:
    """Above the line it is written on: some fonts say that they stand a whole row higher (重庆市商务委 2026)."""
    if letter["upright"] and not page.rotation:
        return float(page.bbox[3] - letter["matrix"][5] - X_HEIGHT * letter["size"])
    return float(letter["top"] + letter["bottom"]) / 2


def _lines(placed: Sequence[Placed]) -> Iterator[list[Letter]]:
    """Letters line by line, from top to bottom and left to right, a blank where they stand apart."""
    middle_of, letter_of = itemgetter(0), itemgetter(1)
    ends = [i for i in range(1, len(placed)) if middle_of(placed[i]) - middle_of(placed[i - 1]) > LINE_POINTS]
    for start, end in pairwise((0, *ends, len(placed))):
        line: list[Letter] = []
        for letter in sorted(map(letter_of, placed[start:end]), key=itemgetter("x0")):
            if line and letter["x0"] - line[-1]["x1"] > letter["size"] * BLANK:
                line.append({**letter, "text": " "})
            line.append(letter)
        yield line


def _to_text(placed: Sequence[Placed]) -> str:
    return "\n".join("".join(letter["text"] for letter in line).strip() for line in _lines(placed))


if __name__ == "__main__":
    limit_child(MEMORY_BYTES)
    asked_places = bytes_to_record(sys.stdin.buffer.read(), tuple[Place, ...])
    sys.stdout.buffer.write(record_to_bytes(read_here(Path(sys.argv[1]), asked_places)))
