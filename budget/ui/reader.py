"""Who reads what: the state of the view, which stands in the address and nowhere else."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import quote_plus, urlsplit

import streamlit as st

from budget.catalogue import Entry, list_disclosures
from budget.disclosure import read_disclosure
from budget.errors import BudgetError
from budget.evidence.formulas import is_formula
from budget.models import Vintage
from budget.views.book import Book
from budget.views.ledger import failed_cells, open_ledger
from budget.views.money import DisplayUnit
from budget.views.report import offers

T = TypeVar("T")

SHARED = ("doc", "unit", "scope")
"""Choices that every page keeps; the others belong to one page."""
DEFAULTS = {"unit": DisplayUnit.TEN_THOUSAND.value, "scope": Vintage.ALL.value}
MOST_DOCUMENTS = 64
MOST_VIEWS = 1024
"""So many views of one document are kept: what visitors type makes ever new ones."""
THIS_RUN = "reader of this run"


@dataclass(slots=True)
class _View:
    """What is built at the first asking; who asks meanwhile waits for it, and what failed is tried again."""

    value: Any = None
    is_built: bool = False
    lock: Lock = field(default_factory=Lock)

    def get(self, make: Callable[[], Any]) -> Any:
        with self.lock:
            if not self.is_built:
                self.value, self.is_built = make(), True
            return self.value


@dataclass(frozen=True)
class Shelf:
    """An open document and what was built from it, once for all visitors; what nobody asked for lately is let go."""

    book: Book
    built: OrderedDict[tuple[object, ...], _View] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, make: Callable[..., T], *arguments: object) -> T:
        """What `make` builds from the document and these arguments."""
        key = (make, *arguments)
        with self.lock:
            view = self.built.setdefault(key, _View())
            self.built.move_to_end(key)
            if len(self.built) > MOST_VIEWS:
                self.built.popitem(last=False)
        return view.get(partial(make, self.book, *arguments))

    def has(self, make: Callable[..., T]) -> bool:
        """Whether that is built already."""
        view = self.built.get((make,))
        return view is not None and view.is_built


@st.cache_resource(show_spinner="正在读取这份文件：页面 › 表格 › 文字说明……", max_entries=MOST_DOCUMENTS)
def open_shelf(document_id: str, version: str, paths: tuple[str, ...]) -> Shelf:
    """Parse a document once; `version` changes when a file does.

    Raises: BudgetError with one line for the reader.
    """
    return Shelf(Book(read_disclosure(*paths)))


@dataclass(frozen=True)
class Reader:
    """One run of one page: the document, the unit, the money chosen, and how to link from here."""

    entries: tuple[Entry, ...]
    parameters: Mapping[str, str]

    @cached_property
    def entry(self) -> Entry:
        """The open document; the first one where the address names none."""
        wanted = self.parameters.get("doc")
        return next((entry for entry in self.entries if entry.id == wanted), self.entries[0])

    @property
    def is_lost(self) -> bool:
        """Whether the address names a document that is not there (any more)."""
        return self.parameters.get("doc", self.entry.id) != self.entry.id

    @cached_property
    def shelf(self) -> Shelf:
        """The open document. Raises: BudgetError."""
        return open_shelf(self.entry.id, self.entry.version, tuple(map(str, self.entry.paths)))

    @property
    def book(self) -> Book:
        """The open document's frames as records."""
        return self.shelf.book

    @cached_property
    def unit(self) -> DisplayUnit:
        """万元 or 元."""
        said = self.parameters.get("unit")
        return next((unit for unit in DisplayUnit if unit.value == said), DisplayUnit.TEN_THOUSAND)

    @cached_property
    def vintage(self) -> Vintage:
        """Which money: all, this year's, carried over. A document that does not tell them apart shows all."""
        said = self.parameters.get("scope")
        chosen = next((vintage for vintage in Vintage if vintage.value == said), Vintage.ALL)
        return chosen if self.book.has_vintages else Vintage.ALL

    def get(self, make: Callable[..., T], *arguments: object) -> T:
        """A view or chart, built once for all visitors."""
        return self.shelf.get(make, *arguments)

    @cached_property
    def contradicted(self) -> Mapping[str, str]:
        """Cells that the ledger found to disagree with another place, and the sentence that says so."""
        return self.get(failed_cells, self.get(open_ledger))

    def offers(self, page: str) -> bool:
        """Whether a page has something to show of the open document; a document that can't be read hides none."""
        try:
            return self.get(offers, page)
        except BudgetError:
            return True

    def chosen(self, name: str) -> str | None:
        """A choice of this page that stands in the address."""
        return self.parameters.get(name)

    @cached_property
    def _own(self) -> dict[str, str]:
        """What a link keeps that stays on this page: everything but the evidence that is open."""
        lost = {"cell", "formula"} | ({"doc"} if self.is_lost else set())
        return {name: value for name, value in self.parameters.items() if name not in lost}

    @cached_property
    def _shared(self) -> dict[str, str]:
        """What a link to another page keeps."""
        return {name: value for name, value in self._own.items() if name in SHARED}

    def link(self, page: str | None = None, **changes: str | None) -> str:
        """The address of this view with changes; to another page only the shared choices go along."""
        if (opened := changes.get("cell")) is not None and is_formula(opened):
            changes = {name: value for name, value in changes.items() if name != "cell"} | {"formula": opened}
        kept = self._own if page is None else self._shared
        merged = {k: v for k, v in (kept | changes).items() if v is not None and DEFAULTS.get(k) != v}
        path = "" if page is None else "./" if page == "overview" else page
        query = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in merged.items())
        return f"{path}?{query}" if query or page is None else path

    def here(self) -> str:
        """The query of the present view, with the evidence that is open in it."""
        said = {name: self.parameters[name] for name in ("cell", "formula") if name in self.parameters}
        return self.link(doc=self.entry.id, **said)


@lru_cache(maxsize=8192)
def _quoted(words: str) -> str:
    """Pages link to the same places at every run."""
    return quote_plus(words, safe="/:(),")


def open_reader() -> Reader:
    """A new reader for this run, from the address; the frame asks for it once."""
    _list_once()
    view = Reader(list_disclosures(), dict(st.query_params))
    st.session_state[THIS_RUN] = view
    return view


def reader() -> Reader:
    """The reader of this run. A page that runs without its frame opens one of its own."""
    view = st.session_state.get(THIS_RUN)
    return view if isinstance(view, Reader) and view.parameters == st.query_params.to_dict() else open_reader()


@st.cache_resource(show_spinner="正在整理文件清单：第一次要把文件夹里的文件都读一遍……")
def _list_once() -> bool:
    """The first listing reads every file of the operator's folders; later ones only what has changed."""
    return bool(list_disclosures())


def app_address() -> str:
    """The address of the page as the reader's browser knows it, without its query; "" outside a browser."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{parts.path or '/'}" if parts.scheme else ""
