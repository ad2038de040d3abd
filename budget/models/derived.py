"""What is worked out from a disclosure once and then kept with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from budget.models.document import Disclosure

T = TypeVar("T")


def once_per_disclosure(function: Callable[[Disclosure], T]) -> Callable[[Disclosure], T]:
    """The function, asked once for each disclosure: its answer lives as long as the disclosure does."""
    key = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(disclosure: Disclosure) -> T:
        memory = disclosure.__dict__  # the record is frozen; what follows from it may be kept beside its fields
        if key not in memory:
            memory[key] = function(disclosure)
        return memory[key]

    return kept
