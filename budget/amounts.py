"""Printed figures → exact decimals. One strict pattern; everything else is None, never a guess."""

from __future__ import annotations

import re
from decimal import Decimal

from budget.text import fold_widths, squeeze

BLANK_MARKS = frozenset({"", "-", "—", "–", "－", "——", "--", "/", "无", "*"})
"""Printed marks that say "nothing here". They are blanks with their text kept, not zeros."""

AMOUNT = re.compile(r"(?<!\d)(?<!\d[.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\d%％]|[.,]\d)")
"""What can only be an amount: codes, counts and ordinals print no decimals or separators; a percentage is none."""
_FIGURE = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_DASHES = str.maketrans("–‐", "--")  # minus signs in a cell of figures; between words a dash is none
_MAX_DIGITS = 18


def text_to_amount(text: str) -> Decimal | None:
    """The number a cell prints, exact; None when it prints none or something that is not one figure.

    >>> text_to_amount("1,882.34")
    Decimal('1882.34')
    >>> text_to_amount("（12.50）"), text_to_amount("－12.00"), text_to_amount("1 234.5")
    (Decimal('-12.50'), Decimal('-12.00'), None)
    >>> text_to_amount("１２３．００"), text_to_amount("0.00"), text_to_amount("—"), text_to_amount("")
    (Decimal('123.00'), Decimal('0.00'), None, None)
    >>> text_to_amount("12,34.5"), text_to_amount("1e9"), text_to_amount("②")
    (None, None, None)
    """
    folded = _fold_figure(text)
    is_bracketed = folded.startswith("(") and folded.endswith(")")
    body = folded[1:-1] if is_bracketed else folded
    if not body.isascii() or not _FIGURE.fullmatch(body) or len(body) > _MAX_DIGITS + 8:
        return None
    value = Decimal(body.replace(",", ""))
    return -value if is_bracketed and value > 0 else value


def is_blank(text: str) -> bool:
    """Whether a cell prints nothing, or a mark that stands for nothing.

    >>> is_blank(" — "), is_blank("0.00"), is_blank("无")
    (True, False, True)
    """
    return squeeze(text) in BLANK_MARKS


def decimal_places(text: str) -> int:
    """How many digits stand behind the decimal point.

    >>> decimal_places("1,234.50"), decimal_places("360,000")
    (2, 0)
    """
    _, _, fraction = _fold_figure(text).rstrip(")%").partition(".")
    return len(fraction)


def half_last_place(text: str) -> Decimal:
    """Half a unit of the last printed place: how far a rounded figure may be from what it stands for.

    >>> half_last_place("24.37")
    Decimal('0.005')
    """
    return Decimal(5).scaleb(-decimal_places(text) - 1)


def format_amount(value: Decimal, places: int = 2) -> str:
    """The figure with thousands separators, as the screens and exports write it.

    >>> format_amount(Decimal("2153.13"))
    '2,153.13'
    """
    return f"{value:,.{places}f}".replace("-", "−")


def _fold_figure(text: str) -> str:
    return fold_widths(text.translate(_DASHES)).strip()
