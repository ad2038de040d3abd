"""部门（单位）整体支出绩效目标申报表 → OverallForm: staffing, duties, money, key tasks, indicators."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from budget.forms import performance_labels as vocabulary
from budget.forms.performance_funding import Funding, is_funding_row
from budget.forms.performance_placing import row_to_header
from budget.forms.performance_rows import FormRow, label_to_unit, table_to_rows, text_to_figure, unplaced_notices
from budget.forms.performance_sheet import Sheet, begins_with_label, close_indicators, read_row
from budget.models import FormScope, FundingLine, KeyTask, OverallForm, Place, Table, Unit, say
from budget.text import fold

PERIOD_GOAL_KEY = "实施期目标"


@dataclass(slots=True)
class Tasks:
    """The key tasks read so far; `columns` (function, task) are set while the block is open."""

    columns: tuple[int, int] | None = None
    tasks: list[KeyTask] = field(default_factory=list)


def parse_overall_form(table: Table) -> OverallForm:
    """Read the departmental form; rows that can't be placed are in its notices with their place."""
    rows = table_to_rows(table)
    sheet, tasks = Sheet(funding=Funding(unit=table.unit)), Tasks()
    for row in rows:
        _read_overall_row(row, sheet, tasks)
    close_indicators(sheet)
    fields = dict(sheet.fields)
    if FormScope.PERIOD in sheet.goals:
        fields[PERIOD_GOAL_KEY] = sheet.goals[FormScope.PERIOD]
    return OverallForm(
        fields=fields,
        funding=tuple(_line_to_overall(line) for line in sheet.funding.lines),
        key_tasks=tuple(tasks.tasks),
        goal_year=sheet.goals.get(FormScope.YEAR),
        indicators=tuple(sheet.indicators),
        place=rows[0][0].place if rows else Place(),
        notices=tuple(sheet.notices),
    )


def _read_overall_row(row: FormRow, sheet: Sheet, tasks: Tasks) -> None:
    columns = _task_columns(row)
    if columns is not None:
        close_indicators(sheet)
        tasks.columns = columns
        sheet.funding.unit = _row_unit(row) or sheet.funding.unit
    elif _open_money_block(row, sheet):
        tasks.columns = None
    elif tasks.columns is not None and _is_task_row(row, sheet):
        _read_task_row(row, sheet, tasks, tasks.columns)
    else:
        tasks.columns = None
        read_row(row, sheet)


def _task_columns(row: FormRow) -> tuple[int, int] | None:
    """The columns of 核心职能 and 重点任务 where the row heads the key tasks."""
    words = [token for token in row if token.folded not in vocabulary.TASKS["section"] or len(row) == 2]
    function = next((t.column for t in words if t.folded in vocabulary.TASKS["function"]), None)
    task = next((t.column for t in words if t.folded in vocabulary.TASKS["task"]), None)
    return None if function is None or task is None else (function, task)


def _open_money_block(row: FormRow, sheet: Sheet) -> bool:
    """按资金来源划分｜资金总额（万元）｜按资金方向划分｜资金总额（万元）: the columns of the rows that follow."""
    scopes = [
        (scope, token.column)
        for token in row
        for scope, pattern in ((FormScope.SOURCE, "funding.source_head"), (FormScope.USE, "funding.use_head"))
        if vocabulary.matches(pattern, token.folded) and text_to_figure(token.text, None, token.place) is None
    ]
    if len(scopes) != 2 or any(text_to_figure(token.text, None, token.place) for token in row):
        return False
    funding = sheet.funding
    funding.scopes, funding.has_fixed_scopes, funding.is_open = scopes, True, True
    funding.unit = _row_unit(row) or funding.unit
    return True


def _row_unit(row: FormRow) -> Unit | None:
    return next((unit for token in row if (unit := label_to_unit(token.folded))), None)


def _is_task_row(row: FormRow, sheet: Sheet) -> bool:
    if row_to_header(row) is not None or begins_with_label(row):
        return False
    return not vocabulary.is_goal(row[0].folded) and not is_funding_row(row, sheet.funding)


def _read_task_row(row: FormRow, sheet: Sheet, tasks: Tasks, columns: tuple[int, int]) -> None:
    """Function and task; a task alone belongs to the (merged) function above; amounts become funding of the task."""
    words = [token for token in row if text_to_figure(token.text, None, token.place) is None]
    if len(words) == 2:
        tasks.tasks.append(KeyTask(words[0].to_stated(), words[1].to_stated()))
    elif len(words) == 1 and tasks.tasks and abs(words[0].column - columns[1]) < abs(words[0].column - columns[0]):
        tasks.tasks.append(KeyTask(tasks.tasks[-1].function, words[0].to_stated()))
    else:
        sheet.notices.extend(unplaced_notices(row, say("unplaced.task")))
        return
    figures = [text_to_figure(token.text, sheet.funding.unit, token.place, token.doubt) for token in row]
    function = tasks.tasks[-1].function.text
    sheet.funding.lines.extend(FundingLine(FormScope.TASK, function, figure) for figure in figures if figure)


def _line_to_overall(line: FundingLine) -> FundingLine:
    """By use or by source for lines of forms that do not print the two side by side."""
    if line.scope in (FormScope.SOURCE, FormScope.USE, FormScope.TASK):
        return line
    is_use = vocabulary.matches("funding.use", fold(line.label))
    return replace(line, scope=FormScope.USE if is_use else FormScope.SOURCE)
