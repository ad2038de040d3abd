"""The sides of findings: every operand is made here, with the reference that opens its evidence where there is one.

A cell of a table of figures makes its own (`Cell.operand`).
"""

from __future__ import annotations

from decimal import Decimal

from budget.models import (
    FormPart,
    FormRef,
    FundingLine,
    HeaderPath,
    Indicator,
    Operand,
    OverallForm,
    Place,
    PrintedTable,
    ProjectForm,
    Ref,
    Section,
    Statement,
)

PROJECT_FORM = "项目支出绩效目标表"
OVERALL_FORM = "整体支出绩效目标申报表"
CONTENTS = "目录"
GLOSSARY = "名词解释"
PROJECT_NAME = "项目名称"
SUBJECT = "科目"
WHOLE_FUNDING = "资金总额"


def words(
    text: str, place: Place, *, table: str = "", row: str = "", column: HeaderPath = (), ref: Ref | None = None
) -> Operand:
    """An operand that is words: a name, a note, a phrase of the prose."""
    return Operand(None, None, text, table, row, column, place, ref)


def table_operand(table: PrintedTable, text: str = "") -> Operand:
    """A table as a whole, by its title or by what is printed above it."""
    return words(text or table.title, table.place, table=table.title)


def row_operand(table: PrintedTable, index: int) -> Operand:
    """A row by its code and name; the evidence opens at its first cell."""
    row = table.rows[index]
    label = f"{row.code} {row.name}"
    return words(label, row.place, table=table.title, row=label, column=(SUBJECT,), ref=table.ref(index, 0))


def statement_operand(said: Statement, heading: str = "") -> Operand:
    """A figure stated in the prose, under the heading of its section."""
    unit = said.unit_text or "%"
    return Operand(said.value, unit, said.text, heading, said.subject, (), said.place, said.ref, said.doubt)


def count_operand(section: Section, text: str, count: int, at: int | None = None) -> Operand:
    """The words of a section that state a count; `at`: where the number stands in the text without line breaks.

    The evidence opens at the count stated there.
    """
    stated = None if at is None else _statement_at(section, at)
    place, ref = (stated.place, stated.ref) if stated else (section.place, None)
    doubt = stated.doubt if stated else None
    return Operand(Decimal(count), None, text, section.heading, "", (), place, ref, doubt)


def _statement_at(section: Section, at: int) -> Statement | None:
    """The figure stated at a character of the text without line breaks."""
    offset = at
    for index, letter in enumerate(section.text):
        offset += letter == "\n" and index <= offset
    return next((one for one in section.statements if one.start <= offset < one.end), None)


def form_name_operand(form: ProjectForm) -> Operand:
    """The name of the project on its form."""
    return words(form.name.text, form.name.place, table=PROJECT_FORM, row=form.name.text, column=(PROJECT_NAME,))


def funding_operand(form: ProjectForm | OverallForm, line: FundingLine) -> Operand:
    """A row of a form's funding."""
    if isinstance(form, ProjectForm):
        title, row, column = PROJECT_FORM, form.name.text, line.label
    else:
        title, row, column = OVERALL_FORM, line.label, WHOLE_FUNDING
    unit = line.figure.unit.value if line.figure.unit else None
    ref = FormRef(form.form_id, FormPart.FUNDING, form.funding.index(line))
    figure = line.figure
    return Operand(figure.value, unit, figure.text, title, row, (column,), figure.place, ref, figure.doubt)


def indicator_operand(form: ProjectForm | OverallForm, indicator: Indicator) -> Operand:
    """The target of an indicator, "" where none is printed."""
    title, owner = (PROJECT_FORM, form.name.text) if isinstance(form, ProjectForm) else (OVERALL_FORM, OVERALL_FORM)
    place = form.name.place if isinstance(form, ProjectForm) else form.place
    text, place = (indicator.target.text, indicator.target.place) if indicator.target else ("", place)
    name = indicator.level3.text if indicator.level3 else ""
    ref = FormRef(form.form_id, FormPart.INDICATOR, form.indicators.index(indicator))
    return words(text, place, table=title, row=owner, column=(name,), ref=ref)


def field_operand(form: OverallForm, label: str, count: int | None) -> Operand:
    """A labelled cell of the departmental form with the number it states."""
    stated = form.fields[label]
    value = Decimal(count) if count is not None else None
    ref = FormRef(form.form_id, FormPart.FIELD, label)
    return Operand(value, None, stated.text, OVERALL_FORM, "", (label,), stated.place, ref)
