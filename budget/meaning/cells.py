"""Cells of printed tables as operands, with the rounding that their printed digits allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import compress

from budget.amounts import decimal_places, is_blank
from budget.meaning.labels import NOT_MONEY_COLUMN
from budget.models import CellRef, Figure, Operand, PrintedTable, TableRow, Unit, path_to_text

FEN_PLACES = {Unit.YUAN: 2, Unit.THOUSAND: 5, Unit.TEN_THOUSAND: 6, Unit.HUNDRED_MILLION: 10}
"""Decimal places at which a figure in that unit is exact to the fen and no rounding is left."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure cell of a printed table; `places` is the resolution its table prints figures to."""

    table: PrintedTable
    row_index: int
    column_index: int
    places: int

    @property
    def row(self) -> TableRow:
        """The row it stands in."""
        return self.table.rows[self.row_index]

    @property
    def figure(self) -> Figure:
        """What is printed there."""
        return self.row.figures[self.column_index]

    @property
    def is_unread(self) -> bool:
        """Something is printed that is neither a figure nor a mark for nothing."""
        return self.figure.value is None and not is_blank(self.figure.text)

    @property
    def is_empty(self) -> bool:
        """Nothing is printed there (or a mark for nothing)."""
        return self.figure.value is None and is_blank(self.figure.text)

    @property
    def amount(self) -> Decimal:
        """The amount in yuan (in the printed number where the table prints no unit); nothing printed adds nothing."""
        return (self.figure.value or Decimal(0)) * self.factor

    @property
    def factor(self) -> int:
        """Yuan in one printed unit; 1 where no unit is printed."""
        return self.table.unit.factor if self.table.unit else 1

    @property
    def rounding(self) -> Decimal:
        """How far the amount may stand from what was rounded: half the last place, none when exact to the fen."""
        unit = self.table.unit
        if self.figure.value is None or (unit is not None and self.places >= FEN_PLACES[unit]):
            return Decimal(0)
        return Decimal(5).scaleb(-self.places - 1) * self.factor

    @property
    def ref(self) -> CellRef:
        """The reference by which pages link it."""
        return self.table.ref(self.row_index, self.column_index)

    def operand(self) -> Operand:
        """The cell as one side of a finding."""
        unit = self.table.unit.value if self.table.unit else None
        column = self.table.columns[self.column_index] if self.column_index < len(self.table.columns) else ()
        label = " ".join(part for part in (self.row.code, self.row.name) if part)
        figure = self.figure
        return Operand(
            figure.value, unit, figure.text, self.table.title, label, column, figure.place, self.ref, figure.doubt
        )


@dataclass(frozen=True, slots=True)
class TableCells:
    """A printed table with the resolution of its figures worked out once."""

    table: PrintedTable
    places: int

    def cell(self, row_index: int, column_index: int) -> Cell:
        """The cell; a row shorter than its header raises IndexError, which is the reader's fault."""
        own_places = _places(self.table.rows[row_index].figures[column_index].text)
        return Cell(self.table, row_index, column_index, max(own_places, self.places))

    def column(self, row_indexes: Iterable[int], column_index: int) -> tuple[Cell, ...]:
        """One column's cells of these rows."""
        return tuple(self.cell(row_index, column_index) for row_index in row_indexes)

    def row(self, row_index: int, column_indexes: Iterable[int]) -> tuple[Cell, ...]:
        """One row's cells of these columns."""
        return tuple(self.cell(row_index, column_index) for column_index in column_indexes)

    def adds_up(self, total: int, parts: Iterable[int], column_index: int) -> bool:
        """Whether rows come to another one in a column, rounding allowed."""
        whole, added = self.cell(total, column_index), self.column(parts, column_index)
        rounding = sum((cell.rounding for cell in added), whole.rounding)
        return abs(whole.amount - sum((cell.amount for cell in added), Decimal(0))) <= rounding

    def is_blank_row(self, row_index: int) -> bool:
        """Whether the row prints no figure at all: a heading, not an amount."""
        return all(figure.value is None and is_blank(figure.text) for figure in self.table.rows[row_index].figures)


def table_cells(table: PrintedTable) -> TableCells:
    """The table with its resolution."""
    return TableCells(table, table_places(table))


def table_places(table: PrintedTable) -> int:
    """The resolution of a table's figures.

    Where trailing zeros are printed (12.60) each figure shows its own places and the usual number is taken;
    where none is (12.6 beside 24.37 beside 20) zeros were dropped, and the finest figure tells. A percentage has places
    of its own (gov-sjz-2018, p. 32).
    """
    is_money = [not NOT_MONEY_COLUMN.match(path_to_text(column)) for column in table.columns]
    figures = (figure for row in table.rows for figure in compress(row.figures, is_money) if figure.value is not None)
    return _texts_to_places(tuple(figure.text for figure in figures))


@lru_cache(maxsize=512)
def _texts_to_places(texts: tuple[str, ...]) -> int:
    """The resolution of these printed figures; asked for the same tables by every rule."""
    counts = Counter(_places(text) for text in texts)
    if any(_places(text) and text.rstrip(")）").endswith("0") for text in texts):
        return max(counts, key=lambda places: (counts[places], places))
    return max(counts, default=0)


_places = lru_cache(maxsize=1 << 15)(decimal_places)
