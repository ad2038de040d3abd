"""What a reader must be told of a whole table: no unit, no rows, no total, negative figures."""

from __future__ import annotations

from collections.abc import Sequence

from budget.forms.columns import Block
from budget.layout.alignment import JOINED
from budget.layout.repeats import PRINTED_AGAIN
from budget.models import KINDS, RowRole, TableKind, TableRow, Unit

MIN_ROWS_FOR_TOTAL = 3
NO_FIGURES = "没有找到数字列，只保留了文字"
NO_UNIT = "表上没有印金额单位，金额不换算、不与别的表比较"
NO_ROWS = "只有表头，没有数据行"
NO_TOTAL = "没有合计行，各行之和无从核对"
NEGATIVE = "个负数，按所印保留"
_NOTICES = (NO_TOTAL, NEGATIVE, PRINTED_AGAIN, JOINED, "字，只取前")


def table_warnings(
    kind: TableKind, unit: Unit | None, block: Block, rows: Sequence[TableRow], has_note: bool
) -> tuple[str, ...]:
    """The warnings of one printed table (or half); none for tables of kinds we do not know.

    `has_note`: a note under the table; a table without rows that has one says itself that it is empty.
    """
    if kind is TableKind.OTHER:
        return ()
    if not block.figures:
        return (NO_FIGURES,)
    values = [figure.value for row in rows for figure in row.figures if figure.value is not None]
    has_unit = unit is not None or all(c.is_count or c.unit for c in block.figures)
    negative = sum(value < 0 for value in values)
    found = [
        NO_ROWS if not rows and not has_note else "",
        NO_UNIT if values and not has_unit else "",
        NO_TOTAL if values and _needs_total(kind, rows) else "",
        f"有 {negative} {NEGATIVE}" if negative else "",
    ]
    return tuple(filter(None, found))


def is_notice(warning: str) -> bool:
    """Whether a table's warning only says how it is printed: every figure of it was read all the same."""
    return any(words in warning for words in _NOTICES)


def _needs_total(kind: TableKind, rows: Sequence[TableRow]) -> bool:
    """Whether a table that always prints a total has none; 人员经费合计 and 公用经费合计 stand for one."""
    has_total = any(row.role is RowRole.TOTAL or row.name.endswith("合计") for row in rows)
    return KINDS[kind].has_total and len(rows) >= MIN_ROWS_FOR_TOTAL and not has_total
