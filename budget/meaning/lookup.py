"""Where a disclosure prints a given amount: totals, classes, subjects, funds, carry-over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import dropwhile, takewhile

from budget.meaning.cells import Cell, table_cells
from budget.meaning.columns import ColumnSum, amount_column, column_sums, money_columns
from budget.meaning.funds import APPROPRIATION, OTHER_APPROPRIATED, is_appropriated, words_to_fund
from budget.meaning.labels import CARRY_IN_ROW, CURRENT_TOTAL_ROW
from budget.meaning.listing import TOTALS, ListRole, table_to_list
from budget.meaning.structure import FUNCTIONAL_LEVELS
from budget.models import Disclosure, Fund, PrintedTable, RowRole, Side, TableKind, path_to_text
from budget.text import bare_name

BASIC = re.compile(r"基本支出")
PROJECT = re.compile(r"项目支出")
OPERATING = re.compile(r"公用经费")
PERSONNEL = re.compile(r"人员经费")
WHOLE_INCOME = re.compile(r"(?:本年|当年)?(?:财政拨款)?收入")
WITHOUT_CARRYOVER = re.compile(r"不含上年结转|不含结转")


def tables_of(disclosure: Disclosure, kind: TableKind, *sides: Side) -> Iterator[PrintedTable]:
    """The tables of a kind that print figures (of these halves where any is named)."""
    for table in disclosure.tables:
        if table.kind is kind and not table.is_empty and table.rows and (not sides or table.side in sides):
            yield table


def first_table(disclosure: Disclosure, kind: TableKind, *sides: Side) -> PrintedTable | None:
    """The first of them, None where there is none."""
    return next(tables_of(disclosure, kind, *sides), None)


def total_row(table: PrintedTable) -> int | None:
    """The row of a table's whole amount: 总计 or 合计, or the department's own row above the units it sums up.

    本年合计, beside which carried-over money stands, is not the whole. A one-row table without code is its own total.
    """
    for index, row in enumerate(table.rows):
        if row.role is RowRole.TOTAL and not CURRENT_TOTAL_ROW.fullmatch(bare_name(row.name)):
            return index
    return 0 if len(table.rows) == 1 and not table.rows[0].code else None


def total_cell(table: PrintedTable, column: int | None = None) -> Cell | None:
    """The cell of a table's whole amount, in that column or in the one of whole amounts."""
    row = total_row(table)
    column = amount_column(table) if column is None else column
    return None if row is None or column is None else table_cells(table).cell(row, column)


def _cells_of(table: PrintedTable, rows: Iterable[int], column: int | None) -> tuple[Cell, ...]:
    """The cells of these rows in that column or in the one of whole amounts; none where there is no such column."""
    column = amount_column(table) if column is None else column
    return () if column is None else table_cells(table).column(rows, column)


def list_cells(table: PrintedTable, role: ListRole, column: int | None = None) -> tuple[Cell, ...]:
    """The cells of a list's rows of a role that stand outermost (accounts print several rows of carry-over)."""
    rows = [row.index for row in table_to_list(table) if row.role is role and row.depth == 0]
    return _cells_of(table, rows, column)


def list_cell(table: PrintedTable, role: ListRole, column: int | None = None) -> Cell | None:
    """The cell of a list's 本年合计, 总计 or carry-over row; of several the first that prints something."""
    cells = list_cells(table, role, column)
    return next((cell for cell in cells if not cell.is_empty), cells[0] if cells else None)


def item_cells(table: PrintedTable, column: int | None = None) -> dict[str, Cell]:
    """Bare label → cell of a list's items at any depth before 本年合计 or below a total at its head, first one wins."""
    below_head = dropwhile(lambda row: row.role in TOTALS, table_to_list(table))
    before = takewhile(lambda row: row.role not in TOTALS, below_head)
    found: dict[str, Cell] = {}
    for cell in _cells_of(table, [row.index for row in before if row.role is ListRole.ITEM], column):
        found.setdefault(bare_name(cell.row.name), cell)
    return found


def carry_children(table: PrintedTable) -> dict[str, Cell]:
    """Bare label → cell of the funds listed under a list's carry-over row."""
    rows = table_to_list(table)
    heads = {row.index for row in rows if row.role is ListRole.CARRY_IN}
    cells = _cells_of(table, [row.index for row in rows if row.parent in heads], None)
    return {bare_name(cell.row.name): cell for cell in cells}


def code_cells(table: PrintedTable, column: int | None = None) -> dict[str, Cell]:
    """Subject code → cell, for codes that a table prints once."""
    codes = [row.code or "" for row in table.rows]
    rows = [i for i, code in enumerate(codes) if len(code) in FUNCTIONAL_LEVELS and codes.count(code) == 1]
    return {cell.row.code or "": cell for cell in _cells_of(table, rows, column)}


def class_cells(table: PrintedTable, column: int | None = None) -> dict[str, Cell]:
    """Name → cell of the 类 rows of a table with subject codes."""
    by_code = code_cells(table, column)
    return {bare_name(cell.row.name): cell for code, cell in by_code.items() if len(code) == 3}


def carry_column(table: PrintedTable) -> int | None:
    """A column of carried-over money that stands beside the total instead of being in it."""
    sums = column_sums(table)
    counted = {index for made in sums for index in made.parts}
    counted |= {index for made in sums if _counts_in_carried(table, made) for index in made.optional}
    for index in money_columns(table):
        if CARRY_IN_ROW.search(path_to_text(table.columns[index])) and index not in counted:
            return index
    return None


def _counts_in_carried(table: PrintedTable, made: ColumnSum) -> bool:
    """Whether some row's total holds the carried-over money that the header leaves open (Beijing's 收入总表 does)."""
    cells = table_cells(table)
    for row in range(len(table.rows)):
        total, added, carried = (cells.row(row, c) for c in ((made.total,), made.parts, made.optional))
        rounding = sum((cell.rounding for cell in (*total, *added, *carried)), Decimal(0))
        missed = total[0].amount - sum((cell.amount for cell in added), Decimal(0))
        brought = sum((cell.amount for cell in carried), Decimal(0))
        if abs(missed) > rounding and abs(missed - brought) <= rounding:
            return True
    return False


def listed_amounts(lists: Iterable[PrintedTable], is_wanted: Callable[[str], bool]) -> list[Cell]:
    """Printed amounts other than zero of the lists' items whose bare label is wanted."""
    items = (item for table in lists for item in item_cells(table).items())
    return [cell for name, cell in items if cell.amount and is_wanted(name)]


def non_general_cells(disclosure: Disclosure) -> list[Cell]:
    """Printed amounts other than zero of any money that is not 一般公共预算, in the lists of income."""
    lists, general = _income_lists(disclosure), Fund.GENERAL_PUBLIC
    return listed_amounts(lists, lambda name: words_to_fund(name) is not general and not _is_umbrella(name))


def _income_lists(disclosure: Disclosure) -> list[PrintedTable]:
    kinds = (TableKind.REVENUE_EXPENDITURE_SUMMARY, TableKind.APPROPRIATION_SUMMARY)
    return [table for kind in kinds for table in tables_of(disclosure, kind, Side.REVENUE)]


def non_appropriation_cells(disclosure: Disclosure) -> list[Cell]:
    """Printed amounts other than zero of money that is not 财政拨款, in 收支总表's list of income."""
    lists = tables_of(disclosure, TableKind.REVENUE_EXPENDITURE_SUMMARY, Side.REVENUE)
    return listed_amounts(lists, lambda name: not is_appropriated(name) and not WHOLE_INCOME.fullmatch(name))


def _is_umbrella(name: str) -> bool:
    """财政拨款 as a whole, whose funds are listed below it or in another table."""
    is_whole = APPROPRIATION.search(name) or WHOLE_INCOME.fullmatch(name)
    return bool(is_whole) and words_to_fund(name) not in OTHER_APPROPRIATED


def carried_cells(disclosure: Disclosure) -> list[Cell]:
    """Printed amounts other than zero of money carried in from earlier years, in the lists of income."""
    lists = _income_lists(disclosure)
    return [cell for table in lists for cell in list_cells(table, ListRole.CARRY_IN) if cell.amount]
