"""Frames of projects, their performance forms, funding and indicators."""

from __future__ import annotations

from collections.abc import Iterator

from budget.frames.cells import Row, figure_columns, own_columns, place_columns
from budget.frames.dictionary import DECLARED
from budget.meaning.dimensions import path_to_dimensions
from budget.meaning.project_names import is_total_label, pair_projects, project_cells, total_line
from budget.models import (
    OVERALL_FORM_ID,
    Disclosure,
    FormMatch,
    FormScope,
    Fund,
    OverallForm,
    PrintedTable,
    ProjectForm,
    Stated,
    TableKind,
    Vintage,
)
from budget.text import clean_text

OVERALL_NAME = "部门整体"
PROJECT_TABLES = (
    (TableKind.PROJECT_CURRENT, Vintage.CURRENT_YEAR),
    (TableKind.PROJECT_CARRYOVER, Vintage.CARRYOVER_IN),
)


def project_rows(disclosure: Disclosure) -> Iterator[Row]:
    """The projects of the project tables; unit roll-ups are not projects."""
    for kind, vintage in PROJECT_TABLES:
        for number, table in enumerate(table for table in disclosure.tables if table.kind is kind):
            ids = f"{vintage}-{number + 1}" if number else vintage.value
            yield from _projects(disclosure, table, vintage, ids)


def _projects(disclosure: Disclosure, table: PrintedTable, vintage: Vintage, ids: str) -> Iterator[Row]:
    """The projects of one table; their ids begin with `ids`."""
    pairs = {pair.cell.ref: pair for pair in pair_projects(disclosure)}
    for cell in project_cells(table):
        pair = pairs.get(cell.ref)
        form = pair.form if pair else None
        yield {
            "project_id": f"{ids}-{cell.row_index}",
            "name": cell.row.name,
            "vintage": vintage,
            **figure_columns(cell.figure),
            "fund": _only_fund(table, cell.row_index),
            "cell": str(cell.ref),
            "form_id": form.form_id if form else None,
            "form_name": form.name.text if form else None,
            "match": (FormMatch.SAME_NAME if pair.is_same_name else FormMatch.SIMILAR_NAME) if pair and form else None,
        }


def _only_fund(table: PrintedTable, index: int) -> Fund | None:
    figures = zip(table.columns, table.rows[index].figures, strict=False)
    funds = {path_to_dimensions(path).fund for path, figure in figures if figure.value}
    funds.discard(None)
    return funds.pop() if len(funds) == 1 else None


def form_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each project's performance form."""
    for form in disclosure.project_forms:
        period, year = total_line(form, FormScope.PERIOD), total_line(form, FormScope.YEAR)
        yield {
            "form_id": form.form_id,
            "name": form.name.text,
            **{column: _text(form.fields.get(label)) for column, label in DECLARED["form_fields"].items()},
            "goal_period": _text(form.goal_period),
            "goal_year": _text(form.goal_year),
            "amount_period_yuan": period.figure.yuan if period else None,
            "amount_year_yuan": year.figure.yuan if year else None,
            "sheet_count": len(form.sheets),
            **place_columns(form.name.place),
        }


def _text(stated: Stated | None) -> str | None:
    return clean_text(stated.text) if stated else None


def _forms(disclosure: Disclosure) -> Iterator[tuple[str, str, OverallForm | ProjectForm]]:
    """The overall form, then every project form, each with its id and name."""
    if disclosure.overall_form:
        yield OVERALL_FORM_ID, OVERALL_NAME, disclosure.overall_form
    yield from ((form.form_id, form.name.text, form) for form in disclosure.project_forms)


def funding_rows(disclosure: Disclosure) -> Iterator[Row]:
    """Funding lines of the overall form and of every project form."""
    for owner, line in ((owner, line) for owner, _, form in _forms(disclosure) for line in form.funding):
        yield {
            "form_id": owner,
            **own_columns(line, "scope", "label"),
            "is_total": is_total_label(line.label),
            **figure_columns(line.figure),
            "is_blank": line.figure.value is None,
            **place_columns(line.figure.place),
        }


def indicator_rows(disclosure: Disclosure) -> Iterator[Row]:
    """Indicators of the overall form and of every project form, rows without content included."""
    for owner, name, form in _forms(disclosure):
        for line in form.indicators:
            stated = line.level3 or line.target
            yield {
                "form_id": owner,
                "project_name": name,
                **own_columns(line, "scope", "level1", "level2", "is_shifted"),
                **own_columns(line, "target_operator", "target_number", "target_unit"),
                "level3": _text(line.level3),
                "target_text": _text(line.target),
                "is_completed": bool(line.level3 and line.level3.is_completed),
                **place_columns(stated.place if stated else None),
            }


def overall_rows(disclosure: Disclosure) -> Iterator[Row]:
    """The labelled cells of the overall form."""
    if disclosure.overall_form:
        for label, stated in disclosure.overall_form.fields.items():
            yield {"label": label, "value": _text(stated), **place_columns(stated.place)}


def key_task_rows(disclosure: Disclosure) -> Iterator[Row]:
    """年度重点任务 of the overall form."""
    if disclosure.overall_form:
        for task in disclosure.overall_form.key_tasks:
            yield {"function": _text(task.function), "task": _text(task.task), **place_columns(task.function.place)}
