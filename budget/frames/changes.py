"""The frame of what is shown otherwise than printed: declared corrections and maskings, names masked by rule."""

from __future__ import annotations

from collections.abc import Iterator

from budget.document.masking import MASK, describe_masked
from budget.frames.cells import Row, own_columns, place_columns
from budget.models import Correction, CorrectionKind, Disclosure, Place
from budget.text import squeeze
from budget.words import message_to_text


def change_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each place of a declared entry, one for an entry without a place, one for each masking by rule."""
    for entry in disclosure.corrections:
        for place in entry.places or (None,):
            yield _declared(disclosure, entry, place)
    for item in disclosure.masked:
        reason = message_to_text(describe_masked(item))
        row = {"kind": CorrectionKind.MASKING, "is_applied": True, "printed": None, "used": MASK, "reason": reason}
        yield {**row, "declared_on": None, "cell": None, **place_columns(item.place)}


def _declared(disclosure: Disclosure, entry: Correction, place: Place | None) -> Row:
    return {
        **own_columns(entry, "kind", "is_applied", "printed", "used", "reason"),
        "declared_on": entry.date.isoformat(),
        "cell": _cell_at(disclosure, entry, place) if place else None,
        **place_columns(place),
    }


def _cell_at(disclosure: Disclosure, entry: Correction, place: Place) -> str | None:
    """The figure that was corrected there; None in words, and where a line of a text holds several such figures."""
    cells = [
        table.ref(row_number, column)
        for table in disclosure.tables
        for row_number, row in enumerate(table.rows)
        for column, figure in enumerate(row.figures)
        if figure.place == place and entry.used in squeeze(figure.text)
    ]
    return str(cells[0]) if len(cells) == 1 else None
