"""Frames by subject: functional classification, economic classification, three-public costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budget.frames.cells import Row, code_columns, coded_rows, figure_columns, pick
from budget.meaning.columns import amount_column, current_columns, find_column, is_other_year
from budget.meaning.dimensions import path_to_dimensions
from budget.meaning.lookup import carry_column, total_row
from budget.meaning.three_public import path_to_item, words_to_item
from budget.models import (
    Disclosure,
    ExpenditureKind,
    PrintedTable,
    RowRole,
    Scope,
    TableKind,
    ThreePublicItem,
    Use,
    Vintage,
    path_to_text,
)

SUBJECT_TABLES = (
    (TableKind.EXPENDITURE_SUMMARY, Scope.ALL),
    (TableKind.APPROPRIATION_EXPENDITURE, Scope.APPROPRIATION),
    (TableKind.GENERAL_EXPENDITURE, Scope.GENERAL_PUBLIC),
)
BASIC_TABLES = ((TableKind.GENERAL_BASIC, Scope.GENERAL_PUBLIC), (TableKind.APPROPRIATION_BASIC, Scope.APPROPRIATION))
NO_VINTAGES: Row = {f"{name}_{what}": None for name in ("current_year", "carryover_in") for what in ("yuan", "cell")}


def subject_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each functional subject of each scope; the amounts by vintage only where a table prints them."""
    vintages = _vintage_figures(disclosure)
    for kind, scope in SUBJECT_TABLES:
        table = disclosure.table(kind)
        if table is None:
            continue
        codes = {row.code for _, row in coded_rows(table)}
        columns = _kind_columns(table)
        for index, row in coded_rows(table):
            has_children = any(code != row.code and code.startswith(row.code) for code in codes if code and row.code)
            yield {
                **code_columns(row.code),
                "name": row.name,
                "scope": scope,
                "row_role": RowRole.SUBTOTAL if has_children else RowRole.LEAF,
                **_amounts(table, index, columns),
                **(vintages.get(row.code or "", NO_VINTAGES) if scope is Scope.ALL else NO_VINTAGES),
            }


def _kind_columns(table: PrintedTable) -> Mapping[str, int | None]:
    return {
        "total": amount_column(table),
        "basic": find_column(table, lambda d: d.expenditure_kind is ExpenditureKind.BASIC),
        "project": find_column(table, lambda d: d.expenditure_kind is ExpenditureKind.PROJECT),
    }


def _amounts(table: PrintedTable, index: int, columns: Mapping[str, int | None]) -> Row:
    amounts: Row = {}
    for name, column in columns.items():
        figure, cell = pick(table, index, column) or (None, None)
        amounts |= {f"{name}_yuan": figure.yuan if figure else None, f"{name}_cell": cell}
    return amounts


def _vintage_figures(disclosure: Disclosure) -> Mapping[str, Row]:
    """By code: this year's and carried-over money as 收入总表 prints them side by side; empty when it does not."""
    table = disclosure.table(TableKind.REVENUE_SUMMARY)
    if table is None:
        return {}
    carryover = find_column(table, lambda d: d.vintage is Vintage.CARRYOVER_IN)
    if carryover is None:
        return {}
    columns = {"current_year": _current_year_column(table), "carryover_in": carryover}
    return {row.code: _amounts(table, index, columns) for index, row in coded_rows(table) if row.code}


def _current_year_column(table: PrintedTable) -> int | None:
    """This year's total: the whole where carried-over money stands beside it, else a total that says 本年."""
    if carry_column(table) is not None:
        return amount_column(table)
    return find_column(table, lambda d: d.is_total and d.vintage is Vintage.CURRENT_YEAR)


def economic_rows(disclosure: Disclosure) -> Iterator[Row]:
    """The rows of the basic-expenditure tables by economic subject."""
    for kind, scope in BASIC_TABLES:
        table = disclosure.table(kind)
        if table is None:
            continue
        columns = {
            "total": amount_column(table),
            "personnel": find_column(table, lambda d: d.use is Use.PERSONNEL),
            "operating": find_column(table, lambda d: d.use is Use.OPERATING),
        }
        parent = None
        for index, row in enumerate(table.rows):
            parent = row.name if row.role is RowRole.SUBTOTAL else parent
            yield {
                **code_columns(row.code),
                "name": row.name,
                "governmental_name": _governmental_name(table, row.labels),
                "parent_name": row.parent or (parent if row.role is RowRole.LEAF else None),
                "row_role": row.role,
                "scope": scope,
                "table_id": table.table_id,
                **_amounts(table, index, columns),
            }


def _governmental_name(table: PrintedTable, labels: tuple[str, ...]) -> str | None:
    for header, label in zip(table.label_columns, labels, strict=False):
        if "政府预算" in path_to_text(header):
            return label or None
    return None


def three_public_rows(disclosure: Disclosure) -> Iterator[Row]:
    """This year's figures of the 三公 table, whether it prints the items as rows or as columns; not those of units."""
    table = disclosure.table(TableKind.THREE_PUBLIC)
    if table is None:
        return
    is_by_row = any(words_to_item(row.name) not in (None, ThreePublicItem.TOTAL) for row in table.rows)
    own, whole = current_columns(table), None if is_by_row else total_row(table)
    by_row = _columns_by_row(table, own)
    for index, row in enumerate(table.rows):
        if is_other_year(table, row) or whole not in (None, index):
            continue
        columns = by_row if is_by_row else own
        for column in columns:
            path = (row.name,) if is_by_row else table.columns[column]
            item, figure = path_to_item(path), row.figures[column]
            if is_by_row and item is None:
                continue
            yield {
                "item": item or ThreePublicItem.TOTAL,
                "name": path_to_text(path),
                "stage": path_to_dimensions(table.columns[column]).stage,
                **figure_columns(figure),
                "is_blank": figure.value is None,
                "cell": str(table.ref(index, column)),
            }


def _columns_by_row(table: PrintedTable, own: tuple[int, ...]) -> tuple[int, ...]:
    """Budget and final account where they stand side by side, else the column of the whole amount."""
    stages = {path_to_dimensions(table.columns[i]).stage for i in own}
    if len(own) == len(stages) and None not in stages:
        return own
    column = amount_column(table)
    return () if column is None else (column,)
