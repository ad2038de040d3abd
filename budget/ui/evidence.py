"""From a figure on screen to its place in the document; opened by the address.

`?cell=…` names a printed figure (the forms of reference: `budget.evidence.facts`), `?formula=…` a computed one (its
grammar: `budget.evidence.formulas`). With both, the cell is an operand of the formula and a link leads back.
"""

from __future__ import annotations

import base64
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from budget.errors import BudgetError
from budget.evidence import Clip, NearLine, clip_fact, whole_page
from budget.ui.citation import show_citation
from budget.ui.html import labelled, link
from budget.ui.ledger import show_cell_findings
from budget.ui.reader import Reader, reader
from budget.views import evidence as views
from budget.views.evidence import EvidenceView, FormulaView, Operand

OPENERS = ("cell", "formula")
TITLE = "这个数在原文哪里"
FORMULA_TITLE = "这个数怎么算出来"


def figure_link(cell: str) -> str:
    """The address that opens the evidence of a cell over the present view."""
    return reader().link(cell=cell)


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
    st.toast(f"地址里的出处“{asked}”在这份文件里不存在。")


def _close() -> None:
    for name in OPENERS:
        st.query_params.pop(name, None)


@st.dialog(TITLE, width="large", on_dismiss=_close)
def _open(view: Reader, found: EvidenceView) -> None:
    _show_fact(view, found)


@st.dialog(FORMULA_TITLE, width="large", on_dismiss=_close)
def _open_formula(view: Reader, text: str, found: FormulaView) -> None:
    steps = "".join(_operand(operand, text, view) for operand in found.operands)
    st.html(
        f"{evidence_style()}<p class='mz-ev-figure'>{escape(found.result)}</p>"
        f"<p class='mz-ev-words'>{escape(found.words)}。每个数点一下看它在原文哪里。</p>"
        f"<ol class='mz-steps'>{steps}</ol>"
    )
    show_citation(view, views.cite_formula, found)


@cache
def evidence_style() -> str:
    """The rules that only the dialog needs."""
    return f"<style>{(Path(__file__).with_name('evidence.css')).read_text('utf-8')}</style>"


def _operand(operand: Operand, formula: str, view: Reader) -> str:
    figure = escape(operand.figure)
    if operand.ref:
        figure = link(view.link(cell=operand.ref, formula=formula), figure, "mz-fig", title="看这个数在原文哪里")
    return (
        f"<li class='mz-step{min(operand.depth, 2)}'><b>{escape(operand.sign)}</b>"
        f"<span>{escape(operand.label)}</span><span>{figure}</span></li>"
    )


def _show_fact(view: Reader, found: EvidenceView) -> None:
    formula = view.chosen("formula")
    back = f"<p>{link(view.link(formula=formula), '← 回到算式')}</p>" if formula else ""
    in_yuan = f"<small>{escape(found.in_yuan)}</small>" if found.in_yuan else ""
    words = " › ".join(escape(part) for part in (found.fact.row, found.fact.column) if part)
    sentence = f"<p class='mz-ev-words'>“{_sentence(found)}”</p>" if found.fact.context else ""
    st.html(
        f"{evidence_style()}{back}<p class='mz-ev-figure'>{escape(found.figure)}{in_yuan}</p>"
        f"<p class='mz-ev-words'>{escape(found.fact.heading)}<br><b>{words}</b></p>{sentence}"
    )
    if found.lines:
        st.html(near_text(found.lines) + _caption(found))
    else:
        _show_clip(view, found)
    st.html(f"<div class='mz-ev-facts'>{labelled(found.facts)}</div>")
    show_cell_findings(view, found.fact.ref)
    show_citation(view, views.cite_fact, str(found.fact.ref))


def _sentence(found: EvidenceView) -> str:
    """The sentence of a figure of the prose, the figure in bold."""
    before, printed, after = found.fact.context.partition(found.fact.printed)
    bold = f"<strong>{escape(printed)}</strong>" if printed else ""
    return f"{escape(before)}{bold}{escape(after)}".replace("\n", "")


def _show_clip(view: Reader, found: EvidenceView) -> None:
    """The rows around the cell, and on demand the whole page; what can't be drawn is said in words."""
    disclosure = view.book.disclosure
    try:
        wide = clip_fact(disclosure, found.fact)
        narrow = clip_fact(disclosure, found.fact, is_narrow=True)
        if wide is None or narrow is None:
            st.html(f"<p class='mz-empty'>原文在这里没有单独的格子可以标出来。{escape(found.place)}。</p>")
            return
        alt = f"原文截图：{found.place}，《{found.fact.title}》，{found.fact.row}，{found.fact.column}：{found.figure}"
        pictures = _picture(wide, alt, "mz-clip-wide") + _picture(narrow, alt, "mz-clip-narrow")
        st.html(f"<figure class='mz-clip'>{pictures}{_caption(found)}</figure>")
        if st.toggle("看整页", key="whole_page"):
            page = whole_page(disclosure, found.fact)
            if page is not None:
                st.html(f"<figure class='mz-clip mz-ev-page'>{_picture(page, f'整页：{found.place}', '')}</figure>")
    except BudgetError as error:
        st.html(f"<p class='mz-empty'>{escape(str(error))}</p>")


def _picture(clip: Clip, alt: str, kind: str) -> str:
    data = base64.b64encode(clip.png).decode("ascii")
    width, height = clip.size
    return (
        f"<div class='mz-clip-frame {kind}' tabindex='0' role='region' aria-label='原文截图'>"
        f"<img src='data:image/png;base64,{data}' alt='{escape(alt)}' width='{width}' height='{height}'"
        f" style='width:{width * 2 // 3}px'></div>"
    )


def _caption(found: EvidenceView) -> str:
    caution = f"　{escape(found.caution)}" if found.caution else ""
    return f"<figcaption class='mz-quiet'><b>{escape(found.place)}</b>{caution}</figcaption>"


def near_text(lines: tuple[NearLine, ...]) -> str:
    """Lines of a converted text as they stand, the cell in question marked."""
    rows = ""
    for line in lines:
        cells = "".join(_near_cell(line, index, text) for index, text in enumerate(line.cells))
        this = " class='mz-this'" if line.marked is not None else ""
        rows += f"<tr{this}><td>{line.number}</td>{cells}</tr>"
    return (
        "<div class='mz-near' tabindex='0' role='region' aria-label='原文的几行'>"
        f"<table><tbody>{rows}</tbody></table></div>"
    )


def _near_cell(line: NearLine, index: int, text: str) -> str:
    if index != line.marked:
        return f"<td>{escape(text)}</td>"
    if line.span is None:
        return f"<td class='mz-hit'>{escape(text)}</td>"
    start, end = line.span
    return f"<td>{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}</td>"
