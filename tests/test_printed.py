"""公开的表（原样）: every printed label column under its own printed header, in printed order; the same in the CSV."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from budget.catalogue import Entry
from budget.models import DocumentFile, TableKind
from budget.ui.html import header_rows, table
from budget.ui.reader import Reader, Shelf
from budget.views.book import Book
from budget.views.downloads import table_to_csv
from budget.views.printed import printed_table
from budget.views.shapes import CellKind, Column
from tests.builders import make_disclosure, make_table

BUNDLED = "changzhi-shangdang-2024"
# document | table | header of the CSV | some row of the CSV, from its first cell on
PRINTED = [
    (
        BUNDLED,
        "general_basic",
        "部门预算支出经济科目名称,政府预算支出经济科目名称,"
        "2024年预算数 · 合计（元）,2024年预算数 · 人员经费（元）,2024年预算数 · 公用经费（元）",
        [
            "合计,,2478000,2194100,283900",
            "基本工资,工资奖金津补贴,30000,30000,",
            "基本工资,工资福利支出,825200,825200,",
        ],
    ),
    (
        BUNDLED,
        "expenditure_summary",
        "项目 · 编码,项目 · 科目名称,"
        "2024年预算数 · 合计（元）,2024年预算数 · 基本支出（元）,2024年预算数 · 项目支出（元）",
        [",合计,21531300,2478000,19053400", "2080501,行政单位离退休,92000,92000,"],
    ),
    (
        "a530fab1",
        "procurement",
        "采购品目大类,专项名称,经济科目,采购物品名称,采购组织形式,总计（元）",
        ["合计,,,,,14495000", ",机要及电子政务业务费,办公设备购置,,,300000", ",,,PC服务器,分散自行组织,120000"],
    ),
    (
        "a530fab1",
        "revenue_summary",
        "项目名称,项目名称,金额（元）",
        ["收入总计,,244584300", "一般公共预算资金,小计,244584300"],
    ),
]


@pytest.mark.parametrize(("document", "table_id", "head", "rows"), PRINTED, ids=[f"{p[0]}-{p[1]}" for p in PRINTED])
def test_every_label_column_is_shown_as_printed(document, table_id, head, rows, request):
    book = Book(request.getfixturevalue("bundled") if document == BUNDLED else request.getfixturevalue("a530fab1"))
    lines = table_to_csv(printed_table(book, table_id)).decode("utf-8-sig").splitlines()
    assert lines[0] == head
    assert [row for row in rows if row not in lines] == []


@pytest.fixture(scope="session")
def a530fab1(real_folder):
    from budget.disclosure import read_disclosure

    return read_disclosure(real_folder / "a530fab1.pdf")


def test_no_label_of_a_real_document_is_dropped(a530fab1):
    book = Book(a530fab1)
    for printed in a530fab1.tables:
        shown = [cell.text for row in printed_table(book, printed.table_id).rows for cell in row.cells]
        labels = [label for row in printed.rows for label in row.labels if label]
        assert [label for label in labels if label not in shown] == [], printed.table_id
        assert len(printed_table(book, printed.table_id).rows) == len(printed.rows)


def book_of(columns, rows, **options):
    disclosure = make_disclosure(make_table(TableKind.OTHER, columns, rows, table_id="t", **options))
    return Book(replace(disclosure, files=(DocumentFile("a.pdf", "a.pdf", "", "pdf", 1),)))


def test_characters_of_a_cell_that_is_no_amount_are_shown():
    book = book_of(
        ["金额"], [(None, "甲", "1.00"), (None, "乙", "见附件")], label_columns=["项目"], labels=[("甲",), ("乙",)]
    )
    assert table_to_csv(printed_table(book, "t")).decode("utf-8-sig").splitlines()[1:] == ["甲,10000", "乙,见附件"]


def test_counts_without_a_unit_are_no_money():
    book = book_of(["人数"], [(None, "甲", "12")], label_columns=["单位"], labels=[("甲",)], unit=None)
    view = printed_table(book, "t")
    assert view.columns == (Column("单位"), Column("人数", CellKind.NUMBER))
    assert table_to_csv(view).decode("utf-8-sig").splitlines() == ["单位,人数", "甲,12"]


def test_the_column_that_names_most_rows_stays_in_sight():
    labels = [("货物", "", ""), ("", "车", "集中"), ("", "纸", "集中")]
    rows = [(None, "货物", "3"), (None, "车", "2"), (None, "纸", "1")]
    view = printed_table(book_of(["总计"], rows, label_columns=["大类", "名称", "形式"], labels=labels), "t")
    assert view.naming_column == 1


def test_a_table_of_figures_alone_has_no_column_that_names_rows():
    view = printed_table(book_of(["合计"], [(None, "", "3")], label_columns=[], labels=[()]), "t")
    assert ([column.label for column in view.columns], view.naming_column) == (["合计"], None)


def test_a_row_under_another_is_set_in_where_one_column_names_both():
    view = printed_table(
        book_of(
            ["金额"],
            [(None, "上年结转", "3"), (None, "一般公共预算", "3")],
            label_columns=["项目"],
            labels=[("上年结转",), ("一般公共预算",)],
            parents=[None, "上年结转"],
        ),
        "t",
    )
    assert [(row.cells[0].text, row.indent) for row in view.rows] == [("上年结转", 0), ("一般公共预算", 1)]


def test_columns_without_a_figure_are_said_in_words():
    headers = ["合计", "教育/学费", "教育/小计", "其他/小计"]
    book = book_of(headers, [(None, "甲", "1", None, None, None)], label_columns=["项目"], labels=[("甲",)])
    view = printed_table(book, "t")
    assert [column.label for column in view.columns] == ["项目", "合计"]
    assert view.notes == ("以下各列全部空白（未安排）：学费、教育 · 小计、其他 · 小计。",)


# --- headers of several levels, as cells over cells


def money(label: str, *above: str) -> Column:
    return Column(label, CellKind.MONEY, above=above)


HEADERS = [
    # columns | rows of (words, columns wide, rows high)
    ([Column("项目"), money("合计")], [[("项目", 1, 1), ("合计", 1, 1)]]),
    (
        [Column("项目"), money("合计", "预算数"), money("人员", "预算数"), money("备")],
        [[("项目", 1, 2), ("预算数", 2, 1), ("备", 1, 2)], [("合计", 1, 1), ("人员", 1, 1)]],
    ),
    ([Column("项目名称"), Column("项目名称"), money("金额")], [[("项目名称", 2, 1), ("金额", 1, 1)]]),
    ([money("金额"), money("金额")], [[("金额", 1, 1), ("金额", 1, 1)]]),
    (
        [money("小计", "三公", "车"), money("购置", "三公", "车"), money("接待", "三公"), money("小计", "会议", "车")],
        [
            [("三公", 3, 1), ("会议", 1, 1)],
            [("车", 2, 1), ("接待", 1, 2), ("车", 1, 1)],
            [("小计", 1, 1), ("购置", 1, 1), ("小计", 1, 1)],
        ],
    ),
]


@pytest.mark.parametrize(("columns", "rows"), HEADERS)
def test_header_levels_stand_over_each_other(columns, rows):
    made = [[(cell.label, cell.width, cell.height) for cell in row] for row in header_rows(columns)]
    assert made == rows


class Grid(HTMLParser):
    """How many columns wide each row of a table is, cells over several rows counted in each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.widths: list[int] = []
        self.hanging: list[list[int]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "tr":
            self.widths.append(sum(width for left, width in self.hanging if left))
            self.hanging = [[left - 1, width] for left, width in self.hanging if left > 1]
        if tag in ("th", "td"):
            width = int(said.get("colspan", 1))
            self.widths[-1] += width
            self.hanging.append([int(said.get("rowspan", 1)) - 1, width])


@pytest.mark.parametrize("document", ["bundled", "a530fab1"])
def test_every_row_of_every_printed_table_is_equally_wide(document, request):
    disclosure = request.getfixturevalue(document)
    reader = Reader((Entry("x", "x", (), ""),), {})
    reader.__dict__["shelf"] = Shelf(Book(disclosure))
    for printed in disclosure.tables:
        view = printed_table(reader.book, printed.table_id)
        assert set(Grid(table(view, reader)).widths) <= {len(view.columns)}, printed.table_id
