"""How much of what a document prints was read: the denominator is counted on the pages, not on what was parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budget.amounts import is_blank, text_to_amount
from budget.forms.performance import NOT_PLACED
from budget.models import (
    Coverage,
    Grid,
    GridCell,
    OverallForm,
    Page,
    Place,
    PrintedTable,
    ProjectForm,
    Table,
    TableKind,
    Unread,
)

MONEY_LIKE = re.compile(r"\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+")
"""A cell that can only be an amount: codes, counts and ordinals print neither decimals nor separators."""


def measure_coverage(
    pages: Sequence[Page],
    tables: Sequence[PrintedTable],
    kinds: Sequence[tuple[Table, TableKind]],
    forms: Sequence[OverallForm | ProjectForm] = (),
) -> Coverage:
    """Figures printed in grids against figures that became values, and every place that was not read."""
    figures = [figure for table in tables for row in table.rows for figure in row.figures if not is_blank(figure.text)]
    read = sum(figure.value is not None for figure in figures)
    placed = {figure.place for figure in figures} | _form_places(kinds)
    lost = [cell for cell in _money_cells(pages) if cell.place not in placed]
    unread = [
        *(Unread(f.place, f.text, "金额格里的字符不是一个数") for f in figures if f.value is None),
        *(Unread(cell.place, cell.text, "这个数没有归入任何一张识别出的表") for cell in lost),
        *(Unread(Place(page=page.number), "", warning) for page in pages for warning in page.warnings),
        *(Unread(table.place, table.title, warning) for table in tables for warning in table.warnings),
        *(_form_unread(form, warning) for form in forms for warning in form.warnings if NOT_PLACED in warning),
    ]
    return Coverage(len(figures) + len(lost), read, tuple(unread))


def _form_unread(form: OverallForm | ProjectForm, warning: str) -> Unread:
    """A row of a performance form that found no place; the warning says its own line or page."""
    if isinstance(form, ProjectForm):
        return Unread(form.sheets[0], form.name.text, warning)
    return Unread(form.place, "整体支出绩效目标", warning)


def _form_places(kinds: Sequence[tuple[Table, TableKind]]) -> set[Place]:
    """Cells of performance forms: the form parsers answer for them with warnings of their own."""
    forms = (TableKind.PERFORMANCE_OVERALL, TableKind.PERFORMANCE_PROJECT)
    return {cell.place for table, kind in kinds if kind in forms for row in table.rows for cell in row if cell}


def _money_cells(pages: Sequence[Page]) -> Iterator[GridCell]:
    grids = (block for page in pages for block in page.blocks if isinstance(block, Grid))
    for grid in grids:
        for row in grid.rows:
            for cell in row:
                if cell and MONEY_LIKE.search(cell.text) and text_to_amount(cell.text) is not None:
                    yield cell
