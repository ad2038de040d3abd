"""Which table cells an amount stated in the prose speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property

from budget.meaning.cells import Cell, TableCells, table_cells
from budget.meaning.labels import NOT_MONEY_COLUMN, TOTAL_ROW
from budget.models import Disclosure, HeaderPath, RowRole, Side, TableKind, once_per_disclosure
from budget.text import bare_name

K = TableKind
FUNCTIONAL = (K.GENERAL_EXPENDITURE, K.APPROPRIATION_EXPENDITURE, K.EXPENDITURE_SUMMARY, K.FUND_EXPENDITURE)
SUMMARIES = (K.REVENUE_EXPENDITURE_SUMMARY, K.APPROPRIATION_SUMMARY)
BASIC_TABLES = (K.GENERAL_BASIC, K.APPROPRIATION_BASIC)
PROJECT_TABLES = (K.PROJECT_CURRENT, K.PROJECT_CARRYOVER)
STAGE_SEGMENT = re.compile(r"小计|合计|金额|(?:\d{4}年)?(?:年初|全年|调整)?(?:预算|决算)数?(?:合计)?")
ITEM_DIGITS = 7
SIMILAR = 0.6  # share of characters by which two subject names are near enough to be one misprinted
CLOSE = Decimal("0.0005")  # of the amount: the rounding of 万元 against 元
GRAND = re.compile(rf"{TOTAL_ROW.pattern}|(?:本年|当年)?(?:收入|支出|收支)?(?:合计|总计|小计)|")
"""Wider than what rows add up to: a stated amount may also mean 本年合计, or a row without a name; not the department's
own row, which `is_total_row` takes too (sz-4e48a814, 支出总表)."""


@dataclass(frozen=True)
class CellIndex:
    """The figure cells of a disclosure, by what they are labelled with."""

    tables: tuple[TableCells, ...]

    @cached_property
    def named_rows(self) -> tuple[tuple[TableCells, tuple[str, ...], tuple[tuple[int, str], ...]], ...]:
        """Each table with the bare names of its rows and the labels of its money columns."""
        return tuple(
            (
                cells,
                tuple(bare_name(row.name) for row in cells.table.rows),
                tuple((i, column_label(cells.table.columns[i])) for i in _money(cells)),
            )
            for cells in self.tables
        )

    @cached_property
    def items(self) -> tuple[Cell, ...]:
        """Cells of every 项 in the functional tables."""
        return tuple(cell for cell in self.cells(FUNCTIONAL) if len(cell.row.code or "") == ITEM_DIGITS)

    def cells(self, kinds: Iterable[TableKind], row: str = ".*", column: str = ".*") -> list[Cell]:
        """Cells of tables of these kinds whose bare row name and column label match whole patterns."""
        row_pattern, column_pattern = re.compile(row), re.compile(column)
        wanted, found = tuple(kinds), []
        for cells, names, labels in self.named_rows:
            if cells.table.kind not in wanted:
                continue
            columns = [i for i, label in labels if column_pattern.fullmatch(label)]
            for index, name in enumerate(names if columns else ()):
                if row_pattern.fullmatch(name):
                    figures = cells.table.rows[index].figures
                    found += [cells.cell(index, i) for i in columns if i < len(figures)]
        return found

    def cells_named(self, kinds: Iterable[TableKind], *names: str) -> list[Cell]:
        """Cells of rows with just one of these bare names."""
        return self.cells(kinds, "|".join(map(re.escape, names)))

    def totals(self, kinds: Iterable[TableKind], column: str = ".*") -> list[Cell]:
        """Cells of the rows headed as totals."""
        return self.cells(kinds, GRAND.pattern, column)

    def columns(self, kinds: Iterable[TableKind], column: str) -> list[Cell]:
        """Cells of these columns in their tables' rows of totals."""
        return [cell for cell in self.cells(kinds, ".*", column) if is_total_row(cell)]

    def has(self, *kinds: TableKind) -> bool:
        """Whether the document prints a table of one of these kinds."""
        return any(cells.table.kind in kinds for cells in self.tables)


@once_per_disclosure
def disclosure_to_index(disclosure: Disclosure) -> CellIndex:
    """The index over all figure tables, empty ones too (their blanks are what a stated 0 agrees with)."""
    return CellIndex(tuple(table_cells(table) for table in disclosure.tables if table.rows))


def column_label(path: HeaderPath) -> str:
    """The words of a header path that say what a column is of; stage words are looked through.

    >>> column_label(("“三公”经费预算数", "公务用车购置及运行费", "小计")), column_label(("2024年预算数", "项目支出"))
    ('公务用车购置及运行费', '项目支出')
    >>> column_label(("收入", "决算数")), column_label(("预算数", "合计"))
    ('收入', '合计')
    """
    cells = [bare_name(cell) for cell in path] or [""]
    named = [cell for cell in cells if not STAGE_SEGMENT.fullmatch(cell)]
    totals = [cell for cell in cells if cell in ("合计", "小计")]
    return (named or totals or cells)[-1]


def _money(cells: TableCells) -> list[int]:
    columns = cells.table.columns
    return [i for i, path in enumerate(columns) if not NOT_MONEY_COLUMN.match(column_label(path))]


def is_total_row(cell: Cell) -> bool:
    """Whether the cell stands in its table's row of totals."""
    name = bare_name(cell.row.name)
    return cell.row.role is RowRole.TOTAL or not name or bool(TOTAL_ROW.fullmatch(name))


def item_rows(index: CellIndex, names: tuple[str | None, str | None, str]) -> list[Cell]:
    """Cells of the functional 项 with that name under a 款 and 类 of these names (None: any)."""
    cells = [cell for cell in index.items if same_name(bare_name(cell.row.name), names[2])]
    return [cell for cell in cells if _is_under(cell, names[:2])]


def similar_rows(index: CellIndex, names: tuple[str | None, str | None, str], amount: Decimal) -> list[Cell]:
    """Cells of a 项 that prints just this amount under a name much like the one in the prose."""
    near = [cell for cell in index.items if abs(cell.amount - amount) <= cell.amount * CLOSE and cell.amount]
    return [cell for cell in near if SequenceMatcher(None, bare_name(cell.row.name), names[2]).ratio() >= SIMILAR]


def _is_under(cell: Cell, parents: tuple[str | None, ...]) -> bool:
    """Whether the named 类 and 款 are those above a 项; a 款 marked （类） by mistake still tells it."""
    code = cell.row.code or ""
    above = [bare_name(row.name) for row in cell.table.rows if row.code in (code[:3], code[:5])]
    return not above or all(name is None or any(same_name(one, name) for one in above) for name in parents)


def same_name(printed: str, said: str) -> bool:
    """Whether two subject names are one, 支出 at the end aside.

    >>> same_name("公共安全支出", "公共安全"), same_name("检察", "法院")
    (True, False)
    """
    return re.sub(r"(?<=.{2})支出$", "", printed) == re.sub(r"(?<=.{2})支出$", "", said)


def class_cells(index: CellIndex, name: str) -> list[Cell]:
    """Cells of the 类 with that name in summaries and functional tables."""
    bare = re.sub(r"(?<=.{2})支出$", "", name)
    cells = index.cells_named((*SUMMARIES, *FUNCTIONAL), bare, f"{bare}支出")
    return [cell for cell in cells if cell.table.side is not Side.REVENUE and len(cell.row.code or "000") == 3]
