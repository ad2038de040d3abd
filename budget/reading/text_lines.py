"""Characters → lines of text, by where they stand and not by the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

SAME_LINE = 0.5
"""Characters whose middles differ by less than this share of their height stand on one line."""
WORD_GAP = 0.25  # of the height; between Latin words without a blank in the file
FIGURE_GAP = 1.0  # of the height; digits nearer than this are one figure, however they are spaced
WIDE_GAP = 1.6  # of the height; beyond it two pieces of text stand side by side
WIDE_SEPARATOR = "  "
DOUBLE_PRINT = 0.3
"""The same character again, moved by less than this share of its width, is fake bold."""


class Char(NamedTuple):
    """One character; box in points from the top left of the displayed page."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str


class Line(NamedTuple):
    """One line of text with the box of its characters."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


def chars_to_lines(chars: Iterable[Char]) -> list[Line]:
    """The lines of some characters from top to bottom. Lines of blanks only are left out."""
    rows = _chars_to_rows(chars)
    lines = (_row_to_line(row) for row in rows)
    return [line for line in lines if line.text]


def _chars_to_rows(chars: Iterable[Char]) -> list[list[Char]]:
    """Group characters by their middle height; fonts of one line differ a little in it."""
    rows: list[list[Char]] = []
    middle = height = 0.0
    for char in sorted(chars, key=_middle):
        here, size = (char[1] + char[3]) / 2, char[3] - char[1]
        if rows and here - middle < SAME_LINE * min(size, height):
            rows[-1].append(char)
            middle += (here - middle) / len(rows[-1])
        else:
            rows.append([char])
            middle, height = here, size
    return rows


def _middle(char: Char) -> float:
    return char[1] + char[3]


def _row_to_line(row: list[Char]) -> Line:
    row.sort()
    text = _join_chars(row)
    inked = [char for char in row if not char[4].isspace()] or row
    return Line(
        text,
        min(char[0] for char in inked),
        min(char[1] for char in inked),
        max(char[2] for char in inked),
        max(char[3] for char in inked),
    )


def _join_chars(row: Sequence[Char]) -> str:
    """Join from left to right; gaps become blanks only where a reader sees two words or two columns."""
    parts: list[str] = []
    last: Char | None = None
    has_blank = False
    for char in row:
        if char[4].isspace():
            has_blank = True
            continue
        if last is not None:
            if _is_double_print(last, char):
                continue
            parts.append(_separator(last, char, has_blank))
        parts.append(char[4])
        last, has_blank = char, False
    return "".join(parts)


def _is_double_print(last: Char, char: Char) -> bool:
    return last[4] == char[4] and char[0] - last[0] < DOUBLE_PRINT * (last[2] - last[0])


def _separator(last: Char, char: Char, has_blank: bool) -> str:
    gap = char[0] - last[2]
    height = last[3] - last[1]
    if gap > WIDE_GAP * height:
        return WIDE_SEPARATOR
    if _is_figure_part(last[4]) and _is_figure_part(char[4]):
        return " " if gap > FIGURE_GAP * height else ""
    if has_blank or (gap > WORD_GAP * height and last[4].isascii() and char[4].isascii()):
        return " "
    return ""


def _is_figure_part(text: str) -> bool:
    return text in "0123456789.,"
