"""名词解释: sections → terms with their explanations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budget.models import Place, Section, Term
from budget.text import clean_text, find_ordinal, ordinal_end

GLOSSARY_HEADING = re.compile(r"名词解释|专业名词|名词说明|专用名词")
TERM = re.compile(r"(?P<term>[^：:，。；\n]{2,45}?)(?:[：:]|(?=是?指)|(?=是(?!否)))(?P<explanation>.*)")


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
