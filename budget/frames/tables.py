"""Frames that hold the tables as printed: their list, every cell, the income side, the totals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from budget.frames.cells import Row, code_columns, figure_columns, own_columns, pick, place_columns
from budget.meaning.columns import amount_column, current_columns, find_column
from budget.meaning.dimensions import path_to_dimensions, words_to_dimensions
from budget.meaning.lookup import total_row
from budget.models import (
    Disclosure,
    ExpenditureKind,
    HeaderPath,
    Measure,
    PrintedTable,
    RowRole,
    Scope,
    Side,
    Stage,
    TableKind,
    TableRow,
    Vintage,
    lowest_of,
    path_to_text,
)

INCOME_TOTAL = re.compile(r"收入(?:总计|合计|总额)$|^总计$|^合计$")
KIND_MEASURES = ((Measure.BASIC, ExpenditureKind.BASIC), (Measure.PROJECT, ExpenditureKind.PROJECT))
EXPENDITURE_TOTAL = re.compile(r"支出(?:总计|合计|总额)$|^总计$|^合计$")


def table_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each printed table half."""
    for table in disclosure.tables:
        yield {
            **own_columns(table, "table_id", "kind", "side", "title", "number", "unit", "is_empty"),
            "pages": "、".join(str(page) for page in table.pages),
            "row_count": len(table.rows),
            "figure_count": sum(f.value is not None for row in table.rows for f in row.figures),
            "notes": "\n".join(note.text for note in table.notes) or None,
        }


def line_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each figure cell of every table, blank ones included."""
    for table in disclosure.tables:
        for row_number, row in enumerate(table.rows):
            for column_number in range(len(row.figures)):
                yield _line(table, row, row_number, column_number)


def _line(table: PrintedTable, row: TableRow, row_number: int, column_number: int) -> Row:
    figure = row.figures[column_number]
    path = table.columns[column_number]
    return {
        "cell": str(table.ref(row_number, column_number)),
        **own_columns(table, "table_id", "kind", "side"),
        "row_number": row_number,
        "column_number": column_number,
        **code_columns(row.code),
        "name": row.name,
        "parent_name": row.parent,
        "labels": " | ".join(labels) if len(labels := [label for label in row.labels if label]) > 1 else None,
        "row_role": row.role,
        "column": path_to_text(path),
        **_dimension_columns(table, row, path),
        **figure_columns(figure),
        "is_blank": figure.value is None,
        **place_columns(figure.place),
    }


def _dimension_columns(table: PrintedTable, row: TableRow, path: HeaderPath) -> Row:
    """Dimensions from the column, else the row label, else the title: the words nearest to the figure win."""
    said = [path_to_dimensions(path), path_to_dimensions(_row_path(row)), words_to_dimensions(table.title)]

    def nearest(dimension: str) -> StrEnum | None:
        return next((value for d in said if (value := getattr(d, dimension)) is not None), None)

    return {name: nearest(name) for name in ("fund", "expenditure_kind", "vintage", "stage", "use")}


def _row_path(row: TableRow) -> HeaderPath:
    """What names the row: its name, or the labels that do so together (专项名称 and 经济科目: real/2134e39d, p. 13)."""
    together = tuple(label for label in row.labels if label)
    return together if path_to_text(together) == row.name else (row.name,)


def income_rows(disclosure: Disclosure) -> Iterator[Row]:
    """The income side of the summary table, row by row."""
    table = disclosure.table(TableKind.REVENUE_EXPENDITURE_SUMMARY, Side.REVENUE)
    if table is None or (column := amount_column(table)) is None:
        return
    for index, row in enumerate(table.rows):
        said = words_to_dimensions(row.name)
        is_carryover = said.vintage is Vintage.CARRYOVER_IN
        figure = row.figures[column]
        yield {
            "name": row.name,
            "fund": said.fund,
            "vintage": Vintage.CARRYOVER_IN if is_carryover else Vintage.CURRENT_YEAR,
            "row_role": row.role,
            **figure_columns(figure),
            "is_blank": figure.value is None,
            "cell": str(table.ref(index, column)),
        }


def total_rows(disclosure: Disclosure) -> Iterator[Row]:
    """The totals a reader asks for first, each with its scope, vintage and cell; only those that are printed."""
    yield from _summary_totals(disclosure)
    for kind, scope, vintage in (
        (TableKind.EXPENDITURE_SUMMARY, Scope.ALL, Vintage.ALL),
        (TableKind.GENERAL_EXPENDITURE, Scope.GENERAL_PUBLIC, _general_vintage(disclosure)),
        (TableKind.APPROPRIATION_EXPENDITURE, Scope.APPROPRIATION, Vintage.ALL),
    ):
        yield from _row_totals(disclosure.table(kind), scope, vintage, (Measure.SPENDING, None), *KIND_MEASURES)
    # 一般公共预算 basic expenditure stands in its economic table where the functional one prints no such column
    by_function = disclosure.table(TableKind.GENERAL_EXPENDITURE)
    if not by_function or _kind_column(by_function, ExpenditureKind.BASIC) is None:
        basic, vintage = disclosure.table(TableKind.GENERAL_BASIC), _general_vintage(disclosure)
        yield from _row_totals(basic, Scope.GENERAL_PUBLIC, vintage, (Measure.BASIC, None))
    for kind, measure, vintage in (
        (TableKind.PROJECT_CURRENT, Measure.PROJECTS, Vintage.CURRENT_YEAR),
        (TableKind.PROJECT_CARRYOVER, Measure.PROJECTS, Vintage.CARRYOVER_IN),
        (TableKind.OPERATING_COST, Measure.OPERATING_COST, Vintage.ALL),
        (TableKind.PROCUREMENT, Measure.PROCUREMENT, Vintage.ALL),
    ):
        yield from _row_totals(disclosure.table(kind), Scope.ALL, vintage, (measure, None))


def _summary_totals(disclosure: Disclosure) -> Iterator[Row]:
    income = disclosure.table(TableKind.REVENUE_EXPENDITURE_SUMMARY, Side.REVENUE)
    if income:
        column = amount_column(income)
        for index, row in enumerate(income.rows):
            if row.role is RowRole.TOTAL and (measure := _income_measure(row.name)):
                yield from _total(income, index, column, measure, Scope.ALL, Vintage.ALL)
            elif words_to_dimensions(row.name).vintage is Vintage.CARRYOVER_IN and row.role is not RowRole.OF_WHICH:
                yield from _total(income, index, column, Measure.INCOME, Scope.ALL, Vintage.CARRYOVER_IN)
    spending = disclosure.table(TableKind.REVENUE_EXPENDITURE_SUMMARY, Side.EXPENDITURE)
    if spending:
        yield from _spending_totals(spending)


def _income_measure(name: str) -> Measure | None:
    if name.startswith(("本年", "当年")):
        return Measure.INCOME_CURRENT
    return Measure.INCOME if INCOME_TOTAL.search(name) else None


def _spending_totals(table: PrintedTable) -> Iterator[Row]:
    rows = [i for i, r in enumerate(table.rows) if r.role is RowRole.TOTAL and EXPENDITURE_TOTAL.search(r.name)]
    if not rows:
        return
    for vintage, columns in _columns_by_vintage(table).items():
        yield from _total(table, rows[-1], _whole_of(table, columns), Measure.EXPENDITURE, Scope.ALL, vintage)


def _columns_by_vintage(table: PrintedTable) -> dict[Vintage, list[int]]:
    """This year's columns of all expenditure; 基本支出 and 项目支出 are parts of it."""
    found: dict[Vintage, list[int]] = {}
    for column in current_columns(table):
        said = words_to_dimensions(lowest_of(table.columns[column]))
        if said.expenditure_kind is None:
            found.setdefault(said.vintage or Vintage.ALL, []).append(column)
    return found


def _whole_of(table: PrintedTable, columns: list[int]) -> int:
    """Of columns of one vintage the total, else the final account, else the first (funds stand behind their total)."""
    said = {column: path_to_dimensions(table.columns[column]) for column in columns}
    totals = [c for c in columns if said[c].is_total]
    final = [c for c in totals or columns if said[c].stage is Stage.FINAL_ACCOUNT]
    return (final or totals or columns)[0]


def _general_vintage(disclosure: Disclosure) -> Vintage:
    table = disclosure.table(TableKind.GENERAL_EXPENDITURE)
    return (words_to_dimensions(table.title).vintage if table else None) or Vintage.ALL


def _row_totals(
    table: PrintedTable | None, scope: Scope, vintage: Vintage, *wanted: tuple[Measure, ExpenditureKind | None]
) -> Iterator[Row]:
    """Figures of a table's total row: of all expenditure (None), or of one kind."""
    if table is not None and (row := total_row(table)) is not None:
        for measure, kind in wanted:
            yield from _total(table, row, _kind_column(table, kind), measure, scope, vintage)


def _kind_column(table: PrintedTable, kind: ExpenditureKind | None) -> int | None:
    return amount_column(table) if kind is None else find_column(table, lambda d: d.expenditure_kind is kind)


def _total(
    table: PrintedTable, row: int, column: int | None, measure: Measure, scope: Scope, vintage: Vintage
) -> Iterator[Row]:
    if found := pick(table, row, column):
        figure, cell = found
        yield {"measure": measure, "scope": scope, "vintage": vintage, "cell": cell, **figure_columns(figure)}
