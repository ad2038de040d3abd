"""Frames of the prose: sections, stated figures, glossary, contents list, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator

from budget.frames.cells import Row, place_columns
from budget.models import Disclosure, Statement
from budget.words import message_to_text


def section_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each headed piece of prose."""
    for section in disclosure.sections:
        yield {
            "section_id": section.section_id,
            "number": section.number,
            "heading": section.heading,
            "depth": section.depth,
            "text": section.text,
            **place_columns(section.place),
        }


def statement_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each figure stated in the prose."""
    return (_statement(statement) for section in disclosure.sections for statement in section.statements)


def _statement(statement: Statement) -> Row:
    return {
        "section_id": statement.section_id,
        "kind": statement.kind,
        "subject": statement.subject,
        "value": statement.value,
        "printed_text": statement.text,
        "printed_unit": statement.unit_text,
        "doubt": statement.doubt,
        "direction": statement.direction,
        "clause": statement.clause,
        "reason": statement.reason,
        "start": statement.start,
        "end": statement.end,
        **place_columns(statement.place),
    }


def glossary_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each term of 名词解释."""
    for term in disclosure.glossary:
        yield {"term": term.term, "explanation": term.explanation, **place_columns(term.place)}


def contents_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each line of the contents list."""
    for entry in disclosure.contents:
        yield {"heading": entry.heading, "printed_page": entry.printed_page, **place_columns(entry.place)}


def unread_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each region that was not read."""
    for unread in disclosure.coverage.unread:
        yield {"text": unread.text, "reason": message_to_text(unread.reason), **place_columns(unread.place)}
