"""The head and foot of a table: number, title, 部门名称, 单位 above it (or in its first rows), 注 below it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from budget.layout.records import Caption, Matrix
from budget.layout.vocabulary import fold, title_to_kind
from budget.models import GridCell, TextLine, Unit

MAX_TITLE_LENGTH = 80
MAX_CAPTION_LINES = 9
MAX_LINE_GAP = 2.2  # line heights between the lines of one wrapped title
MAX_TAIL = 14  # characters of a name's end on a line of its own
SAME_LEFT = 4.0  # PDF points
WRAPPED_SHARE = 0.5  # a line that wraps is at least this share of the page wide

_UNIT = re.compile(r"(?:金额|货币|计量)?单位(?:\((?:金额)?\))?[:：]?(?:人民币)?\(?(万元|千元|亿元|元)\)?")
_OTHER_UNIT = re.compile(r"(?:金额)?单位[:：]([^:：,，]{0,6}(?:元|镑|币|盾|比|吨|人|个))(?=$|\d)")
_PRINTED_UNIT = re.compile(r"[(（]?(?:金额|货币|计量)?单位[:：](?:人民币)?(?:万元|千元|亿元|元)[)）]?$")
_UNIT_ONLY = re.compile(r"\(?(?:金额)?(?:单位[:：])?(?:人民币)?(万元|千元|亿元|元)\)?")
_DEPARTMENT = re.compile(
    r"(?:编制|公开|预算|填报|主管|申报|编报)?(?:部门|单位|部门\(单位\)|单位\(部门\)|部门/单位|主管部门|预算单位)"
    r"(?:编码及|代码及)?(?:名称|全称)?(?:\((?:公章|盖章|单位|部门|章)\))?[:：](.+)"
)
_NUMBER = re.compile(
    r"(?:[附部预决][门算件表]*)?(?:财决|财预|部门|单位)?(?:公开|预算公开|决算公开)?(?:附?表|附件)?[-－]?"
    r"(?:[一二三四五六七八九十]+|\d{1,2}(?:-\d{1,2})?)?(?:-\d{1,2})?(?:号)?表?(?:之[一二三四五六七八九十])?[:：]?"
)
_NUMBER_SIGN = re.compile(r"表|附件|公开")
_NUMBER_PREFIX = re.compile(
    r"((?:附表|附件|公开表|预算公开表|表)\s*(?:[一二三四五六七八九十]+|\d{1,2}(?:[-－]\d{1,2})?)|(?:财决|预算|部门)?公开\d{1,2}表)"
    r"(?:[:：、.．\s]*)(?=\S)"
)
_NUMBER_SUFFIX = re.compile(r"(?:财决|财预|预算|部门)?公开(?:\d{1,2}表|表[一二三四五六七八九十\d]+)$")
_YEAR_LINE = re.compile(r"\(?\d{4}年?(?:度|年度)?\)?(?:年度)?")
_DATE_LINE = re.compile(r"(?:编制|填报|制表|公开|填表)?(?:日期|时间)[:：].{0,20}")
_CONTINUED = re.compile(r"\(?续表?\)?[一二三四五六七八九十\d]*")
_TITLE_END = re.compile(r"表(?:\((?!.*[:：]).{0,30}\))*$")
_LOOSE_TITLE_END = re.compile(r"(?:情况|预算|决算|一览|明细|汇总|总计|经费)(?:\(.{0,30}\))?$")
_NOT_TITLE = re.compile(
    r"[。；;！？]|\.{3,}|…|[:：]\D|^(?:注|备注|说明)[:：]?|详见|见附|如下表|下表|附件\d*[:：]?$|情况说明$"
)
_PART_HEADING = re.compile(r"^第[一二三四五六七八九十]+(?:部分|章)|^目录$")
_NOTE = re.compile(r"^[(（【\[]?(?:备?注|说明|附注)(?:[:：\d一二三四五六七八九十.、】\]]|$)")
_NOTE_ITEM = re.compile(r"^(?:\d{1,2}|[(（]\d[)）])[.．、]?(?!\d)")
_EMPTY_NOTE = re.compile(r"(?:本表|此表|该表).{0,6}(?:无数据|为空|空表|无内容)|(?:没有|无).{0,40}(?:本表|此表|该表)")
_SENTENCE_END = re.compile(r"[。；;.!！）)]$")


@lru_cache(maxsize=16384)
def compact(text: str) -> str:
    """NFKC without white space; quotation marks stay."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4096)
def text_to_unit(text: str) -> Unit | None:
    """The money unit a caption line or header cell prints.

    >>> text_to_unit("金额单位：人民币万元"), text_to_unit("决算数（万元）"), text_to_unit("单位：教育局")
    (<Unit.TEN_THOUSAND: '万元'>, <Unit.TEN_THOUSAND: '万元'>, None)
    """
    folded = compact(text)
    found = _UNIT.search(folded) or _UNIT_ONLY.fullmatch(folded) or re.search(r"\((万元|千元|亿元|元)\)", folded)
    return Unit(found.group(1)) if found else None


def unknown_units(lines: Sequence[TextLine]) -> tuple[str, ...]:
    """A warning for each unit in a head that is no unit of Chinese money (美元, 百元)."""
    return tuple(
        f"单位“{found.group(1)}”不认识，金额不换算"
        for line in lines
        if text_to_unit(line.text) is None and (found := _OTHER_UNIT.search(compact(line.text)))
    )


@lru_cache(maxsize=4096)
def text_to_department(text: str) -> str | None:
    """The department or unit a caption line names ("部门名称：X 单位：万元" → X).

    >>> text_to_department("编制部门：普陀区财政局      单位：元"), text_to_department("单位：万元")
    ('普陀区财政局', None)
    """
    rest = _OTHER_UNIT.sub("", _UNIT.sub("", compact(text)))
    rest = re.sub(r"(?:编制|填报)?(?:日期|时间)[:：].*|\d{4}年(?:度|\d{1,2}月\d{1,2}日)?$|金额$", "", rest)
    found = _DEPARTMENT.search(rest)
    if not found:
        return None
    name = re.sub(r"(?:金额)?单位[:：]?$|\(?公开.*表\)?$", "", found.group(1)).strip(":：,，、()")
    return name or None


def strip_unit(text: str) -> str:
    """A line without the money unit printed behind its words, white space removed.

    >>> strip_unit("2024年收支总表（单位：万元）"), strip_unit("公开01表  金额单位：元")
    ('2024年收支总表', '公开01表')
    """
    return re.sub(r"\(\)?$", "", _UNIT.sub("", compact(text)))


@lru_cache(maxsize=4096)
def is_title(text: str) -> bool:
    """Whether a line can be the title of a table: it ends in 表 and is no sentence.

    >>> [is_title(t) for t in ("一、收支预算总表", "表3：项目支出表（本年预算）", "收入总表 单位：元")]
    [True, True, True]
    >>> [is_title(t) for t in ("本表反映收支。", "表一", "公开01表 单位：元")]
    [False, False, False]
    """
    folded = _NUMBER_PREFIX.sub("", strip_unit(text), count=1)
    if not 3 <= len(folded) <= MAX_TITLE_LENGTH or _NOT_TITLE.search(folded) or _PART_HEADING.match(folded):
        return False
    return bool(_TITLE_END.search(folded)) and not is_number(folded)


def is_number(text: str) -> bool:
    """Whether a line is only the number of a table.

    >>> [is_number(t) for t in ("预算公开表1", "公开01表", "表一", "附件2", "收入总表", "财决公开05表")]
    [True, True, True, True, False, True]
    """
    folded = compact(text)
    return 2 <= len(folded) <= 12 and bool(_NUMBER_SIGN.search(folded)) and bool(_NUMBER.fullmatch(folded))


@lru_cache(maxsize=4096)
def is_minor(text: str) -> bool:
    """Whether a line belongs to a table's head without being its title: unit, department, year, number, 续表."""
    folded = compact(text)
    if not folded or re.fullmatch(r"[\W_]+", folded):
        return True
    if _UNIT_ONLY.fullmatch(folded) or _YEAR_LINE.fullmatch(folded) or _CONTINUED.fullmatch(folded):
        return True
    if _DATE_LINE.fullmatch(folded) or is_number(text):
        return True
    if len(folded) > MAX_TITLE_LENGTH or "。" in folded:
        return False
    rest = strip_unit(text)
    return (rest != folded and (not rest or is_minor(rest))) or bool(_DEPARTMENT.match(folded))


def is_note(text: str) -> bool:
    """Whether a line under a table is its note.

    >>> is_note("注：本表无数据"), is_note("备注1.含结转"), is_note("一、收入说明")
    (True, True, False)
    """
    folded = compact(text)
    return bool(_NOTE.match(folded)) or (len(folded) <= MAX_TITLE_LENGTH and bool(_EMPTY_NOTE.search(folded)))


def split_notes(lines: Sequence[TextLine]) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
    """The lines after a table → its notes, the rest. A note's wrapped lines and numbered items belong to it."""
    count = 0
    for index, line in enumerate(lines):
        if is_note(line.text):
            count = index + 1
        elif count != index or not count or not _continues_note(lines[index - 1], line):
            break
        else:
            count = index + 1
    return tuple(lines[:count]), tuple(lines[count:])


def _continues_note(above: TextLine, line: TextLine) -> bool:
    folded = compact(line.text)
    if above.place.page != line.place.page or above.place.box is None or is_title(line.text) or is_minor(line.text):
        return False
    if _PART_HEADING.match(folded):
        return False
    return bool(_NOTE_ITEM.match(folded)) or not _SENTENCE_END.search(compact(above.text))


def split_caption(lines: Sequence[TextLine], page_width: float) -> tuple[tuple[TextLine, ...], Caption]:
    """The lines before a grid → those that are not its head, and its head."""
    start, title = len(lines), None
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - MAX_CAPTION_LINES), -1):
        if index >= start:
            continue
        text = lines[index].text
        is_loose = index + 1 == start < len(lines) and _is_loose_title(text)
        if title is None and (is_title(text) or _is_title_tail(lines, index, page_width) or is_loose):
            start = _title_start(lines, index, page_width)
            title = (start, index + 1)
        elif (is_minor(text) and (title is None or is_number(text))) or _department_line(lines, index) is not None:
            start = index
        else:
            break
    if title is None and not any(text_to_unit(line.text) or text_to_department(line.text) for line in lines[start:]):
        start = len(lines)
    return tuple(lines[:start]), lines_to_caption(
        lines[start:], (title[0] - start, title[1] - start) if title else None
    )


def _is_loose_title(text: str) -> bool:
    """Whether a line straight above 部门/单位 is a title that does not end in 表 (2024年部门收支总体情况)."""
    folded = compact(text)
    if not 4 <= len(folded) <= MAX_TITLE_LENGTH // 2 or _NOT_TITLE.search(folded) or _PART_HEADING.match(folded):
        return False
    return bool(_LOOSE_TITLE_END.search(folded)) and title_to_kind(text) is not None


def _is_title_tail(lines: Sequence[TextLine], index: int, page_width: float) -> bool:
    """Whether a line is the last few characters of a title that did not fit its line ("算表")."""
    text = compact(lines[index].text)
    return (
        text.endswith("表")
        and len(text) < MAX_TAIL
        and index > 0
        and _wraps_into(lines[index - 1], lines[index], page_width)
    )


def _department_line(lines: Sequence[TextLine], index: int) -> int | None:
    """The line (one or two above) whose department name is continued by this short line; None when it is not."""
    line = lines[index]
    if line.place.box is None or len(compact(line.text)) > MAX_TAIL or is_minor(line.text) or is_title(line.text):
        return None
    for above in (index - 1, index - 2):
        if above < 0 or text_to_department(lines[above].text) is None:
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
    folded = compact(above.text)
    if re.fullmatch(r"[“”\"\W_]*", folded):
        return True
    if is_minor(above.text) or is_title(above.text) or _NOT_TITLE.search(folded) or _PART_HEADING.match(folded):
        return False
    wide = above.place.box[2] - above.place.box[0] >= WRAPPED_SHARE * page_width
    return wide or (title_to_kind(below.text) is None and title_to_kind(above.text + below.text) is not None)


def lines_to_caption(lines: Sequence[TextLine], title: tuple[int, int] | None = None) -> Caption:
    """The head made of these lines; `title` are the first and last + 1 index of the title's, found when None."""
    if title is None:
        index = next((i for i, line in enumerate(lines) if is_title(line.text)), None)
        title = (index, index + 1) if index is not None else (0, 0)
    printed = [line.text for line in lines[title[0] : title[1]] if not re.fullmatch(r"[\W_]*", line.text)]
    words = re.sub(r"\s+", "", "".join(printed))
    rest = [line.text for i, line in enumerate(lines) if not title[0] <= i < title[1]]
    number, name = _split_number(_PRINTED_UNIT.sub("", words))
    return Caption(
        title=name,
        number=number or next((strip_unit(text) for text in rest if is_number(strip_unit(text))), None),
        unit_text=next((text for text in [*rest, words] if text_to_unit(text)), None),
        department=_find_department(lines, title),
        lines=tuple(lines),
    )


def _find_department(lines: Sequence[TextLine], title: tuple[int, int]) -> str | None:
    """The department the head names, together with the end of its name on the next line."""
    for index, line in enumerate(lines):
        name = None if title[0] <= index < title[1] else text_to_department(line.text)
        if name is not None:
            tails = [
                compact(lines[i].text) for i in range(index + 1, len(lines)) if _department_line(lines, i) == index
            ]
            return name + "".join(tails)
    return None


def _split_number(title: str) -> tuple[str | None, str]:
    """ "表三2024年收入总表" → "表三", "2024年收入总表"."""
    found = _NUMBER_PREFIX.match(title)
    if found and is_title(title[found.end() :]):
        return found.group(1), title[found.end() :]
    after = _NUMBER_SUFFIX.search(title)
    return (after.group(), title[: after.start()]) if after and is_title(title[: after.start()]) else (None, title)


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles name the same table: equal but for white space, quotation marks and 续."""
    plain = [re.sub(r"\(?续表?\)?$", "", fold(title)) for title in (one, other)]
    return bool(plain[0]) and plain[0] == plain[1]


def row_to_lines(row: Sequence[GridCell]) -> tuple[TextLine, ...]:
    """The printed lines of a grid row of a head or foot: each line break and each cell on its own.

    A label whose name stands in the next cell (部门： | 某局) is one line with it.
    """
    seen: dict[int, GridCell] = {id(cell): cell for cell in row if cell.text.strip()}
    lines: list[TextLine] = []
    for cell in seen.values():
        parts = [part.strip() for part in cell.text.split("\n") if part.strip()]
        if lines and lines[-1].text.endswith((":", "：")) and len(parts) == 1:
            lines[-1] = TextLine(lines[-1].text + parts[0], lines[-1].place)
        else:
            lines += [TextLine(part, cell.place) for part in parts]
    return tuple(lines)


def is_caption_row(row: Sequence[GridCell]) -> bool:
    """Whether a grid row is head only: title, number, department, unit or year, nothing else."""
    lines = row_to_lines(row)
    if not lines:
        return False
    parts = [part for line in lines for part in re.split(r"\s{2,}", line.text)]
    if len({id(cell) for cell in row if cell.text.strip()}) > 3:
        return False
    return all(_is_head_text(part) for part in parts) or (
        len({id(cell) for cell in row if cell.text.strip()}) == 1 and all(_is_head_text(line.text) for line in lines)
    )


def _is_head_text(text: str) -> bool:
    if is_title(text):
        return title_to_kind(text) is not None or len(compact(text)) > 5
    return is_minor(text) and not re.fullmatch(r"[\W_]*", compact(text))


def is_note_row(row: Sequence[GridCell]) -> bool:
    """Whether a grid row is a note printed inside the ruled block: one text, and it is a note."""
    texts = {id(cell): cell.text for cell in row if cell.text.strip()}
    return len(texts) == 1 and is_note(next(iter(texts.values())))


def split_matrix_rows(matrix: Matrix) -> list[tuple[list[int], list[int]]]:
    """Row numbers of a grid grouped as (head rows, body rows), one pair for each table in it."""
    groups: list[tuple[list[int], list[int]]] = []
    for r, row in enumerate(matrix):
        is_head = is_caption_row(row) and _may_begin(groups, row)
        if is_head and (not groups or groups[-1][1]):
            groups.append(([], []))
        if not groups:
            groups.append(([], []))
        groups[-1][0 if is_head else 1].append(r)
    return groups


def _may_begin(groups: list[tuple[list[int], list[int]]], row: Sequence[GridCell]) -> bool:
    """Inside a body only a row with a title begins another table; at the top any row of a head does."""
    if not groups or not groups[-1][1]:
        return True
    return any(is_title(line.text) and title_to_kind(line.text) is not None for line in row_to_lines(row))
