"""Other readings of printed rows: whether they can be parents and children in an order that nobody wrote down.

A list without codes says by indentation, by 其中 or not at all which rows are parts of which. Before a sum of such rows
is called wrong, every reading is tried in which a row stands for the rows that follow it and add up to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

MOST_STATES = 400
"""So many partial sums are followed from one row; a list with more is not decided, and so is no one's fault."""


def has_nested_reading(total: Decimal, amounts: Sequence[Decimal], tolerance: Decimal = Decimal(0)) -> bool:
    """Whether the rows, some of them counted as parts of the one before, come to the total.

    A parent is printed before its parts. True too where there are too many readings to try.

    >>> d = Decimal
    >>> has_nested_reading(d(30), [d(20), d(15), d(5), d(10)]), has_nested_reading(d(31), [d(20), d(15), d(5), d(10)])
    (True, False)
    """
    if min(amounts, default=Decimal(0)) < 0:
        return False
    ends: list[set[int]] = [set() for _ in amounts]
    for index in range(len(amounts) - 1, -1, -1):
        ends[index] = {index + 1}
        if amounts[index]:
            sums = _sums_from(index + 1, amounts, ends, amounts[index] + tolerance)
            if sums is None:
                return True
            ends[index] |= {end for end, made in enumerate(sums) if _holds(made, amounts[index], tolerance)}
    sums = _sums_from(0, amounts, ends, total + tolerance)
    return sums is None or _holds(sums[len(amounts)], total, tolerance)


def _sums_from(
    start: int, amounts: Sequence[Decimal], ends: Sequence[set[int]], most: Decimal
) -> list[set[Decimal]] | None:
    """Position → what the rows from `start` up to it come to in some reading; None where there are too many."""
    sums: list[set[Decimal]] = [set() for _ in range(len(amounts) + 1)]
    sums[start] = {Decimal(0)}
    for position in range(start, len(amounts)):
        if len(sums[position]) > MOST_STATES:
            return None
        made = {value for so_far in sums[position] if (value := so_far + amounts[position]) <= most}
        for end in ends[position]:
            sums[end] |= made
    return sums


def _holds(sums: set[Decimal], wanted: Decimal, tolerance: Decimal) -> bool:
    return any(value and abs(value - wanted) <= tolerance for value in sums)
