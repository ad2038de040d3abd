"""What each row of a table is: total, subtotal, leaf or of-which; and under which row it stands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from budget.amounts import half_last_place
from budget.classification import economic_class_names
from budget.forms.cells import RawRow
from budget.layout.vocabulary import is_total_word, pattern, words
from budget.models import KINDS, RowRole, TableKind
from budget.text import Numbering, find_ordinal, fold_label, strip_ordinal

_OF_WHICH_LEVEL = max(Numbering) + 1


def rows_to_roles(
    rows: Sequence[RawRow], kind: TableKind, department: str | None, by_unit: bool = False
) -> list[RowRole]:
    """One role for each row, from its label, its code, the rows under it and, in tables of units, their sums."""
    if not rows:
        return []
    names = [fold_label(row.name) for row in rows]
    levels = [label_level(name) for name in names]
    with_children = _codes_with_children(rows) | _economic_classes(rows)
    # rows named in a column left of the one that names the row under them (货物 › 专项 › 物品)
    with_children |= {i for i, (row, below) in enumerate(pairwise(rows)) if row.depth < below.depth and row.name}
    if all(len(row.labels) <= 1 for row in rows):  # ordinals alone show the hierarchy
        with_children |= _labels_with_children(levels)
    roles = [_role(name, i in with_children) for i, name in enumerate(names)]
    if KINDS[kind].rolls_up or by_unit:
        roles = _mark_roll_ups(rows, roles, department)
    return roles


def label_level(folded: str) -> int:
    """How deep a folded label stands by its numbering: 0 without one, 其中 deepest of all.

    >>> [label_level(t) for t in ("收入总计", "一、财政拨款", "1.一般公共预算", "其中:上年结转")]
    [0, 2, 4, 7]
    """
    if words("row", "of_which").match(folded):
        return _OF_WHICH_LEVEL
    ordinal = find_ordinal(folded)
    return int(ordinal.style) if ordinal else 0


def rows_to_parents(rows: Sequence[RawRow]) -> list[str | None]:
    """The label each row stands under: the merged cell on its left, else the row above that its ordinal is below."""
    parents: list[str | None] = []
    open_labels: list[tuple[int, str]] = []
    for row in rows:
        level = label_level(fold_label(row.name))
        while open_labels and open_labels[-1][0] >= level:
            open_labels.pop()
        by_ordinal = open_labels[-1][1] if open_labels and level and len(row.labels) <= 1 else None
        parents.append(row.parent or by_ordinal)
        if not is_total_word(fold_label(row.name)):
            open_labels.append((level, row.name))
    return parents


def _role(name: str, has_children: bool) -> RowRole:
    label = strip_ordinal(name)
    if words("row", "total").match(label):
        return RowRole.TOTAL
    if words("row", "of_which").match(name):
        return RowRole.OF_WHICH
    if has_children or words("row", "subtotal").match(label):
        return RowRole.SUBTOTAL
    return RowRole.LEAF


def _codes_with_children(rows: Sequence[RawRow]) -> set[int]:
    """Rows whose code is the beginning of the code of a later row, up to the next code of its level or a higher one."""
    coded = [(i, row.code) for i, row in enumerate(rows) if row.code]
    return {i for (i, code), (_, below) in pairwise(coded) if below != code and below.startswith(code)}


def _labels_with_children(levels: Sequence[int]) -> set[int]:
    """Rows followed by a row of a deeper ordinal (一、 followed by 1.); 其中 alone makes no subtotal of its row."""
    deeper = (i for i, (level, below) in enumerate(pairwise(levels)) if level < below < _OF_WHICH_LEVEL)
    return {i for i in deeper if levels[i] > 0 or i > 0}


def _economic_classes(rows: Sequence[RawRow]) -> set[int]:
    """Rows of a table without codes that are named like a class of the economic classification (工资福利支出).

    Only where the second classification, which a class row leaves blank, stands beside it or no other label does.
    """
    if any(row.code for row in rows):
        return set()
    classes = economic_class_names()
    named = {i for i, row in enumerate(rows) if fold_label(row.name) in classes and not any(row.labels[1:])}
    return {i for i in named if i + 1 < len(rows) and i + 1 not in named}


def _mark_roll_ups(rows: Sequence[RawRow], roles: list[RowRole], department: str | None) -> list[RowRole]:
    """The department's and its units' own rows, printed above the projects they sum up."""
    marked = list(roles)
    unit_name = pattern("row", "unit_name_pattern")
    is_unit = [
        fold_label(row.name) == fold_label(department or "")
        or bool(unit_name.search(fold_label(row.name)))
        or roles[i] is RowRole.TOTAL
        for i, row in enumerate(rows)
    ]
    for i in range(len(rows) - 2, -1, -1):
        may_be_unit = is_unit[i] and not rows[i].code and marked[i] is RowRole.LEAF
        if may_be_unit and _sums_up_following(rows, marked, is_unit, i):
            marked[i] = RowRole.SUBTOTAL
    amounts = [amount for row in rows if (amount := _first_amount(row)) is not None]
    is_largest = bool(amounts) and _first_amount(rows[0]) == max(amounts)
    if marked[0] is RowRole.SUBTOTAL and is_unit[0] and RowRole.TOTAL not in marked and is_largest:
        marked[0] = RowRole.TOTAL
    return marked


def _sums_up_following(rows: Sequence[RawRow], roles: Sequence[RowRole], is_unit: Sequence[bool], index: int) -> bool:
    """Whether a row's first figure is that of the unit's row under it, or the sum of the leaves up to the next unit."""
    amount = _first_amount(rows[index])
    if amount is None:
        return False
    if is_unit[index + 1] and roles[index + 1] is not RowRole.TOTAL and _first_amount(rows[index + 1]) == amount:
        return True
    end = next((k for k in range(index + 1, len(rows)) if is_unit[k]), len(rows))
    last = next((k for k in range(index + 1, len(rows)) if roles[k] is RowRole.TOTAL), len(rows))
    return any(_is_sum(rows, roles, index, stop) for stop in {end, last} if stop > index + 1)


def _is_sum(rows: Sequence[RawRow], roles: Sequence[RowRole], index: int, end: int) -> bool:
    leaves = [rows[k] for k in range(index + 1, end) if roles[k] is RowRole.LEAF]
    addends = [amount for row in leaves if (amount := _first_amount(row)) is not None]
    amount = _first_amount(rows[index])
    if amount is None or not addends:
        return False
    tolerance = half_last_place(rows[index].figures[0].text) * (len(addends) + 1)
    return abs(sum(addends, Decimal(0)) - amount) <= tolerance


def _first_amount(row: RawRow) -> Decimal | None:
    return row.figures[0].value if row.figures else None
