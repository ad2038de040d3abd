"""Project forms: name and amount against the project table, sources, period against year, cost indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budget.checks.compare import judge, printed_amount
from budget.checks.engine import rule
from budget.checks.forms.overall import rounding_of
from budget.checks.operands import PROJECT_NAME, form_name_operand, funding_operand, indicator_operand, words
from budget.checks.outcome import by_status, either, failed, finding, not_applicable, not_possible, passed
from budget.meaning.project_names import ProjectPair, funded_projects, is_total_label, pair_projects, total_line
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
    Operand,
    Place,
    ProjectForm,
    Sayable,
    Status,
    TableKind,
    Unit,
    lowest_of,
    say,
)
from budget.text import fold_label

SCOPE_WORDS = {FormScope.PERIOD: "实施期", FormScope.YEAR: "年度"}
SCOPES = {FormScope.PERIOD: say("forms.period"), FormScope.YEAR: say("forms.year")}
LONG_PERIOD_YEARS = 10
"""Forms write 99年 (or 长期) for what has no end; the amount for the period is then one year's."""

NO_FORMS = say("forms.no_project_forms")


@rule("form.name", CheckClass.FORM)
def project_names_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """A project's name is the same in the project table and on its form."""
    for pair in _pairs_with_form(disclosure):
        assert pair.form is not None
        operands = [_row_name_operand(pair), form_name_operand(pair.form)]
        table, name = pair.cell.table.title, pair.cell.row.name
        differ = say("forms.two_names", table=table, name=name, form=pair.form.name.text)
        yield either(pair.is_same_name, say("forms.same_name", name=name), differ, operands)
    yield from _without_pairs(disclosure, say("forms.names"))


@rule("form.amount", CheckClass.FORM)
def project_amounts_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """The project table's amount = the form's amount for the year."""
    for pair in _pairs_with_form(disclosure):
        assert pair.form is not None
        line = total_line(pair.form, FormScope.YEAR)
        what = say("forms.amount", name=pair.cell.row.name)
        if line is None or line.figure.yuan is None or pair.cell.is_unread:
            yield not_possible(what, say("forms.no_total", scope=SCOPES[FormScope.YEAR]), [pair.cell.operand()])
            continue
        difference = _nearest_gap(disclosure, pair, line.figure.yuan)
        status = judge(difference, pair.cell.rounding)
        told = say("forms.two_amounts", what=what, table=_printed(pair.cell.figure), form=_printed(line.figure))
        gap = _yuan(abs(difference))
        agree, rounded = say("forms.amounts_agree", told=told), say("forms.amounts_rounded", told=told, gap=gap)
        yield finding(
            status,
            by_status(status, agree, rounded, say("forms.amounts_differ", told=told, gap=gap)),
            [pair.cell.operand(), funding_operand(pair.form, line)],
            reason=say("compare.rounded", count=1),
            difference=difference / pair.cell.factor,
            tolerance=pair.cell.rounding / pair.cell.factor,
        )
    yield from _without_pairs(disclosure, say("forms.amounts"))


@rule("form.sources", CheckClass.FORM)
def sources_add_up(disclosure: Disclosure) -> Iterator[Finding]:
    """中央 + 省级 + 市县 + 自筹 + 其他 = 资金总额, for the period and for the year."""
    for form in disclosure.project_forms:
        for scope, word in SCOPES.items():
            total = total_line(form, scope)
            parts = [line for line in form.funding if line.scope == scope and not is_total_label(line.label)]
            if total is not None and parts:
                what = say("forms.sources", name=form.name.text, scope=word)
                yield _sources_finding(form, total, parts, what)
    if not disclosure.project_forms:
        yield not_applicable(say("forms.sources_of_forms"), NO_FORMS)


@rule("form.period_year", CheckClass.FORM)
def period_contains_year(disclosure: Disclosure) -> Iterator[Finding]:
    """Period ≥ year; equal in a one-year project; in an open-ended one equal, or enough for several years."""
    for form in disclosure.project_forms:
        period, year = total_line(form, FormScope.PERIOD), total_line(form, FormScope.YEAR)
        what = say("forms.period_and_year", name=form.name.text)
        if period is None or year is None:
            continue
        operands = [funding_operand(form, period), funding_operand(form, year)]
        if period.figure.yuan is None or year.figure.yuan is None:
            yield not_possible(what, say("forms.one_unread"), operands)
            continue
        told = say("forms.period_told", what=what, period=_printed(period.figure), year=_printed(year.figure))
        gap = period.figure.yuan - year.figure.yuan
        expected = _period_expected(period.figure.yuan, year.figure.yuan, project_years(form))
        if expected is not None:
            sentence = say("forms.period_differs", told=told, gap=_yuan(abs(gap)), expected=expected)
            yield failed(sentence, operands, difference=gap)
        else:
            yield passed(say("forms.period_agrees", told=told), operands)
    if not disclosure.project_forms:
        yield not_applicable(say("forms.periods_and_years"), NO_FORMS)


@rule("form.cost_indicator", CheckClass.FORM)
def cost_within_amount(disclosure: Disclosure) -> Iterator[Finding]:
    """A cost indicator in 元 or 万元 is not above the amount of its scope."""
    found = False
    for form in disclosure.project_forms:
        for indicator in form.indicators:
            target, line = _cost_yuan(indicator), total_line(form, indicator.scope)
            if target is None:
                continue
            found = True
            yield _cost_finding(form, indicator, target, line)
    if not found:
        reason = say("forms.no_cost_indicators") if disclosure.project_forms else NO_FORMS
        yield not_applicable(say("forms.costs"), reason)


def project_years(form: ProjectForm) -> Decimal | None:
    """The printed project period in years (项目期 "1年"), None where none is printed as a number of years."""
    for label, stated in form.fields.items():
        if "项目期" in label or "实施期限" in label:
            match = re.fullmatch(r"\s*(\d+)\s*年\s*", stated.text)
            return Decimal(match[1]) if match else None
    return None


def _nearest_gap(disclosure: Disclosure, pair: ProjectPair, yuan: Decimal) -> Decimal:
    """The table's amount less the form's; a form may count this year's money with what was carried over."""
    name = fold_label(pair.cell.row.name)
    carried = [
        c.amount for c in funded_projects(disclosure, TableKind.PROJECT_CARRYOVER) if fold_label(c.row.name) == name
    ]
    return min((pair.cell.amount + added - yuan for added in (Decimal(0), *carried)), key=abs)


def _pairs_with_form(disclosure: Disclosure) -> list[ProjectPair]:
    return [pair for pair in pair_projects(disclosure) if pair.form is not None]


def _without_pairs(disclosure: Disclosure, what: Message) -> Iterator[Finding]:
    if not disclosure.project_forms:
        yield not_applicable(what, NO_FORMS)
    elif not _pairs_with_form(disclosure):
        yield not_applicable(what, say("forms.no_pairs"))


def _sources_finding(form: ProjectForm, total: FundingLine, parts: Sequence[FundingLine], what: Message) -> Finding:
    operands = [funding_operand(form, line) for line in (total, *parts)]
    unread = [line for line in (total, *parts) if line.figure.value is None and line.figure.text.strip()]
    if unread or total.figure.value is None:
        return not_possible(what, say("forms.amount_unread"), operands)
    added = sum((line.figure.value or Decimal(0) for line in parts), Decimal(0))
    gap = total.figure.value - added
    if not gap or has_nested_reading(total.figure.value, [line.figure.value or Decimal(0) for line in parts]):
        return passed(say("forms.sources_agree", what=what, amount=_printed(total.figure)), operands)
    own = [line for line in parts if _stands_beside(line.figure.place, total.figure.place)]
    if own and total.figure.value == sum((line.figure.value or Decimal(0) for line in own), Decimal(0)):
        return not_possible(what, say("forms.several_rows"), operands)
    factor = total.figure.unit.factor if total.figure.unit else 1
    tolerance = sum((rounding_of(line.figure) for line in (total, *parts)), Decimal(0)) / factor
    if abs(gap) <= tolerance:
        reason = say("compare.rounded", count=len(parts))
        agree = say("forms.sources_agree", what=what, amount=_printed(total.figure))
        return finding(Status.ROUNDING, agree, operands, reason=reason, difference=gap, tolerance=tolerance)
    sums = Money(added, None), Money(abs(gap), None)
    sentence = say("forms.sources_differ", what=what, total=_printed(total.figure), added=sums[0], gap=sums[1])
    return failed(sentence, operands, difference=gap)


def _period_expected(period: Decimal, year: Decimal, years: Decimal | None) -> Message | None:
    """What would be expected instead; None where the amounts are compatible."""
    if period < year:
        return say("forms.period_less")
    if years == 1 and period != year:
        return say("forms.one_year")
    if years is not None and years >= LONG_PERIOD_YEARS and year < period < year * 2:
        return say("forms.many_years", years=years)
    return None


def _cost_yuan(indicator: Indicator) -> Decimal | None:
    """The amount of a cost indicator in yuan; None for other indicators, unit costs and percentages."""
    unit = (indicator.target_unit or "").strip()
    if "成本" not in (indicator.level2 or "") or indicator.target_number is None or unit not in {"元", "万元"}:
        return None
    if indicator.target_operator in {"≥", ">"}:
        return None
    return indicator.target_number * Unit(unit).factor


def _stands_beside(place: Place, row: Place) -> bool:
    """Whether something stands at the height of a row: a list of projects prints each total beside its indicators."""
    if place.box is None or row.box is None or (place.file, place.page) != (row.file, row.page):
        return False
    return row.box[1] < (place.box[1] + place.box[3]) / 2 < row.box[3]


def _cost_finding(form: ProjectForm, indicator: Indicator, target: Decimal, line: FundingLine | None) -> Finding:
    scope = SCOPES[indicator.scope]
    named = indicator.level3.text if indicator.level3 else say("forms.cost_indicator")
    what = say("forms.cost", name=form.name.text, scope=scope, indicator=named)
    operands = [_cost_operand(form, indicator)] + ([funding_operand(form, line)] if line else [])
    if line is None or line.figure.yuan is None:
        return not_possible(what, say("forms.no_total", scope=scope), operands)
    if not line.figure.yuan:
        return not_applicable(what, say("forms.no_money", scope=scope), operands)
    beside = [one for one in form.indicators if one.target and _stands_beside(one.target.place, line.figure.place)]
    if beside and indicator not in beside:
        return not_possible(what, say("forms.several_rows"), operands)
    text = indicator.target.text if indicator.target else ""
    total, gap = _printed(line.figure), target - line.figure.yuan
    within = say("forms.cost_within", what=what, target=text, total=total)
    above = say("forms.cost_above", what=what, target=text, total=total, gap=_yuan(gap))
    return either(gap <= 0, within, above, operands, gap)


def _row_name_operand(pair: ProjectPair) -> Operand:
    """The project's name in the table, with the cell of its amount to link to."""
    cell = pair.cell
    name, title = cell.row.name, cell.table.title
    return words(name, cell.row.place, table=title, row=name, column=(PROJECT_NAME,), ref=cell.ref)


def _cost_operand(form: ProjectForm, indicator: Indicator) -> Operand:
    """A cost indicator by its scope and level, with the number it states."""
    said = indicator_operand(form, indicator)
    label = f"{SCOPE_WORDS[indicator.scope]}{indicator.level2}：{lowest_of(said.column)}"
    return replace(said, value=indicator.target_number, unit=indicator.target_unit, column=(label,))


def _printed(figure: Figure) -> Sayable:
    return printed_amount(figure.text.strip(), figure.unit)


def _yuan(amount: Decimal) -> Money:
    return Money(amount, Unit.YUAN)
