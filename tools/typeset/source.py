"""A converted text → its blocks in reading order: prose lines, contents lines, tables with their captions.

A blank line inside a table is where a page ended in print: the rows before and after it are its pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CONTENTS_ENTRY = re.compile(r"(?P<heading>.+?)\.{3,}\t(?P<page>\d+)")
CAPTION = re.compile(
    r"(预算|部门)公开表\d+"  # its number
    r"|\d{4}年[^，。]*表(（[^）]*）)?|.*绩效目标(申报)?表"  # its title
    r"|部门名称：.*|单位：\S+|[（(]\d{4}年度[)）]"
)
NOTE = re.compile(r"注[：:].*")

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of prose, white space at its ends removed."""

    text: str


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents list with its printed page number."""

    heading: str
    page: str


@dataclass(frozen=True, slots=True)
class TabbedTable:
    """A table between tabs: the lines above it, its rows by page, the notes under it."""

    caption: tuple[str, ...]
    pieces: tuple[Rows, ...]
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """The caption line that names it."""
        return next(line for line in self.caption if line.endswith(("表", "）")) and "年度" not in line)


Block = Line | ContentsLine | TabbedTable


def text_to_blocks(text: str) -> tuple[Block, ...]:
    """The whole text as blocks; nothing is dropped but blank lines and white space at the ends of lines."""
    blocks: list[Block] = []
    for paragraph in _paragraphs(text):
        first = blocks[-1] if blocks else None
        if isinstance(paragraph, str):
            _append_line(blocks, paragraph)
        elif isinstance(first, TabbedTable) and not first.notes:
            blocks[-1] = TabbedTable(first.caption, (*first.pieces, paragraph), ())
        else:
            blocks.append(TabbedTable(_pop_caption(blocks), (paragraph,), ()))
    return tuple(blocks)


def _paragraphs(text: str) -> Iterator[str | Rows]:
    """Prose lines one by one, runs of lines with tabs together."""
    rows: list[tuple[str, ...]] = []
    for line in text.split("\n"):
        if "\t" in line and not CONTENTS_ENTRY.fullmatch(line):
            rows.append(tuple(line.split("\t")))
            continue
        if rows:
            yield tuple(rows)
            rows = []
        if line.strip():
            yield line.strip()


def _append_line(blocks: list[Block], text: str) -> None:
    last = blocks[-1] if blocks else None
    if entry := CONTENTS_ENTRY.fullmatch(text):
        blocks.append(ContentsLine(entry["heading"], entry["page"]))
    elif NOTE.fullmatch(text) and isinstance(last, TabbedTable):
        blocks[-1] = TabbedTable(last.caption, last.pieces, (*last.notes, text))
    else:
        blocks.append(Line(text))


def _pop_caption(blocks: list[Block]) -> tuple[str, ...]:
    """Take the lines off the end of `blocks` that belong to the table which begins now."""
    caption: list[str] = []
    while blocks and isinstance(last := blocks[-1], Line) and CAPTION.fullmatch(last.text):
        caption.insert(0, last.text)
        blocks.pop()
    return tuple(caption)
