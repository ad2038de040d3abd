"""Where a fact's mark is drawn: the cell, or the letters of a figure in running text, which a line end may cut."""

from __future__ import annotations

from collections.abc import Sequence

from budget.evidence.facts import Fact, sections_by_id
from budget.models import Box, Disclosure, ProseRef, Section, TextLine
from budget.reading import SOURCES, Pictures, Source, source_of
from budget.text import fold


def fact_spots(disclosure: Disclosure, fact: Fact, sources: Sequence[Source] = SOURCES) -> tuple[Box, ...]:
    """The boxes on the fact's page: one, or one for each line where a figure of the prose is cut in two."""
    if fact.place.box is None:
        return ()
    pictures = pictures_of(disclosure, fact, sources)
    if isinstance(fact.ref, ProseRef) and pictures is not None:
        return _letter_boxes(pictures, disclosure, fact, fact.ref) or (fact.place.box,)
    return (fact.place.box,)


def pictures_of(disclosure: Disclosure, fact: Fact, sources: Sequence[Source] = SOURCES) -> Pictures | None:
    """How the pages of the fact's file are drawn; None where its kind is shown otherwise."""
    show = source_of(disclosure.files[fact.place.file], sources).show
    return show if isinstance(show, Pictures) else None


def _letter_boxes(pictures: Pictures, disclosure: Disclosure, fact: Fact, ref: ProseRef) -> tuple[Box, ...]:
    """The letters themselves; nothing where a line's letters can't be told apart."""
    section = sections_by_id(disclosure)[ref.section_id]
    end = next(s.end for s in section.statements if s.start == ref.start)
    path, made = disclosure.files[fact.place.file].path, []
    for line, first, last in _lines_between(section, ref.start, end):
        if line.place.page != fact.place.page or line.place.page is None or line.place.box is None:
            continue
        box = pictures.find_words(path, line.place.page, line.place.box, line.text, first, last)
        if box is None:
            return ()
        made.append(box)
    return tuple(made)


def _lines_between(section: Section, start: int, end: int) -> list[tuple[TextLine, int, int]]:
    """The printed lines that hold text[start:end], each with the part of its letters that they are.

    A section's text has the lines of a paragraph joined and its heading left out: both are compared letter by letter.
    """
    printed = [fold(line.text) for line in section.lines]
    before = "".join(printed).find(fold(section.text))
    if before < 0:
        return []
    first, last = before + len(fold(section.text[:start])), before + len(fold(section.text[:end]))
    found, at = [], 0
    for line, letters in zip(section.lines, printed, strict=True):
        if first < at + len(letters) and at < last:
            found.append((line, max(first - at, 0), min(last - at, len(letters))))
        at += len(letters)
    return found
