"""The printed contents list (目录): its entries, and which lines of the document it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budget.models import ContentsEntry, Table, TextLine
from budget.narrative.rows import join_row_pieces
from budget.text import clean_text, find_ordinal, fold_widths, page_number, squeeze

TITLE = re.compile(r"目\s*[录錄次]")
LEADER = re.compile(r"(?:[.．·•…_]|[-—]{2,}|\s|\t)+(?P<page>\d{1,3})?\s*$")
DOTTED = re.compile(r"[.．·•…]{3,}|…")
TABLE_ENTRY = re.compile(r"(?:附?[表件][一二三四五六七八九十\d]+)")
MAX_ENTRY = 70  # characters; a longer line is prose


def lines_to_contents(blocks: Sequence[TextLine | Table]) -> tuple[ContentsEntry, ...]:
    """Entries with their printed page number (None where the list prints none); () without a contents list."""
    entries: list[ContentsEntry] = []
    for line in contents_lines(join_row_pieces(blocks))[1:]:
        heading, page = _split_entry(line.text)
        is_continued = entries and entries[-1].printed_page is None and not _begins_entry(line.text)
        if is_continued and not DOTTED.search(entries[-1].heading):
            entries[-1] = ContentsEntry(entries[-1].heading + heading, page, entries[-1].place)
        else:
            entries.append(ContentsEntry(heading, page, line.place))
    return tuple(entries)


def contents_lines(blocks: Sequence[TextLine | Table]) -> list[TextLine]:
    """The lines of the contents list, its title first; [] without one. `blocks` have their row pieces joined."""
    start = next((i for i, b in enumerate(blocks) if isinstance(b, TextLine) and TITLE.fullmatch(b.text.strip())), None)
    return [] if start is None else list(_take_entries(blocks[start:]))


def _take_entries(blocks: Sequence[TextLine | Table]) -> Iterator[TextLine]:
    first: str | None = None
    previous: TextLine | None = None
    for block in blocks:
        if not isinstance(block, TextLine):
            return
        if page_number(block.text) is not None:
            continue
        if previous is not None and not _belongs(block, previous, first):
            return
        if previous is not None and first is None:
            first = bare_heading(block.text)
        yield block
        previous = block


def _belongs(line: TextLine, previous: TextLine, first: str | None) -> bool:
    """Whether the list goes on: not when its first entry comes again, prose begins, or a new page begins otherwise."""
    text = clean_text(line.text)
    if first is not None and bare_heading(line.text) == first and not DOTTED.search(text):
        return False
    is_prose = len(text) > MAX_ENTRY or (text.endswith("。") and len(text) > 25) or bool(re.search(r"[，；]", text))
    if is_prose and not DOTTED.search(text):
        return False
    if DOTTED.search(previous.text) and not _begins_entry(line.text):
        return False
    is_new_page = line.place.page is not None and line.place.page != previous.place.page
    return not is_new_page or _begins_entry(line.text)


def bare_heading(text: str) -> str:
    """A heading as the list and the text have it in common: no white space, dots, dashes or page number at the end.

    >>> bare_heading("一、本部门职责.....\\t1"), bare_heading("第一部分 概况")
    ('一、本部门职责', '第一部分概况')
    """
    return re.sub(r"[.．·•…\-—_]*\d{0,3}$", "", squeeze(text))


def _begins_entry(text: str) -> bool:
    stripped = text.strip()
    return bool(find_ordinal(stripped) or TABLE_ENTRY.match(stripped) or DOTTED.search(stripped))


def _split_entry(text: str) -> tuple[str, str | None]:
    """The heading and the page number behind the dot leader.

    >>> _split_entry("第一部分 概况.....\\t1"), _split_entry("一、部门主要职能 ……………")
    (('第一部分 概况', '1'), ('一、部门主要职能', None))
    """
    found = LEADER.search(fold_widths(text))
    return (text[: found.start()].strip(), found["page"]) if found else (text.strip(), None)
