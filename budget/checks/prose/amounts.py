"""Each amount stated in the prose ↔ the table cell it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budget.amounts import format_amount
from budget.checks.outcome import finding, not_possible
from budget.checks.prose.said import Said, quoted
from budget.checks.prose.subjects import Target, said_to_target
from budget.checks.prose.targets import CellIndex
from budget.meaning.cells import Cell
from budget.models import CellRef, Finding, Phase, Status, lowest_of

ROUNDED = "文中数与表中数单位或位数不同：允许相差末位的一半；差在末位一个单位以内的，是舍去而非四舍五入"


@dataclass(frozen=True, slots=True)
class Judged:
    """An outcome with the cell it was compared with, None without one."""

    finding: Finding
    cell: CellRef | None = None


def judge_amount(said: Said, index: CellIndex, phase: Phase | None) -> Judged:
    """The verdict on a stated amount."""
    subject = said.statement.subject
    if said.is_prior:
        return _unchecked(said, "说的是上年的数，本文件的表中没有")
    target = None if said.is_detail and not said.subject else said_to_target(said, index, phase)
    if target is None:
        return _unchecked(said, f"表中没有找到{quoted(subject)}对应的格")
    best = _closest(said, target)
    status = _status(said, best)
    if status is Status.FAILED:
        best = _namesake(said, target) or best
    if status is Status.FAILED and not _is_certain(said, target):
        return _unchecked(said, f"{quoted(subject)}与表中哪一格对应，文中没有说明")
    return Judged(_finding(said, best, status), best[0].ref if len(best) == 1 else None)


def _is_certain(said: Said, target: Target) -> bool:
    """Whether a different amount is a contradiction: told of the whole disclosure, in its figures, not in a reason."""
    return target.is_sure and not (said.is_reason or said.is_detail or said.is_other_body)


def _unchecked(said: Said, reason: str) -> Judged:
    where = said.section.heading or "正文"
    sentence = f"{quoted(where)}中{quoted(said.statement.subject)}{said.statement.text}：无法与表核对。"
    return Judged(not_possible(sentence, reason, (said.operand(),)))


def _closest(said: Said, target: Target) -> tuple[Cell, ...]:
    """The cell (or addends) whose amount comes nearest; of equal ones a printed figure before a blank."""
    sides = [(cell,) for cell in target.cells] + list(target.sums)
    return min(sides, key=lambda side: (abs(_amount(side) - said.amount), side[0].is_empty, len(side)))


def _namesake(said: Said, target: Target) -> tuple[Cell, ...] | None:
    """For an amount that nothing equals, the printed cell whose row is named most like the subject."""
    printed = [cell for cell in target.cells if not cell.is_empty]
    wanted = [cell for cell in printed if "总计" in cell.row.name] if "总计" in said.subject else printed
    nearest = sorted(wanted or printed, key=lambda cell: abs(cell.amount - said.amount))
    return (nearest[0],) if nearest else None


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
    return Status.ROUNDING if gap <= tolerance else Status.FAILED


def _finding(said: Said, side: tuple[Cell, ...], status: Status) -> Finding:
    difference = (said.amount - _amount(side)) / said.factor
    operands = (said.operand(), *(cell.operand() for cell in side))
    places = said.places
    tolerance = Decimal(5).scaleb(-places - 1)
    return finding(
        status, _sentence(said, side, status), operands, reason=ROUNDED, difference=difference, tolerance=tolerance
    )


def _sentence(said: Said, side: tuple[Cell, ...], status: Status) -> str:
    statement = said.statement
    head = f"{quoted(said.section.heading)}说{quoted(statement.subject)}{statement.text}"
    there = _printed(side)
    if status is Status.PASSED:
        return f"{head}，与{there}一致。"
    gap = format_amount(abs(said.amount - _amount(side)) / said.factor, 4).rstrip("0").rstrip(".")
    if status is Status.ROUNDING:
        return f"{head}，{there}，只差末位（{gap} {statement.unit_text}），是取舍位数的结果。"
    return f"{head}，{there}，相差 {gap} {statement.unit_text}。"


def _printed(side: tuple[Cell, ...]) -> str:
    cell = side[0]
    unit = cell.table.unit.value if cell.table.unit else ""
    title = f"《{cell.table.title}》"
    if len(side) > 1:
        total = format_amount(_amount(side) / cell.factor, 2)
        return f"{title}{'＋'.join(c.figure.text or '空白' for c in side)}＝{total} {unit}"
    labels = "".join(
        quoted(label) for label in (cell.row.name, lowest_of(cell.table.columns[cell.column_index])) if label
    )
    return f"{title}{labels}印为{cell.figure.text + ' ' + unit if cell.figure.text else '空白'}"
