"""The typeset PDF of the bundled disclosure: the same bytes each time, nothing lost, nothing added but the foot."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

import pdfplumber
import pytest

from tests.conftest import BUNDLED, ROOT
from tools.typeset.__main__ import NOTICE, typeset
from tools.typeset.document import LIST_MARK
from tools.typeset.draft import split_levels
from tools.typeset.project import rows_to_project_sheet
from tools.typeset.sheet import Cell, Sheet, split_sheet
from tools.typeset.source import ContentsLine, TabbedTable, text_to_blocks

LAYOUT = ROOT / "tools" / "typeset" / "changzhi-shangdang-2024.toml"
FRONT_PAGES = 3
FORMS_FROM = FRONT_PAGES + 19  # pages before the first performance form
REPEATED_HEADER = "2024年预算收入总表"


@pytest.fixture(scope="module")
def blocks():
    return text_to_blocks((BUNDLED / "disclosure.txt").read_text("utf-8"))


@pytest.fixture(scope="module")
def pages():
    """Text and tables of each page as plain pdfplumber gives them."""
    with pdfplumber.open(BUNDLED / "disclosure.pdf") as pdf:
        return [(page.extract_text(), page.extract_tables()) for page in pdf.pages]


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_committed_pdf_is_what_the_text_gives_byte_for_byte():
    assert typeset(BUNDLED / "disclosure.txt", LAYOUT) == (BUNDLED / "disclosure.pdf").read_bytes()


def test_every_page_says_that_it_is_no_original(pages):
    assert [number for number, (text, _) in enumerate(pages, start=1) if squeeze(NOTICE) not in squeeze(text)] == []


def test_pages_are_numbered_from_the_first_part_on(pages):
    numbers = [text.splitlines()[-2].strip() for text, _ in pages[FRONT_PAGES:]]
    assert numbers == [str(n) for n in range(1, len(pages) - FRONT_PAGES + 1)]


def test_headings_stand_on_the_pages_that_the_contents_list_names(blocks, pages):
    entries = [block for block in blocks if isinstance(block, ContentsLine)]
    astray = {
        entry.heading: entry.page
        for entry in entries
        if squeeze(re.sub(r"^表[一二三四五六七八九十]+", "", entry.heading))
        not in squeeze(pages[FRONT_PAGES + int(entry.page) - 1][0])
    }
    assert len(entries) == 33
    assert astray == {}


def test_every_character_of_the_text_is_printed_once(blocks, pages):
    """Only white space, the dots of the contents list and the conversion's list marks may differ."""
    text = (BUNDLED / "disclosure.txt").read_text("utf-8")
    expected = Counter(squeeze("\n".join(LIST_MARK.sub("", line) for line in text.splitlines())))
    expected.update(squeeze("".join(chain.from_iterable(header_of(blocks, REPEATED_HEADER)))))
    printed = Counter(squeeze("".join(text for text, _ in pages)))
    printed.subtract(squeeze(NOTICE) * len(pages))
    printed.subtract("".join(str(n) for n in range(1, len(pages) - FRONT_PAGES + 1)))
    differences = {c: printed[c] - expected[c] for c in {*expected, *printed} if c != "." and printed[c] != expected[c]}
    assert differences == {}


def header_of(blocks, title: str) -> list[tuple[str, ...]]:
    table = next(block for block in blocks if isinstance(block, TabbedTable) and block.title == title)
    return list(table.pieces[0][:2])


def test_figure_tables_print_their_rows_cell_by_cell(blocks, pages):
    """Rows below the headers, in order; merged total rows have their label in the first column in both."""
    tables = [b for b in blocks if isinstance(b, TabbedTable) and "绩效目标" not in b.title]
    expected = [row for table in tables for piece in table.pieces for row in piece if is_body(row)]
    grids = [grid for _, tables in pages[:FORMS_FROM] for grid in tables]
    printed = [tuple(squeeze(cell or "") for cell in row) for grid in grids for row in grid]
    assert len(tables) == 13
    assert [row for row in printed if is_body(row)] == [tuple(map(squeeze, row)) for row in expected]


def is_body(row) -> bool:
    """Rows with a figure in the places for figures, or a label of a figure table's body."""
    return any(re.fullmatch(r"-?[\d,]+\.\d\d", cell or "") for cell in row) or (row[0] or "").startswith("合计")


def test_performance_forms_print_every_cell_whole(blocks, pages):
    forms = [b for b in blocks if isinstance(b, TabbedTable) and "绩效目标" in b.title]
    cells = [cell for form in forms for piece in form.pieces for row in piece for cell in row if cell]
    # label and value in one cell of the text are two in print; the year of the first form stands above its rules
    split = [part for cell in cells for part in re.split(r"(?<=^实施单位) |(?<=^项目期) ", cell)]
    expected = Counter(squeeze(cell) for cell in split if cell != "(2024) 年度")
    grids = [grid for _, tables in pages[FORMS_FROM:] for grid in tables]
    printed = Counter(squeeze(cell) for grid in grids for row in grid for cell in row if cell)
    assert len(forms) == 10
    assert printed == expected


def test_a_cut_sheet_repeats_its_header_and_goes_on_with_empty_merged_cells():
    head, side, body = Cell(0, 0, "项目", 2), Cell(0, 1, "节能环保", height=3), Cell(1, 3, "大气")
    above, below = split_sheet(Sheet((50, 50), (head, side, body), 4, header_row_count=1), 2, repeats_header=True)
    assert above.cells == (head, Cell(0, 1, "节能环保", height=1))
    assert below.cells == (head, Cell(0, 1, "", height=2), Cell(1, 2, "大气"))
    assert (above.row_count, below.row_count) == (2, 3)


LEVELS = [
    pytest.param("产出指标 数量指标 人数 3人", "产出指标", id="first and second level"),
    pytest.param("成本指标 费用 ≤3元", None, id="成本指标 as second level"),
    pytest.param("成本指标 成本指标", None, id="成本指标 of both halves"),
    pytest.param("成本指标 经济效益指标 费用", "成本指标", id="成本指标 as first level"),
    pytest.param("人员到位率 ≥96%", None, id="neither"),
]


@pytest.mark.parametrize(("raw", "expected"), LEVELS)
def test_first_levels_are_told_from_second_ones(raw, expected):
    assert split_levels(raw.split())[0] == expected


INDICATOR_HEAD = "绩效指标 一级指标 二级指标 三级指标 指标值 二级指标 三级指标 指标值"
SHIFTED = [
    pytest.param(
        "满意度指标 服务对象满意度 群众满意度 ≥90% 服务对象满意度 群众满意度 ≥90%",
        "1满意度指标 2服务对象满意度 3群众满意度 4≥90% 5服务对象满意度 6群众满意度 7≥90%",
        id="one column to the left",
    ),
    pytest.param(
        "产出指标 时效指标 人员按时到位 按时到位 时效指标",
        "1产出指标 2时效指标 3人员按时到位 4按时到位 5时效指标 6 7",
        id="right half without its cells",
    ),
]


@pytest.mark.parametrize(("raw", "expected"), SHIFTED)
def test_shifted_indicator_rows_are_placed_by_the_order_of_their_cells(raw, expected):
    sheet = rows_to_project_sheet([INDICATOR_HEAD.split(), raw.split()])
    assert " ".join(f"{cell.x}{cell.text}" for cell in sheet.cells if cell.y == 1) == expected
