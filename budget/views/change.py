"""What the prose says against last year: an amount, its change, the percentage, and last year's figure that follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budget.models import Unit
from budget.views.book import Book, Record
from budget.views.money import HUNDRED

AMOUNT_TOLERANCE_YUAN = Decimal(100)  # prose prints 万元 with two decimals: half a unit each side
PERCENT_TOLERANCE = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Change:
    """`before_yuan` follows from the two printed amounts; `percent` is signed, as printed, None where none is.

    `agrees`: the printed percentage is that of last year's figure.
    """

    now_yuan: Decimal
    delta_yuan: Decimal
    percent: Decimal | None
    reason: str | None
    section_id: str
    agrees: bool

    @property
    def before_yuan(self) -> Decimal:
        """Last year's figure: this year's less the change."""
        return self.now_yuan - self.delta_yuan


def find_change(book: Book, yuan: Decimal | None) -> Change | None:
    """What the prose says of the change of this amount; one that its own percentage confirms comes first."""
    if yuan is None:
        return None
    found = list(_changes_of(book, yuan))
    return next((change for change in found if change.agrees), found[0] if found else None)


def _changes_of(book: Book, yuan: Decimal) -> Iterator[Change]:
    for change in book.rows("statements", kind="change"):
        delta = _to_yuan(change)
        if delta is None or change["direction"] is None:
            continue
        same = list(book.rows("statements", section_id=change["section_id"], clause=change["clause"]))
        amounts = [a for r in same if r["kind"] == "amount" and (a := _to_yuan(r)) is not None]
        is_named = any(abs(a - yuan) <= AMOUNT_TOLERANCE_YUAN for a in amounts)
        percent = next((r for r in same if r["kind"] == "change_pct" and r["start"] >= change["start"]), None)
        made = _change(yuan, delta * change["direction"], percent, change)
        if is_named and (made.agrees or abs(amounts[0] - yuan) <= AMOUNT_TOLERANCE_YUAN):
            yield made


def _change(yuan: Decimal, delta: Decimal, percent: Record | None, change: Record) -> Change:
    signed = percent["value"] * (percent["direction"] or change["direction"]) if percent else None
    before = yuan - delta
    agrees = signed is not None and before > 0 and abs(delta / before * HUNDRED - signed) <= PERCENT_TOLERANCE
    return Change(yuan, delta, signed, change["reason"], change["section_id"], agrees)


def _to_yuan(statement: Record) -> Decimal | None:
    units = {unit.value: unit for unit in Unit}
    unit = units.get(statement["printed_unit"] or "")
    return statement["value"] * unit.factor if unit else None
