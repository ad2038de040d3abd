"""Which printed rows add up to which: the sums that a table's rows promise, found by codes, numbering and labels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from budget.classification import economic_class_code
from budget.meaning.cells import table_cells
from budget.meaning.columns import money_columns
from budget.meaning.labels import BODY_ROW, OPERATING_TOTAL, PERSONNEL_TOTAL, TOTAL_ROW
from budget.meaning.listing import RowSum, listed_sums
from budget.meaning.three_public import three_public_sums
from budget.models import PrintedTable, RowRole, TableKind
from budget.text import bare_name, is_of_which

FUNCTIONAL_LEVELS = {3: 1, 5: 2, 7: 3}
"""Digits of a functional or economic subject code → level; 0 is the table's total."""

TRANSFERS = ("105", "110", "230", "231")
"""Codes of transfers and debt, which a government's tables print in an order of their own, parts of one below another,
below totals and without their upper levels (gov-xj-2025, pp. 5, 84)."""

PERSONNEL_CLASSES = frozenset({"301", "303"})
ECONOMIC_KINDS = frozenset({TableKind.GENERAL_BASIC, TableKind.APPROPRIATION_BASIC, TableKind.OPERATING_COST})
LIST_KINDS = frozenset({TableKind.REVENUE_EXPENDITURE_SUMMARY, TableKind.APPROPRIATION_SUMMARY})
SUM_ROLES = frozenset({RowRole.TOTAL, RowRole.SUBTOTAL})
PROCUREMENT_CLASS = re.compile(r".*(?:货物|工程|服务).*")
TOP_LEVEL = 1
LEAF_LEVEL = 9
"""Below any chain of units."""


@dataclass(frozen=True, slots=True)
class _Node:
    index: int
    level: int


def row_sums(table: PrintedTable) -> tuple[RowSum, ...]:
    """Every sum among a table's rows; empty where its layout shows none."""
    rows = table.rows
    if table.kind is TableKind.THREE_PUBLIC:
        return three_public_sums(table)
    if table.kind in LIST_KINDS and not is_coded(table):
        return listed_sums(table)
    if any(row.parent for row in rows) and not is_coded(table) and table.kind is not TableKind.PROCUREMENT:
        return _grouped_sums(table)
    level_of = _level_function(table)
    return _tree_sums(table, [level_of(index) for index in range(len(rows))])


def is_coded(table: PrintedTable) -> bool:
    """Whether most rows carry a subject code."""
    coded = sum(1 for row in table.rows if row.code and len(row.code) in FUNCTIONAL_LEVELS)
    return coded * 2 >= len(table.rows) > 0


def _level_function(table: PrintedTable) -> Callable[[int], int | None]:
    if is_coded(table):
        return lambda index: _coded_level(table, index)
    if table.kind is TableKind.PROCUREMENT and _has_procurement_classes(table):
        return lambda index: _labelled_level(table, index)
    if table.kind in ECONOMIC_KINDS:
        return _economic_levels(table)
    return lambda index: _unit_level(table, index)


def _is_total(table: PrintedTable, index: int) -> bool:
    return bool(TOTAL_ROW.fullmatch(bare_name(table.rows[index].name)))


def _coded_level(table: PrintedTable, index: int) -> int | None:
    """0 for totals, 1-3 for 类/款/项, None for rows that take part in no sum by code."""
    row = table.rows[index]
    if row.code and len(row.code) in FUNCTIONAL_LEVELS:
        return FUNCTIONAL_LEVELS[len(row.code)]
    return 0 if _is_total(table, index) else None


def _economic_levels(table: PrintedTable) -> Callable[[int], int | None]:
    """Levels of an economic table without codes: the classes are known by name and stand alone in their row.

    A department prints them under the name of each of its units (sz-b7ae2071, pp. 29-32).
    """
    names = [bare_name(row.name) for row in table.rows]
    has_classes = any(map(economic_class_code, names))
    bodies = _body_rows(names) if has_classes else []
    heads = sum(1 for place, body in enumerate(bodies) if body == bodies[0] + place)

    def level_of(index: int) -> int | None:
        if _is_total(table, index):
            return 0
        if is_of_which(table.rows[index].name):
            return None
        if index in bodies:
            return TOP_LEVEL + min(bodies.index(index), heads - 1)
        is_alone = len({label for label in table.rows[index].labels if label}) <= 1
        is_class = economic_class_code(names[index]) and is_alone and not _is_rest(names, index)
        return TOP_LEVEL + heads + (0 if is_class or not has_classes else 1)

    return level_of


def _is_rest(names: Sequence[str], index: int) -> bool:
    """其他资本性支出 where 资本性支出 is printed too: its last item, and no class of the old name."""
    rest = names[index].removeprefix("其他")
    return rest != names[index] and rest in names


def _body_rows(names: Sequence[str]) -> list[int]:
    """The rows that name a body: above the classes of each unit its name, above all units the department's."""
    return [index for index, name in enumerate(names) if BODY_ROW.search(name.partition("(")[0])]


def _has_procurement_classes(table: PrintedTable) -> bool:
    """Whether rows of 货物, 工程 or 服务 stand above the purchases; else the table is a plain list."""
    first_labels = [row.labels[0] for row in table.rows if row.labels and row.labels[0] and not any(row.labels[1:])]
    return any(PROCUREMENT_CLASS.fullmatch(label) for label in first_labels)


def _labelled_level(table: PrintedTable, index: int) -> int | None:
    """Levels of a procurement table: how far right its last label stands (大类 | 专项 | 科目 | 品目)."""
    row = table.rows[index]
    if _is_total(table, index):
        return 0
    if not row.labels or not any(row.labels):
        return TOP_LEVEL
    return TOP_LEVEL + max(position for position, label in enumerate(row.labels) if label)


def _unit_level(table: PrintedTable, index: int) -> int | None:
    """Levels of a list by unit and project: totals above units above the rest."""
    row = table.rows[index]
    if is_of_which(row.name) or row.role is RowRole.OF_WHICH:
        return None
    if _is_total(table, index):
        return 0
    if not _is_unit_row(table, index):
        return LEAF_LEVEL
    leading = list(takewhile(lambda earlier: _is_unit_row(table, earlier), range(len(table.rows))))
    return min(index, max(0, len(leading) - 1))


def _is_unit_row(table: PrintedTable, index: int) -> bool:
    row = table.rows[index]
    is_named = bool(table.department) and row.name == table.department
    return _is_total(table, index) or is_named or row.role in SUM_ROLES or _repeats_total(table, index)


def _repeats_total(table: PrintedTable, index: int) -> bool:
    """A row right under the leading total that prints its very figures, with more rows below: the unit itself."""
    if not 0 < index < len(table.rows) - 1 or not _is_total(table, index - 1) or index > 1:
        return False
    amounts = [[figure.value for figure in table.rows[i].figures] for i in (index - 1, index)]
    return amounts[0] == amounts[1] and any(amounts[0])


def _tree_sums(table: PrintedTable, levels: Sequence[int | None]) -> tuple[RowSum, ...]:
    """Sums of a table whose rows have levels: each row of the rows under it, totals of the top level."""
    cells = table_cells(table)
    nodes = [
        _Node(index, level)
        for index, level in enumerate(levels)
        if level is not None and not (level > 0 and cells.is_blank_row(index))
    ]
    named = [node for node in nodes if node.level == 0 and _is_total(table, node.index)]
    body = [node for node in nodes if node not in named]
    totals = [node for node in named if len(named) == 1 or node in (nodes[0], nodes[-1])]
    children = _children(table, body)
    tops = [node.index for node in body if not any(node.index in parts for parts in children.values())]
    sums = [RowSum(index, tuple(parts), "level") for index, parts in children.items() if parts]
    schemes = _schemes(table, tops)
    sums += [RowSum(node.index, scheme, "total") for node in totals for scheme in schemes]
    return tuple(sums) + _part_totals(table, tops)


def _schemes(table: PrintedTable, tops: Sequence[int]) -> list[tuple[int, ...]]:
    """The top rows, apart by classification where 部门 (3xx) and 政府 (5xx) economic subjects stand in one table."""
    if table.kind not in ECONOMIC_KINDS:
        return [tuple(tops)] if tops else []
    groups: dict[str, list[int]] = defaultdict(list)
    for index in tops:
        groups[(table.rows[index].code or "3")[0]].append(index)
    return [tuple(group) for group in groups.values()]


def _children(table: PrintedTable, nodes: Sequence[_Node]) -> dict[int, list[int]]:
    """Row → the rows directly under it: by code where a code contains its parent's, else by position."""
    children: dict[int, list[int]] = {node.index: [] for node in nodes}
    stack: list[_Node] = []
    orphans: list[tuple[_Node, _Node]] = []
    for node in nodes:
        while stack and stack[-1].level >= node.level:
            stack.pop()
        parent = _parent_by_code(table, node, nodes)
        above = stack[-1] if stack else None
        if parent is None and above is not None and not _is_orphan(table, node, above):
            parent = above
        elif parent is None and above is not None and node.level > TOP_LEVEL:
            orphans.append((node, above))
        if parent is not None:
            children[parent.index].append(node.index)
        stack.append(node)
    for node, above in orphans:
        if _fits(table, above.index, [*children[above.index], node.index]):
            children[above.index].append(node.index)
    return children


def _is_orphan(table: PrintedTable, node: _Node, above: _Node) -> bool:
    """Whether a row's code says that it does not belong under the row above: a misprint, or a superior left out."""
    code, over = table.rows[node.index].code, table.rows[above.index].code
    return bool(code and over) and not str(code).startswith(str(over))


def _fits(table: PrintedTable, total: int, parts: Sequence[int]) -> bool:
    """Whether the rows add up to the total in the first money column: then only a code was misprinted."""
    return table_cells(table).adds_up(total, parts, next(iter(money_columns(table)), 0))


def _parent_by_code(table: PrintedTable, node: _Node, nodes: Sequence[_Node]) -> _Node | None:
    """The nearest earlier row whose code begins this one's; None where codes don't tell."""
    code = table.rows[node.index].code
    if not code:
        return None
    earlier = [
        other
        for other in nodes
        if other.index < node.index
        and other.level < node.level
        and (other_code := table.rows[other.index].code)
        and code.startswith(other_code)
    ]
    return max(earlier, key=lambda other: (other.level, other.index), default=None)


def _part_totals(table: PrintedTable, tops: Sequence[int]) -> tuple[RowSum, ...]:
    """人员经费合计 = 301 + 303, 公用经费合计 = the other classes, in tables printed as two blocks."""
    personnel = tuple(index for index in tops if _class_code(table, index) in PERSONNEL_CLASSES)
    operating = tuple(index for index in tops if index not in personnel and _class_code(table, index))
    sums = []
    for index, row in enumerate(table.rows):
        name = bare_name(row.name)
        if PERSONNEL_TOTAL.fullmatch(name) and personnel:
            sums.append(RowSum(index, personnel, "part"))
        if OPERATING_TOTAL.fullmatch(name) and operating:
            sums.append(RowSum(index, operating, "part"))
    return tuple(sums)


def _class_code(table: PrintedTable, index: int) -> str | None:
    row = table.rows[index]
    return row.code if row.code else economic_class_code(bare_name(row.name))


def _grouped_sums(table: PrintedTable) -> tuple[RowSum, ...]:
    """Rows grouped under merged labels: each group's 小计 of its rows, the table's total of the 小计."""
    groups: dict[str, list[int]] = {}
    totals = []
    for index, row in enumerate(table.rows):
        if row.parent:
            groups.setdefault(row.parent, []).append(index)
        elif _is_total(table, index):
            totals.append(index)
    sums, heads = [], []
    for indexes in groups.values():
        subtotals = [index for index in indexes if _is_total(table, index)]
        parts = [i for i in indexes if i not in subtotals and not is_of_which(table.rows[i].name)]
        heads += subtotals or parts
        sums += [RowSum(index, tuple(parts), "level") for index in subtotals if parts]
    loose = [i for i, row in enumerate(table.rows) if not row.parent and i not in totals]
    return tuple(sums + [RowSum(index, tuple(heads + loose), "total") for index in totals])
