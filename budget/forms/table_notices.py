"""What a reader must be told of a whole table: no unit, no rows, no total, negative figures."""

from __future__ import annotations

from collections.abc import Sequence

from budget.forms.columns import Block
from budget.models import KINDS, Notice, NoticeKind, RowRole, TableKind, TableRow, Unit, say

MIN_ROWS_FOR_TOTAL = 3


def table_notices(
    kind: TableKind, unit: Unit | None, block: Block, rows: Sequence[TableRow], has_note: bool
) -> tuple[Notice, ...]:
    """The notices of one printed table (or half); none for tables of kinds we do not know.

    `has_note`: a note under the table; a table without rows that has one says itself that it is empty.
    """
    if kind is TableKind.OTHER:
        return ()
    if not block.figures:
        return (Notice(NoticeKind.NOT_READ, None, say("table.no_figures")),)
    values = [figure.value for row in rows for figure in row.figures if figure.value is not None]
    has_unit = unit is not None or all(c.is_count or c.unit for c in block.figures)
    negative = sum(value < 0 for value in values)
    found = [
        (NoticeKind.NOT_READ, say("table.no_rows"), not rows and not has_note),
        (NoticeKind.NOT_READ, say("table.no_unit"), bool(values) and not has_unit),
        (NoticeKind.AS_PRINTED, say("table.no_total"), bool(values) and _needs_total(kind, rows)),
        (NoticeKind.AS_PRINTED, say("table.negative", count=negative), negative > 0),
    ]
    return tuple(Notice(what, None, said) for what, said, holds in found if holds)


def _needs_total(kind: TableKind, rows: Sequence[TableRow]) -> bool:
    """Whether a table that always prints a total has none; 人员经费合计 and 公用经费合计 stand for one."""
    has_total = any(row.role is RowRole.TOTAL or row.name.endswith("合计") for row in rows)
    return KINDS[kind].has_total and len(rows) >= MIN_ROWS_FOR_TOTAL and not has_total
