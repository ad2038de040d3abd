"""Which printed columns add up to which, read from the header tree."""

from __future__ import annotations

from collections.abc import Sequence

from budget.meaning.labels import AMOUNT_KINDS, MEMO_COLUMN, NOT_MONEY_COLUMN, OPEN_COLUMN, TOTAL_COLUMN
from budget.meaning.sums import ColumnSum
from budget.models import HeaderPath, PrintedTable, lowest_of, path_to_text


def column_sums(table: PrintedTable) -> tuple[ColumnSum, ...]:
    """Every sum among a table's money columns."""
    sums: list[ColumnSum] = []
    for columns in _by_amount_kind(table.columns):
        sums += [made for index in columns if (made := _total_of(index, columns)) is not None]
        sums += _balance(columns)
    return tuple(sums)


def _by_amount_kind(columns: Sequence[HeaderPath]) -> list[dict[int, HeaderPath]]:
    """Column index → header path, one dict for each stage (预算数, 决算数) where a table prints several."""
    paths = {i: path for i, path in enumerate(columns) if not NOT_MONEY_COLUMN.match(path_to_text(path))}
    kinds = {lowest_of(path) for path in paths.values()} & AMOUNT_KINDS
    if len(kinds) < 2:
        return [{i: path[:-1] if lowest_of(path) in kinds and path[:-1] else path for i, path in paths.items()}]
    groups = [
        {i: path[:-1] for i, path in paths.items() if lowest_of(path) == kind and path[:-1]} for kind in sorted(kinds)
    ]
    rest = {i: path for i, path in paths.items() if lowest_of(path) not in kinds}
    return [group for group in [*groups, rest] if len(group) > 1]


def _total_of(index: int, columns: dict[int, HeaderPath]) -> ColumnSum | None:
    """The sum that a 合计/小计 column promises: its siblings, each by its own total where it has one."""
    path = columns[index]
    if not path or not TOTAL_COLUMN.fullmatch(path[-1]):
        return None
    group = path[:-1]
    heads: dict[str, list[int]] = {}
    for other, other_path in columns.items():
        if other != index and other_path[: len(group)] == group and len(other_path) > len(group):
            heads.setdefault(other_path[len(group)], []).append(other)
    parts: list[int] = []
    optional: list[int] = []
    for head, members in heads.items():
        if MEMO_COLUMN.search(head) or TOTAL_COLUMN.fullmatch(head):
            continue
        chosen = _head_columns(members, columns, len(group) + 1)
        (optional if OPEN_COLUMN.search(head) else parts).extend(chosen)
    return ColumnSum(index, tuple(parts), (), tuple(optional)) if parts and len(parts) + len(optional) > 1 else None


def _head_columns(members: Sequence[int], columns: dict[int, HeaderPath], depth: int) -> list[int]:
    """The columns that stand for one header group: its own total, else all its leaves."""
    if len(members) == 1:
        return list(members)
    totals = [i for i in members if len(columns[i]) == depth + 1 and TOTAL_COLUMN.fullmatch(columns[i][-1])]
    plain = [i for i in members if len(columns[i]) == depth]
    leaves = [i for i in members if not any(map(MEMO_COLUMN.search, columns[i][depth:]))]
    return totals[:1] or plain[:1] or leaves


def _balance(columns: dict[int, HeaderPath]) -> list[ColumnSum]:
    """年初结转 + 本年收入 − 本年支出 = 年末结转, where one grid prints all four (government funds in accounts)."""
    start = _first(columns, "年初", "结转")
    income = _first(columns, "本年", "收入")
    spent = _first(columns, "本年", "支出")
    end = _first(columns, "年末", "结转")
    if start is None or income is None or spent is None or end is None:
        return []
    shared = tuple(i for i, path in columns.items() if path and "结余分配" in path[0])
    return [ColumnSum(end, (start, income), (spent, *shared))]


def _first(columns: dict[int, HeaderPath], *words: str) -> int | None:
    """The first column whose outermost header has these words; printed totals come first in their group."""
    found = [i for i, path in columns.items() if path and all(word in path[0] for word in words)]
    totals = [i for i in found if TOTAL_COLUMN.fullmatch(columns[i][-1])]
    return next(iter(totals or found), None)
