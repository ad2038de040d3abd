"""数据下载: every frame with its dictionary, as CSV and as one workbook."""

from __future__ import annotations

import io
from decimal import Decimal

import pandas as pd
import xlsxwriter

from budget.frames import FRAMES, FrameSpec
from budget.views.book import Book
from budget.views.csv_text import safe_text
from budget.views.shapes import Cell, CellKind, Column, Headline, NextQuestion, Provenance, Row, TableView

SHEET_NAME_MOST = 31  # Excel's limit
TYPE_WORDS = {"money": "金额", "number": "数", "text": "文字", "integer": "整数", "flag": "是/否"}


def downloads_headline(book: Book) -> Headline:
    """How much there is to take away."""
    frames = [name for name in FRAMES if book.frames[name]]
    figures = sum(r["amount_yuan"] is not None for r in book.frames["lines"])
    answer = (
        f"**{len(frames)} 张**数据表，表格里的数 **{figures:,} 个**，金额一律以元为单位的准确数，空白格为空而不是 0。"
    )
    return Headline("怎么拿走这些数？", answer)


def frames_table(book: Book) -> TableView:
    """The frames there are and what one row of each is."""
    rows = tuple(
        Row((Cell(spec.title, to={"frame": name}), Cell(spec.row), Cell(str(len(book.frames[name])))))
        for name, spec in FRAMES.items()
    )
    columns = (Column("数据表"), Column("一行是什么"), Column("行数", CellKind.NUMBER))
    return TableView("数据表清单", "数据表清单", columns, rows, (), Provenance(scope="全部收支"))


def known_frame(book: Book, name: str | None) -> str:
    """The frame asked for; the first one otherwise."""
    return name if name is not None and name in FRAMES else next(iter(FRAMES))


def dictionary_table(book: Book, name: str) -> TableView:
    """The data dictionary of one frame."""
    rows = tuple(
        Row((Cell(c.name), Cell(TYPE_WORDS[c.type]), Cell(c.unit or ""), Cell(c.meaning))) for c in FRAMES[name].columns
    )
    title = f"{FRAMES[name].title}：数据字典"
    return TableView(f"数据字典_{name}", title, (Column("列名"), Column("类型"), Column("单位"), Column("含义")), rows)


def column_heads(spec: FrameSpec) -> list[str]:
    """Column names with their unit, as they stand in the first line of a file."""
    return [f"{c.name}（{c.unit}）" if c.unit else c.name for c in spec.columns]


def frame_to_csv(book: Book, name: str) -> bytes:
    """One frame as CSV: codes stay text, money is exact, what a spreadsheet might run is disarmed."""
    frame = book.disclosure.frames[name].astype("object")
    frame = frame.map(_plain_value)
    frame.columns = pd.Index(column_heads(FRAMES[name]))
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _plain_value(value: object) -> object:
    if value is pd.NA or value is None:
        return ""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return safe_text(value) if isinstance(value, str) else value


def book_to_workbook(book: Book) -> bytes:
    """All frames in one workbook: first what it is, then the dictionary, then a sheet for each frame."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as workbook:
        bold = workbook.add_format({"bold": True, "bottom": 1})
        money = workbook.add_format({"num_format": "#,##0.00"})
        _write_rows(workbook.add_worksheet("说明"), _about(book), bold, money)
        dictionary: list[list[object]] = [["数据表", "列名", "类型", "单位", "含义"]]
        dictionary += [
            [s.title, c.name, TYPE_WORDS[c.type], c.unit or "", c.meaning] for s in FRAMES.values() for c in s.columns
        ]
        _write_rows(workbook.add_worksheet("数据字典"), dictionary, bold, money)
        for name, spec in FRAMES.items():
            rows: list[list[object]] = [list(column_heads(spec))]
            rows += [[record[c.name] for c in spec.columns] for record in book.frames[name]]
            _write_rows(workbook.add_worksheet(spec.title[:SHEET_NAME_MOST]), rows, bold, money)
    return out.getvalue()


def _about(book: Book) -> list[list[object]]:
    scope = "scope 列：all 全部收支，appropriation 财政拨款，general_public 一般公共预算；合计行与明细行不要相加"
    sources: list[list[object]] = [["来源文件", f"{f.name}　sha256 {f.sha256}"] for f in book.disclosure.files]
    return [
        ["项", "内容"],
        ["文件", book.heading],
        ["标题", book.disclosure.title],
        ["年度", book.year_word],
        ["阶段", book.phase_word],
        ["单位", "金额列一律为元（准确数）；printed_text 和 printed_unit 是印刷的字符和单位"],
        ["口径", scope],
        *sources,
    ]


def _write_rows(sheet: xlsxwriter.worksheet.Worksheet, rows: list[list[object]], bold: object, money: object) -> None:
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if i == 0:
                sheet.write_string(i, j, str(value), bold)
            elif isinstance(value, bool):
                sheet.write_boolean(i, j, value)
            elif isinstance(value, Decimal):
                sheet.write_number(i, j, float(value), money)
            elif isinstance(value, int):
                sheet.write_number(i, j, value)
            elif value is not None:
                sheet.write_string(i, j, str(value))
    sheet.freeze_panes(1, 0)


DOWNLOADS_NEXT = (
    NextQuestion("一共多少钱，花到哪里去？", "overview"),
    NextQuestion("原文怎么说？", "text"),
)
