"""收支总表 against 收入总表 and 支出总表: by total, by 类, by subject, 基本 and 项目."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budget.checks.compare import Addition, add, compare, one
from budget.checks.engine import rule
from budget.checks.outcome import finding, not_applicable
from budget.checks.tables.tie import at_most, between, label_of, narrowed, tie, tie_any, tie_maps
from budget.meaning.cells import Cell
from budget.meaning.columns import amount_column, column_like, column_sums, money_columns
from budget.meaning.funds import is_appropriated
from budget.meaning.labels import CARRY_IN_ROW
from budget.meaning.listing import ListRole, table_to_list
from budget.meaning.lookup import (
    BASIC,
    PROJECT,
    carried_cells,
    carry_column,
    class_cells,
    code_cells,
    first_table,
    item_cells,
    list_cell,
    non_general_cells,
    tables_of,
    total_cell,
)
from budget.models import (
    CheckClass,
    Disclosure,
    Finding,
    Message,
    Phase,
    PrintedTable,
    Side,
    Status,
    TableKind,
    lowest_of,
    path_to_text,
    say,
)
from budget.text import bare_name

SUMMARY = TableKind.REVENUE_EXPENDITURE_SUMMARY
REVENUE = TableKind.REVENUE_SUMMARY
EXPENDITURE = TableKind.EXPENDITURE_SUMMARY
GENERAL = TableKind.GENERAL_EXPENDITURE
SPENDING_SIDES = (Side.EXPENDITURE, Side.EXPENDITURE_FUNCTION, Side.EXPENDITURE_USE)
EXPENDITURE_KINDS = (
    (BASIC, "基本支出", say("tables.basic_of_summary")),
    (PROJECT, "项目支出", say("tables.projects_in_summary")),
)
"""Columns of 支出总表, the item of 收支总表 that prints the same, and that they must agree."""


@rule("cross.revenue_total", CheckClass.CROSS_TABLE)
@between(say("tables.revenue_total"), (SUMMARY, Side.REVENUE), (REVENUE,))
def revenue_totals_agree(
    disclosure: Disclosure, what: Message, summary: PrintedTable, detail: PrintedTable
) -> Iterator[Finding]:
    """收入总计 (本年收入 where carry-over has its own column) = 收入总表's 合计; carry-over too."""
    current, carried = list_cell(summary, ListRole.CURRENT_TOTAL), list_cell(summary, ListRole.CARRY_IN)
    beside = carry_column(detail)
    if beside is None:
        yield from tie_any(total_cell(detail), _readings(disclosure, summary), what)
        return
    grand = list_cell(summary, ListRole.GRAND_TOTAL)
    is_apart = carried is not None and carried.amount
    yield from tie_any(total_cell(detail), [current or grand, None if is_apart else grand], what)
    yield from tie(total_cell(detail, beside), carried, say("tables.revenue_carryover"))


@rule("cross.revenue_columns", CheckClass.CROSS_TABLE)
@between(say("tables.revenue_columns"), (SUMMARY, Side.REVENUE), (REVENUE,))
def revenue_columns_agree(
    disclosure: Disclosure, what: Message, summary: PrintedTable, detail: PrintedTable
) -> Iterator[Finding]:
    """The total of each column of 收入总表 (财政拨款收入, 事业收入 …) = the item of that name in 收支总表."""
    items = item_cells(summary)
    for column in money_columns(detail):
        name = bare_name(lowest_of(detail.columns[column]))
        cell, sources = total_cell(detail, column), _sources(summary, items, name)
        is_apart = column == amount_column(detail) or CARRY_IN_ROW.search(path_to_text(detail.columns[column]))
        if cell is None or not sources or is_apart:
            continue
        for made in compare(one(cell), add(sources), say("tables.revenue_column", name=name)):
            if made.status is Status.FAILED and carried_cells(disclosure):
                told = say("tables.revenue_column_not_applicable", name=name)
                yield finding(Status.NOT_APPLICABLE, told, made.operands, reason=say("tables.columns_with_carryover"))
            else:
                yield made


def _sources(summary: PrintedTable, items: Mapping[str, Cell], name: str) -> list[Cell]:
    """The items that a column of 收入总表 stands for: the one of its name, else all of 财政拨款."""
    if name in items:
        return [items[name]]
    outermost = {row.index for row in table_to_list(summary) if row.depth == 0}
    is_whole = name in {"财政拨款收入", "财政拨款"}
    return [c for label, c in items.items() if is_whole and is_appropriated(label) and c.row_index in outermost]


@rule("cross.expenditure_total", CheckClass.CROSS_TABLE)
@between(say("tables.expenditure_total_of_summary"), (SUMMARY, *SPENDING_SIDES), (EXPENDITURE,))
def expenditure_totals_agree(
    disclosure: Disclosure, what: Message, _: PrintedTable, detail: PrintedTable
) -> Iterator[Finding]:
    """支出总计 (本年支出合计 in accounts) = 支出总表's 合计; 基本 and 项目 where the list names them."""
    for half in (table for side in SPENDING_SIDES for table in tables_of(disclosure, SUMMARY, side)):
        yield from tie_any(total_cell(detail), _readings(disclosure, half), what)
        items = item_cells(half)
        for pattern, name, same in EXPENDITURE_KINDS:
            column, item = column_like(detail, pattern), items.get(name)
            if item is not None and column is not None:
                yield from tie(total_cell(detail, column), item, same)


@rule("cross.classes", CheckClass.CROSS_TABLE)
@between(say("tables.classes"), (SUMMARY, Side.EXPENDITURE, Side.EXPENDITURE_FUNCTION), (EXPENDITURE,))
def classes_agree(
    disclosure: Disclosure, what: Message, summary: PrintedTable, detail: PrintedTable
) -> Iterator[Finding]:
    """Each 类 of 收支总表's functional half = the same 类 in 支出总表."""
    classes = class_cells(detail)
    if classes:
        yield from tie_maps(item_cells(summary), classes, what)
    else:
        yield not_applicable(what, say("tables.not_by_function", table=detail.title))


@rule("cross.subjects_income_spending", CheckClass.CROSS_TABLE)
@between(say("tables.income_and_spending"), (REVENUE,), (EXPENDITURE,))
def income_meets_spending(
    disclosure: Disclosure, what: Message, income: PrintedTable, spending: PrintedTable
) -> Iterator[Finding]:
    """In a budget each subject's income (with its carry-over) = its expenditure."""
    reason = _income_differs_from_spending(disclosure, income)
    if reason is not None:
        yield not_applicable(what, reason)
        return
    carry = carry_column(income)
    carried = code_cells(income, carry) if carry is not None else {}
    spent = code_cells(spending)
    for code, cell in code_cells(income).items():
        if code in spent:
            left = Addition((cell, carried[code])) if code in carried else one(cell)
            yield from compare(one(spent[code]), left, narrowed(what, label_of(cell)))


@rule("cross.subjects_general", CheckClass.CROSS_TABLE)
@between(say("tables.subjects_general"), (EXPENDITURE,), (GENERAL,))
def general_meets_expenditure(
    disclosure: Disclosure, what: Message, spending: PrintedTable, general: PrintedTable
) -> Iterator[Finding]:
    """With no other fund 支出总表 (less carry-over) = 一般公共预算支出表, subject by subject; else it bounds it."""
    if not class_cells(spending) or not class_cells(general):
        yield not_applicable(what, say("tables.one_not_by_function"))
        return
    carried = _carried_by_code(disclosure)
    has_more = bool(non_general_cells(disclosure)) or (bool(carried_cells(disclosure)) and not carried)
    for left_column, right_column in _twin_columns(spending, general):
        whole, part = _with_total(spending, left_column), _with_total(general, right_column)
        is_amount = left_column == amount_column(spending)
        is_bound = has_more or (bool(carried) and not is_amount)
        yield from _subject_findings(whole, part, carried if is_amount else {}, is_bound=is_bound)


def _subject_findings(
    whole: Mapping[str, Cell], part: Mapping[str, Cell], carried: Mapping[str, Cell], *, is_bound: bool
) -> Iterator[Finding]:
    for code, cell in part.items():
        if code not in whole:
            continue
        if is_bound:
            yield from at_most(cell, one(whole[code]), narrowed(say("tables.subjects_bounded"), label_of(cell)))
        else:
            rest = Addition((whole[code],), (carried[code],) if code in carried else ())
            yield from compare(one(cell), rest, narrowed(say("tables.subjects_general"), label_of(cell)))


def _with_total(table: PrintedTable, column: int | None) -> dict[str, Cell]:
    """Code → cell, the table's 合计 under the empty code."""
    total = total_cell(table, column)
    return code_cells(table, column) | ({"": total} if total is not None else {})


def _twin_columns(left: PrintedTable, right: PrintedTable) -> Iterator[tuple[int | None, int | None]]:
    """The columns that both tables print: whole amounts, 基本支出, 项目支出."""
    yield amount_column(left), amount_column(right)
    for pattern in (BASIC, PROJECT):
        pair = column_like(left, pattern), column_like(right, pattern)
        if None not in pair and column_sums(left) and column_sums(right):
            yield pair


def _carried_by_code(disclosure: Disclosure) -> dict[str, Cell]:
    """Carried-over money by subject, where 收入总表 prints it in a column of its own."""
    for table in tables_of(disclosure, REVENUE):
        column = carry_column(table)
        if column is not None:
            return _with_total(table, column)
    return {}


def _income_differs_from_spending(disclosure: Disclosure, income: PrintedTable) -> Message | None:
    """Why a subject's income need not meet its spending; None when it must."""
    if disclosure.phase is Phase.FINAL_ACCOUNT:
        return say("tables.accounts_differ")
    if not class_cells(income):
        return say("tables.income_not_by_function")
    if carried_cells(disclosure) and carry_column(income) is None and _has_carry_outside(disclosure, income):
        return say("tables.carryover_not_by_subject")
    return None


def _has_carry_outside(disclosure: Disclosure, income: PrintedTable) -> bool:
    """Whether 收入总表's total leaves the carry-over out (it equals 本年收入 only)."""
    total = total_cell(income)
    summary = first_table(disclosure, SUMMARY, Side.REVENUE)
    grand = list_cell(summary, ListRole.GRAND_TOTAL) if summary else None
    return total is None or grand is None or total.amount != grand.amount


def _readings(disclosure: Disclosure, summary: PrintedTable) -> list[Cell | None]:
    """The rows of 收支总表 that a detail table's total may stand for, the usual one first.

    Accounts list the year's own figures; budgets the grand total, or the year's own where carry-over is apart.
    """
    current, grand = list_cell(summary, ListRole.CURRENT_TOTAL), list_cell(summary, ListRole.GRAND_TOTAL)
    if disclosure.phase is Phase.FINAL_ACCOUNT:
        return [current or grand]
    if current is None or grand is None or current.amount == grand.amount or not grand.amount:
        return [grand or current]
    carried = [list_cell(summary, role) for role in (ListRole.CARRY_IN, ListRole.CARRY_OUT)]
    return [grand, current] if any(cell is not None and cell.amount for cell in carried) else [grand]
