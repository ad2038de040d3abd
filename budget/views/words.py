"""原文与名词: the prose as published, section by section, and the glossary."""

from __future__ import annotations

from dataclasses import dataclass

from budget.models import Place
from budget.text import squeeze
from budget.views.book import Book
from budget.views.glossary import QUOTES, plain_words
from budget.views.shapes import SHOWN, Headline

ENDINGS = ("。", "；", "：", "！", "？", ";", ":", "）")


@dataclass(frozen=True, slots=True)
class Passage:
    """A section: heading, depth, paragraphs, where it stands."""

    key: str
    heading: str
    depth: int
    paragraphs: tuple[str, ...]
    place: str


def words_headline(book: Book) -> Headline:
    """What prose there is."""
    sections, terms = book.frames["sections"], book.frames["glossary"]
    shown, numbers = SHOWN.headline["words"], len(book.frames["statements"])
    glossary = f"，名词解释 **{len(terms)} 条**" if terms else "，没有名词解释"
    said = shown.fill(sections=len(sections), numbers=numbers, glossary=glossary)
    return said if sections else Headline(shown.question, shown.nothing)


def passages(book: Book, query: str) -> tuple[Passage, ...]:
    """The sections in printed order; with a query those whose heading or text contains it."""
    asked = squeeze(query)
    return tuple(
        Passage(
            key=r["section_id"],
            heading=_heading(r["number"] or "", r["heading"] or ""),
            depth=int(r["depth"] or 1),
            paragraphs=tuple(text_to_paragraphs(r["text"] or "")),
            place=book.place_in_source(Place(r["page"], r["line"])),
        )
        for r in book.frames["sections"]
        if not asked or asked in squeeze(f"{r['heading']}{r['text']}")
    )


def _heading(number: str, heading: str) -> str:
    if not heading:
        return number or "封面与目录"
    return heading if not number or heading.startswith(number) else f"{number} {heading}"


def text_to_paragraphs(text: str) -> list[str]:
    """Lines of print joined to paragraphs: a line that ends no sentence goes on in the next.

    >>> text_to_paragraphs("预算总计2,153.13万\\n元。\\n其中：")
    ['预算总计2,153.13万元。', '其中：']
    """
    made: list[str] = []
    for line in (line.strip() for line in text.split("\n")):
        if made and line and not made[-1].endswith(ENDINGS):
            made[-1] += line
        elif line:
            made.append(line)
    return made


def glossary_entries(book: Book) -> tuple[tuple[str, str, str], ...]:
    """(term, plain words, the document's own definition)."""
    plain = plain_words()
    official = [(r["term"], r["explanation"]) for r in book.frames["glossary"]]
    return tuple((term, plain.get(QUOTES.sub("", term), ""), explanation) for term, explanation in official)


def other_words(book: Book) -> tuple[tuple[str, str], ...]:
    """Plain words for terms that the document does not define itself."""
    own = {QUOTES.sub("", term) for term, *_ in glossary_entries(book)}
    return tuple((term, words) for term, words in plain_words().items() if term not in own)
