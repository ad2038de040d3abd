"""What a single line of a table's head or foot says: title, number, unit, department, note. Words only, no places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from budget.layout.vocabulary import title_to_kind
from budget.models import Notice, NoticeKind, TextLine, Unit, say
from budget.text import fold, fold_label

MAX_TITLE_LENGTH = 80

_UNIT = re.compile(r"(?:金额|货币|计量)?单位(?:\((?:金额)?\))?[:：]?(?:人民币)?\(?(万元|千元|亿元|元)\)?")
_OTHER_UNIT = re.compile(r"(?:金额)?单位[:：]([^:：,，]{0,6}(?:元|镑|币|盾|比|吨|人|个))(?=$|\d)")
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
    r"((?:附表|附件|公开表|预算公开表|表)\s*(?:[一二三四五六七八九十]+|\d{1,2}(?:[-－]\d{1,2})?)|(?:财决|预算|部门)?公开\d{1,2}表|(?:预算|决算)\d{1,2}表)"
    r"(?:[:：、.．\s]*)(?=\S)"
)
_NUMBER_SUFFIX = re.compile(r"(?:财决|财预|预算|部门)?公开(?:\d{1,2}表|表[一二三四五六七八九十\d]+)$")
_YEAR_LINE = re.compile(r"\(?\d{4}年?(?:度|年度)?\)?(?:年度)?")
_DATE_LINE = re.compile(r"(?:编制|填报|制表|公开|填表)?(?:日期|时间)[:：].{0,20}")
_CONTINUED = re.compile(r"\(?续表?\)?[一二三四五六七八九十\d]*")
_TITLE_END = re.compile(r"表(?:\((?!.*[:：]).{0,30}\))*$")
_LOOSE_TITLE_END = re.compile(r"(?:情况|预算|决算|一览|明细|汇总|总计|经费)(?:\(.{0,30}\))?$")
NOT_TITLE = re.compile(
    r"[。；;！？]|\.{3,}|…|[:：]\D|^(?:注|备注|说明)[:：]?|详见|见附|如下表|下表|附件\d*[:：]?$|情况说明$"
)
PART_HEADING = re.compile(r"^第[一二三四五六七八九十]+(?:部分|章)|^目录$")
_NOTE = re.compile(r"^[(（【\[]?(?:备?注|说明|附注)(?:[:：\d一二三四五六七八九十.、】\]]|$)")
_EMPTY_NOTE = re.compile(r"(?:本表|此表|该表).{0,6}(?:无数据|为空|空表|无内容)|(?:没有|无).{0,40}(?:本表|此表|该表)")


@lru_cache(maxsize=4096)
def text_to_unit(text: str) -> Unit | None:
    """The money unit a caption line or header cell prints.

    >>> text_to_unit("金额单位：人民币万元"), text_to_unit("决算数（万元）"), text_to_unit("单位：教育局")
    (<Unit.TEN_THOUSAND: '万元'>, <Unit.TEN_THOUSAND: '万元'>, None)
    """
    folded = fold(text)
    found = _UNIT.search(folded) or _UNIT_ONLY.fullmatch(folded) or re.search(r"\((万元|千元|亿元|元)\)", folded)
    return Unit(found.group(1)) if found else None


def unknown_units(lines: Sequence[TextLine]) -> tuple[Notice, ...]:
    """A notice for each unit in a head that is no unit of Chinese money (美元, 百元)."""
    return tuple(
        Notice(NoticeKind.NOT_READ, None, say("layout.unknown_unit", unit=found.group(1)))
        for line in lines
        if text_to_unit(line.text) is None and (found := _OTHER_UNIT.search(fold(line.text)))
    )


@lru_cache(maxsize=4096)
def text_to_department(text: str) -> str | None:
    """The department or unit a caption line names ("部门名称：X 单位：万元" → X).

    >>> text_to_department("编制部门：普陀区财政局      单位：元"), text_to_department("单位：万元")
    ('普陀区财政局', None)
    """
    rest = _OTHER_UNIT.sub("", _UNIT.sub("", fold(text)))
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
    return re.sub(r"\(\)?$", "", _UNIT.sub("", fold(text)))


@lru_cache(maxsize=4096)
def is_title(text: str) -> bool:
    """Whether a line can be the title of a table: it ends in 表 and is no sentence.

    >>> [is_title(t) for t in ("一、收支预算总表", "表3：项目支出表（本年预算）", "收入总表 单位：元")]
    [True, True, True]
    >>> [is_title(t) for t in ("本表反映收支。", "表一", "公开01表 单位：元")]
    [False, False, False]
    """
    folded = _NUMBER_PREFIX.sub("", strip_unit(text), count=1)
    if not 3 <= len(folded) <= MAX_TITLE_LENGTH or NOT_TITLE.search(folded) or PART_HEADING.match(folded):
        return False
    return bool(_TITLE_END.search(folded)) and not is_number(folded)


def is_number(text: str) -> bool:
    """Whether a line is only the number of a table.

    >>> [is_number(t) for t in ("预算公开表1", "公开01表", "表一", "附件2", "收入总表", "财决公开05表")]
    [True, True, True, True, False, True]
    """
    folded = fold(text)
    return 2 <= len(folded) <= 12 and bool(_NUMBER_SIGN.search(folded)) and bool(_NUMBER.fullmatch(folded))


@lru_cache(maxsize=4096)
def is_minor(text: str) -> bool:
    """Whether a line belongs to a table's head without being its title: unit, department, year, number, 续表."""
    folded = fold(text)
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
    folded = fold(text)
    return bool(_NOTE.match(folded)) or (len(folded) <= MAX_TITLE_LENGTH and bool(_EMPTY_NOTE.search(folded)))


def is_loose_title(text: str) -> bool:
    """Whether a line straight above 部门/单位 is a title that does not end in 表 (2024年部门收支总体情况)."""
    folded = fold(text)
    if not 4 <= len(folded) <= MAX_TITLE_LENGTH // 2 or NOT_TITLE.search(folded) or PART_HEADING.match(folded):
        return False
    return bool(_LOOSE_TITLE_END.search(folded)) and title_to_kind(text) is not None


def split_number(title: str) -> tuple[str | None, str]:
    """A title and the number printed in its line:  "表三2024年收入总表" → "表三", "2024年收入总表"."""
    found = _NUMBER_PREFIX.match(title)
    if found and is_title(title[found.end() :]):
        return found.group(1), title[found.end() :]
    after = _NUMBER_SUFFIX.search(title)
    return (after.group(), title[: after.start()]) if after and is_title(title[: after.start()]) else (None, title)


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles name the same table: equal but for white space, quotation marks and 续."""
    plain = [re.sub(r"\(?续表?\)?$", "", fold_label(title)) for title in (one, other)]
    return bool(plain[0]) and plain[0] == plain[1]
