"""The same facts as JSON: what the document is, the data dictionary, every frame."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pandas as pd

from budget.export.about import LICENCE_NAME, LICENCE_URL, describe
from budget.export.csv_files import frame_to_rows, plain_decimal
from budget.frames import FRAMES, Column, frames_of
from budget.models import Disclosure


def disclosure_to_json(disclosure: Disclosure) -> bytes:
    """The facts as the bytes of a JSON file."""
    return (json.dumps(disclosure_to_facts(disclosure), ensure_ascii=False, indent=1) + "\n").encode()


def disclosure_to_facts(disclosure: Disclosure) -> dict[str, Any]:
    """Document, dictionary and rows; amounts are JSON numbers in yuan, blanks null."""
    about = describe(disclosure)
    return {
        "document": {
            "document_id": about.document_id,
            "title": about.title,
            "publisher": about.publisher,
            "fiscal_year": about.fiscal_year,
            "phase": disclosure.phase,
            "level": disclosure.level,
            "files": [{"name": name, "sha256": digest} for name, digest in about.files],
            "coverage": about.coverage,
            "limits": about.limits,
            "licence": {"title": LICENCE_NAME, "url": LICENCE_URL},
        },
        "frames": {name: _frame(frames_of(disclosure)[name], name) for name in FRAMES},
    }


def _frame(frame: pd.DataFrame, name: str) -> dict[str, Any]:
    spec = FRAMES[name]
    columns = [_column(column) for column in spec.columns]
    rows = [
        {column: to_json(value) for column, value in zip(frame.columns, row, strict=True)}
        for row in frame_to_rows(frame)
    ]
    return {"title": spec.title, "row": spec.row, "scope": spec.scope, "columns": columns, "rows": rows}


def _column(column: Column) -> dict[str, Any]:
    values = {"values": dict(column.values())} if column.choices else {}
    return {"name": column.name, "type": column.type, "unit": column.unit, "meaning": column.meaning, **values}


def to_json(value: Any) -> Any:
    """One cell for JSON: a decimal as a number where a reader's float prints the same digits, else as its text.

    >>> to_json(Decimal("243719.1000")), to_json(Decimal("21531300.0000")), to_json(Decimal("0.12345678901234567890"))
    (243719.1, 21531300, '0.1234567890123456789')
    """
    if value is None or value is pd.NA:
        return None
    if not isinstance(value, Decimal):
        return value
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else plain_decimal(value)
