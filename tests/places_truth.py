"""Small disclosures of other places, written as text: tests/places/<name>.txt, each with its truth beside the table.

Above each table stands "@ kind | columns | header rows". Columns: N names the row, C is (a part of) its code, P is
another label, V a figure, - nothing; halves printed side by side as "revenue:NV;expenditure:NVV". In the table "<" goes
on with the cell on its left, "^" with the one above.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from budget.amounts import text_to_amount
from budget.models import PrintedTable

PLACES = Path(__file__).parent / "places"
NAMES = sorted(path.stem for path in PLACES.glob("*.txt"))
Cell = tuple[str, str, str, int, Decimal]
"""Kind, side, code or name, column, amount as printed."""


def page_text(name: str) -> str:
    """The document as `tests.grids` takes it."""
    return "\n".join(line for line in _lines(name) if not line.startswith("@"))


def converted_text(name: str) -> str:
    """The document as a converter gives it: tabs between cells, merges lost."""
    lines = [line for line in _lines(name) if not line.startswith(("@", "--- page"))]
    return "\n".join("\t".join("" if c in "<^" else c for c in _cells(line)) if "|" in line else line for line in lines)


def expected_cells(name: str) -> Counter[Cell]:
    """Every figure the tables print."""
    found: Counter[Cell] = Counter()
    spec: list[str] = []
    body = 0
    for line in _lines(name):
        if line.startswith("@"):
            spec, body = _cells(line[1:]), -int(_cells(line)[2])
        elif "|" in line:
            if body >= 0:
                found.update(_row_cells(spec[0], spec[1], _cells(line)))
            body += 1
    return found


def read_cells(tables: Sequence[PrintedTable]) -> Counter[Cell]:
    """Every figure that was read."""
    return Counter(
        (table.kind.value, table.side.value if table.side else "", row.code or row.name, column, figure.value)
        for table in tables
        for row in table.rows
        for column, figure in enumerate(row.figures)
        if figure.value is not None
    )


def _lines(name: str) -> list[str]:
    return (PLACES / f"{name}.txt").read_text("utf-8").strip("\n").split("\n")


def _cells(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]


def _row_cells(kind: str, columns: str, row: list[str]) -> Iterator[Cell]:
    start = 0
    for half in columns.split(";"):
        side, _, roles = half.rpartition(":")
        row += [""] * (start + len(roles) - len(row))
        label = _label(row, start, roles)
        figures = [text for text, role in zip(row[start:], roles, strict=False) if role == "V"]
        for column, text in enumerate(figures):
            amount = text_to_amount(text.rstrip("%"))
            if amount is not None:
                yield (kind, side, label, column, amount)
        start += len(roles)


def _label(row: list[str], start: int, roles: str) -> str:
    """The code, else the name, else the last other label; a label merged over two halves names both."""
    first = start
    while row[first] == "<":
        first -= 1
    printed = [(re.sub(r"\s+", "", t), r) for t, r in zip([row[first], *row[start + 1 :]], roles, strict=False)]
    printed = [(text, role) for text, role in printed if text and text not in "<^" and role != "V"]
    codes = [re.sub(r"\D", "", text) for text, role in printed if role == "C" and text[0].isdigit()]
    names = [text for text, role in printed if role == "N"]
    others = [text for text, role in printed if role != "N" and not text[0].isdigit()]
    coded = re.match(r"(\d{3,7})-", names[0]) if names else None
    if codes or coded:
        return "".join(codes) if codes else coded.group(1) if coded else ""
    return (names[:1] or others[-1:] or [""])[0]
