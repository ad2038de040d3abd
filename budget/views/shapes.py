"""What a page is made of: cells that know where they come from, tables, headline figures, answers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

import msgspec

from budget.models import Message, say
from budget.paths import DATA
from budget.words import message_to_text


class CellKind(StrEnum):
    """How a cell is set: words left, figures right."""

    TEXT = "text"
    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a shown table. `cell` refers to the printed cell, `to` are changes of the address it links to.

    A computed figure carries its formula there (`budget.evidence.formulas`).

    Money stands in `yuan` and is written in the reader's unit; a money cell with `yuan` None is blank in print.
    `help` explains the words of the cell. `bar` is a share of 100 drawn behind a figure, `hue` the meaning of its
    colour.
    """

    text: str = ""
    yuan: Decimal | None = None
    cell: str | None = None
    to: Mapping[str, str | None] | None = None
    note: str = ""
    help: str = ""
    bar: float | None = None
    hue: str = ""


class Column(msgspec.Struct, frozen=True, array_like=True):
    """A column of a shown table; `help` is the plain explanation of a term, `above` the header cells over its own.

    Words under one header cell have the same `above` and `label`.
    """

    label: str
    kind: CellKind = CellKind.TEXT
    help: str = ""
    above: tuple[str, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """Its header from the outermost cell to its own."""
        return (*self.above, self.label)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, how deep it is set in (0 = outermost), whether it is a total."""

    cells: tuple[Cell, ...]
    indent: int = 0
    is_total: bool = False
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """The quiet line under a panel: where it is printed, which money it counts, what it can't tell."""

    tables: tuple[tuple[str, str], ...] = ()
    """Table title and pages ("8、9") or "" where the source has no pages."""
    scope: str = ""
    limits: str = ""

    @property
    def tables_text(self) -> str:
        """The tables with their pages in one line."""
        return "；".join(message_to_text(_in_table(title, pages)) for title, pages in self.tables)


def _in_table(title: str, pages: str) -> Message:
    return say("place.in_table", table=title, place=say("place.pages", pages=pages) if pages else "")


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as shown; `name` goes into file names, `notes` are said under it in words."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    is_grouped: bool = False
    """Rows with the same first cell stand together: it is written once (and stays in the CSV)."""
    naming_column: int | None = 0
    """The column that says what a row is: in sight when the table scrolls. None in a table of figures alone."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A headline figure: money in `yuan` or words in `text`; its scope; a word of comparison."""

    label: str
    yuan: Decimal | None = None
    text: str = ""
    scope: str = ""
    compared: str = ""
    cell: str | None = None
    hue: str = ""
    compared_cell: str | None = None
    """Where the comparison stands, or the formula it follows from."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The top of a page: the question, the answer (bold between ** **), at most four figures."""

    question: str
    answer: str
    figures: tuple[KeyFigure, ...] = ()
    caution: str = ""


class ShownTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of `data/pages.toml`, which says what each field means."""

    name: str
    columns: tuple[Column, ...]
    title: str = ""
    scope: str = ""
    limits: str = ""
    limits_final: str = ""


class ShownHeadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The top of a page in `data/pages.toml`: sentences with {what is said} in them; `nothing` where nothing is."""

    question: str
    answer: str
    nothing: str = ""
    caution: str = ""
    figures: tuple[dict[str, Any], ...] = ()

    def fill(self, **said: object) -> Headline:
        """The headline of a document."""
        figures = ({part: words.format_map(said) for part, words in figure.items()} for figure in self.figures)
        shown = tuple(KeyFigure(**figure) for figure in figures)
        return Headline(self.question.format_map(said), self.answer.format_map(said), shown, self.caution)


class Shown(msgspec.Struct, frozen=True):
    """What pages show, in words."""

    headline: dict[str, ShownHeadline]
    table: dict[str, ShownTable]
    words: dict[str, dict[str, str]]


SHOWN = msgspec.convert(tomllib.loads((DATA / "pages.toml").read_text("utf-8")), Shown)
