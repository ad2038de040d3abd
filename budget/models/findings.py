"""What the checks give: findings with their operands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from budget.models.messages import Message, say
from budget.models.places import Place
from budget.models.refs import CellRef, Ref
from budget.models.tables import HeaderPath
from budget.models.vocabulary import Doubt


class Status(StrEnum):
    """The outcome of one obligation. Not reading something is `NOT_POSSIBLE`, never a pass."""

    PASSED = "passed"
    ROUNDING = "rounding"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"
    NOT_POSSIBLE = "not_possible"


class CheckClass(StrEnum):
    """The families of the ledger."""

    ARITHMETIC = "arithmetic"
    CROSS_TABLE = "cross_table"
    PROSE = "prose"
    FORM = "form"
    COUNT = "count"
    COMPLETENESS = "completeness"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a check: value (None for words), unit, the printed characters and where they stand.

    `ref` opens its evidence: a cell, a figure of the prose, a cell of a form; None for words that are none of these.
    """

    value: Decimal | None
    unit: str | None
    text: str
    table: str
    row: str
    column: HeaderPath
    place: Place
    ref: Ref | None = None
    doubt: Doubt | None = None

    @property
    def cell(self) -> CellRef | None:
        """Its reference where it is a cell of a table."""
        return self.ref if isinstance(self.ref, CellRef) else None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: both operands, their difference, the tolerance and one neutral sentence."""

    rule: str
    check_class: CheckClass
    status: Status
    operands: tuple[Operand, ...]
    difference: Decimal | None
    tolerance: Decimal | None
    sentence: Message
    reason: Message | None = None
    """Why not applicable or not possible, or how the tolerance follows from the printed digits."""
    also_at: tuple[Operand, ...] = ()
    """Other places in which the same root cause shows up."""

    @property
    def told(self) -> Message:
        """The sentence with the reason where there is one."""
        return say("outcome.told", sentence=self.sentence, reason=self.reason) if self.reason else self.sentence


def rule_title(rule_id: str) -> Message:
    """The plain phrase by which readers know a rule."""
    return Message(f"rule.{rule_id}")
