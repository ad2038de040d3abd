"""Whatever a page may ask of a document, in one text: of every subject, project, table, finding, figure and chart."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any

from budget.charts import amounts, flows, targets, trees
from budget.evidence import find_fact
from budget.evidence.clips import fact_to_cutting
from budget.export.facts import disclosure_to_json
from budget.export.ledger import finding_to_dict
from budget.export.package import fiscal_rows
from budget.models import Vintage
from budget.ui import html
from budget.ui.reader import Reader, Shelf
from budget.views import (
    annotated,
    change,
    downloads,
    economic,
    evidence,
    execution,
    functional,
    income,
    indicators,
    ledger,
    look_up,
    method,
    printed,
    projects,
    public_costs,
    subjects,
    words,
)
from budget.views.book import Book
from budget.views.downloads import table_caption, table_to_csv
from budget.views.glossary import explained_terms
from budget.views.money import DisplayUnit
from budget.views.shapes import TableView
from tests.published_golden import BY_VINTAGE, HEADLINES, TABLES

UNIT = DisplayUnit.TEN_THOUSAND
QUERIES = ("支出", "2110301", "三公", "1,882.34", "10.00万元", "环保 项目", "≥50", "教育局", "没有的词")
CHARTS: tuple[Callable[[Book], Any], ...] = (
    *(partial(make, vintage=vintage, unit=UNIT) for vintage in Vintage for make in (
        flows.flow_chart, amounts.income_chart, amounts.kind_chart, amounts.projects_chart)),
    *(partial(trees.subject_treemap, code=code, vintage=vintage, unit=UNIT) for vintage in Vintage
      for code in (None, "211", "20508")),
    partial(flows.movement_chart, unit=UNIT), partial(amounts.economic_chart, unit=UNIT), targets.targets_chart,
)  # fmt: skip
ANY_FIGURE = 7
"""Of every so manyth figure all that stands beside it is asked."""


def asked_text(book: Book) -> str:
    """All answers, one a line."""
    return "\n".join(map(str, _answers(book))) + "\n"


def _answers(book: Book) -> Iterator[object]:
    found = ledger.open_ledger(book)
    yield from (finding_to_dict(finding) for finding in found.findings)
    yield from (ledger.finding_card(book, finding) for finding in found.findings)
    yield from annotated.annotated_sections(book, found)
    yield ledger.failed_cells(book, found), ledger.finding_tables(book, found), ledger.present_classes(book, found)
    yield annotated.change_table(book, found), execution.executions(book), income.empty_tables(book)
    yield method.unread_table(book), method.changes_table(book), method.checks_words(found), method.files_facts(book)
    yield from _of_parts(book)
    yield from _of_figures(book)
    yield from map(partial(_chart, book), CHARTS)
    index = look_up.open_index(book, found)
    yield from (look_up.look_up(book, index, query) for query in QUERIES)
    yield disclosure_to_json(book.disclosure).decode()
    yield from fiscal_rows(book.disclosure)
    yield from _screens(book)


def _of_parts(book: Book) -> Iterator[object]:
    """Of each subject, project, form, table and passage."""
    for vintage in Vintage:
        yield from projects.list_projects(book, vintage)
        yield functional.class_amounts(book, vintage)
        yield subjects.found_table(book, "支出", vintage), subjects.found_table(book, "201", vintage)
        for code in (None, *dict.fromkeys(r["code"] for r in book.frames["subjects"] if r["depth"] in (1, 2))):
            yield subjects.subjects_headline(book, code, vintage, UNIT), subjects.breadcrumb(book, code)
            yield subjects.children_table(book, code, vintage), subjects.has_money(book, code, vintage)
    yield from (projects.project_sheet(book, project.key) for project in projects.list_projects(book))
    yield functional.leftovers(book), economic.economic_legend(book), economic.economic_leaves(book)
    yield public_costs.public_missing(book), public_costs.vehicle_sentence(book, UNIT)
    yield public_costs.operating_sentence(book, UNIT), indicators.first_levels(book)
    yield indicators.indicator_table(book, None, None, ""), indicators.overall_funding(book)
    yield indicators.overall_fields(book), indicators.key_tasks(book)
    yield from (indicators.money_sentence(book, form, UNIT) for form, _ in indicators.forms_with_names(book))
    yield from (printed.printed_table(book, table_id) for table_id, _ in printed.table_choices(book))
    yield words.passages(book, ""), words.passages(book, "2024"), words.glossary_entries(book), words.other_words(book)
    yield explained_terms(book), downloads.frames_table(book)
    yield from (change.find_change(book, r["amount_yuan"]) for r in book.frames["totals"])


def _of_figures(book: Book) -> Iterator[object]:
    """Where figures stand, how they are quoted, and what the shares in the tables are made of."""
    refs = [r["cell"] for r in book.frames["lines"] if r["cell"]]
    refs += [r["ref"] for name in ("statements", "indicators") for r in book.frames[name] if r.get("ref")]
    for ref in refs[::ANY_FIGURE]:
        view = evidence.evidence_view(book, ref)
        yield ref, view and (view.figure, view.in_yuan, view.facts, view.place, view.caution, view.lines)
        yield evidence.cite_fact(book, ref, "https://x", date(2025, 1, 1), "全部")
        fact = find_fact(book.disclosure, ref)
        if fact is not None and fact.place.page is not None and fact.place.box is not None:
            yield fact_to_cutting(book.disclosure, fact, book.sources)
    formulas = dict.fromkeys(
        cell.cell for view in _tables(book) for row in view.rows for cell in row.cells if cell.cell
    )
    yield from (evidence.formula_view(book, formula, UNIT) for formula in formulas)


def _tables(book: Book) -> list[TableView]:
    vintages = tuple(Vintage) if book.has_vintages else (Vintage.ALL,)
    made = [make(book, vintage) for make in BY_VINTAGE.values() for vintage in vintages]
    return [view for view in (*made, *(make(book) for make in TABLES.values())) if view is not None]


def _chart(book: Book, make: Callable[[Book], Any]) -> str:
    try:
        return json.dumps(make(book), ensure_ascii=False)
    except ValueError as refusal:  # a chart of nothing
        return str(refusal)


def _screens(book: Book) -> Iterator[object]:
    """The tables and headlines as the browser gets them, and as files."""
    reader = Reader((), {})
    vars(reader).update(shelf=Shelf(book), entry=SimpleNamespace(id="made"))  # which no catalogue lists
    terms = explained_terms(book)
    yield from (html.headline(make(book), reader, terms) for make in HEADLINES.values())
    for view in _tables(book):
        yield html.table(view, reader)
        yield table_to_csv(view, table_caption(view, book.disclosure)).decode("utf-8-sig")
    yield from (html.project(projects.project_sheet(book, p.key), reader) for p in projects.list_projects(book))
    yield html.passages(words.passages(book, ""))
