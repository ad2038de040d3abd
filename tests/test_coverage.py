"""Coverage counts on the pages: what is printed and was not read is listed, never dropped."""

from dataclasses import replace
from decimal import Decimal

import pytest

from budget.document.coverage import find_open_structure, measure_coverage
from budget.forms import identify, parse_tables
from budget.layout import pages_to_layout
from budget.models import (
    Figure,
    Grid,
    GridCell,
    Page,
    Place,
    PrintedTable,
    RowRole,
    Section,
    TableKind,
    TableRow,
    TextLine,
    Unit,
)
from tests.grids import pages
from tests.performance_tables import draw_table

LINES = [
    # a line outside tables | is it a row of a table that was not read?
    ("公共安全支出 13,641.34 12,308.48 1,332.86", True),
    ("合计 531.13 247.80", True),
    ("2025.1.1-2025.12.31", False),
    ("基本支出247.8万元，占11.51%；项目支出1905.34万元", False),
    ("合计 531.13", False),
    ("第 12 页 共 35 页", False),
]


def page(*blocks):
    return Page(1, 595, 842, blocks)


def printed_table(*figures):
    rows = (TableRow(None, "合计", figures, RowRole.TOTAL, figures[0].place),)
    return PrintedTable(
        "x", TableKind.OTHER, None, "x", None, Unit.YUAN, None, ("合计",), (), rows, (1,), False, (), Place(1)
    )


@pytest.mark.parametrize(("text", "is_row"), LINES, ids=[row[0] for row in LINES])
def test_rows_of_a_table_without_rules_are_told(text, is_row):
    line = TextLine(text, Place(1))
    prose = Section("1", "", "", 1, text, Place(1), (line,))
    coverage = measure_coverage([page(line)], [], [], sections=[prose])
    assert bool(coverage.unread) is is_row
    assert (coverage.figures_printed > coverage.figures_read) is is_row


def test_an_amount_that_stands_in_nothing_read_is_told():
    """A line that is neither prose nor a note, a cell with its unit beside the amount."""
    line, cell = (
        TextLine("合计 531.13", Place(1, box=(0, 50, 90, 60))),
        GridCell("≤3.1万元", Place(1, box=(0, 0, 9, 9))),
    )
    year, share = GridCell("2025年", Place(1, box=(9, 0, 18, 9))), GridCell("占11.51%", Place(1, box=(18, 0, 27, 9)))
    coverage = measure_coverage([page(line, Grid(((cell, year, share),), Place(1)))], [], [])
    assert [u.text for u in coverage.unread] == [line.text, cell.text]


def test_an_amount_in_a_grid_that_became_no_figure_is_told():
    lost, found = Place(1, box=(0, 0, 9, 9)), Place(1, box=(9, 0, 18, 9))
    grid = Grid(((GridCell("1,234.00", lost), GridCell("56.00", found)),), Place(1))
    table = printed_table(Figure(Decimal("56.00"), "56.00", Unit.YUAN, found))
    coverage = measure_coverage([page(grid)], [table], [])
    assert [(u.text, u.place) for u in coverage.unread] == [("1,234.00", lost)]
    assert (coverage.figures_printed, coverage.figures_read) == (2, 1)


def test_a_table_printed_twice_is_not_lost():
    page_of_twins = "支出预算总表\n单位：元\n科目名称 | 合计\n教育支出 | 1.00\n卫生支出 | 2.00\n合计 | 3.00\n"
    twice = pages(page_of_twins + "--- page\n" + page_of_twins)
    layout = pages_to_layout(twice)
    kinds = [(table, identify(table)) for table in layout.tables]
    tables = parse_tables(kinds)
    coverage = measure_coverage(twice, tables, kinds, (), layout.repeated)
    assert (coverage.figures_printed, coverage.figures_read, coverage.unread) == (3, 3, ())


def test_a_cell_that_is_no_figure_is_printed_but_not_read():
    table = printed_table(Figure(None, "见附件", Unit.YUAN, Place(1)))
    coverage = measure_coverage([], [table], [])
    assert (coverage.figures_printed, coverage.figures_read) == (1, 0)
    assert coverage.unread[0].text == "见附件"


def test_a_form_that_no_reader_took_is_told_row_by_row():
    """gz-zwj-2026 prints a form without 项目名称: none of its cells was read, and nothing said so."""
    table = draw_table("绩效目标｜修路\n预算金额｜1,234.00")
    coverage = measure_coverage([], [], [(table, TableKind.PERFORMANCE_PROJECT)])
    assert [u.text for u in coverage.unread] == ["修路", "1,234.00"]


def test_a_cell_counts_as_many_figures_as_it_prints():
    stack = Figure(None, "13,690\n5,443\n2,113", Unit.YUAN, Place(1, box=(0, 0, 9, 30)))
    lost = Place(1, box=(9, 0, 18, 30))
    grid = Grid(((GridCell(stack.text, stack.place), GridCell("1.0\n-2.5", lost)),), Place(1))
    coverage = measure_coverage([page(grid)], [printed_table(stack)], [])
    assert (coverage.figures_printed, coverage.figures_read) == (5, 0)
    assert [u.place for u in coverage.unread] == [stack.place, lost]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"title": ""}, "structure.no_title"),
        ({"kind": TableKind.OTHER}, "structure.no_kind"),
        ({"unit": None}, "structure.no_unit"),
        ({"title": "甲表（续）"}, "structure.second"),
    ],
)
def test_a_table_of_which_something_is_not_known_is_told(change, reason):
    figure = Figure(Decimal(1), "1.00", change.get("unit", Unit.YUAN), Place(1))
    table = replace(printed_table(figure), kind=TableKind.GENERAL_EXPENDITURE, title="甲表")
    given = [table, replace(table, **change)] if reason == "structure.second" else [replace(table, **change)]
    assert [item.reason.id for item in find_open_structure(given)] == ([reason] if reason else [])


def test_a_row_without_a_name_at_the_top_of_a_page_is_told():
    figure = Figure(Decimal(1), "1.00", Unit.YUAN, Place(2, box=(0, 0, 9, 9)))
    table = replace(printed_table(figure), kind=TableKind.GENERAL_EXPENDITURE)
    first = replace(table.rows[0], place=Place(1))
    rest = replace(table.rows[0], name="", place=figure.place)
    (told,) = find_open_structure([replace(table, rows=(first, rest))])
    assert (told.reason.id, told.place) == ("structure.half_row", figure.place)
