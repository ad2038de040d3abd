"""Folding and numbering: raw | expected."""

from __future__ import annotations

import pytest

from budget.amounts import text_to_amount
from budget.text import (
    Numbering,
    bare_name,
    clean_text,
    find_ordinal,
    fold,
    fold_label,
    fold_name,
    fold_widths,
    label_numbering,
    page_number,
    squeeze,
    strip_lead,
    strip_ordinal,
)

FOLDS = (
    # raw, squeeze, fold, fold_label, fold_name
    ("市县（区）财政资 金", "市县（区）财政资金", "市县(区)财政资金", "市县(区)财政资金", "市县区财政资金"),
    ("“三公”\n经费：", "“三公”经费：", "“三公”经费:", "三公经费", "三公经费"),
    ("①公务用车　购置", "①公务用车购置", "(1)公务用车购置", "(1)公务用车购置", "1公务用车购置"),
    ("１２．５％", "１２．５％", "12.5%", "12.5%", "12.5%"),
    ("《办法》", "《办法》", "《办法》", "办法", "办法"),
)


@pytest.mark.parametrize(("raw", "squeezed", "folded", "label", "name"), FOLDS)
def test_each_fold_drops_what_its_question_may_not_hang_on(raw: str, squeezed: str, folded: str, label: str, name: str):
    assert (squeeze(raw), fold(raw), fold_label(raw), fold_name(raw)) == (squeezed, folded, label, name)


@pytest.mark.parametrize("raw", ["（１２．６０％）", "①㎡ｋｍ", "－12 －– 3", "２０２４年，增长：；"])
def test_widths_are_folded_one_for_one(raw: str):
    assert len(fold_widths(raw)) == len(raw)


ORDINALS = (
    ("第一部分 概况", Numbering.PART, "概况"),
    ("二十一、 粮油", Numbering.LIST, "粮油"),
    ("一．收入", Numbering.LIST, "收入"),
    ("（十二）、车辆", Numbering.BRACKETED, "车辆"),
    ("(二)车辆", Numbering.BRACKETED, "车辆"),
    ("1、2024年预算", Numbering.NUMBER, "2024年预算"),
    ("- 3. 会议费", Numbering.NUMBER, "会议费"),
    ("（3）会议费", Numbering.SMALL, "会议费"),
    ("3）会议费", Numbering.SMALL, "会议费"),
    ("③会议费", Numbering.CIRCLED, "会议费"),
    ("一、（一）1.工资", Numbering.LIST, "工资"),
    ("1.5倍", None, "1.5倍"),
    ("2024、2025年", None, "2024、2025年"),
    ("(2024)年度", None, "(2024)年度"),
    ("一般公共预算", None, "一般公共预算"),
)


@pytest.mark.parametrize(("text", "style", "rest"), ORDINALS)
def test_numbering_is_read_in_one_way(text: str, style: Numbering | None, rest: str):
    found = find_ordinal(text)
    assert (found.style if found else None) is style
    assert strip_ordinal(text) == rest


LEADS = (
    ("其中：1.一般公共预算（资金）", Numbering.NUMBER, "一般公共预算（资金）", "一般公共预算(资金)"),
    ("# 其它收入", None, "其它收入", "其他收入"),
    ("二十一、 粮 油", Numbering.LIST, "粮 油", "粮油"),
)


@pytest.mark.parametrize(("label", "numbering", "printed", "bare"), LEADS)
def test_a_label_is_known_without_what_stands_in_front(label: str, numbering: Numbering, printed: str, bare: str):
    assert (label_numbering(label), strip_lead(label), bare_name(label)) == (numbering, printed, bare)


def test_only_a_cell_takes_a_dash_for_a_minus():
    assert text_to_amount("–12.00") == -12
    assert fold_widths("项目–12万元") == "项目–12万元"


def test_spaces_of_the_typesetting_go_those_between_words_stay():
    assert clean_text("2024 年 支出 1 ,000. 5 万元 PM 2.5") == "2024年支出1,000.5万元PM 2.5"


PAGE_NUMBERS = (
    ("— 11 —", "11"),
    ("第 3 页 共 40 页", "3"),
    ("１２/４０", "12"),
    ("- 5 -", "5"),
    ("iv", "iv"),
    ("2024", None),
    ("12,345", None),
    ("1 2", None),
    ("第3部分", None),
)


@pytest.mark.parametrize(("line", "number"), PAGE_NUMBERS)
def test_a_page_number_is_a_line_of_its_own(line: str, number: str | None):
    assert page_number(line) == number
