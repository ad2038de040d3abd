"""One Excel workbook: what it is, the data dictionary, then one sheet for each frame that has rows."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from budget.export.about import About, describe, frame_caption
from budget.export.csv_files import DICTIONARY_COLUMNS, dictionary_rows, frame_to_rows
from budget.frames import FRAMES, IDENTITY, frames_of
from budget.models import Disclosure

ABOUT_SHEET, DICTIONARY_SHEET = "说明", "数据字典"
CAPTION_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2
"""A frame's sheet: one line that says what it is, the column headings, the rows."""
CELL_LENGTH = 32_767
"""Excel's own limit of characters in a cell; longer text is cut there and says so."""
CUT_MARK = "……（超过单元格长度，全文见 CSV 或 JSON）"
MONEY_FORMAT = "#,##0.00##"
FOLDED = {"level": 1, "hidden": True}
"""The columns that are the same in every row of a document: there for who stacks sheets, folded for who reads one."""
COLUMN_WIDTH, WIDE_COLUMN_WIDTH = 14, 28
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SHEET_SIGNS = re.compile(r"[\[\]:*?/\\'“”]")


def disclosure_to_workbook(disclosure: Disclosure) -> bytes:
    """The workbook as bytes, for a download."""
    about = describe(disclosure)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": about.title, "author": about.publisher})
        bold = book.add_format({"bold": True})
        _write_about(book.add_worksheet(ABOUT_SHEET), about, bold)
        _write_dictionary(book.add_worksheet(DICTIONARY_SHEET), bold)
        for name in FRAMES:
            _write_frame(book, name, frames_of(disclosure)[name], about)
    return buffer.getvalue()


def sheet_name(name: str) -> str:
    """The frame's title as a sheet may be called.

    >>> sheet_name("three_public")
    '三公经费'
    """
    return _SHEET_SIGNS.sub("", FRAMES[name].title)[:31]


def _write_about(sheet: Worksheet, about: About, bold: Format) -> None:
    sheet.set_column(0, 0, WIDE_COLUMN_WIDTH)
    sheet.set_column(1, 1, 4 * WIDE_COLUMN_WIDTH)
    for row, (label, value) in enumerate(about.lines()):
        sheet.write_string(row, 0, _fit(label), bold)
        sheet.write_string(row, 1, _fit(value))


def _write_dictionary(sheet: Worksheet, bold: Format) -> None:
    sheet.set_column(0, len(DICTIONARY_COLUMNS) - 1, WIDE_COLUMN_WIDTH)
    sheet.freeze_panes(1, 0)
    headings = ("sheet", *DICTIONARY_COLUMNS, "heading")
    labels = [column.heading for spec in FRAMES.values() for column in spec.columns]
    rows = ((sheet_name(row[0]), *row, label) for row, label in zip(dictionary_rows(), labels, strict=True))
    for number, row in enumerate((headings, *rows)):
        for column, value in enumerate(row):
            sheet.write_string(number, column, value, None if number else bold)


def _write_frame(book: Workbook, name: str, frame: pd.DataFrame, about: About) -> None:
    spec = FRAMES[name]
    sheet = book.add_worksheet(sheet_name(name))
    money, bold = book.add_format({"num_format": MONEY_FORMAT}), book.add_format({"bold": True, "text_wrap": True})
    caption = "；".join(f"{label}：{value}" for label, value in frame_caption(about, name))
    sheet.write_string(CAPTION_ROW, len(IDENTITY), _fit(caption))
    sheet.freeze_panes(FIRST_ROW, 0)
    for number, column in enumerate(spec.columns):
        is_money = column.unit == "元"
        width = COLUMN_WIDTH if is_money or column.type in ("integer", "flag") else WIDE_COLUMN_WIDTH
        folded = FOLDED if column in IDENTITY else None
        sheet.set_column(number, number, width, money if is_money else None, folded)
        sheet.write_string(HEADER_ROW, number, column.heading, bold)
    for row_number, row in enumerate(frame_to_rows(frame), start=FIRST_ROW):
        for number, value in enumerate(row):
            _write_value(sheet, row_number, number, value)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + len(frame), len(spec.columns) - 1)


def _write_value(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """Text as text whatever it begins with, numbers as numbers, a blank as an empty cell."""
    if value is None or value is pd.NA:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, Decimal | int):
        sheet.write_number(row, column, float(value))
    else:
        sheet.write_string(row, column, _fit(str(value)))


def _fit(text: str) -> str:
    clean = _ILLEGAL.sub("", text)
    return clean if len(clean) <= CELL_LENGTH else clean[: CELL_LENGTH - len(CUT_MARK)] + CUT_MARK
