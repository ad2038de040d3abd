"""Which columns of a printed table hold its own year's money, which a row's whole amount, and which add up to which."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budget.meaning.dimensions import Dimensions, path_to_dimensions
from budget.meaning.labels import AMOUNT_KINDS, CARRY_IN_ROW, MEMO_COLUMN, NOT_MONEY_COLUMN, OPEN_COLUMN, TOTAL_COLUMN
from budget.models import HeaderPath, PrintedTable, Stage, TableRow, lowest_of, path_to_text

_YEAR = re.compile(r"(?<!\d)20\d\d(?=年|预算|决算|执行|$)")
_YEAR_NAME = re.compile(r"(20\d\d)年?度?(?:预算|决算|执行)?数?$")
_COMPARISON = re.compile(r"增减|增长|增幅|变动|[%％]|比重|占比|完成率|执行率|比上年|比\d{4}年")
_LAST_YEAR = re.compile(r"上(?:一)?年度?(?:预算|决算|执行|完成|年初|批复|实际|数)")

# 编制预算 is Changchun's word for the year's own appropriation: 本年预算 holds it and 上年结转 (cc-xfj-2026, p. 6);
# Fangchenggang prints 其中：基本支出 ǀ 项目支出 beside an unnamed whole (gov-fcg-2026, 三公)
_BESIDE = re.compile(rf"{CARRY_IN_ROW.pattern}|编制预算|{MEMO_COLUMN.pattern}")
"""Columns that can't hold the whole amount; the whole may or may not hold them."""


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """Column `total` is the sum of columns `parts` less `minus` in every row.

    `optional` are parts that some publishers count in and others don't (carry-over).
    """

    total: int
    parts: tuple[int, ...]
    minus: tuple[int, ...] = ()
    optional: tuple[int, ...] = ()


def money_columns(table: PrintedTable) -> list[int]:
    """Indexes of the columns that hold money."""
    return [index for index, column in enumerate(table.columns) if not NOT_MONEY_COLUMN.match(path_to_text(column))]


def current_columns(table: PrintedTable) -> tuple[int, ...]:
    """The columns of the table's own year: not last year's figures, not the change between two years.

    Where columns name several years the latest is the table's own; all columns where nothing tells them apart.
    """
    texts = [path_to_text(path) for path in table.columns]
    years = [max(map(int, _YEAR.findall(text)), default=None) for text in texts]
    latest = max((year for year in years if year is not None), default=None)
    own = tuple(
        i
        for i, text in enumerate(texts)
        if not _COMPARISON.search(text) and not _LAST_YEAR.search(text) and years[i] in (None, latest)
    )
    return own or tuple(range(len(table.columns)))


def is_other_year(table: PrintedTable, row: TableRow) -> bool:
    """Whether a row is named by a year before the latest that the table's rows are named by (2023年 above 2024年)."""
    named = [int(found.group(1)) for other in table.rows if (found := _YEAR_NAME.match(other.name))]
    own = _YEAR_NAME.match(row.name)
    return own is not None and int(own.group(1)) < max(named)


def amount_column(table: PrintedTable) -> int | None:
    """The column of a row's whole amount: of its own year, in accounts the 决算数; None where no header says so.

    It is the only money column, or the one headed 合计 (小计, 总计, 总额) under whose own group all the others stand:
    "一般公共预算基本支出/合计" is the whole where every column stands under 一般公共预算基本支出, while
    "公务用车购置及运行费/小计" beside 公务接待费 is not.
    """
    money = set(money_columns(table))
    own = [index for index in current_columns(table) if index in money]
    whole = final_columns(table, [index for index in own if not _BESIDE.search(path_to_text(table.columns[index]))])
    if len(whole) < 2:
        return next(iter(whole or own), None)
    paths = {index: _without_stage(table.columns[index]) for index in whole}
    return next((index for index, path in paths.items() if _is_total_of(path, list(paths.values()))), None)


def _is_total_of(path: HeaderPath, paths: Sequence[HeaderPath]) -> bool:
    group = path[:-1]
    return bool(TOTAL_COLUMN.fullmatch(lowest_of(path))) and all(other[: len(group)] == group for other in paths)


def _without_stage(path: HeaderPath) -> HeaderPath:
    while len(path) > 1 and path[-1] in AMOUNT_KINDS:
        path = path[:-1]
    return path


def final_columns(table: PrintedTable, columns: Sequence[int]) -> Sequence[int]:
    """Where budget and final account stand side by side, the final account's columns."""
    final = [i for i in columns if path_to_dimensions(table.columns[i]).stage is Stage.FINAL_ACCOUNT]
    return final or columns


def find_column(table: PrintedTable, wanted: Callable[[Dimensions], bool]) -> int | None:
    """The first column of the table's own year whose header says what is wanted; None when no header does.

    Where a table prints the budget beside the final account, the final account's column.
    """
    found = [i for i in current_columns(table) if wanted(path_to_dimensions(table.columns[i]))]
    return next(iter(final_columns(table, found)), None)


def column_like(table: PrintedTable, pattern: re.Pattern[str]) -> int | None:
    """The first money column whose header names it in its lowest cells (小计 and 预算数 looked through)."""
    for index in money_columns(table):
        named = [cell for cell in table.columns[index] if not re.fullmatch(r"小计|合计|预算数|决算数|金额", cell)]
        if named and pattern.search(named[-1]):
            return index
    return None


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
