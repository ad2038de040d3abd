"""Project forms: name and amount against the project table, sources, period against year, cost indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budget.amounts import format_amount
from budget.checks.compare import ROUNDING_REASON, judge
from budget.checks.engine import Rule, rule
from budget.checks.operands import form_name_operand, funding_operand, indicator_operand, words
from budget.checks.outcome import failed, finding, not_applicable, not_possible, passed
from budget.meaning.lookup import tables_of
from budget.meaning.project_names import TOTAL_FUNDING, ProjectPair, pair_projects, project_cells, total_line
from budget.models import (
    CheckClass,
    Disclosure,
    Figure,
    Finding,
    FormScope,
    FundingLine,
    Indicator,
    Operand,
    ProjectForm,
    Status,
    TableKind,
    Unit,
    lowest_of,
)
from budget.text import fold_label

SCOPE_WORDS = {FormScope.PERIOD: "实施期", FormScope.YEAR: "年度"}
LONG_PERIOD_YEARS = 10
"""Forms write 99年 (or 长期) for what has no end; the amount for the period is then one year's."""

NO_FORMS = "这份文件没有项目支出绩效目标表"


@rule("form.name", CheckClass.FORM, title="项目在项目表和绩效目标表中名称相同")
def project_names_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """A project's name is the same in the project table and on its form."""
    for pair in _pairs_with_form(disclosure):
        assert pair.form is not None
        operands = [_row_name_operand(pair), form_name_operand(pair.form)]
        if pair.is_same_name:
            yield passed(f"“{pair.cell.row.name}”在项目表和绩效目标表中名称相同。", operands)
        else:
            yield failed(
                f"同一个项目有两个名称：《{pair.cell.table.title}》印为“{pair.cell.row.name}”，"
                f"绩效目标表印为“{pair.form.name.text}”，金额相同或名称极为相近，应使用同一名称。",
                operands,
            )
    yield from _without_pairs(disclosure, "项目名称核对")


@rule("form.amount", CheckClass.FORM, title="项目表的金额（万元）与绩效目标表的年度金额（元）一致")
def project_amounts_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """The project table's amount = the form's amount for the year."""
    for pair in _pairs_with_form(disclosure):
        assert pair.form is not None
        line = total_line(pair.form, FormScope.YEAR)
        what = f"“{pair.cell.row.name}”在项目表中的金额应等于绩效目标表的年度资金总额"
        if line is None or line.figure.yuan is None or pair.cell.is_unread:
            yield not_possible(f"{what}：无法核对。", "没有读到年度资金总额", [pair.cell.operand()])
            continue
        difference = _nearest_gap(disclosure, pair, line.figure.yuan)
        status = judge(difference, pair.cell.rounding)
        tail = "一致。" if status is Status.PASSED else f"相差 {_yuan(abs(difference))}" + _tail(status)
        yield finding(
            status,
            f"{what}：项目表印为 {_printed(pair.cell.figure)}，绩效目标表印为 {_printed(line.figure)}，{tail}",
            [pair.cell.operand(), funding_operand(pair.form, line)],
            reason=ROUNDING_REASON.format(count=1),
            difference=difference / pair.cell.factor,
            tolerance=pair.cell.rounding / pair.cell.factor,
        )
    yield from _without_pairs(disclosure, "项目金额核对")


@rule("form.sources", CheckClass.FORM, title="绩效目标表的资金来源相加等于资金总额")
def sources_add_up(disclosure: Disclosure) -> Iterator[Finding]:
    """中央 + 省级 + 市县 + 自筹 + 其他 = 资金总额, for the period and for the year."""
    for form in disclosure.project_forms:
        for scope, word in SCOPE_WORDS.items():
            total = total_line(form, scope)
            parts = [line for line in form.funding if line.scope == scope and not TOTAL_FUNDING.search(line.label)]
            if total is not None and parts:
                yield _sources_finding(form, total, parts, f"“{form.name.text}”{word}资金来源之和应等于{word}资金总额")
    if not disclosure.project_forms:
        yield not_applicable("绩效目标表资金来源：不适用。", NO_FORMS)


@rule("form.period_year", CheckClass.FORM, title="实施期金额与年度金额相容")
def period_contains_year(disclosure: Disclosure) -> Iterator[Finding]:
    """Period ≥ year; equal in a one-year project; in an open-ended one equal, or enough for several years."""
    for form in disclosure.project_forms:
        period, year = total_line(form, FormScope.PERIOD), total_line(form, FormScope.YEAR)
        what = f"“{form.name.text}”实施期与年度的资金总额"
        if period is None or year is None:
            continue
        operands = [funding_operand(form, period), funding_operand(form, year)]
        if period.figure.yuan is None or year.figure.yuan is None:
            yield not_possible(f"{what}：无法核对。", "其中一个金额没有读到", operands)
            continue
        told = f"{what}：实施期 {_printed(period.figure)}，年度 {_printed(year.figure)}"
        gap = period.figure.yuan - year.figure.yuan
        expected = _period_expected(period.figure.yuan, year.figure.yuan, project_years(form))
        if expected:
            yield failed(f"{told}，相差 {_yuan(abs(gap))}；{expected}", operands, difference=gap)
        else:
            yield passed(f"{told}，相容。", operands)
    if not disclosure.project_forms:
        yield not_applicable("实施期与年度金额：不适用。", NO_FORMS)


@rule("form.cost_indicator", CheckClass.FORM, title="成本指标不高于项目金额")
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
        reason = "绩效目标表里没有以元或万元为单位的成本指标" if disclosure.project_forms else NO_FORMS
        yield not_applicable("成本指标与金额：不适用。", reason)


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
        cell.amount
        for table in tables_of(disclosure, TableKind.PROJECT_CARRYOVER)
        for cell in project_cells(table)
        if fold_label(cell.row.name) == name
    ]
    return min((pair.cell.amount + added - yuan for added in (Decimal(0), *carried)), key=abs)


def _pairs_with_form(disclosure: Disclosure) -> list[ProjectPair]:
    return [pair for pair in pair_projects(disclosure) if pair.form is not None]


def _without_pairs(disclosure: Disclosure, what: str) -> Iterator[Finding]:
    if not disclosure.project_forms:
        yield not_applicable(f"{what}：不适用。", NO_FORMS)
    elif not _pairs_with_form(disclosure):
        yield not_applicable(f"{what}：不适用。", "没有项目表，或绩效目标表的项目都不在项目表里")


def _sources_finding(form: ProjectForm, total: FundingLine, parts: Sequence[FundingLine], what: str) -> Finding:
    operands = [funding_operand(form, line) for line in (total, *parts)]
    unread = [line for line in (total, *parts) if line.figure.value is None and line.figure.text.strip()]
    if unread or total.figure.value is None:
        return not_possible(f"{what}：无法核对。", "有一个金额没有读到", operands)
    added = sum((line.figure.value or Decimal(0) for line in parts), Decimal(0))
    gap = total.figure.value - added
    if adds_up(total.figure.value, [line.figure.value or Decimal(0) for line in parts]):
        return passed(f"{what}：都是 {_printed(total.figure)}。", operands)
    told = f"{what}：总额印为 {_printed(total.figure)}，各来源之和为 {format_amount(added)}"
    return failed(f"{told}，相差 {format_amount(abs(gap))}。", operands, difference=gap)


def adds_up(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether parts come to the total, one of them perhaps being the sum of those right after it (其中).

    >>> adds_up(Decimal(100), [Decimal(90), Decimal(60), Decimal(30), Decimal(10)])
    True
    """
    runs = [(i, j) for i in range(len(parts)) for j in range(i + 2, len(parts) + 1)]
    whole = sum(parts, Decimal(0))
    nested = [parts[i] for i, j in runs if parts[i] and parts[i] == sum(parts[i + 1 : j], Decimal(0))]
    return whole == total or any(whole - part == total for part in nested)


def _period_expected(period: Decimal, year: Decimal, years: Decimal | None) -> str:
    """What would be expected instead; empty where the amounts are compatible."""
    if period < year:
        return "实施期的金额应不少于其中一年的金额。"
    if years == 1 and period != year:
        return "项目期为1年，两个金额应相等。"
    if years is not None and years >= LONG_PERIOD_YEARS and year < period < year * 2:
        return f"项目期印为{years}年，实施期金额应等于一年的金额，或足够多年使用。"
    return ""


def _cost_yuan(indicator: Indicator) -> Decimal | None:
    """The amount of a cost indicator in yuan; None for other indicators, unit costs and percentages."""
    unit = (indicator.target_unit or "").strip()
    if "成本" not in (indicator.level2 or "") or indicator.target_number is None or unit not in {"元", "万元"}:
        return None
    if indicator.target_operator in {"≥", ">"}:
        return None
    return indicator.target_number * Unit(unit).factor


def _cost_finding(form: ProjectForm, indicator: Indicator, target: Decimal, line: FundingLine | None) -> Finding:
    word = SCOPE_WORDS[indicator.scope]
    name = indicator.level3.text if indicator.level3 else "成本指标"
    what = f"“{form.name.text}”{word}成本指标“{name}”不应高于{word}资金总额"
    operands = [_cost_operand(form, indicator)] + ([funding_operand(form, line)] if line else [])
    if line is None or line.figure.yuan is None:
        return not_possible(f"{what}：无法核对。", f"没有读到{word}资金总额", operands)
    told = (
        f"{what}：指标值印为“{indicator.target.text if indicator.target else ''}”，资金总额印为 {_printed(line.figure)}"
    )
    if target > line.figure.yuan:
        return failed(
            f"{told}，高出 {_yuan(target - line.figure.yuan)}。", operands, difference=target - line.figure.yuan
        )
    return passed(f"{told}。", operands)


def _row_name_operand(pair: ProjectPair) -> Operand:
    """The project's name in the table, with the cell of its amount to link to."""
    cell = pair.cell
    name, title = cell.row.name, cell.table.title
    return words(name, cell.row.place, table=title, row=name, column=("项目名称",), ref=cell.ref)


def _cost_operand(form: ProjectForm, indicator: Indicator) -> Operand:
    """A cost indicator by its scope and level, with the number it states."""
    said = indicator_operand(form, indicator)
    label = f"{SCOPE_WORDS[indicator.scope]}{indicator.level2}：{lowest_of(said.column)}"
    return replace(said, value=indicator.target_number, unit=indicator.target_unit, column=(label,))


def _printed(figure: Figure) -> str:
    return f"{figure.text.strip()} {figure.unit.value if figure.unit else ''}".strip()


def _yuan(amount: Decimal) -> str:
    return f"{format_amount(amount)} 元"


def _tail(status: Status) -> str:
    return "，是四舍五入的结果。" if status is Status.ROUNDING else "，超出四舍五入所能解释的范围。"


RULES: tuple[Rule, ...] = (
    project_names_agree,
    project_amounts_agree,
    sources_add_up,
    period_contains_year,
    cost_within_amount,
)
