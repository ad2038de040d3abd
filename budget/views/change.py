"""What the prose says against last year: an amount, its change, the percentage, and last year's figure that follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budget.evidence.formulas import record_ref
from budget.models import StatementKind, Unit
from budget.views.book import Book, Record
from budget.views.money import HUNDRED

AMOUNT_TOLERANCE_YUAN = Decimal(100)  # prose prints 万元 with two decimals: half a unit each side
PERCENT_TOLERANCE = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Change:
    """`before_yuan` follows from the two printed amounts; `percent` is signed, as printed, None where none is.

    `agrees`: the printed percentage is that of last year's figure. `subject`: what the prose says it of.
    """

    now_yuan: Decimal
    delta_yuan: Decimal
    percent: Decimal | None
    reason: str | None
    subject: str
    agrees: bool
    delta_ref: str | None = None
    """Where the change is stated; None where the prose says "the same as last year"."""
    percent_ref: str | None = None

    @property
    def before_yuan(self) -> Decimal:
        """Last year's figure: this year's less the change."""
        return self.now_yuan - self.delta_yuan


def find_change(book: Book, yuan: Decimal | None) -> Change | None:
    """What the prose says of the change of this amount; one that its own percentage confirms comes first."""
    if not yuan:
        return None
    found = list(_changes_of(book, yuan))
    return next((change for change in found if change.agrees), found[0] if found else None)


def _changes_of(book: Book, yuan: Decimal) -> Iterator[Change]:
    for change in book.rows("statements", kind=StatementKind.CHANGE):
        delta = statement_to_yuan(change)
        if delta is None or change["direction"] is None:
            continue
        section = list(book.rows("statements", section_id=change["section_id"]))
        same = [r for r in section if r["clause"] == change["clause"]]
        percent = next(
            (r for r in same if r["kind"] == StatementKind.CHANGE_PCT and r["start"] >= change["start"]), None
        )
        made = _change(yuan, delta * change["direction"], percent, change)
        named = [r for r in section if r["kind"] == StatementKind.AMOUNT and (r in same or _same_subject(r, change))]
        matching = [r for r in named if _is(r, yuan)]
        if matching and (made.agrees or matching[0] is named[0]):
            yield made
    yield from (Change(yuan, Decimal(0), None, None, r["subject"] or "", True) for r in _unchanged(book, yuan))


def _unchanged(book: Book, yuan: Decimal) -> Iterator[Record]:
    """Amounts of which the prose says that they are the same as last year's."""
    return (r for r in book.rows("statements", kind=StatementKind.AMOUNT, direction=0) if _is(r, yuan))


def _same_subject(amount: Record, change: Record) -> bool:
    """The change of a sentence of its own names what the amount before it named, perhaps with the body's name."""
    one, other = amount["subject"] or "", change["subject"] or ""
    return bool(one and other) and (one.endswith(other) or other.endswith(one))


def _is(statement: Record, yuan: Decimal) -> bool:
    amount = statement_to_yuan(statement)
    return amount is not None and abs(amount - yuan) <= AMOUNT_TOLERANCE_YUAN


def _change(yuan: Decimal, delta: Decimal, percent: Record | None, change: Record) -> Change:
    signed = percent["value"] * (percent["direction"] or change["direction"]) if percent else None
    before = yuan - delta
    agrees = signed is not None and before > 0 and abs(delta / before * HUNDRED - signed) <= PERCENT_TOLERANCE
    refs = record_ref(change), record_ref(percent)
    return Change(yuan, delta, signed, change["reason"], change["subject"] or "", agrees, *refs)


def statement_to_yuan(statement: Record) -> Decimal | None:
    """The amount of a statement in yuan; None when it is no money."""
    units = {unit.value: unit for unit in Unit}
    unit = units.get(statement["printed_unit"] or "")
    return Decimal(statement["value"] * unit.factor) if unit else None
