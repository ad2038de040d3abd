"""A disclosure, whole: its files, everything read from them, and what was not."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar

from budget.models.forms import OverallForm, ProjectForm
from budget.models.kinds import TableKind
from budget.models.messages import Message, Notice
from budget.models.places import Place
from budget.models.prose import ContentsEntry, Section, Term
from budget.models.tables import PrintedTable
from budget.models.vocabulary import CorrectionKind, Level, Phase, Side

T = TypeVar("T")

ID_DIGITS = 16
"""Of a digest in a document's id: enough that no two of a million documents share one."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A region that could not be read or placed, with the reason; shown, never dropped."""

    place: Place
    text: str
    reason: Message


@dataclass(frozen=True, slots=True)
class MaskedItem:
    """Where private persons' names were masked and how many; `trigger` is the word that says what the text is about.

    The place is a whole cell or line: what stands in its box is covered on every picture of the page.
    """

    place: Place
    count: int
    trigger: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One declared change of what a document prints.

    `locator` says where ("line", "page", "table", "row", "form", "field"), in printed words; `places` are where it was
    found. A correction that is not applied did not find what it replaces, so many times: the document is as printed.
    """

    document_id: str
    kind: CorrectionKind
    locator: Mapping[str, str]
    printed: str
    used: str
    count: int
    reason: str
    date: datetime.date
    places: tuple[Place, ...] = ()
    is_applied: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many figures the tables print, how many became values for sure, how many in doubt, and what was not read."""

    figures_printed: int
    figures_read: int
    unread: tuple[Unread, ...]
    figures_doubtful: int = 0
    structure: tuple[Unread, ...] = ()
    """Tables with amounts of which something is not known: title, kind, unit, which of two it is, whose a row is."""


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """One file of a disclosure as received. `media` names its kind (`budget.reading.SOURCES`)."""

    path: str
    name: str
    sha256: str
    media: str
    page_count: int


def name_document(meta: Mapping[str, str], digests: Iterable[str]) -> str:
    """The id of a document: what it declares, else the start of the digests of its files."""
    return meta.get("id") or "-".join(digest[:ID_DIGITS] for digest in digests)


@dataclass(frozen=True)
class Disclosure:
    """One published budget or final account, whole. `department`, `fiscal_year`, … are None where not printed."""

    files: tuple[DocumentFile, ...]
    title: str
    department: str | None
    fiscal_year: int | None
    phase: Phase | None
    level: Level | None
    tables: tuple[PrintedTable, ...]
    sections: tuple[Section, ...]
    overall_form: OverallForm | None
    project_forms: tuple[ProjectForm, ...]
    glossary: tuple[Term, ...]
    contents: tuple[ContentsEntry, ...]
    coverage: Coverage
    notices: tuple[Notice, ...] = ()
    masked: tuple[MaskedItem, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """What is declared for this document, applied or not."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """What `meta.toml` beside a bundled document declares; empty for others."""

    @property
    def forms(self) -> tuple[OverallForm | ProjectForm, ...]:
        """Every performance form, the whole department's first."""
        return (*((self.overall_form,) if self.overall_form else ()), *self.project_forms)

    @property
    def document_id(self) -> str:
        """The same for the same files wherever they lie: its id in `meta.toml`, else the start of their digests."""
        return name_document(self.meta, [file.sha256 for file in self.files])

    def table(self, kind: TableKind, side: Side | None = None) -> PrintedTable | None:
        """The first table of that kind and half, None when the document has none."""
        return next((t for t in self.tables if t.kind is kind and t.side is side), None)


def once_per_disclosure(function: Callable[[Disclosure], T]) -> Callable[[Disclosure], T]:
    """The function, asked once for each disclosure: its answer lives as long as the disclosure does."""
    key = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(disclosure: Disclosure) -> T:
        memory = disclosure.__dict__  # the record is frozen; what follows from it may be kept beside its fields
        if key not in memory:
            memory[key] = function(disclosure)
        return memory[key]

    return kept
