"""Writing references and formulas: what the address carries and `read_formula` reads back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from budget.models import ProseRef


class Operation(StrEnum):
    """What a formula does with its operands, by its word in the address."""

    SHARE = "share"
    CHANGE = "change"
    SUM = "sum"
    DIFF = "diff"


MOST_ADDENDS = 40
"""A sum of more would not fit an address that people pass on; then there is no formula."""


def is_formula(ref: str) -> bool:
    """Whether it is a formula over references, not a reference.

    >>> is_formula("sum(a/0/1,a/0/2)"), is_formula("summary/0/1")
    (True, False)
    """
    return ref.startswith(tuple(f"{operation}(" for operation in Operation))


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
