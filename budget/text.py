"""What two printings of one text have in common, and the numbering printed in front of it (一、 （一） 1. （1） ①).

`fold` is the one folding; the others differ from it because their question does: `squeeze` keeps the characters as
printed, `fold_label` and `fold_name` compare labels and names, `fold_widths` keeps every character in its place.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

_CIRCLED = {0x2460 + i: f"({i + 1})" for i in range(20)}  # NFKC makes a bare digit of ①, which would join the next ones
_QUOTES = re.compile(r"[“”\"'‘’＂〝〞「」『』《》]")
_BRACKETS = re.compile(r"[()]")
_ONE_FOR_ONE = str.maketrans(
    {**{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}, "−": "-", "﹣": "-", "﹪": "%"}
)
_SPACE = re.compile(r"\s+")
_SPACE_AT_WIDE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_SPACE_IN_FIGURE = re.compile(r"(?<=\d)\s+(?=[.,]\s?\d)|(?<=\d[.,])\s+(?=\d)(?!20\d\d年)|(?<=\d)\s+(?=%)")
_OF_WHICH = re.compile(r"(?:其中|#|减)[:：]?")


def squeeze(text: str) -> str:
    """The characters as printed, without white space.

    >>> squeeze("市县（区）财政资 金")
    '市县（区）财政资金'
    """
    return _SPACE.sub("", text)


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """NFKC without white space, ① as (1): the text whatever its widths and line breaks.

    >>> fold("部门预算 （２０２４年）"), fold("②公务用车\\n运行维护费")
    ('部门预算(2024年)', '(2)公务用车运行维护费')
    """
    return squeeze(unicodedata.normalize("NFKC", text.translate(_CIRCLED)))


@lru_cache(maxsize=32768)
def fold_label(text: str) -> str:
    """A label or name folded, without quotation marks and the colon at its end.

    >>> fold_label("“三公”经费 （预算）"), fold_label("其中：中央财政资金：")
    ('三公经费(预算)', '其中:中央财政资金')
    """
    return _QUOTES.sub("", fold(text)).rstrip(":")


def fold_name(text: str) -> str:
    """A name folded without brackets, which short and long forms of one name print differently.

    >>> fold_name("资本性支出（基本建设）")
    '资本性支出基本建设'
    """
    return _BRACKETS.sub("", fold_label(text))


def fold_widths(text: str) -> str:
    """Full-width letters, digits and signs as ASCII, one for one: places in the text stay the same.

    >>> fold_widths("（１２．６０％）"), fold_widths("② －㎡")
    ('(12.60%)', '② -㎡')
    """
    return text.translate(_ONE_FOR_ONE)


@lru_cache(maxsize=4096)  # each line of prose is asked for by its neighbours, the margins and the furniture
def clean_text(printed: str) -> str:
    """A printed line without the spaces of its typesetting: none beside a Chinese character, none inside a figure.

    >>> clean_text("一 般 公 共 预 算 收 入 17981.68 万 元 ， 占"), clean_text("2024年 6月前，(2) 做好 PM2.5 监测")
    ('一般公共预算收入17981.68万元，占', '2024年6月前，(2)做好PM2.5监测')
    >>> clean_text("增长 8.85 %。与 2023 年 度相比"), clean_text("1. 2025年部门收入预算总表")
    ('增长8.85%。与2023年度相比', '1. 2025年部门收入预算总表')
    """
    text = _SPACE_AT_WIDE.sub("", printed.strip())
    return _SPACE.sub(" ", _SPACE_IN_FIGURE.sub("", text))


_MARKS = r"[-—–―─~·.\s]*"
_PAGE_NUMBER = re.compile(
    rf"{_MARKS}(?:第\s*)?(\d{{1,3}}|(?<=[-—–―])\d(?: \d){{1,2}}|[ivxIVX]{{1,5}})"
    rf"(?:\s*页)?(?:[\s,]*[/共]\s*第?\s*\d{{1,3}}\s*页?)?{_MARKS}"
)


def page_number(line: str) -> str | None:
    """The number of a line that prints the page's number and nothing else; None for any other line.

    >>> page_number("—1 1—"), page_number("第 3 页 共 40 页"), page_number("iv"), page_number("2024")
    ('11', '3', 'iv', None)
    """
    found = _PAGE_NUMBER.fullmatch(fold_widths(line))
    return squeeze(found.group(1)) if found else None


class Numbering(IntEnum):
    """The styles of numbering, outermost first."""

    PART = 1
    """第一部分"""
    LIST = 2
    """一、"""
    BRACKETED = 3
    """（一）"""
    NUMBER = 4
    """1."""
    SMALL = 5
    """（1） 1）"""
    CIRCLED = 6
    """①"""


class Ordinal(NamedTuple):
    """The numbering a text begins with: its style, and where the words behind it begin."""

    style: Numbering
    end: int


_HAN = "[一二三四五六七八九十百]"
_ORDINALS = re.compile(
    rf"(?P<PART>第{_HAN}+(?:部分|章))"
    rf"|(?P<LIST>{_HAN}+[、.．,，])"
    rf"|(?P<BRACKETED>[（(]{_HAN}+[）)]、?)"
    r"|(?P<NUMBER>-?\s?\d{1,3}(?:[、．]|\.(?!\d)))"  # "- 1." is how a converter writes an item of a list
    r"|(?P<SMALL>[（(]\d{1,3}[）)]|\d{1,2}[）)])"
    r"|(?P<CIRCLED>[①-⑳⑴-⒇])"
)


def find_ordinal(text: str) -> Ordinal | None:
    """The numbering a text (printed or folded) begins with; None where it has none.

    >>> [find_ordinal(t).style.name for t in ("第一部分 概况", "一、收入", "（一）支出", "1.工资", "（1）", "②")]
    ['PART', 'LIST', 'BRACKETED', 'NUMBER', 'SMALL', 'CIRCLED']
    >>> find_ordinal("1.5倍"), find_ordinal("合计")
    (None, None)
    """
    found = _ORDINALS.match(text)
    return Ordinal(Numbering[found.lastgroup or ""], found.end()) if found else None


def ordinal_end(text: str) -> int:
    """Where the words behind the numbering begin; 0 without one."""
    ordinal = find_ordinal(text)
    return ordinal.end if ordinal else 0


def strip_ordinal(text: str) -> str:
    """A text without the numbering in front of it.

    >>> strip_ordinal("(一)基本支出"), strip_ordinal("一、（一） 三公经费"), strip_ordinal("1.5倍")
    ('基本支出', '三公经费', '1.5倍')
    """
    while found := find_ordinal(text):
        text = text[found.end :].lstrip()
    return text


def label_numbering(label: str) -> Numbering | None:
    """The style a label is numbered in, behind 其中： too; None where it has no number.

    >>> label_numbering("一、财政拨款").name, label_numbering("其中：1.一般公共预算").name, label_numbering("收入总计")
    ('LIST', 'NUMBER', None)
    """
    ordinal = find_ordinal(_strip_of_which(label))
    return ordinal.style if ordinal else None


def is_of_which(label: str) -> bool:
    """Whether a label announces a part that is named without the rest being named.

    >>> is_of_which("其中：教育收费"), is_of_which("事业收入")
    (True, False)
    """
    return _OF_WHICH.match(squeeze(label)) is not None


def strip_lead(label: str) -> str:
    """A printed label without 其中： and numbering, its characters as printed.

    >>> strip_lead("十一、节能环保支出"), strip_lead("其中：1.一般公共预算资金"), strip_lead("①公务用车购置费")
    ('节能环保支出', '一般公共预算资金', '公务用车购置费')
    """
    return strip_ordinal(_strip_of_which(label))


def _strip_of_which(label: str) -> str:
    found = _OF_WHICH.match(label.lstrip())
    return label.lstrip()[found.end() :].lstrip() if found else label


@lru_cache(maxsize=32768)
def bare_name(label: str) -> str:
    """What a label names: folded, without 其中： and numbering, 其它 as 其他.

    >>> bare_name("二十一、 粮油物资储备支出"), bare_name("其中：1.一般公共预算"), bare_name("因公出国（境）费")
    ('粮油物资储备支出', '一般公共预算', '因公出国(境)费')
    """
    return fold(strip_lead(squeeze(label))).replace("其它", "其他")
