"""Page → its lines and pieces of tables: grids cleaned, heads and notes taken out, stacked tables cut apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budget.layout.captions import lines_to_caption
from budget.layout.furniture import furniture_lines
from budget.layout.grids import drop_blank_rows, grid_to_matrix
from budget.layout.head_words import is_body_name, is_minor, is_note, is_subtitle, is_title, strip_unit, text_to_unit
from budget.layout.records import Matrix, Piece
from budget.layout.vocabulary import title_to_kind
from budget.models import Grid, GridCell, Page, TextLine
from budget.text import fold, squeeze

Item = TextLine | Piece

MOST_HEAD_CELLS = 3
_LEADER = re.compile(r"^目[录次]$|[.．·]{4,}|…{2,}")
_BROKEN_UNIT = re.compile(r"(?<=[百千万亿])\s*\n\s*(?=元)")
"""A narrow cell breaks 单位：万元 before its last character, and 元 alone is another unit."""


def pages_to_items(pages: Sequence[Page]) -> Iterator[Item]:
    """All lines and pieces of the document in order, without page furniture."""
    furniture = furniture_lines(pages)
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Grid):
                yield from grid_to_items(block, page.number)
            elif id(block) not in furniture:
                yield block


def grid_to_items(grid: Grid, page: int) -> Iterator[Item]:
    """One grid → pieces of tables; a grid of a single column is prose in a box (a contents list)."""
    matrix = drop_blank_rows(grid_to_matrix(grid.rows))
    if not matrix:
        return
    groups = split_matrix_rows(matrix)
    for head, body in groups:
        caption = lines_to_caption([line for r in head for line in row_to_lines(matrix[r])])
        rows, notes = _split_note_rows([matrix[r] for r in body])
        if not rows or _is_boxed_prose(rows):
            yield from caption.lines
            yield from (line for row in rows for line in row_to_lines(row))
            yield from notes
        else:
            yield Piece(page, rows, caption, notes, is_split=len(groups) > 1)


def _split_note_rows(rows: list[tuple]) -> tuple[Matrix, tuple[TextLine, ...]]:
    """Body rows without the notes printed as the last rows of the block (and their unmarked continuation lines)."""
    first = next((r for r in range(len(rows)) if is_note_row(rows[r])), len(rows))
    if any(len({id(cell) for cell in row if cell.text.strip()}) > 1 for row in rows[first:]):
        first = len(rows)
    return tuple(rows[:first]), tuple(line for row in rows[first:] for line in row_to_lines(row))


def _is_boxed_prose(rows: Matrix) -> bool:
    """A frame round text: one column, or lines that fill all columns, or a contents list.

    Texts in one column of several are no prose: a page may show only the names of the right half of a table.
    """
    if all(cell is row[0] for row in rows for cell in row):
        return True
    texts = [[fold(cell.text) for cell in row if fold(cell.text)] for row in rows]
    leaders = sum(any(_LEADER.search(text) for text in row) for row in texts)
    return all(len(row) <= 2 for row in texts) and leaders * 2 > len(rows)


def row_to_lines(row: Sequence[GridCell]) -> tuple[TextLine, ...]:
    """The printed lines of a grid row of a head or foot: each line break and each cell on its own.

    A label whose name stands in the next cell (部门： | 某局) is one line with it.
    """
    seen: dict[int, GridCell] = {id(cell): cell for cell in row if cell.text.strip()}
    lines: list[TextLine] = []
    for cell in seen.values():
        text = _BROKEN_UNIT.sub("", cell.text) if strip_unit(cell.text) else squeeze(cell.text)
        parts = [part.strip() for part in text.split("\n") if part.strip()]
        if lines and lines[-1].text.endswith((":", "：")) and len(parts) == 1:
            lines[-1] = TextLine(lines[-1].text + parts[0], lines[-1].place)
        else:
            lines += [TextLine(part, cell.place) for part in parts]
    return tuple(lines)


def is_caption_row(row: Sequence[GridCell]) -> bool:
    """Whether a grid row is head only: title, number, department, unit or year, nothing else."""
    count = len({id(cell) for cell in row if cell.text.strip()})
    if not 1 <= count <= MOST_HEAD_CELLS:
        return False
    lines = row_to_lines(row)
    parts = [part for line in lines for part in re.split(r"\s{2,}", line.text)]
    # 某局 | 单位：万元
    has_unit = any(is_minor(part) and text_to_unit(part) for part in parts)
    is_head = all(_is_head_text(part) or (has_unit and is_body_name(part)) for part in parts)
    return is_head or (count == 1 and all(_is_head_text(line.text) for line in lines))


def _names_table(line: TextLine) -> bool:
    return is_title(line.text) and title_to_kind(line.text) is not None


def _is_subtitle_row(row: Sequence[GridCell]) -> bool:
    lines = row_to_lines(row)
    return len(lines) == 1 and is_subtitle(lines[0].text)


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
        is_head = is_caption_row(row) and (not has_body or any(map(_names_table, row_to_lines(row))))
        is_head = is_head or (not has_body and bool(groups) and _is_subtitle_row(row))
        if not groups or (is_head and has_body):
            groups.append(([], []))
        groups[-1][0 if is_head else 1].append(r)
    return groups
