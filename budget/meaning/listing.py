"""Lists of sources or uses (收支总表): items, 本年合计, carry-over rows, 总计, with or without numbering."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from budget.meaning.labels import CARRY_IN_ROW, CARRY_OUT_ROW, CURRENT_TOTAL_ROW, FUND_ROW
from budget.models import PrintedTable, RowRole, TableRow
from budget.text import Numbering, bare_name, is_of_which, label_numbering


@dataclass(frozen=True, slots=True)
class RowSum:
    """Row `total` is the sum of rows `parts` in every money column. `kind`: level, total, part."""

    total: int
    parts: tuple[int, ...]
    kind: str


class ListRole(Enum):
    """What a row of a list is."""

    ITEM = "item"
    CURRENT_TOTAL = "current_total"
    CARRY_IN = "carry_in"
    CARRY_OUT = "carry_out"
    GRAND_TOTAL = "grand_total"
    OF_WHICH = "of_which"


TOTALS = frozenset({ListRole.CURRENT_TOTAL, ListRole.GRAND_TOTAL})


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: its role, its depth (0 outermost) and the row it stands under, None for outermost ones."""

    index: int
    role: ListRole
    depth: int
    parent: int | None


def table_to_list(table: PrintedTable) -> tuple[ListRow, ...]:
    """The rows of a list with their roles and parents, in printed order."""
    styles = sorted({d for row in table.rows if (d := label_numbering(row.name)) is not None})
    made: list[ListRow] = []
    for index in range(len(table.rows)):
        made.append(_list_row(table, index, styles, made))
    return tuple(made)


def _list_row(table: PrintedTable, index: int, styles: list[Numbering], before: list[ListRow]) -> ListRow:
    row = table.rows[index]
    role = _role(row)
    style = label_numbering(row.name)
    if role in TOTALS:
        return ListRow(index, role, 0, None)
    head = _carry_head(before)
    if style is None and head is not None and FUND_ROW.fullmatch(bare_name(row.name)):
        return ListRow(index, ListRole.ITEM, 1, head)
    if style is None:
        return _unnumbered(index, role, styles, before)
    depth = styles.index(style)
    depth += 1 if head is not None else 0
    parent = _nearest_above(before, depth)
    return ListRow(index, role, depth, parent)


def _unnumbered(index: int, role: ListRole, styles: list[Numbering], before: list[ListRow]) -> ListRow:
    """Among numbered items a row without a number after "其中" goes on with it; else it is an outermost item."""
    previous = before[-1] if before else None
    goes_on = bool(styles) and previous is not None and previous.role is ListRole.OF_WHICH
    if previous is not None and (role is ListRole.OF_WHICH or (role is ListRole.ITEM and goes_on)):
        is_sibling = previous.role is ListRole.OF_WHICH
        parent = previous.parent if is_sibling else previous.index
        return ListRow(index, ListRole.OF_WHICH, previous.depth + (0 if is_sibling else 1), parent)
    return ListRow(index, role, 0, None)


def _carry_head(before: list[ListRow]) -> int | None:
    """The unnumbered carry-over row after the current total, under which the numbering starts anew."""
    for row in reversed(before):
        if row.depth == 0:
            is_carry = row.role in {ListRole.CARRY_IN, ListRole.CARRY_OUT}
            seen_current = any(other.role is ListRole.CURRENT_TOTAL for other in before)
            return row.index if is_carry and seen_current else None
    return None


def _nearest_above(before: list[ListRow], depth: int) -> int | None:
    if depth == 0:
        return None
    for row in reversed(before):
        if row.role in TOTALS:
            return None
        if row.depth < depth and row.role is not ListRole.OF_WHICH:
            return row.index
    return None


def _role(row: TableRow) -> ListRole:
    bare = bare_name(row.name)
    if CURRENT_TOTAL_ROW.fullmatch(bare):
        return ListRole.CURRENT_TOTAL
    if row.role is RowRole.TOTAL:
        return ListRole.GRAND_TOTAL
    if is_of_which(row.name) or row.role is RowRole.OF_WHICH:
        return ListRole.OF_WHICH
    if CARRY_OUT_ROW.search(bare):
        return ListRole.CARRY_OUT
    return ListRole.CARRY_IN if CARRY_IN_ROW.search(bare) else ListRole.ITEM


def listed_sums(table: PrintedTable) -> tuple[RowSum, ...]:
    """The sums of a list: items of their sub-items, 本年合计 of the items before it, 总计 of 本年合计 and the rest."""
    rows = table_to_list(table)
    sums = []
    for row in rows:
        parts = tuple(
            other.index for other in rows if other.parent == row.index and other.role is not ListRole.OF_WHICH
        )
        if row.role in TOTALS:
            parts = _total_parts(rows, row)
        if parts:
            sums.append(RowSum(row.index, parts, "total" if row.parent is None and row.depth == 0 else "level"))
    return tuple(sums)


def _total_parts(rows: tuple[ListRow, ...], total: ListRow) -> tuple[int, ...]:
    """Outermost rows between the total before and this one, with that total; below one at the head, what follows."""
    outermost = [row for row in rows if row.depth == 0 and row.role is not ListRole.OF_WHICH]
    before = list(takewhile(lambda row: row is not total, outermost))
    if not before:
        return tuple(row.index for row in takewhile(lambda row: row.role not in TOTALS, outermost[1:]))
    last_total = max((row.index for row in before if row.role in TOTALS), default=-1)
    first = last_total + (last_total == outermost[0].index)
    return tuple(row.index for row in before if row.index >= first)
