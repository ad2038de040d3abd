"""Printed lines → paragraphs: lines joined where the print wraps, page furniture left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budget.layout import furniture_in_prose
from budget.models import Doubt, Place, Table, TextLine
from budget.text import Numbering, clean_text, find_ordinal, page_number

TERMINAL = "。；：！？:;"
"""Marks that end a sentence or announce a list."""
WRAP_SLACK = 2.2  # line heights by which a wrapped line may end before the margin: a figure is not cut in two
INDENT = 1.2  # line heights
BARE_TITLE = re.compile(
    r"(?:说明|职能|职责|机构设置|机构设置情况|概况|名词解释|基本情况|单位构成|部门预算|绩效目标)(?:[（(].{1,12}[）)])?$"
)
"""How titles without a number end in these documents."""
SHORT_LINE = 24  # characters; the second half of a part's heading
LONG_LINE = 40  # characters; a converted text keeps paragraphs whole, so a shorter unfinished line is a title


@dataclass(frozen=True, slots=True)
class Piece:
    """One printed line inside a paragraph: where its cleaned text begins there."""

    start: int
    text: str
    line: TextLine


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined lines. `is_apart`: it stands alone on its line(s), centred or first on a page, as titles do."""

    text: str
    pieces: tuple[Piece, ...]
    is_apart: bool = False

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.pieces[0].line.place

    def place_at(self, start: int, end: int) -> Place:
        """Where these characters stand; the box is measured along the line (wide characters count double)."""
        piece = self._piece_at(start)
        place = piece.line.place
        if place.box is None:
            return place
        low = min(start - piece.start, len(piece.text))
        high = min(end - piece.start, len(piece.text))
        left, top, right, bottom = place.box
        step = (right - left) / (_width(piece.text) or 1)
        x0, x1 = left + _width(piece.text[:low]) * step, left + _width(piece.text[:high]) * step
        return place._replace(box=(round(x0, 2), top, round(x1, 2), bottom))

    def doubt_at(self, start: int, end: int) -> Doubt | None:
        """What is doubtful of the lines in which these characters stand."""
        lines = (self._piece_at(start).line, self._piece_at(end - 1).line)
        return next((line.doubt for line in lines if line.doubt), None)

    def _piece_at(self, start: int) -> Piece:
        return self.pieces[max(0, bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1)]


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of a page's prose."""

    left: float
    right: float


def blocks_to_paragraphs(blocks: Sequence[TextLine | Table]) -> tuple[Paragraph, ...]:
    """Paragraphs of the lines outside tables, in order; a table ends a paragraph."""
    lines = [block for block in blocks if isinstance(block, TextLine)]
    furniture = furniture_in_prose(lines)
    margins = page_margins(lines)
    paragraphs: list[Paragraph] = []
    run: list[TextLine] = []
    for block in blocks:
        if isinstance(block, TextLine) and (id(block) in furniture or not block.text.strip()):
            continue
        if run and (not isinstance(block, TextLine) or not is_wrapped(run[-1], block, margins, len(run) == 1)):
            paragraphs.append(join_lines(run, margins))
            run = []
        if isinstance(block, TextLine):
            run.append(block)
    return (*paragraphs, join_lines(run, margins)) if run else tuple(paragraphs)


def join_lines(lines: Sequence[TextLine], margins: dict[int, Margins]) -> Paragraph:
    """One paragraph of wrapped lines: figures cut by a line end grow together, Latin words keep their space."""
    text = ""
    pieces = []
    for line in lines:
        cleaned = clean_text(line.text)
        if text and re.search(r"[A-Za-z]$", text) and re.match(r"[A-Za-z]", cleaned):
            text += " "
        pieces.append(Piece(len(text), cleaned, line))
        text += cleaned
    return Paragraph(text, tuple(pieces), _is_centred(lines[0], margins))


def is_wrapped(line: TextLine, following: TextLine, margins: dict[int, Margins], is_first: bool) -> bool:
    """Whether the paragraph goes on in the next line."""
    text, next_text = clean_text(line.text), clean_text(following.text)
    ordinal = find_ordinal(text)
    if is_first and ordinal and ordinal.end == len(text):
        return True
    if find_ordinal(next_text):
        return False
    if line.place.box is None or following.place.box is None:
        return text[-1] not in TERMINAL and len(text) >= LONG_LINE
    if is_first and _is_centred(line, margins) and BARE_TITLE.search(text):
        return False
    is_finished = text[-1] in TERMINAL
    height = line.place.box[3] - line.place.box[1]
    edge, next_edge = margins[line.place.page or 0], margins[following.place.page or 0]
    is_indented = following.place.box[0] >= next_edge.left + INDENT * height
    if is_first and ordinal and ordinal.style is Numbering.PART:
        return _is_close(line, following) and len(next_text) <= SHORT_LINE and _is_centred(following, margins)
    if line.place.box[2] >= edge.right - WRAP_SLACK * height:
        is_title = ordinal is not None and len(text) < LONG_LINE and not re.search(r"[，,。]", text)
        return not (is_indented and (is_finished or is_title))
    # a line that ends early and unfinished because the next word is long
    is_cut_early = line.place.box[2] >= edge.left + 0.75 * (edge.right - edge.left)
    return not is_finished and is_cut_early and following.place.box[0] < edge.left + height


def _is_close(line: TextLine, following: TextLine) -> bool:
    box, next_box = line.place.box, following.place.box
    if box is None or next_box is None or line.place.page != following.place.page:
        return False
    return next_box[1] - box[3] < 2 * (box[3] - box[1])


def _is_centred(line: TextLine, margins: dict[int, Margins]) -> bool:
    """Whether a line stands in the middle between the page's margins; True where places are only line numbers."""
    box = line.place.box
    if box is None:
        return True
    edge = margins[line.place.page or 0]
    height = box[3] - box[1]
    middle = abs((box[0] + box[2]) / 2 - (edge.left + edge.right) / 2)
    return box[0] > edge.left + 3 * height and middle < 4 * height


def page_margins(lines: Iterable[TextLine]) -> dict[int, Margins]:
    """The prose's edges page by page; a page with few lines takes the widest edges of the document's prose."""
    boxes: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for line in lines:
        if line.place.box is not None and page_number(line.text) is None:
            boxes[line.place.page or 0].append((line.place.box[0], line.place.box[2]))
    own = {page: Margins(min(x0 for x0, _ in edges), max(x1 for _, x1 in edges)) for page, edges in boxes.items()}
    typical = [own[page] for page, edges in boxes.items() if len(edges) >= 8]
    if typical:
        lefts, rights = sorted(edge.left for edge in typical), sorted(edge.right for edge in typical)
        usual = Margins(lefts[len(typical) // 2], rights[len(typical) // 2])
        own = {page: edge if len(boxes[page]) >= 8 else usual for page, edge in own.items()}
    return defaultdict(lambda: Margins(0, 0), own)


def _width(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)
