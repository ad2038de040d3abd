"""A table's own row arithmetic: 合计 = its parts, within the rounding of each printed figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.amounts import half_last_place
from budget.forms.columns import Column
from budget.layout.vocabulary import fold, strip_ordinal, words
from budget.models import Figure

_NOT_ADDED = ("其中", "结转", "结余", "占", "备注", "增减", "上年", "机关运行")


@dataclass(frozen=True, slots=True)
class RowSum:
    """One identity of a header: the column `total` is the sum of the columns `parts`."""

    total: int
    parts: tuple[int, ...]


def columns_to_sums(columns: Sequence[Column]) -> tuple[RowSum, ...]:
    """The identities a header declares: in each group of siblings the one column named 合计, 小计, 总计 sums the rest.

    A sibling that is a group itself counts with its own total, or with all its columns when it has none. Groups with
    two totals, or with columns whose relation to the total the header leaves open (其中, 结转), declare nothing.
    """
    sums: list[RowSum] = []
    _collect([(i, column.path) for i, column in enumerate(columns) if not column.is_count], 0, sums)
    return tuple(sums)


def _collect(columns: Sequence[tuple[int, tuple[str, ...]]], depth: int, sums: list[RowSum]) -> tuple[int, ...]:
    """The columns that stand for a group: its total alone, or all of its parts."""
    groups: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for number, (index, path) in enumerate(columns):
        key = path[depth] if len(path) > depth else f"\0{number}"
        groups.setdefault(key, []).append((index, path))
    if len(groups) == 1 and len(columns) > 1:
        return _collect(columns, depth + 1, sums)
    members = {key: _stand_in(group, depth, sums) for key, group in groups.items()}
    totals = [key for key in members if _is_total(key) and len(members[key]) == 1]
    parts = [key for key in members if key not in totals]
    if len(totals) != 1 or not parts:
        return tuple(index for indexes in members.values() for index in indexes)
    if len(parts) > 1 and not any(word in fold(key) for key in members for word in _NOT_ADDED):
        sums.append(RowSum(members[totals[0]][0], tuple(i for key in parts for i in members[key])))
    return members[totals[0]]


def _stand_in(group: list[tuple[int, tuple[str, ...]]], depth: int, sums: list[RowSum]) -> tuple[int, ...]:
    return (group[0][0],) if len(group) == 1 else _collect(group, depth + 1, sums)


def _is_total(header: str) -> bool:
    label = strip_ordinal(fold(header))
    return words("row", "total").match(label) or label == "小计"


def check_row(figures: Sequence[Figure], sums: Sequence[RowSum], columns: Sequence[Column]) -> tuple[str, ...]:
    """A warning for each identity that a row breaks by more than its figures' rounding."""
    return tuple(
        f"本行不平：“{columns[s.total].header}”印 {figures[s.total].text}，各项之和为 {total}"
        for s in sums
        if (total := _broken_sum(figures, s)) is not None
    )


def _broken_sum(figures: Sequence[Figure], row_sum: RowSum) -> Decimal | None:
    """The sum of the parts where it misses the printed total beyond rounding; None where it holds or can't be told."""
    printed = figures[row_sum.total]
    parts = [figures[i] for i in row_sum.parts]
    if printed.value is None or not any(part.value is not None for part in parts):
        return None
    values = [part.value for part in parts if part.value is not None]
    total = sum(values, Decimal(0))
    tolerance = sum((half_last_place(f.text) for f in [printed, *parts] if f.value is not None), Decimal(0))
    return total if abs(total - printed.value) > tolerance else None
