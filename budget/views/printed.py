"""Any printed table as it stands in the document, every figure tied to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from budget.models import KINDS, CellRef, RowRole, TableKind, lowest_of
from budget.views.book import Book, Record
from budget.views.money import DisplayUnit
from budget.views.shapes import Cell, CellKind, Column, Provenance, Row, TableView


def printed_table(book: Book, table_id: str, unit: DisplayUnit) -> TableView:
    """The table with all its rows; columns without a single figure are named under it instead of drawn."""
    record = book.first("tables", table_id=table_id)
    assert record is not None, table_id
    lines = list(book.rows("lines", table_id=table_id))
    if not lines:
        return _words_table(book, record)
    used = sorted({r["column_number"] for r in lines if not r["is_blank"]})
    headers = book.tables[table_id].columns
    rows = tuple(_row(list(cells), used) for _, cells in groupby(lines, key=lambda r: r["row_number"]))
    columns = (Column("科目" if any(r["code"] for r in lines) else "项目"),
               *(Column(" · ".join(headers[i]), CellKind.MONEY) for i in used))  # fmt: skip
    provenance = book.provenance(
        (str(CellRef(table_id, 0, 0)),),
        KINDS[TableKind(record["kind"])].scope,
        f"原表单位：{record['unit']}。" if record["unit"] else "",
    )
    return TableView(record["title"], record["title"], columns, rows, _notes(book, record, used), provenance)


def _row(cells: Sequence[Record], used: Sequence[int]) -> Row:
    first = cells[0]
    figures = {r["column_number"]: r for r in cells}
    shown = tuple(_figure(figures[i]) for i in used)
    indent = max((first["depth"] or 1) - 1, 0)
    return Row(
        (Cell(_name(first), note=f" {first['code']}" if first["code"] else ""), *shown),
        indent,
        first["row_role"] == RowRole.TOTAL,
    )


def _figure(record: Record) -> Cell:
    """A figure; where its table prints no unit, the characters as they stand."""
    is_plain = record["amount_yuan"] is None and not record["is_blank"]
    return Cell(record["printed_text"] if is_plain else "", yuan=record["amount_yuan"], cell=record["cell"])


def _words_table(book: Book, record: Record) -> TableView:
    """A table of words alone (which units there are), or one that prints nothing."""
    table = book.tables[record["table_id"]]
    columns = tuple(Column(label or "项目") for label in table.label_columns or ("项目",))
    rows = tuple(Row(tuple(Cell(label) for label in row.labels or (row.name,))) for row in table.rows)
    notes = () if rows else ("本表已公开，没有数据：未安排。",)
    pages = book.pages_of(record["table_id"])
    provenance = Provenance(((record["title"] or "无题的表", pages),))
    return TableView(record["title"] or "无题的表", record["title"] or "无题的表", columns, rows, notes, provenance)


def table_choices(book: Book) -> tuple[tuple[str, str], ...]:
    """(table id, title) of every printed table, halves of one table told apart."""
    sides = {"revenue": "（收入）", "expenditure": "（支出）", "expenditure_function": "（支出功能分类）",
             "expenditure_use": "（支出用途）"}  # fmt: skip
    return tuple(
        (r["table_id"], f"{r['title'] or '无题的表'}{sides.get(r['side'] or '', '')}") for r in book.frames["tables"]
    )


def known_table(book: Book, table_id: str | None) -> str | None:
    """The table asked for, if the document has it."""
    return table_id if book.first("tables", table_id=table_id) else None


def _name(record: Record) -> str:
    """The row's label; under a merged label of several rows both, for 小计 alone says little."""
    parent, name = record["parent_name"], record["name"]
    return name if not parent or parent == name else f"{parent} · {name}"


def _notes(book: Book, record: Record, used: Sequence[int]) -> tuple[str, ...]:
    if record["is_empty"] or not used:
        return tuple(filter(None, ("本表已公开，没有数据：未安排。", record["notes"])))
    headers = book.tables[record["table_id"]].columns
    empty = dict.fromkeys(lowest_of(path) for index, path in enumerate(headers) if index not in used)
    said = (f"以下各列全部空白（未安排）：{'、'.join(empty)}。",) if empty else ()
    return (*said, *filter(None, (record["notes"],)))
