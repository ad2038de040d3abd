"""From a figure on screen to its place in the document; opened by the address.

`?cell=…` names a printed figure (the forms of reference: `budget.evidence.facts`), `?formula=…` a computed one (its
grammar: `budget.evidence.formulas`). With both, the cell is an operand of the formula and a link leads back.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from budget.citation import Citation
from budget.errors import BudgetError
from budget.evidence import Clip, NearLine, clip_fact, whole_page
from budget.models import Vintage
from budget.ui.html import folded, labelled, link
from budget.ui.ledger import show_cell_findings
from budget.ui.markup import class_names, element, fragment, plain, show, style
from budget.ui.reader import Reader, app_address
from budget.views import evidence as views
from budget.views.book import VINTAGE_NAMES
from budget.views.evidence import EvidenceView, FormulaView, Operand, citation_lines

OPENERS = ("cell", "formula")
TITLE = "这个数在原文哪里"
FORMULA_TITLE = "这个数怎么算出来"


def show_evidence(view: Reader) -> None:
    """Open the evidence that the address asks for; an address whose place is not there says so."""
    cell, formula = view.chosen("cell"), view.chosen("formula")
    if cell is not None:
        found = views.evidence_view(view.book, cell)
        _open(view, found) if found else _say_lost(cell)
    elif formula is not None:
        worked_out = views.formula_view(view.book, formula, view.unit)
        _open_formula(view, formula, worked_out) if worked_out else _say_lost(formula)


def _say_lost(asked: str) -> None:
    st.toast(f"地址里的出处“{plain(asked)}”在这份文件里不存在。")


def _close() -> None:
    for name in OPENERS:
        st.query_params.pop(name, None)


@st.dialog(TITLE, width="large", on_dismiss=_close)
def _open(view: Reader, found: EvidenceView) -> None:
    _show_fact(view, found)


@st.dialog(FORMULA_TITLE, width="large", on_dismiss=_close)
def _open_formula(view: Reader, text: str, found: FormulaView) -> None:
    steps = (_operand(operand, text, view) for operand in found.operands)
    words = element("p.mz-ev-words", found.words, "。每个数点一下看它在原文哪里。")
    show(fragment(evidence_style(), element("p.mz-ev-figure", found.result), words, element("ol.mz-steps", steps)))
    _show_citation(view, views.cite_formula, found)


@cache
def evidence_style() -> Markup:
    """The rules that only the dialog needs."""
    return style(Path(__file__).with_name("evidence.css").read_text("utf-8"))


def _operand(operand: Operand, formula: str, view: Reader) -> Markup:
    figure = operand.figure
    if operand.ref:
        figure = link(view.link(cell=operand.ref, formula=formula), figure, "mz-fig", title="看这个数在原文哪里")
    label, shown = element("span", operand.label), element("span", figure)
    return element(f"li.mz-step{min(operand.depth, 2)}", element("b", operand.sign), label, shown)


def _show_fact(view: Reader, found: EvidenceView) -> None:
    formula = view.chosen("formula")
    back = element("p", link(view.link(formula=formula), "← 回到算式")) if formula else None
    in_yuan = element("small", found.in_yuan) if found.in_yuan else None
    figure = element("p.mz-ev-figure", found.figure, in_yuan)
    where = " › ".join(part for part in (found.fact.row, found.fact.column) if part)
    words = element("p.mz-ev-words", found.fact.heading, element("br"), element("b", where))
    sentence = element("p.mz-ev-words", "“", _sentence(found), "”") if found.fact.context else None
    show(fragment(evidence_style(), back, figure, words, sentence))
    if found.lines:
        show(fragment(near_text(found.lines), _caption(found)))
    else:
        _show_clip(view, found)
    show(element("div.mz-ev-facts", labelled(found.facts)))
    show_cell_findings(view, found.fact.ref)
    _show_citation(view, views.cite_fact, str(found.fact.ref))


def _show_citation(view: Reader, cite: Callable[..., Citation | None], what: Any) -> None:
    """The citation of one thing, with one button that copies all of it; the sentence and the reference stand open."""
    scope = _vintage_words(view.vintage) if view.book.has_vintages else ""
    citation = cite(view.book, what, app_address() + view.here(), date.today(), scope)
    if citation is None:
        return
    lines = citation_lines(view.book, citation)
    text = "\n".join(f"{label}：{value}" for label, value in lines)
    copy = element(
        "a.mz-copy.mz-button", "复制全部引用信息", role="button", href=view.here(), target="_self", data_copy=text
    )
    head = element("div.mz-cite-head", element("h3.mz-h3", "引用这个数"), copy)
    rest = folded("文件、出处、校验值、链接、访问日期", labelled(lines[2:]))
    show(element("section.mz-cite", head, labelled(lines[:2]), rest))


def _vintage_words(vintage: Vintage) -> str:
    name = VINTAGE_NAMES[vintage]
    return f"合计（{name}）" if vintage is Vintage.ALL else name


def _sentence(found: EvidenceView) -> Markup:
    """The sentence of a figure of the prose, the figure in bold."""
    parts = found.fact.context.partition(found.fact.printed)
    before, printed, after = (part.replace("\n", "") for part in parts)
    return fragment(before, element("strong", printed) if printed else None, after)


def _show_clip(view: Reader, found: EvidenceView) -> None:
    """The rows around the cell, and on demand the whole page; what can't be drawn is said in words."""
    disclosure, sources = view.book.disclosure, view.book.sources
    try:
        wide = clip_fact(disclosure, found.fact, sources=sources)
        narrow = clip_fact(disclosure, found.fact, is_narrow=True, sources=sources)
        if wide is None or narrow is None:
            show(element("p.mz-empty", f"原文在这里没有单独的格子可以标出来。{found.place}。"))
            return
        alt = f"原文截图：{found.place}，《{found.fact.title}》，{found.fact.row}，{found.fact.column}：{found.figure}"
        pictures = (_picture(wide, alt, "mz-clip-wide"), _picture(narrow, alt, "mz-clip-narrow"))
        show(element("figure.mz-clip", pictures, _caption(found)))
        if st.toggle("看整页", key="whole_page"):
            page = whole_page(disclosure, found.fact, sources)
            if page is not None:
                show(element("figure.mz-clip.mz-ev-page", _picture(page, f"整页：{found.place}")))
    except BudgetError as error:
        show(element("p.mz-empty", str(error)))


def _picture(clip: Clip, alt: str, kind: str = "") -> Markup:
    data = base64.b64encode(clip.png).decode("ascii")
    width, height = clip.size
    picture = element(
        "img",
        src=f"data:image/png;base64,{data}",
        alt=alt,
        width=width,
        height=height,
        style=f"width:{width * 2 // 3}px",
    )
    frame = f"div.mz-clip-frame{class_names(kind)}"
    return element(frame, picture, tabindex=0, role="region", aria_label="原文截图")


def _caption(found: EvidenceView) -> Markup:
    caution = f"　{found.caution}" if found.caution else None
    return element("figcaption.mz-quiet", element("b", found.place), caution)


def near_text(lines: tuple[NearLine, ...]) -> Markup:
    """Lines of a converted text as they stand, the cell in question marked."""
    printed = element("table", element("tbody", map(_near_line, lines)))
    return element("div.mz-near", printed, tabindex=0, role="region", aria_label="原文的几行")


def _near_line(line: NearLine) -> Markup:
    cells = (_near_cell(line, index, text) for index, text in enumerate(line.cells))
    return element("tr.mz-this" if line.marked is not None else "tr", element("td", str(line.number)), cells)


def _near_cell(line: NearLine, index: int, text: str) -> Markup:
    if index != line.marked:
        return element("td", text)
    if line.span is None:
        return element("td.mz-hit", text)
    start, end = line.span
    return element("td", text[:start], element("mark", text[start:end]), text[end:])
