"""A figure table as laid out → PrintedTable, one for each half of a side-by-side one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from budget.forms.cells import RawRow, block_to_rows
from budget.forms.columns import Block, ColumnRole, columns_to_blocks, matrix_to_columns
from budget.forms.roles import rows_to_parents, rows_to_roles
from budget.forms.sides import blocks_to_sides
from budget.forms.table_notices import table_notices
from budget.layout.grids import grid_to_matrix
from budget.layout.records import Matrix
from budget.layout.vocabulary import is_total_word
from budget.models import GridCell, Place, PrintedTable, Side, Table, TableKind, TableRow
from budget.text import fold_label

_UNIT_HEADER = re.compile("单位|部门名称")


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
        bare = {row.place.line: row.name for row in shared[-1] if row.name and _prints_nothing(row)}
        shared.append(
            [
                replace(row, name=bare[row.place.line])
                if row.place.line in bare and row.place.line is not None and not (row.name or row.code)
                else row
                for row in rows
            ]
        )
    return shared


def _prints_nothing(row: RawRow) -> bool:
    return not any(figure.text for figure in row.figures)


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
        is_empty=not any(figure.value is not None for row in rows for figure in row.figures)
        and _is_money_table(block, rows),
        notes=table.notes,
        place=_table_place(table),
        notices=table.notices + table_notices(kind, table.unit, block, rows, bool(table.notes)),
    )


def _is_money_table(block: Block, rows: Sequence[TableRow]) -> bool:
    """A list of names has no figures without being empty."""
    return bool(block.figures) or not rows


def _to_rows(raw: Sequence[RawRow], block: Block, kind: TableKind, department: str | None) -> tuple[TableRow, ...]:
    by_unit = any(_UNIT_HEADER.search(c.leaf) for c in block.of(ColumnRole.LABEL))
    roles, parents = rows_to_roles(raw, kind, department, by_unit), rows_to_parents(raw)
    return tuple(
        TableRow(
            code=row.code,
            name=row.name,
            figures=row.figures,
            role=role,
            place=row.place,
            labels=row.labels,
            parent=parent,
            notices=row.notices,
        )
        for row, role, parent in zip(raw, roles, parents, strict=True)
    )


def _table_place(table: Table) -> Place:
    """Where the table begins: its first caption line, else its first cell."""
    if table.caption:
        return table.caption[0].place
    return next(cell.place for row in table.rows for cell in row if cell is not None)
