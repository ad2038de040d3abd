"""A reference in the address → what is printed there (the forms of reference: `budget.models.refs`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from budget.document.corrections import correction_at
from budget.models import (
    CellRef,
    Correction,
    Disclosure,
    Doubt,
    Figure,
    FormPart,
    FormRef,
    FormScope,
    Indicator,
    OverallForm,
    Place,
    PrintedTable,
    ProjectForm,
    ProseRef,
    Ref,
    Section,
    Stated,
    StatementKind,
    Unit,
    UnreadRef,
    once_per_disclosure,
    parse_ref,
)
from budget.words import choice_to_text, message_to_text

FORM_TITLES = {True: "部门整体支出绩效目标申报表", False: "项目支出绩效目标表"}
MONEY_KINDS = (StatementKind.AMOUNT, StatementKind.CHANGE)
STATEMENT_WORDS = {
    StatementKind.AMOUNT: "金额",
    StatementKind.SHARE_PCT: "占比",
    StatementKind.CHANGE: "比上年增减",
    StatementKind.CHANGE_PCT: "比上年增减的百分比",
    StatementKind.COUNT: "个数",
}
_UNITS = {unit.value: unit for unit in Unit}


@dataclass(frozen=True, slots=True)
class Fact:
    """What is printed at one place. `title` names the table, section or form; `row` and `column` the words there.

    `yuan` is the amount in yuan, signed where the prose says 减少; None for words, counts, percentages and blanks.
    `number` is a count or percentage. `context` is the sentence around a figure of the prose.
    """

    ref: Ref
    title: str
    row: str
    column: str
    printed: str
    place: Place
    unit: str | None = None
    yuan: Decimal | None = None
    number: Decimal | None = None
    context: str = ""
    row_place: Place | None = None
    is_money: bool = True
    offset: int = 0
    """Where a figure of the prose begins in its printed line."""
    doubt: Doubt | None = None
    completed_from: str | None = None
    """The characters printed where a clipped cell was completed from its other half, else None."""
    correction: Correction | None = None
    """The declared correction that made it what it is: the source prints something else."""

    @property
    def heading(self) -> str:
        """The title as a sentence names it."""
        return f"文字说明 {self.title}" if isinstance(self.ref, ProseRef) else f"《{self.title}》"


def find_fact(disclosure: Disclosure, address: str) -> Fact | None:
    """What the reference in an address stands for; None when it is none, or this document has no such place."""
    fact = _find(disclosure, parse_ref(address))
    if fact is None or not disclosure.corrections:
        return fact
    return replace(fact, correction=correction_at(disclosure, fact.place, fact.printed + fact.context))


def _find(disclosure: Disclosure, ref: Ref | None) -> Fact | None:
    match ref:
        case CellRef():
            return _find_cell(disclosure, ref)
        case ProseRef():
            return _find_statement(disclosure, ref)
        case FormRef():
            return _find_in_form(disclosure, ref)
        case UnreadRef() if ref.number < len(disclosure.coverage.unread):
            unread, title = disclosure.coverage.unread[ref.number], "没有读到或有疑问的地方"
            return Fact(ref, title, message_to_text(unread.reason), "", unread.text, unread.place, is_money=False)
    return None


@once_per_disclosure
def tables_by_id(disclosure: Disclosure) -> dict[str, PrintedTable]:
    """Tables of figures by their id."""
    return {table.table_id: table for table in disclosure.tables}


@once_per_disclosure
def sections_by_id(disclosure: Disclosure) -> dict[str, Section]:
    """Sections of the prose by their id."""
    return {section.section_id: section for section in disclosure.sections}


def _find_cell(disclosure: Disclosure, ref: CellRef) -> Fact | None:
    table = tables_by_id(disclosure).get(ref.table_id)
    if table is None or ref.row >= len(table.rows) or ref.column >= len(table.rows[ref.row].figures):
        return None
    line = table.rows[ref.row]
    figure = line.figures[ref.column]
    labels = [line.code or "", *(dict.fromkeys(line.labels or (line.name,)))]
    row = " ".join(filter(None, labels)) or line.name
    column = " › ".join(table.columns[ref.column]) if ref.column < len(table.columns) else ""
    return _figure_fact(ref, table.title, row, column, figure, line.place)


def _figure_fact(ref: Ref, title: str, row: str, column: str, figure: Figure, row_place: Place | None = None) -> Fact:
    unit, yuan = figure.unit.value if figure.unit else None, figure.yuan
    return Fact(ref, title, row, column, figure.text, figure.place, unit, yuan, row_place=row_place, doubt=figure.doubt)


def _find_statement(disclosure: Disclosure, ref: ProseRef) -> Fact | None:
    section = sections_by_id(disclosure).get(ref.section_id)
    statement = next((s for s in section.statements if s.start == ref.start), None) if section else None
    if section is None or statement is None:
        return None
    unit = _UNITS.get(statement.unit_text)
    is_money = statement.kind in MONEY_KINDS and unit is not None
    sign = statement.direction if statement.kind is StatementKind.CHANGE and statement.direction else 1
    return Fact(
        ref=ref,
        title=f"{section.number}{section.heading}" or "开头部分",
        row=statement.subject,
        column=STATEMENT_WORDS[statement.kind],
        printed=statement.text,
        unit=statement.unit_text or None,
        yuan=statement.value * unit.factor * sign if is_money and unit else None,
        place=statement.place,
        doubt=statement.doubt,
        number=None if is_money else statement.value,
        context=statement.clause,
        is_money=is_money,
        offset=statement.start - section.text.rfind("\n", 0, statement.start) - 1,
    )


def _find_in_form(disclosure: Disclosure, ref: FormRef) -> Fact | None:
    form = forms_by_id(disclosure).get(ref.form_id)
    if form is None:
        return None
    match ref:
        case FormRef(part=FormPart.INDICATOR, which=int(index)) if index < len(form.indicators):
            return _indicator_fact(ref, form, form.indicators[index])
        case FormRef(part=FormPart.FUNDING, which=int(index)) if index < len(form.funding):
            line = form.funding[index]
            return _figure_fact(ref, _form_title(form), line.label, choice_to_text(line.scope), line.figure)
        case FormRef(part=FormPart.FIELD, which=str(label)) if label in form.fields:
            return _form_fact(ref, form, label, "", form.fields[label])
        case FormRef(which=None):
            return _goal_fact(ref, form)
    return None


def forms_by_id(disclosure: Disclosure) -> dict[str, OverallForm | ProjectForm]:
    """Performance forms by their id."""
    return {form.form_id: form for form in disclosure.forms}


def _form_title(form: OverallForm | ProjectForm) -> str:
    owner = form.name.text.replace("\n", "") if isinstance(form, ProjectForm) else "部门整体"
    return f"{FORM_TITLES[isinstance(form, OverallForm)]}：{owner}"


def _form_fact(ref: FormRef, form: OverallForm | ProjectForm, row: str, column: str, stated: Stated) -> Fact:
    return Fact(
        ref=ref,
        title=_form_title(form),
        row=row,
        column=column,
        printed=stated.printed_text if stated.printed_text is not None else stated.text,
        place=stated.place,
        is_money=False,
        completed_from=stated.text if stated.is_completed else None,
    )


def _indicator_fact(ref: FormRef, form: OverallForm | ProjectForm, indicator: Indicator) -> Fact | None:
    """An indicator's target; its name where no target is printed."""
    stated = indicator.target or indicator.level3
    column = f"{choice_to_text(indicator.scope)}{'指标值' if indicator.target else '三级指标'}"
    level3 = indicator.level3.text.replace("\n", "") if indicator.level3 else None
    row = " › ".join(filter(None, (indicator.level1, indicator.level2, level3)))
    return _form_fact(ref, form, row, column, stated) if stated else None


def _goal_fact(ref: FormRef, form: OverallForm | ProjectForm) -> Fact | None:
    """The goal of the year or the period; the departmental form states the year's alone."""
    is_year = ref.part is FormPart.GOAL_YEAR
    stated = form.goal_year if is_year else form.goal_period if isinstance(form, ProjectForm) else None
    scope = choice_to_text(FormScope.YEAR if is_year else FormScope.PERIOD)
    return _form_fact(ref, form, "总体目标", scope, stated) if stated else None
