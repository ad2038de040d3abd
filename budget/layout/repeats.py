"""A table that is printed twice (a page bound in again, a file joined twice) counts once, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budget.layout.records import Layout, LayoutBlock
from budget.models import Notice, NoticeKind, Table, say
from budget.text import fold_label

MIN_ROWS = 4  # shorter tables may be equal by nature (an empty one for each unit)

Key = tuple[str, str | None, tuple[tuple[str, ...], ...]]


def drop_repeated_tables(blocks: Sequence[LayoutBlock]) -> Layout:
    """The blocks without tables that repeat an earlier one cell by cell under the same title; the first is marked."""
    kept: list[LayoutBlock] = []
    repeated: list[Table] = []
    places: dict[Key, int] = {}
    for block in blocks:
        key = _table_key(block)
        if key is None or key not in places:
            if key is not None:
                places[key] = len(kept)
            kept.append(block)
            continue
        first = kept[places[key]]
        if isinstance(first, Table) and isinstance(block, Table):
            kept[places[key]] = replace(first, notices=(*first.notices, _notice(block)))
            repeated.append(block)
    return Layout(tuple(kept), tuple(repeated))


def _table_key(block: LayoutBlock) -> Key | None:
    if not isinstance(block, Table) or not block.title or len(block.rows) < MIN_ROWS:
        return None
    rows = tuple(tuple(fold_label(cell.text) if cell else "·" for cell in row) for row in block.rows)
    return fold_label(block.title), block.department, rows


def _notice(table: Table) -> Notice:
    return Notice(NoticeKind.AS_PRINTED, None, say("layout.printed_again", pages=table.pages))
