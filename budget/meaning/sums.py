"""The promises that a table's layout makes: these rows (or columns) add up to that one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowSum:
    """Row `total` is the sum of rows `parts` in every money column. `kind`: level, total, part."""

    total: int
    parts: tuple[int, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """Column `total` is the sum of columns `parts` less `minus` in every row.

    `optional` are parts that some publishers count in and others don't (carry-over).
    """

    total: int
    parts: tuple[int, ...]
    minus: tuple[int, ...] = ()
    optional: tuple[int, ...] = ()
