"""Each amount stated in the prose ↔ the table cell it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budget.checks.outcome import finding, not_possible
from budget.checks.prose.narrowing import MOST_READINGS
from budget.checks.prose.said import Said
from budget.checks.prose.subjects import Target, said_to_target
from budget.checks.prose.targets import CellIndex
from budget.meaning.cells import Cell
from budget.models import CellRef, Finding, Message, Money, Phase, Statement, StatementKind, Status, lowest_of, say

BEST_FIRST = (Status.PASSED, Status.ROUNDING, Status.FAILED)
GAP_PLACES = 4
"""Differences are told to so many places, zeros at the end left out."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stated figure, its outcome, and the table cell it was compared with, if there is one."""

    statement: Statement
    finding: Finding
    cell: CellRef | None = None
    is_from_nothing: bool = False
    """A percentage is told of growth from nothing."""


def unchecked(said: Said, reason: Message) -> Verdict:
    """No outcome for a share, a change or a count, and why."""
    is_change = said.kind in (StatementKind.CHANGE, StatementKind.CHANGE_PCT)
    what = said.moved if is_change else said.figure
    return Verdict(said.statement, not_possible(what, reason, (said.operand(),)))


def judge_amount(said: Said, index: CellIndex, phase: Phase | None) -> Verdict:
    """The verdict on a stated amount."""
    subject = said.statement.subject
    if said.is_prior:
        return _not_in_tables(said, say("prose.prior_year"))
    target = None if said.is_detail and not said.subject else said_to_target(said, index, phase)
    if target is None:
        return _not_in_tables(said, say("prose.no_cell", subject=subject))
    judged = [(side, _status(said, side)) for side in target.sides if all(cell.table.unit for cell in side)]
    # several cells that the words may mean leave open which one they mean; of equal ones a printed figure is shown
    best = min(judged, key=lambda one: (BEST_FIRST.index(one[1]), one[0][0].is_empty, len(one[0])), default=None)
    if best is None or len({_amount(side) for side, _ in judged}) > MOST_READINGS:
        return _not_in_tables(said, say("prose.unclear_cell", subject=subject))
    side, status = best
    if status is Status.FAILED and not _is_certain(said, target):
        return _not_in_tables(said, say("prose.unclear_cell", subject=subject))
    return Verdict(said.statement, _finding(said, side, status), side[0].ref if len(side) == 1 else None)


def _is_certain(said: Said, target: Target) -> bool:
    """Whether a different amount is a contradiction: told of the whole disclosure, in its figures, not in a reason.

    And no cell that looser words may mean prints it.
    """
    is_others = said.is_other_body and not target.is_of_unit
    is_open = said.is_reason or said.is_detail or is_others or said.is_cut or said.is_bracketed
    return target.is_sure and not is_open and all(_status(said, side) is Status.FAILED for side in target.others)


def _not_in_tables(said: Said, reason: Message) -> Verdict:
    told = say("prose.not_in_tables", figure=said.figure)
    return Verdict(said.statement, finding(Status.NOT_POSSIBLE, told, (said.operand(),), reason=reason))


def _amount(side: tuple[Cell, ...]) -> Decimal:
    return sum((cell.amount for cell in side), Decimal(0))


def _status(said: Said, side: tuple[Cell, ...]) -> Status:
    gap = abs(_amount(side) - said.amount)
    cell = side[0]
    printed = said.places
    half = Decimal(5).scaleb(-printed - 1) * said.factor
    is_same_scale = said.factor == cell.factor and printed == cell.places
    if gap == 0 or (not is_same_scale and gap <= max(half, cell.rounding)):
        return Status.PASSED
    tolerance = 2 * max(half, cell.rounding) + cell.rounding * (len(side) - 1)
    is_cut_off = abs(said.amount) < abs(_amount(side))
    return Status.ROUNDING if gap <= tolerance and (is_same_scale or is_cut_off) else Status.FAILED


def _finding(said: Said, side: tuple[Cell, ...], status: Status) -> Finding:
    difference = (said.amount - _amount(side)) / said.factor
    operands = (said.operand(), *(cell.operand() for cell in side))
    told, reason, half = _sentence(said, side, status), say("prose.rounded"), Decimal(5).scaleb(-said.places - 1)
    return finding(status, told, operands, reason=reason, difference=difference, tolerance=half)


def _sentence(said: Said, side: tuple[Cell, ...], status: Status) -> Message:
    told, printed, unit = said.told, _printed(side), said.statement.unit_text
    if status is Status.PASSED:
        return say("prose.amount_agrees", told=told, printed=printed)
    gap = _to_places(abs(said.amount - _amount(side)) / said.factor)
    if status is Status.ROUNDING:
        return say("prose.amount_rounded", told=told, printed=printed, gap=gap, unit=unit)
    return say("prose.amount_differs", told=told, printed=printed, gap=gap, unit=unit)


def _to_places(value: Decimal) -> Money:
    exponent = round(value, GAP_PLACES).normalize().as_tuple().exponent
    return Money(value, None, max(0, -int(exponent)))


def _printed(side: tuple[Cell, ...]) -> Message:
    cell = side[0]
    title, unit = cell.table.title, cell.table.unit or ""
    if len(side) > 1:
        terms = tuple(one.figure.text or say("ledger.blank") for one in side)
        return say(
            "prose.sum_of_cells", table=title, terms=terms, sum=Money(_amount(side) / cell.factor, None), unit=unit
        )
    column = lowest_of(cell.table.columns[cell.column_index])
    labels = tuple(label for label in (cell.row.name, column) if label)
    if cell.figure.text:
        return say("prose.cell", table=title, labels=labels, text=cell.figure.text, unit=unit)
    return say("prose.blank_cell", table=title, labels=labels)
