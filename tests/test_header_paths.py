"""Header paths: a header that itself prints a slash is one level, from the grid to the screen."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from budget.checks import check_disclosure
from budget.citation import cite_cell
from budget.evidence import find_fact
from budget.export.interchange import disclosure_to_interchange
from budget.frames import frames_of
from budget.meaning.columns import column_like
from budget.meaning.dimensions import path_to_dimensions
from budget.models import Status
from budget.views.book import Book
from budget.views.printed import printed_table
from budget.words import message_to_text
from tests.builders import make_disclosure, make_table
from tests.grids import parse

HEADERS = (("合计",), ("本年支出", "人员/公用经费"), ("本年支出", "项目/专项经费"))
ROWS = [(None, "合计", "9.00", "6.00", "2.00")]


@pytest.fixture
def disclosure(bundled):
    made = make_disclosure(make_table("expenditure_summary", HEADERS, ROWS, title="支出总表"))
    return replace(made, files=bundled.files)


def test_a_printed_slash_is_no_level():
    (table,) = parse(
        """
        部门支出总表
        单位：万元
        科目名称 | 合计 | 本年支出 | <
        ^ | ^ | 人员/公用经费 | 项目/专项经费
        合计 | 8.00 | 6.00 | 2.00
        """
    )
    assert table.columns == HEADERS


def test_the_exchange_form_and_the_frames_write_the_path_with_slashes(disclosure):
    written = ["合计", "本年支出/人员/公用经费", "本年支出/项目/专项经费"]
    assert disclosure_to_interchange(disclosure)["tables"][0]["columns"] == written
    assert frames_of(disclosure)["lines"]["column"].tolist() == written


def test_a_column_is_found_and_meant_by_its_lowest_header_cell(disclosure):
    (table,) = disclosure.tables
    assert column_like(table, re.compile("^人员")) == 1
    assert path_to_dimensions(("合计/其中",)).is_total
    assert not path_to_dimensions(("合计", "其中")).is_total


def test_what_a_reader_sees_keeps_the_header_whole(disclosure):
    cell = "expenditure_summary/0/1"
    (failed,) = [
        f for f in check_disclosure(disclosure) if f.status is Status.FAILED and f.rule == "arithmetic.columns"
    ]
    columns = printed_table(Book(disclosure), "expenditure_summary").columns
    assert "人员/公用经费＋项目/专项经费" in message_to_text(failed.sentence)
    assert find_fact(disclosure, cell).column == "本年支出 › 人员/公用经费"
    assert "的“本年支出·人员/公用经费”" in cite_cell(disclosure, cell, "", date(2026, 11, 24)).sentence
    assert [(*column.above, column.label) for column in columns][-2:] == list(HEADERS[1:])
