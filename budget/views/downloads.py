"""数据下载: every frame with its dictionary, as CSV and as one workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from budget import export
from budget.export.about import caption, describe
from budget.export.csv_files import ENCODING, head_lines, rows_to_csv
from budget.frames import FRAMES, frames_of
from budget.models import Disclosure
from budget.views.book import Book
from budget.views.shapes import SHOWN, Cell, CellKind, Headline, Row, TableView

TYPE_WORDS = {"money": "金额", "number": "数", "text": "文字", "integer": "整数", "flag": "是/否", "choice": "代码"}
WHOLE_FILES: Mapping[str, Callable[[Disclosure], bytes]] = {
    "xlsx": export.disclosure_to_workbook,
    "zip": export.disclosure_to_package_zip,
    "json": export.disclosure_to_json,
}
"""What makes one file of a whole disclosure, by the ending of its name."""


def downloads_headline(book: Book) -> Headline:
    """How much there is to take away."""
    figures = sum(r["amount_yuan"] is not None for r in book.frames["lines"])
    return SHOWN.headline["downloads"].fill(frames=sum(map(bool, book.frames.values())), figures=figures)


def frames_table(book: Book) -> TableView:
    """The frames there are and what one row of each is."""
    rows = tuple(
        Row((Cell(spec.title, to={"frame": name}), Cell(spec.row), Cell(str(len(book.frames[name])))))
        for name, spec in FRAMES.items()
    )
    return book.table_view("frames", rows)


def known_frame(book: Book, name: str | None) -> str:
    """The frame asked for; the first one otherwise."""
    return name if name is not None and name in FRAMES else next(iter(FRAMES))


def dictionary_table(book: Book, name: str) -> TableView:
    """The data dictionary of one frame."""
    rows = tuple(
        Row((Cell(c.name), Cell(TYPE_WORDS[c.type]), Cell(c.unit or ""), Cell(c.meaning), Cell(export.values_text(c))))
        for c in FRAMES[name].columns
    )
    view = book.table_view("dictionary", rows)
    return replace(view, name=f"{view.name}_{name}", title=f"{FRAMES[name].title}：{view.title}")


def frame_to_csv(book: Book, name: str) -> bytes:
    """One frame as CSV, beginning with the lines that say what it is; as spreadsheets read Chinese."""
    return export.frame_to_csv(frames_of(book.disclosure)[name], name, describe(book.disclosure)).encode(ENCODING)


def book_to_file(book: Book, ending: str) -> bytes:
    """All frames in one of WHOLE_FILES."""
    return WHOLE_FILES[ending](book.disclosure)


def table_to_csv(view: TableView, head: Sequence[tuple[str, str]] = ()) -> bytes:
    """A shown table as CSV with the mark that spreadsheets need to read Chinese; money in yuan, blank cells empty.

    `head`, label and value, stands first in lines that begin with #.
    """
    is_money = [column.kind is CellKind.MONEY for column in view.columns]
    names = [
        f"{' · '.join(c.path)}{'（元）' if money else ''}" for c, money in zip(view.columns, is_money, strict=True)
    ]
    rows = (
        [c.yuan if c.yuan is not None and money else c.text for c, money in zip(row.cells, is_money, strict=False)]
        for row in view.rows
    )
    return (head_lines(head) + rows_to_csv(names, rows)).encode(ENCODING)


def table_caption(view: TableView, disclosure: Disclosure) -> tuple[tuple[str, str], ...]:
    """What the CSV of a shown table says of itself: document, year, unit, scope, digest, limits."""
    has_money = any(column.kind is CellKind.MONEY for column in view.columns)
    tables = view.provenance.tables_text
    content = f"{view.title}（{tables}）" if tables else view.title
    return caption(describe(disclosure), content, "元" if has_money else "", view.provenance.scope)
