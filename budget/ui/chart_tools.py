"""What can be done with a chart: open a figure's evidence by a click, take the picture home, embed it elsewhere."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from budget.charts.theme import Figure
from budget.evidence.formulas import is_formula
from budget.ui.markup import element, show, style
from budget.ui.reader import Reader, app_address, reader
from budget.views.book import VINTAGE_NAMES

PANEL = "panel"
"""The address parameter that names the one chart to be shown, for a frame on another page."""
EVIDENCE_SLOT = 2
"""Where a bar's customdata carries the reference of its figure."""
FRAME_MARGIN = 150  # px: title, source and tools around the chart


def opens_evidence(figure: Figure) -> bool:
    """Whether a click on some bar has a place in the document to lead to."""
    return any(_reference(point) for trace in figure["data"] for point in trace.get("customdata", ()))


def open_clicked(key: str) -> None:
    """Write the clicked bar's reference into the address, which opens the evidence."""
    selection = st.session_state[key].get("selection", {})
    clicked = next((ref for point in selection.get("points", ()) if (ref := _reference(point.get("customdata")))), "")
    if clicked:
        st.query_params["formula" if is_formula(clicked) else "cell"] = clicked


def _reference(customdata: Any) -> str:
    is_list = isinstance(customdata, list | tuple) and len(customdata) > EVIDENCE_SLOT
    return str(customdata[EVIDENCE_SLOT] or "") if is_list else ""


def is_panel(key: str) -> bool:
    """Whether this chart is the one that the address asks to be shown alone."""
    return st.query_params.get(PANEL) == key


def panel_dress(key: str) -> Markup:
    """The style that leaves one chart on the page."""
    safe = "".join(c for c in key if c.isascii() and (c.isalnum() or c == "_"))
    kept = f":has(.st-key-chart_{safe}):not(.st-key-chart_{safe} *)"
    return style(
        "[data-testid='stSidebar'], [data-testid='stHeader'], [data-testid='stExpandSidebarButton'] "
        "{ display: none !important; } .stMainBlockContainer { padding: .8rem 1rem !important; max-width: none; } "
        f".stMainBlockContainer > [data-testid='stVerticalBlock'] > *:not({kept}):not(.st-key-chart_{safe}) "
        "{ display: none !important; } .mz-embed { display: none; }"
    )


def panel_title(alt: str) -> None:
    """The line above a chart that stands alone."""
    show(element("p.mz-sentence", element("b", chart_title(reader(), alt))))


def chart_tools(figure: Figure, alt: str, key: str) -> None:
    """The quiet line under a chart: its picture as PNG and SVG, the code that embeds it."""
    view = reader()
    source = chart_source(view)
    facts = {
        "title": chart_title(view, alt),
        "source": source,
        "legend": chart_legend(figure),
        "name": f"{view.book.body}_{view.book.year_word}{view.book.phase_word}_{alt.partition('，')[0]}",
    }
    data = json.dumps(facts, ensure_ascii=False)
    alone = element("span.mz-quiet", source) if is_panel(key) else None
    pictures = (
        element("a.mz-picture", f"存为 {k.upper()}", role="button", tabindex=0, data_kind=k, data_chart=data)
        for k in ("png", "svg")
    )
    show(element("p.mz-tools", alone, pictures, _embed_button(figure, alt, key, view)))


def _embed_button(figure: Figure, alt: str, key: str, view: Reader) -> Markup:
    """The browser's cleaner takes away attributes with tags in them: the script puts the code together."""
    return element(
        "a.mz-copy.mz-embed",
        "复制嵌入代码",
        role="button",
        href=view.link(),
        target="_self",
        data_frame=frame_address(view, key),
        data_height=int(figure["layout"].get("height", 450)) + FRAME_MARGIN,
        data_title=chart_title(view, alt),
    )


def chart_title(view: Reader, alt: str) -> str:
    """Whose chart of what: the first words of its description say what it draws."""
    return f"{view.book.heading} · {alt.partition('，')[0]}"


def chart_source(view: Reader) -> str:
    """Document, scope, digest and the date of drawing."""
    book = view.book
    scope = f"口径：{VINTAGE_NAMES[view.vintage]}。" if book.has_vintages else ""
    files = "；".join(f"{file.name}（sha256 {file.sha256[:16]}…）" for file in book.disclosure.files)
    drawn = f"明账绘制于 {date.today().isoformat()}。"
    return f"来源：{book.body}{book.year_word}{book.phase_word}公开，{files}。{scope}{drawn}"


def chart_legend(figure: Figure) -> list[tuple[str, str]]:
    """Word and colour of every trace that has one of each."""
    named = [(trace.get("name", ""), trace.get("marker", {}).get("color")) for trace in figure["data"]]
    return [(word, colour) for word, colour in named if word and isinstance(colour, str)]


def frame_address(view: Reader, key: str) -> str:
    """The whole address of the chart alone."""
    return app_address() + view.link(doc=view.entry.id, embed="true", panel=key)
