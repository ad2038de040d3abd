"""Frames of projects, their performance forms, funding and indicators."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from budget.amounts import half_last_place
from budget.frames.cells import Row, figure_columns, place_columns
from budget.meaning.columns import amount_column
from budget.meaning.dimensions import path_to_dimensions
from budget.models import (
    OVERALL_FORM_ID,
    Disclosure,
    Figure,
    FormMatch,
    FormScope,
    Fund,
    FundingLine,
    Indicator,
    PrintedTable,
    ProjectForm,
    RowRole,
    Stated,
    TableKind,
    Vintage,
)
from budget.text import clean_text, fold_label

OVERALL_NAME = "部门整体"
PROJECT_TABLES = (
    (TableKind.PROJECT_CURRENT, Vintage.CURRENT_YEAR),
    (TableKind.PROJECT_CARRYOVER, Vintage.CARRYOVER_IN),
)
SIMILAR_NAME = 0.75  # share of equal characters; one or two words of a ten-word name may differ

FORM_FIELDS = {
    "department": "主管部门及代码",
    "unit_name": "实施单位",
    "attribute": "项目属性",
    "period": "项目期",
    "overview": "项目概况",
    "basis": "立项依据",
    "necessity": "项目设立必要性",
    "measures": "保证项目实施的制度、措施",
    "plan": "项目实施计划",
    "filed_at": "填报日期",
}


def form_total(form: ProjectForm, scope: FormScope) -> Figure | None:
    """The printed total (资金总额) of the period or the year; None where the form prints none."""
    lines = (line for line in form.funding if line.scope == scope and is_total_label(line.label))
    return next((line.figure for line in lines if line.figure.value is not None), None)


def is_total_label(label: str) -> bool:
    """Whether a funding label is the total and not one of the sources."""
    return "总额" in label or label in ("合计", "资金总额")


def match_form(name: str, amount: Figure, forms: tuple[ProjectForm, ...]) -> tuple[ProjectForm, FormMatch] | None:
    """The form of a project: same name, else similar name with the same amount; None when there is none."""
    for form in forms:
        if fold_label(form.name.text) == fold_label(name):
            return form, FormMatch.SAME_NAME
    candidates = [(_similarity(name, form), i) for i, form in enumerate(forms) if _is_same_amount(amount, form)]
    likeness, index = max(candidates, default=(0.0, -1))
    return (forms[index], FormMatch.SIMILAR_NAME) if likeness >= SIMILAR_NAME else None


def _similarity(name: str, form: ProjectForm) -> float:
    return SequenceMatcher(None, fold_label(name), fold_label(form.name.text)).ratio()


def _is_same_amount(amount: Figure, form: ProjectForm) -> bool:
    total = form_total(form, FormScope.YEAR) or form_total(form, FormScope.PERIOD)
    if total is None or total.yuan is None or amount.yuan is None or amount.unit is None:
        return False
    return abs(total.yuan - amount.yuan) <= half_last_place(amount.text) * amount.unit.factor


def project_rows(disclosure: Disclosure) -> Iterator[Row]:
    """The projects of the project tables; unit roll-ups are not projects."""
    for kind, vintage in PROJECT_TABLES:
        for number, table in enumerate(table for table in disclosure.tables if table.kind is kind):
            ids = f"{vintage}-{number + 1}" if number else vintage.value
            yield from _projects(disclosure, table, vintage, ids)


def _projects(disclosure: Disclosure, table: PrintedTable, vintage: Vintage, ids: str) -> Iterator[Row]:
    """The projects of one table; their ids begin with `ids`."""
    column = amount_column(table)
    if column is None:
        return
    for index, row in enumerate(table.rows):
        if row.role is not RowRole.LEAF:
            continue
        figure = row.figures[column]
        has_forms = vintage is Vintage.CURRENT_YEAR
        matched = match_form(row.name, figure, disclosure.project_forms) if has_forms else None
        yield {
            "project_id": f"{ids}-{index}",
            "name": row.name,
            "vintage": vintage,
            **figure_columns(figure),
            "fund": _only_fund(table, index),
            "cell": str(table.ref(index, column)),
            "form_id": matched[0].form_id if matched else None,
            "form_name": matched[0].name.text if matched else None,
            "match": matched[1] if matched else None,
        }


def _only_fund(table: PrintedTable, index: int) -> Fund | None:
    figures = zip(table.columns, table.rows[index].figures, strict=False)
    funds = {path_to_dimensions(path).fund for path, figure in figures if figure.value}
    funds.discard(None)
    return funds.pop() if len(funds) == 1 else None


def form_rows(disclosure: Disclosure) -> Iterator[Row]:
    """One row for each project's performance form."""
    for form in disclosure.project_forms:
        period, year = form_total(form, FormScope.PERIOD), form_total(form, FormScope.YEAR)
        yield {
            "form_id": form.form_id,
            "name": form.name.text,
            **{column: _text(form.fields.get(label)) for column, label in FORM_FIELDS.items()},
            "goal_period": _text(form.goal_period),
            "goal_year": _text(form.goal_year),
            "amount_period_yuan": period.yuan if period else None,
            "amount_year_yuan": year.yuan if year else None,
            "sheet_count": len(form.sheets),
            **place_columns(form.name.place),
        }


def _text(stated: Stated | None) -> str | None:
    return clean_text(stated.text) if stated else None


def funding_rows(disclosure: Disclosure) -> Iterator[Row]:
    """Funding lines of the overall form and of every project form."""
    if disclosure.overall_form:
        yield from (_funding(OVERALL_FORM_ID, line) for line in disclosure.overall_form.funding)
    for form in disclosure.project_forms:
        yield from (_funding(form.form_id, line) for line in form.funding)


def _funding(owner: str, line: FundingLine) -> Row:
    return {
        "form_id": owner,
        "scope": line.scope,
        "label": line.label,
        "is_total": is_total_label(line.label),
        **figure_columns(line.figure),
        "is_blank": line.figure.value is None,
        **place_columns(line.figure.place),
    }


def indicator_rows(disclosure: Disclosure) -> Iterator[Row]:
    """Indicators of the overall form and of every project form, rows without content included."""
    if disclosure.overall_form:
        yield from (_indicator(OVERALL_FORM_ID, OVERALL_NAME, i) for i in disclosure.overall_form.indicators)
    for form in disclosure.project_forms:
        yield from (_indicator(form.form_id, form.name.text, i) for i in form.indicators)


def _indicator(owner: str, project: str, indicator: Indicator) -> Row:
    stated = indicator.level3 or indicator.target
    return {
        "form_id": owner,
        "project_name": project,
        "scope": indicator.scope,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": _text(indicator.level3),
        "target_text": _text(indicator.target),
        "target_operator": indicator.target_operator,
        "target_number": indicator.target_number,
        "target_unit": indicator.target_unit,
        "is_completed": bool(indicator.level3 and indicator.level3.is_completed),
        "is_shifted": indicator.is_shifted,
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
