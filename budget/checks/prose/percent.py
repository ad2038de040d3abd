"""Percentages: what a part of a base comes to, and how far printed digits let it stray."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.amounts import half_last_place
from budget.models import Operand, Statement, Status

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A candidate for what a percentage was computed from; amounts in yuan, each with its rounding."""

    part: Decimal
    base: Decimal
    part_rounding: Decimal
    base_rounding: Decimal
    operands: tuple[Operand, ...]

    @property
    def percent(self) -> Decimal:
        """The percentage it gives; the base is not zero."""
        return self.part / self.base * HUNDRED

    @property
    def told(self) -> Decimal:
        """The percentage as sentences write it."""
        return round(self.percent, 2)

    @property
    def exact(self) -> Decimal:
        """The percentage to as many places as show a difference in the last printed one."""
        return round(self.percent, 4)

    @property
    def error(self) -> Decimal:
        """How far the percentage may be off because part and base are printed rounded."""
        relative = abs(self.part) * self.base_rounding / (self.base * self.base)
        return HUNDRED * (self.part_rounding / abs(self.base) + relative)


def ratio_status(statement: Statement, ratio: Ratio) -> Status:
    """Right, off in the last printed digit, or wrong."""
    half = half_last_place(str(statement.value))
    gap = abs(abs(ratio.percent) - abs(statement.value))
    if gap <= half + ratio.error:
        return Status.PASSED
    return Status.ROUNDING if gap <= 2 * half + ratio.error else Status.FAILED


def best_ratio(statement: Statement, ratios: Sequence[Ratio]) -> tuple[Ratio, Status] | None:
    """The candidate that fits; where none does, the first one, which is what the words name."""
    best_first = (Status.PASSED, Status.ROUNDING, Status.FAILED)
    judged = [(ratio, ratio_status(statement, ratio)) for ratio in ratios if ratio.base]
    return min(judged, key=lambda pair: best_first.index(pair[1]), default=None)
