"""Frames of the prose: sections, stated figures, glossary, contents list, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator

from budget.frames.cells import Row, own_columns, place_columns
from budget.models import Disclosure
from budget.words import message_to_text


def section_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each headed piece of prose."""
    for section in disclosure.sections:
        own = own_columns(section, "section_id", "number", "heading", "depth", "text")
        yield own | place_columns(section.place)


def statement_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each figure stated in the prose."""
    names = ("section_id", "kind", "subject", "value", "doubt", "direction", "clause", "reason", "start", "end")
    for statement in (statement for section in disclosure.sections for statement in section.statements):
        printed = {"printed_text": statement.text, "printed_unit": statement.unit_text}
        yield own_columns(statement, *names) | printed | place_columns(statement.place)


def glossary_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each term of 名词解释."""
    return (own_columns(term, "term", "explanation") | place_columns(term.place) for term in disclosure.glossary)


def contents_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each line of the contents list."""
    return (own_columns(e, "heading", "printed_page") | place_columns(e.place) for e in disclosure.contents)


def unread_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each region that was not read."""
    for unread in disclosure.coverage.unread:
        yield {"text": unread.text, "reason": message_to_text(unread.reason), **place_columns(unread.place)}
