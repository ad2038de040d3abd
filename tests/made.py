"""Documents made for the golden: the layouts of other places, synthetic ones, and all of these printed badly.

What a fine rule is for shows where something is out of order: a total that is not one, a row cut in two, a unit
left out. Real documents have each of these somewhere, not each in every table; so a made document is damaged at many
places, which ones being drawn from its name. What is made of it is not right or wrong but must stay what it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from budget.disclosure import read_disclosure
from budget.models import Disclosure
from budget.reading import SOURCES
from tests import places_truth
from tests.conftest import BUNDLED
from tests.grids import pages
from tests.synthetic import Style, make_disclosure
from tests.synthetic.disclosure import LAYOUTS

Cells = list[str]
Damage = Callable[[Cells, int, Random], Sequence[Cells]]
"""A row's cells, one of their indexes: the rows that are printed instead."""

_PAIRS = """
增加→减少 减少→增加 合计→小计 总计→合计 小计→总计 万元→元 。→； ；→。 ，→。 其中→包括
2024→2023 2023→2024 基本支出→项目支出 本年→上年 上年结转→结转下年
一般公共预算→政府性基金预算 财政拨款→单位资金 表→ 一、→ 二、→（二） （一）→1. 部门→单位
公用→人员 购置→运行 第→ 个→人 年度→实施期 ≥→ 指标→ 支出→收入 收入→支出 项目→科目
名称→ %→ 预算→决算 比→占
"""
OTHER_WORDS = [pair.split("→") for pair in _PAIRS.split()]
"""Words of a document and what is printed instead; nothing where it is left out."""


def _with(cells: Cells, index: int, text: str) -> Cells:
    return [text if i == index else cell for i, cell in enumerate(cells)]


def _other_digit(text: str, rng: Random) -> str:
    digits = [m.start() for m in re.finditer(r"\d", text)]
    at = rng.choice(digits) if digits else len(text)
    return text[:at] + str(rng.randrange(10)) + text[at + 1 :]


def _other_word(text: str, rng: Random) -> str:
    known = [(old, new) for old, new in OTHER_WORDS if old in text]
    old, new = rng.choice(known) if known else (text[-1:], "")
    return text.replace(old, new, 1)


DAMAGES: dict[str, Damage] = {
    "nothing printed": lambda row, i, rng: [_with(row, i, "")],
    "a mark for nothing": lambda row, i, rng: [_with(row, i, rng.choice("—-/*无"))],
    "zero": lambda row, i, rng: [_with(row, i, rng.choice(("0", "0.00")))],
    "no figure": lambda row, i, rng: [_with(row, i, row[i].replace("0", "O", 1) + "?")],
    "another digit": lambda row, i, rng: [_with(row, i, _other_digit(row[i], rng))],
    "another digit somewhere": lambda row, i, rng: [[_other_digit(cell, rng) if cell else cell for cell in row]],
    "another word": lambda row, i, rng: [_with(row, i, _other_word(row[i], rng))],
    "another word first": lambda row, i, rng: [_with(row, 0, _other_word(row[0], rng))],
    "a negative": lambda row, i, rng: [_with(row, i, f"-{row[i]}")],
    "a last place lost": lambda row, i, rng: [_with(row, i, row[i][:-1])],
    "a code cut": lambda row, i, rng: [_with(row, 0, row[0][: rng.randrange(len(row[0]) + 1)])],
    "a part of the one above": lambda row, i, rng: [_with(row, 0, f"其中：{row[0]}")],
    "two cells in one": lambda row, i, rng: [_with(_with(row, i, ""), max(i - 1, 0), row[max(i - 1, 0)] + row[i])],
    "two cells changed": lambda row, i, rng: [_with(_with(row, i, row[i - 1]), i - 1, row[i])],
    "twice": lambda row, i, rng: [row, row],
    "left out": lambda row, i, rng: [],
    "cut in two": lambda row, i, rng: [
        _with(row, 0, row[0][: len(row[0]) // 2]),
        [row[0][len(row[0]) // 2 :], *("" for _ in row[1:])],
    ],
    "a blank row": lambda row, i, rng: [row, ["" for _ in row]],
    "a note": lambda row, i, rng: [row, ["注：本表含上年结转。"]],
    "a cell too few": lambda row, i, rng: [row[:-1]],
    "in 元": lambda row, i, rng: [_with(row, i, f"{row[i]}元")],
}


def damaged(lines: Sequence[str], between: str, name: str) -> list[str]:
    """The lines with one in eight printed badly: rows are cut by `between`, prose is a row of one cell."""
    rng, out = Random(name), list[str]()
    for line in lines:
        if not line.strip() or line.startswith("---") or rng.random() > 0.125:
            out.append(line)
            continue
        cells = [cell.strip() for cell in line.split(between)]
        damage = DAMAGES[rng.choice(list(DAMAGES))]
        out += [between.join(row) for row in damage(cells, rng.randrange(len(cells)), rng)]
    return out


BUNDLED_TEXT = "bundled"
STYLES = (
    Style(), Style(zero_share=0.5, has_negatives=True, class_count=7), Style(has_separators=True, class_count=1),
)  # fmt: skip
TEXTS: dict[str, Callable[[], str]] = {
    BUNDLED_TEXT: lambda: (BUNDLED / "disclosure.txt").read_text("utf-8"),
    **{f"text-{name}": lambda name=name: places_truth.converted_text(name) for name in places_truth.NAMES},
    **{
        f"{layout}-{n}": lambda layout=layout, n=n, style=style: make_disclosure(n, layout, style).to_text()
        for layout in LAYOUTS
        for n, style in enumerate(STYLES)
    },
}
TIMES = {BUNDLED_TEXT: 16}
"""How often a document is damaged anew; the others once."""

MADE: tuple[str, ...] = (
    *(name for name in TEXTS if name != BUNDLED_TEXT),
    *(f"{name}/{n}" for name in TEXTS for n in range(TIMES.get(name, 1))),
    *(f"pages-{name}" for name in places_truth.NAMES),
    *(f"pages-{name}/{n}" for name in places_truth.NAMES for n in range(2)),
)
"""Names of documents, a damaged one's with a number."""


@contextmanager
def made_disclosure(name: str) -> Iterator[Disclosure]:
    """The disclosure that is read from a made document, its file being there. Raises: BudgetError."""
    source, _, number = name.partition("/")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "disclosure.txt"
        if source.startswith("pages-"):
            lines = places_truth.page_text(source.removeprefix("pages-")).split("\n")
            text = "\n".join(damaged(lines, "|", name) if number else lines)
            path.write_text(text, "utf-8")
            drawn = replace(SOURCES[0], accepts=lambda head: True, read=lambda _: pages(text))
            yield read_disclosure(path, sources=(drawn,))
        else:
            lines = TEXTS[source]().split("\n")
            path.write_text("\n".join(damaged(lines, "\t", name) if number else lines), "utf-8")
            yield read_disclosure(path)
