"""Project forms printed as one list: a row for each indicator, the project's name and money merged beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from budget.forms import performance_labels as vocabulary
from budget.forms.performance_placing import Header, row_to_header
from budget.forms.performance_rows import FormRow, Token, cells_to_row, label_to_unit, text_to_figure, unplaced_notices
from budget.forms.performance_sheet import Sheet, close_indicators, sheet_to_form
from budget.models import Figure, FormScope, FundingLine, GridRow, Notice, ProjectForm, Stated, Table, Unit, say
from budget.models.places import part
from budget.text import fold_label, squeeze

MAX_HEADER_ROWS = 4
CODE = re.compile(r"\d{6}")
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

    @property
    def columns(self) -> tuple[object, ...]:
        """What stands in which column."""
        money = {column: label.folded for column, label in self.money.items()}
        return self.indicators and self.indicators.columns, self.project, self.goals, money, self.others


@dataclass(frozen=True, slots=True)
class ListPage:
    """The rows of a list on one page; `before`: the page that it goes on with."""

    header: ListHeader
    unit: Unit | None
    rows: Sequence[GridRow]
    before: ListPage | None = None


@dataclass(slots=True)
class Projects:
    """The projects found so far: their names, and for each sheet which name is its own."""

    names: list[Stated] = field(default_factory=list)
    sheets: list[tuple[int, Sheet]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The last name; "" while its words are still to come."""
        return self.names[-1].text if self.names else ""

    def begin(self, name: Stated, header: ListHeader) -> None:
        """Another project of that name."""
        self.names.append(name)
        self.sheets.append((len(self.names) - 1, Sheet(header=header.indicators)))

    def has_other(self, figures: Mapping[str, Figure]) -> bool:
        """Whether the last project has other money already."""
        lines = self.sheets[-1][1].funding.lines if self.sheets else []
        return any(line.label in figures and figures[line.label].value != line.figure.value for line in lines)


def is_project_list(table: Table) -> bool:
    """Whether the table's header names projects and indicators side by side."""
    return _find_header(table) is not None


def lists_to_forms(tables: Sequence[Table]) -> list[ProjectForm]:
    """The projects of lists, in printed order; one that a page's end cuts is one project."""
    found = Projects()
    unplaced = [notice for page in _to_pages(tables) for notice in _read_page(page, found)]
    for _, sheet in found.sheets:
        close_indicators(sheet)
    forms = [sheet_to_form(sheet, found.names[index], found.names[index].place) for index, sheet in found.sheets]
    return [replace(forms[0], notices=(*unplaced, *forms[0].notices)), *forms[1:]] if forms else []


def _to_pages(tables: Sequence[Table]) -> Iterator[ListPage]:
    """The body of each table page by page; a table of the same columns on the next page goes on with the one before."""
    last: ListPage | None = None
    for table in tables:
        header = _find_header(table)
        if header is None:
            continue
        body = [cells for cells in table.rows[header.row_count :] if _is_body(cells_to_row(cells))]
        for rows in part(body, lambda group, cells: _page_of(cells) != _page_of(group[-1])):
            page = ListPage(header, table.unit, rows)
            last = replace(page, before=last if last and _follows(page, last) else None)
            yield last


def _is_body(row: FormRow) -> bool:
    return bool(row) and not (len(row) > 1 and _is_header_row(row))


def _page_of(cells: GridRow) -> int:
    return cells_to_row(cells)[0].place.page or 0


def _follows(page: ListPage, last: ListPage) -> bool:
    gap = _page_of(page.rows[0]) - _page_of(last.rows[-1])
    return page.header is last.header or (gap == 1 and page.header.columns == last.header.columns)


def _read_page(page: ListPage, found: Projects) -> Iterator[Notice]:
    """One page of a list: its first row may go on with the last project, its last ones be of one named overleaf."""
    header, is_open = page.header, page.before is not None
    for number, cells in enumerate(page.rows):
        row = cells_to_row(cells)
        by_column = {token.column: token for token in row}
        name, is_top = by_column.get(header.project), number == 0 and is_open and bool(found.sheets)
        figures = _row_figures(by_column, page)
        if name is not None and name.folded in TOTAL_NAMES:
            continue
        is_other = is_top and found.name != "" and found.has_other(figures)
        if name is None and (_is_blank_to_the_end(page, number, header.project) or is_other):
            found.begin(Stated("", row[0].place), header)
        elif name is not None and is_top and _is_rest_of_name(name, figures, found, header):
            begun = found.names[-1]
            found.names[-1] = replace(begun, text=begun.text + name.text) if begun.text else name.to_stated()
        elif name is not None and not (is_open and fold_label(found.name) == name.folded):
            found.begin(name.to_stated(), header)
        is_open = bool(found.sheets) and (is_open or name is not None)
        if not is_open:
            yield from unplaced_notices(row, say("unplaced.before_project"))
            continue
        total = min(header.money, default=None)
        is_overleaf = total is not None and cells[header.project] is None and _is_blank_to_the_end(page, number, total)
        if found.has_other(figures) or is_overleaf:  # one name over the money of several bodies
            found.sheets.append((len(found.names) - 1, Sheet(header=header.indicators)))
        yield from _read_project_cells(by_column, figures, header, found.sheets[-1][1])


def _is_blank_to_the_end(page: ListPage, number: int, column: int) -> bool:
    """A merged cell that is blank down to the page's end: its words stand in the middle of it, on the next page.

    Not in a list that leaves the cells under a project's first row blank.
    """
    blanks = [n for n, cells in enumerate(page.rows) if (cell := cells[column]) and not cell.text.strip()]
    return number > 0 and blanks in ([number], [0, number])


def _is_rest_of_name(name: Token, figures: Mapping[str, Figure], found: Projects, header: ListHeader) -> bool:
    """A name at a page's top goes on with one above where the two pages print one project's money between them."""
    is_new = CODE.match(name.text) and CODE.match(found.name)
    has_money = bool(found.sheets and found.sheets[-1][1].funding.lines)
    return not found.name or (bool(header.money) and not is_new and has_money != bool(figures))


def _row_figures(by_column: Mapping[int, Token], page: ListPage) -> dict[str, Figure]:
    """The amounts of a row in the columns of money, by their labels; what is no amount has no number."""
    tokens = ((squeeze(label.text), label, by_column.get(column)) for column, label in page.header.money.items())
    return {
        key: text_to_figure(token.text, unit, token.place, token.doubt) or Figure(None, token.text, unit, token.place)
        for key, label, token in tokens
        if token is not None
        for unit in [label_to_unit(label.folded) or page.unit]
    }


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


def _read_project_cells(
    by_column: Mapping[int, Token], figures: Mapping[str, Figure], header: ListHeader, sheet: Sheet
) -> Iterator[Notice]:
    """The merged cells beside the indicators; those repeated on each row are read once, those cut by a page joined."""
    for column, token in by_column.items():
        if column in header.goals:
            yield from _keep(sheet.goals, header.goals[column], token)
        elif column in header.others:
            yield from _keep(sheet.fields, header.others[column], token)
    known = {line.label for line in sheet.funding.lines}
    sheet.funding.lines.extend(
        FundingLine(FormScope.YEAR, k, figure) for k, figure in figures.items() if k not in known
    )
    columns = header.indicators.columns if header.indicators else {}
    if indicator_row := tuple(token for column, token in by_column.items() if column in columns):
        sheet.indicator_rows.append(indicator_row)


def _keep(held: dict[str, Stated], key: str, token: Token) -> Iterator[Notice]:
    """A text for its key; what a further page prints goes on with it."""
    known = held.setdefault(key, token.to_stated())
    if known.text != token.text and known.place.page != token.place.page:
        held[key] = replace(known, text=known.text + token.text)
    elif known.text != token.text:
        yield from unplaced_notices([token], say("unplaced.field"))
