"""The parts a page is made of: headline, chart with the same numbers as a table, the quiet line, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from budget.charts.theme import CONFIG, HUES, Figure
from budget.errors import BudgetError
from budget.ui import html
from budget.ui.chart_tools import chart_tools, is_panel, open_clicked, opens_evidence, panel_title
from budget.ui.markup import element, fragment, show
from budget.ui.reader import Reader
from budget.views.downloads import table_caption, table_to_csv
from budget.views.glossary import explained_terms
from budget.views.shapes import Headline, TableView

UNSAFE_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


def show_headline(view: Headline, reader: Reader) -> None:
    """Question, answer, headline figures: painted before any chart."""
    show(html.headline(view, reader, reader.get(explained_terms)))


def show_section(title: str, sentence: str, reader: Reader) -> None:
    """The heading of a panel and the sentence that says what it shows."""
    words = element("p.mz-sentence", html.rich(sentence, reader.get(explained_terms))) if sentence else None
    show(fragment(element("h2.mz-h2", title), words))


def show_note(words: str) -> None:
    """Something said in words where there is nothing to draw."""
    show(element("p.mz-empty", words))


def show_bars_legend(items: Sequence[tuple[str, str]]) -> None:
    """What the colours mean: (word, hue) …"""
    show(element("p.mz-legend", (element("span", html.dot(hue), word) for word, hue in items if hue in HUES)))


def show_chart(figure: Figure, alt: str, *, key: str, is_wide_only: bool = False) -> None:
    """A chart; `is_wide_only` hides it on phones, where the table under it says the same."""
    with st.container(key=f"wide_{key}" if is_wide_only and not is_panel(key) else f"chart_{key}"):
        if is_panel(key):
            panel_title(alt)
        draw_chart(figure, alt, key=key)
        chart_tools(figure, alt, key)


def draw_chart(figure: Figure, alt: str, *, key: str, is_selectable: bool = False) -> Any:
    """The chart itself; a selectable one returns what was clicked, bars with a place in the document open it."""
    selecting: dict[str, Any] = {}
    if is_selectable or opens_evidence(figure):
        on_select = "rerun" if is_selectable else partial(open_clicked, key)
        selecting = {"on_select": on_select, "selection_mode": "points"}
    return st.plotly_chart(figure, key=key, config=dict(CONFIG), alt=alt, **selecting)


def show_table(
    view: TableView | None, reader: Reader, *, folded: str = "", nothing: str = "", title: bool = False,
    is_open_on_phone: bool = False,
) -> None:  # fmt: skip
    """A table with its quiet line and CSV; of a table that a document does not have, `nothing` is said in its place.

    `folded`: the words under which it waits to be opened. On phones the table of a chart that is hidden there stands
    open.
    """
    if view is None:
        if nothing:
            show_note(nothing)
        return
    head = element("h2.mz-h2", view.title) if title else None
    body = html.table(view, reader)
    if folded:
        body = html.folded(folded, body, kind="mz-fold mz-unfold" if is_open_on_phone else "mz-fold")
    show(fragment(head, body, html.provenance(view.provenance)))
    if view.rows:
        _download(view, reader)


def show_when_asked(label: str, make: Callable[..., TableView], reader: Reader) -> None:
    """A table that takes long to make: made when a reader asks for it, its answer first, then there for all."""
    if not (reader.shelf.has(make) or st.button(label, key=f"ask_{make.__name__}")):
        return
    try:
        with st.spinner("正在再读一遍……"):
            view = reader.get(make)
    except BudgetError as error:
        show_note(str(error))
        return
    for note in view.notes:
        show_note(note)
    show_table(replace(view, notes=()), reader)


def side_by_side() -> DeltaGenerator:
    """A place whose parts stand in one line where there is room."""
    return st.container(horizontal=True)


def _download(view: TableView, reader: Reader) -> None:
    st.download_button(
        "下载 CSV",
        data=lambda: table_to_csv(view, table_caption(view, reader.book.disclosure)),
        file_name=file_name(reader, view.name, "csv"),
        mime="text/csv",
        key=f"csv_{view.name}",
        on_click="ignore",
        type="tertiary",
    )


def file_name(reader: Reader, name: str, ending: str) -> str:
    """Body, year, phase, what, which money, unit."""
    book = reader.book
    scope = {"current_year": "本年安排", "carryover_in": "上年结转"}.get(reader.vintage.value, "合计")
    parts = (book.body, f"{book.year_word}{book.phase_word}", name, scope, "元")
    return UNSAFE_IN_NAMES.sub("", "_".join(parts)) + f".{ending}"


def show_points(items: Sequence[str]) -> None:
    """Sentences of equal weight, one a line."""
    show(element("ul.mz-points", (element("li", item) for item in items)))


def offer_file(label: str, name: str, mime: str, make: Callable[[], bytes]) -> None:
    """A file that is made when it is asked for."""
    st.download_button(label, data=make, file_name=name, mime=mime, key=f"file_{name}", on_click="ignore")
