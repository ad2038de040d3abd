"""指标值 → comparison, number, unit. What is not plainly one quantity has no parts: never a guess."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from budget.amounts import text_to_amount
from budget.forms.performance_labels import DECLARED
from budget.text import fold_widths, squeeze


class TargetParts(NamedTuple):
    """The parts of a target: operator (≥ ≤ > < =, None when none is printed), number, unit (None when none)."""

    operator: str | None
    number: Decimal | None
    unit: str | None


NO_PARTS = TargetParts(None, None, None)

_SIGN_OF = {word: sign for sign, words in DECLARED["operators"].items() for word in words}
_SUFFIX_SIGN_OF = {word: sign for sign, words in DECLARED["suffixes"].items() for word in words}
_TARGET = re.compile(
    rf"(?P<operator>{'|'.join(sorted(map(re.escape, _SIGN_OF), key=len, reverse=True))})?"
    r"(?P<number>-?[\d,]+(?:\.\d+)?)"
    r"(?P<unit>[^\d\s.,;:、，。；：~～\-—至到≥≤<>=]{1,12}?(?:m[23]|[23])?(?:/[^\d\s]{1,6})?)??"
    rf"(?P<suffix>{'|'.join(map(re.escape, _SUFFIX_SIGN_OF))})?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_QUANTITY_UNIT = re.compile(r".*(?:[年月日底]前|月底|年底|月份|号).*|.*[前底末初]|.*(?:左右|上下)|[余多几].*")


def text_to_target(text: str) -> TargetParts:
    """The parts of a printed target; all None when it is words, a range, a date or anything else than one quantity.

    >>> text_to_target("≥90%")
    TargetParts(operator='≥', number=Decimal('90'), unit='%')
    >>> text_to_target("2项")
    TargetParts(operator=None, number=Decimal('2'), unit='项')
    >>> text_to_target("不超过30万元").operator, text_to_target("95%以上").operator, text_to_target("改善%").number
    ('≤', '≥', None)
    """
    folded = fold_widths(squeeze(text)).rstrip("。.;；")
    found = _TARGET.fullmatch(folded)
    number = text_to_amount(found["number"]) if found else None
    if found is None or number is None or _is_no_quantity(found["number"], found["unit"]):
        return NO_PARTS
    operators = {sign for sign in (_SIGN_OF.get(found["operator"]), _SUFFIX_SIGN_OF.get(found["suffix"])) if sign}
    if len(operators) > 1:
        return NO_PARTS
    return TargetParts(next(iter(operators), None), number, found["unit"])


def sign_to_operator(text: str) -> str | None:
    """The operator a column of its own prints (指标性质: "≥", "大于等于"); None for 定性 and words.

    >>> sign_to_operator("≥"), sign_to_operator("小于等于"), sign_to_operator("定性")
    ('≥', '≤', None)
    """
    return _SIGN_OF.get(fold_widths(squeeze(text)))


def is_target_like(text: str) -> bool:
    """Whether a cell reads as a target and not as the name of an indicator."""
    return text_to_target(text).number is not None


def _is_no_quantity(number: str, unit: str | None) -> bool:
    """A year, a point in time ("2024年", "6月底前") or an approximation ("90%左右"), which is no one quantity."""
    if unit is None:
        return False
    is_year = unit.startswith("年") and _YEAR.fullmatch(number) is not None
    return is_year or _NO_QUANTITY_UNIT.fullmatch(unit) is not None
