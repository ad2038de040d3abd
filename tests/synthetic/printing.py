"""Synthetic tables → typst source, and → the tab-separated text that a conversion of the print would give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.synthetic.style import Style
from tests.synthetic.tables import SyntheticTable
from tools.typeset.markup import call, sheet_to_typst
from tools.typeset.sheet import Sheet, split_sheet

NOTICE = "为测试而排的虚构文本 / Made up for tests"
PAGE_WIDTHS = {False: 481.0, True: 728.0}  # points between the margins, upright and landscape
ROWS_ON_A_PAGE = {False: 24, True: 11}  # body rows that fit when some of their names wrap
CODE_WIDTHS = {1: 60.0, 2: 34.0, 3: 30.0}  # by the number of code columns


def tables_to_typst(tables: Sequence[SyntheticTable], department: str, style: Style) -> Iterator[str]:
    """The tables, each on a new page, cut into pages as the style says."""
    yield f"#set page(flipped: {str(style.is_landscape).lower()})"
    for table in tables:
        yield "#pagebreak(weak: true)"
        yield from (call("table-number", table.number) for _ in [0] if table.number)
        yield call("table-title", table.title)
        yield call("table-line", f"部门名称：{department}", f"单位：{table.unit}")
        for i, sheet in enumerate(_table_to_sheets(table, style)):
            yield from ["#pagebreak()"] if i else []
            yield sheet_to_typst(sheet)
        yield from (call("table-note", note) for note in table.notes)
    yield "#set page(flipped: false)"


def _table_to_sheets(table: SyntheticTable, style: Style) -> list[Sheet]:
    """The table cut after every so many body rows; the last page takes what is left."""
    header = len(table.header)
    rest = Sheet(
        _widths(table, style),
        table.cells(),
        len(table.grid()),
        header,
        8.5 if table_is_wide(table) else 9.5,
        is_ruled=style.is_ruled,
    )
    limit = min(style.rows_per_page or 99, ROWS_ON_A_PAGE[style.is_landscape])
    sheets = []
    while rest.row_count - rest.header_row_count > limit:
        above, rest = split_sheet(rest, rest.header_row_count + limit, style.repeats_header)
        sheets.append(above)
    return [*sheets, rest]


def table_is_wide(table: SyntheticTable) -> bool:
    """Whether it has more columns than an upright page takes in the usual size."""
    return sum(half.width for half in table.halves) > 6


def _widths(table: SyntheticTable, style: Style) -> tuple[float, ...]:
    """Codes narrow, names as the style says, what is left for the figures."""
    name_width = style.name_width if style.is_ruled else max(style.name_width, 170)
    widths: list[float | None] = []
    for half in table.halves:
        labels = half.label_count + half.has_name
        widths += [CODE_WIDTHS[len(half.code_cuts)]] * len(half.code_cuts) if half.code_cuts else []
        widths += [
            min(name_width, PAGE_WIDTHS[style.is_landscape] * 0.55 / max(1, labels * len(table.halves)))
        ] * labels
        widths += [None] * half.column_count
    left = PAGE_WIDTHS[style.is_landscape] - sum(w for w in widths if w is not None)
    each = min(110.0, left / widths.count(None))
    return tuple(each if width is None else width for width in widths)


def tables_to_text(tables: Sequence[SyntheticTable], department: str, style: Style) -> Iterator[str]:
    """The lines of a converted text: captions, rows between tabs, a blank line where a page ended."""
    for table in tables:
        yield from (
            "",
            table.number or "",
            "",
            table.title,
            "",
            f"部门名称：{department}",
            "",
            f"单位：{table.unit}",
            "",
        )
        for i, row in enumerate(table.grid()):
            body_row = i - len(table.header)
            if style.rows_per_page and body_row > 0 and body_row % style.rows_per_page == 0:
                yield ""
            yield "\t".join(row)
        for note in table.notes:
            yield from ("", note)
