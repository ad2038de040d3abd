"""What layout passes on: the document in order, tables stitched, prose lines between them."""

from __future__ import annotations

from dataclasses import dataclass

from budget.models import GridCell, Table, TextLine

Matrix = tuple[tuple[GridCell, ...], ...]
"""Cells by row and column; a merged cell stands (as the same object) in every place it covers."""

LayoutBlock = TextLine | Table


@dataclass(frozen=True, slots=True)
class Layout:
    """A document in reading order: prose lines and whole tables."""

    blocks: tuple[LayoutBlock, ...]
    repeated: tuple[Table, ...] = ()
    """Further printings of tables that are among the blocks; their figures are read once."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in the order they are printed."""
        return tuple(b for b in self.blocks if isinstance(b, Table))

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """The prose: every line outside tables, captions, notes, page headers and footers."""
        return tuple(b for b in self.blocks if isinstance(b, TextLine))


@dataclass(frozen=True, slots=True)
class Caption:
    """The head of a table as printed. `title` is "" and the others None where nothing is printed."""

    title: str = ""
    number: str | None = None
    unit_text: str | None = None
    department: str | None = None
    lines: tuple[TextLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a table that stands on one page, with the caption and notes that were inside its grid."""

    page: int
    matrix: Matrix
    caption: Caption = Caption()
    notes: tuple[TextLine, ...] = ()
    is_split: bool = False
    """True when it was cut out of a grid that holds more than one table."""
