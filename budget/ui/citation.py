"""Ready to be quoted: the sentence, the reference line and everything that lets another reader find the place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from budget.citation import Citation
from budget.models import Vintage
from budget.ui.html import folded, labelled
from budget.ui.markup import element, show
from budget.ui.reader import Reader
from budget.views.book import VINTAGE_NAMES
from budget.views.evidence import citation_lines


def show_citation(view: Reader, cite: Callable[..., Citation | None], what: Any) -> None:
    """The citation of one thing, with one button that copies all of it; the sentence and the reference stand open."""
    scope = _vintage_words(view.vintage) if view.book.has_vintages else ""
    citation = cite(view.book, what, permalink(view), date.today(), scope)
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


def permalink(view: Reader) -> str:
    """The address of the present view, with the cell or formula that is open."""
    return app_address() + view.here()


def app_address() -> str:
    """The address of the page as the reader's browser knows it, without its query; "" outside a browser."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{parts.path or '/'}" if parts.scheme else ""
