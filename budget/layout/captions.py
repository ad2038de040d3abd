"""The head and foot of a table: number, title, 部门名称, 单位 above it (or in its first rows), 注 below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budget.layout import head_words as head
from budget.layout.head_words import HEAD
from budget.layout.records import Caption
from budget.layout.vocabulary import title_to_kind
from budget.models import TextLine
from budget.text import fold, squeeze

MAX_CAPTION_LINES = 9
MAX_LINE_GAP = 2.2  # line heights between the lines of one wrapped title
MAX_TAIL = 14  # characters of a name's end on a line of its own
SAME_LEFT = 4.0  # PDF points
WRAPPED_SHARE = 0.5  # a line that wraps is at least this share of the page wide


def split_notes(lines: Sequence[TextLine]) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
    """The lines after a table → its notes, the rest. A note's wrapped lines and numbered items belong to it."""
    count = 0
    while count < len(lines) and (
        head.is_note(lines[count].text) or (count and _continues_note(lines[count - 1], lines[count]))
    ):
        count += 1
    return tuple(lines[:count]), tuple(lines[count:])


def _continues_note(above: TextLine, line: TextLine) -> bool:
    folded = fold(line.text)
    if (
        above.place.page != line.place.page
        or above.place.box is None
        or head.is_title(line.text)
        or head.is_minor(line.text)
    ):
        return False
    is_item = bool(HEAD["note_item"].match(folded)) or not HEAD["sentence_end"].search(fold(above.text))
    return is_item and not HEAD["part_heading"].match(folded)


def split_caption(lines: Sequence[TextLine], page_width: float) -> tuple[tuple[TextLine, ...], Caption]:
    """The lines before a grid → those that are not its head, and its head."""
    start, title = len(lines), None
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - MAX_CAPTION_LINES), -1):
        if index >= start:
            continue
        text = lines[index].text
        is_loose = index + 1 == start < len(lines) and head.is_loose_title(text)
        is_minor_line = head.is_minor(text) and (title is None or head.is_number(text))
        if title is None and (head.is_title(text) or _is_title_tail(lines, index, page_width) or is_loose):
            start = _title_start(lines, index, page_width)
            title = (start, index + 1)
        elif (
            is_minor_line or _department_line(lines, index) is not None or (not title and _is_under_title(lines, index))
        ):
            start = index
        else:
            break
    if title is None and not any(
        head.text_to_unit(line.text) or head.text_to_department(line.text) for line in lines[start:]
    ):
        start = len(lines)
    within = (title[0] - start, title[1] - start) if title else None
    return tuple(lines[:start]), lines_to_caption(lines[start:], within)


def _is_title_tail(lines: Sequence[TextLine], index: int, page_width: float) -> bool:
    """Whether a line is the last few characters of a title that did not fit its line ("算表")."""
    text = fold(lines[index].text)
    is_short = text.endswith("表") and len(text) < MAX_TAIL
    return is_short and index > 0 and _wraps_into(lines[index - 1], lines[index], page_width)


def _is_under_title(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line straight under a title goes on with it in brackets, or names its body without a label."""
    text = lines[index].text
    above = lines[index - 1].text if index else ""
    # …预算（草案）⏎（按政府预算支出经济分类科目）, gov-fcg-2026, p. 46
    is_titled = head.is_title(above) or (head.is_loose_title(above) and title_to_kind(above) is not None)
    return is_titled and (head.is_subtitle(text) or (head.is_title(above) and head.is_body_name(text)))


def _department_line(lines: Sequence[TextLine], index: int) -> int | None:
    """The line (one or two above) whose department name is continued by this short line; None when it is not."""
    line = lines[index]
    if (
        line.place.box is None
        or len(fold(line.text)) > MAX_TAIL
        or head.is_minor(line.text)
        or head.is_title(line.text)
    ):
        return None
    for above in (index - 1, index - 2):
        if above < 0 or head.text_to_department(lines[above].text) is None:
            continue
        box = lines[above].place.box
        is_below = box is not None and 0 < line.place.box[1] - box[1] < MAX_LINE_GAP * (box[3] - box[1])
        if box is not None and is_below and abs(line.place.box[0] - box[0]) < SAME_LEFT:
            return above
    return None


def _title_start(lines: Sequence[TextLine], last: int, page_width: float) -> int:
    """Where a title begins that may be wrapped: lines above it that are long, close, and no line of their own."""
    start = last
    while start > 0 and last - start < 2 and _wraps_into(lines[start - 1], lines[start], page_width):
        start -= 1
    while start < last and re.fullmatch(r"[\W_]*", lines[start].text):
        start += 1
    return start


def _wraps_into(above: TextLine, below: TextLine, page_width: float) -> bool:
    if above.place.box is None or below.place.box is None or above.place.page != below.place.page:
        return False
    height = max(below.place.box[3] - below.place.box[1], 1.0)
    if below.place.box[1] - above.place.box[1] > MAX_LINE_GAP * height:
        return False
    folded = fold(above.text)
    if re.fullmatch(r"[“”\"\W_]*", folded):
        return True
    if head.is_minor(above.text) or head.is_title(above.text) or HEAD["not_title"].search(folded):
        return False
    wide = above.place.box[2] - above.place.box[0] >= WRAPPED_SHARE * page_width
    return wide or (title_to_kind(below.text) is None and title_to_kind(above.text + below.text) is not None)


def lines_to_caption(lines: Sequence[TextLine], title: tuple[int, int] | None = None) -> Caption:
    """The head made of these lines; `title` are the first and last + 1 index of the title's, found when None."""
    if title is None:
        index = next((i for i, line in enumerate(lines) if head.is_title(line.text)), None)
        title = (index, index + 1) if index is not None else (0, 0)
    if 0 < title[1] < len(lines) and head.is_subtitle(lines[title[1]].text):
        title = (title[0], title[1] + 1)
    printed = [line.text for line in lines[title[0] : title[1]] if not re.fullmatch(r"[\W_]*", line.text)]
    words = squeeze("".join(printed))
    rest = [line.text for i, line in enumerate(lines) if not title[0] <= i < title[1]]
    number, name = head.split_number(HEAD["printed_unit"].sub("", words))
    return Caption(
        title=name,
        number=number or next((head.strip_unit(text) for text in rest if head.is_number(head.strip_unit(text))), None),
        unit_text=next((text for text in [*rest, words] if head.text_to_unit(text)), None),
        department=_find_department(lines, title),
        lines=tuple(lines),
    )


def _find_department(lines: Sequence[TextLine], title: tuple[int, int]) -> str | None:
    """The department the head names, together with the end of its name on the next line."""
    for index, line in enumerate(lines):
        name = None if title[0] <= index < title[1] else head.text_to_department(line.text)
        if name is not None:
            tails = [fold(lines[i].text) for i in range(index + 1, len(lines)) if _department_line(lines, i) == index]
            return name + "".join(tails)
    names = (fold(line.text) for line in lines[title[1] :] if head.is_body_name(line.text))
    return next(names, None)
