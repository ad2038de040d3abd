"""The door for documents: what a kind of file must offer so that everything behind it can stay as it is.

A kind of file is one `Source`: how it is told from others, read into pages, and how a place in it is said and shown.
Nothing behind the door asks which kind a file is; it asks its source. Another kind of file is a module with a `Source`
and an entry in `budget.reading.SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from budget.models import Box, Message, Page, Place

HEAD_BYTES = 1024
"""How much of a file's beginning tells its kind."""

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A place is shown by the lines around it: every line of the file, cut into its cells, counted as places are."""

    read: Callable[[Path], tuple[Cells, ...]]


@dataclass(frozen=True, slots=True)
class Pictures:
    """A place is shown by a picture of its page.

    `draw`: the page (from 1) with so many pixels for a point. `find_words`: the box of the letters first … last-1 of a
    printed line (its page, box and text), None where they can't be told apart. `printed_number`: the page number
    printed at the foot, None where there is none.
    """

    draw: Callable[[Path, int, float], Image.Image]
    find_words: Callable[[str | Path, int, Box, str, int, int], Box | None]
    printed_number: Callable[[str | Path, int], str | None]


@dataclass(frozen=True, slots=True)
class SecondText:
    """What a second reader finds at a place: the characters there, and the text of its own cell, None without one."""

    characters: str
    cell: str | None


@dataclass(frozen=True, slots=True)
class SecondReading:
    """The answers in the order of the places asked, and every amount on the pages of the file with its place."""

    texts: tuple[SecondText, ...]
    amounts: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step by which files of the kind are read, for those who want to know how figures came about."""

    title: Message
    how: Message


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of file. `media` is its id in records and exports, `name` what readers call it.

    `accepts` looks at the first HEAD_BYTES; the first source that accepts a file reads it. `read` raises the kinds of
    BudgetError. `say` names a place to one who opens the file. `read_again` asks another program what stands at places
    of a file of so many pages; None where there is no other.
    """

    media: str
    name: Message
    suffixes: tuple[str, ...]
    has_pages: bool
    steps: tuple[Step, ...]
    accepts: Callable[[bytes], bool]
    read: Callable[[Path], tuple[Page, ...]]
    say: Callable[[Place], Message]
    show: Lines | Pictures
    read_again: Callable[[Path, Sequence[Place], int], SecondReading] | None = None
