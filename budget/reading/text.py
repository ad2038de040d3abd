"""A converted text → one Page: its lines, and a Grid for each run of tab-separated lines.

A conversion has no geometry: places are line numbers, rows may be ragged, and a page break shows as a blank line
inside a table. Nothing is repaired here; joining the pieces is the layout's work.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from budget.errors import DocumentNotFoundError, NotADisclosureError
from budget.models import Grid, GridCell, Page, Place, TextLine, say
from budget.reading.source import Cells, Lines, Source, Step
from budget.text import page_number

MAX_BYTES = 20_000_000  # the longest disclosure of a province is below 2 MB of text
_LINE_END = re.compile(r"\r\n|\r|\n")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKUP = re.compile(r"\s*(?:<!doctype|<html|<\?xml|\{\\rtf)", re.IGNORECASE)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODINGS = ("utf-8-sig", "gb18030")
_DOT_LEADER = re.compile(r"(?:[.．·•]{3,}|…+|[-—_]{4,})\s*$")
_CONTENTS_TITLE = re.compile(r"目\s*[录錄次]")
_PIPE_ROW = re.compile(r"\s*\|.*\|.*\|\s*")
_PIPE_RULING = re.compile(r"\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*")
_CONVERTER_MARK = re.compile(r"\A(?:#{1,6}|[-*+](?!\s*[-—\d]+\s*[-—]?$))\s+(?=\S)")
"""A Markdown heading or list mark that a converter put before a line; it is not printed. "- 5 -" is a page number."""
_EXPECTED = say("text.expected")


def read_text(path: str | Path) -> tuple[Page, ...]:
    """Read a converted text as one Page (number 1, size 0); places are lines of the file, counted from 1.

    Raises DocumentNotFoundError when it can't be opened, NotADisclosureError when it is no text (or empty).
    """
    file = Path(path)
    text = _read(file)
    if not text.strip():
        raise NotADisclosureError(say("text.empty", name=file.name, expected=_EXPECTED))
    if _MARKUP.match(text):
        raise NotADisclosureError(say("text.markup", name=file.name, expected=_EXPECTED))
    return (text_to_page(text),)


def read_lines(path: Path) -> tuple[Cells, ...]:
    """The lines of the file, each cut into its cells. Raises as `read_text`."""
    return tuple(
        tuple(cell.strip() for cell in _pipes_to_tabs(line).split("\t")) for line in _LINE_END.split(_read(path))
    )


def text_to_page(text: str) -> Page:
    """Text → Page: runs of lines with tabs are grids, the others lines; blank lines only separate."""
    numbered = enumerate(_LINE_END.split(text), start=1)
    # the ruling of a Markdown table ("|---|---|") is nothing printed
    lines = [TextLine(_pipes_to_tabs(line), Place(line=n)) for n, line in numbered if not _PIPE_RULING.fullmatch(line)]
    contents = _contents_places(lines)
    blocks: list[TextLine | Grid] = []
    for is_table, run in groupby(lines, key=lambda line: "\t" in line.text and line.place not in contents):
        members = list(run)
        if is_table and not _is_indented_prose(members):
            blocks.append(_lines_to_grid(members))
        else:
            blocks.extend(_lines_to_text(members))
    return Page(number=1, width=0, height=0, blocks=tuple(blocks))


def _pipes_to_tabs(line: str) -> str:
    """A row of a Markdown table with tabs between its cells; any other line as it is.

    >>> _pipes_to_tabs("| 科目 | 合计 |"), _pipes_to_tabs("|| 1 |"), _pipes_to_tabs("甲|乙")
    ('科目\\t合计', '\\t1', '甲|乙')
    """
    if not _PIPE_ROW.fullmatch(line):
        return line
    return "\t".join(cell.strip() for cell in line.strip()[1:-1].split("|"))


def _lines_to_grid(lines: list[TextLine]) -> Grid:
    cells = [line.text.split("\t") for line in lines]
    width = max(map(len, cells))
    rows = [
        tuple(GridCell(text.strip(), line.place) for text in row + [""] * (width - len(row)))
        for row, line in zip(cells, lines, strict=True)
    ]
    return Grid(rows=tuple(rows), place=lines[0].place)


def _lines_to_text(lines: list[TextLine]) -> Iterator[TextLine]:
    for line in lines:
        text = _CONVERTER_MARK.sub("", line.text.strip())
        if text:
            yield TextLine(text=text, place=line.place)


def _is_indented_prose(lines: list[TextLine]) -> bool:
    """Paragraphs that merely begin with a tab: no line of the run has a second cell."""
    return all(re.fullmatch(r"\t+[^\t]*", line.text) for line in lines) and any(line.text.strip() for line in lines)


def _contents_places(lines: list[TextLine]) -> frozenset[Place]:
    """Lines of a contents list ("一、本部门职责.....⇥1"): two cells, the second a page number.

    A dot leader tells one anywhere; without it, only straight under the heading 目录.
    """
    found: set[Place] = set()
    is_in_contents = False
    for line in lines:
        if not line.text.strip():
            continue
        label, tab, page = line.text.strip("\t ").partition("\t")
        is_entry = bool(tab) and "\t" not in page.strip() and page_number(page) is not None
        if is_entry and (is_in_contents or _DOT_LEADER.search(label)):
            found.add(line.place)
        is_in_contents = bool(_CONTENTS_TITLE.fullmatch(line.text.strip())) or (is_in_contents and is_entry)
    return frozenset(found)


def _read(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_BYTES:
            megabytes = MAX_BYTES // 1_000_000
            raise NotADisclosureError(say("text.too_long", name=file.name, megabytes=megabytes, expected=_EXPECTED))
        return _decode(file.read_bytes(), file.name)
    except OSError as error:
        raise DocumentNotFoundError(say("error.unopened_text", path=str(file), why=str(error.strerror))) from error


def _decode(data: bytes, name: str) -> str:
    encodings = ("utf-16",) if data.startswith(_UTF16_MARKS) else _ENCODINGS
    if encodings is _ENCODINGS and _CONTROL_BYTES.search(data):
        raise NotADisclosureError(say("text.binary", name=name, expected=_EXPECTED))
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotADisclosureError(say("text.encoding", name=name, encodings=encodings, expected=_EXPECTED))


TEXT = Source(
    media="text",
    name=say("source.text"),
    suffixes=(".txt",),
    has_pages=False,
    steps=(
        Step(say("step.lines"), say("step.lines_how")),
        Step(say("step.lined_tables"), say("step.lined_tables_how")),
    ),
    accepts=lambda head: True,  # what is no text is refused with a reason by `read_text`
    read=read_text,
    say=lambda place: say("source.text_place", place=place),
    show=Lines(read_lines),
)
