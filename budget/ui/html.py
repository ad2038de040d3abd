"""Views as HTML: links work by mouse, keyboard and without a script."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from markupsafe import Markup

from budget.models import Vintage
from budget.paths import DATA
from budget.ui.markup import Child, class_names, element, fragment, join
from budget.ui.reader import Reader
from budget.views.glossary import Explained, split_terms
from budget.views.money import NOTHING, DisplayUnit, amount_or_nothing, amount_text, column_places
from budget.views.projects import ProjectSheet
from budget.views.shapes import Cell, CellKind, Column, Headline, KeyFigure, Provenance, Row, TableView
from budget.views.words import Passage, text_to_paragraphs
from budget.words import choice_to_text

SHORT, LONG = 7, 14  # characters
BOLD = re.compile(r"\*\*(.+?)\*\*")


def link(href: str, words: Child, kind: str = "", **attributes: str | None) -> Markup:
    """A link inside the app."""
    return element(f"a.mz-go.{kind}" if kind else "a.mz-go", words, href=href, target="_self", **attributes)


def dot(hue: str) -> Markup | None:
    """The mark of a colour's meaning; none for what has no colour."""
    return element(f"i.mz-dot.mz-{hue}") if hue else None


def folded(words: Child, *inside: Child, kind: str = "mz-fold", **attributes: str | bool) -> Markup:
    """What waits under a line to be opened."""
    return element(f"details{class_names(*kind.split())}", element("summary", words), *inside, **attributes)


def rich(text: str, terms: Iterable[Explained] = ()) -> Markup:
    """Text with **bold** and dotted words that explain themselves."""
    pieces = split_terms(text, tuple(terms))
    return fragment(_term(_bold(piece), explained) if explained else _bold(piece) for piece, explained in pieces)


def _bold(text: str) -> list[str]:
    return [element("strong", part) if i % 2 else part for i, part in enumerate(BOLD.split(text))]


def _term(words: Child, explained: Explained) -> Markup:
    official = element("span.mz-tip-official", "原文解释：", explained.official) if explained.official else None
    tip = element("span.mz-tip", explained.plain, official, role="tooltip")
    return element("span.mz-term", words, tip, tabindex=0)


def headline(view: Headline, reader: Reader, terms: Iterable[Explained]) -> Markup:
    """Question, answer, headline figures."""
    return fragment(
        element("h1.mz-question", view.question),
        element("p.mz-answer", rich(view.answer, terms)) if view.answer else None,
        element("dl.mz-figures", (key_figure(figure, reader) for figure in view.figures)) if view.figures else None,
        element("p.mz-caution", rich(view.caution)) if view.caution else None,
    )


def key_figure(view: KeyFigure, reader: Reader) -> Markup:
    """One headline figure with unit, scope and comparison."""
    value: Child
    if view.yuan is None:
        value = element("span.mz-words", view.text or NOTHING)
    else:
        value = (amount_text(view.yuan, reader.unit), element("span.mz-unit", reader.unit.label))
    if view.cell:
        value = (
            link(reader.link(cell=view.cell), value, "mz-fig", title="看这个数在原文哪里"),
            _doubt(view.cell, reader),
        )
    compared = view.compared
    if view.compared_cell and compared:
        compared = link(reader.link(cell=view.compared_cell), compared, "mz-fig", title="看它的出处和算法")
    return element(
        "div",
        element("dt", dot(view.hue), view.label),
        element("dd.mz-value", value),
        element("dd.mz-scope", view.scope),
        element("dd.mz-compared", compared),
    )


def table(view: TableView, reader: Reader) -> Markup:
    """A table: first column pinned when it scrolls, figures right with one number of decimals a column."""
    notes = fragment(element("p.mz-note", note) for note in view.notes)
    return fragment(_grid(view, reader), notes) if view.rows else notes


def _grid(view: TableView, reader: Reader) -> Markup:
    places = [_column_places(view, index, reader.unit) for index in range(len(view.columns))]
    firsts = [row.cells[0].text for row in view.rows]
    again = [view.is_grouped and i > 0 and firsts[i - 1] == first for i, first in enumerate(firsts)]
    head = element(
        "thead", (element("tr", (_head(cell, view, reader.unit) for cell in r)) for r in header_rows(view.columns))
    )
    body = (_row(r, view, places, reader, is_again=a) for r, a in zip(view.rows, again, strict=True))
    printed = element("table.mz-table", head, element("tbody", body))
    return element("div.mz-scroll", printed, tabindex=0, role="region", aria_label=view.title)


def _column_places(view: TableView, index: int, unit: DisplayUnit) -> int:
    return column_places((row.cells[index].yuan for row in view.rows if index < len(row.cells)), unit)


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of the head: its words, its first column, over how many columns and how many rows it stands."""

    label: str
    first: int
    width: int = 1
    height: int = 1
    column: Column | None = None
    """The column whose own header it is; None where it stands over other headers."""


def header_rows(columns: Sequence[Column]) -> list[list[HeaderCell]]:
    """The head as printed: header cells over the cells they hold, words under one header cell beside each other."""
    depth = max(len(column.path) for column in columns)
    return [list(_header_row(columns, level, depth)) for level in range(depth)]


def _header_row(columns: Sequence[Column], level: int, depth: int) -> Iterator[HeaderCell]:
    def key(index: int) -> tuple[object, ...]:
        column = columns[index]
        is_own = len(column.path) <= level + 1
        return column.path[: level + 1], is_own, index if is_own and column.kind is not CellKind.TEXT else None

    for _, group in groupby(range(len(columns)), key):
        first, *more = group
        path = columns[first].path
        if len(path) == level + 1:
            yield HeaderCell(path[level], first, 1 + len(more), depth - level, columns[first])
        elif len(path) > level:
            yield HeaderCell(path[level], first, 1 + len(more))


def _head(cell: HeaderCell, view: TableView, unit: DisplayUnit) -> Markup:
    column = cell.column
    if column is None:
        return element("th.mz-over", cell.label, scope="colgroup", colspan=cell.width)
    kind = "" if column.kind is CellKind.TEXT else "mz-right"
    pin = "mz-pin" if view.naming_column in range(cell.first, cell.first + cell.width) else ""
    return element(
        f"th{class_names(kind, pin)}",
        cell.label,
        element("small", unit.label) if column.kind is CellKind.MONEY else None,
        scope="col",
        title=column.help or None,
        colspan=cell.width if cell.width > 1 else None,
        rowspan=cell.height if cell.height > 1 else None,
    )


def _row(row: Row, view: TableView, places: list[int], reader: Reader, *, is_again: bool) -> Markup:
    marks = ((row.is_total, "mz-total"), (row.is_chosen, "mz-chosen"), (is_again, "mz-again"))
    cells = (
        _cell(cell, column, place, reader, row.indent if (is_name := index == view.naming_column) else 0, is_name)
        for index, (cell, column, place) in enumerate(zip(row.cells, view.columns, places, strict=False))
    )
    return element(f"tr{class_names(*(name for is_so, name in marks if is_so))}", cells)


def _cell(cell: Cell, column: Column, places: int, reader: Reader, indent: int, is_name: bool) -> Markup:
    words = _money(cell, places, reader) if column.kind is CellKind.MONEY else _words(cell, reader)
    kind = class_names("mz-right" if column.kind is not CellKind.TEXT else _length_class(cell.text))
    if cell.bar is not None and cell.hue == "heat":
        return element(f"td.mz-heat{kind}", words, style=f"--heat:{cell.bar:.0f}%")
    if cell.bar is not None:
        drawn = element("span.mz-barbox", element(f"i.mz-{cell.hue}", style=f"width:{cell.bar:.2f}%"))
        words = (drawn, element("span.mz-barnum", words))
    mark = dot(cell.hue) if cell.bar is None else None
    tag, scope = ("th", "row") if is_name else ("td", None)
    return element(f"{tag}.mz-i{indent}{kind}", mark, words, scope=scope)


def _length_class(text: str) -> str:
    """Short words stay on one line, long ones get room."""
    return "mz-short" if len(text) <= SHORT else "mz-long" if len(text) > LONG else ""


def _money(cell: Cell, places: int, reader: Reader) -> Child:
    if cell.yuan is None:
        return element("span.mz-blank", cell.text)
    number = amount_text(cell.yuan, reader.unit, places)
    exact = f"{amount_text(cell.yuan, DisplayUnit.YUAN)} 元{'。' + cell.note if cell.note else ''}"
    if cell.cell is None:
        return element("span", number, title=exact)
    shown = link(reader.link(cell=cell.cell), number, "mz-fig", title=f"{exact} · 看出处")
    return shown, _doubt(cell.cell, reader), _contradiction(cell.cell, reader)


def _doubt(cell: str | None, reader: Reader) -> Markup | None:
    """A sign and a word beside a figure that may have been read wrong."""
    doubt = reader.book.doubt_of(cell)
    return element("small.mz-doubt", "？存疑", title=choice_to_text(doubt)) if doubt else None


def _contradiction(cell: str, reader: Reader) -> Markup | None:
    """A sign beside a figure that the ledger found to disagree with another place, leading to 核对."""
    sentence = reader.contradicted.get(cell)
    if sentence is None:
        return None
    return link(reader.link("checks"), "✗", "mz-differs", title=f"核对：{sentence}", aria_label="与别处不符，看核对")


def _words(cell: Cell, reader: Reader) -> Child:
    words: Child = join(element("br"), cell.text.split("\n")) if "\n" in cell.text else cell.text
    if cell.to is not None:
        changes = dict(cell.to)
        page = changes.pop("page", None)
        words = link(reader.link(page, **changes), words, title=cell.help or None)
    elif cell.cell:
        words = (link(reader.link(cell=cell.cell), words, "mz-fig", title="看出处和算法"), _doubt(cell.cell, reader))
    elif cell.help:
        words = element("span.mz-term", words, title=cell.help)
    return (words, element("span.mz-quiet", cell.note)) if cell.note else words


def provenance(view: Provenance) -> Markup:
    """来源 · 口径 · 局限, in one quiet line."""
    tables = view.tables_text
    parts = (("来源", tables), ("口径", view.scope), ("局限", view.limits))
    said = join("　", ((element("b", word), " ", text) for word, text in parts if text))
    return element("p.mz-source", said) if said else said


@cache
def _questions() -> Mapping[str, Mapping[str, str | list[str]]]:
    return tomllib.loads((DATA / "next_questions.toml").read_text("utf-8"))


def next_questions(page: str, reader: Reader) -> Markup:
    """Links from a page to where the next question is answered; nothing where none is asked."""
    questions = _questions().get(page, {})
    if not questions:
        return fragment()
    asked = ((to, [words] if isinstance(words, str) else words) for to, words in questions.items() if reader.offers(to))
    has_vintages = reader.book.has_vintages
    items = (element("li", link(reader.link(to), words[-1 if has_vintages else 0])) for to, words in asked)
    return element("nav.mz-next", element("h2", "接着看"), element("ul", items), aria_label="接着看")


def project(sheet: ProjectSheet, reader: Reader) -> Markup:
    """One project in full, or the word that no form is published."""
    view = sheet.project
    money: Child = amount_or_nothing(view.yuan, reader.unit)
    if view.cell:
        money = (link(reader.link(cell=view.cell), money, "mz-fig"), _doubt(view.cell, reader))
    year = "上年结转" if view.vintage is Vintage.CARRYOVER_IN else "今年安排"
    note = ("　", element("span.mz-quiet", view.note)) if view.note else None
    tables = (t for t in (sheet.indicators, sheet.funding) if t)
    return fragment(
        element("h2.mz-h2", view.name),
        element("p.mz-sentence", element("strong", money), "　", year, note),
        labelled(sheet.texts),
        ((element("h3.mz-h3", t.title), table(t, reader)) for t in tables),
        element("p.mz-source", element("b", "来源"), " 《项目支出绩效目标表》", sheet.place) if sheet.place else None,
    )


def labelled(items: Iterable[tuple[str, str]]) -> Markup:
    """Labels with their texts."""
    rows = fragment(element("div", element("dt", word), element("dd", _paragraphs(text))) for word, text in items)
    return element("dl.mz-labelled", rows) if rows else rows


def _paragraphs(text: str) -> Markup:
    return fragment(element("p", p) for p in text_to_paragraphs(text))


def passages(items: Iterable[Passage]) -> Markup:
    """Sections that fold, open at first; those without text of their own are headings."""
    return fragment(map(_passage, items))


def _passage(item: Passage) -> Markup:
    heading = (item.heading, element("span.mz-quiet", "　", item.place))
    kind = f"mz-d{min(max(item.depth, 1), 3)}"
    if not item.paragraphs:
        return element(f"p.mz-passage.{kind}", heading)
    body = (element("p", p) for p in item.paragraphs)
    return folded(heading, body, kind=f"mz-passage {kind}", id=f"s-{item.key}", open=True)


def glossary(own: Iterable[tuple[str, str, str]], others: Iterable[tuple[str, str]]) -> Markup:
    """Plain words first, the document's definition under them."""
    defined = (_entry(term, plain, f"原文：{official}") for term, plain, official in own)
    common = (_entry(term, words, "本文件没有解释这个词。") for term, words in others)
    return element("dl.mz-labelled", defined, common)


def _entry(term: str, plain: str, official: str) -> Markup:
    words = element("p", plain) if plain else None
    return element("div", element("dt", term), element("dd", words, element("p.mz-quiet", official)))
