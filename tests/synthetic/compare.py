"""What a reader found against the truth, both in the exchange form, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

CellKey = tuple[str, str | None, int, int, str | None, str, int]
EXPENDITURE_HALVES = ("expenditure_function", "expenditure_use")
SHARED_ROWS = ("当年支出小计", "结转下年资金", "支出合计")
"""Printed once for both expenditure halves; the exchange form lets them be given on either."""
TABLE_FACTS = ("kind", "side", "title", "unit", "empty", "columns")


def document_to_cells(document: Mapping[str, Any]) -> dict[CellKey, Decimal | None]:
    """Every place for a figure: kind, side, which table of these, row, code, name, column; None for a blank."""
    return dict(_cells(document))


def _cells(document: Mapping[str, Any]) -> Iterator[tuple[CellKey, Decimal | None]]:
    seen: dict[tuple[str, str | None], int] = {}
    for table in document["tables"]:
        place = (table["kind"], table.get("side"))
        seen[place] = seen.get(place, 0) + 1
        for r, row in enumerate(table["rows"]):
            is_shared = place[1] in EXPENDITURE_HALVES and row["name"] in SHARED_ROWS
            where = (place[0], "expenditure", 0, 0) if is_shared else (*place, seen[place], r)
            for column, value in enumerate(row["values"]):
                yield (*where, row.get("code"), row["name"], column), None if value is None else Decimal(str(value))


def differences(truth: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """One line for each cell that is missing, too much, or another; empty when all are equal."""
    expected, read = document_to_cells(truth), document_to_cells(found)
    return [
        f"{key}: printed {expected.get(key, 'nothing there')}, read {read.get(key, 'nothing there')}"
        for key in (*expected, *(key for key in read if key not in expected))
        if key not in expected or key not in read or expected[key] != read[key]
    ]


def table_facts(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Kind, side, title, unit, emptiness and columns of each table in printed order."""
    return [{fact: table.get(fact) for fact in TABLE_FACTS} for table in document["tables"]]
