"""Blocks of a converted text → the whole document as typst source, in the print that a layout file declares."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tools.typeset.figures import rows_to_sheet
from tools.typeset.markup import call, literal, sheet_to_typst
from tools.typeset.overall import rows_to_overall_sheet
from tools.typeset.project import rows_to_project_sheet
from tools.typeset.sheet import Sheet, split_sheet
from tools.typeset.source import Block, ContentsLine, Line, TabbedTable

LIST_MARK = re.compile(r"- (?=\d)")  # put before list items by the conversion, never printed
CONTENTS_TITLE = "目 录"
PORTRAIT, LANDSCAPE = "#set page(flipped: false)", "#set page(flipped: true)"
NEW_PAGE = "#pagebreak(weak: true)"
# the first pattern that fits a line says how it is set; the others are paragraphs
LINE_STYLES = (
    (re.compile(r"第[一二三四五六七八九十]部分 .+"), "part"),
    (re.compile(r"[一二三四五六七八九十]+、[^：，。]{1,30}"), "section"),
    (re.compile(r"（[一二三四五六七八九十]+）[^：，。]{1,30}"), "subsection"),
)
ENTRY_INDENTS = (("第", "0pt"), ("（", "48pt"))


@dataclass(frozen=True, slots=True)
class TablePrint:
    """How a table of figures stood on paper; see the layout file."""

    widths: tuple[float, ...]
    header_rows: int
    code_columns: tuple[int, ...] = ()
    repeats_header: bool = False
    landscape: bool = False
    new_page: bool = True
    row_padding: float = 4
    text_size: float = 10


@dataclass(frozen=True, slots=True)
class FormPrint:
    """How a performance form stood on paper: after which rows its pages end, and its columns where they differ."""

    page_ends: tuple[int, ...] = ()
    widths: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the layout file declares of one document."""

    title: str
    number_pages_from: str
    contents_page_from: str
    new_page_before: frozenset[str]
    continued_lines: frozenset[str]
    styles: Mapping[str, tuple[str, ...]]
    """Line → its styles, one for each time the document prints it."""
    tables: Mapping[str, TablePrint]
    forms: Mapping[str, FormPrint]


def load_layout(path: Path) -> Layout:
    """Read a layout file; a key that is missing or unknown raises."""
    declared = tomllib.loads(path.read_text("utf-8"))
    tables = {title: TablePrint(**_with_tuples(entry)) for title, entry in declared["tables"].items()}
    return Layout(
        title=declared["title"],
        number_pages_from=declared["number_pages_from"],
        contents_page_from=declared["contents_page_from"],
        new_page_before=frozenset(declared["new_page_before"]),
        continued_lines=frozenset(declared["continued_lines"]),
        styles={text: tuple(styles) for text, styles in declared["styles"].items()},
        tables=tables,
        forms={name: FormPrint(**_with_tuples(entry)) for name, entry in declared["forms"].items()},
    )


def _with_tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}


def blocks_to_typst(blocks: Sequence[Block], layout: Layout) -> str:
    """The whole document: cover and contents without numbers, then the pages counted from 1."""
    blocks = _join_continued(blocks, layout.continued_lines)
    start = next(i for i, block in enumerate(blocks) if block == Line(layout.number_pages_from))
    styles = {text: iter(names) for text, names in layout.styles.items()}
    return "\n".join(
        [
            call("set document", title=literal(layout.title), date=None),
            *_front_to_typst(blocks[:start], layout),
            '#set page(numbering: "1")',
            "#counter(page).update(1)",
            *(line for block in blocks[start:] for line in _block_to_typst(block, layout, styles)),
        ]
    )


def _join_continued(blocks: Sequence[Block], continued: frozenset[str]) -> list[Block]:
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Line) and isinstance(last, Line) and block.text in continued:
            joined[-1] = Line(last.text + block.text)
        else:
            joined.append(block)
    return joined


def _front_to_typst(blocks: Sequence[Block], layout: Layout) -> Iterator[str]:
    """The cover are the lines before the contents title."""
    lines = [block.text for block in blocks if isinstance(block, Line)]
    yield call("cover", *lines[: lines.index(CONTENTS_TITLE)])
    yield call("contents-title", CONTENTS_TITLE)
    for block in blocks:
        if isinstance(block, ContentsLine):
            yield from [NEW_PAGE] if block.heading == layout.contents_page_from else []
            indent = next((i for mark, i in ENTRY_INDENTS if block.heading.startswith(mark)), "24pt")
            yield call("entry", block.heading, block.page, indent=indent)


def _block_to_typst(block: Block, layout: Layout, styles: Mapping[str, Iterator[str]]) -> Iterator[str]:
    if isinstance(block, Line):
        if block.text in layout.new_page_before:
            yield NEW_PAGE
        yield call(_line_style(block.text, styles), LIST_MARK.sub("", block.text))
    elif isinstance(block, TabbedTable) and block.title in layout.tables:
        yield from _table_to_typst(block, layout.tables[block.title])
    elif isinstance(block, TabbedTable):
        yield from _form_to_typst(block, layout)


def _line_style(text: str, styles: Mapping[str, Iterator[str]]) -> str:
    if text in styles:
        return next(styles[text])
    return next((style for pattern, style in LINE_STYLES if pattern.fullmatch(text)), "para")


def _table_to_typst(table: TabbedTable, print_: TablePrint) -> Iterator[str]:
    yield from [NEW_PAGE] if print_.new_page else []
    yield from [LANDSCAPE] if print_.landscape else []
    yield from _caption_to_typst(table.caption)
    rows = [row for piece in table.pieces for row in piece]
    plain = rows_to_sheet(rows, print_.widths, print_.header_rows, print_.code_columns)
    sheet = replace(plain, text_size=print_.text_size, row_padding=print_.row_padding)
    page_ends = _ends_of([len(piece) for piece in table.pieces])
    yield from _sheets_to_typst(sheet, page_ends, print_.repeats_header)
    yield from (call("table-note", note) for note in table.notes)
    yield from [PORTRAIT] if print_.landscape else []


def _ends_of(lengths: Sequence[int]) -> tuple[int, ...]:
    """After which rows pages end: all pieces but the last."""
    return tuple(sum(lengths[: i + 1]) for i in range(len(lengths) - 1))


def _sheets_to_typst(sheet: Sheet, page_ends: Sequence[int], repeats_header: bool = False) -> Iterator[str]:
    """A sheet on its pages; rows count from the top of the whole table."""
    done = 0
    for end in page_ends:
        lines_above = sheet.header_row_count if done and repeats_header else 0
        above, sheet = split_sheet(sheet, end - done + lines_above, repeats_header)
        done = end
        yield from (sheet_to_typst(above), NEW_PAGE)
    yield sheet_to_typst(sheet)


def _form_to_typst(table: TabbedTable, layout: Layout) -> Iterator[str]:
    """A performance form; a first row with nothing but the year stands above the rules in print."""
    rows = [row for piece in table.pieces for row in piece]
    caption = table.caption
    if re.fullmatch(r"[（(]\d{4}[）)] ?年度", "".join(rows[0])):
        caption, rows = (*caption, "".join(rows[0])), rows[1:]
    is_project = rows[0][0] == "项目名称"
    name = next(cell for cell in rows[0][1:] if cell) if is_project else table.title
    print_ = layout.forms.get(name, FormPrint())
    sheet = (rows_to_project_sheet if is_project else rows_to_overall_sheet)(rows, print_.widths)
    yield NEW_PAGE
    yield from _caption_to_typst(caption)
    yield from _sheets_to_typst(sheet, print_.page_ends)


def _caption_to_typst(caption: Sequence[str]) -> Iterator[str]:
    """Number, title, year, and the line with department and unit, which the text has in one line or in two."""
    line: list[str] = []
    for text in caption:
        if text.startswith(("部门名称：", "单位：")):
            line += re.split(r" (?=单位：)", text)
        else:
            yield call(_caption_style(text), text)
    if line:
        yield call("table-line", *line)


def _caption_style(text: str) -> str:
    if "公开表" in text:
        return "table-number"
    return "table-year" if re.match(r"[（(]\d{4}", text) else "table-title"
