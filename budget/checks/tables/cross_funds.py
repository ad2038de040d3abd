"""财政拨款收支总表 and its funds against 收支总表 and the tables of each fund."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budget.checks.compare import add, compare, one
from budget.checks.engine import rule
from budget.checks.outcome import finding, not_applicable
from budget.checks.tables.arithmetic import is_failed
from budget.checks.tables.tie import at_most, between, missing, narrowed, tie, tie_any, tie_maps
from budget.meaning.cells import Cell
from budget.meaning.columns import amount_column, column_like
from budget.meaning.funds import APPROPRIATED, FUND_WORDS, OTHER_APPROPRIATED, is_appropriated, words_to_fund
from budget.meaning.listing import ListRole
from budget.meaning.lookup import (
    WITHOUT_CARRYOVER,
    carried_cells,
    carry_children,
    class_cells,
    code_cells,
    first_table,
    item_cells,
    list_cell,
    list_cells,
    listed_amounts,
    non_appropriation_cells,
    tables_of,
    total_cell,
)
from budget.models import CheckClass, Disclosure, Finding, Fund, Message, PrintedTable, Side, Status, TableKind, say

SUMMARY = TableKind.REVENUE_EXPENDITURE_SUMMARY
APPROPRIATION = TableKind.APPROPRIATION_SUMMARY
GENERAL_TABLE = TableKind.GENERAL_EXPENDITURE
SPENDING_SIDES = (Side.EXPENDITURE, Side.EXPENDITURE_FUNCTION)


@rule("cross.appropriation_income", CheckClass.CROSS_TABLE)
@between(say("tables.appropriation_income"), (SUMMARY, Side.REVENUE), (APPROPRIATION, Side.REVENUE))
def appropriation_income_agrees(
    disclosure: Disclosure, what: Message, whole: PrintedTable, part: PrintedTable
) -> Iterator[Finding]:
    """Each fund of 财政拨款 is the same amount in both lists of income."""
    for fund in APPROPRIATED:
        left, right = _fund_item(whole, fund), _fund_item(part, fund)
        if left is None or right is None:
            continue
        made = list(tie(right, left, narrowed(what, fund)))
        if is_failed(made):  # some count what is carried over in with the fund it is of
            carried = [cell for label, cell in carry_children(part).items() if words_to_fund(label) is fund]
            counted_in = compare(add([right, *carried]), one(left), narrowed(what, fund))
            made = made if is_failed(counted_in) else counted_in
        yield from made


@rule("cross.appropriation_total", CheckClass.CROSS_TABLE)
@between(say("tables.appropriation_total"), (SUMMARY, Side.REVENUE), (APPROPRIATION, Side.REVENUE))
def appropriation_totals_agree(
    disclosure: Disclosure, what: Message, whole: PrintedTable, part: PrintedTable
) -> Iterator[Finding]:
    """With no income but 财政拨款 both lists come to the same total and the same 类."""
    other = non_appropriation_cells(disclosure) + _other_carryover(whole, part)
    if other:
        yield not_applicable(what, say("tables.other_money", label=other[0].row.name, text=other[0].figure.text))
        return
    of_part, of_whole = list_cell(part, ListRole.GRAND_TOTAL), list_cell(whole, ListRole.GRAND_TOTAL)
    if of_part and of_whole and of_whole.amount > of_part.amount and not _lists_all(whole, of_whole):
        yield not_applicable(what, say("tables.other_money_not_listed", table=whole.title))
        return
    yield from tie(of_part, of_whole, narrowed(what, say("tables.income_total")))
    for left in tables_of(disclosure, SUMMARY, *SPENDING_SIDES):
        for right in tables_of(disclosure, APPROPRIATION, *SPENDING_SIDES):
            if left.side is right.side or {left.side, right.side} == {Side.EXPENDITURE, Side.EXPENDITURE_FUNCTION}:
                totals = list_cell(right, ListRole.GRAND_TOTAL), list_cell(left, ListRole.GRAND_TOTAL)
                yield from tie(*totals, narrowed(what, say("tables.expenditure_total")))
                if len(item_cells(left).keys() & item_cells(right).keys()) > 1:
                    yield from tie_maps(item_cells(right), item_cells(left), what)


def _lists_all(whole: PrintedTable, total: Cell) -> bool:
    """Whether the funds of 财政拨款 and what is carried over are all that 收支总表 comes to."""
    items = [cell for fund in APPROPRIATED if (cell := _fund_item(whole, fund)) is not None]
    items = items or [cell for name, cell in item_cells(whole).items() if is_appropriated(name)][:1]
    items += list_cells(whole, ListRole.CARRY_IN)
    return bool(items) and not is_failed(compare(one(total), add(items), say("tables.income_total")))


@rule("cross.appropriation_general", CheckClass.CROSS_TABLE)
@between(say("tables.appropriation_general"), (GENERAL_TABLE,), (APPROPRIATION, *SPENDING_SIDES))
def appropriation_meets_general(
    disclosure: Disclosure, what: Message, general: PrintedTable, spending: PrintedTable
) -> Iterator[Finding]:
    """The 一般公共预算 column of 财政拨款收支总表 = 一般公共预算支出表, by total and by 类."""
    income = first_table(disclosure, APPROPRIATION, Side.REVENUE)
    column = _fund_column(spending, income, Fund.GENERAL_PUBLIC)
    if column is None:
        yield not_applicable(what, say("tables.general_not_apart", table=spending.title))
        return
    if WITHOUT_CARRYOVER.search(general.title) and carried_cells(disclosure):
        item = _fund_item(income, Fund.GENERAL_PUBLIC) if income else None
        yield from tie(total_cell(general), item, say("tables.general_without_carryover"))
        return
    totals = [list_cell(spending, role, column) for role in (ListRole.CURRENT_TOTAL, ListRole.GRAND_TOTAL)]
    yield from tie_any(total_cell(general), totals, what)
    lists_uses = "基本支出" in item_cells(spending)
    if class_cells(general) and not lists_uses:
        yield from tie_maps(class_cells(general), item_cells(spending, column), what)


@rule("cross.fund_tables", CheckClass.CROSS_TABLE)
def fund_tables_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """The other funds' columns of 财政拨款收支总表 = their own tables."""
    spending = first_table(disclosure, APPROPRIATION, Side.EXPENDITURE, Side.EXPENDITURE_FUNCTION)
    for kind, fund, what in (
        (TableKind.FUND_EXPENDITURE, Fund.GOVERNMENT_FUND, say("tables.fund_table")),
        (TableKind.STATE_CAPITAL, Fund.STATE_CAPITAL_OPERATIONS, say("tables.state_capital_table")),
    ):
        table = first_table(disclosure, kind)
        column = column_like(spending, FUND_WORDS[fund]) if spending is not None else None
        if spending is None or table is None or column is None:
            yield from missing(disclosure, what, APPROPRIATION, kind)
            continue
        own = column_like(table, re.compile("本年支出|支出"))
        cell = total_cell(table) or total_cell(table, own)
        if cell is None or not cell.amount:
            continue
        totals = [list_cell(spending, role, column) for role in (ListRole.CURRENT_TOTAL, ListRole.GRAND_TOTAL)]
        yield from tie_any(cell, totals, what)


@rule("cross.fund_balance", CheckClass.CROSS_TABLE)
@between(say("tables.fund_balance"), (APPROPRIATION, Side.REVENUE), (APPROPRIATION, Side.EXPENDITURE))
def funds_balance(
    disclosure: Disclosure, what: Message, income: PrintedTable, spending: PrintedTable
) -> Iterator[Finding]:
    """Of each fund in 财政拨款收支总表: this year's income + carry-over in = the total of its expenditure column."""
    carried = carry_children(income)
    for fund in APPROPRIATED:
        column, item = column_like(spending, FUND_WORDS[fund]), _fund_item(income, fund)
        if column is None or item is None:
            continue
        grand = list_cell(spending, ListRole.GRAND_TOTAL, column)
        brought = next((cell for label, cell in carried.items() if words_to_fund(label) is fund), None)
        is_split = brought is not None or list_cell(income, ListRole.CARRY_IN) is None
        if grand is None or (not is_split and carried_cells(disclosure)):
            told = say("tables.fund_balance_not_applicable", fund=fund)
            yield finding(Status.NOT_APPLICABLE, told, reason=say("tables.carryover_not_by_fund"))
            continue
        parts = [item] + ([brought] if brought is not None else [])
        yield from compare(one(grand), add(parts), say("tables.fund_balance_of", fund=fund))


@rule("cross.carryover_part", CheckClass.CROSS_TABLE)
def carryover_is_part(disclosure: Disclosure) -> Iterator[Finding]:
    """财政拨款结转 in 财政拨款收支总表 is a part of the carry-over in 收支总表, at the year's begin and end."""
    found = False
    for role, what, side in (
        (ListRole.CARRY_IN, say("tables.carried_in_part"), Side.REVENUE),
        (ListRole.CARRY_OUT, say("tables.carried_out_part"), Side.EXPENDITURE),
    ):
        whole, part = first_table(disclosure, SUMMARY, side), first_table(disclosure, APPROPRIATION, side)
        parts = list_cells(part, role) if part is not None else []
        wholes = list_cells(whole, role) if whole is not None else []
        if parts and wholes:
            made = list(at_most(parts[0], add(wholes), what))
            found = found or bool(made)
            yield from made
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
        left, right = first_table(disclosure, left_kind), first_table(disclosure, right_kind)
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


def _fund_item(table: PrintedTable, fund: Fund) -> Cell | None:
    """The item of a list of income that names that fund."""
    return next((cell for name, cell in item_cells(table).items() if words_to_fund(name) is fund), None)


def _fund_column(spending: PrintedTable, income: PrintedTable | None, fund: Fund) -> int | None:
    """The column of a fund; the only amount column where the lists name no other fund with money in it."""
    column = column_like(spending, FUND_WORDS[fund])
    if column is not None or income is None:
        return column
    items = (*item_cells(income).items(), *carry_children(income).items())
    others = [c for name, c in items if c.amount and words_to_fund(name) is not fund]
    return None if others else amount_column(spending)


def _other_funds(disclosure: Disclosure) -> list[Cell]:
    """Printed amounts of 政府性基金 and 国有资本经营 in the lists of income."""
    tables = [*tables_of(disclosure, APPROPRIATION, Side.REVENUE), *tables_of(disclosure, SUMMARY, Side.REVENUE)]
    return listed_amounts(tables, lambda name: words_to_fund(name) in OTHER_APPROPRIATED)


def _other_carryover(whole: PrintedTable, part: PrintedTable) -> list[Cell]:
    """Carried-over money in 收支总表 that is not all 财政拨款 (the other list carries less)."""
    left, right = list_cell(whole, ListRole.CARRY_IN), list_cell(part, ListRole.CARRY_IN)
    differs = left is not None and left.amount and (right is None or right.amount != left.amount)
    return [left] if left is not None and differs else []
