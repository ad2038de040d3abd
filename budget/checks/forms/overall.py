"""整体支出绩效目标申报表 against the tables, its own sums, and indicators that nothing can be measured by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from budget.amounts import half_last_place
from budget.checks.compare import judge
from budget.checks.engine import rule
from budget.checks.operands import field_operand, funding_operand, indicator_operand
from budget.checks.outcome import agreed, by_status, failed, finding, not_applicable, not_possible, passed
from budget.layout.vocabulary import patterns
from budget.meaning.cells import FEN_PLACES, Cell
from budget.meaning.columns import column_like
from budget.meaning.listing import ListRole
from budget.meaning.lookup import BASIC, PROJECT, list_cell, tables_of, total_cell
from budget.meaning.readings import has_nested_reading
from budget.models import (
    CheckClass,
    Disclosure,
    Figure,
    Finding,
    FormScope,
    FundingLine,
    Indicator,
    Message,
    Money,
    OverallForm,
    ProjectForm,
    Side,
    Stated,
    Status,
    TableKind,
    Unit,
    say,
)
from budget.text import bare_name

WORDS = patterns("overall_form")

NO_FORM = say("forms.no_overall_form")
FEW = 20
"""One target of so many that repeats its name says nothing of the forms: a slip, or the cell of its neighbour."""

MOST_OF_NAME = 2 / 3
"""A target of so many of its indicator's characters, and no other, repeats the name (提升幸福感 of 提升群众幸福感)."""


@rule("form.overall_sums", CheckClass.FORM)
def overall_sums_hold(disclosure: Disclosure) -> Iterator[Finding]:
    """按资金来源 and 按资金方向: each part of the form adds up to its 合计, and both 合计 are equal."""
    form = disclosure.overall_form
    if form is None or not form.funding:
        yield not_applicable(say("forms.overall_sums"), NO_FORM)
        return
    totals = []
    for scope, what in ((FormScope.SOURCE, say("forms.overall_sources")), (FormScope.USE, say("forms.overall_uses"))):
        lines = [line for line in form.funding if line.scope is scope]
        total = next((line for line in lines if WORDS["total_label"].search(line.label)), None)
        parts = [line for line in lines if line is not total]
        if total is not None and parts:
            totals.append(total)
            yield _sum_finding(form, total, parts, what)
    if len(totals) == 2:
        yield _sum_finding(form, totals[0], totals[1:], say("forms.overall_totals"))


@rule("form.overall_tables", CheckClass.FORM)
def overall_meets_tables(disclosure: Disclosure) -> Iterator[Finding]:
    """The form's total, basic and project money = this year's (or all) money of the tables."""
    form = disclosure.overall_form
    if form is None or not form.funding:
        yield not_applicable(say("forms.overall_tables"), NO_FORM)
        return
    is_by_fund = sum(bool(BASIC.search(line.label)) for line in form.funding) > 1
    for what, lines, cells in _overall_pairs(disclosure, form.funding):
        if not lines:
            continue
        if not cells or is_by_fund:
            why = say("forms.by_fund") if is_by_fund else say("forms.not_in_tables")
            yield not_possible(what, why, [funding_operand(form, lines[0])])
            continue
        yield _table_finding(form, lines[0], cells, what)


@rule("form.staff", CheckClass.FORM)
def staff_adds_up(disclosure: Disclosure) -> Iterator[Finding]:
    """实际在职人员总数 = 在编人员数 + 其他人员数, where the form prints all three."""
    form = disclosure.overall_form
    fields = form.fields if form else {}
    total = _field(fields, WORDS["staff_total"])
    parts = [(label, stated) for label, stated in fields.items() if WORDS["staff_parts"].search(label)]
    what = say("forms.staff")
    if form is None or total is None or len(parts) < 2:
        yield not_applicable(what, NO_FORM if form is None else say("forms.staff_not_apart"))
        return
    counts = [leading_count(stated.text) for _, stated in (total, *parts)]
    operands = [field_operand(form, label, count) for (label, _), count in zip((total, *parts), counts, strict=True)]
    if None in counts:
        yield not_possible(what, say("forms.staff_unread"), operands)
        return
    numbers = [count for count in counts if count is not None]
    listed = tuple(say("forms.staff_part", label=label, text=stated.text) for label, stated in parts)
    gap = numbers[0] - sum(numbers[1:])
    agrees = say("forms.staff_agrees", what=what, total=total[1].text, parts=listed)
    differs = say("forms.staff_differs", what=what, total=total[1].text, parts=listed, gap=abs(gap))
    yield agreed(gap, agrees, differs, operands)


@rule("form.measurable", CheckClass.FORM)
def indicators_measurable(disclosure: Disclosure) -> Iterator[Finding]:
    """Targets that are none, told together: blank signs, a noun, the indicator's name once more.

    Words of quality (显著提升) may be targets too, the ministry's rules allow them.
    """
    listed = list(_indicators(disclosure))
    if not listed:
        yield not_applicable(say("forms.measurable"), say("forms.no_forms"))
        return
    vague = [(form, indicator) for form, indicator in listed if is_vague(indicator)]
    if not vague:
        yield passed(say("forms.all_measurable", count=len(listed)))
        return
    examples = tuple(say("forms.indicator", name=_named(one), target=_target(one)) for _, one in vague[:3])
    told = say("forms.vague", count=len(listed), vague=len(vague), examples=examples)
    operands = [indicator_operand(form, indicator) for form, indicator in vague]
    if len(vague) * FEW < len(listed):
        yield finding(Status.NOT_APPLICABLE, told, operands, reason=say("forms.few_vague"))
        return
    yield failed(told, operands, reason=say("forms.why_measurable"))


def is_vague(indicator: Indicator) -> bool:
    """Whether an indicator is named but its target says no more than the name."""
    if indicator.level3 is None or indicator.target is None or indicator.target_number is not None:
        return False
    target, name = bare_name(indicator.target.text), bare_name(indicator.level3.text)
    is_repeated = not set(target) - set(name) and len(target) >= len(name) * MOST_OF_NAME
    is_no_value = is_repeated or WORDS["no_value"].search(target)
    return bool(is_no_value) and not WORDS["measurable_words"].search(target)


def leading_count(text: str) -> int | None:
    """The number of things a cell counts.

    >>> leading_count("15个"), leading_count("57 人"), leading_count("若干")
    (15, 57, None)
    """
    match = re.match(r"\s*(\d+)", text)
    return int(match[1]) if match else None


def _sum_finding(form: OverallForm, total: FundingLine, parts: Sequence[FundingLine], what: Message) -> Finding:
    lines = (total, *parts)
    operands = [funding_operand(form, line) for line in lines]
    if total.figure.yuan is None or any(line.figure.value is None and line.figure.text.strip() for line in parts):
        return not_possible(what, say("forms.amount_unread"), operands)
    added = sum((line.figure.yuan or Decimal(0) for line in parts), Decimal(0))
    tolerance = sum((rounding_of(line.figure) for line in lines), Decimal(0))
    is_nested = has_nested_reading(total.figure.yuan, [line.figure.yuan or Decimal(0) for line in parts])
    gap, factor = total.figure.yuan - added, total.figure.unit.factor if total.figure.unit else 1
    status = Status.PASSED if is_nested else judge(gap, tolerance)
    told = say("forms.sum", what=what, total=total.figure.text, added=Money(added / factor, None))
    agrees, rounded = say("forms.sum_agrees", told=told), say("forms.sum_rounded", told=told)
    sentence = by_status(status, agrees, rounded, say("forms.sum_differs", told=told))
    return finding(status, sentence, operands, difference=gap / factor, tolerance=tolerance / factor)


def rounding_of(figure: Figure) -> Decimal:
    """How far the amount, in yuan, may stand from what was rounded."""
    if figure.value is None or figure.unit is None:
        return Decimal(0)
    half = half_last_place(figure.text)
    return Decimal(0) if half < Decimal(5).scaleb(-FEN_PLACES[figure.unit]) else half * figure.unit.factor


def _overall_pairs(
    disclosure: Disclosure, funding: Sequence[FundingLine]
) -> Iterator[tuple[Message, list[FundingLine], list[Cell]]]:
    """What must agree, the lines of the form and the table cells that may be meant, the year's own money first."""
    totals: list[Cell | None] = []
    for table in tables_of(disclosure, TableKind.REVENUE_EXPENDITURE_SUMMARY, Side.REVENUE):
        totals += [list_cell(table, ListRole.CURRENT_TOTAL), list_cell(table, ListRole.GRAND_TOTAL)]
    tables = [
        *tables_of(disclosure, TableKind.GENERAL_EXPENDITURE),
        *tables_of(disclosure, TableKind.EXPENDITURE_SUMMARY),
    ]
    basic = [total_cell(t, c) for t in tables if (c := column_like(t, BASIC)) is not None]
    project = [total_cell(t, c) for t in tables if (c := column_like(t, PROJECT)) is not None]
    for what, pattern, cells in (
        (say("forms.overall_total"), WORDS["total_label"], totals),
        (say("forms.overall_basic"), BASIC, basic),
        (say("forms.overall_projects"), PROJECT, project),
    ):
        lines = [line for line in funding if pattern.search(line.label) and line.figure.yuan is not None]
        yield what, lines, [cell for cell in cells if cell is not None and not cell.is_empty]


def _table_finding(form: OverallForm, line: FundingLine, cells: Sequence[Cell], what: Message) -> Finding:
    amount = line.figure.yuan or Decimal(0)
    outcomes = [(judge(amount - c.amount, c.rounding + rounding_of(line.figure)), c) for c in cells]
    status, cell = next((o for o in outcomes if o[0] is not Status.FAILED), outcomes[0])
    told = say("forms.form_and_table", what=what, form=line.figure.text, title=cell.table.title, table=cell.figure.text)
    gap = Money(abs(amount - cell.amount), Unit.YUAN)
    is_failed = status is Status.FAILED
    sentence = say("forms.table_differs", told=told, gap=gap) if is_failed else say("forms.table_agrees", told=told)
    difference = (amount - cell.amount) / (line.figure.unit.factor if line.figure.unit else 1)
    return finding(status, sentence, [funding_operand(form, line), cell.operand()], difference=difference)


def _indicators(disclosure: Disclosure) -> Iterator[tuple[OverallForm | ProjectForm, Indicator]]:
    """Every indicator with a target; of the two scopes of a form one, where they say the same."""
    for form in disclosure.forms:
        seen = set()
        for indicator in form.indicators:
            key = (indicator.level2, _named(indicator), _target(indicator))
            if indicator.target is not None and indicator.level3 is not None and key not in seen:
                seen.add(key)
                yield form, indicator


def _named(indicator: Indicator) -> str:
    return indicator.level3.text if indicator.level3 else ""


def _target(indicator: Indicator) -> str:
    return indicator.target.text if indicator.target else ""


def _field(fields: Mapping[str, Stated], pattern: re.Pattern[str]) -> tuple[str, Stated] | None:
    return next(((label, stated) for label, stated in fields.items() if pattern.search(label)), None)
