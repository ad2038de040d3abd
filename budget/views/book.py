"""A disclosure opened for reading: its frames as plain records, and the words that change with the phase."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Any

from budget.evidence.facts import forms_by_id
from budget.evidence.formulas import formula_refs, share_ref
from budget.frames import Record, records_of
from budget.models import (
    CellRef,
    Disclosure,
    Doubt,
    FormPart,
    FormRef,
    HeaderPath,
    Level,
    Measure,
    Phase,
    Place,
    PrintedTable,
    Scope,
    Vintage,
    parse_ref,
    say,
)
from budget.reading import SOURCES, Source, source_of
from budget.views.money import share_text
from budget.views.shapes import SHOWN, Cell, Column, KeyFigure, Provenance, Row, TableView
from budget.words import choice_to_text, message_to_text, place_to_text

VINTAGE_NAMES = {Vintage.ALL: "本年安排＋上年结转", Vintage.CURRENT_YEAR: "本年安排", Vintage.CARRYOVER_IN: "上年结转"}


@dataclass(frozen=True)
class Book:
    """A disclosure and what pages ask of it. Built once for all readers."""

    disclosure: Disclosure
    sources: tuple[Source, ...] = SOURCES

    @property
    def frames(self) -> Mapping[str, tuple[Record, ...]]:
        """Every frame as records."""
        return records_of(self.disclosure)

    @cached_property
    def _form_refs(self) -> Mapping[int, str]:
        """The evidence of every row of performance forms, by the row itself: the n-th of its form."""
        refs: dict[int, str] = {}
        for frame, part in (("indicators", FormPart.INDICATOR), ("project_funding", FormPart.FUNDING)):
            counts: dict[str, int] = {}
            for record in self.frames[frame]:
                owner = record["form_id"]
                refs[id(record)] = str(FormRef(owner, part, counts.get(owner, 0)))
                counts[owner] = counts.get(owner, 0) + 1
        return refs

    def form_ref(self, record: Record | None) -> str | None:
        """Where an indicator or a funding line of a form stands."""
        return self._form_refs.get(id(record)) if record is not None else None

    @cached_property
    def tables(self) -> Mapping[str, PrintedTable]:
        """Every printed table by its id."""
        return {table.table_id: table for table in self.disclosure.tables}

    def header_of(self, line: Record) -> HeaderPath:
        """The header cells over a figure of the frame `lines`."""
        return self.tables[line["table_id"]].columns[line["column_number"]]

    def rows(self, frame: str, **wanted: Any) -> Iterator[Record]:
        """The records of a frame whose columns have the wanted values."""
        return (r for r in self.frames[frame] if all(r[key] == value for key, value in wanted.items()))

    def first(self, frame: str, **wanted: Any) -> Record | None:
        """The first such record."""
        return next(self.rows(frame, **wanted), None)

    def total(self, measure: Measure, scope: Scope = Scope.ALL, vintage: Vintage = Vintage.ALL) -> Record | None:
        """A printed total: its `amount_yuan` and `cell`."""
        return self.first("totals", measure=measure, scope=scope, vintage=vintage)

    @property
    def is_final(self) -> bool:
        """Whether these are final accounts (决算)."""
        return self.disclosure.phase is Phase.FINAL_ACCOUNT

    @property
    def is_government(self) -> bool:
        """Whether this is the report of a whole county, city or province."""
        return self.disclosure.level is Level.GOVERNMENT

    @property
    def phase_word(self) -> str:
        """预算 or 决算."""
        return "决算" if self.is_final else "预算"

    @property
    def body(self) -> str:
        """Whose document it is."""
        return self.disclosure.department or self.disclosure.files[0].name

    @property
    def year_word(self) -> str:
        """The fiscal year with 年; empty where none is printed."""
        return f"{self.disclosure.fiscal_year}年" if self.disclosure.fiscal_year else ""

    @property
    def heading(self) -> str:
        """The line that names the open document."""
        level = {Level.DEPARTMENT: "部门", Level.UNIT: "单位", Level.GOVERNMENT: "政府"}.get(
            self.disclosure.level or Level.DEPARTMENT, ""
        )
        return " · ".join(filter(None, (self.body, f"{self.year_word}{level}{self.phase_word}")))

    @property
    def has_vintages(self) -> bool:
        """Whether the document tells this year's spending from that of carried-over money, both with an amount."""
        is_split = any(r["carryover_in_yuan"] for r in self.frames["subjects"]) or bool(
            self.total(Measure.EXPENDITURE, vintage=Vintage.CARRYOVER_IN)
        )
        return is_split and bool(amount_of(self.carryover)) and bool(amount_of(self.current_year))

    @cached_property
    def whole(self) -> Record | None:
        """The total everything else is part of."""
        measures = [Measure.EXPENDITURE, Measure.INCOME]
        measures.insert(0 if self.is_final else 2, Measure.SPENDING)
        widest = next((record for measure in measures if (record := self.total(measure))), None)
        spending = self.total(Measure.SPENDING, Scope.APPROPRIATION) or self.first("totals", measure=Measure.SPENDING)
        return widest or spending

    @cached_property
    def current_year(self) -> Record | None:
        """What was budgeted (or, in final accounts, received) this year."""
        return self.total(Measure.EXPENDITURE, vintage=Vintage.CURRENT_YEAR) or self.total(Measure.INCOME_CURRENT)

    @cached_property
    def carryover(self) -> Record | None:
        """What was carried over from earlier years."""
        sides = (Measure.EXPENDITURE, Measure.INCOME)
        return next((total for side in sides if (total := self.total(side, vintage=Vintage.CARRYOVER_IN))), None)

    def pages_of(self, table_id: str) -> str:
        """The pages of a table, "" where the source has none to name."""
        record = self.first("tables", table_id=table_id)
        return record["pages"] if record is not None and self.source().has_pages else ""

    @cached_property
    def doubts(self) -> Mapping[str, Doubt]:
        """Why figures may have been read wrong, by their reference; empty where nothing is doubtful."""
        cells = ((table.ref(r, c), figure.doubt) for table in self.disclosure.tables
                 for r, row in enumerate(table.rows) for c, figure in enumerate(row.figures))  # fmt: skip
        stated = ((one.ref, one.doubt) for section in self.disclosure.sections for one in section.statements)
        funding = (
            (FormRef(form.form_id, FormPart.FUNDING, index), line.figure.doubt)
            for form in forms_by_id(self.disclosure).values()
            for index, line in enumerate(form.funding)
        )
        return {str(ref): doubt for ref, doubt in chain(cells, stated, funding) if doubt}

    def doubt_of(self, address: str | None) -> Doubt | None:
        """Why the figure of a reference, or one of those in a formula, may have been read wrong."""
        if not address or not self.doubts:
            return None
        return next((self.doubts[ref] for ref in formula_refs(address) if ref in self.doubts), None)

    def source(self, place: Place | None = None) -> Source:
        """The kind of the file that a place is in; of the first file without one."""
        files = self.disclosure.files
        return source_of(files[place.file if place else 0], self.sources)

    def place_words(self, place: Place) -> str:
        """The place in words, with the file where the document came as several."""
        files, said = self.disclosure.files, place_to_text(place)
        is_told = len(files) > 1 and said
        return message_to_text(say("place.in_file", file=files[place.file].name, place=said)) if is_told else said

    def place_in_source(self, place: Place) -> str:
        """The place for one who opens the file: "PDF 第9页", "文本第516行"."""
        return message_to_text(self.source(place).say(place))

    def table_view(
        self, key: str, rows: Iterable[Row], cells: Iterable[str | None] = (), *, scope: str = "", limits: str = "",
        notes: Sequence[str] = (), without: Collection[str] = (), more: Sequence[Column] = (),
    ) -> TableView:  # fmt: skip
        """A table of `data/pages.toml` with these rows; `cells` are those its figures stand in.

        `scope` where it depends on the document; `limits` come before those of the file; of the file's columns those
        `without` are left out, `more` stand behind them.
        """
        shown = SHOWN.table[key]
        limits += shown.limits_final if self.is_final and shown.limits_final else shown.limits
        columns = (*(column for column in shown.columns if column.label not in without), *more)
        provenance = self.provenance(cells, scope or shown.scope, limits)
        return TableView(shown.name, shown.title or shown.name, columns, tuple(rows), tuple(notes), provenance)

    def provenance(self, cells: Iterable[str | None], scope: str, limits: str = "") -> Provenance:
        """The quiet line for figures that stand in these cells."""
        refs = [parse_ref(cell) for cell in cells if cell]
        ids = dict.fromkeys(ref.table_id for ref in refs if isinstance(ref, CellRef))
        titles = {r["table_id"]: r["title"] for r in self.frames["tables"]}
        # the halves of one printed table are one source
        named = {titles[i]: self.pages_of(i) for i in ids if i in titles}
        return Provenance(tuple(named.items()), scope, limits)


def amount_of(record: Record | None) -> Decimal | None:
    """The amount of a record; None where there is no record or it is blank."""
    return record["amount_yuan"] if record else None


def cell_of(record: Record | None) -> str | None:
    """The cell of a record; None where there is no record."""
    return record["cell"] if record else None


def vintage_hue(vintage: Vintage) -> str:
    """The colour of this year's money, or of carried-over money."""
    return "carryover" if vintage is Vintage.CARRYOVER_IN else "current"


def share_cell(part: Decimal | None, whole: Decimal | None, at: str | None, whole_at: str | None) -> Cell:
    """A share, tied to the places of the two amounts."""
    return Cell(share_text(part, whole), cell=share_ref(at, whole_at))


def share_figure(label: str, record: Record | None, whole: Record | None, of: str, scope: str, hue: str) -> KeyFigure:
    """A printed amount with its share of a printed whole; `of` names the whole ("占合计")."""
    amount, cell = amount_of(record), cell_of(record)
    compared = f"{of} {share_text(amount, amount_of(whole))}"
    return KeyFigure(label, amount, "", scope, compared, cell, hue, share_ref(cell, cell_of(whole)))


def money_scope(book: Book, scope: Scope, vintage: Vintage) -> str:
    """The scope that a figure wears: which money, and of which year where the document tells."""
    years = VINTAGE_NAMES[vintage] if book.has_vintages else ("含上年结转" if amount_of(book.carryover) else "")
    return " · ".join(filter(None, (choice_to_text(scope), years)))
