"""A figure table as laid out → PrintedTable, one for each half of a side-by-side one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from budget.forms.cells import RawRow, block_to_rows
from budget.forms.columns import Block, ColumnRole, columns_to_blocks, matrix_to_columns
from budget.forms.roles import rows_to_parents, rows_to_roles
from budget.layout.grids import grid_to_matrix
from budget.layout.records import Matrix
from budget.layout.vocabulary import is_total_word, words
from budget.models import (
    KINDS,
    GridCell,
    Notice,
    NoticeKind,
    PrintedTable,
    RowRole,
    Side,
    Sides,
    Table,
    TableKind,
    TableRow,
    Unit,
    say,
)
from budget.text import fold_label

_UNIT_HEADER = re.compile("单位|部门名称")
MIN_ROWS_FOR_TOTAL = 3


def parse_figures(table: Table, kind: TableKind) -> tuple[PrintedTable, ...]:
    """The halves of a table. Blocks of a table without sides that print the same header follow each other in one."""
    matrix = grid_to_matrix(table.rows)
    blocks = columns_to_blocks(matrix_to_columns(matrix, table.header_row_count)) if matrix else ()
    if not blocks:
        return (_to_printed(table, kind, None, Block(()), []),)
    sides = blocks_to_sides(blocks, kind)
    raw = _share_labels([_block_rows(matrix, table, blocks, i) for i in range(len(blocks))])
    if any(sides):
        return tuple(_to_printed(table, kind, s, b, r) for s, b, r in zip(sides, blocks, raw, strict=True))
    return tuple(_to_printed(table, kind, None, block, rows) for block, rows in _join_blocks(blocks, raw))


def _block_rows(matrix: Matrix, table: Table, blocks: Sequence[Block], index: int) -> list[RawRow]:
    block = blocks[index]
    right = blocks[index + 1] if index + 1 < len(blocks) else None
    start = table.header_row_count
    rows = block_to_rows(matrix, start, block, table.unit, right)
    if start and _is_total_header(matrix, start - 1, block):
        return _header_total_row(matrix, start - 1, block, table) + rows
    return rows


def _share_labels(raw: Sequence[list[RawRow]]) -> list[list[RawRow]]:
    """In a converted text a label merged over two blocks stands in the left one only: its amount gets it back."""
    shared = [raw[0]]
    for rows in raw[1:]:
        bare = {r.place.line: r.name for r in shared[-1] if r.place.line and not any(f.text for f in r.figures)}
        shared.append(
            [row if row.name or row.code else replace(row, name=bare.get(row.place.line or 0, "")) for row in rows]
        )
    return shared


def _is_total_header(matrix: Matrix, r: int, block: Block) -> bool:
    """Whether the last header row prints 合计 under a label header: sub-headers and an empty 合计 row in one."""
    texts = [(fold_label(matrix[r][c.index].text), c.leaf) for c in block.of(ColumnRole.LABEL)]
    return any(is_total_word(text) and leaf and text != leaf for text, leaf in texts)


def _header_total_row(matrix: Matrix, r: int, block: Block, table: Table) -> list[RawRow]:
    """The 合计 row of an empty table whose cells hold the sub-headers: its label, and blanks for figures."""
    labels = {c.index for c in block.of(ColumnRole.LABEL)}
    row = tuple(cell if i in labels else GridCell("", cell.place) for i, cell in enumerate(matrix[r]))
    return block_to_rows((row,), 0, block, table.unit)


def _join_blocks(blocks: Sequence[Block], raw: Sequence[list[RawRow]]) -> list[tuple[Block, list[RawRow]]]:
    """Blocks with as many figure columns under the same headers are one table printed in several columns."""
    joined: list[tuple[Block, list[RawRow]]] = []
    for block, rows in zip(blocks, raw, strict=True):
        leaves = [c.leaf for c in block.figures]
        if joined and [c.leaf for c in joined[-1][0].figures] == leaves:
            joined[-1] = (joined[-1][0], [row for row in joined[-1][1] if not row.is_shared] + rows)
        else:
            joined.append((block, rows))
    return joined


def _to_printed(table: Table, kind: TableKind, side: Side | None, block: Block, raw: Sequence[RawRow]) -> PrintedTable:
    rows = _to_rows(raw, block, kind, table.department)
    return PrintedTable(
        table_id=f"{kind.value}.{side.value}" if side else kind.value,
        kind=kind,
        side=side,
        title=table.title,
        number=table.number,
        unit=table.unit,
        department=table.department,
        columns=tuple(c.path for c in block.figures),
        label_columns=tuple(c.path for c in block.of(ColumnRole.LABEL, ColumnRole.ATTRIBUTE)),
        rows=rows,
        pages=table.pages,
        # a list of names has no figures without being empty
        is_empty=bool(block.figures or not rows) and all(f.value is None for row in rows for f in row.figures),
        notes=table.notes,
        place=table.caption[0].place if table.caption else next(c.place for row in table.rows for c in row if c),
        notices=table.notices + table_notices(kind, table.unit, block, rows, bool(table.notes)),
    )


def _to_rows(raw: Sequence[RawRow], block: Block, kind: TableKind, department: str | None) -> tuple[TableRow, ...]:
    by_unit = any(_UNIT_HEADER.search(c.leaf) for c in block.of(ColumnRole.LABEL))
    roles, parents = rows_to_roles(raw, kind, department, by_unit), rows_to_parents(raw)
    return tuple(
        TableRow(row.code, row.name, row.figures, role, row.place, row.labels, parent, row.notices)
        for row, role, parent in zip(raw, roles, parents, strict=True)
    )


def blocks_to_sides(blocks: Sequence[Block], kind: TableKind) -> tuple[Side | None, ...]:
    """One side for each block; all None where the table is not a two-sided one (its blocks then follow each other)."""
    if len(blocks) < 2 or KINDS[kind].sides is Sides.NEVER:
        return tuple(None for _ in blocks)
    basic = [_basic_side(block) for block in blocks]
    if Side.REVENUE not in basic or Side.EXPENDITURE not in basic:
        if KINDS[kind].sides is not Sides.ALWAYS:
            return tuple(None for _ in blocks)
        basic = [Side.REVENUE, *(Side.EXPENDITURE for _ in blocks[1:])]
    if basic.count(Side.EXPENDITURE) < 2:
        return tuple(basic)
    return tuple(side if side is Side.REVENUE else _expenditure_side(blocks, basic, i) for i, side in enumerate(basic))


def _basic_side(block: Block) -> Side | None:
    """By the header cells over the block, the outermost first: 收入 and 支出 may both occur in deeper ones."""
    for texts in zip(*(c.path for c in block.columns if c.path), strict=False):
        joined = "".join(dict.fromkeys(texts))
        is_revenue, is_expenditure = (words("side", s).match(joined) for s in ("revenue", "expenditure"))
        if is_revenue != is_expenditure:
            return Side.REVENUE if is_revenue else Side.EXPENDITURE
    return None


def _expenditure_side(blocks: Sequence[Block], basic: Sequence[Side | None], index: int) -> Side:
    """按功能 or 按用途; where the header does not say, the first block is by function."""
    header = blocks[index].header
    is_function, is_use = (words("side", s).match(header) for s in ("function", "use"))
    if is_function != is_use:
        return Side.EXPENDITURE_FUNCTION if is_function else Side.EXPENDITURE_USE
    return Side.EXPENDITURE_FUNCTION if list(basic).index(Side.EXPENDITURE) == index else Side.EXPENDITURE_USE


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
    needs_total = KINDS[kind].has_total and len(rows) >= MIN_ROWS_FOR_TOTAL
    # 人员经费合计 and 公用经费合计 stand for a total
    has_total = any(row.role is RowRole.TOTAL or row.name.endswith("合计") for row in rows)
    found = [
        (NoticeKind.NOT_READ, say("table.no_rows"), not rows and not has_note),
        (NoticeKind.NOT_READ, say("table.no_unit"), bool(values) and not has_unit),
        (NoticeKind.AS_PRINTED, say("table.no_total"), bool(values) and needs_total and not has_total),
        (NoticeKind.AS_PRINTED, say("table.negative", count=negative), negative > 0),
    ]
    return tuple(Notice(what, None, said) for what, said, holds in found if holds)
