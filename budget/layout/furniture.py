"""Page furniture: page numbers and the lines repeated at the head or foot of the pages; neither prose nor caption."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from budget.layout.head_words import is_title, text_to_department, text_to_unit
from budget.models import Page, TextLine
from budget.text import clean_text, page_number

MARGIN_SHARE = 0.09  # of the page height: where headers and footers stand
NUMBER_SHARE = 0.15  # of the page height: where the first or last line may be the page's number (cq-sww-2026: 0.12)
SAME_HEIGHT = 4.0  # PDF points
MIN_REPEATS = 3


def furniture_lines(pages: Sequence[Page]) -> frozenset[int]:
    """The `id`s of the lines in the margins that are page numbers, or print the same (digits aside) on many pages.

    Only in the margins: between them the heads of one table repeat above each of its pages.
    """
    edge = [line for page in pages for line in _margin_lines(page, MARGIN_SHARE)]
    numbers = {id(line) for line in edge if page_number(line.text) is not None} | set(_numbers_in_step(pages))
    # 部门名称 and 单位 above tables that begin at the top of their pages repeat, too, and belong to the tables
    words = [(id(line), re.sub(r"[\d\s]+", "", line.text)) for line in edge if not _is_head(line.text)]
    return frozenset(numbers | set(_repeated(words, len(pages) // 3)))


def furniture_in_prose(lines: Sequence[TextLine]) -> frozenset[int]:
    """The same among the lines outside tables, wherever they stand: there every head of a table is taken already."""
    numbers = {id(line) for line in lines if page_number(line.text) is not None}
    words = [(id(line), _words_at_height(line)) for line in lines if line.place.box is not None]
    return frozenset(numbers | set(_repeated(words, len({line.place.page for line in lines}) // 2)))


def _numbers_in_step(pages: Sequence[Page]) -> Iterator[int]:
    """First and last lines of pages that are numbers and rise with the pages, wherever the foot begins."""
    found = [
        (id(line), int(number) - page.number)
        for page in pages
        for line in _margin_lines(page, NUMBER_SHARE)
        if line in (page.blocks[0], page.blocks[-1]) and (number := page_number(line.text) or "").isdigit()
    ]
    return _repeated(found, MIN_REPEATS)


def _repeated(lines: Sequence[tuple[int, object]], times: int) -> Iterator[int]:
    counts = Counter(key for _, key in lines)
    return (line for line, key in lines if counts[key] >= max(MIN_REPEATS, times))


def _is_head(text: str) -> bool:
    return text_to_unit(text) is not None or text_to_department(text) is not None or is_title(text)


def _words_at_height(line: TextLine) -> tuple[str, int]:
    top = line.place.box[1] if line.place.box else 0.0
    return re.sub(r"\d+", "#", clean_text(line.text)), round(top / SAME_HEIGHT)


def _margin_lines(page: Page, share: float) -> list[TextLine]:
    if not page.height:
        return []
    margin = share * page.height
    return [
        block
        for block in page.blocks
        if isinstance(block, TextLine)
        and block.place.box is not None
        and (block.place.box[3] <= margin or block.place.box[1] >= page.height - margin)
    ]
