"""The frame around every page: style, menu, document picker, the two switches, errors in the page's place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from budget.errors import BudgetError
from budget.models import Vintage
from budget.ui.chart_tools import PANEL, panel_dress
from budget.ui.evidence import show_evidence
from budget.ui.html import link
from budget.ui.reader import Reader, open_reader
from budget.ui.search import search_box
from budget.views.money import DisplayUnit

HERE = Path(__file__).resolve().parent
VINTAGE_SWITCH = (
    (Vintage.ALL, "合计", ""),
    (Vintage.CURRENT_YEAR, "本年安排", "current"),
    (Vintage.CARRYOVER_IN, "上年结转", "carryover"),
)


@cache
def page_dress() -> str:
    """Style sheet and script of the whole app."""
    style = (HERE / "style.css").read_text("utf-8")
    script = "".join((HERE / name).read_text("utf-8") for name in ("shell.js", "chart_image.js"))
    return f"<style>{style}</style><script>{script}</script>"


def page_frame(pages: Sequence[StreamlitPage], page: StreamlitPage) -> None:
    """Draw the frame, then the page; a document that can't be read says so in the page's place."""
    st.html(page_dress(), unsafe_allow_javascript=True)
    view = open_reader()
    with st.sidebar:
        st.html(_menu(view, pages, page) + search_box(view))
        _document_picker(view)
    panel = view.parameters.get(PANEL)
    if panel is None:
        _draw_top(view)
    else:
        st.html(panel_dress(panel))
    try:
        is_open = view.book is not None
    except BudgetError as error:
        st.error(f"这份文件没能打开：{error}")
        is_open = False
    if is_open:
        page.run()
        show_evidence(view)
    st.html(_foot(view, pages, page))


def _menu(view: Reader, pages: Sequence[StreamlitPage], current: StreamlitPage) -> str:
    items = "".join(f"<li>{_page_link(view, page, current)}</li>" for page in pages if page.visibility == "visible")
    brand = "<p class='mz-brand'>明账<small>部门预算，一笔一笔看明白</small></p>"
    return f"{brand}<nav aria-label='栏目'><ul class='mz-menu'>{items}</ul></nav>"


def _page_link(view: Reader, page: StreamlitPage, current: StreamlitPage) -> str:
    here = {"aria_current": "page"} if page is current else {}
    return link(view.link(page.url_path or "overview"), escape(page.title), **here)


def _document_picker(view: Reader) -> None:
    """The picker follows the address; choosing writes it there and lets go of the choices of the old document."""
    labels = {entry.id: _picker_label(entry.label) for entry in view.entries}
    st.session_state["document"] = view.entry.id
    st.selectbox("看哪份文件", list(labels), format_func=labels.__getitem__, key="document", on_change=_pick_document)


def _picker_label(label: str) -> str:
    """Year and phase first: the box is narrow, and one body has many years.

    >>> _picker_label("长治市生态环境局上党分局 2024年预算")
    '2024年预算 长治市生态环境局上党分局'
    """
    body, _, when = label.rpartition(" ")
    return f"{when} {body}".strip()


def _pick_document() -> None:
    kept = {k: v for k, v in st.query_params.items() if k == "unit"}
    st.query_params.from_dict({"doc": st.session_state["document"], **kept})


def _draw_top(view: Reader) -> None:
    lost = ""
    if view.is_lost:
        words = f"地址里的文件“{view.parameters['doc']}”不在这里，显示的是：{view.entry.label}。"
        lost = f"<p class='mz-note'>{escape(words)}</p>"
    try:
        title = escape(view.book.heading)
        scope = _scope_switch(view)
    except BudgetError:
        title, scope = escape(view.entry.label), ""
    st.html(
        f"<header class='mz-top'><p class='mz-document'>{title}</p>"
        f"<div class='mz-switches'>{scope}{_unit_switch(view)}</div></header>{lost}"
    )


def _unit_switch(view: Reader) -> str:
    return _switch("金额单位", [(u.label, view.link(unit=u.value), u is view.unit, "") for u in DisplayUnit])


def _scope_switch(view: Reader) -> str:
    if not view.book.has_vintages:
        return "<span class='mz-quiet'>本文件没有上年结转，或没有分列本年与结转</span>"
    items = [
        (word, view.link(scope=vintage.value), vintage is view.vintage, hue) for vintage, word, hue in VINTAGE_SWITCH
    ]
    return _switch("看哪部分钱", items)


def _switch(label: str, items: Sequence[tuple[str, str, bool, str]]) -> str:
    links = "".join(
        link(
            href,
            (f"<i class='mz-dot mz-{hue}'></i>" if hue else "") + escape(word),
            **({"aria_current": "true"} if chosen else {}),
        )
        for word, href, chosen, hue in items
    )
    return f"<span class='mz-switch' role='group' aria-label='{label}'>{links}</span>"


def _foot(view: Reader, pages: Sequence[StreamlitPage], current: StreamlitPage) -> str:
    """Where the data is from, the pages that are tools rather than questions, and this page's address."""
    tools = "".join(_page_link(view, page, current) for page in pages if page.visibility == "hidden")
    files = view.entry.paths
    names = "、".join(escape(path.name) for path in files)
    copy = escape(view.link(doc=view.entry.id))
    return (
        f"<footer class='mz-foot'>数据全部来自公开文件（{names}），没有补数；金额以原文为准。{tools}"
        f"<a class='mz-copy' role='button' href='{copy}' target='_self'>复制本页链接</a></footer>"
    )
