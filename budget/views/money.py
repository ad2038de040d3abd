"""How figures are written, in one place: 2,153.13 万元, switchable to 元; shares, changes, counts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from budget.amounts import format_amount

NOTHING = "未安排"
"""What a blank cell says to a reader: published, nothing budgeted; not a printed 0.00."""

HUNDRED = Decimal(100)
FEN = 2


class DisplayUnit(StrEnum):
    """The unit a reader chose; its value stands in the address."""

    TEN_THOUSAND = "wan"
    YUAN = "yuan"

    @property
    def label(self) -> str:
        """The unit as it is written behind a figure."""
        return "元" if self is DisplayUnit.YUAN else "万元"

    @property
    def factor(self) -> int:
        """How many yuan one of it is."""
        return 1 if self is DisplayUnit.YUAN else 10_000


def column_places(amounts: Iterable[Decimal | None], unit: DisplayUnit) -> int:
    """Decimal places for a whole column: two in 万元; in 元 none unless a figure has fen.

    >>> column_places([Decimal("243719.1"), None], DisplayUnit.YUAN), column_places([Decimal(5)], DisplayUnit.YUAN)
    (2, 0)
    """
    if unit is DisplayUnit.TEN_THOUSAND:
        return FEN
    return FEN if any(a is not None and a != a.to_integral_value() for a in amounts) else 0


def amount_text(yuan: Decimal, unit: DisplayUnit, places: int | None = None) -> str:
    """The figure without its unit.

    >>> amount_text(Decimal("21531300"), DisplayUnit.TEN_THOUSAND), amount_text(Decimal("-5"), DisplayUnit.YUAN)
    ('2,153.13', '−5')
    """
    return format_amount(yuan / unit.factor, column_places([yuan], unit) if places is None else places)


def amount_or_nothing(yuan: Decimal | None, unit: DisplayUnit) -> str:
    """The figure with its unit, "未安排" for a blank.

    >>> amount_or_nothing(Decimal("126000"), DisplayUnit.TEN_THOUSAND), amount_or_nothing(None, DisplayUnit.YUAN)
    ('12.60 万元', '未安排')
    """
    return NOTHING if yuan is None else f"{amount_text(yuan, unit)} {unit.label}"


def share(part: Decimal | None, whole: Decimal | None) -> float | None:
    """Part of a whole in percent; None where the whole is missing or 0, or the part is missing."""
    if part is None or not whole:
        return None
    return float(part / whole * HUNDRED)


def share_text(part: Decimal | None, whole: Decimal | None) -> str:
    """The share in percent, one decimal; "—" where there is none to be had.

    >>> share_text(Decimal("1622"), Decimal("2153.13")), share_text(Decimal(1), Decimal(0))
    ('75.3%', '—')
    """
    percent = share(part, whole)
    if percent is None:
        return "—"
    return "不足0.1%" if 0 < percent < 0.05 else f"{percent:.1f}%".replace("-", "−")


def signed_text(yuan: Decimal, unit: DisplayUnit) -> str:
    """A change with its sign.

    >>> [signed_text(Decimal(yuan), DisplayUnit.TEN_THOUSAND) for yuan in (-2765700, 2765700, 0)]
    ['−276.57', '+276.57', '0.00']
    """
    text = amount_text(yuan, unit)
    return text if yuan <= 0 else f"+{text}"
