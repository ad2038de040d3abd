"""Synthetic tables → typst source, and → the tab-separated text that a conversion of the print would give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from tests.synthetic.style import Style
from tests.synthetic.tables import Half, SyntheticTable
from tools.typeset.markup import call, sheet_to_typst
from tools.typeset.sheet import Cell, Sheet, split_sheet

NOTICE = "为测试而排的虚构文本 / Made up for tests"
COLUMN_RULES = ("all", "open")


@dataclass(frozen=True, slots=True)
class Paper:
    """A page: its setting, the points between its margins, those left for a table under its caption."""

    setting: str
    width: float
    height: float


UPRIGHT = Paper('paper: "a4", flipped: false', 481, 560)
LANDSCAPE = Paper('paper: "a4", flipped: true', 728, 315)
LARGE = Paper('paper: "a3", flipped: false', 728, 960)  # for tables that would be broken where nothing shows it
LINE_PITCH = 1.3
CELL_PADDING = {True: 8.0, False: 17.0}  # points left and right of a text together, with column rules and without
CODE_WIDTHS = {1: 60.0, 2: 34.0, 3: 30.0}  # of each, by the number of code columns
MIN_NAME_WIDTH = 70.0  # below this a table is printed in landscape
DIGIT_WIDTH = 0.56  # width of a digit in ems


def tables_to_typst(tables: Sequence[SyntheticTable], department: str, style: Style) -> Iterator[str]:
    """The tables, on new pages or one under the other, cut into pages as the style says."""
    last_paper = UPRIGHT
    for table in tables:
        paper = _choose_paper(table, style)
        if paper is not last_paper:
            yield f"#set page({paper.setting})"
        elif not style.shares_pages:
            yield "#pagebreak(weak: true)"
        last_paper = paper
        if table.number:
            yield call("table-number", table.number)
        yield call("table-title", table.title)
        yield call("table-line", f"部门名称：{department}", f"单位：{table.unit}")
        for i, sheet in enumerate(_table_to_sheets(table, style, paper)):
            yield from ["#pagebreak()"] if i else []
            yield sheet_to_typst(sheet)
        yield from (call("table-note", note) for note in table.notes)
    yield f"#set page({UPRIGHT.setting})"


def _choose_paper(table: SyntheticTable, style: Style) -> Paper:
    """Landscape where the style says so or an upright page leaves no room for names; without cell rules one page."""
    if not style.has_cell_rules:
        return LARGE
    is_narrow = _name_width(table, style, UPRIGHT.width) < MIN_NAME_WIDTH
    return LANDSCAPE if style.is_landscape or is_narrow else UPRIGHT


def _table_to_sheets(table: SyntheticTable, style: Style, paper: Paper) -> list[Sheet]:
    """The table cut after every so many body rows; the last page takes what is left.

    Without cell rules no label is merged over two halves: nothing would show whose it is.
    """
    if not style.has_cell_rules:
        table = replace(table, has_shared_foot=False)
    rest = Sheet(
        widths=_widths(table, style, paper.width),
        cells=table.cells(),
        row_count=len(table.grid()),
        header_row_count=len(table.header),
        text_size=_text_size(table),
        rules=style.rules,
    )
    sheets = []
    while (fitting := _rows_that_fit(rest, style, paper)) < rest.row_count:
        above, rest = split_sheet(rest, fitting, style.repeats_header)
        sheets.append(above)
    return [*sheets, rest]


def _rows_that_fit(sheet: Sheet, style: Style, paper: Paper) -> int:
    """How many rows, header included, go on a page: as many as the style says, fewer when wrapped names are high."""
    left = paper.height
    limit = sheet.header_row_count + (style.rows_per_page or sheet.row_count)
    for y in range(min(limit, sheet.row_count)):
        left -= _row_height(sheet, y)
        if left < 0:
            return max(y, sheet.header_row_count + 1)
    return min(limit, sheet.row_count)


def _row_height(sheet: Sheet, y: int) -> float:
    """The height of a row from how often its highest cell wraps; header cells are taken to wrap on their own."""
    lines = [_line_count(cell, sheet) / cell.height for cell in sheet.cells if cell.y == y]
    return max(lines, default=1) * sheet.text_size * LINE_PITCH + 2 * sheet.row_padding


def _line_count(cell: Cell, sheet: Sheet) -> int:
    width = sum(sheet.widths[cell.x : cell.x + cell.width]) - CELL_PADDING[sheet.rules in COLUMN_RULES]
    letters = sum(0.6 if letter.isascii() else 1 for letter in cell.text)
    return ceil(letters * sheet.text_size / width - 0.01) if letters else 1


def _text_size(table: SyntheticTable) -> float:
    """Smaller for tables with many columns."""
    return 8.5 if sum(half.width for half in table.halves) > 6 else 9.5


def _widths(table: SyntheticTable, style: Style, page_width: float) -> tuple[float, ...]:
    """Codes narrow, figures as wide as the longest of their column, names what is left."""
    name_width = min(_name_width(table, style, page_width), style.name_width)
    widths: list[float] = []
    for half in table.halves:
        labels = (
            [name_width] * (half.label_count + half.has_name) if style.has_cell_rules else _label_widths(table, half)
        )
        widths += [CODE_WIDTHS[len(half.code_cuts)]] * len(half.code_cuts) if half.code_cuts else []
        widths += labels
        widths += _figure_widths(table, half, style)
    return tuple(widths)


def _name_width(table: SyntheticTable, style: Style, page_width: float) -> float:
    """What is left for each label column."""
    figures = sum(width for half in table.halves for width in _figure_widths(table, half, style))
    codes = sum(CODE_WIDTHS[len(half.code_cuts)] * len(half.code_cuts) for half in table.halves if half.code_cuts)
    labels = sum(half.label_count + half.has_name for half in table.halves)
    return (page_width - figures - codes) / max(1, labels)


def _label_widths(table: SyntheticTable, half: Half) -> list[float]:
    """Wide enough for each label column that nothing in it wraps; that is how tables without cell rules are printed."""
    columns = [[(*row.labels, *[""] * 9)[i] for row in half.all_rows] for i in range(half.label_count)]
    columns += [[row.name for row in half.all_rows]] if half.has_name else []
    longest = [max((len(text) for text in texts), default=0) for texts in columns]
    return [max(length, 8) * _text_size(table) + CELL_PADDING[False] for length in longest]


def _figure_widths(table: SyntheticTable, half: Half, style: Style) -> list[float]:
    """Each wide enough for its longest figure and for headers of five characters a line."""
    size, padding = _text_size(table), CELL_PADDING[style.rules in COLUMN_RULES]
    columns = zip(*(row.texts for row in half.all_rows), strict=True)
    longest = [max(map(len, texts)) for texts in columns] or [0] * half.column_count
    return [max(length * size * DIGIT_WIDTH, 5 * size) + padding for length in longest]


def tables_to_text(tables: Sequence[SyntheticTable], department: str, style: Style) -> Iterator[str]:
    """The lines of a converted text: captions, rows between tabs, a blank line where a page ended."""
    for table in tables:
        caption = (table.number or "", table.title, f"部门名称：{department}", f"单位：{table.unit}")
        yield from (line for text in caption if text for line in ("", text))
        yield ""
        for i, row in enumerate(table.grid()):
            body_row = i - len(table.header)
            if style.rows_per_page and body_row > 0 and body_row % style.rows_per_page == 0:
                yield ""
            yield "\t".join(row)
        yield from (line for note in table.notes for line in ("", note))
