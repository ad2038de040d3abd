"""What a printed table says, asked once: the row and the column of its whole amount, projects and their forms."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from budget.checks.tables.cross_basic import three_public_cells
from budget.disclosure import read_disclosure
from budget.frames import frames_of
from budget.meaning.cells import table_cells
from budget.meaning.columns import amount_column
from budget.meaning.lookup import carry_column, total_row
from budget.meaning.project_names import pair_projects, project_cells
from budget.meaning.structure import row_sums
from budget.meaning.three_public import path_to_item
from budget.models import Disclosure, HeaderPath, PrintedTable, path_to_text
from budget.models import ThreePublicItem as Item
from tests.builders import REAL, make_disclosure, make_form, make_table
from tests.conftest import BUNDLED

ECONOMIC = "一般公共预算基本支出/合计"
SUMMARY_IN, SUMMARY_OUT = "revenue_expenditure_summary.revenue", "revenue_expenditure_summary.expenditure"
APPROPRIATION_IN, APPROPRIATION_OUT = "appropriation_summary.revenue", "appropriation_summary.expenditure"

# each looked at on its page: the row and the column in which the table prints its whole amount
WHOLES = (
    ("1d3ea4e2", "general_basic", "合计", ECONOMIC),
    ("2e3638c3", "general_basic", "合计", ECONOMIC),
    ("359be3f1", "general_basic", "合计", ECONOMIC),
    ("5e900267", "general_basic", "合计", ECONOMIC),
    ("26f01fb0", "three_public", "", "财政拨款“三公”经费/合计/决算数"),
    ("26f01fb0", SUMMARY_IN, "总计", "收入/决算数"),
    ("26f01fb0", SUMMARY_OUT, "总计", "支出/决算数"),
    ("26f01fb0", APPROPRIATION_IN, "总计", "收入/决算数"),
    ("26f01fb0", APPROPRIATION_OUT, "总计", "支出/合计"),
    ("8736bc81", SUMMARY_IN, "总计", "收入/决算数"),
    ("8736bc81", SUMMARY_OUT, "总计", "支出/决算数"),
    ("8736bc81", APPROPRIATION_IN, "总计", "收入/决算数"),
    ("8736bc81", APPROPRIATION_OUT, "总计", "支出/合计"),
    ("bundled", SUMMARY_IN, "收入总计", "收入/2024年"),
    ("bundled", SUMMARY_OUT, "支出总计", "支出/2024年合计"),
    ("bundled", APPROPRIATION_IN, "收入总计", "收入/金额"),
    ("bundled", APPROPRIATION_OUT, "支出总计", "支出/金额/小计"),
    ("bundled", "project_current", "长治市生态环境局上党分局", "合计"),
    ("bundled", "project_carryover", "长治市生态环境局上党分局", "合计"),
)


@cache
def document(name: str) -> Disclosure:
    path = BUNDLED / "disclosure.txt" if name == "bundled" else REAL / f"{name}.pdf"
    if not path.is_file():
        pytest.skip(f"no {path.name} in ../shared/real")
    return read_disclosure(path)


def table_of(name: str, table_id: str) -> PrintedTable:
    return next(table for table in document(name).tables if table.table_id == table_id)


@pytest.mark.parametrize(("name", "table_id", "row", "column"), WHOLES, ids=lambda part: str(part).split(".")[-1])
def test_whole_amount_of_a_real_table(name: str, table_id: str, row: str, column: str):
    table = table_of(name, table_id)
    found, index = total_row(table), amount_column(table)
    header = index is not None and path_to_text(table.columns[index])
    assert (found is not None and table.rows[found].name, header) == (row, column)


@pytest.mark.parametrize("name", ["1d3ea4e2", "2e3638c3", "359be3f1", "5e900267"])
def test_economic_frame_keeps_the_printed_total(name: str):
    frame = frames_of(document(name))["economic"]
    parts = frame["personnel_yuan"].fillna(0) + frame["operating_yuan"].fillna(0)
    assert len(frame) and frame["total_yuan"].notna().all() and (frame["total_yuan"] == parts).all()


@pytest.mark.parametrize(
    ("columns", "whole"),
    [
        (("金额",), 0),
        (("合计", "基本支出", "项目支出"), 0),
        (("本年收入合计", "财政拨款收入", "事业收入"), 0),
        (("基本支出/合计", "基本支出/人员经费", "基本支出/公用经费"), 0),
        (("基本支出/小计", "基本支出/人员经费", "项目支出"), None),
        (("因公出国（境）费", "公务用车购置及运行费/小计", "公务用车购置及运行费/购置费"), None),
        (("2023年预算数/合计", "2023年预算数/接待费", "2024年预算数/合计", "2024年预算数/接待费"), 2),
        (("2023年预算数", "2024年预算数", "增减%"), 1),
        (("合计/预算数", "合计/决算数", "接待费/预算数", "接待费/决算数"), 1),
        (("预算数", "决算数"), 1),
        (("本年预算", "编制预算", "上年结转"), 0),
        (("2026年预算建议数", "其中：/基本支出", "其中：/项目支出"), 0),
        (("本年收入/合计", "本年收入/一般公共预算", "上年结转"), 0),
        (("“三公”经费/合计", "“三公”经费/公务接待费", "机关运行经费"), 0),
        (("一般公共预算", "政府性基金预算"), None),
    ],
    ids=lambda part: "|".join(part) if isinstance(part, tuple) else "",
)
def test_column_of_the_whole_amount(columns: tuple[str, ...], whole: int | None):
    table = make_table("other", columns, [(None, "合计", *["1.00"] * len(columns))])
    assert amount_column(table) == whole


@pytest.mark.parametrize(
    ("names", "whole"),
    [
        (("一、财政拨款", "本年收入合计", "上年结转", "收入总计"), 3),
        (("一、财政拨款", "本年收入合计"), None),
        (("合计", "教育支出"), 0),
        (("教育支出",), 0),
        (("教育支出", "卫生支出"), None),
    ],
)
def test_row_of_the_whole_amount(names: tuple[str, ...], whole: int | None):
    assert total_row(make_table("other", ("金额",), [(None, name, "1.00") for name in names])) == whole


@pytest.mark.parametrize(
    ("columns", "amounts", "beside"),
    [
        (("本年收入/合计", "本年收入/一般公共预算", "上年结转"), ("5.00", "5.00", "3.00"), 2),
        (("合计", "一般公共预算", "事业收入", "上年结转"), ("8.00", "4.00", "1.00", "3.00"), None),
        (("合计", "一般公共预算", "事业收入", "上年结转"), ("5.00", "4.00", "1.00", "3.00"), 3),
    ],
    ids=["other group", "in the total", "left out of the total"],
)
def test_carried_over_money_beside_the_total(columns: tuple[str, ...], amounts: tuple[str, ...], beside: int | None):
    assert carry_column(make_table("revenue_summary", columns, [(None, "合计", *amounts)])) == beside


def pairs_of(rows: list[tuple[str, str]], *forms: tuple[str, str]) -> list[str | None]:
    """The form (named "form-n") of each project of a table of names and amounts in 万元; forms as names and 元."""
    table = make_table("project_current", ("合计",), [(None, name, amount) for name, amount in rows])
    made = [replace(make_form(name, year=yuan), form_id=f"form-{n}") for n, (name, yuan) in enumerate(forms, start=1)]
    pairs = pair_projects(make_disclosure(table, project_forms=made))
    return [pair.form.form_id if pair.form else None for pair in pairs]


@pytest.mark.parametrize(
    ("rows", "forms", "expected"),
    [
        (
            [("公车统管", "5.00"), ("公车统管", "3.00")],
            [("公车统管", "30,000"), ("公车统管", "50,000")],
            ["form-2", "form-1"],
        ),
        ([("公车统管", "5.00"), ("公车统管", "3.00")], [("公车统管", "40,000")], ["form-1", None]),
        ([("大气污染防治精细化管控服务项目", "5.00")], [("大气污染防治精细化管理服务", "50,000")], ["form-1"]),
        ([("大气污染防治精细化管控服务项目", "5.00")], [("水污染防治精细化管控服务", "40,000")], [None]),
        ([("污水管网工程（一期）", "5.00")], [("污水管网工程（二期）", "50,000")], [None]),
    ],
    ids=["one name, by amount", "one form for two", "a word differs", "other amount", "other phase"],
)
def test_projects_and_their_forms(rows, forms, expected):
    assert pairs_of(rows, *forms) == expected


def test_the_departments_own_row_is_no_project():
    rows = [(None, "某市生态环境局", "8.00"), (None, "执法经费", "5.00"), (None, "监测经费", "3.00")]
    table = replace(make_table("project_current", ("合计",), rows), department="某市生态环境局")
    assert [cell.row.name for cell in project_cells(table)] == ["执法经费", "监测经费"]
    assert frames_of(make_disclosure(table))["projects"]["name"].tolist() == ["执法经费", "监测经费"]


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (("12.60", "24.37", "20.00"), [2, 2, 2]),
        (("12.6", "24.37", "20"), [2, 2, 2]),
        (("12.60", "24.30", "1.255"), [2, 2, 3]),
        (("12.60", "24.30", "20"), [2, 2, 2]),
    ],
    ids=["as printed", "zeros dropped", "one printed finer", "one without zeros"],
)
def test_places_to_which_a_figure_is_exact(texts: tuple[str, ...], places: list[int]):
    cells = table_cells(make_table("other", ("金额",), [(None, "某项", text) for text in texts]))
    assert [cell.places for cell in cells.column(range(len(texts)), 0)] == places


@pytest.mark.parametrize(
    ("first", "parts"),
    [("20.00", (2,)), ("15.00", (2, 3))],
    ids=["another class, whose rows are left out", "a code misprinted, for the amounts add up"],
)
def test_a_code_of_another_class_is_a_part_only_where_the_amounts_say_so(first: str, parts: tuple[int, ...]):
    rows = [
        ("211", "节能环保支出", "20.00"),
        ("21103", "污染防治", "20.00"),
        ("2110301", "大气", first),
        ("2140302", "水体", "5.00"),
    ]
    table = make_table("expenditure_summary", ("合计",), rows)
    assert {made.total: made.parts for made in row_sums(table)}[1] == parts


@pytest.mark.parametrize(
    ("path", "item"),
    [
        (("②公务用车运行维护费",), Item.VEHICLE_OPERATION),
        (("“三公”经费", "公务用车购置及运行维护费", "小计"), Item.VEHICLE),
        (("公务用车购置及运行费", "购置费"), Item.VEHICLE_PURCHASE),
        (("1.因公出国(境)经费",), Item.ABROAD),
        (("（三）公务接待费支出",), Item.RECEPTION),
        (("“三公”经费财政拨款预算总额",), Item.TOTAL),
        (("2024年预算数", "合计"), Item.TOTAL),
        (("“三公”经费和机关运行经费", "机关运行经费"), Item.OPERATING_COST),
        (("办公设备购置",), None),
        (("专用材料购置费",), None),
        (("行政经费",), None),
    ],
    ids=lambda part: "/".join(part) if isinstance(part, tuple) else "",
)
def test_items_of_the_three_public_costs(path: HeaderPath, item: Item | None):
    assert path_to_item(path) is item


def test_three_public_cells_are_this_years():
    by_row = make_table(
        "three_public", ("合计", "公务接待费"), [(None, "2023年", "5.00", "5.00"), (None, "2024年", "7.00", "7.00")]
    )
    by_column = make_table(
        "three_public", ("2023年预算数/公务接待费", "2024年预算数/公务接待费"), [(None, "", "5.00", "7.00")]
    )
    for table in (by_row, by_column):
        assert three_public_cells(table)[Item.RECEPTION].figure.text == "7.00"
