"""部门（单位）整体支出绩效目标申报表 → the sheet it was printed as, from rows that a conversion has shifted.

The labels down the left side stand merged beside their rows; in the text they come with the first of them, and cells
have moved to the left where it happened. What a row says is taken from the order of its cells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tools.typeset.draft import LEVEL2, Draft, split_levels
from tools.typeset.sheet import CENTER, END, START, Sheet

Drawing = Callable[[Draft, list[str]], None]
WIDTHS = (44, 103, 89, 89, 84, 72)
TEXT_SIZE = 9
LAST = len(WIDTHS) - 1


def rows_to_overall_sheet(rows: Sequence[Sequence[str]], widths: Sequence[float] | None = None) -> Sheet:
    """The whole form; the line with the year that stands above it in print must have been taken off."""
    draft = Draft()
    draw: Drawing = _draw_text
    for row in rows:
        tokens = [cell for cell in row if cell]
        draft.next_row()
        if tokens[0] in SIDE_LABELS:
            draw = SIDE_LABELS[tokens[0]]
            draft.run(0, tokens.pop(0))
        draw(draft, tokens)
    return draft.sheet(widths or WIDTHS, TEXT_SIZE)


def _draw_text(draft: Draft, tokens: list[str]) -> None:
    draft.put(1, tokens[0], LAST, START)


def _draw_basics(draft: Draft, tokens: list[str]) -> None:
    """部门名称 over the whole width, then two pairs a row; a pair alone stands at the right, beside a running one."""
    if draft.row == 0:
        draft.put(1, tokens[0])
        draft.put(2, tokens[1], LAST - 1)
        return
    *left, label, value = tokens
    for x, text in enumerate(left, start=1):
        draft.run(x, text)
    draft.put(3, label)
    draft.put(4, value, 2)


def _draw_budget(draft: Draft, tokens: list[str]) -> None:
    """Two pairs of label and amount: by source and by use; the second list is the shorter one."""
    is_header = "资金总额" in tokens[1]
    for x, width, text in zip((1, 2, 3, 4), (1, 1, 1, 2), [*tokens, "", ""], strict=False):
        is_amount = x % 2 == 0
        draft.put(x, text, width, CENTER if is_header else END if is_amount else START)


def _draw_task(draft: Draft, tokens: list[str]) -> None:
    draft.put(1, tokens[0])
    draft.put(2, tokens[1], LAST - 1, CENTER if tokens[1] == "重点任务" else START)


def _draw_indicator(draft: Draft, tokens: list[str]) -> None:
    if tokens[0] == "一级指标":
        draft.put(1, tokens[0])
        draft.put(2, tokens[1])
        draft.put(3, tokens[2], 2)
        draft.put(5, tokens[3])
        return
    level1, rest = split_levels(tokens)
    if level1:
        draft.run(1, level1)
    if rest[0] in LEVEL2:
        draft.run(2, rest[0])
        rest = rest[1:]
    level3, target = (*rest, "", "")[:2]
    draft.put(3, level3, 2)
    draft.put(5, target)


SIDE_LABELS: dict[str, Drawing] = {
    "部门基本信息": _draw_basics,
    "部门职责": _draw_text,
    "部门战略目标": _draw_text,
    "年度预算情况": _draw_budget,
    "年度重点任务": _draw_task,
    "年度绩效目标": _draw_text,
    "年度绩效指标": _draw_indicator,
}
