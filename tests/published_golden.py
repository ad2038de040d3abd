"""Write what a document publishes for a person to read: every frame, the view tables and headlines, the whole ledger.

python -m tests.published_golden            write what is missing
python -m tests.published_golden --force    write anew; then read the diff against the pages, line by line

Of the bundled document all frames are kept; of the others, which are not part of the project, the frames of figures.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd

from budget.checks import check_disclosure
from budget.disclosure import read_disclosure
from budget.frames import IDENTITY, frames_of
from budget.models import Disclosure, Finding, Operand, Vintage
from budget.views.basic_project import kind_headline, kind_table
from budget.views.book import Book
from budget.views.economic import economic_table
from budget.views.execution import execution_table
from budget.views.flow import flow_table
from budget.views.income import income_by_subject, income_headline, income_table
from budget.views.indicators import coverage_matrix, indicators_headline
from budget.views.ledger import class_table, ledger_headline, open_ledger
from budget.views.method import method_headline, tables_table, unread_table
from budget.views.money import DisplayUnit
from budget.views.observations import observation_tables, open_signals
from budget.views.overview import hundred_table, movement_table, overview_headline
from budget.views.projects import projects_headline, projects_table
from budget.views.public_costs import operating_parts, public_table
from budget.views.scopes import scope_table
from budget.views.shapes import Cell, Headline, Row, TableView
from budget.views.subjects import all_subjects_table, subjects_headline
from tests.builders import REAL

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/golden/published"
BUNDLED = "changzhi-shangdang-2024"
DOCUMENTS: dict[str, Path] = {
    BUNDLED: ROOT / f"data/disclosures/{BUNDLED}/disclosure.pdf",
    **{name: REAL / f"{name}.pdf" for name in ("1d3ea4e2", "2134e39d", "26f01fb0", "359be3f1", "a530fab1")},
}
FIGURE_FRAMES = ("tables", "totals", "income", "subjects", "economic", "three_public", "projects")
UNIT = DisplayUnit.TEN_THOUSAND

HEADLINES: dict[str, Callable[[Book], Headline]] = {
    "overview": lambda book: overview_headline(book, UNIT),
    "income": lambda book: income_headline(book, UNIT),
    "basic_project": lambda book: kind_headline(book, UNIT),
    "subjects": lambda book: subjects_headline(book, None, Vintage.ALL, UNIT),
    "projects": lambda book: projects_headline(book, UNIT),
    "indicators": indicators_headline,
    "ledger": lambda book: ledger_headline(book, open_ledger(book)),
    "method": lambda book: method_headline(book, open_ledger(book)),
}
BY_VINTAGE: dict[str, Callable[[Book, Vintage], TableView | None]] = {
    "hundred": hundred_table,
    "income": income_table,
    "kinds": kind_table,
    "subjects": all_subjects_table,
    "projects": lambda book, vintage: projects_table(book, vintage, None),
    "flow": flow_table,
}
TABLES: dict[str, Callable[[Book], TableView | None]] = {
    "movement": movement_table,
    "income_by_subject": income_by_subject,
    "scopes": scope_table,
    "economic": economic_table,
    "execution": execution_table,
    "public_costs": public_table,
    "operating_parts": operating_parts,
    "indicator_coverage": coverage_matrix,
    "check_classes": lambda book: class_table(book, open_ledger(book)),
    "tables_read": tables_table,
    "unread": unread_table,
}


def published(name: str) -> dict[str, str]:
    """Path below the document's folder → text of everything the document publishes."""
    return published_texts(read_disclosure(DOCUMENTS[name]), whole=name == BUNDLED)


def published_texts(disclosure: Disclosure, *, whole: bool) -> dict[str, str]:
    """The same of a disclosure that was read; with all its frames where `whole`."""
    book = Book(disclosure)
    return {
        **{f"frames/{key}.tsv": frame for key, frame in _frames(disclosure, whole)},
        **{f"views/{key}.tsv": table for key, table in _views(book)},
        "headlines.txt": "\n".join(_headlines(book)) + "\n",
        "ledger.tsv": "\n".join(map(_finding_line, check_disclosure(disclosure))) + "\n",
    }


def golden_files(name: str) -> dict[str, str]:
    """The same as it was kept; empty when there is no golden yet."""
    folder = GOLDEN / name
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in sorted(folder.rglob("*.t*"))}


# ---------------------------------------------------------------- frames


def _frames(disclosure: Disclosure, whole: bool) -> Iterator[tuple[str, str]]:
    for key, frame in frames_of(disclosure).items():
        if whole or key in FIGURE_FRAMES:
            yield (
                key,
                _frame_text(frame if key == "tables" else frame.drop(columns=[column.name for column in IDENTITY])),
            )


def _frame_text(frame: pd.DataFrame) -> str:
    rows = [[_plain(value) for value in row] for row in frame.itertuples(index=False)]
    return "\n".join("\t".join(row) for row in [list(frame.columns), *rows]) + "\n"


def _plain(value: object) -> str:
    """A value as a person reads it; a missing one is empty, amounts without trailing zeros."""
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value).replace("\n", "⏎").replace("\t", " ")


# ---------------------------------------------------------------- views


def _views(book: Book) -> Iterator[tuple[str, str]]:
    for key, make in BY_VINTAGE.items():
        for vintage in Vintage if book.has_vintages else [Vintage.ALL]:
            yield f"{key}.{vintage.value}", _table_text(make(book, vintage))
    for key, make_one in TABLES.items():
        yield key, _table_text(make_one(book))
    for table in observation_tables(book, open_signals(book)):
        yield f"signals.{table.name}", _table_text(table)


def _row_cells(row: Row, naming: int | None) -> Iterator[str]:
    for index, cell in enumerate(row.cells):
        yield ("  " * row.indent if index == naming else "") + _shown(cell)


def _table_text(view: TableView | None) -> str:
    if view is None:
        return "(not shown)\n"
    head = [view.title, "\t".join(" · ".join(column.path) for column in view.columns)]
    rows = ["\t".join(_row_cells(row, view.naming_column)) for row in view.rows]
    source = "; ".join(f"{title} {pages}".strip() for title, pages in view.provenance.tables)
    return (
        "\n".join([*head, *rows, *view.notes, f"{source} | {view.provenance.scope} | {view.provenance.limits}"]) + "\n"
    )


def _shown(cell: Cell) -> str:
    amount = f"{cell.yuan.normalize():f}" if cell.yuan is not None else ""
    bar = f"{cell.bar:.2f}%" if cell.bar is not None else ""
    return " ".join(
        filter(None, (_plain(cell.text), amount, bar, _plain(cell.note), f"[{cell.cell}]" if cell.cell else ""))
    )


def _headlines(book: Book) -> Iterator[str]:
    for key, make in HEADLINES.items():
        view = make(book)
        yield f"{key}: {view.question} {view.answer} {view.caution}".rstrip()
        for figure in view.figures:
            shown = f"{figure.yuan.normalize():f}" if figure.yuan is not None else figure.text
            yield f"    {figure.label} | {shown} | {figure.scope} | {figure.compared} | {figure.cell or ''}".rstrip()


# ---------------------------------------------------------------- ledger


def _finding_line(finding: Finding) -> str:
    gap = "" if finding.difference is None else f"{finding.difference.normalize():f}"
    allowed = "" if finding.tolerance is None else f"{finding.tolerance.normalize():f}"
    places = " ".join(map(_operand, (*finding.operands, *finding.also_at)))
    return "\t".join((finding.rule, finding.status.value, gap, allowed, places))


def _operand(operand: Operand) -> str:
    value = "" if operand.value is None else f"={operand.value.normalize():f}"
    return f"{operand.ref or '·'}{value}"


def main() -> int:
    """Write what is missing, or everything with --force."""
    is_forced = "--force" in sys.argv[1:]
    for name, path in DOCUMENTS.items():
        if not path.is_file() or (golden_files(name) and not is_forced):
            print(f"{name}: left as it is")
            continue
        for file, text in published(name).items():
            target = GOLDEN / name / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        print(f"{name}: written, read it against the page")
    return 0


if __name__ == "__main__":
    sys.exit(main())
