"""Tables of figures → sheets: merged header cells, names to the left, amounts to the right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tools.typeset.sheet import CENTER, END, START, Cell, Sheet, header_cells

AMOUNT = re.compile(r"-?[\d,]+(\.\d+)?")
TOTAL = "合计"


def rows_to_sheet(
    rows: Sequence[Sequence[str]], widths: Sequence[float], header_row_count: int, code_columns: Sequence[int] = ()
) -> Sheet:
    """The rows of a table in print. `code_columns` are set centred; a 合计 in the first of them covers the name too."""
    body = [
        cell
        for y, row in enumerate(rows[header_row_count:], start=header_row_count)
        for cell in _body_cells(row, y, code_columns)
    ]
    return Sheet(tuple(widths), (*header_cells(rows[:header_row_count]), *body), len(rows), header_row_count)


def _body_cells(row: Sequence[str], y: int, code_columns: Sequence[int]) -> list[Cell]:
    if row[0] == TOTAL and code_columns:
        return [Cell(0, y, TOTAL, 1 + len(code_columns)), *_plain_cells(row, y, code_columns)[1 + len(code_columns) :]]
    return _plain_cells(row, y, code_columns)


def _plain_cells(row: Sequence[str], y: int, code_columns: Sequence[int]) -> list[Cell]:
    return [Cell(x, y, text, align=CENTER if x in code_columns else _align(text)) for x, text in enumerate(row)]


def _align(text: str) -> str:
    if AMOUNT.fullmatch(text):
        return END
    return CENTER if text.endswith(("合计", "总计")) else START
