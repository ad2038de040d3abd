"""Sums within one table: every level, every column header that promises a sum, both halves of a balance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from budget.checks.compare import Addition, add, compare, one, to_formula
from budget.checks.engine import rule
from budget.checks.outcome import finding, not_applicable, not_possible
from budget.meaning.cells import Cell, TableCells, table_cells
from budget.meaning.columns import ColumnSum, column_sums, money_columns
from budget.meaning.labels import CONSOLIDATED
from budget.meaning.listing import ListRole, RowSum
from budget.meaning.lookup import list_cell
from budget.meaning.readings import has_other_reading, outermost_rows
from budget.meaning.structure import row_sums
from budget.models import (
    CheckClass,
    Disclosure,
    Finding,
    HeaderPath,
    Level,
    Message,
    PrintedTable,
    Side,
    Status,
    TableKind,
    lowest_of,
    say,
)

DOUBTFUL_FAILURES = 3
"""From so many failures on, when they are the greater part, the layout is doubted rather than the publisher."""

SUBJECT_KINDS = frozenset(
    {TableKind.EXPENDITURE_SUMMARY, TableKind.GENERAL_EXPENDITURE, TableKind.APPROPRIATION_EXPENDITURE}
)
FEWEST_TOGETHER = 2
"""So many rows that break in one way speak of the header, not of the rows."""

HALF_UNIT = Decimal("0.5")
"""A report in whole 万元 rounds each of its figures by up to half of one."""

SHORTEST_HIERARCHY = 3
"""A table of so few rows (合计 and a class) hides no levels."""

SECRET_CLASSES = ("203", "204")
"""国防 and 公安: a government's budget counts in what is secret, and does not list it (gov-xj-2025, p. 57)."""

LEVELS_UNKNOWN = say("tables.levels_unknown")
REVENUE_SIDES = (Side.REVENUE,)
EXPENDITURE_SIDES = (Side.EXPENDITURE, Side.EXPENDITURE_FUNCTION, Side.EXPENDITURE_USE)


@rule("arithmetic.levels", CheckClass.ARITHMETIC)
def levels_add_up(disclosure: Disclosure) -> Iterator[Finding]:
    """项 → 款 → 类, sub-items → items, projects → units, in every money column."""
    for table in figure_tables(disclosure):
        known = row_sums(table)
        levels = [row_sum for row_sum in known if row_sum.kind == "level"]
        yield from doubted(disclosure, table, _row_findings(disclosure, table, levels, known))


@rule("arithmetic.totals", CheckClass.ARITHMETIC)
def totals_add_up(disclosure: Disclosure) -> Iterator[Finding]:
    """合计, 本年合计, 总计, 人员经费合计 …, in every money column."""
    for table in figure_tables(disclosure):
        known = row_sums(table)
        proven = _report_sums(table) if disclosure.level is Level.GOVERNMENT else ()
        told = {made.total for made in proven}
        rest = [row_sum for row_sum in known if row_sum.kind != "level" and row_sum.total not in told]
        yield from doubted(disclosure, table, _row_findings(disclosure, table, [*proven, *rest], known))


def _report_sums(table: PrintedTable) -> tuple[RowSum, ...]:
    """Totals of a report, their parts by the one reading that holds in every column of money, or in all but one.

    本级收入合计 and 转移性收入 (with what it is made of under it) come to 收入总计, a 合计 to the rows above it.
    """
    cells, start, made = table_cells(table), 0, list[RowSum]()
    columns = [c for c in money_columns(table) if not any(cells.cell(r, c).amount < 0 for r in range(len(table.rows)))]
    for total, row in enumerate(table.rows):
        used = [column for column in columns if cells.cell(total, column).amount]
        if not row.name.endswith(("合计", "总计")) or not used:
            continue
        found = _outermost(cells, total, range(start, total), used)
        for left in used if not found and len(used) > FEWEST_TOGETHER else ():
            parts = _outermost(cells, total, range(start, total), [column for column in used if column != left])
            found = found or (parts if all(cells.cell(part, left).amount for part in parts) else ())
        if found:
            made.append(RowSum(total, found, "total"))
        start = total  # the sum itself is part of the next one
    return tuple(made)


def _outermost(cells: TableCells, total: int, rows: Iterable[int], columns: Sequence[int]) -> tuple[int, ...]:
    """The rows that come to a total in all these columns, none where it is not two at least."""
    amounts = {row: tuple(cells.cell(row, column).amount for column in columns) for row in (*rows, total)}
    filled = [row for row in amounts if any(amounts[row]) and row != total]
    found = outermost_rows(amounts[total], [amounts[row] for row in filled]) or ()
    return tuple(filled[index] for index in found) if len(found) > 1 else ()


@rule("arithmetic.columns", CheckClass.ARITHMETIC)
def columns_add_up(disclosure: Disclosure) -> Iterator[Finding]:
    """合计 = 基本支出 + 项目支出, 合计 = the funds, 小计 = its parts, 年末 = 年初 + 收入 − 支出."""
    for table in figure_tables(disclosure):
        cells = table_cells(table)
        for column_sum in column_sums(table):
            findings = {row: _column_findings(cells, column_sum, row) for row in range(len(table.rows))}
            failing = [row for row, made in findings.items() if is_failed(made)]
            if len(failing) >= FEWEST_TOGETHER and _has_memo_column(cells, column_sum, failing):
                findings |= {row: [_doubtful(found) for found in findings[row]] for row in failing}
            yield from doubted(disclosure, table, chain.from_iterable(findings.values()), is_by_rows=False)


@rule("arithmetic.balance", CheckClass.ARITHMETIC)
def halves_balance(disclosure: Disclosure) -> Iterator[Finding]:
    """收入总计 = 支出总计 in every side-by-side table; the halves by function and by use too."""
    for revenue in disclosure.tables:
        if revenue.side not in REVENUE_SIDES or revenue.kind not in BALANCED_KINDS:
            continue
        for expenditure in disclosure.tables:
            is_other_half = expenditure.place == revenue.place and expenditure.kind is revenue.kind
            if is_other_half and expenditure.side in EXPENDITURE_SIDES:
                yield from _balance_findings(revenue, expenditure)


BALANCED_KINDS = frozenset({TableKind.REVENUE_EXPENDITURE_SUMMARY, TableKind.APPROPRIATION_SUMMARY})


def figure_tables(disclosure: Disclosure) -> Iterator[PrintedTable]:
    """The tables that hold money figures."""
    for table in disclosure.tables:
        if not table.is_empty and table.columns and table.rows:
            yield table


def _row_findings(
    disclosure: Disclosure, table: PrintedTable, sums: Sequence[RowSum], known: Sequence[RowSum]
) -> Iterator[Finding]:
    """The sums of rows in every column; one that fails accuses only where nothing else explains it.

    `known`: every sum that the table's rows promise, which may prove its structure.
    """
    cells = table_cells(table)
    parts_of = {made.total: made.parts for made in known if made.kind == "level"}
    held = [(made, column) for made in dict.fromkeys((*known, *sums)) for column in _held(cells, made, parts_of)]
    for row_sum in sums:
        if cells.is_blank_row(row_sum.total):
            continue
        proven = {column for made, column in held if made != row_sum}
        own = {column for made, column in held if made == row_sum}
        filled = [c for c in money_columns(table) if not cells.cell(row_sum.total, c).is_empty]
        for column in money_columns(table):
            made = _sum_of_rows(cells, row_sum, column, parts_of)
            if is_failed(made):
                is_known = own or column in proven or len(filled) < FEWEST_TOGETHER
                reason = _innocent(disclosure, table, row_sum, column) or (
                    None if is_known else say("tables.levels_not_understood")
                )
                made = [_doubtful(found, reason) for found in made] if reason else made
            yield from made


def _sum_of_rows(
    cells: TableCells, row_sum: RowSum, column: int, parts_of: Mapping[int, Sequence[int]]
) -> list[Finding]:
    total = cells.cell(row_sum.total, column)
    parts = cells.column(_expanded(cells, row_sum.parts, column, parts_of), column)
    what = _row_what(cells.table, row_sum, column)
    return _one_sided(total, parts, what) or _without_parts(total, parts, what) or compare(one(total), add(parts), what)


def _held(cells: TableCells, row_sum: RowSum, parts_of: Mapping[int, Sequence[int]]) -> Iterator[int]:
    """The columns in which the sum holds of amounts that are not nothing."""
    for column in money_columns(cells.table):
        parts = _expanded(cells, row_sum.parts, column, parts_of)
        if cells.cell(row_sum.total, column).amount and cells.adds_up(row_sum.total, parts, column):
            yield column


def _innocent(disclosure: Disclosure, table: PrintedTable, row_sum: RowSum, column: int) -> Message | None:
    """Why a sum that does not hold need not be the publisher's fault; None where nothing explains it."""
    cells, row = table_cells(table), table.rows[row_sum.total]
    added = sum((cell.amount for cell in cells.column(row_sum.parts, column)), Decimal(0))
    amount = cells.cell(row_sum.total, column).amount
    is_secret = (row.code or "").startswith(SECRET_CLASSES) and amount > added
    if is_secret and disclosure.level is Level.GOVERNMENT:
        return say("tables.secret")
    if added == amount * 2:
        return say("tables.counted_twice")
    return say("tables.levels_unknown") if has_other_reading(table, row_sum, column) else None


def _expanded(cells: TableCells, rows: Sequence[int], column: int, parts_of: Mapping[int, Sequence[int]]) -> list[int]:
    """The rows, those that print nothing in this column replaced by the rows under them: some print no subtotal."""
    found: list[int] = []
    for row in rows:
        is_silent = cells.cell(row, column).is_empty and row in parts_of
        found += _expanded(cells, parts_of[row], column, parts_of) if is_silent else [row]
    return found


def _one_sided(total: Cell, parts: Sequence[Cell], what: Message) -> list[Finding]:
    """A sum of which only one side is printed: a subtotal left blank, or no detail listed under an amount."""
    if any(cell.is_unread for cell in (total, *parts)):
        return []
    if total.is_empty and any(part.amount for part in parts):
        return [not_applicable(what, say("tables.no_total"), [total.operand()])]
    if total.amount and all(part.is_empty for part in parts):
        return [not_applicable(what, say("tables.no_parts"), [total.operand()])]
    return []


def _without_parts(total: Cell, parts: Sequence[Cell], what: Message) -> list[Finding]:
    """A total over rows that print nothing but noughts: what it sums up stands elsewhere (sz-b7ae2071, pp. 17-18)."""
    if total.amount and not any(part.is_unread or part.amount for part in parts):
        return [not_possible(what, say("tables.no_parts"), [total.operand()])]
    return []


def _row_what(table: PrintedTable, row_sum: RowSum, column: int) -> Message:
    name, count = table.rows[row_sum.total].name or say("tables.total"), len(row_sum.parts)
    where = lowest_of(table.columns[column]) if len(table.columns) > 1 else ""
    if where:
        return say("tables.rows_in_column", name=name, column=where, count=count)
    return say("tables.rows", name=name, count=count)


def _column_findings(cells: TableCells, column_sum: ColumnSum, row: int) -> list[Finding]:
    """One row's sum; where carry-over columns may or may not be counted in, the reading that holds is taken."""
    total, what = cells.cell(row, column_sum.total), _column_what(cells, column_sum, row)
    parts, optional, minus = (
        cells.row(row, columns) for columns in (column_sum.parts, column_sum.optional, column_sum.minus)
    )
    readings = [parts + optional, parts] if optional else [parts]
    made = [found for added in readings for found in compare(one(total), Addition(added, minus), what)]
    held = [found for found in made if found.status in {Status.PASSED, Status.ROUNDING}]
    return _one_sided(total, parts + optional + minus, what) or (held or made)[:1]


def _has_memo_column(cells: TableCells, column_sum: ColumnSum, rows: Sequence[int]) -> bool:
    """Whether each of these rows counts one and the same part once too often: its header hides an of-which.

    事业单位经营支出 beside the 基本支出 and 项目支出 that hold it (sz-e875c587, pp. 81-96).
    """
    for part in column_sum.parts:
        others = tuple(column for column in column_sum.parts if column != part)
        without = replace(column_sum, parts=others)
        if all(cells.cell(row, part).amount for row in rows) and not any(
            is_failed(_column_findings(cells, without, row)) for row in rows
        ):
            return True
    return False


def is_failed(findings: Iterable[Finding]) -> bool:
    """Whether any of them failed."""
    return any(found.status is Status.FAILED for found in findings)


def _column_what(cells: TableCells, column_sum: ColumnSum, row: int) -> Message:
    names, row_name = [_short(path) for path in cells.table.columns], cells.table.rows[row].name
    added, taken_off = column_sum.parts + column_sum.optional, column_sum.minus
    terms = to_formula((names[column], column in taken_off) for column in added + taken_off)
    if row_name:
        return say("tables.columns_of_row", row=row_name, total=names[column_sum.total], terms=terms)
    return say("tables.columns", total=names[column_sum.total], terms=terms)


def _short(path: HeaderPath) -> str:
    """The lowest words of a header path that say something: 小计 is told with its group."""
    lowest = lowest_of(path)
    return "".join(path[-2:]) if lowest in {"小计", "合计", "预算数", "决算数", "金额"} else lowest


def _balance_findings(revenue: PrintedTable, expenditure: PrintedTable) -> list[Finding]:
    what = say("tables.balance", table=revenue.title)
    left, right = (list_cell(half, ListRole.GRAND_TOTAL) for half in (revenue, expenditure))
    if left is None or right is None:
        return [not_possible(what, say("tables.no_grand_total"))]
    blank = say("tables.balance_of_blanks", table=revenue.title)
    none = finding(Status.NOT_APPLICABLE, blank, reason=say("tables.blank_on_both_sides"))
    return compare(one(left), one(right), what) or [none]


def _is_cut(disclosure: Disclosure, table: PrintedTable) -> bool:
    """Whether a table may be one piece of a torn one: it has no title, the next one none (cq-ed11c309), or both one.

    A table too wide for a page goes on with its other columns under the same title (gov-xj-2025-budget, pp. 27-53).
    """
    printed = [other for other in disclosure.tables if other is table or other.place != table.place]
    after = next(iter(printed[printed.index(table) + 1 :]), None)
    has_more = any(other.title == table.title and other.place != table.place for other in printed)
    return not table.title or has_more or (after is not None and not after.title)


def doubted(
    disclosure: Disclosure, table: PrintedTable, findings: Iterable[Finding], *, is_by_rows: bool = True
) -> Iterator[Finding]:
    """The findings; when most of them fail, one NOT_POSSIBLE instead, for then the layout was misunderstood."""
    made = list(findings)
    if disclosure.level is Level.GOVERNMENT:
        made = list(_of_a_report(table, made, is_by_rows=is_by_rows))
    is_open = table.kind is TableKind.OTHER or (is_by_rows and _hides_levels(table))
    if is_failed(made) and (is_open or _is_cut(disclosure, table)):
        made = [_doubtful(found) if found.status is Status.FAILED else found for found in made]
    bad = [found for found in made if found.status is Status.FAILED]
    if len(_rows_of(bad)) < DOUBTFUL_FAILURES or len(_rows_of(bad)) * 2 <= len(_rows_of(made)):
        yield from made
        return
    yield from (found for found in made if found.status is not Status.FAILED)
    told, reason = say("tables.doubted", table=table.title, count=len(bad)), say("tables.levels_not_understood")
    yield finding(Status.NOT_POSSIBLE, told, bad[0].operands, reason=reason)


def _of_a_report(table: PrintedTable, findings: Sequence[Finding], *, is_by_rows: bool) -> Iterator[Finding]:
    """What a whole government's tables prove: a row's parts by a column in which as many of them come to it.

    Their rows tell levels by neither code nor number; and what one level of government gives another is counted in
    both of their columns, in the total of all levels once (国有资本经营预算转移支付收入, gov-xj-2025-budget, p. 95).
    """
    passed = [found for found in findings if found.status is Status.PASSED]
    proven = {row: max(len(found.operands) for found in passed if row in _rows_of([found])) for row in _rows_of(passed)}
    for found in findings:
        if found.status is not Status.FAILED:
            yield found
            continue
        row, count = next(iter(_rows_of([found])), 0), len(found.operands)
        is_whole = not any("." in side.text for side in found.operands)
        is_open = proven.get(row, 0) < count if is_by_rows else CONSOLIDATED.search(table.rows[row].name)
        if is_whole and abs(found.difference or Decimal(0)) <= count * HALF_UNIT:
            yield replace(found, status=Status.ROUNDING)
        else:
            yield _doubtful(found) if is_open else found


def _rows_of(findings: Sequence[Finding]) -> set[int]:
    """The rows whose sums the findings speak of: one row left out breaks its sum in every column."""
    cells = (found.operands[0].cell for found in findings if found.operands)
    return {cell.row for cell in cells if cell}


def _hides_levels(table: PrintedTable) -> bool:
    """A table of subjects that prints no usable code: 类, 款 and 项 can't be told apart."""
    has_codes = any(row.code and row.code.isdecimal() for row in table.rows)
    return table.kind in SUBJECT_KINDS and not has_codes and len(table.rows) > SHORTEST_HIERARCHY


def _doubtful(found: Finding, reason: Message = LEVELS_UNKNOWN) -> Finding:
    """Where we don't know which rows are parts of which, a sum that does not hold says nothing."""
    return replace(found, status=Status.NOT_POSSIBLE, reason=reason)
