"""财政拨款收支总表 and its funds against 收支总表 and the tables of each fund."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budget.checks.compare import add, compare, one
from budget.checks.engine import rule
from budget.checks.outcome import finding, not_applicable
from budget.checks.tables.tie import at_most, missing, narrowed, tie, tie_any, tie_maps
from budget.meaning.cells import Cell
from budget.meaning.columns import amount_column, column_like
from budget.meaning.listing import ListRole
from budget.meaning.lookup import (
    GENERAL,
    GOVERNMENT_FUND,
    STATE_CAPITAL,
    WITHOUT_CARRYOVER,
    carried_cells,
    carry_children,
    class_cells,
    code_cells,
    item_cells,
    list_cell,
    list_cells,
    non_appropriation_cells,
    tables_of,
    total_cell,
)
from budget.models import CheckClass, Disclosure, Finding, Fund, PrintedTable, Side, Status, TableKind, say

SUMMARY = TableKind.REVENUE_EXPENDITURE_SUMMARY
APPROPRIATION = TableKind.APPROPRIATION_SUMMARY
GENERAL_TABLE = TableKind.GENERAL_EXPENDITURE
SPENDING_SIDES = (Side.EXPENDITURE, Side.EXPENDITURE_FUNCTION)
FUNDS = (
    (GENERAL, Fund.GENERAL_PUBLIC),
    (GOVERNMENT_FUND, Fund.GOVERNMENT_FUND),
    (STATE_CAPITAL, Fund.STATE_CAPITAL_OPERATIONS),
)


@rule("cross.appropriation_income", CheckClass.CROSS_TABLE)
def appropriation_income_agrees(disclosure: Disclosure) -> Iterator[Finding]:
    """Each fund of 财政拨款 is the same amount in both lists of income."""
    what = say("tables.appropriation_income")
    whole, part = _pair(disclosure, Side.REVENUE)
    if whole is None or part is None:
        yield from missing(disclosure, what, SUMMARY, APPROPRIATION)
        return
    for pattern, fund in FUNDS:
        left, right = _fund_item(whole, pattern), _fund_item(part, pattern)
        if left is not None and right is not None:
            yield from tie(right, left, narrowed(what, fund))


@rule("cross.appropriation_total", CheckClass.CROSS_TABLE)
def appropriation_totals_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """With no income but 财政拨款 both lists come to the same total and the same 类."""
    what = say("tables.appropriation_total")
    whole, part = _pair(disclosure, Side.REVENUE)
    if whole is None or part is None:
        yield from missing(disclosure, what, SUMMARY, APPROPRIATION)
        return
    other = non_appropriation_cells(disclosure) + _other_carryover(whole, part)
    if other:
        yield not_applicable(what, say("tables.other_money", label=other[0].row.name, text=other[0].figure.text))
        return
    totals = list_cell(part, ListRole.GRAND_TOTAL), list_cell(whole, ListRole.GRAND_TOTAL)
    yield from tie(*totals, narrowed(what, say("tables.income_total")))
    for left in _halves(disclosure, SUMMARY):
        for right in _halves(disclosure, APPROPRIATION):
            if left.side is right.side or {left.side, right.side} == {Side.EXPENDITURE, Side.EXPENDITURE_FUNCTION}:
                totals = list_cell(right, ListRole.GRAND_TOTAL), list_cell(left, ListRole.GRAND_TOTAL)
                yield from tie(*totals, narrowed(what, say("tables.expenditure_total")))
                if _shares_labels(left, right):
                    yield from tie_maps(item_cells(right), item_cells(left), what)


@rule("cross.appropriation_general", CheckClass.CROSS_TABLE)
def appropriation_meets_general(disclosure: Disclosure) -> Iterator[Finding]:
    """The 一般公共预算 column of 财政拨款收支总表 = 一般公共预算支出表, by total and by 类."""
    what = say("tables.appropriation_general")
    general = next(tables_of(disclosure, GENERAL_TABLE), None)
    spending = next(tables_of(disclosure, APPROPRIATION, Side.EXPENDITURE, Side.EXPENDITURE_FUNCTION), None)
    income = next(tables_of(disclosure, APPROPRIATION, Side.REVENUE), None)
    if general is None or spending is None:
        yield from missing(disclosure, what, GENERAL_TABLE, APPROPRIATION)
        return
    column = _fund_column(spending, income, GENERAL)
    if column is None:
        yield not_applicable(what, say("tables.general_not_apart", table=spending.title))
        return
    if WITHOUT_CARRYOVER.search(general.title) and carried_cells(disclosure):
        item = _fund_item(income, GENERAL) if income else None
        yield from tie(total_cell(general), item, say("tables.general_without_carryover"))
        return
    current, grand = (
        list_cell(spending, ListRole.CURRENT_TOTAL, column),
        list_cell(spending, ListRole.GRAND_TOTAL, column),
    )
    yield from tie_any(total_cell(general), [current, grand], what)
    if class_cells(general) and not _has_use_labels(spending):
        yield from tie_maps(class_cells(general), item_cells(spending, column), what)


@rule("cross.fund_tables", CheckClass.CROSS_TABLE)
def fund_tables_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """The other funds' columns of 财政拨款收支总表 = their own tables."""
    spending = next(tables_of(disclosure, APPROPRIATION, Side.EXPENDITURE, Side.EXPENDITURE_FUNCTION), None)
    for kind, pattern, what in (
        (TableKind.FUND_EXPENDITURE, GOVERNMENT_FUND, say("tables.fund_table")),
        (TableKind.STATE_CAPITAL, STATE_CAPITAL, say("tables.state_capital_table")),
    ):
        table = next(tables_of(disclosure, kind), None)
        column = column_like(spending, pattern) if spending is not None else None
        if spending is None or table is None or column is None:
            yield from missing(disclosure, what, APPROPRIATION, kind)
            continue
        own = column_like(table, re.compile("本年支出|支出"))
        cell = total_cell(table) or total_cell(table, own)
        if cell is None or not cell.amount:
            continue
        current = list_cell(spending, ListRole.CURRENT_TOTAL, column)
        yield from tie_any(cell, [current, list_cell(spending, ListRole.GRAND_TOTAL, column)], what)


@rule("cross.fund_balance", CheckClass.CROSS_TABLE)
def funds_balance(disclosure: Disclosure) -> Iterator[Finding]:
    """Of each fund in 财政拨款收支总表: this year's income + carry-over in = the total of its expenditure column."""
    what = say("tables.fund_balance")
    income = next(tables_of(disclosure, APPROPRIATION, Side.REVENUE), None)
    spending = next(tables_of(disclosure, APPROPRIATION, Side.EXPENDITURE), None)
    if income is None or spending is None:
        yield from missing(disclosure, what, APPROPRIATION)
        return
    carried = carry_children(income)
    for pattern, fund in FUNDS:
        column, item = column_like(spending, pattern), _fund_item(income, pattern)
        if column is None or item is None:
            continue
        grand = list_cell(spending, ListRole.GRAND_TOTAL, column)
        brought = next((cell for label, cell in carried.items() if pattern.search(label)), None)
        is_split = brought is not None or list_cell(income, ListRole.CARRY_IN) is None
        if grand is None or (not is_split and carried_cells(disclosure)):
            told = say("tables.fund_balance_not_applicable", fund=fund)
            yield finding(Status.NOT_APPLICABLE, told, reason=say("tables.carryover_not_by_fund"))
            continue
        parts = [item] + ([brought] if brought is not None else [])
        made = compare(one(grand), add(parts), say("tables.fund_balance_of", fund=fund))
        if made is not None:
            yield made


@rule("cross.carryover_part", CheckClass.CROSS_TABLE)
def carryover_is_part(disclosure: Disclosure) -> Iterator[Finding]:
    """财政拨款结转 in 财政拨款收支总表 is a part of the carry-over in 收支总表, at the year's begin and end."""
    found = False
    for role, what, side in (
        (ListRole.CARRY_IN, say("tables.carried_in_part"), Side.REVENUE),
        (ListRole.CARRY_OUT, say("tables.carried_out_part"), Side.EXPENDITURE),
    ):
        whole, part = _pair(disclosure, side)
        parts = list_cells(part, role) if part is not None else []
        wholes = list_cells(whole, role) if whole is not None else []
        if parts and wholes:
            made = at_most(parts[0], wholes, what)
            found = found or made is not None
            yield from [made] if made is not None else []
    if not found:
        yield from missing(disclosure, say("tables.carryover_part"), SUMMARY, APPROPRIATION)


@rule("cross.twin_tables", CheckClass.CROSS_TABLE)
def twin_tables_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """With no government fund 财政拨款 tables = 一般公共预算 tables, code by code (functional and economic)."""
    what = say("tables.twins")
    found = False
    for left_kind, right_kind in (
        (TableKind.APPROPRIATION_EXPENDITURE, TableKind.GENERAL_EXPENDITURE),
        (TableKind.APPROPRIATION_BASIC, TableKind.GENERAL_BASIC),
    ):
        left, right = next(tables_of(disclosure, left_kind), None), next(tables_of(disclosure, right_kind), None)
        if left is None or right is None:
            continue
        found = True
        other = _other_funds(disclosure)
        if other:
            yield not_applicable(what, say("tables.other_funds", label=other[0].row.name, text=other[0].figure.text))
            continue
        yield from tie(total_cell(left), total_cell(right), narrowed(what, say("tables.total")))
        yield from tie_maps(code_cells(left), code_cells(right), what)
    if not found:
        yield from missing(disclosure, what, TableKind.APPROPRIATION_EXPENDITURE, GENERAL_TABLE)


def _pair(disclosure: Disclosure, side: Side) -> tuple[PrintedTable | None, PrintedTable | None]:
    return next(tables_of(disclosure, SUMMARY, side), None), next(tables_of(disclosure, APPROPRIATION, side), None)


def _halves(disclosure: Disclosure, kind: TableKind) -> list[PrintedTable]:
    return list(tables_of(disclosure, kind, *SPENDING_SIDES))


def _fund_item(table: PrintedTable, pattern: re.Pattern[str]) -> Cell | None:
    """The item of a list of income that names that fund."""
    return next((cell for name, cell in item_cells(table).items() if pattern.search(name)), None)


def _fund_column(spending: PrintedTable, income: PrintedTable | None, pattern: re.Pattern[str]) -> int | None:
    """The column of a fund; the only amount column where the lists name no other fund with money in it."""
    column = column_like(spending, pattern)
    if column is not None or income is None:
        return column
    others = [c for name, c in item_cells(income).items() if c.amount and not pattern.search(name)]
    return None if others else amount_column(spending)


def _other_funds(disclosure: Disclosure) -> list[Cell]:
    """Printed amounts of 政府性基金 and 国有资本经营 in the lists of income."""
    tables = [*tables_of(disclosure, APPROPRIATION, Side.REVENUE), *tables_of(disclosure, SUMMARY, Side.REVENUE)]
    return [
        cell
        for table in tables
        for name, cell in item_cells(table).items()
        if cell.amount and (GOVERNMENT_FUND.search(name) or STATE_CAPITAL.search(name))
    ]


def _other_carryover(whole: PrintedTable, part: PrintedTable) -> list[Cell]:
    """Carried-over money in 收支总表 that is not all 财政拨款 (the other list carries less)."""
    left, right = list_cell(whole, ListRole.CARRY_IN), list_cell(part, ListRole.CARRY_IN)
    differs = left is not None and left.amount and (right is None or right.amount != left.amount)
    return [left] if left is not None and differs else []


def _has_use_labels(table: PrintedTable) -> bool:
    """Whether the half lists uses (基本支出, 项目支出) instead of functions."""
    return "基本支出" in item_cells(table)


def _shares_labels(left: PrintedTable, right: PrintedTable) -> bool:
    return len(item_cells(left).keys() & item_cells(right).keys()) > 1
