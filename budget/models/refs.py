"""References: the name of a printed place in this document, typed here and written in an address (`?cell=…`).

Written forms, which are public and stay as they are: "table_id/row/column" (a cell, counted from 0),
"prose:SECTION:START" (a figure stated in the prose), "form:FORM_ID:indicator:N", "form:FORM_ID:funding:N",
"form:FORM_ID:field:LABEL", "form:FORM_ID:goal_year" (a cell of a performance form; FORM_ID as in the frames, "overall"
for the whole department's), "unread:N" (a place that was not read).
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

MOST_DIGITS = 5
"""No document has a table of 100,000 rows; an address with such a number was not written by this program."""


class FormPart(StrEnum):
    """What a performance form is made of."""

    INDICATOR = "indicator"
    FUNDING = "funding"
    FIELD = "field"
    GOAL_YEAR = "goal_year"
    GOAL_PERIOD = "goal_period"


COUNTED_PARTS = (FormPart.INDICATOR, FormPart.FUNDING)


class CellRef(msgspec.Struct, frozen=True, tag=True):
    """A cell of a printed table, row and column counted from 0."""

    table_id: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.table_id}/{self.row}/{self.column}"


class ProseRef(msgspec.Struct, frozen=True, tag=True):
    """A figure stated in the prose: its section and where it begins in the section's text."""

    section_id: str
    start: int

    def __str__(self) -> str:
        return f"prose:{self.section_id}:{self.start}"


class FormRef(msgspec.Struct, frozen=True, tag=True):
    """A cell of a performance form. `which`: number from 0 (indicator, funding), label (field), None (goals)."""

    form_id: str
    part: FormPart
    which: str | int | None = None

    def __str__(self) -> str:
        return f"form:{self.form_id}:{self.part}" + ("" if self.which is None else f":{self.which}")


class UnreadRef(msgspec.Struct, frozen=True, tag=True):
    """A place that was not read, by its number in the coverage, from 0."""

    number: int

    def __str__(self) -> str:
        return f"unread:{self.number}"


Ref = CellRef | ProseRef | FormRef | UnreadRef


def parse_ref(text: str) -> Ref | None:
    """The reference that is written so; None when none is.

    >>> parse_ref("expenditure_summary/0/2")
    CellRef(table_id='expenditure_summary', row=0, column=2)
    >>> parse_ref("expenditure_summary/0"), parse_ref("prose:x")
    (None, None)
    """
    room, colon, rest = text.partition(":")
    match room if colon else "":
        case "prose":
            section_id, _, start_text = rest.rpartition(":")
            start = _parse_number(start_text)
            return None if start is None else ProseRef(section_id, start)
        case "form":
            return _parse_form(rest)
        case "unread":
            number = _parse_number(rest)
            return None if number is None else UnreadRef(number)
    table_id, _, position = text.partition("/")
    row_text, _, column_text = position.partition("/")
    row, column = _parse_number(row_text), _parse_number(column_text)
    return None if row is None or column is None else CellRef(table_id, row, column)


def _parse_form(text: str) -> FormRef | None:
    form_id, part_text, which = (*text.split(":", 2), "", "")[:3]
    if part_text not in set(FormPart):
        return None
    part = FormPart(part_text)
    if part in COUNTED_PARTS:
        number = _parse_number(which)
        return None if number is None else FormRef(form_id, part, number)
    if part is FormPart.FIELD:
        return FormRef(form_id, part, which)
    return None if which else FormRef(form_id, part)


def _parse_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
