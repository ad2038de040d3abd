"""A reference in the address → what is printed there.

References: "table_id/row/column" (a cell, counted from 0), "prose:SECTION:START" (a figure stated in the prose),
"form:FORM_ID:indicator:N", "form:FORM_ID:funding:N", "form:FORM_ID:field:LABEL", "form:FORM_ID:goal_year" (a cell of
a performance form; FORM_ID as in the frames, "overall" for the whole department's), "unread:N" (a place that was not
read).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from budget.frames.projects import OVERALL_ID, form_id
from budget.models import (
    Disclosure,
    Figure,
    Indicator,
    OverallForm,
    Place,
    PrintedTable,
    ProjectForm,
    Section,
    Stated,
    Statement,
    StatementKind,
    Unit,
)

FORM_TITLES = {True: "部门整体支出绩效目标申报表", False: "项目支出绩效目标表"}
SCOPE_WORDS = {"period": "实施期", "year": "年度", "source": "资金来源", "use": "资金方向"}
MONEY_KINDS = (StatementKind.AMOUNT, StatementKind.CHANGE)
_UNITS = {unit.value: unit for unit in Unit}


class FactKind(StrEnum):
    """Where a fact stands: a cell of a table of figures, a figure in the prose, a cell of a performance form."""

    CELL = "cell"
    PROSE = "prose"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Fact:
    """What is printed at one place. `title` names the table, section or form; `row` and `column` the words there.

    `yuan` is the amount in yuan, signed where the prose says 减少; None for words, counts, percentages and blanks.
    `number` is a count or percentage. `context` is the sentence around a figure of the prose.
    """

    ref: str
    kind: FactKind
    title: str
    row: str
    column: str
    printed: str
    unit: str | None
    yuan: Decimal | None
    place: Place
    number: Decimal | None = None
    context: str = ""
    row_place: Place | None = None
    table_id: str | None = None
    is_money: bool = True
    offset: int = 0
    """Where a figure of the prose begins in its printed line."""
    completed_from: str | None = None
    """The characters printed where a clipped cell was completed from its other half, else None."""

    @property
    def heading(self) -> str:
        """The title as a sentence names it."""
        return f"文字说明 {self.title}" if self.kind is FactKind.PROSE else f"《{self.title}》"


def find_fact(disclosure: Disclosure, ref: str) -> Fact | None:
    """What the reference stands for; None when this document has no such place."""
    if ref.startswith("prose:"):
        return _find_statement(disclosure, ref)
    if ref.startswith("unread:"):
        return _find_unread(disclosure, ref)
    if ref.startswith("form:"):
        return _find_in_form(disclosure, ref)
    return _find_cell(disclosure, ref)


def _find_cell(disclosure: Disclosure, ref: str) -> Fact | None:
    table_id, _, position = ref.partition("/")
    row_text, _, column_text = position.partition("/")
    table = next((table for table in disclosure.tables if table.table_id == table_id), None)
    if table is None or not (_is_index(row_text) and _is_index(column_text)):
        return None
    row, column = int(row_text), int(column_text)
    if row >= len(table.rows) or column >= len(table.rows[row].figures):
        return None
    return cell_fact(table, row, column)


def _is_index(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6


def cell_fact(table: PrintedTable, row: int, column: int) -> Fact:
    """The fact of one cell of a table of figures."""
    line = table.rows[row]
    figure = line.figures[column]
    labels = [line.code or "", *(dict.fromkeys(line.labels or (line.name,)))]
    return Fact(
        ref=f"{table.table_id}/{row}/{column}",
        kind=FactKind.CELL,
        title=table.title,
        row=" ".join(filter(None, labels)) or line.name,
        column=" › ".join(table.columns[column].split("/")) if column < len(table.columns) else "",
        printed=figure.text,
        unit=figure.unit.value if figure.unit else None,
        yuan=figure.yuan,
        place=figure.place,
        row_place=line.place,
        table_id=table.table_id,
    )


def _find_statement(disclosure: Disclosure, ref: str) -> Fact | None:
    section_id, _, start = ref.removeprefix("prose:").rpartition(":")
    section = next((section for section in disclosure.sections if section.section_id == section_id), None)
    if section is None or not _is_index(start):
        return None
    statement = next((s for s in section.statements if s.start == int(start)), None)
    return statement_fact(section, statement) if statement else None


def statement_ref(statement: Statement) -> str:
    """The reference of a figure stated in the prose."""
    return f"prose:{statement.section_id}:{statement.start}"


def statement_fact(section: Section, statement: Statement) -> Fact:
    """The fact of a figure stated in the prose."""
    unit = _UNITS.get(statement.unit_text)
    is_money = statement.kind in MONEY_KINDS and unit is not None
    sign = statement.direction if statement.kind is StatementKind.CHANGE and statement.direction else 1
    return Fact(
        ref=statement_ref(statement),
        kind=FactKind.PROSE,
        title=section_title(section),
        row=statement.subject,
        column=STATEMENT_WORDS[statement.kind],
        printed=statement.text,
        unit=statement.unit_text or None,
        yuan=statement.value * unit.factor * sign if is_money and unit else None,
        place=statement.place,
        number=None if is_money else statement.value,
        context=statement.clause,
        is_money=is_money,
        offset=statement.start - section.text.rfind("\n", 0, statement.start) - 1,
    )


def section_title(section: Section) -> str:
    """Number and heading as one title; the front matter has neither.

    >>> section_title(Section("1", "一、", "主要职能", 1, "", Place()))
    '一、主要职能'
    """
    return f"{section.number}{section.heading}" or "开头部分"


STATEMENT_WORDS = {
    StatementKind.AMOUNT: "金额",
    StatementKind.SHARE_PCT: "占比",
    StatementKind.CHANGE: "比上年增减",
    StatementKind.CHANGE_PCT: "比上年增减的百分比",
    StatementKind.COUNT: "个数",
}


def _find_unread(disclosure: Disclosure, ref: str) -> Fact | None:
    """A place that was not read: "unread:N", counted from 0."""
    which = ref.removeprefix("unread:")
    if not _is_index(which) or int(which) >= len(disclosure.coverage.unread):
        return None
    unread = disclosure.coverage.unread[int(which)]
    return Fact(
        ref=ref,
        kind=FactKind.FORM,
        title="没有读到或有疑问的地方",
        row=unread.reason,
        column="",
        printed=unread.text,
        unit=None,
        yuan=None,
        place=unread.place,
        is_money=False,
    )


def _find_in_form(disclosure: Disclosure, ref: str) -> Fact | None:
    """A reference is "form:FORM_ID:part" or "form:FORM_ID:part:which"."""
    _, owner, part, which = (*ref.split(":", 3), "", "")[:4]
    form = forms_by_id(disclosure).get(owner)
    find = FORM_PARTS.get(part)
    return find(ref, form, which) if form and find else None


def forms_by_id(disclosure: Disclosure) -> dict[str, OverallForm | ProjectForm]:
    """Performance forms by their id in the frames."""
    overall = {OVERALL_ID: disclosure.overall_form} if disclosure.overall_form else {}
    return overall | {form_id(index): form for index, form in enumerate(disclosure.project_forms)}


def _owner_name(form: OverallForm | ProjectForm) -> str:
    return form.name.text.replace("\n", "") if isinstance(form, ProjectForm) else "部门整体"


def _form_fact(ref: str, form: OverallForm | ProjectForm, row: str, column: str, stated: Stated) -> Fact:
    return Fact(
        ref=ref,
        kind=FactKind.FORM,
        title=f"{FORM_TITLES[isinstance(form, OverallForm)]}：{_owner_name(form)}",
        row=row,
        column=column,
        printed=stated.printed_text if stated.printed_text is not None else stated.text,
        unit=None,
        yuan=None,
        place=stated.place,
        is_money=False,
        completed_from=stated.text if stated.is_completed else None,
    )


def _indicator_fact(ref: str, form: OverallForm | ProjectForm, which: str) -> Fact | None:
    """An indicator's target; its name where no target is printed."""
    indicator = form.indicators[int(which)] if _is_index(which) and int(which) < len(form.indicators) else None
    stated = (indicator.target or indicator.level3) if indicator else None
    if indicator is None or stated is None:
        return None
    column = f"{SCOPE_WORDS.get(indicator.scope, '')}{'指标值' if indicator.target else '三级指标'}"
    return _form_fact(ref, form, _indicator_row(indicator), column, stated)


def _indicator_row(indicator: Indicator) -> str:
    level3 = indicator.level3.text.replace("\n", "") if indicator.level3 else None
    return " › ".join(filter(None, (indicator.level1, indicator.level2, level3)))


def _funding_fact(ref: str, form: OverallForm | ProjectForm, which: str) -> Fact | None:
    if not _is_index(which) or int(which) >= len(form.funding):
        return None
    line = form.funding[int(which)]
    column = SCOPE_WORDS.get(line.scope, line.scope)
    return _figure_fact(ref, form, line.label, column, line.figure)


def _figure_fact(ref: str, form: OverallForm | ProjectForm, row: str, column: str, figure: Figure) -> Fact:
    return Fact(
        ref=ref,
        kind=FactKind.FORM,
        title=f"{FORM_TITLES[isinstance(form, OverallForm)]}：{_owner_name(form)}",
        row=row,
        column=column,
        printed=figure.text,
        unit=figure.unit.value if figure.unit else None,
        yuan=figure.yuan,
        place=figure.place,
    )


def _field_fact(ref: str, form: OverallForm | ProjectForm, which: str) -> Fact | None:
    stated = form.fields.get(which)
    return _form_fact(ref, form, which, "", stated) if stated else None


def _goal_fact(ref: str, form: OverallForm | ProjectForm, which: str) -> Fact | None:
    name = ref.split(":")[2]
    stated = getattr(form, name, None)
    return _form_fact(ref, form, "总体目标", SCOPE_WORDS[name.removeprefix("goal_")], stated) if stated else None


FORM_PARTS: dict[str, Callable[[str, OverallForm | ProjectForm, str], Fact | None]] = {
    "indicator": _indicator_fact,
    "funding": _funding_fact,
    "field": _field_fact,
    "goal_year": _goal_fact,
    "goal_period": _goal_fact,
}
