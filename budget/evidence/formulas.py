"""A computed figure written as a formula over references, and worked out again from what is printed.

`share(a,b)` a ÷ b in percent · `change(now,before)` in percent of last year's · `sum(a,b,…)` · `diff(a,b)`. Operands
are references of facts or formulas themselves: `share(project_current/3/0,sum(project_current/1/0,…))`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from budget.evidence.facts import Fact, find_fact
from budget.evidence.refs import Operation
from budget.models import Disclosure

MOST_OPERANDS = 200
DEEPEST = 4
_TOKEN = re.compile(rf"\s*(?:(?P<name>{'|'.join(Operation)})\(|(?P<ref>[^(),]+)|(?P<mark>[,)]))")
WORDS = {
    Operation.SHARE: "部分 ÷ 整体 × 100%",
    Operation.CHANGE: "（今年 − 上年）÷ 上年 × 100%",
    Operation.SUM: "各项相加",
    Operation.DIFF: "前一个数 − 后一个数",
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula worked out. `value` is in percent for share and change, in yuan otherwise; None where an operand is
    blank or a base is 0: a share of nothing is not a number."""

    operation: Operation
    operands: tuple[Fact | Formula, ...]
    value: Decimal | None

    @property
    def is_percent(self) -> bool:
        """Whether the value is a percentage."""
        return self.operation in (Operation.SHARE, Operation.CHANGE)

    @property
    def words(self) -> str:
        """How it is computed, in words."""
        return WORDS[self.operation]


def read_formula(disclosure: Disclosure, text: str) -> Formula | None:
    """The formula of an address; None when it is not one or names a place that this document does not have."""
    tokens = list(_TOKEN.finditer(text))
    if "".join(match.group(0) for match in tokens) != text or len(tokens) > 2 * MOST_OPERANDS:
        return None
    reading = _Reading(disclosure, iter(tokens))
    try:
        made = reading.next_part(0)
        is_whole = next(reading.tokens, None) is None
    except FormulaError:
        return None
    return made if isinstance(made, Formula) and is_whole else None


class FormulaError(ValueError):
    """The text is no formula, or an operand is not in the document."""


@dataclass(slots=True)
class _Reading:
    disclosure: Disclosure
    tokens: Iterator[re.Match[str]]

    def next_part(self, depth: int) -> Fact | Formula:
        """A fact or a formula. Raises FormulaError."""
        token = next(self.tokens, None)
        if token is None or token["mark"] or depth > DEEPEST:
            raise FormulaError("an operand was expected")
        if token["ref"]:
            fact = find_fact(self.disclosure, token["ref"].strip())
            if fact is None:
                raise FormulaError(token["ref"])
            return fact
        return self._formula(Operation(token["name"]), depth)

    def _formula(self, operation: Operation, depth: int) -> Formula:
        operands = [self.next_part(depth + 1)]
        while (mark := next(self.tokens, None)) is not None and mark["mark"] == ",":
            operands.append(self.next_part(depth + 1))
        if mark is None or mark["mark"] != ")" or (operation is not Operation.SUM and len(operands) != 2):
            raise FormulaError(operation)
        return Formula(operation, tuple(operands), _work_out(operation, [amount_of(part) for part in operands]))


def amount_of(part: Fact | Formula) -> Decimal | None:
    """What a part brings into a formula: yuan, or the number of a count."""
    if isinstance(part, Formula):
        return part.value
    return part.yuan if part.is_money else part.number


def _work_out(operation: Operation, values: list[Decimal | None]) -> Decimal | None:
    """Blank addends add nothing; any other blank operand leaves the result open."""
    if operation is Operation.SUM:
        printed = [value for value in values if value is not None]
        return sum(printed, Decimal(0)) if printed else None
    first, second = values
    return None if first is None or second is None else RULES[operation](first, second)


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    return part / whole * 100 if whole else None


RULES: dict[Operation, Callable[[Decimal, Decimal], Decimal | None]] = {
    Operation.SHARE: _percent,
    Operation.CHANGE: lambda now, before: _percent(now - before, before) if before > 0 else None,
    Operation.DIFF: lambda first, second: first - second,
}
