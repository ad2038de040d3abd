"""Other readings of printed rows: whether they can be parents and children in an order that nobody wrote down.

A list without codes says by indentation, by 其中 or not at all which rows are parts of which. Before a sum of such rows
is called wrong, every reading is tried in which a row stands for the rows that follow it and add up to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, takewhile

from budget.meaning.cells import table_cells
from budget.meaning.labels import TOTAL_ROW
from budget.meaning.listing import RowSum
from budget.meaning.structure import TRANSFERS, is_coded, row_sums
from budget.models import PrintedTable, RowRole, TableKind
from budget.text import bare_name, label_numbering

_TOTAL_NAME = re.compile(r"(?:合计|小计|总计)$")

MOST_STEPS = 20_000
"""So many rows are looked at for one total; beyond it nothing is decided."""
MOST_STATES = 400
"""So many partial sums are followed from one row; a list with more is not decided, and so is no one's fault."""

MOST_CODED = 40
"""So many rows of a table with codes are tried in other readings; where more stand, the codes are believed."""


def has_nested_reading(total: Decimal, amounts: Sequence[Decimal], tolerance: Decimal = Decimal(0)) -> bool:
    """Whether the rows, some of them counted as parts of the one before, come to the total.

    A parent is printed before its parts. True too where there are too many readings to try.

    >>> d = Decimal
    >>> has_nested_reading(d(30), [d(20), d(15), d(5), d(10)]), has_nested_reading(d(31), [d(20), d(15), d(5), d(10)])
    (True, False)
    """
    if min(amounts, default=Decimal(0)) < 0:
        return False
    ends: list[set[int]] = [set() for _ in amounts]
    for index in range(len(amounts) - 1, -1, -1):
        ends[index] = {index + 1}
        if amounts[index]:
            sums = _sums_from(index + 1, amounts, ends, amounts[index] + tolerance)
            if sums is None:
                return True
            ends[index] |= {end for end, made in enumerate(sums) if _holds(made, amounts[index], tolerance)}
    sums = _sums_from(0, amounts, ends, total + tolerance)
    return sums is None or _holds(sums[len(amounts)], total, tolerance)


def has_other_reading(table: PrintedTable, row_sum: RowSum, column: int) -> bool:
    """Whether the words allow other rows to be the parts, and these come to the total in this column.

    The first rows below (the last class of one unit is followed by the next unit: sz-4e48a814, p. 116; codes of
    transfers don't nest as their list does: gov-xj-2025, p. 5), all rows, or all rows each counted or a part of one
    before; a department stands above its units as one of them (gz-2848e358, p. 7), a code is lost in its cell.
    """
    cells, total = table_cells(table), row_sum.total
    is_labelled = table.kind is TableKind.PROCUREMENT and row_sum.kind == "level"
    if table.kind is TableKind.THREE_PUBLIC or is_labelled:
        return False  # names of items or columns of labels say what is part of what
    if table.rows[total].code in TRANSFERS:
        return True
    if not cells.cell(total, column).amount:
        return any(cells.adds_up(total, row_sum.parts[:end], column) for end in range(1, len(row_sum.parts)))
    for part in row_sum.parts:
        others = [row for row in row_sum.parts if row != part]
        if table.rows[part].code in TRANSFERS and cells.adds_up(total, others, column):
            return True
    body = _body_rows(table)
    below, above = [row for row in body if row > total], [row for row in body if row < total]
    fewest = 1 + _surely_under(table, row_sum)
    if any(cells.adds_up(total, below[:end], column) for end in range(fewest, len(below) + 1)):
        return True
    whole = [(row_sum, below)]
    if row_sum.kind == "level" and total in body:
        tops = [made for made in row_sums(table) if made.kind == "total"]
        whole += [(top, [r for r in body if r > top.total] or [r for r in body if r < top.total]) for top in tops]
    elif row_sum.kind != "level":
        starts = [index for index, row in enumerate(table.rows[:total]) if _TOTAL_NAME.search(row.name)]
        whole += [(row_sum, above), *((row_sum, [start, *(r for r in above if r > start)]) for start in starts)]
    return any(_agrees_nested(table, made, rows, column) for made, rows in whole)


def _surely_under(table: PrintedTable, row_sum: RowSum) -> int:
    """How many of the rows below stand under the row by their codes: all under a total, none under transfers."""
    code = table.rows[row_sum.total].code
    if not is_coded(table) or (code or "").startswith(TRANSFERS):
        return 0
    if row_sum.kind != "level" or not code:
        return len(table.rows)
    return sum(1 for _ in takewhile(lambda row: (row.code or "").startswith(code), table.rows[row_sum.total + 1 :])) - 1


def _agrees_nested(table: PrintedTable, row_sum: RowSum, rows: Sequence[int], column: int) -> bool:
    """Whether the rows come to the total, each counted or some as parts of the one before, no rounder than the sum.

    Rows that are all numbered in one style (一、二、) are no parts of one another.
    """
    cells = table_cells(table)
    if rows and cells.adds_up(row_sum.total, rows, column):
        return True
    whole, parts = cells.cell(row_sum.total, column), [cell for cell in cells.column(rows, column) if cell.amount]
    styles = {label_numbering(part.row.name) for part in parts}
    if (is_coded(table) and len(parts) > MOST_CODED) or (len(styles) == 1 and None not in styles):
        return False
    if any(part.amount < 0 for part in parts):  # amounts that fall below nothing can be parts of anything
        return not is_coded(table)
    tolerance = sum((part.rounding for part in cells.column(row_sum.parts, column)), whole.rounding)
    return bool(parts) and has_nested_reading(whole.amount, [part.amount for part in parts], tolerance)


def _body_rows(table: PrintedTable) -> list[int]:
    """The rows that are neither a total nor one of which-part."""
    return [
        index
        for index, row in enumerate(table.rows)
        if row.role is not RowRole.OF_WHICH and not TOTAL_ROW.fullmatch(bare_name(row.name))
    ]


def _sums_from(
    start: int, amounts: Sequence[Decimal], ends: Sequence[set[int]], most: Decimal
) -> list[set[Decimal]] | None:
    """Position → what the rows from `start` up to it come to in some reading; None where there are too many."""
    sums: list[set[Decimal]] = [set() for _ in range(len(amounts) + 1)]
    sums[start] = {Decimal(0)}
    for position in range(start, len(amounts)):
        if len(sums[position]) > MOST_STATES:
            return None
        made = {value for so_far in sums[position] if (value := so_far + amounts[position]) <= most}
        for end in ends[position]:
            sums[end] |= made
    return sums


def _holds(sums: set[Decimal], wanted: Decimal, tolerance: Decimal) -> bool:
    return any(value and abs(value - wanted) <= tolerance for value in sums)


Vector = tuple[Decimal, ...]
"""A row's amounts, in each column of money."""


def outermost_rows(total: Vector, rows: Sequence[Vector]) -> tuple[int, ...] | None:
    """The rows that come to the total in every column, those left out being parts of the one before.

    None where no reading does, or more than one. Amounts below zero and blank rows are for the caller to leave out.

    >>> d = lambda *numbers: tuple(map(Decimal, numbers))
    >>> outermost_rows(d(30, 9), [d(20, 5), d(15, 1), d(5, 4), d(10, 4)])
    (0, 3)
    >>> outermost_rows(d(31, 9), [d(20, 5), d(15, 1), d(5, 4), d(10, 4)]) is None
    True
    """
    ends: list[set[int]] = [set() for _ in rows]
    steps = iter(range(MOST_STEPS))

    def walk(start: int, left: Vector) -> Iterator[tuple[int, ...]]:
        """The readings of the rows from `start` on that come to what is left, each with where it ends behind it."""
        if not any(left):
            yield (start,)
        elif (
            next(steps, None) is not None
            and start < len(rows)
            and all(a >= b for a, b in zip(left, rows[start], strict=True))
        ):
            rest = tuple(a - b for a, b in zip(left, rows[start], strict=True))
            for end in sorted(ends[start]):
                yield from ((start, *more) for more in walk(end, rest))

    for index in range(len(rows) - 1, -1, -1):
        ends[index] = {index + 1} | {found[-1] for found in islice(walk(index + 1, rows[index]), MOST_STATES)}
    whole = [found[:-1] for found in islice(walk(0, total), MOST_STATES) if found[-1] == len(rows)]
    return whole[0] if len(whole) == 1 and next(steps, None) is not None else None
