"""Header rows → columns: their path of header cells, what they hold, and the blocks they form side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from budget.amounts import is_blank
from budget.forms.printed import is_figure_text
from budget.layout.head_words import text_to_unit
from budget.layout.headers import is_column_number_row
from budget.layout.records import Matrix
from budget.layout.vocabulary import is_total_word, words
from budget.models import GridCell, Unit
from budget.text import fold_label, squeeze

_UNIT_SUFFIX = re.compile(r"\((?:单位[:：])?(?:万元|千元|亿元|元)\)$")
_SUBJECT_CODE = re.compile(r"[1-5]\d{2}(?:\d{2}){0,2}")
_CODE_PART = re.compile(r"\d{1,2}")
_DIGITS = re.compile(r"\d{1,9}")
_CODE_PARTS = frozenset("类款项")
_SUBJECT_HEADER = re.compile(r"科目|分类|项目")


class ColumnRole(Enum):
    """What the cells of a column are."""

    CODE = "code"
    LABEL = "label"
    ATTRIBUTE = "attribute"
    LINE = "line"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Column:
    """One leaf column: its number in the grid, the header cells over it from top to leaf, and what it holds."""

    index: int
    path: tuple[str, ...]
    role: ColumnRole

    @property
    def leaf(self) -> str:
        """The folded lowest header cell without a money unit; "" when the column has no header."""
        return _UNIT_SUFFIX.sub("", fold_label(self.path[-1])) if self.path else ""

    @property
    def unit(self) -> Unit | None:
        """The money unit that the column's own header prints."""
        return text_to_unit(self.path[-1]) if self.path else None

    @property
    def is_count(self) -> bool:
        """Whether the column counts things or shares, not money."""
        return words("header", "count").match(fold_label("".join(self.path[-1:])))


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that belong together: labels on the left, their figures on the right."""

    columns: tuple[Column, ...]

    def of(self, *roles: ColumnRole) -> tuple[Column, ...]:
        """The columns of these roles in printed order."""
        return tuple(c for c in self.columns if c.role in roles)

    @property
    def figures(self) -> tuple[Column, ...]:
        """The columns of figures."""
        return self.of(ColumnRole.FIGURE)

    @property
    def header(self) -> str:
        """All header cells over the block, folded; to tell which half of a table it is."""
        return fold_label("|".join(dict.fromkeys(text for column in self.columns for text in column.path)))


def matrix_to_columns(matrix: Matrix, header_rows: int) -> tuple[Column, ...]:
    """The columns of a table whose first `header_rows` rows are its header."""
    header = [row for row in matrix[:header_rows] if not is_column_number_row(row)]
    body = matrix[header_rows:]
    width = len(matrix[0]) if matrix else 0
    columns: list[Column] = []
    for index, path in enumerate(header_to_paths(header, width)):
        columns.append(_to_column(index, path, body, columns[-1] if columns else None))
    return tuple(columns)


def header_to_paths(header: Sequence[Sequence[GridCell]], width: int) -> list[tuple[str, ...]]:
    """The header cells over each column, each once, white space removed."""
    filled = _fill_merged(header)
    over = [{id(row[c]): row[c] for row in filled}.values() for c in range(width)]
    return [tuple(text for cell in cells if (text := squeeze(cell.text))) for cells in over]


def _fill_merged(header: Sequence[Sequence[GridCell]]) -> list[list[GridCell]]:
    """Blank header cells that stand for merged ones go with their left neighbour.

    A converted text loses merges, and some printers rule every cell: a blank with a header below it belongs to the
    cell on its left when that one, too, has headers below.
    """
    rows = [list(row) for row in header]
    for r, row in enumerate(rows[:-1]):
        for c in range(1, len(row)):
            left, own = row[c - 1], row[c]
            is_one_group = r == 0 or rows[r - 1][c] is rows[r - 1][c - 1] or not rows[r - 1][c].text.strip()
            is_blank_group = not own.text.strip() and _has_text_below(rows, r, c) and _has_text_below(rows, r, c - 1)
            if is_blank_group and is_one_group and left.text.strip():
                row[c] = left
    return rows


def _has_text_below(rows: Sequence[Sequence[GridCell]], r: int, c: int) -> bool:
    return any(below[c].text.strip() and below[c] is not rows[r][c] for below in rows[r + 1 :])


def _to_column(index: int, path: tuple[str, ...], body: Matrix, left: Column | None) -> Column:
    texts = [fold_label(row[index].text) for row in body if index == 0 or row[index - 1] is not row[index]]
    texts = [text for text in texts if not is_blank(text)]
    if len(path) > 1 and is_total_word(fold_label(path[-1])) and _is_label_header(fold_label(path[-2])):
        path = path[:-1]  # the header row is the 合计 row at once, and this cell is its label
    # 款 and 项 in columns without a header beside their 类: two digits at most
    is_code_part = not path and left is not None and left.role is ColumnRole.CODE
    if is_code_part and all(text in _CODE_PARTS or _CODE_PART.fullmatch(text) for text in texts):
        return Column(index, path, ColumnRole.CODE)
    return Column(index, path, _role(path, texts))


def _is_second_classification(leaf: str, whole: str) -> bool:
    """A name or code of the governmental economic classification; 项目（按政府预算经济分类） heads its own block."""
    second = words("header", "second")
    return "按" not in whole and (second.match(leaf) or (second.match(whole) and _is_label_header(leaf)))


def _is_label_header(folded: str) -> bool:
    return words("header", "label").match(folded) or words("header", "code").match(folded)


def _role(path: tuple[str, ...], texts: Sequence[str]) -> ColumnRole:
    """By the header's words first; where they leave it open, by what the column prints."""
    leaf = _UNIT_SUFFIX.sub("", fold_label(path[-1])) if path else ""
    amounts = sum(is_figure_text(text) for text in texts)
    named = _role_by_header(leaf, fold_label("".join(path)), [t for t in texts if t not in _CODE_PARTS])
    if named in (None, ColumnRole.LABEL) and _is_code_column(path, texts):
        return ColumnRole.CODE
    if named is not None and not (named is ColumnRole.LABEL and amounts and amounts == len(texts)):
        return named
    # mostly no figures: targets print 50 and 340 among 良 (bj-yjj-2026-tables, p. 73; also bj-cc7d9c61, p. 83)
    if len(texts) > 2 * amounts or not (leaf or texts):
        return ColumnRole.LABEL
    return ColumnRole.FIGURE


def _role_by_header(leaf: str, whole: str, texts: Sequence[str]) -> ColumnRole | None:
    if _is_second_classification(leaf, whole):
        return ColumnRole.ATTRIBUTE
    if words("header", "line_number").match(leaf) or words("header", "sequence").match(leaf):
        return ColumnRole.LINE
    if words("header", "attribute").match(leaf) and not (texts and all(map(is_figure_text, texts))):
        return ColumnRole.ATTRIBUTE
    if words("header", "label").match(leaf):
        return ColumnRole.LABEL
    if words("header", "figure").match(leaf):
        return ColumnRole.FIGURE
    if words("header", "code").match(leaf):
        return ColumnRole.LINE if words("header", "code_exceptions").match(leaf) else ColumnRole.CODE
    return None


def _is_code_column(path: tuple[str, ...], texts: Sequence[str]) -> bool:
    """Codes under a merged header (科目 over code and name) or under none: bare digits, most of them 3, 5 or 7."""
    words_over = fold_label("".join(path))
    codes = [text for text in texts if text not in _CODE_PARTS and not is_total_word(text)]
    if not codes or (words_over and not _SUBJECT_HEADER.search(words_over)):
        return False
    subjects = sum(_SUBJECT_CODE.fullmatch(text) is not None for text in codes)
    return all(_DIGITS.fullmatch(text) for text in codes) and subjects * 2 > len(codes)


def columns_to_blocks(columns: Sequence[Column]) -> tuple[Block, ...]:
    """Cut the columns where labels begin again after figures; what lacks either stays with the block on its left."""
    groups: list[list[Column]] = [[]]
    for column in columns:
        has_figures = any(c.role is ColumnRole.FIGURE for c in groups[-1])
        if has_figures and column.role in (ColumnRole.LABEL, ColumnRole.CODE):
            groups.append([])
        groups[-1].append(column)
    joined = [groups[0]]
    for group in groups[1:]:
        roles = {c.role for c in group}
        if ColumnRole.LABEL in roles and ColumnRole.FIGURE in roles:
            joined.append(group)
        else:
            joined[-1].extend(group)
    return tuple(Block(tuple(group)) for group in joined)
