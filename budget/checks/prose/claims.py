"""What the prose claims of the projects with goals: their money is the year's 项目支出, or the rest is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from budget.checks.compare import printed_amount
from budget.checks.engine import rule
from budget.checks.outcome import finding, not_applicable, not_possible
from budget.checks.prose.said import Said, disclosure_to_said
from budget.checks.prose.targets import CellIndex, disclosure_to_index
from budget.meaning.cells import Cell
from budget.models import CheckClass, Disclosure, Finding, Money, Phase, StatementKind, Status, TableKind, say

K = TableKind
ALL_PROJECTS_SINCE = 2020
"""From this budget year every project has goals (中发〔2018〕34号: 全面实施预算绩效管理, three to five years)."""
RUNNING_ITEMS = re.compile(r"行政运行|事业运行|机关服务|机关运行")
"""项 whose project money runs the organisation and takes no goals of its own."""


@rule("prose_goal_amount", CheckClass.PROSE)
def goals_cover_projects(disclosure: Disclosure) -> Iterator[Finding]:
    """Projects with goals cover 项目支出 of the year, or the rest is explained."""
    index = disclosure_to_index(disclosure)
    for count, amount in pairwise(disclosure_to_said(disclosure)):
        is_claim = count.kind is StatementKind.COUNT and re.search(
            r"编报.{0,3}绩效目标的.{0,6}项目", count.statement.subject
        )
        if not is_claim or amount.kind is not StatementKind.AMOUNT or "项目" not in amount.statement.subject:
            continue
        totals = [cell for cell in index.totals((K.EXPENDITURE_SUMMARY,), "项目支出") if not cell.is_empty]
        year = disclosure.fiscal_year or 0
        if disclosure.phase is not Phase.BUDGET or year < ALL_PROJECTS_SINCE:
            yield not_applicable(say("prose.goal_amount"), say("prose.goals_not_asked"))
        elif not totals:
            yield not_possible(say("prose.goal_amount"), say("prose.no_project_total"))
        else:
            yield _goal_finding(amount, totals[0], index)


def _goal_finding(amount: Said, total: Cell, index: CellIndex) -> Finding:
    gap = total.amount - amount.amount
    tolerance = amount.rounding + total.rounding
    operands = (amount.operand(), total.operand())
    printed = printed_amount(total.figure.text, total.table.unit)
    told = say("prose.goals", amount=amount.statement.text, total=printed)
    running = _running_parts(index, total, gap, tolerance)
    difference = gap / amount.factor
    if abs(gap) <= tolerance:
        return finding(Status.PASSED, say("prose.agrees", told=told), operands, difference=difference)
    if running:
        parts = tuple(say("prose.running_part", name=cell.row.name, text=cell.figure.text) for cell in running)
        sentence = say("prose.goals_and_running", told=told, parts=parts)
        return finding(Status.PASSED, sentence, (*operands, *(cell.operand() for cell in running)))
    sentence = say("prose.goals_differ", told=told, gap=Money(abs(difference), None), unit=amount.statement.unit_text)
    return finding(Status.FAILED, sentence, operands, difference=difference, tolerance=tolerance)


def _running_parts(index: CellIndex, total: Cell, gap: Decimal, tolerance: Decimal) -> tuple[Cell, ...]:
    """项目支出 of 行政运行 and the like that come to the gap exactly."""
    cells = [
        cell
        for cell in index.items
        if cell.table is total.table and cell.column_index == total.column_index and cell.amount
        if RUNNING_ITEMS.search(cell.row.name)
    ]
    for size in range(1, len(cells) + 1):
        for parts in combinations(cells, size):
            if abs(sum((cell.amount for cell in parts), Decimal(0)) - gap) <= tolerance:
                return parts
    return ()
