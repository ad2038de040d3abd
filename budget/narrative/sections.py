"""Paragraphs → headed sections: 第一部分 › 一、 › （一） › 1、, titles without a number; and the glossary's terms."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from budget.models import Place, Section, Statement, Table, Term, TextLine
from budget.narrative.contents import contents_lines
from budget.narrative.paragraphs import BARE_TITLE, Paragraph, blocks_to_paragraphs
from budget.narrative.rows import join_row_pieces, unbox_prose
from budget.narrative.statements import section_to_statements
from budget.text import Numbering, clean_text, find_ordinal, fold_widths, ordinal_end

MAX_HEADING = {
    Numbering.PART: 70,
    Numbering.LIST: 60,
    Numbering.BRACKETED: 40,
    Numbering.NUMBER: 30,
}  # characters; deeper numbers head no section
MONEY = re.compile(r"\d\s*(?:亿元|万元|千元|元|%)")
ENDS_AS_HEADING = re.compile(r"(?:情况|说明|目标|原因|分析|职能|职责|机构|设置|概况|依据|任务)$")
INLINE_HEADING = re.compile(r"(?P<heading>[^。：:，]{4,40}?(?:情况说明|情况|说明|变化|安排))[。：:](?P<text>.+)")
MAX_BARE_TITLE = 42  # characters
GLOSSARY_HEADING = re.compile(r"名词解释|专业名词|名词说明|专用名词")
TERM = re.compile(r"(?P<term>[^：:，。；\n]{2,45}?)(?:[：:]|(?=是?指)|(?=是(?!否)))(?P<explanation>.*)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart: its number ("（一）"), its words, the text printed behind it in the same paragraph."""

    number: str
    words: str
    depth: int
    offset: int
    """Where the text behind it begins in the paragraph; the paragraph's length when there is none."""


@dataclass(slots=True)
class _Draft:
    section_id: str
    heading: Heading
    place: Place
    lines: list[TextLine] = field(default_factory=list)
    parts: list[tuple[Paragraph, int]] = field(default_factory=list)


def lines_to_sections(blocks: Sequence[TextLine | Table]) -> tuple[Section, ...]:
    """The document's prose by heading, in order, with the figures each section states.

    `Section.text` has one line for each paragraph. Section "0" is what stands before the first heading (the cover).
    The contents list is left out (see `lines_to_contents`), so are page numbers and running heads. In the second file
    of a disclosure the ids begin with "2-", so that they stay unique.
    """
    rows = join_row_pieces(unbox_prose(blocks))
    listed = {id(line) for line in contents_lines(rows)}
    paragraphs = blocks_to_paragraphs([block for block in rows if id(block) not in listed])
    has_parts = any((found := find_ordinal(p.text)) and found.style is Numbering.PART for p in paragraphs)
    numbering = _Numbering(paragraphs[0].place.file if paragraphs else 0)
    drafts: list[_Draft] = []
    for paragraph in paragraphs:
        is_in_glossary = bool(drafts) and bool(GLOSSARY_HEADING.search(drafts[-1].heading.words))
        heading = paragraph_to_heading(paragraph, has_parts, is_in_glossary)
        if heading is not None:
            drafts.append(_Draft(numbering.next_id(heading.depth), heading, paragraph.place))
        elif not drafts:
            drafts.append(_Draft(numbering.cover_id, Heading("", "", 0, 0), paragraph.place))
        drafts[-1].lines.extend(piece.line for piece in paragraph.pieces)
        offset = heading.offset if heading else 0
        if offset < len(paragraph.text):
            drafts[-1].parts.append((paragraph, offset))
    return tuple(_draft_to_section(draft) for draft in drafts)


def paragraph_to_heading(paragraph: Paragraph, has_parts: bool, is_in_glossary: bool) -> Heading | None:
    """The heading a paragraph is or begins with; None when it is text."""
    text = paragraph.text
    found = find_ordinal(text)
    if found is None:
        return _bare_heading(paragraph, has_parts)
    style, end = found
    if style not in MAX_HEADING or (is_in_glossary and style is not Numbering.PART):
        return None
    words = text[end:].strip()
    if _is_heading_text(style, words):
        return Heading(text[:end].strip(), words.rstrip("：:。"), int(style), len(text))
    inline = INLINE_HEADING.match(words) if style in (Numbering.LIST, Numbering.BRACKETED) else None
    if inline and not MONEY.search(inline["heading"]):
        offset = len(text) - len(words) + inline.start("text")
        return Heading(text[:end].strip(), inline["heading"], int(style), offset)
    return None


def _is_heading_text(style: Numbering, words: str) -> bool:
    if not 0 < len(words) <= MAX_HEADING[style] or MONEY.search(fold_widths(words)) or re.search(r"[。；;，].", words):
        return False
    if style is Numbering.NUMBER:
        return bool(ENDS_AS_HEADING.search(words.rstrip("：:"))) and "，" not in words
    return not words.endswith(("。", "；", ";", "，")) or (style is Numbering.PART and len(words) < 20)


def _bare_heading(paragraph: Paragraph, has_parts: bool) -> Heading | None:
    """A title without a number stands alone on its line and ends as titles of these documents do."""
    text = paragraph.text.strip()
    is_title = len(text) <= MAX_BARE_TITLE and BARE_TITLE.search(text) and not re.search(r"[。，；：、]", text)
    if not is_title or not paragraph.is_apart:
        return None
    return Heading("", text, 2 if has_parts else 1, len(paragraph.text))


class _Numbering:
    """Section ids by order and depth ("3.2"): printed numbers may repeat, jump or be missing."""

    def __init__(self, file: int) -> None:
        self._file = f"{file + 1}-" if file else ""
        self.cover_id = f"{self._file}0"
        self._stack: list[tuple[int, str]] = []
        self._counts: dict[str, int] = {}

    def next_id(self, depth: int) -> str:
        while self._stack and self._stack[-1][0] >= depth:
            self._stack.pop()
        parent = self._stack[-1][1] if self._stack else ""
        self._counts[parent] = self._counts.get(parent, 0) + 1
        section_id = f"{parent}.{self._counts[parent]}" if parent else f"{self._file}{self._counts[parent]}"
        self._stack.append((depth, section_id))
        return section_id


def _draft_to_section(draft: _Draft) -> Section:
    text = "\n".join(paragraph.text[offset:] for paragraph, offset in draft.parts)
    number, words, depth = draft.heading.number, draft.heading.words, draft.heading.depth
    section = Section(draft.section_id, number, words, depth, text, draft.place, tuple(draft.lines))
    return replace(section, statements=tuple(_located(section_to_statements(section), draft.parts)))


def _located(statements: Sequence[Statement], parts: Sequence[tuple[Paragraph, int]]) -> Iterator[Statement]:
    """The statements, in order, with the places of their characters on the page."""
    waiting = deque(statements)
    begin = 0
    for paragraph, offset in parts:
        end = begin + len(paragraph.text) - offset
        shift = offset - begin
        while waiting and waiting[0].start < end:
            statement = waiting.popleft()
            at = statement.start + shift, statement.end + shift
            yield replace(statement, place=paragraph.place_at(*at), doubt=paragraph.doubt_at(*at))
        begin = end + 1


# ---------------------------------------------------------------- 名词解释


def sections_to_terms(sections: Sequence[Section]) -> tuple[Term, ...]:
    """Every entry of the glossary sections, in order; () when the document has none."""
    explaining = [section for section in sections if GLOSSARY_HEADING.search(section.heading)]
    return tuple(term for section in explaining for term in _section_to_terms(section))


def _section_to_terms(section: Section) -> Iterator[Term]:
    for entry in _entries(section.text):
        body = entry[ordinal_end(entry) :].replace("\n", "").strip()
        found = TERM.match(body)
        if found and found["explanation"]:
            yield Term(found["term"], found["explanation"], _place_of(section, found["term"]))


def _entries(text: str) -> list[str]:
    """Paragraphs; those without a marker belong to the entry before where the others have one."""
    paragraphs = text.split("\n")
    is_numbered = any(find_ordinal(paragraph) for paragraph in paragraphs)
    entries: list[str] = []
    for paragraph in paragraphs:
        if entries and is_numbered and not find_ordinal(paragraph):
            entries[-1] += "\n" + paragraph
        else:
            entries.append(paragraph)
    return entries


def _place_of(section: Section, term: str) -> Place:
    """The line the term begins on."""
    for line in section.lines:
        text = clean_text(line.text)
        if text[ordinal_end(text) :].startswith(term[:8]):
            return line.place
    return section.place
