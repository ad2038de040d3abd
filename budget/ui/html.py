"""Views as HTML text: escaped, with links that work by mouse, keyboard and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from budget.models import Vintage
from budget.ui.reader import Reader
from budget.views.glossary import Explained, split_terms
from budget.views.ledger import failed_cells, open_ledger
from budget.views.money import NOTHING, DisplayUnit, amount_or_nothing, amount_text, column_places
from budget.views.projects import ProjectSheet
from budget.views.shapes import Cell, CellKind, Column, Headline, KeyFigure, NextQuestion, Provenance, Row, TableView
from budget.views.words import Passage, text_to_paragraphs

SHORT, LONG = 7, 14  # characters
BOLD = re.compile(r"\*\*(.+?)\*\*")


def link(href: str, words: str, kind: str = "", **attributes: str) -> str:
    """A link inside the app; `words` is HTML."""
    more = "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())
    return f'<a class="mz-go {kind}" href="{escape(href)}" target="_self"{more}>{words}</a>'


def rich(text: str, terms: Iterable[Explained] = ()) -> str:
    """Text with **bold** and dotted words that explain themselves; everything else escaped."""
    pieces = []
    for piece, explained in split_terms(text, tuple(terms)):
        words = BOLD.sub(r"<strong>\1</strong>", escape(piece))
        pieces.append(_term(words, explained) if explained else words)
    return "".join(pieces)


def _term(words: str, explained: Explained) -> str:
    official = (
        f"<span class='mz-tip-official'>原文解释：{escape(explained.official)}</span>" if explained.official else ""
    )
    tip = f"<span class='mz-tip' role='tooltip'>{escape(explained.plain)}{official}</span>"
    return f"<span class='mz-term' tabindex='0'>{words}{tip}</span>"


def headline(view: Headline, reader: Reader, terms: Iterable[Explained]) -> str:
    """Question, answer, headline figures."""
    figures = "".join(key_figure(figure, reader) for figure in view.figures)
    caution = f"<p class='mz-caution'>{rich(view.caution)}</p>" if view.caution else ""
    block = f"<dl class='mz-figures'>{figures}</dl>" if figures else ""
    answer = f"<p class='mz-answer'>{rich(view.answer, terms)}</p>" if view.answer else ""
    return f"<h1 class='mz-question'>{escape(view.question)}</h1>{answer}{block}{caution}"


def key_figure(view: KeyFigure, reader: Reader) -> str:
    """One headline figure with unit, scope and comparison."""
    if view.yuan is None:
        value = f"<span class='mz-words'>{escape(view.text or NOTHING)}</span>"
    else:
        number = escape(amount_text(view.yuan, reader.unit))
        value = f"{number}<span class='mz-unit'>{reader.unit.label}</span>"
    if view.cell:
        value = link(reader.link(cell=view.cell), value, "mz-fig", title="看这个数在原文哪里")
    compared = escape(view.compared)
    if view.compared_cell and compared:
        compared = link(reader.link(cell=view.compared_cell), compared, "mz-fig", title="看它的出处和算法")
    mark = f"<i class='mz-dot mz-{view.hue}'></i>" if view.hue else ""
    return (
        f"<div><dt>{mark}{escape(view.label)}</dt><dd class='mz-value'>{value}</dd>"
        f"<dd class='mz-scope'>{escape(view.scope)}</dd><dd class='mz-compared'>{compared}</dd></div>"
    )


def table(view: TableView, reader: Reader) -> str:
    """A table: first column pinned when it scrolls, figures right with one number of decimals a column."""
    places = [_column_places(view, index, reader.unit) for index in range(len(view.columns))]
    head = "".join(_head(column, reader.unit) for column in view.columns)
    firsts = [row.cells[0].text for row in view.rows]
    again = [view.is_grouped and i > 0 and firsts[i - 1] == first for i, first in enumerate(firsts)]
    body = "".join(_row(r, view.columns, places, reader, is_again=a) for r, a in zip(view.rows, again, strict=True))
    notes = "".join(f"<p class='mz-note'>{escape(note)}</p>" for note in view.notes)
    grid = (
        f"<div class='mz-scroll' tabindex='0' role='region' aria-label='{escape(view.title)}'>"
        f"<table class='mz-table'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        if view.rows
        else ""
    )
    return grid + notes


def _column_places(view: TableView, index: int, unit: DisplayUnit) -> int:
    return column_places((row.cells[index].yuan for row in view.rows if index < len(row.cells)), unit)


def _head(column: Column, unit: DisplayUnit) -> str:
    words = escape(column.label) + (f"<small>{unit.label}</small>" if column.kind is CellKind.MONEY else "")
    title = f" title='{escape(column.help)}'" if column.help else ""
    kind = "" if column.kind is CellKind.TEXT else " class='mz-right'"
    return f"<th scope='col'{kind}{title}>{words}</th>"


def _row(row: Row, columns: tuple[Column, ...], places: list[int], reader: Reader, *, is_again: bool) -> str:
    marks = ((row.is_total, "mz-total"), (row.is_chosen, "mz-chosen"), (is_again, "mz-again"))
    classes = " ".join(name for is_so, name in marks if is_so)
    cells = [
        _cell(cell, column, place, reader, row.indent if index == 0 else 0, index == 0)
        for index, (cell, column, place) in enumerate(zip(row.cells, columns, places, strict=False))
    ]
    return f"<tr class='{classes}'>{''.join(cells)}</tr>"


def _cell(cell: Cell, column: Column, places: int, reader: Reader, indent: int, is_first: bool) -> str:
    words = _money(cell, places, reader) if column.kind is CellKind.MONEY else _words(cell, reader)
    mark = f"<i class='mz-dot mz-{cell.hue}'></i>" if cell.hue and cell.bar is None else ""
    kind = " mz-right" if column.kind is not CellKind.TEXT else _length_class(cell.text)
    tag, scope = ("th", " scope='row'") if is_first else ("td", "")
    if cell.bar is not None and cell.hue == "heat":
        return f"<td class='mz-heat{kind}' style='--heat:{cell.bar:.0f}%'>{words}</td>"
    if cell.bar is not None:
        drawn = f"<span class='mz-barbox'><i class='mz-{cell.hue}' style='width:{cell.bar:.2f}%'></i></span>"
        words = f"{drawn}<span class='mz-barnum'>{words}</span>"
    return f"<{tag}{scope} class='mz-i{indent}{kind}'>{mark}{words}</{tag}>"


def _length_class(text: str) -> str:
    """Short words stay on one line, long ones get room."""
    return " mz-short" if len(text) <= SHORT else " mz-long" if len(text) > LONG else ""


def _money(cell: Cell, places: int, reader: Reader) -> str:
    if cell.yuan is None:
        return f"<span class='mz-blank'>{escape(cell.text)}</span>" if cell.text else "<span class='mz-blank'></span>"
    number = escape(amount_text(cell.yuan, reader.unit, places))
    exact = f"{amount_text(cell.yuan, DisplayUnit.YUAN)} 元{'。' + cell.note if cell.note else ''}"
    if cell.cell is None:
        return f"<span title='{escape(exact)}'>{number}</span>"
    return link(reader.link(cell=cell.cell), number, "mz-fig", title=f"{exact} · 看出处") + _contradiction(
        cell.cell, reader
    )


def _contradiction(cell: str, reader: Reader) -> str:
    """A sign beside a figure that the ledger found to disagree with another place, leading to 核对."""
    sentence = reader.get(failed_cells, reader.get(open_ledger)).get(cell)
    if sentence is None:
        return ""
    return link(reader.link("checks"), "✗", "mz-differs", title=f"核对：{sentence}", aria_label="与别处不符，看核对")


def _words(cell: Cell, reader: Reader) -> str:
    words = escape(cell.text).replace("\n", "<br>")
    note = f"<span class='mz-quiet'>{escape(cell.note)}</span>" if cell.note else ""
    if cell.to is None:
        return (link(reader.link(cell=cell.cell), words, "mz-fig", title="看出处和算法") if cell.cell else words) + note
    changes = dict(cell.to)
    page = changes.pop("page", None)
    return link(reader.link(page, **changes), words) + note


def provenance(view: Provenance) -> str:
    """来源 · 口径 · 局限, in one quiet line."""
    tables = "；".join(f"《{title}》{f'第 {pages} 页' if pages else ''}" for title, pages in view.tables)
    parts = (("来源", tables), ("口径", view.scope), ("局限", view.limits))
    said = "　".join(f"<b>{word}</b> {escape(text)}" for word, text in parts if text)
    return f"<p class='mz-source'>{said}</p>" if said else ""


def next_questions(views: Iterable[NextQuestion], reader: Reader) -> str:
    """Links to where the next question is answered."""
    items = "".join(f"<li>{link(reader.link(v.page, **v.to), escape(v.words))}</li>" for v in views)
    return f"<nav class='mz-next' aria-label='接着看'><h2>接着看</h2><ul>{items}</ul></nav>"


def project(sheet: ProjectSheet, reader: Reader) -> str:
    """One project in full, or the word that no form is published."""
    view = sheet.project
    amount = amount_or_nothing(view.yuan, reader.unit)
    money = link(reader.link(cell=view.cell), escape(amount), "mz-fig") if view.cell else escape(amount)
    year = "上年结转" if view.vintage is Vintage.CARRYOVER_IN else "今年安排"
    note = f"　<span class='mz-quiet'>{escape(view.note)}</span>" if view.note else ""
    head = (
        f"<h2 class='mz-h2'>{escape(view.name)}</h2><p class='mz-sentence'><strong>{money}</strong>　{year}{note}</p>"
    )
    tables = "".join(
        f"<h3 class='mz-h3'>{escape(t.title)}</h3>{table(t, reader)}" for t in (sheet.indicators, sheet.funding) if t
    )
    place = f"<p class='mz-source'><b>来源</b> 《项目支出绩效目标表》{escape(sheet.place)}</p>" if sheet.place else ""
    return head + labelled(sheet.texts) + tables + place


def labelled(items: Iterable[tuple[str, str]]) -> str:
    """Labels with their texts."""
    rows = "".join(f"<div><dt>{escape(word)}</dt><dd>{paragraphs(text)}</dd></div>" for word, text in items)
    return f"<dl class='mz-labelled'>{rows}</dl>" if rows else ""


def paragraphs(text: str) -> str:
    """Printed lines as paragraphs."""
    return "".join(f"<p>{escape(p)}</p>" for p in text_to_paragraphs(text))


def passages(items: Iterable[Passage]) -> str:
    """Sections that fold, open at first; those without text of their own are headings."""
    made = ""
    for item in items:
        heading = f"{escape(item.heading)}<span class='mz-quiet'>　{escape(item.place)}</span>"
        body = "".join(f"<p>{escape(p)}</p>" for p in item.paragraphs)
        kind = f"mz-passage mz-d{min(max(item.depth, 1), 3)}"
        if body:
            made += (
                f"<details class='{kind}' id='s-{escape(item.key)}' open><summary>{heading}</summary>{body}</details>"
            )
        else:
            made += f"<p class='{kind}'>{heading}</p>"
    return made


def glossary(own: Iterable[tuple[str, str, str]], others: Iterable[tuple[str, str]]) -> str:
    """Plain words first, the document's definition under them."""
    rows = "".join(_entry(term, plain, f"原文：{official}") for term, plain, official in own)
    rows += "".join(_entry(term, words, "本文件没有解释这个词。") for term, words in others)
    return f"<dl class='mz-labelled'>{rows}</dl>"


def _entry(term: str, plain: str, official: str) -> str:
    words = f"<p>{escape(plain)}</p>" if plain else ""
    return f"<div><dt>{escape(term)}</dt><dd>{words}<p class='mz-quiet'>{escape(official)}</p></dd></div>"
