"""Heads and notes printed inside the ruled block: which grid rows are no part of the table's body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budget.layout.head_words import is_minor, is_note, is_title
from budget.layout.records import Matrix
from budget.layout.vocabulary import title_to_kind
from budget.models import GridCell, TextLine
from budget.text import fold

_BROKEN_UNIT = re.compile(r"(?<=[百千万亿])\s*\n\s*(?=元)")
"""A narrow cell breaks 单位：万元 before its last character, and 元 alone is another unit."""


def row_to_lines(row: Sequence[GridCell]) -> tuple[TextLine, ...]:
    """The printed lines of a grid row of a head or foot: each line break and each cell on its own.

    A label whose name stands in the next cell (部门： | 某局) is one line with it.
    """
    seen: dict[int, GridCell] = {id(cell): cell for cell in row if cell.text.strip()}
    lines: list[TextLine] = []
    for cell in seen.values():
        parts = [part.strip() for part in _BROKEN_UNIT.sub("", cell.text).split("\n") if part.strip()]
        if lines and lines[-1].text.endswith((":", "：")) and len(parts) == 1:
            lines[-1] = TextLine(lines[-1].text + parts[0], lines[-1].place)
        else:
            lines += [TextLine(part, cell.place) for part in parts]
    return tuple(lines)


def is_caption_row(row: Sequence[GridCell]) -> bool:
    """Whether a grid row is head only: title, number, department, unit or year, nothing else."""
    lines = row_to_lines(row)
    if not lines:
        return False
    parts = [part for line in lines for part in re.split(r"\s{2,}", line.text)]
    count = len({id(cell) for cell in row if cell.text.strip()})
    is_head = all(_is_head_text(part) for part in parts)
    return count <= 3 and (is_head or (count == 1 and all(_is_head_text(line.text) for line in lines)))


def _is_head_text(text: str) -> bool:
    if is_title(text):
        return title_to_kind(text) is not None or len(fold(text)) > 5
    return is_minor(text) and not re.fullmatch(r"[\W_]*", fold(text))


def is_note_row(row: Sequence[GridCell]) -> bool:
    """Whether a grid row is a note printed inside the ruled block: one text, and it is a note."""
    texts = {id(cell): cell.text for cell in row if cell.text.strip()}
    return len(texts) == 1 and is_note(next(iter(texts.values())))


def split_matrix_rows(matrix: Matrix) -> list[tuple[list[int], list[int]]]:
    """Row numbers of a grid grouped as (head rows, body rows), one pair for each table in it."""
    groups: list[tuple[list[int], list[int]]] = []
    for r, row in enumerate(matrix):
        has_body = bool(groups and groups[-1][1])
        # inside a body only a row with a title begins another table; at the top any row of a head does
        is_head = is_caption_row(row) and (
            not has_body or any(is_title(line.text) and title_to_kind(line.text) for line in row_to_lines(row))
        )
        if not groups or (is_head and has_body):
            groups.append(([], []))
        groups[-1][0 if is_head else 1].append(r)
    return groups
