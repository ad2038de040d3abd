"""Project forms printed as one list: a row for each indicator, the project's name and money merged beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from budget.forms import performance_labels as vocabulary
from budget.forms.performance_placing import Header, row_to_header
from budget.forms.performance_rows import FormRow, Token, cells_to_row, label_to_unit, text_to_figure, unplaced_notices
from budget.forms.performance_sheet import Sheet, close_indicators, sheet_to_form
from budget.models import FormScope, FundingLine, Notice, ProjectForm, Stated, Table, say
from budget.text import fold_label, squeeze

MAX_HEADER_ROWS = 4
TOTAL_NAMES = frozenset({"合计", "总计", "小计"})


@dataclass(frozen=True, slots=True)
class ListHeader:
    """The columns of a list: indicators, the project's name, its goals, its money, and other labelled cells.

    `indicators` is None in a list that gives each project's goals only.
    """

    indicators: Header | None
    project: int
    goals: Mapping[int, FormScope]
    money: Mapping[int, Token]
    others: Mapping[int, str]
    row_count: int


def is_project_list(table: Table) -> bool:
    """Whether the table's header names projects and indicators side by side."""
    return _find_header(table) is not None


def list_to_forms(table: Table) -> list[ProjectForm]:
    """The projects of a list, in printed order."""
    header = _find_header(table)
    if header is None:
        return []
    projects: list[tuple[Stated, Sheet]] = []
    unplaced: list[Notice] = []
    for cells in table.rows[header.row_count :]:
        row = cells_to_row(cells)
        is_repeated_header = len(row) > 1 and _is_header_row(row)
        if row and not is_repeated_header:
            unplaced.extend(_read_list_row(row, header, projects, table))
    for _, sheet in projects:
        close_indicators(sheet)
    forms = [sheet_to_form(sheet, name, name.place) for name, sheet in projects]
    return [replace(forms[0], notices=(*unplaced, *forms[0].notices)), *forms[1:]] if forms else []


def _find_header(table: Table) -> ListHeader | None:
    """The header of a list: rows of labels only, one column of which is 项目名称, others indicators or goals."""
    rows = [cells_to_row(cells) for cells in table.rows[:MAX_HEADER_ROWS]]
    count = next((n for n, row in enumerate(rows) if not _is_header_row(row)), len(rows))
    lowest = {token.column: token for row in rows[:count] if len(row) > 1 for token in row}
    merged = tuple(token for _, token in sorted(lowest.items()))
    project = next((t.column for t in merged if t.folded in vocabulary.PROJECT_COLUMNS), None)
    if project is None:
        return None
    words = tuple(t for t in merged if t.folded in vocabulary.ROLES and t.column != project)
    header = _build_header(merged, row_to_header(words), project, count)
    return header if header.indicators or header.goals else None


def _is_header_row(row: FormRow) -> bool:
    """Labels only; a lone cell is a title or a unit line between title and labels."""
    return len(row) <= 1 or all(_is_header_word(token) for token in row)


def _is_header_word(token: Token) -> bool:
    known = vocabulary.PROJECT_COLUMNS | vocabulary.GOAL_COLUMNS | vocabulary.FIELDS | vocabulary.SECTIONS
    is_money = vocabulary.matches("funding.line", token.folded) and len(token.folded) <= 20
    return token.folded in known or token.folded in vocabulary.ROLES or is_money or vocabulary.is_goal(token.folded)


def _build_header(merged: Sequence[Token], indicators: Header | None, project: int, row_count: int) -> ListHeader:
    of_indicators = indicators.columns if indicators else {}
    rest = [token for token in merged if token.column != project and token.column not in of_indicators]
    goals = {
        t.column: vocabulary.goal_scope(t.folded) or FormScope.YEAR for t in rest if t.folded in vocabulary.GOAL_COLUMNS
    }
    money = {t.column: t for t in rest if t.column not in goals and vocabulary.matches("funding.line", t.folded)}
    others = {t.column: squeeze(t.text) for t in rest if t.column not in goals and t.column not in money}
    return ListHeader(indicators, project, goals, money, others, row_count)


def _read_list_row(
    row: FormRow, header: ListHeader, projects: list[tuple[Stated, Sheet]], table: Table
) -> list[Notice]:
    by_column = {token.column: token for token in row}
    name = by_column.get(header.project)
    if name is not None and name.folded in TOTAL_NAMES:
        return []
    if name is not None and (not projects or fold_label(projects[-1][0].text) != name.folded):
        projects.append((name.to_stated(), Sheet(header=header.indicators)))
    if not projects:
        return unplaced_notices(row, say("unplaced.before_project"))
    sheet = projects[-1][1]
    _read_project_cells(by_column, header, sheet, table)
    columns = header.indicators.columns if header.indicators else {}
    indicator_row = tuple(token for token in row if token.column in columns)
    if indicator_row:
        sheet.indicator_rows.append(indicator_row)
    return []


def _read_project_cells(by_column: Mapping[int, Token], header: ListHeader, sheet: Sheet, table: Table) -> None:
    """The merged cells beside the indicators; names repeated on each row are read once."""
    for column, token in by_column.items():
        if column in header.goals:
            sheet.goals.setdefault(header.goals[column], token.to_stated())
        elif column in header.others:
            sheet.fields.setdefault(header.others[column], token.to_stated())
        elif column in header.money:
            label = header.money[column]
            figure = text_to_figure(token.text, label_to_unit(label.folded) or table.unit, token.place, token.doubt)
            if figure is not None and all(line.label != squeeze(label.text) for line in sheet.funding.lines):
                sheet.funding.lines.append(FundingLine(FormScope.YEAR, squeeze(label.text), figure))
