"""Page furniture: page numbers and the lines repeated at the head or foot of the pages; neither prose nor caption."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from budget.layout.head_words import is_title, text_to_department, text_to_unit
from budget.models import Page, TextLine

MARGIN_SHARE = 0.09  # of the page height: where headers and footers stand
MIN_REPEATS = 3
_PAGE_NUMBER = re.compile(
    r"(?:第)?[-—–－~·\s]*\d{1,3}(?:\s*/\s*\d{1,3})?[-—–－~·\s]*(?:页)?(?:[,，\s]*共\s*\d{1,3}\s*页)?"
)


def furniture_lines(pages: Sequence[Page]) -> frozenset[int]:
    """The `id`s of the lines that are page numbers, or print the same (digits aside) in the margin of many pages."""
    edge = [(line, _key(line)) for page in pages for line in _margin_lines(page)]
    repeats = Counter(key for _, key in edge)
    needed = max(MIN_REPEATS, len(pages) // 3)
    return frozenset(
        id(line)
        for line, key in edge
        if _PAGE_NUMBER.fullmatch(line.text) or (repeats[key] >= needed and not _is_head(line.text))
    )


def _is_head(text: str) -> bool:
    """部门名称 and 单位 above tables that begin at the top of their pages repeat, too, and belong to the tables."""
    return text_to_unit(text) is not None or text_to_department(text) is not None or is_title(text)


def _key(line: TextLine) -> str:
    return re.sub(r"[\d\s]+", "", line.text)


def _margin_lines(page: Page) -> list[TextLine]:
    if not page.height:
        return []
    margin = MARGIN_SHARE * page.height
    return [
        block
        for block in page.blocks
        if isinstance(block, TextLine)
        and block.place.box is not None
        and (block.place.box[3] <= margin or block.place.box[1] >= page.height - margin)
    ]
