"""Halves of tables printed side by side: which block is income, which expenditure, which only goes on below another."""

from __future__ import annotations

from collections.abc import Sequence

from budget.forms.columns import Block
from budget.layout.vocabulary import words
from budget.models import KINDS, Side, Sides, TableKind


def blocks_to_sides(blocks: Sequence[Block], kind: TableKind) -> tuple[Side | None, ...]:
    """One side for each block; all None where the table is not a two-sided one (its blocks then follow each other)."""
    if len(blocks) < 2 or KINDS[kind].sides is Sides.NEVER:
        return tuple(None for _ in blocks)
    basic: list[Side | None] = [_basic_side(block) for block in blocks]
    if Side.REVENUE not in basic or Side.EXPENDITURE not in basic:
        if KINDS[kind].sides is not Sides.ALWAYS:
            return tuple(None for _ in blocks)
        basic = [Side.REVENUE, *(Side.EXPENDITURE for _ in blocks[1:])]
    if basic.count(Side.EXPENDITURE) < 2:
        return tuple(basic)
    return tuple(side if side is Side.REVENUE else _expenditure_side(blocks, basic, i) for i, side in enumerate(basic))


def _basic_side(block: Block) -> Side | None:
    """By the header cells over the block, the outermost first: 收入 and 支出 may both occur in deeper ones."""
    for texts in zip(*(c.path for c in block.columns if c.path), strict=False):
        joined = "".join(dict.fromkeys(texts))
        is_revenue, is_expenditure = (words("side", s).match(joined) for s in ("revenue", "expenditure"))
        if is_revenue != is_expenditure:
            return Side.REVENUE if is_revenue else Side.EXPENDITURE
    return None


def _expenditure_side(blocks: Sequence[Block], basic: Sequence[Side | None], index: int) -> Side:
    """按功能 or 按用途; where the header does not say, the first block is by function."""
    header = blocks[index].header
    is_function, is_use = (words("side", s).match(header) for s in ("function", "use"))
    if is_function != is_use:
        return Side.EXPENDITURE_FUNCTION if is_function else Side.EXPENDITURE_USE
    return Side.EXPENDITURE_FUNCTION if list(basic).index(Side.EXPENDITURE) == index else Side.EXPENDITURE_USE
