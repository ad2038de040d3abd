"""Any printed table as it stands in the document: its label columns and headers, every figure tied to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from budget.frames.cells import code_columns
from budget.models import KINDS, Figure, HeaderPath, PrintedTable, RowRole, TableRow, lowest_of
from budget.views.book import Book
from budget.views.shapes import SHOWN, Cell, CellKind, Column, Provenance, Row, TableView

UNTITLED = "无题的表"
CODES = "编码"
"""Codes keep no header of their own: where 类, 款 and 项 are printed in a column each, they are read as one."""


def printed_table(book: Book, table_id: str) -> TableView:
    """The table with all its rows; columns without a single figure are named under it instead of drawn."""
    table = book.tables[table_id]
    labels = [row.labels if any(row.labels) else (row.name,) for row in table.rows]
    label_columns = _label_columns(table, labels)
    codes = _code_columns(table, label_columns)
    used = [i for i in range(len(table.columns)) if any(row.figures[i].text for row in table.rows)]
    return TableView(
        table.title or UNTITLED,
        table.title or UNTITLED,
        (*codes, *label_columns, *(_figure_column(table, i) for i in used)),
        tuple(
            _row(table, number, said[: len(label_columns)], used, has_codes=bool(codes))
            for number, said in enumerate(labels)
        ),
        _notes(table, used),
        _provenance(book, table),
        naming_column=len(codes) + _naming_column(labels, len(label_columns)) if label_columns else None,
    )


def _label_columns(table: PrintedTable, labels: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """A header cell over several columns is printed once: it heads each of them. Tables of figures alone have none."""
    made: list[Column] = []
    for path in table.label_columns:
        made.append(_column(path) if path or not made else made[-1])
    return tuple(made) or ((Column("项目"),) if any(map(any, labels)) else ())


def _code_columns(table: PrintedTable, labels: Sequence[Column]) -> tuple[Column, ...]:
    """The codes stand left of the names they belong to, under the same outer header."""
    has_codes = any(row.code for row in table.rows)
    return (Column(CODES, above=labels[0].above if labels else ()),) if has_codes else ()


def _column(path: HeaderPath, kind: CellKind = CellKind.TEXT) -> Column:
    *above, label = path or ("项目",)
    return Column(label, kind, above=tuple(above))


def _figure_column(table: PrintedTable, index: int) -> Column:
    is_money = any(row.figures[index].unit for row in table.rows)
    return _column(table.columns[index], CellKind.MONEY if is_money else CellKind.NUMBER)


def _naming_column(labels: Sequence[Sequence[str]], count: int) -> int:
    """The label column that says something of the most rows: a column of 大类 is blank beside each of its items."""
    return max(range(count), key=lambda i: sum(bool(row[i : i + 1] and row[i]) for row in labels))


def _row(table: PrintedTable, number: int, labels: Sequence[str], used: Sequence[int], *, has_codes: bool) -> Row:
    row = table.rows[number]
    code = (Cell(row.code or ""),) if has_codes else ()
    figures = (_figure(row.figures[i], str(table.ref(number, i))) for i in used)
    return Row((*code, *map(Cell, labels), *figures), _indent(table, row), row.role is RowRole.TOTAL)


def _figure(figure: Figure, cell: str) -> Cell:
    """A figure; where it is no amount, the characters as they stand."""
    return Cell("" if figure.yuan is not None else figure.text, yuan=figure.yuan, cell=cell)


def _indent(table: PrintedTable, row: TableRow) -> int:
    """How deep the row stands: by its code, else under the row that the same column prints above it."""
    depth = code_columns(row.code)["depth"]
    return depth - 1 if depth else int(bool(row.parent) and len(table.label_columns) == 1)


def _notes(table: PrintedTable, used: Sequence[int]) -> tuple[str, ...]:
    printed = tuple(note.text for note in table.notes)
    if table.is_empty or not table.rows or (table.columns and not used):
        return ("本表已公开，没有数据：未安排。", *printed)
    empty = [_shortest(table, i) for i in range(len(table.columns)) if i not in used]
    return (*((f"以下各列全部空白（未安排）：{'、'.join(empty)}。",) if empty else ()), *printed)


def _shortest(table: PrintedTable, index: int) -> str:
    """A column by its own header, by the whole path where other columns have the same (小计)."""
    path = table.columns[index]
    is_alone = sum(lowest_of(other) == lowest_of(path) for other in table.columns) == 1
    return lowest_of(path) if is_alone else " · ".join(path)


def _provenance(book: Book, table: PrintedTable) -> Provenance:
    tables = ((table.title or UNTITLED, book.pages_of(table.table_id)),)
    return Provenance(
        tables,
        "" if book.is_government else KINDS[table.kind].scope,
        f"原表单位：{table.unit.value}。" if table.unit else "",
    )


def table_choices(book: Book) -> tuple[tuple[str, str], ...]:
    """(table id, title) of every printed table, halves of one table told apart."""
    return tuple(
        (table.table_id, f"{table.title or UNTITLED}{SHOWN.words['sides'][table.side] if table.side else ''}")
        for table in book.disclosure.tables
    )


def known_table(book: Book, table_id: str | None) -> str | None:
    """The table asked for, if the document has it."""
    return table_id if table_id in book.tables else None
