"""Which rows of a table are its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from budget.amounts import is_blank, text_to_amount
from budget.layout.records import Matrix
from budget.layout.vocabulary import is_header_word, is_total_word
from budget.models import GridCell
from budget.text import find_ordinal, fold_label

MAX_HEADER_ROWS = 8
_YEAR = re.compile(r"(?:19|20)\d\d")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?(?:=[\d(].*)?")
"""A column's number, with how it is made of others (3=2/1*100; gov-fcg-2026, p. 4)."""
_PLACEHOLDER = re.compile(r"[*—\-A-Za-z甲乙丙丁类款项]{1,3}|栏次|行次|序号|合计|项目")
_CODE_PARTS = frozenset("类款项")


def count_header_rows(matrix: Matrix) -> int:
    """How many rows at the top are header: up to the first row that shows a figure, a code or a row label."""
    for r in range(min(len(matrix), MAX_HEADER_ROWS)):
        if not is_column_number_row(matrix[r]) and is_body_row(matrix, r):
            return r
    return _extent_of_header_words(matrix)


def is_column_number_row(row: Sequence[GridCell]) -> bool:
    """Whether a row only numbers the columns (栏次 | 1 | 2 | 3, or 1 | 2 | 3=1+2); a head merged down to it is none."""
    texts = [fold_label(cell.text) for cell in _distinct(row) if cell.text.strip() and cell.row_span == 1]
    numbers = [int(found.group(1)) for t in texts if (found := _COLUMN_NUMBER.fullmatch(t))]
    if not numbers or len(numbers) + sum(bool(_PLACEHOLDER.fullmatch(t)) for t in texts) < len(texts):
        return False
    if len(texts) < 2 and len(row) > 1:
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and 1 <= numbers[0] <= 3


def is_body_row(matrix: Matrix, r: int) -> bool:
    """Whether a row shows what a header never does."""
    texts = [(c, fold_label(cell.text)) for c, cell in _starting(matrix, r) if not is_blank(cell.text)]
    if not texts:
        return r > 0
    if any(_is_figure(text) for _, text in texts):
        return True
    first = texts[0][1]
    if find_ordinal(first) and not is_header_word(first):
        return True
    labels = [text for _, text in texts if text not in _CODE_PARTS]
    if labels and all(is_total_word(text) for text in labels) and len(labels) == 1:
        return not _is_top_of_column(matrix, r, texts[-1][0])
    if r == 0 or _is_sub_header(matrix, r, [c for c, _ in texts]):
        return False
    return not any(is_header_word(text) for _, text in texts) and _is_row_label(matrix, r, texts)


def _is_sub_header(matrix: Matrix, r: int, columns: Sequence[int]) -> bool:
    """Whether texts of unknown words stand only under merged header cells (人员支出 and 公用支出 under 基本支出).

    The first column goes on from the row above; where merges are lost (a text) it is blank, and so is all above the
    second and later columns of each group.
    """
    row, above = matrix[r], matrix[r - 1]
    if row[0] is above[0]:
        return all(_is_wide(above, c) for c in columns)
    if len(columns) < 2 or row[0].text.strip() or row[0].place.box is not None:
        return False
    has_head = [bool(above[c].text.strip()) for c in columns]
    return (
        has_head[0]
        and not all(has_head)
        and all(b - a == 1 or has_head[i + 1] for i, (a, b) in enumerate(pairwise(columns)))
    )


def _is_wide(row: Sequence[GridCell], c: int) -> bool:
    """Whether the cell at a column is merged over a neighbouring one."""
    return bool(row[c].text.strip()) and any(0 <= k < len(row) and row[k] is row[c] for k in (c - 1, c + 1))


def _is_row_label(matrix: Matrix, r: int, texts: list[tuple[int, str]]) -> bool:
    """A lone text, or texts in half of the columns at most, under a header that is complete in the first one's column.

    Any texts where the header over the first two columns is complete: sub-headers stand under merged cells.
    """
    if not _has_text_above(matrix, r, texts[0][0]):
        return False
    if len(texts) == 1 or len(texts) * 2 <= len(matrix[r]):
        return True
    above = matrix[r - 1]
    return texts[0][0] == 0 and len(above) > 1 and above[0] is not above[1] and _has_text_above(matrix, r, 1)


def _is_top_of_column(matrix: Matrix, r: int, column: int) -> bool:
    """合计 alone in a row is a column header when nothing stands above it or its neighbours have headers below."""
    if r == 0:
        return True
    return r + 1 < len(matrix) and column > 0 and not _has_text_above(matrix, r, 0)


def _has_text_above(matrix: Matrix, r: int, column: int) -> bool:
    return any(matrix[k][column].text.strip() for k in range(r) if matrix[k][column] is not matrix[r][column])


def _is_figure(text: str) -> bool:
    return text_to_amount(text) is not None and not _YEAR.fullmatch(text)


def _starting(matrix: Matrix, r: int) -> list[tuple[int, GridCell]]:
    """The cells that begin in this row, each once, with their column."""
    row, above = matrix[r], matrix[r - 1] if r else None
    return [
        (c, cell)
        for c, cell in enumerate(row)
        if (above is None or above[c] is not cell) and (c == 0 or row[c - 1] is not cell)
    ]


def _distinct(row: Sequence[GridCell]) -> list[GridCell]:
    return [cell for c, cell in enumerate(row) if c == 0 or row[c - 1] is not cell]


def _extent_of_header_words(matrix: Matrix) -> int:
    """The header of a table in which no row is surely body: down to the last row of header words or column numbers."""
    with_words = (
        r
        for r in range(min(len(matrix), MAX_HEADER_ROWS))
        if r == 0
        or is_column_number_row(matrix[r])
        or any(is_header_word(fold_label(cell.text)) for _, cell in _starting(matrix, r) if cell.text.strip())
    )
    depth = max(with_words, default=-1) + 1
    return depth + (depth < len(matrix) and is_column_number_row(matrix[depth]))


def looks_like_header(matrix: Matrix) -> bool:
    """Whether the first rows are a header by their words, not merely by the lack of figures."""
    depth = count_header_rows(matrix)
    texts = {fold_label(cell.text) for row in matrix[:depth] for cell in row if cell.text.strip()}
    return sum(is_header_word(text) for text in texts) >= 2


def header_texts(rows: Matrix) -> tuple[tuple[str, ...], ...]:
    """The folded texts of header rows, each merged cell once, to compare two printings of one header."""
    return tuple(tuple(fold_label(cell.text) for cell in _distinct(row) if cell.text.strip()) for row in rows)


def repeated_header_rows(header: Matrix, matrix: Matrix) -> int:
    """How many rows at the top of a later piece print the header (or its last rows) again."""
    known = set(header_texts(header))
    return sum(1 for _ in takewhile(lambda texts: texts and texts in known, header_texts(matrix[: len(header) + 1])))
