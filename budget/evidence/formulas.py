"""A computed figure written as a formula over references, and worked out again from what is printed.

`share(a,b)` a ÷ b in percent · `change(now,before)` in percent of last year's · `sum(a,b,…)` · `diff(a,b)`. Operands
are references of facts or formulas themselves: `share(project_current/3/0,sum(project_current/1/0,…))`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from budget.evidence.facts import Fact, find_fact
from budget.models import Disclosure, ProseRef


class Operation(StrEnum):
    """What a formula does with its operands, by its word in the address."""

    SHARE = "share"
    CHANGE = "change"
    SUM = "sum"
    DIFF = "diff"


MOST_OPERANDS = 200
OPENINGS = tuple(f"{operation}(" for operation in Operation)
MOST_ADDENDS = 40
"""A sum of more would not fit an address that people pass on; then there is no formula."""
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


# ---------------------------------------------------------------- writing


def is_formula(ref: str) -> bool:
    """Whether it is a formula over references, not a reference.

    >>> is_formula("sum(a/0/1,a/0/2)"), is_formula("summary/0/1")
    (True, False)
    """
    return ref.startswith(OPENINGS)


def formula_refs(address: str) -> tuple[str, ...]:
    """The references in a formula; a reference alone is its own.

    >>> formula_refs("share(a/0/1,sum(a/0/1,b/2/0))"), formula_refs("a/0/1")
    (('a/0/1', 'a/0/1', 'b/2/0'), ('a/0/1',))
    """
    return tuple(part for part in re.split(r"[(),]", address) if part and part not in set(Operation))


def share_ref(part: str | None, whole: str | None) -> str | None:
    """part ÷ whole in percent; None where one of them has no place.

    >>> share_ref("a/0/1", "a/0/0"), share_ref(None, "a/0/0")
    ('share(a/0/1,a/0/0)', None)
    """
    return _made(Operation.SHARE, (part, whole))


def diff_ref(first: str | None, second: str | None) -> str | None:
    """first − second; None where one of them has no place."""
    return _made(Operation.DIFF, (first, second))


def change_ref(now: str | None, before: str | None) -> str | None:
    """(now − before) ÷ before in percent; None where one of them has no place."""
    return _made(Operation.CHANGE, (now, before))


def sum_ref(parts: Iterable[str | None]) -> str | None:
    """All parts together; the part itself where there is only one, None where one has no place or there are too many.

    >>> sum_ref(["a/0/1"]), sum_ref(["a/0/1", "a/1/1"]), sum_ref(["a/0/1", None])
    ('a/0/1', 'sum(a/0/1,a/1/1)', None)
    """
    listed = list(parts)
    return listed[0] if len(listed) == 1 else _made(Operation.SUM, listed) if 0 < len(listed) <= MOST_ADDENDS else None


def record_ref(statement: Mapping[str, Any] | None) -> str | None:
    """The reference of a row of the frame `statements`."""
    return str(ProseRef(statement["section_id"], statement["start"])) if statement else None


def _made(operation: Operation, parts: Iterable[str | None]) -> str | None:
    listed = list(parts)
    return None if any(part is None for part in listed) else f"{operation}({','.join(map(str, listed))})"
