"""A synthetic table: its halves, its header, and what it is as grid, as truth and by cell reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from tools.typeset.sheet import CENTER, END, START, Cell, header_cells

TOTAL_ENDS = ("合计", "总计")


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row: code (None where none is printed), name, the printed texts of its figures.

    `labels` are printed in the columns before the name (procurement).
    """

    code: str | None
    name: str
    texts: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Half:
    """One side of a table. `foot` are the rows at the bottom, level with those of the other half.

    `code_cuts` says over how many columns codes are printed and how many digits each takes: () none, (7,) one,
    (3, 2, 2) 类|款|项. `label_count` are label columns before the name; `has_name` False for rows without label.
    """

    side: str | None
    column_count: int
    rows: tuple[Row, ...]
    foot: tuple[Row, ...] = ()
    code_cuts: tuple[int, ...] = ()
    label_count: int = 0
    has_name: bool = True

    @property
    def label_width(self) -> int:
        """How many columns stand before the figures."""
        return len(self.code_cuts) + self.label_count + self.has_name

    @property
    def width(self) -> int:
        """How many columns it has on paper."""
        return self.label_width + self.column_count

    def printed_rows(self) -> list[tuple[int, Row]]:
        """The rows that print something, each with its place among all rows."""
        return [(i, row) for i, row in enumerate(self.all_rows) if row.name or any((*row.labels, *row.texts))]

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The printed rows in order."""
        return self.rows + self.foot


@dataclass(frozen=True, slots=True)
class SyntheticTable:
    """A table as it will be printed; `header` has a blank where a merged cell goes on to the right or down."""

    kind: str
    title: str
    number: str | None
    unit: str
    header: tuple[tuple[str, ...], ...]
    halves: tuple[Half, ...]
    notes: tuple[str, ...] = ()
    has_shared_foot: bool = False
    """Whether the labels in the last half's foot are merged over the half before it (支出合计 in Jiangsu)."""

    def grid(self) -> list[tuple[str, ...]]:
        """All rows as texts, header first; where one half is shorter than the other its places are blank."""
        heights = [len(half.rows) for half in self.halves]
        foots = max(len(half.foot) for half in self.halves)
        columns = [_padded(half, max(heights), foots) for half in self.halves]
        rows = [sum(cells, ()) for cells in zip(*columns, strict=True)]
        return [*self.header, *rows]

    def cells(self) -> tuple[Cell, ...]:
        """The cells on paper: header merged, codes centred, names left, figures right, total labels over the codes."""
        body = [
            cell
            for y, row in enumerate(self.grid()[len(self.header) :], start=len(self.header))
            for cell in self._body_cells(row, y)
        ]
        return (*header_cells(self.header), *body)

    def _body_cells(self, row: Sequence[str], y: int) -> Iterator[Cell]:
        x = 0
        foots = max(len(half.foot) for half in self.halves)
        is_shared = self.has_shared_foot and y >= len(self.grid()) - foots
        for half in _with_last_two_joined(self.halves) if is_shared else self.halves:
            labels = row[x : x + half.label_width]
            if len(labels) > 1 and (is_shared or labels[0].endswith(TOTAL_ENDS)):
                yield Cell(x, y, "".join(labels), width=len(labels))
            else:
                is_code = [CENTER] * len(half.code_cuts) + [START] * (half.label_width - len(half.code_cuts))
                yield from (Cell(x + i, y, text, align=is_code[i]) for i, text in enumerate(labels))
            for i in range(x + half.label_width, x + half.width):
                yield Cell(i, y, row[i], align=END)
            x += half.width

    def truth(self) -> list[dict[str, Any]]:
        """The entries of the exchange form, one for each half."""
        paths = _column_paths([row for row in self.header if not all(text.isdecimal() for text in row)])
        is_empty = not any(text for half in self.halves for row in half.all_rows for text in row.texts)
        entries, x = [], 0
        for half in self.halves:
            entries.append(
                {"kind": self.kind, "side": half.side, "title": self.title, "unit": self.unit, "empty": is_empty}
                | {"columns": paths[x + half.label_width : x + half.width]}
                | {"rows": [_row_truth(row) for _, row in half.printed_rows()]}
            )
            x += half.width
        return entries

    def with_text(self, half_index: int, row_index: int, column: int, text: str) -> SyntheticTable:
        """The same table with one figure printed otherwise."""
        half = self.halves[half_index]
        rows = list(half.all_rows)
        texts = list(rows[row_index].texts)
        texts[column] = text
        rows[row_index] = replace(rows[row_index], texts=tuple(texts))
        changed = replace(half, rows=tuple(rows[: len(half.rows)]), foot=tuple(rows[len(half.rows) :]))
        return replace(self, halves=(*self.halves[:half_index], changed, *self.halves[half_index + 1 :]))


def _with_last_two_joined(halves: Sequence[Half]) -> tuple[Half, ...]:
    """The last two halves as one, with all but its last figures a label."""
    before, last = halves[-2:]
    return (*halves[:-2], replace(last, label_count=before.width + last.label_count))


def _padded(half: Half, height: int, foot_height: int) -> list[tuple[str, ...]]:
    blank = ("",) * half.width
    body = [_row_cells(row, half) for row in half.rows] + [blank] * (height - len(half.rows))
    foot = [blank] * (foot_height - len(half.foot)) + [_row_cells(row, half) for row in half.foot]
    return body + foot


def _row_cells(row: Row, half: Half) -> tuple[str, ...]:
    """A row's cells; a total without code has its label in the first column, as the merged cell will."""
    if half.code_cuts and row.code is None:
        return (row.name, *[""] * (half.label_width - 1), *row.texts)
    name = [row.name] if half.has_name else []
    return (*_cut_code(row.code or "", half.code_cuts), *_labels(row, half), *name, *row.texts)


def _labels(row: Row, half: Half) -> tuple[str, ...]:
    return tuple(label for label, _ in zip_longest(row.labels, range(half.label_count), fillvalue=""))


def _cut_code(code: str, cuts: tuple[int, ...]) -> list[str]:
    """A code over its columns.

    >>> _cut_code("2110301", (3, 2, 2)), _cut_code("21103", (3, 2, 2)), _cut_code("21103", (7,))
    (['211', '03', '01'], ['211', '03', ''], ['21103'])
    """
    pieces = []
    for length in cuts:
        pieces.append(code[:length])
        code = code[length:]
    return pieces


def _row_truth(row: Row) -> dict[str, Any]:
    """The name is the most specific label that is printed."""
    name = next((label for label in (row.name, *reversed(row.labels)) if label), "")
    return {"code": row.code, "name": name, "values": [text_to_value(text) for text in row.texts]}


def text_to_value(text: str) -> Decimal | None:
    """What a printed figure says; None for a blank.

    >>> text_to_value("1,234.50"), text_to_value("0.00"), text_to_value("")
    (Decimal('1234.50'), Decimal('0.00'), None)
    """
    return Decimal(text.replace(",", "")) if text else None


def _column_paths(header: Sequence[Sequence[str]]) -> list[str]:
    """The header labels above each column from the outermost, joined with a slash."""
    paths: list[list[str]] = [[] for _ in header[0]]
    for cell in sorted(header_cells(header), key=lambda cell: cell.y):
        for x in range(cell.x, cell.x + cell.width):
            paths[x].append(cell.text)
    return ["/".join(path) for path in paths]
