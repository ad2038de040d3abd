"""The frame around every page: style, menu, document picker, the two switches, errors in the page's place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from budget.errors import BudgetError
from budget.models import Vintage
from budget.ui.chart_tools import PANEL, panel_dress
from budget.ui.evidence import show_evidence
from budget.ui.html import dot, link, next_questions
from budget.ui.markup import element, fragment, plain, script, show, style
from budget.ui.reader import SHARED, Reader, open_reader
from budget.ui.report import show_part
from budget.views.money import DisplayUnit
from budget.views.report import Part

HERE = Path(__file__).resolve().parent
VINTAGE_SWITCH = (
    (Vintage.ALL, "合计", ""),
    (Vintage.CURRENT_YEAR, "本年安排", "current"),
    (Vintage.CARRYOVER_IN, "上年结转", "carryover"),
)


@cache
def page_dress() -> Markup:
    """Style sheet and script of the whole app."""
    rules = (HERE / "style.css").read_text("utf-8")
    code = "".join((HERE / name).read_text("utf-8") for name in ("shell.js", "chart_image.js"))
    return fragment(style(rules), script(code))


def page_frame(pages: Sequence[StreamlitPage], page: StreamlitPage) -> None:
    """Draw the frame, then the page; a document that can't be read says so in the page's place."""
    show(page_dress(), with_script=True)
    view = open_reader()
    with st.sidebar:
        show(fragment(_menu(view, pages, page), _search_box(view)))
        _document_picker(view)
    panel = view.parameters.get(PANEL)
    if panel is None:
        _draw_top(view)
    else:
        show(panel_dress(panel))
    try:
        is_open = view.book is not None
    except BudgetError as error:
        st.error(f"这份文件没能打开：{plain(str(error))}")
        is_open = False
    if is_open:
        address = page.url_path or "overview"
        if view.book.is_government and address in set(Part):
            show_part(Part(address), view)
        else:
            page.run()
        show(next_questions(address, view))
        show_evidence(view)
    show(_foot(view, pages, page))


def _menu(view: Reader, pages: Sequence[StreamlitPage], current: StreamlitPage) -> Markup:
    items = (
        element("li", _page_link(view, page, current))
        for page in pages
        if page.visibility == "visible" and view.offers(page.url_path or "overview")
    )
    brand = element("p.mz-brand", "明账", element("small", "部门预算，一笔一笔看明白"))
    return fragment(brand, element("nav", element("ul.mz-menu", items), aria_label="栏目"))


def _page_link(view: Reader, page: StreamlitPage, current: StreamlitPage) -> Markup:
    here = {"aria_current": "page"} if page is current else {}
    return link(view.link(page.url_path or "overview"), page.title, **here)


def _search_box(view: Reader) -> Markup:
    """A plain form that leads to 查找 without a script; shared choices go along, what was asked stays in the box."""
    kept = (
        element("input", type="hidden", name=name, value=view.parameters[name])
        for name in SHARED
        if name in view.parameters and not view.is_lost
    )
    asked, hint = view.chosen("q") or "", "编码、名称、文字或金额"
    box = element("input", id="mz-seek", type="search", name="q", value=asked, maxlength=80, placeholder=hint)
    label, button = element("label", "查找", for_="mz-seek"), element("button", "找", type="submit")
    return element("form.mz-seek", kept, label, box, button, role="search", action="search", method="get")


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
    lost = None
    if view.is_lost:
        lost = element("p.mz-note", f"地址里的文件“{view.parameters['doc']}”不在这里，显示的是：{view.entry.label}。")
    try:
        title, scope = view.book.heading, _scope_switch(view)
    except BudgetError:
        title, scope = view.entry.label, fragment()
    switches = element("div.mz-switches", scope, _unit_switch(view))
    show(fragment(element("header.mz-top", element("p.mz-document", title), switches), lost))


def _unit_switch(view: Reader) -> Markup:
    return _switch("金额单位", [(u.label, view.link(unit=u.value), u is view.unit, "") for u in DisplayUnit])


def _scope_switch(view: Reader) -> Markup:
    if view.book.is_government:
        return fragment()
    if not view.book.has_vintages:
        return element("span.mz-quiet", "本文件没有上年结转，或没有分列本年与结转")
    items = [
        (word, view.link(scope=vintage.value), vintage is view.vintage, hue) for vintage, word, hue in VINTAGE_SWITCH
    ]
    return _switch("看哪部分钱", items)


def _switch(label: str, items: Sequence[tuple[str, str, bool, str]]) -> Markup:
    links = (
        link(href, (dot(hue), word), **({"aria_current": "true"} if chosen else {}))
        for word, href, chosen, hue in items
    )
    return element("span.mz-switch", links, role="group", aria_label=label)


def _foot(view: Reader, pages: Sequence[StreamlitPage], current: StreamlitPage) -> Markup:
    """Where the data is from, the pages that are tools rather than questions, and this page's address."""
    tools = (_page_link(view, page, current) for page in pages if page.visibility == "hidden")
    names = "、".join(path.name for path in view.entry.paths)
    source = f"数据全部来自公开文件（{names}），没有补数；金额以原文为准。"
    copy = element("a.mz-copy", "复制本页链接", role="button", href=view.link(doc=view.entry.id), target="_self")
    return element("footer.mz-foot", source, tools, copy)
