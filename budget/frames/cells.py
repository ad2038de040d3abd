"""Finding cells of printed tables by what their headers and rows say; shared by the frame builders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from budget.meaning.dimensions import Dimensions, Stage, words_to_dimensions
from budget.models import Figure, Place, PrintedTable, RowRole, TableRow

Row = dict[str, Any]

SPACE_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\x7f])[ \t\u3000]+|[ \t\u3000]+(?=[^\x00-\x7f])")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年|预算|决算|执行|$)")
_YEAR_NAME = re.compile(r"(20\d\d)年?度?(?:预算|决算|执行)?数?$")
_COMPARISON = re.compile(r"增减|增长|增幅|变动|[%％]|比重|占比|完成率|执行率|比上年|比\d{4}年")
_LAST_YEAR = re.compile(r"上(?:一)?年度?(?:预算|决算|执行|完成|年初|批复|实际|数)")
CODE_DEPTHS = {3: 1, 5: 2, 7: 3}


def fold_spaces(text: str) -> str:
    """The text without spaces beside Chinese characters: they come from line ends and letter spacing.

    >>> fold_spaces("2024年 6月前，(2) 做好 PM2.5 监测")
    '2024年6月前，(2)做好PM2.5监测'
    """
    return SPACE_BESIDE_CHINESE.sub("", text)


def place_columns(place: Place) -> Row:
    """Page and line of a place as frame columns."""
    return {"page": place.page, "line": place.line}


def code_columns(code: str | None) -> Row:
    """Code with its depth (类 1, 款 2, 项 3) and parent code; all None where no code is printed.

    >>> code_columns("2110301")
    {'code': '2110301', 'depth': 3, 'parent_code': '21103'}
    """
    depth = CODE_DEPTHS.get(len(code)) if code else None
    return {"code": code, "depth": depth, "parent_code": code[:-2] if code and depth and depth > 1 else None}


def figure_columns(figure: Figure) -> Row:
    """Amount in yuan with the characters and unit as printed."""
    return {
        "amount_yuan": figure.yuan,
        "printed_text": figure.text,
        "printed_unit": figure.unit.value if figure.unit else None,
    }


def current_columns(table: PrintedTable) -> tuple[int, ...]:
    """The columns of the table's own year: not last year's figures, not the change between two years.

    Where columns name several years the latest is the table's own; all columns where nothing tells them apart.
    """
    years = [max(map(int, _YEAR.findall(path)), default=None) for path in table.columns]
    latest = max((year for year in years if year is not None), default=None)
    own = tuple(
        i
        for i, path in enumerate(table.columns)
        if not _COMPARISON.search(path) and not _LAST_YEAR.search(path) and years[i] in (None, latest)
    )
    return own or tuple(range(len(table.columns)))


def is_other_year(table: PrintedTable, row: TableRow) -> bool:
    """Whether a row is named by a year before the latest that the table's rows are named by (2023年 above 2024年)."""
    named = [int(found.group(1)) for other in table.rows if (found := _YEAR_NAME.match(other.name))]
    own = _YEAR_NAME.match(row.name)
    return own is not None and int(own.group(1)) < max(named)


def find_column(table: PrintedTable, wanted: Callable[[Dimensions], bool]) -> int | None:
    """The first column of the table's own year whose header says what is wanted; None when no header does.

    Where a table prints the budget beside the final account, the final account's column.
    """
    found = [i for i in current_columns(table) if wanted(words_to_dimensions(table.columns[i]))]
    final = [i for i in found if words_to_dimensions(table.columns[i]).stage is Stage.FINAL_ACCOUNT]
    return next(iter(final or found), None)


def total_column(table: PrintedTable) -> int | None:
    """The column of the rows' totals: headed 合计 with no kind of expenditure, or the only one of its year."""
    found = find_column(table, lambda d: d.is_total and d.expenditure_kind is None)
    own = current_columns(table)
    return own[0] if found is None and len(own) == 1 else found


def amount_column(table: PrintedTable) -> int:
    """The column that counts in a half of a summary: the last one of its year (行次 or the budget stand before it)."""
    return current_columns(table)[-1] if table.columns else -1


def total_row(table: PrintedTable) -> int | None:
    """The row of the table's total; the only row of a table printed as one row without a label."""
    found = next((i for i, row in enumerate(table.rows) if row.role is RowRole.TOTAL), None)
    return 0 if found is None and len(table.rows) == 1 else found


def coded_rows(table: PrintedTable) -> Iterator[tuple[int, TableRow]]:
    """Rows with a subject code, with their index."""
    return ((i, row) for i, row in enumerate(table.rows) if row.code)


def pick(table: PrintedTable, row: int | None, column: int | None) -> tuple[Figure, str] | None:
    """The figure at a row and column with its reference; None when there is none or it is blank."""
    if row is None or column is None or column >= len(table.rows[row].figures):
        return None
    figure = table.rows[row].figures[column]
    return None if figure.value is None else (figure, str(table.ref(row, column)))
