"""What a single line of a table's head or foot says: title, number, unit, department, note. Words only, no places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from budget.layout.vocabulary import pattern, patterns, title_to_kind
from budget.models import Notice, NoticeKind, TextLine, Unit, say
from budget.text import fold, fold_label

MAX_TITLE_LENGTH = 80
HEAD = patterns("head")
MINOR_LINES = ("unit_only", "year_line", "continued", "date_line")


@lru_cache(maxsize=4096)
def text_to_unit(text: str) -> Unit | None:
    """The money unit a caption line or header cell prints.

    >>> text_to_unit("金额单位：人民币万元"), text_to_unit("341-某市财政局  万元"), text_to_unit("单位：教育局")
    (<Unit.TEN_THOUSAND: '万元'>, <Unit.TEN_THOUSAND: '万元'>, None)
    """
    folded = _fold_head(text)
    found = HEAD["unit"].search(folded) or HEAD["unit_only"].fullmatch(folded) or HEAD["bracketed_unit"].search(folded)
    return Unit(found.group(1)) if found else None


def _fold_head(text: str) -> str:
    """A line of a head folded; a unit that stands apart at its end without the word (341-某局  万元) gets it."""
    return fold(HEAD["bare_unit"].sub(r"单位:\1", text))


def unknown_units(lines: Sequence[TextLine]) -> tuple[Notice, ...]:
    """A notice for each unit in a head that is no unit of Chinese money (美元, 百元)."""
    return tuple(
        Notice(NoticeKind.NOT_READ, None, say("layout.unknown_unit", unit=found.group(1)))
        for line in lines
        if text_to_unit(line.text) is None and (found := HEAD["other_unit"].search(fold(line.text)))
    )


@lru_cache(maxsize=4096)
def text_to_department(text: str) -> str | None:
    """The department or unit a caption line names ("部门名称：X 单位：万元" → X).

    >>> text_to_department("编制部门：普陀区财政局      单位：元"), text_to_department("单位：万元")
    ('普陀区财政局', None)
    >>> text_to_department("341-某市财政局  万元"), text_to_department("某市财政局（本级）  单位：元")
    ('341-某市财政局', '某市财政局(本级)')
    """
    if (body := _unlabelled_body(text)) is not None:
        return body
    rest = HEAD["other_unit"].sub("", HEAD["unit"].sub("", _fold_head(text)))
    found = HEAD["department"].search(HEAD["after_department"].sub("", rest))
    if not found:
        return None
    name = HEAD["after_name"].sub("", found.group(1)).strip(":：,，、()")
    return name or None


def _unlabelled_body(text: str) -> str | None:
    """The body a line names without a label before it: behind its budget code, or beside the money unit."""
    rest = strip_unit(text)
    return rest if is_body_name(rest) and (rest[0] in "[【(" or rest[0].isdigit() or rest != fold(text)) else None


def is_body_name(text: str) -> bool:
    """Whether a text is no more than the name of a public body, behind its budget code or not.

    >>> [is_body_name(t) for t in ("341-某市财政局", "某市财政局（本级）", "2026年某市财政局", "收支预算总表")]
    [True, True, False, False]
    """
    found = HEAD["body"].fullmatch(fold(text))
    return found is not None and pattern("row", "unit_name_pattern").search(found.group(1)) is not None


def is_subtitle(text: str) -> bool:
    """Whether a line under a title goes on with it in brackets (（按功能分类科目）)."""
    return HEAD["subtitle"].fullmatch(fold(text)) is not None and not is_minor(text)


def strip_unit(text: str) -> str:
    """A line without the money unit printed behind its words, white space removed.

    >>> strip_unit("2024年收支总表（单位：万元）"), strip_unit("公开01表  金额单位：元")
    ('2024年收支总表', '公开01表')
    """
    return re.sub(r"\(\)?$", "", HEAD["unit"].sub("", _fold_head(text)))


@lru_cache(maxsize=4096)
def is_title(text: str) -> bool:
    """Whether a line can be the title of a table: it ends in 表 and is no sentence.

    >>> [is_title(t) for t in ("一、收支预算总表", "表3：项目支出表（本年预算）", "收入总表 单位：元")]
    [True, True, True]
    >>> [is_title(t) for t in ("本表反映收支。", "表一", "公开01表 单位：元")]
    [False, False, False]
    """
    folded = HEAD["number_prefix"].sub("", strip_unit(text), count=1)
    if not 3 <= len(folded) <= MAX_TITLE_LENGTH or HEAD["not_title"].search(folded):
        return False
    return bool(HEAD["title_end"].search(folded)) and not is_number(folded)


def is_number(text: str) -> bool:
    """Whether a line is only the number of a table.

    >>> [is_number(t) for t in ("预算公开表1", "公开01表", "表一", "附件2", "收入总表", "财决公开05表")]
    [True, True, True, True, False, True]
    """
    folded = fold(text)
    return 2 <= len(folded) <= 12 and bool(HEAD["number_sign"].search(folded) and HEAD["number"].fullmatch(folded))


@lru_cache(maxsize=4096)
def is_minor(text: str) -> bool:
    """Whether a line belongs to a table's head without being its title: unit, department, year, number, 续表."""
    folded = fold(text)
    if not folded or re.fullmatch(r"[\W_]+", folded):
        return True
    if any(HEAD[name].fullmatch(folded) for name in MINOR_LINES) or is_number(text):
        return True
    if len(folded) > MAX_TITLE_LENGTH or "。" in folded:
        return False
    rest = strip_unit(text)
    is_unit = rest != folded and (not rest or is_minor(rest))
    return is_unit or bool(HEAD["department"].match(folded)) or _unlabelled_body(text) is not None


def is_note(text: str) -> bool:
    """Whether a line under a table is its note.

    >>> is_note("注：本表无数据"), is_note("备注1.含结转"), is_note("一、收入说明")
    (True, True, False)
    """
    folded = fold(text)
    return bool(HEAD["note"].match(folded)) or (
        len(folded) <= MAX_TITLE_LENGTH and bool(HEAD["empty_note"].search(folded))
    )


def is_loose_title(text: str) -> bool:
    """Whether a line straight above 部门/单位 is a title that does not end in 表 (2024年部门收支总体情况)."""
    folded = fold(text)
    if not 4 <= len(folded) <= MAX_TITLE_LENGTH // 2 or HEAD["not_title"].search(folded):
        return False
    return bool(HEAD["loose_title_end"].search(folded)) and title_to_kind(text) is not None


def split_number(title: str) -> tuple[str | None, str]:
    """A title and the number printed in its line:  "表三2024年收入总表" → "表三", "2024年收入总表"."""
    found = HEAD["number_prefix"].match(title)
    if found and is_title(title[found.end() :]):
        return found.group(1), title[found.end() :]
    after = HEAD["number_suffix"].search(title)
    return (after.group(), title[: after.start()]) if after and is_title(title[: after.start()]) else (None, title)


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles name the same table: equal but for white space, quotation marks and 续."""
    plain = [re.sub(r"\(?续表?\)?$", "", fold_label(title)) for title in (one, other)]
    return bool(plain[0]) and plain[0] == plain[1]
