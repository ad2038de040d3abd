"""The prose with every stated figure marked: agreeing, not agreeing, not checkable, each linked to its table cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from budget.checks.prose.amounts import Verdict
from budget.models import Section, Statement, StatementKind, Status
from budget.views.book import Book
from budget.views.ledger import Ledger
from budget.views.shapes import Cell, Row, TableView
from budget.views.words import ENDINGS
from budget.words import message_to_text

AGREEING = "agreeing"
DIFFERING = "differing"
UNCHECKED = "unchecked"
VERDICT_OF = {Status.PASSED: AGREEING, Status.ROUNDING: AGREEING, Status.FAILED: DIFFERING}
NOTABLE_PCT = 10
"""A change by more than so many percent of last year's figure should be explained (the rule prose_change_reason)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters; a stated figure has a verdict, the words of its finding and perhaps a cell."""

    text: str
    verdict: str = ""
    words: str = ""
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedSection:
    """A section whose figures are marked: paragraphs of pieces, and how many of each verdict."""

    heading: str
    place: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    counts: Counter[str]


def annotated_sections(book: Book, ledger: Ledger) -> tuple[AnnotatedSection, ...]:
    """The sections that state figures, in printed order."""
    by_section = {key: list(group) for key, group in groupby(ledger.verdicts, lambda v: v.statement.section_id)}
    sections = [s for s in book.disclosure.sections if s.section_id in by_section]
    return tuple(_annotate(book, section, by_section[section.section_id]) for section in sections)


def change_table(book: Book, ledger: Ledger) -> TableView | None:
    """Each change against last year with its stated reason beside it; changes above 10 % without one say so."""
    rows = tuple(_change_rows(book))
    if not rows:
        return None
    return book.table_view("changes", rows)


def _annotate(book: Book, section: Section, verdicts: list[Verdict]) -> AnnotatedSection:
    heading = " ".join(part for part in (section.number, section.heading) if part)
    paragraphs = tuple(_paragraphs(section.text, verdicts))
    return AnnotatedSection(heading, book.place_words(section.place), paragraphs, Counter(map(_verdict_of, verdicts)))


def _verdict_of(verdict: Verdict) -> str:
    return VERDICT_OF.get(verdict.finding.status, UNCHECKED)


def _pieces(text: str, verdicts: list[Verdict]) -> Iterator[Piece]:
    """The text cut at its stated figures; overlapping ones keep the first."""
    at = 0
    for verdict in sorted(verdicts, key=lambda v: v.statement.start):
        start, end = verdict.statement.start, verdict.statement.end
        if start < at:
            continue
        yield Piece(text[at:start])
        words = message_to_text(verdict.finding.told)
        opens = str(verdict.cell or verdict.statement.ref)
        yield Piece(text[start:end].replace("\n", ""), _verdict_of(verdict), words, opens)
        at = end
    yield Piece(text[at:])


def _paragraphs(text: str, verdicts: list[Verdict]) -> Iterator[tuple[Piece, ...]]:
    """Pieces in paragraphs: a printed line goes on in the next unless it ends a sentence."""
    paragraph: list[Piece] = []
    for piece in _pieces(text, verdicts):
        if piece.verdict:
            paragraph.append(piece)
            continue
        lines = piece.text.split("\n")
        for index, line in enumerate(lines):
            paragraph += [Piece(line)] if line else []
            if index < len(lines) - 1 and line.rstrip().endswith(ENDINGS):
                yield tuple(paragraph)
                paragraph = []
    if paragraph:
        yield tuple(paragraph)


def _change_rows(book: Book) -> Iterator[Row]:
    for section in book.disclosure.sections:
        for index, statement in enumerate(section.statements):
            if statement.kind is not StatementKind.CHANGE or not statement.direction:
                continue
            behind = (s for s in section.statements[index + 1 : index + 2] if s.kind is StatementKind.CHANGE_PCT)
            yield _change_row(book, section, statement, next(behind, None))


def _change_row(book: Book, section: Section, statement: Statement, percent: Statement | None) -> Row:
    word = "增加" if (statement.direction or 0) > 0 else "减少"
    is_notable = percent is not None and abs(percent.value) > NOTABLE_PCT
    reason = statement.reason or (percent.reason if percent else None)
    missing = "没有写原因（变动超过 10%）" if is_notable else "没有写原因"
    where = " · ".join(part for part in (section.heading, book.place_words(statement.place)) if part)
    said = (Cell(statement.subject), Cell(f"{word} {statement.text}"), Cell(percent.text if percent else ""))
    return Row((*said, Cell(reason or missing, hue="" if reason or not is_notable else "carryover"), Cell(where)))
