"""Disclosure → the exchange form of its tables: as printed, no unit conversion, no repair, no derived rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from budget.models import Disclosure, PrintedTable, TableKind, TableRow, path_to_text
from budget.words import message_to_text


def disclosure_to_interchange(disclosure: Disclosure) -> dict[str, Any]:
    """The tables of a disclosure with what identifies it; ready for `json.dumps`."""
    return {
        "file": " + ".join(file.name for file in disclosure.files),
        "sha256": disclosure.files[0].sha256 if disclosure.files else None,
        "files": [{"name": f.name, "sha256": f.sha256, "pages": f.page_count} for f in disclosure.files],
        "pages": sum(file.page_count for file in disclosure.files),
        "doc_kind": disclosure.phase.value if disclosure.phase else None,
        "level": disclosure.level.value if disclosure.level else None,
        "department": disclosure.department,
        "fiscal_year": disclosure.fiscal_year,
        "tables": [*map(table_to_interchange, disclosure.tables), *forms_to_interchange(disclosure)],
    }


def forms_to_interchange(disclosure: Disclosure) -> Iterator[dict[str, Any]]:
    """An entry for each performance form, one for one form however many sheets it has; its cells are not a table's."""
    project, overall = TableKind.PERFORMANCE_PROJECT, TableKind.PERFORMANCE_OVERALL
    sheets = [(project, form.name.text, form.sheets) for form in disclosure.project_forms]
    if disclosure.overall_form:
        sheets.insert(0, (overall, "", (disclosure.overall_form.place,)))
    for kind, name, places in sheets:
        pages = sorted({place.page for place in places if place.page is not None})
        said = {"kind": kind.value, "title": name, "pages": pages}
        yield said | {"unit": None, "empty": False, "columns": [], "rows": []}


def table_to_interchange(table: PrintedTable) -> dict[str, Any]:
    """One printed table, or one half of a side-by-side one."""
    entry: dict[str, Any] = {
        "kind": table.kind.value,
        "title": table.title,
        "number": table.number,
        "pages": list(table.pages),
        "unit": table.unit.value if table.unit else None,
        "empty": table.is_empty,
        "columns": [path_to_text(path) for path in table.columns],
        "label_columns": [path_to_text(path) for path in table.label_columns],
        "notes": [note.text for note in table.notes],
        "rows": [row_to_interchange(row) for row in table.rows],
        "table_id": table.table_id,
    }
    if table.side is not None:
        entry["side"] = table.side.value
    if table.notices:
        entry["warnings"] = [message_to_text(notice.message) for notice in table.notices]
    return entry


def row_to_interchange(row: TableRow) -> dict[str, Any]:
    """One printed row; keys beyond code, name and values only where they say something."""
    entry = {
        "code": row.code,
        "name": row.name,
        "values": [amount_to_number(figure.value) for figure in row.figures],
        "raw": [figure.text for figure in row.figures],
        "role": row.role.value,
    }
    more = {
        "page": row.place.page,
        "line": row.place.line,
        "labels": [label or None for label in row.labels] if len(row.labels) > 1 else None,
        "parent": row.parent,
        "doubts": [figure.doubt for figure in row.figures] if any(figure.doubt for figure in row.figures) else None,
        "warnings": [message_to_text(notice.message) for notice in row.notices] or None,
    }
    return entry | {key: value for key, value in more.items() if value is not None}


def amount_to_number(value: Decimal | None) -> int | float | None:
    """A printed amount as a JSON number, exact: without a decimal point an integer, else the shortest decimal.

    >>> amount_to_number(Decimal("1905.34")), amount_to_number(Decimal("189767551")), amount_to_number(Decimal("0.00"))
    (1905.34, 189767551, 0.0)
    """
    if value is None:
        return None
    return int(value) if value.as_tuple().exponent == 0 else float(value)
