"""项目支出绩效目标表 → the sheet it was printed as, from rows that a conversion has shifted.

Eight columns: the side label, the first level, then second level, third level and target twice, for the whole
period (实施期) and for the year (年度). Cells have moved to the left in the text where columns got lost, so what a
row says is taken from the order of its cells; blanks are where the halves have fewer cells than places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tools.typeset.draft import LEVEL2, Draft, split_levels
from tools.typeset.figures import AMOUNT
from tools.typeset.sheet import CENTER, END, START, Sheet

Drawing = Callable[[Draft, list[str]], None]
WIDTHS = (41, 50, 67, 67, 62, 67, 67, 62)
TEXT_SIZE = 8.5
PERIOD, YEAR, END_OF_ROW = 2, 5, 8
GROUPS = dict.fromkeys(("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"), "效益指标")
SPLIT_LABELS = ("实施单位", "项目期")


def rows_to_project_sheet(rows: Sequence[Sequence[str]], widths: Sequence[float] | None = None) -> Sheet:
    """One sheet of a project, as printed."""
    draft = Draft()
    draw: Drawing = _draw_field
    for row in rows:
        tokens = _tokens(row)
        draft.next_row()
        draw = _drawing_of(tokens[0]) or draw
        draw(draft, tokens)
    return draft.sheet(widths or WIDTHS, TEXT_SIZE)


def _tokens(row: Sequence[str]) -> list[str]:
    """The cells that print something; a label and its value in one cell (实施单位 …) are two in print."""
    tokens = []
    for cell in row:
        label, _, value = cell.partition(" ")
        tokens += [label, value] if label in SPLIT_LABELS and value else [cell] if cell else []
    return tokens


def _drawing_of(first_token: str) -> Drawing | None:
    """How the rows from this label on are drawn; None when the row goes on like the one above."""
    label = re.sub(r"[\s:：]|[（(]元[）)]", "", first_token)
    return DRAWINGS.get(label)


def _draw_field(draft: Draft, tokens: list[str]) -> None:
    """A label and its text over the whole width, or two pairs."""
    draft.put(0, tokens[0], 2)
    if len(tokens) == 2:
        draft.put(PERIOD, tokens[1], END_OF_ROW - PERIOD, START)
        return
    draft.put(PERIOD, tokens[1], YEAR - PERIOD)
    draft.put(YEAR, tokens[2])
    draft.put(YEAR + 1, tokens[3], 2)


def _draw_funding(draft: Draft, tokens: list[str]) -> None:
    """A source with its amount for the period and for the year; the amount of 其他资金 is blank in all forms."""
    if _drawing_of(tokens[0]):
        draft.run(0, tokens.pop(0))
    amounts = [AMOUNT.fullmatch(token) for token in tokens]
    pairs = [
        (token, tokens[i + 1] if i + 1 < len(tokens) and amounts[i + 1] else "")
        for i, token in enumerate(tokens)
        if not amounts[i]
    ]
    for (label, amount), x, end in zip(pairs, (1, YEAR), (YEAR, END_OF_ROW), strict=True):
        draft.put(x, label, 2, START)
        draft.put(x + 2, amount, end - x - 2, END)


def _draw_goal_head(draft: Draft, tokens: list[str]) -> None:
    """实施期目标 | 年度目标; the label 总体目标 stands beside both this row and the next, where the text has it."""
    draft.run(0, "总体目标", 2)
    draft.put(PERIOD, tokens[0], 3)
    draft.put(YEAR, tokens[1], 3)


def _draw_goals(draft: Draft, tokens: list[str]) -> None:
    period, year = (*tokens[1:], "")[:2]
    draft.put(PERIOD, period, 3, START)
    draft.put(YEAR, year, 3, START)


def _draw_indicator_head(draft: Draft, tokens: list[str]) -> None:
    """The head of the indicators; on a second sheet the label 绩效指标 is not repeated."""
    if len(tokens) == END_OF_ROW:
        draft.run(0, tokens.pop(0))
        draft.put(1, tokens[0])
    else:
        draft.put(0, tokens[0], 2)
        draft.level1_place = (0, 2)
    for x, token in enumerate(tokens[1:], start=PERIOD):
        draft.put(x, token)


def _draw_indicator(draft: Draft, tokens: list[str]) -> None:
    level1, rest = split_levels(tokens)
    x, width = draft.level1_place
    if level1:
        draft.run(x, level1, width)
    elif GROUPS.get(rest[0], draft.running(x)) != draft.running(x):
        draft.run(x, "", width)  # 经济效益指标 as the last row of a first sheet: 效益指标 stands on the second only
    starts = [i for i, token in enumerate(rest) if token in LEVEL2]
    middle = starts[1] if len(starts) == 2 else len(rest) // 2 + len(rest) % 2
    for half, place in ((rest[:middle], PERIOD), (rest[middle:], YEAR)):
        _draw_half(draft, list(half), place)


def _draw_half(draft: Draft, cells: list[str], place: int) -> None:
    if cells and cells[0] in LEVEL2:
        draft.run(place, cells.pop(0))
    level3, target = (*cells, "", "")[:2]
    draft.put(place + 1, level3)
    draft.put(place + 2, target)


def _draw_foot(draft: Draft, tokens: list[str]) -> None:
    """负责人, 经办人, 联系电话, and the date with its label in one cell or in two."""
    for (x, width), token in zip(((0, 2), (2, 1), (3, 1)), tokens, strict=False):
        draft.put(x, token, width, START)
    label, *date = tokens[3:]
    draft.put(4, label, 2 if date else 4, START)
    if date:
        draft.put(6, date[0], 2, CENTER)


DRAWINGS: dict[str, Drawing] = {
    **dict.fromkeys(("项目名称", "主管部门及代码", "项目属性", "项目概况", "立项依据", "项目设立必要性"), _draw_field),
    **dict.fromkeys(("保证项目实施的制度、措施", "项目实施计划"), _draw_field),
    "项目资金": _draw_funding,
    "实施期目标": _draw_goal_head,
    "总体目标": _draw_goals,
    "绩效指标": _draw_indicator_head,
    "一级指标": _draw_indicator_head,
    **dict.fromkeys((*LEVEL2, "产出指标", "效益指标", "满意度指标"), _draw_indicator),
    "负责人": _draw_foot,
}
