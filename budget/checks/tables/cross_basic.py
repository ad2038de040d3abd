"""基本支出 by economic subject, 机关运行经费, “三公”经费 and project tables against the tables they are part of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budget.checks.compare import add, compare, one
from budget.checks.engine import rule
from budget.checks.outcome import excused, not_applicable, not_possible
from budget.checks.tables.tie import at_most, missing, tie
from budget.layout.vocabulary import texts
from budget.meaning.cells import Cell, table_cells
from budget.meaning.columns import (
    amount_column,
    column_like,
    current_columns,
    final_columns,
    is_other_year,
    money_columns,
)
from budget.meaning.funds import APPROPRIATION, FUND_WORDS
from budget.meaning.labels import CARRY_IN_ROW, OPERATING_TOTAL, PERSONNEL_TOTAL
from budget.meaning.lookup import (
    BASIC,
    OPERATING,
    PROJECT,
    carried_cells,
    code_cells,
    first_table,
    item_cells,
    tables_of,
    total_cell,
)
from budget.meaning.three_public import path_to_item, rows_by_item, words_to_item
from budget.models import CheckClass, Disclosure, Finding, Fund, Level, Message, PrintedTable, Side, TableKind, say
from budget.models import ThreePublicItem as Item
from budget.text import bare_name

GENERAL_TABLE = TableKind.GENERAL_EXPENDITURE
GENERAL_BASIC = TableKind.GENERAL_BASIC
APPROPRIATION_BASIC = TableKind.APPROPRIATION_BASIC
GENERAL = FUND_WORDS[Fund.GENERAL_PUBLIC]
GENERAL_OR_WHOLE = re.compile(f"{GENERAL.pattern}|{APPROPRIATION.pattern}")
"""A table of basic expenditure that names neither may hold the units' own money, which “三公” tables leave out."""
PUBLIC_INSTITUTION = re.compile(r"事业单位|事业运行")
ECONOMIC_CODES = {Item(name): code for name, code in texts("three_public_code").items()}
"""“三公” items and what is printed beside them → 部门预算支出经济分类, 款."""


@rule("cross.basic", CheckClass.CROSS_TABLE)
def basic_meets_economic(disclosure: Disclosure) -> Iterator[Finding]:
    """基本支出 in 一般公共预算支出表 (or in 财政拨款收支总表's list of uses) = the economic table's total."""
    what = say("tables.basic")
    found = False
    for kind in (GENERAL_BASIC, APPROPRIATION_BASIC):
        for table in tables_of(disclosure, kind):
            basic = _basic_cell(disclosure)
            if basic is None:
                continue
            found = True
            total = total_cell(table)
            parts = _part_totals(table)
            if total is not None:
                yield from _of_appropriations(table, tie(basic, total, what), what)
            elif len(parts) == 2:
                blank = not_applicable(what, say("tables.blank_on_both_sides"))
                yield from compare(one(basic), add(parts), what) or [blank]
            else:
                yield not_possible(what, say("tables.no_total_in", table=table.title), [basic.operand()])
    if not found:
        yield from missing(disclosure, what, GENERAL_TABLE, GENERAL_BASIC)


@rule("cross.operating_cost", CheckClass.CROSS_TABLE)
def operating_meets_public_use(disclosure: Disclosure) -> Iterator[Finding]:
    """机关运行经费 = 公用经费 of the basic expenditure, where only administrative units are in the department."""
    what = say("tables.operating_cost")
    cost, use = _operating_cost(disclosure), _operating_use(disclosure)
    if cost is None or use is None:
        yield from missing(disclosure, what, TableKind.OPERATING_COST, GENERAL_BASIC)
        return
    blank = not_applicable(what, say("tables.blank_on_both_sides"))
    other_scope = None if disclosure.level is Level.UNIT else say("tables.other_scope")
    reason = say("tables.has_institutions") if _has_institutions(disclosure) else other_scope
    yield from excused(compare(one(cost), one(use), what) or [blank], what, reason)


@rule("cross.three_public_codes", CheckClass.CROSS_TABLE)
def three_public_covers_codes(disclosure: Disclosure) -> Iterator[Finding]:
    """“三公” items cover basic and project money, so none is less than its economic subject in the basic table."""
    tables = list(tables_of(disclosure, TableKind.THREE_PUBLIC))
    details = [t for kind in (GENERAL_BASIC, TableKind.OPERATING_COST) for t in tables_of(disclosure, kind)]
    coded = [(detail, _economic_cells(detail)) for detail in details]
    if not tables or not any(cells for _, cells in coded):
        yield from missing(disclosure, say("tables.three_public_codes"), TableKind.THREE_PUBLIC, GENERAL_BASIC)
        return
    items = three_public_cells(tables[0])
    for detail, cells in coded:
        for item, code in ECONOMIC_CODES.items():
            if item in items and code in cells:
                what = say("tables.three_public_code", item=item, table=detail.title, code=code)
                yield from _of_appropriations(detail, at_most(cells[code], one(items[item]), what), what)


@rule("cross.projects", CheckClass.CROSS_TABLE)
def projects_meet_tables(disclosure: Disclosure) -> Iterator[Finding]:
    """项目支出 in 支出总表 = 项目表（本年）+ 项目表（结转）; in 一般公共预算支出表 = 项目表（本年）'s fund."""
    current = first_table(disclosure, TableKind.PROJECT_CURRENT)
    carried = first_table(disclosure, TableKind.PROJECT_CARRYOVER)
    what = say("tables.projects")
    if current is None:
        yield from missing(disclosure, what, TableKind.PROJECT_CURRENT)
        return
    parts = [cell for table in (current, carried) if table and (cell := total_cell(table)) is not None]
    spending = first_table(disclosure, TableKind.EXPENDITURE_SUMMARY)
    if spending is not None:
        whole = total_cell(spending, column_like(spending, PROJECT))
        if whole is None or not parts:
            yield not_possible(what, say("tables.no_project_total"))
        else:
            is_part = carried is None and bool(carried_cells(disclosure))
            made = compare(one(whole), add(parts), say("tables.projects_of_summary"))
            yield from excused(made, what, say("tables.current_projects_only") if is_part else None)
    yield from _general_projects(disclosure, current)
    if carried is not None:
        brought, same = carried_cells(disclosure), say("tables.carried_projects")
        nothing = not_applicable(same, say("tables.no_carryover"))
        yield from tie(total_cell(carried), brought[0], same) if brought else (nothing,)


def _of_appropriations(table: PrintedTable, findings: Iterable[Finding], what: Message) -> Iterator[Finding]:
    """The findings; none accuses a table of basic expenditure that may hold other money (yt-8ed29c84, p. 23)."""
    is_said = GENERAL_OR_WHOLE.search(table.title)
    return excused(findings, what, None if is_said else say("tables.money_not_said", table=table.title))


def _economic_cells(table: PrintedTable) -> dict[str, Cell]:
    """Economic code → cell; in a table without codes the items that “三公” names are known by their names."""
    general = column_like(table, GENERAL)  # “三公”经费 is 一般公共预算 only; a table may print other funds beside it
    column = amount_column(table) if general is None else general
    by_code = code_cells(table, column)
    if by_code or column is None:
        return by_code
    cells = table_cells(table)
    items = [(index, words_to_item(row.name)) for index, row in enumerate(table.rows)]
    known = {item: index for index, item in reversed(items) if item in ECONOMIC_CODES}
    return {ECONOMIC_CODES[item]: cells.cell(index, column) for item, index in known.items() if item is not None}


def _general_projects(disclosure: Disclosure, current: PrintedTable) -> Iterator[Finding]:
    what = say("tables.projects_of_general")
    general = first_table(disclosure, GENERAL_TABLE)
    column = column_like(current, GENERAL)
    if general is None or column is None:
        return
    whole = total_cell(general, column_like(general, PROJECT))
    carried = total_cell(current, brought) if (brought := column_like(current, CARRY_IN_ROW)) is not None else None
    reason = say("tables.carryover_beside_funds") if carried is not None and carried.amount else None
    yield from excused(tie(whole, total_cell(current, column), what), what, reason)


def three_public_cells(table: PrintedTable) -> dict[Item, Cell]:
    """Item → this year's cell, whether the items are rows or columns; in accounts the 决算数."""
    cells = table_cells(table)
    rows = rows_by_item(table)
    column = amount_column(table)
    if rows and column is not None:
        return {item: cells.cell(row, column) for item, row in rows.items()}
    own = next((i for i, row in enumerate(table.rows) if not is_other_year(table, row)), None)
    money = set(money_columns(table))
    found: dict[Item, Cell] = {}
    for index in final_columns(table, [i for i in current_columns(table) if i in money]):
        item = path_to_item(table.columns[index])
        if item is not None and own is not None:
            found.setdefault(item, cells.cell(own, index))
    return found


def _basic_cell(disclosure: Disclosure) -> Cell | None:
    """Where the basic expenditure of 一般公共预算 is printed as one amount."""
    for table in tables_of(disclosure, GENERAL_TABLE):
        column = column_like(table, BASIC)
        if column is not None:
            return total_cell(table, column)
    for table in tables_of(disclosure, TableKind.APPROPRIATION_SUMMARY, Side.EXPENDITURE, Side.EXPENDITURE_USE):
        if "基本支出" in item_cells(table):
            return item_cells(table)["基本支出"]
    return None


def _part_totals(table: PrintedTable) -> list[Cell]:
    """人员经费合计 and 公用经费合计 rows."""
    column = amount_column(table)
    if column is None:
        return []
    rows = [
        i
        for pattern in (PERSONNEL_TOTAL, OPERATING_TOTAL)
        for i, row in enumerate(table.rows)
        if pattern.fullmatch(bare_name(row.name))
    ]
    return [table_cells(table).cell(row, column) for row in rows]


def _operating_use(disclosure: Disclosure) -> Cell | None:
    """公用经费 of the general basic table: its column's total or its own total row."""
    for table in tables_of(disclosure, GENERAL_BASIC):
        column = column_like(table, OPERATING)
        if column is not None:
            return total_cell(table, column)
        parts = _part_totals(table)
        if len(parts) == 2:
            return parts[1]
    return None


def _operating_cost(disclosure: Disclosure) -> Cell | None:
    for table in tables_of(disclosure, TableKind.OPERATING_COST):
        return total_cell(table)
    for table in tables_of(disclosure, TableKind.THREE_PUBLIC):
        return three_public_cells(table).get(Item.OPERATING_COST)
    return None


def _has_institutions(disclosure: Disclosure) -> bool:
    """Whether 事业单位 are in the department, by its subjects or its prose."""
    names = [row.name for table in disclosure.tables for row in table.rows]
    return any(PUBLIC_INSTITUTION.search(text) for text in names + [s.text for s in disclosure.sections])
