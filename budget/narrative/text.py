"""Characters of prose: white space of the print taken out, full-width signs folded one to one."""

from __future__ import annotations

import re
from functools import lru_cache

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD = str.maketrans({**{chr(k): chr(v) for k, v in _FULL_WIDTH.items()}, "−": "-", "﹣": "-", "﹪": "%"})
_SPACE_AT_WIDE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_SPACE_IN_FIGURE = re.compile(r"(?<=\d)\s+(?=[.,]\s?\d)|(?<=\d[.,])\s+(?=\d)(?!20\d\d年)|(?<=\d)\s+(?=%)")
_SPACE = re.compile(r"\s+")

TERMINAL = "。；：！？:;"
"""Marks that end a sentence or announce a list."""


@lru_cache(maxsize=4096)  # each line is asked for by its neighbours, the margins and the furniture
def clean_text(raw: str) -> str:
    """A printed line without the spaces of its typesetting: none beside a Chinese character, none inside a figure.

    >>> clean_text("一 般 公 共 预 算 收 入 17981.68 万 元 ， 占")
    '一般公共预算收入17981.68万元，占'
    >>> clean_text("增长 8.85 %。与 2023 年 度相比"), clean_text("1. 2025年部门收入预算总表")
    ('增长8.85%。与2023年度相比', '1. 2025年部门收入预算总表')
    """
    text = _SPACE_AT_WIDE.sub("", raw.strip())
    return _SPACE.sub(" ", _SPACE_IN_FIGURE.sub("", text))


def fold(text: str) -> str:
    """Full-width letters, digits and signs as ASCII, one for one: places in the text stay the same.

    >>> fold("（１２．６０％）")
    '(12.60%)'
    """
    return text.translate(_FOLD)


def letters(text: str) -> str:
    """Only what counts when two headings are compared: no white space, dots, dashes or page numbers at the end.

    >>> letters("一、本部门职责.....\\t1"), letters("第一部分 概况")
    ('一、本部门职责', '第一部分概况')
    """
    return re.sub(r"(?:[.．·•…\-—_\s]*\d{0,3})$", "", _SPACE.sub("", text)) if text else ""
