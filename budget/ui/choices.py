"""Choices of one page: widgets that follow the address and write to it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from budget.charts.theme import Figure
from budget.ui.chart_tools import chart_tools, is_panel, panel_title
from budget.ui.html import link
from budget.ui.markup import element, join, show
from budget.ui.panels import draw_chart
from budget.ui.reader import Reader


def ask(name: str, label: str) -> str:
    """A search box whose words stand in the address."""
    key = f"ask_{name}"
    st.session_state[key] = st.query_params.get(name, "")
    return str(st.text_input(label, key=key, on_change=_write, args=(name, key)))


def choose(name: str, label: str, options: Sequence[tuple[str, str]], everything: str) -> str | None:
    """One of (value, words) …, or None for everything; the value stands in the address."""
    key, words = f"choose_{name}", dict(options)
    said = st.query_params.get(name)
    st.session_state[key] = said if said in words else ""
    st.selectbox(
        label, ["", *words], format_func=lambda v: words.get(v, everything), key=key, on_change=_write, args=(name, key)
    )
    return st.session_state[key] or None


def _write(name: str, key: str) -> None:
    _put(name, str(st.session_state[key] or "").strip())


def _put(name: str, value: str) -> None:
    """Into the address, or out of it."""
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def show_lost_choice(reader: Reader, name: str, found: str | None, word: str) -> None:
    """An old link whose choice no longer exists says so."""
    asked = reader.chosen(name)
    if asked and found is None:
        show(element("p.mz-note", f"地址里的{word}“{asked}”在这份文件里不存在，显示全部。"))


def show_breadcrumb(steps: Sequence[tuple[str, str | None]], choice: str, reader: Reader) -> None:
    """Where the reader stands, with the way back."""
    *above, (here, _) = steps
    parts = [link(reader.link(**{choice: value}), name) for name, value in above]
    show(element("nav.mz-crumbs", join(" › ", [*parts, element("b", here)]), aria_label="位置"))


def show_drill_chart(figure: Figure, alt: str, *, key: str, choice: str, here: str | None) -> None:
    """A chart of rectangles: a click goes into one, a click on the present one goes back up."""
    parents = dict(zip(figure["data"][0]["ids"], figure["data"][0]["parents"], strict=True))
    # a new key for each place: the selection of the old place must not answer for the new one
    with st.container(key=f"chart_{key}"):
        if is_panel(key):
            panel_title(alt)
        event = draw_chart(figure, alt, key=f"{key}_{here or 'root'}", is_selectable=True)
        chart_tools(figure, alt, key)
    points = event.selection.points if event else []
    clicked = next((p.get("id") or p.get("point_id") for p in points), None)
    if clicked is None:
        return
    target = parents.get(clicked) if clicked == (here or "") else clicked
    root = figure["data"][0]["ids"][0]
    wanted = "" if target in (None, root) else str(target)
    if wanted != (here or ""):
        _put(choice, wanted)
        st.rerun()
