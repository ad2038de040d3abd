"""The report of a whole county, city or province: its tables by what they count, each with the totals it prints.

It prints one name for the whole region, for its own level, for last year's execution and this year's budget: no figure
is taken out of its table here, and nothing is added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from budget.models import KINDS, PrintedTable, RowRole, Side
from budget.text import bare_name, squeeze
from budget.views.book import Book
from budget.views.printed import table_choices
from budget.views.shapes import SHOWN, Cell, Headline, Row, TableView

OTHER_PAGES = frozenset({"checks", "text", "data", "search", "method"})
"""What else there is to see of such a report; it prints neither projects nor people."""


class Part(StrEnum):
    """What of the report a page is about, by the page's address."""

    WHOLE = "overview"
    REVENUE = "income"
    EXPENDITURE = "subjects"


WORDS = {Part.REVENUE: "收入", Part.EXPENDITURE: "支出"}


def offers(book: Book, page: str) -> bool:
    """Whether a page, by its address, has something to show of the open document."""
    if not book.is_government or page in OTHER_PAGES:
        return True
    return page in set(Part) and bool(part_tables(book, Part(page)))


def report_headline(book: Book, part: Part) -> Headline:
    """What there is to see, and why no one sum is told."""
    shown, tables = SHOWN.headline[f"report_{part}"], part_tables(book, part)
    if not tables:
        return Headline(shown.question, shown.nothing)
    kinds = Counter(KINDS[table.kind].name for table in tables)
    listed = "、".join(f"{name} {count} 张" for name, count in kinds.most_common())
    return shown.fill(body=book.body, year=book.year_word, count=len(tables), kinds=listed)


def part_tables(book: Book, part: Part) -> tuple[PrintedTable, ...]:
    """The tables of a part: a half by its side, any other by the word in its title (收支 is in both)."""
    return tuple(table for table in book.disclosure.tables if part is Part.WHOLE or _is_of(table, part))


def _is_of(table: PrintedTable, part: Part) -> bool:
    if table.side is not None:
        return (table.side is Side.REVENUE) is (part is Part.REVENUE)
    return WORDS[part] in table.title or "收支" in table.title


def part_choices(book: Book, part: Part) -> tuple[tuple[str, str], ...]:
    """(table id, title) of the tables of a part."""
    shown = {table.table_id for table in part_tables(book, part)}
    return tuple(choice for choice in table_choices(book) if choice[0] in shown)


def totals_table(book: Book) -> TableView:
    """Each table's own total rows, in every column of money, as printed."""
    names = dict(table_choices(book))
    rows = tuple(row for table in book.disclosure.tables for row in _total_rows(table, names[table.table_id]))
    return replace(book.table_view("report", rows, (row.cells[-1].cell for row in rows)), is_grouped=True)


def _total_rows(table: PrintedTable, title: str) -> Iterator[Row]:
    for number, row in enumerate(table.rows):
        name = bare_name(row.name)
        is_subject = number in (0, len(table.rows) - 1) and len(name) > 3 and name in squeeze(table.title)
        if not (row.role is RowRole.TOTAL or name.endswith(("合计", "总计")) or is_subject):
            continue
        for column, figure in enumerate(row.figures):
            if figure.yuan is not None:
                to = {"page": "text", "table": table.table_id}
                at = str(table.ref(number, column))
                header = " · ".join(table.columns[column])
                yield Row((Cell(title, to=to), Cell(row.name), Cell(header), Cell(yuan=figure.yuan, cell=at)))
