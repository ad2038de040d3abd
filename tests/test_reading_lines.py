"""Runs of characters → lines: what a reader takes for a blank, and what only looks like one."""

from __future__ import annotations

import numpy as np
import pytest

from budget.reading.glyphs import Glyphs, drop_double_prints, glyphs_to_runs
from budget.reading.text_lines import runs_to_lines

SIZE = 10.0


def glyphs(pieces, baseline=100.0):
    """Characters from (x, text): Chinese ones 10 points wide, others 5."""
    chars = []
    for x, text in pieces:
        for char in text:
            width = SIZE / 2 if char.isascii() else SIZE
            chars.append((x, x + width, ord(char)))
            x += width
    x0, x1, codes = (np.array(column) for column in zip(*chars, strict=True))
    tops, bottoms = np.full(len(chars), baseline - 8), np.full(len(chars), baseline + 2)
    return Glyphs(
        x0.astype(float), tops, x1.astype(float), bottoms, np.full(len(chars), baseline),
        codes.astype(np.uint32), np.arange(len(chars)),
    )  # fmt: skip


def lines(all_glyphs):
    runs, _, _ = glyphs_to_runs(all_glyphs, np.zeros(len(all_glyphs), np.int64))
    return [line.text for line in runs_to_lines(runs)]


@pytest.mark.parametrize(
    ("pieces", "line"),
    [
        pytest.param([(0, "部门预算")], "部门预算", id="a word"),
        pytest.param([(0, "第一部分"), (45, "部门概况")], "第一部分 部门概况", id="half a character apart"),
        pytest.param([(0, "支出"), (60, "单位：元")], "支出  单位：元", id="side by side"),
        pytest.param([(15 * i, char) for i, char in enumerate("各级人民政府")], "各级人民政府", id="letter-spaced"),
        pytest.param([(0, "1,2"), (18, "34.50")], "1,234.50", id="a figure in two pieces"),
        pytest.param([(0, "12"), (20, "34")], "12 34", id="two figures"),
        pytest.param([(0, "共"), (13, "25"), (26, "人")], "共25人", id="figures set off by a quarter"),
        pytest.param([(0, "PM"), (14, "2.5")], "PM 2.5", id="Latin words apart"),
        pytest.param([(30, "支出"), (0, "本年")], "本年 支出", id="stored out of order"),
        pytest.param([(0, "支 出")], "支 出", id="a blank in the file"),
    ],
)
def test_gaps_between_runs(pieces, line):
    assert lines(glyphs(pieces)) == [line]


@pytest.mark.parametrize(
    ("pieces", "line"),
    [
        pytest.param([(0, "项目"), (0.4, "项目")], "项目", id="the word again"),
        pytest.param([(0, "项"), (0.4, "项"), (10, "目"), (10.4, "目")], "项目", id="each character again"),
        pytest.param([(0, "11.00"), (0.3, "11.00")], "11.00", id="a figure"),
        pytest.param([(0, "11")], "11", id="a digit twice in a figure stays"),
    ],
)
def test_double_printing_is_dropped(pieces, line):
    assert lines(drop_double_prints(glyphs(pieces))) == [line]


def test_a_font_that_hangs_lower_stays_on_its_line():
    """Boxes of punctuation from another font reach 5 points lower; the baseline is the same."""
    plain = glyphs([(0, "收入、支出")])
    plain.top[2] += 5
    plain.bottom[2] += 5
    assert lines(plain) == ["收入、支出"]


def test_lines_come_from_the_top():
    low, high = glyphs([(0, "下")], baseline=130.0), glyphs([(0, "上")], baseline=112.0)
    both = Glyphs(*(np.concatenate((getattr(low, name), getattr(high, name))) for name in Glyphs.__slots__))
    assert lines(both) == ["上", "下"]
