"""From a figure on screen to its place in the document; opened by the address (`?cell=table/row/column`)."""

from __future__ import annotations

import streamlit as st

from budget.ui.html import labelled
from budget.ui.reader import Reader, reader
from budget.views.book import Record
from budget.views.money import DisplayUnit, amount_or_nothing


def figure_link(cell: str) -> str:
    """The address that opens the evidence of a cell over the present view."""
    return reader().link(cell=cell)


def show_evidence(view: Reader) -> None:
    """Open the evidence that the address asks for; an address whose cell is not there says so."""
    cell = view.chosen("cell")
    if cell is None:
        return
    record = view.book.first("lines", cell=cell)
    if record is None:
        st.toast(f"地址里的出处“{cell}”在这份文件里不存在。")
    else:
        _open(view, record)


def _close() -> None:
    st.query_params.pop("cell", None)


@st.dialog("这个数在原文哪里", width="large", on_dismiss=_close)
def _open(view: Reader, record: Record) -> None:
    show_cell(view, record)


def show_cell(view: Reader, record: Record) -> None:
    """What is printed in the cell, and where."""
    table = view.book.first("tables", table_id=record["table_id"])
    place = (
        f"PDF 第 {record['page']} 页" if view.book.disclosure.files[0].media == "pdf" else f"文本第 {record['line']} 行"
    )
    printed = record["printed_text"] or "（空白）"
    lines = (
        ("表", table["title"] if table else record["table_id"]),
        ("行", " ".join(filter(None, (record["code"], record["name"])))),
        ("列", record["column"].replace("/", " › ")),
        ("印刷的字符", printed),
        ("印刷的单位", record["printed_unit"] or "未印"),
        ("折合", amount_or_nothing(record["amount_yuan"], DisplayUnit.YUAN)),
        ("位置", place),
    )
    st.html(labelled(lines))
