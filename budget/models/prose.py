"""What the narrative gives: sections, the figures they state, glossary and contents list."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budget.models.pages import TextLine
from budget.models.places import Place
from budget.models.refs import ProseRef
from budget.models.vocabulary import Doubt, StatementKind


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure stated in the prose.

    `subject` are the words it is said of ("节能环保支出"), `direction` +1 增加/增长, -1 减少/下降, 0 持平/相同, None
    where no change is stated; `clause` the sentence it stands in; `reason` the printed reason of a change;
    `start`, `end` its place in the section's text.
    """

    kind: StatementKind
    subject: str
    value: Decimal
    text: str
    unit_text: str
    direction: int | None
    clause: str
    reason: str | None
    section_id: str
    start: int
    end: int
    place: Place
    doubt: Doubt | None = None

    @property
    def ref(self) -> ProseRef:
        """Its name in the document."""
        return ProseRef(self.section_id, self.start)


@dataclass(frozen=True, slots=True)
class Section:
    """A headed piece of prose: `section_id` ("3.2"), its printed heading, its text with lines joined by "\\n"."""

    section_id: str
    number: str
    heading: str
    depth: int
    text: str
    place: Place
    lines: tuple[TextLine, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry (名词解释)."""

    term: str
    explanation: str
    place: Place


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the printed contents list with its printed page number."""

    heading: str
    printed_page: str | None
    place: Place
