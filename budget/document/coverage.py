"""How much of what a document prints was read: the denominator is counted on the pages, not on what was parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from budget.amounts import AMOUNT, is_blank, text_to_amount
from budget.document.told import Told, form_statements, is_listed, read_pieces
from budget.forms import performance_labels as vocabulary
from budget.forms.performance_rows import SAMPLE_LENGTH, FormRow, Token, row_text, table_to_rows
from budget.forms.performance_sheet import NO_CONTENT
from budget.models import (
    FORM_KINDS,
    Coverage,
    Grid,
    GridCell,
    Notice,
    NoticeKind,
    OverallForm,
    Page,
    Place,
    PrintedTable,
    ProjectForm,
    Section,
    Side,
    Table,
    TableKind,
    TextLine,
    Unread,
    say,
)
from budget.models.places import join_places
from budget.text import fold
from budget.words import message_to_text

AMOUNTS_OF_A_ROW = 2
SENTENCE_SIGN = re.compile(r"[，。；：、%％]|万元|亿元|\d元|平方米")
"""What prose has around its figures and a row of a table has not."""
FORM_HEADS = ("funding.head", "funding.source_head", "funding.use_head")
GLUED = re.compile(r"-?\d[\d,]*\.\d{2}(?=[\u4e00-\u9fff(（])(?![万亿千百元倍个])")
"""A label that begins with an amount: the figure of one half run into the name of the other, without a rule between."""


def measure_coverage(
    pages: Sequence[Page],
    tables: Sequence[PrintedTable],
    kinds: Sequence[tuple[Table, TableKind]],
    forms: Sequence[OverallForm | ProjectForm] = (),
    repeated: Sequence[Table] = (),
    sections: Sequence[Section] = (),
) -> Coverage:
    """Figures printed in grids against figures that became values, and every place that was not read.

    `repeated`: further printings of tables that were read; their cells are not lost, and count once.
    """
    figures = [figure for table in tables for row in table.rows for figure in row.figures if not is_blank(figure.text)]
    read = [figure for figure in figures if figure.value is not None]
    doubtful = sum(figure.doubt is not None for figure in read)
    stray = list(_table_like_lines(pages))
    glued = [row for table in tables for row in table.rows if GLUED.match(row.name)]
    # the form parsers answer for the cells of forms with notices of their own
    form_tables = [table for table, kind in kinds if kind in FORM_KINDS]
    placed = {cell.place for table in (*form_tables, *repeated) for row in table.rows for cell in row if cell}
    placed |= {figure.place for figure in figures}
    placed |= {line.place for line in stray} | {line.place for section in sections for line in section.lines}
    read_there = Told(read_pieces(tables, forms, sections))
    lost = [one for one in _printed(pages) if one.place not in placed and not _is_told_whole(one, read_there)]
    unread = [
        *(Unread(f.place, f.text, say("unread.not_a_number")) for f in figures if f.value is None),
        *(Unread(cell.place, cell.text, say("unread.lost")) for cell in lost),
        *(Unread(row.place, row.name, say("unread.glued")) for row in glued),
        *(Unread(line.place, line.text, say("unread.line")) for line in stray),
        *(Unread(t.place or Place(page=page.number), "", t.message) for page in pages for t in _not_read(page.notices)),
        *(Unread(table.place, table.title, told.message) for table in tables for told in _not_read(table.notices)),
        *(_form_unread(form, told) for form in forms for told in _not_read(form.notices)),
        *(
            Unread(join_places([t.place for t in r]), row_text(r), say("unread.form_row"))
            for r in find_untold_rows(form_tables, forms)
        ),
    ]
    for cell in (cell for table in form_tables for row in table.rows for cell in row if cell):
        if not _is_told_whole(cell, read_there) and not is_listed(cell.place, unread):
            unread.append(Unread(cell.place, cell.text, say("unread.form_row")))
    printed = sum(_count_figures(text) for text in [f.text for f in figures] + [cell.text for cell in lost])
    printed += len(glued) + sum(len(AMOUNT.findall(line.text)) for line in stray)
    return Coverage(printed, len(read) - doubtful, tuple(unread), doubtful, tuple(find_open_structure(tables)))


def find_open_structure(tables: Sequence[PrintedTable]) -> Iterator[Unread]:
    """What is not known of tables that print amounts, table by table; their figures were read all the same."""
    seen: set[tuple[TableKind, Side | None, str | None]] = set()
    for table in tables:
        if not any(figure.value is not None for row in table.rows for figure in row.figures):
            continue
        body = (table.kind, table.side, table.department)
        found = (
            (say("structure.no_title"), not table.title),
            (say("structure.no_kind"), table.kind is TableKind.OTHER),
            (say("structure.no_unit"), not _has_unit(table)),
            (say("structure.second"), table.kind is not TableKind.OTHER and body in seen),
        )
        yield from (Unread(table.place, table.title, said) for said, holds in found if holds)
        seen.add(body)
        for above, row in pairwise(table.rows):
            if row.place.page != above.place.page and not row.code and not row.name:
                yield Unread(row.place, table.title, say("structure.half_row"))


def _has_unit(table: PrintedTable) -> bool:
    return all(figure.unit for row in table.rows for figure in row.figures if figure.value is not None) or bool(
        table.unit
    )


def _not_read(notices: Sequence[Notice]) -> Iterator[Notice]:
    return (notice for notice in notices if notice.kind is NoticeKind.NOT_READ)


def _form_unread(form: OverallForm | ProjectForm, told: Notice) -> Unread:
    """A row of a performance form that found no place; the message says its characters."""
    if isinstance(form, ProjectForm):
        return Unread(told.place or form.sheets[0], form.name.text, told.message)
    return Unread(told.place or form.place, "整体支出绩效目标", told.message)


def _table_like_lines(pages: Sequence[Page]) -> Iterator[TextLine]:
    """Lines outside grids that print two or more amounts and no sentence: rows of a table without rules."""
    lines = (block for page in pages for block in page.blocks if isinstance(block, TextLine))
    for line in lines:
        is_row = len(AMOUNT.findall(line.text)) >= AMOUNTS_OF_A_ROW
        if is_row and not SENTENCE_SIGN.search(line.text):
            yield line


def _count_figures(text: str) -> int:
    """How many figures a cell prints: one for each line that is one, at least one."""
    return max(1, sum(text_to_amount(line) is not None for line in text.split("\n")))


def _printed(pages: Sequence[Page]) -> Iterator[GridCell | TextLine]:
    for block in (block for page in pages for block in page.blocks):
        if isinstance(block, Grid):
            yield from (cell for row in block.rows for cell in row if cell)
        else:
            yield block


def _is_told_whole(printed: GridCell | TextLine, told: Told) -> bool:
    """Whether every amount of a cell or line stands in something that was read there."""
    return all(told.tells(amount, printed.place) for amount in AMOUNT.findall(printed.text))


def find_untold_rows(tables: Sequence[Table], forms: Sequence[OverallForm | ProjectForm]) -> Iterator[FormRow]:
    """The cells of each printed row of the tables that none of the forms tells, labels apart.

    The readers of forms tell what they know they can't place. This net knows nothing of how they read: it takes every
    printed cell that is no label and looks for its characters in what the forms say.
    """
    told = frozenset(fold(text) for form in forms for text in _form_texts(form))
    whole = "\n".join(told)
    for table in tables:
        for row in table_to_rows(table):
            lost = tuple(t for t in row if not (_is_label(t) or _is_told(fold(t.text), told, whole)))
            if lost:
                yield lost


def _is_told(text: str, told: frozenset[str], whole: str) -> bool:
    """A cell may hold label and amount, or be part of a text cut by a page; notices tell only how a long one begins."""
    return text in told or all(part[:SAMPLE_LENGTH] in whole for part in text.split(":"))


def _is_label(token: Token) -> bool:
    word = token.folded
    return (
        vocabulary.is_label(word)
        or NO_CONTENT.fullmatch(word) is not None
        or any(vocabulary.matches(pattern, word) for pattern in FORM_HEADS)
    )


def _form_texts(form: OverallForm | ProjectForm) -> Iterator[str]:
    """Everything that a form tells, its notices too."""
    yield from (message_to_text(notice.message) for notice in form.notices)
    yield from form.fields
    for line in form.funding:
        yield from (line.label, line.figure.text)
    for indicator in form.indicators:
        yield from (indicator.level1 or "", indicator.level2 or "")
    for stated in form_statements(form):
        yield from (stated.text, stated.printed_text or "")
