"""How much of what a document prints was read: the denominator is counted on the pages, not on what was parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budget.amounts import is_blank, text_to_amount
from budget.forms.performance_rows import row_text
from budget.forms.performance_untold import find_untold_rows
from budget.models import (
    FORM_KINDS,
    Coverage,
    Grid,
    GridCell,
    Message,
    Notice,
    NoticeKind,
    OverallForm,
    Page,
    Place,
    PrintedTable,
    ProjectForm,
    Table,
    TableKind,
    TextLine,
    Unread,
    say,
)

MONEY_LIKE = re.compile(r"\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+")
"""A cell that can only be an amount: codes, counts and ordinals print neither decimals nor separators."""
AMOUNT_IN_A_LINE = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2})(?![\d.,])")
AMOUNTS_OF_A_ROW = 2
SENTENCE_SIGN = re.compile(r"[，。；：、%％]|万元|亿元|\d元|平方米")
"""What prose has around its figures and a row of a table has not."""
GLUED = re.compile(r"-?\d[\d,]*\.\d{2}(?=[\u4e00-\u9fff(（])(?![万亿千百元倍个])")
"""A label that begins with an amount: the figure of one half run into the name of the other, without a rule between."""


def measure_coverage(
    pages: Sequence[Page],
    tables: Sequence[PrintedTable],
    kinds: Sequence[tuple[Table, TableKind]],
    forms: Sequence[OverallForm | ProjectForm] = (),
    repeated: Sequence[Table] = (),
) -> Coverage:
    """Figures printed in grids against figures that became values, and every place that was not read.

    `repeated`: further printings of tables that were read; their cells are not lost, and count once.
    """
    figures = [figure for table in tables for row in table.rows for figure in row.figures if not is_blank(figure.text)]
    read = sum(figure.value is not None for figure in figures)
    stray = list(_table_like_lines(pages))
    glued = [row for table in tables for row in table.rows if GLUED.match(row.name)]
    placed = {figure.place for figure in figures} | _form_places(kinds)
    placed |= {cell.place for table in repeated for row in table.rows for cell in row if cell}
    lost = [cell for cell in _money_cells(pages) if cell.place not in placed]
    unread = [
        *(Unread(f.place, f.text, say("unread.not_a_number")) for f in figures if f.value is None),
        *(Unread(cell.place, cell.text, say("unread.lost")) for cell in lost),
        *(Unread(row.place, row.name, say("unread.glued")) for row in glued),
        *(Unread(line.place, line.text, say("unread.line")) for line in stray),
        *(Unread(Place(page=page.number), "", said) for page in pages for said in _not_read(page.notices)),
        *(Unread(table.place, table.title, said) for table in tables for said in _not_read(table.notices)),
        *(_form_unread(form, said) for form in forms for said in _not_read(form.notices)),
        *(
            Unread(row[0].place, row_text(row), say("unread.form_row"))
            for row in find_untold_rows([table for table, kind in kinds if kind in FORM_KINDS], forms)
        ),
    ]
    printed = len(figures) + len(lost) + len(glued) + sum(len(AMOUNT_IN_A_LINE.findall(line.text)) for line in stray)
    return Coverage(printed, read, tuple(unread))


def _not_read(notices: Sequence[Notice]) -> Iterator[Message]:
    return (notice.message for notice in notices if notice.kind is NoticeKind.NOT_READ)


def _form_unread(form: OverallForm | ProjectForm, said: Message) -> Unread:
    """A row of a performance form that found no place; the message says its own line or page."""
    if isinstance(form, ProjectForm):
        return Unread(form.sheets[0], form.name.text, said)
    return Unread(form.place, "整体支出绩效目标", said)


def _form_places(kinds: Sequence[tuple[Table, TableKind]]) -> set[Place]:
    """Cells of performance forms: the form parsers answer for them with notices of their own."""
    return {cell.place for table, kind in kinds if kind in FORM_KINDS for row in table.rows for cell in row if cell}


def _table_like_lines(pages: Sequence[Page]) -> Iterator[TextLine]:
    """Lines outside grids that print two or more amounts and no sentence: rows of a table without rules."""
    lines = (block for page in pages for block in page.blocks if isinstance(block, TextLine))
    for line in lines:
        is_row = len(AMOUNT_IN_A_LINE.findall(line.text)) >= AMOUNTS_OF_A_ROW
        if is_row and not SENTENCE_SIGN.search(line.text):
            yield line


def _money_cells(pages: Sequence[Page]) -> Iterator[GridCell]:
    grids = (block for page in pages for block in page.blocks if isinstance(block, Grid))
    for grid in grids:
        for row in grid.rows:
            for cell in row:
                if cell and MONEY_LIKE.search(cell.text) and text_to_amount(cell.text) is not None:
                    yield cell
