"""Body rows of one block → codes, labels and figures as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budget.forms.columns import Block, Column, ColumnRole
from budget.forms.printed import cell_to_figure
from budget.layout.records import Matrix
from budget.layout.vocabulary import is_total_word, patterns, words
from budget.models import Figure, GridCell, Notice, NoticeKind, Place, Unit, path_to_text, say
from budget.models.places import join_places
from budget.text import fold_label, squeeze

NAME_FIRST = patterns("name_first")
_CODE = re.compile(r"\d{3,9}")
_CODE_JOINTS = re.compile(r"(?<=\d)[-.·_](?=\d)|^[\[(]|[\])]$")  # 201-03-01, [2010301]
_CODE_AND_NAME = re.compile(r"[\[【(（]?(\d{3}(?:\d{2}){0,2})[\]】)）]?[-—_:：.、]?\s*(?=[^\d\s.、%])(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RawRow:
    """One printed row of a block. `labels` has one text for each label and attribute column, "" where blank."""

    code: str | None
    name: str
    labels: tuple[str, ...]
    parent: str | None
    figures: tuple[Figure, ...]
    place: Place
    notices: tuple[Notice, ...]
    depth: int = 0
    """Which of the label columns names the row, from 0."""
    is_shared: bool = False
    """True when the row's label is merged over this block and the one right of it."""


def block_to_rows(
    matrix: Matrix, header_rows: int, block: Block, unit: Unit | None, other: Block | None = None
) -> list[RawRow]:
    """The rows of a block that print anything. `other` is the block right of it that may share merged cells with it."""
    splits_code = _prints_code_in_name(matrix[header_rows:], block)
    carried: dict[int, str] = {}
    numbers = range(header_rows, len(matrix))
    return [row for r in numbers if (row := _to_row(matrix, r, block, unit, other, splits_code, carried)) is not None]


def _to_row(
    matrix: Matrix,
    r: int,
    block: Block,
    unit: Unit | None,
    other: Block | None,
    splits_code: bool,
    carried: dict[int, str],
) -> RawRow | None:
    cells = matrix[r]
    figures, notices = _figures(matrix, r, block, unit, other)
    labels = _label_texts(cells, [c.index for c in block.of(ColumnRole.LABEL, ColumnRole.ATTRIBUTE)])
    codes = block.of(ColumnRole.CODE)
    code = _join_code(cells, codes)
    # 合计 printed in the code column (or merged from there over the name)
    in_code = (text for c in codes if len(text := squeeze(cells[c.index].text)) > 1 and not fold_label(text).isascii())
    stray = next(in_code, "") if not any(labels.values()) else ""
    if not (code or stray or any(labels.values()) or any(f.text for f in figures)):
        return None
    depth, name, parent = _name_and_parent(block.of(ColumnRole.LABEL), labels, carried)
    # 合计 in an attribute, or in a column that names nothing (部门代码, 序号): a merged cell begins there, or a
    # converted text left it there
    others = (*labels.values(), *(squeeze(cells[c.index].text) for c in block.of(ColumnRole.LINE)))
    name = name or stray or next((text for text in others if is_total_word(fold_label(text))), "")
    if block.columns[0].role is ColumnRole.ATTRIBUTE:  # 类型 of the projects in the rows under it (cc-xfj-2026, p. 14)
        name = name or labels[block.columns[0].index]
    if splits_code and code is None and (found := _CODE_AND_NAME.fullmatch(name)):
        code, name = found.group(1), found.group(2)
    is_shared = other is not None and cells[other.columns[0].index] is cells[block.columns[0].index] and bool(name)
    texts = tuple(labels.values())
    return RawRow(code, name, texts, parent, figures, _place(cells, block), notices, depth, is_shared)


def _label_texts(cells: Sequence[GridCell], columns: Sequence[int]) -> dict[int, str]:
    """The labels by column; one merged over several label columns counts in the first of them only."""
    return {i: "" if i - 1 in columns and cells[i - 1] is cells[i] else squeeze(cells[i].text) for i in columns}


def _join_code(cells: Sequence[GridCell], columns: Sequence[Column]) -> str | None:
    """类 + 款 + 项 → one code; a cell that already holds the whole code of its level replaces what was joined."""
    joined = ""
    for number, column in enumerate(columns):
        if number and column.index != columns[number - 1].index + 1:
            break
        part = _CODE_JOINTS.sub("", fold_label(cells[column.index].text))
        if part.isascii() and part.isdigit():
            joined = part if part.startswith(joined) and len(part) > 2 else joined + part
    return joined or None


def _name_and_parent(
    columns: Sequence[Column], labels: dict[int, str], carried: dict[int, str]
) -> tuple[int, str, str | None]:
    """The column of the most specific label (from 0), that label, and the label to its left that it stands under."""
    name_index = _name_column(columns, labels)
    for position, column in enumerate(columns):
        if labels[column.index]:
            carried[column.index] = "" if is_total_word(fold_label(labels[column.index])) else labels[column.index]
            for later in columns[position + 1 :]:
                carried.pop(later.index, None)
    if name_index is None:
        return 0, "", None
    left = [text for c in columns if c.index < name_index and (text := carried.get(c.index))]
    depth = [c.index for c in columns].index(name_index)
    return depth, _joined_name(columns, labels, name_index), left[-1] if left else None


def _name_column(columns: Sequence[Column], labels: dict[int, str]) -> int | None:
    """The preferred one of the filled label columns, else the rightmost; one without a header is its left one's."""
    filled = [c for c in columns if labels[c.index]]
    for pattern in NAME_FIRST.values():
        named = {c.index for c in columns if pattern.search(c.leaf)}
        named |= {c.index for c in columns if not c.path and c.index - 1 in named}
        found = [c.index for c in filled if c.index in named]
        if found:
            return found[-1]
    return filled[-1].index if filled else None


def _joined_name(columns: Sequence[Column], labels: dict[int, str], index: int) -> str:
    """Columns that name a row together are joined with "/" (专项名称/经济科目)."""
    joined = words("header", "joined")
    together = [c for c in columns if joined.match(c.leaf)]
    if index not in {c.index for c in together}:
        return labels[index]
    return "/".join(labels[c.index] for c in together if labels[c.index])


def _figures(
    matrix: Matrix, r: int, block: Block, unit: Unit | None, other: Block | None
) -> tuple[tuple[Figure, ...], tuple[Notice, ...]]:
    figures: list[Figure] = []
    notices: list[Notice] = []
    for position, column in enumerate(block.figures):
        cell = _own_cell(matrix, r, column, block, other, position)
        figure, doubt = cell_to_figure(cell, None if column.is_count else column.unit or unit)
        figures.append(figure)
        if doubt is not None:
            said = say("table.in_column", column=path_to_text(column.path), what=doubt)
            notices.append(Notice(NoticeKind.DOUBT, cell.place, said))
    return tuple(figures), tuple(notices)


def _own_cell(matrix: Matrix, r: int, column: Column, block: Block, other: Block | None, position: int) -> GridCell:
    """The cell that prints the row's figure in this column; a blank one where another cell is merged over the place."""
    row, index = matrix[r], column.index
    cell = row[index]
    labels = {id(row[c.index]) for c in block.columns if c.role is not ColumnRole.FIGURE}
    if id(cell) in labels:
        # 当年支出小计: one label and one amount merged over both halves of the expenditure side
        shared = other.figures[position].index if other is not None and position < len(other.figures) else None
        is_shared = shared is not None and other is not None and row[other.columns[0].index] is cell
        return row[shared] if is_shared and shared is not None else GridCell("", cell.place._replace(box=None))
    if (index and row[index - 1] is cell) or (r and matrix[r - 1][index] is cell):
        return GridCell("", cell.place._replace(box=None))
    return cell


def _prints_code_in_name(body: Matrix, block: Block) -> bool:
    """Whether the names begin with their codes ("2010301 行政运行"): all but the total rows do, and there are some."""
    columns = block.of(ColumnRole.LABEL)
    if block.of(ColumnRole.CODE) or not columns:
        return False
    texts = [row[columns[0].index].text.strip() for row in body]
    coded = sum(bool(_CODE_AND_NAME.fullmatch(text)) for text in texts)
    return coded >= 2 and coded * 2 > sum(bool(text) for text in texts)


def _place(cells: Sequence[GridCell], block: Block) -> Place:
    """Where the row begins: its first printed cell, its box widened to the block's last one."""
    return join_places([cells[c.index].place for c in block.columns if cells[c.index].text.strip()])
