"""A Table's rows as the tokens they print: the common ground of text and PDF forms.

A covered place of a merged cell (None) and an empty cell both say nothing here; what counts is what is printed,
in which column it begins and how far it reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from budget.amounts import text_to_amount
from budget.forms import performance_labels as vocabulary
from budget.models import Doubt, Figure, GridRow, Message, Notice, NoticeKind, Place, Stated, Table, TextLine, Unit, say
from budget.models.places import join_places
from budget.text import fold_label, squeeze

SAMPLE_LENGTH = 40

_AMOUNT_WITH_UNIT = re.compile(r"(?P<figure>[-－(（]?[\d,.，]+[)）]?)(?P<unit>亿元|万元|千元|元)?")
_LABEL_WITH_COLON = re.compile(r"(?:^|(?<=\s))(?P<label>[^:：\s]{2,20})\s*[:：]")
_UNIT_IN_LABEL = re.compile(r"(亿元|万元|千元|元)\)?$")


@dataclass(frozen=True, slots=True)
class Token:
    """A printed cell: its text without line wraps, its folded text, the column it begins in and those it spans."""

    text: str
    folded: str
    column: int
    span: int
    place: Place
    doubt: Doubt | None = None

    def with_text(self, text: str) -> Token:
        """The cell with another text."""
        return replace(self, text=text, folded=fold_label(text))

    def to_stated(self) -> Stated:
        """The token as a stated cell of a form."""
        return Stated(self.text, self.place)


FormRow = tuple[Token, ...]


def table_to_rows(table: Table) -> list[FormRow]:
    """All rows that print something; of the caption and the notes only lines that state a known label's value."""
    head = _lines_to_rows(table.caption)
    body = [
        tuple(piece for token in row for piece in split_inline(token) or (token,))
        for cells in table.rows
        if (row := cells_to_row(cells))
    ]
    return [*head, *body, *_lines_to_rows(table.notes)]


def cells_to_row(cells: GridRow) -> FormRow:
    """The non-empty cells of a grid row."""
    return tuple(
        Token(text, fold_label(text), column, cell.column_span, cell.place, cell.doubt)
        for column, cell in enumerate(cells)
        if cell is not None and (text := unwrap(cell.text))
    )


def unwrap(text: str) -> str:
    """A cell's text on one line: a wrap inside Chinese text disappears, between Latin words it was a space.

    >>> unwrap("大气污染防治精\\n细化管理"), unwrap("per\\nhead")
    ('大气污染防治精细化管理', 'per head')
    """
    return re.sub(r"(?<=[A-Za-z,])\s*\n\s*(?=[A-Za-z])", " ", text).replace("\n", "").strip()


def split_inline(token: Token) -> tuple[Token, ...] | None:
    """Labels and values printed in one cell ("实施单位 长治市…", "负责人：甲 电话：1"); None for any other cell."""
    found = _LABEL_WITH_COLON.finditer(token.text)
    cuts = [cut for cut in found if _is_head_label(fold_label(cut["label"]))]
    if cuts and cuts[0].start() == 0:
        ends = [*(cut.start() for cut in cuts[1:]), len(token.text)]
        pieces = [p for cut, end in zip(cuts, ends, strict=True) for p in (cut["label"], token.text[cut.end() : end])]
    else:
        label, _, value = token.text.partition(" ")
        pieces = [label, value] if _is_head_label(fold_label(label)) else []
    cut_up = tuple(replace(token.with_text(piece.strip()), span=1) for piece in pieces if piece.strip())
    return cut_up if len(cut_up) > 1 else None


def _is_head_label(folded: str) -> bool:
    return folded in vocabulary.FIELDS or vocabulary.goal_scope(folded) is not None


def text_to_figure(text: str, unit: Unit | None, place: Place, doubt: Doubt | None = None) -> Figure | None:
    """A printed amount, its own unit ("100万元") before the form's; None when the text is no amount.

    >>> text_to_figure("243,719.1", Unit.YUAN, Place(line=1)).yuan, text_to_figure("24.37万元", None, Place()).yuan
    (Decimal('243719.1'), Decimal('243700.00'))
    """
    found = _AMOUNT_WITH_UNIT.fullmatch(squeeze(text))
    value = text_to_amount(found["figure"]) if found else None
    if found is None or value is None:
        return None
    return Figure(value, text, Unit(found["unit"]) if found["unit"] else unit, place, doubt)


def label_to_unit(folded: str) -> Unit | None:
    """The unit a label ends with: "项目资金(元)" → 元; None when it names none.

    >>> label_to_unit("项目资金(元)"), label_to_unit("资金总额(万元)"), label_to_unit("项目资金")
    (<Unit.YUAN: '元'>, <Unit.TEN_THOUSAND: '万元'>, None)
    """
    found = _UNIT_IN_LABEL.search(folded.rstrip(":"))
    return Unit(found[1]) if found else None


def row_text(row: Iterable[Token]) -> str:
    """What a row prints, on one line; long cells by their beginning."""
    return "｜".join(token.text[:SAMPLE_LENGTH] for token in row)


def unplaced_notices(cells: Sequence[Token], why: Message) -> list[Notice]:
    """The notice of printed cells that found no place (where, what is printed, why); none where there are none."""
    if not cells:
        return []
    place = join_places([cell.place for cell in cells])
    return [Notice(NoticeKind.NOT_READ, place, say("form.unplaced", place=place, row=row_text(cells), why=why))]


def _lines_to_rows(lines: Iterable[TextLine]) -> list[FormRow]:
    tokens = (Token(text := unwrap(line.text), fold_label(text), 0, 1, line.place, line.doubt) for line in lines)
    return [row for token in tokens if (row := split_inline(token))]
