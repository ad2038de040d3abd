"""Performance forms: 项目支出绩效目标表 (one for each project, on one or several sheets) and the departmental form.

`parse_project_forms` takes all tables of the kind in printed order, `parse_overall_form` the departmental one.
Both read forms of one sheet for each project, and lists with one row for each indicator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from budget.forms import performance_labels as vocabulary
from budget.forms.performance_indicators import resolve_first_levels
from budget.forms.performance_list import is_project_list, lists_to_forms
from budget.forms.performance_overall import parse_overall_form
from budget.forms.performance_rows import FormRow, table_to_rows
from budget.forms.performance_sheet import field_key, next_key, read_sheet, sheet_to_form
from budget.models import FundingLine, Indicator, Notice, NoticeKind, ProjectForm, Stated, Table, Unit, say
from budget.text import fold_label

__all__ = ["parse_overall_form", "parse_project_forms"]


def parse_project_forms(tables: Sequence[Table]) -> tuple[ProjectForm, ...]:
    """All project forms of the tables, in printed order; the sheets of one project merged into one form."""
    lists = [table for table in tables if is_project_list(table)]
    rows = [(row, table.unit) for table in tables if not is_project_list(table) for row in table_to_rows(table)]
    sheets = [rows_to_form(*sheet) for sheet in split_sheets(rows)]
    printed = (*lists_to_forms(lists), *merge_sheets(sheets))
    return tuple(replace(form, form_id=f"form-{number}") for number, form in enumerate(printed, start=1))


def split_sheets(rows: Sequence[tuple[FormRow, Unit | None]]) -> list[tuple[list[FormRow], Unit | None]]:
    """Rows cut before each 项目名称, each piece with its unit; labelled rows before the first one belong to it."""
    starts = [n for n, (row, _) in enumerate(rows) if any(token.folded in vocabulary.NAMES for token in row)]
    if not starts:
        return []
    pieces = zip(starts, pairwise([0, *starts[1:], len(rows)]), strict=True)
    return [([row for row, _ in rows[begin:end]], rows[start][1]) for start, (begin, end) in pieces]


def rows_to_form(rows: Sequence[FormRow], unit: Unit | None) -> ProjectForm:
    """One sheet as a form of its own; its name is taken out of `fields`. `unit`: printed above the table."""
    sheet = read_sheet(rows, unit)
    label = next(token for row in rows for token in row if token.folded in vocabulary.NAMES)
    name = sheet.fields.pop(field_key(label), Stated("", label.place))
    return sheet_to_form(sheet, name, label.place)


def merge_sheets(sheets: Sequence[ProjectForm]) -> list[ProjectForm]:
    """Sheets of the same project (name, unit and year's total the same) as one form, in printed order."""
    groups: dict[tuple[str, ...], list[ProjectForm]] = {}
    for number, sheet in enumerate(sheets):
        # a sheet without a name is nobody's continuation
        key = _sheet_key(sheet) if sheet.name.text else (f"#{number}",)
        groups.setdefault(key, []).append(sheet)
    return [_merge_group(group) for group in groups.values()]


def _sheet_key(sheet: ProjectForm) -> tuple[str, ...]:
    unit = next((stated.text for key, stated in sheet.fields.items() if "单位" in key), "")
    totals = [str(line.figure.yuan) for line in sheet.funding if "总额" in line.label]
    return (fold_label(sheet.name.text), fold_label(unit), *totals)


def _merge_group(group: Sequence[ProjectForm]) -> ProjectForm:
    first = group[0]
    fields = dict(first.fields)
    notices = [notice for sheet in group for notice in sheet.notices]
    for sheet in group[1:]:
        notices.extend(_merge_fields(fields, sheet))
    return ProjectForm(
        name=first.name,
        fields=fields,
        funding=_merge_funding(group),
        goal_period=next((sheet.goal_period for sheet in group if sheet.goal_period), None),
        goal_year=next((sheet.goal_year for sheet in group if sheet.goal_year), None),
        indicators=resolve_first_levels(_merge_indicators(group)),
        sheets=tuple(place for sheet in group for place in sheet.sheets),
        notices=(*notices, *_warn_goals_differ(group)),
    )


def _merge_fields(fields: dict[str, Stated], sheet: ProjectForm) -> Iterator[Notice]:
    """Add a further sheet's labelled cells; a text that differs is kept beside the first one and reported."""
    for key, stated in sheet.fields.items():
        if key not in fields or not fields[key].text:
            fields[key] = stated
        elif stated.text and fold_label(stated.text) != fold_label(fields[key].text):
            said = say("form.fields_differ", place=stated.place, field=key, other=fields[key].place)
            yield Notice(NoticeKind.DOUBT, stated.place, said)
            fields[next_key(key, fields)] = stated


def _merge_funding(group: Sequence[ProjectForm]) -> tuple[FundingLine, ...]:
    """The lines of all sheets, those a later sheet only repeats left out."""
    lines: dict[tuple[object, ...], FundingLine] = {}
    for sheet in group:
        for line in sheet.funding:
            lines.setdefault((line.scope, fold_label(line.label), line.figure.value, line.figure.unit), line)
    return tuple(lines.values())


def _merge_indicators(group: Sequence[ProjectForm]) -> list[Indicator]:
    """The indicators of all sheets; a row that a later sheet repeats word for word counts once."""
    merged = list(group[0].indicators)
    for sheet in group[1:]:
        seen = {_words_of_indicator(indicator) for indicator in merged}
        merged.extend(i for i in sheet.indicators if _words_of_indicator(i) not in seen)
    return merged


def _words_of_indicator(indicator: Indicator) -> tuple[str | None, ...]:
    level3 = indicator.level3.text if indicator.level3 else None
    target = indicator.target.text if indicator.target else None
    return indicator.scope, indicator.level2, level3, target


def _warn_goals_differ(group: Sequence[ProjectForm]) -> Iterator[Notice]:
    for word, goals in (
        (say("form.goal_period"), [sheet.goal_period for sheet in group if sheet.goal_period]),
        (say("form.goal_year"), [sheet.goal_year for sheet in group if sheet.goal_year]),
    ):
        for goal in goals[1:]:
            if fold_label(goal.text) != fold_label(goals[0].text):
                place, other = goal.place, goals[0].place
                said = say("form.goals_differ", place=place, goal=word, other=other, text=goal.text)
                yield Notice(NoticeKind.DOUBT, place, said)
