"""核对: the ledger of a document as a page shows it; findings for the figures of other pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from budget.checks import check_disclosure
from budget.checks.ledger import check_prose
from budget.checks.prose.amounts import Verdict
from budget.export.ledger import STATUS_SIGNS, count_by_class
from budget.models import CheckClass, Finding, Operand, Ref, Status, Unit, rule_title
from budget.views.book import Book
from budget.views.shapes import SHOWN, Cell, Headline, Row, TableView
from budget.words import choice_to_explanation, choice_to_text, message_to_text

HELD = (Status.PASSED, Status.ROUNDING)
STATUS_CHOICES = tuple(SHOWN.words["outcomes"].items())
LISTED_STATUSES = tuple(value for value, _ in STATUS_CHOICES if value != Status.FAILED)
"""Outcomes that come by the dozen: shown as a table instead of cards."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """The findings of a document and the verdict of every figure of its prose; compared by identity."""

    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One side of a finding: the printed characters, where they stand, the cell they link to."""

    text: str
    table: str
    row: str
    column: str
    place: str
    cell: str | None


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding as a card: outcome in sign and words, its class, its rule's title, the sentence, its sides."""

    status: Status
    outcome: str
    class_name: str
    title: str
    sentence: str
    reason: str
    sides: tuple[Standing, ...]
    also: tuple[Standing, ...]


def open_ledger(book: Book) -> Ledger:
    """Check the document; built once for all readers."""
    return Ledger(check_disclosure(book.disclosure), check_prose(book.disclosure))


def ledger_headline(book: Book, ledger: Ledger) -> Headline:
    """What was checked, what held, what did not, what could not be checked."""
    counts = Counter(found.status for found in ledger.findings)
    checked = sum(counts[status] for status in (*HELD, Status.FAILED))
    held = sum(counts[status] for status in HELD)
    failed, unable = counts[Status.FAILED], counts[Status.NOT_POSSIBLE]
    told = f"**{failed} 处对不上**" if failed else "**没有发现对不上的地方**"
    return SHOWN.headline["ledger"].fill(
        body=book.body, checked=checked, held=held, rounded=counts[Status.ROUNDING], failed=failed, unable=unable,
        told=told, hue="failed" if failed else "",
    )  # fmt: skip


def class_table(book: Book, ledger: Ledger) -> TableView:
    """Class by class: checked, held, not, could not; each class links to its findings."""
    rows = []
    for check_class, counts in count_by_class(ledger.findings).items():
        if not counts:
            continue
        checked = sum(counts[status] for status in (*HELD, Status.FAILED))
        note = f" {choice_to_explanation(check_class)}"
        name = Cell(choice_to_text(check_class), note=note, to={"class": check_class.value})
        numbers = [checked, *(counts[status] for status in Status if status not in _LAST), *(counts[s] for s in _LAST)]
        rows.append(Row((name, *(Cell(f"{number:,}") for number in numbers))))
    return book.table_view("classes", rows)


_LAST = (Status.NOT_POSSIBLE, Status.NOT_APPLICABLE)


def finding_tables(book: Book, ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """The tables that findings speak of: (title, title) for the choice."""
    titles = dict.fromkeys(o.table for f in ledger.findings for o in (*f.operands, *f.also_at) if o.cell and o.table)
    return tuple((title, title) for title in titles)


def present_classes(book: Book, ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """The classes that this ledger has findings of."""
    present = {found.check_class for found in ledger.findings}
    return tuple((one.value, choice_to_text(one)) for one in CheckClass if one in present)


def chosen_findings(
    ledger: Ledger, check_class: str | None, table: str | None, status: str | None
) -> tuple[Finding, ...]:
    """The findings of a class, a table and an outcome; without an outcome those that do not hold."""
    wanted = Status(status) if status in set(Status) else Status.FAILED
    return tuple(
        found
        for found in ledger.findings
        if found.status is wanted
        and (check_class is None or found.check_class.value == check_class)
        and (table is None or any(o.table == table for o in (*found.operands, *found.also_at)))
    )


def finding_cards(
    book: Book, ledger: Ledger, check_class: str | None, table: str | None, status: str | None
) -> tuple[FindingCard, ...]:
    """The chosen findings as cards."""
    return tuple(finding_card(book, found) for found in chosen_findings(ledger, check_class, table, status))


def finding_card(book: Book, finding: Finding) -> FindingCard:
    """One finding as a card."""
    return FindingCard(
        status=finding.status,
        outcome=f"{STATUS_SIGNS[finding.status]} {choice_to_text(finding.status)}",
        class_name=choice_to_text(finding.check_class),
        title=message_to_text(rule_title(finding.rule)),
        sentence=message_to_text(finding.sentence),
        reason=message_to_text(finding.reason) if finding.reason else "",
        sides=tuple(operand_to_standing(book, operand) for operand in finding.operands),
        also=tuple(operand_to_standing(book, operand) for operand in finding.also_at),
    )


def findings_table(
    book: Book, ledger: Ledger, check_class: str | None, table: str | None, status: str | None
) -> TableView | None:
    """The chosen findings as a table, one a row, for long lists and for download; None when there are none."""
    cards = finding_cards(book, ledger, check_class, table, status)
    return book.table_view("findings", map(_card_row, cards)) if cards else None


def cell_findings(book: Book, ledger: Ledger, ref: Ref) -> tuple[FindingCard, ...]:
    """What the ledger says of one printed figure, contradictions first; for the pages that show the figure."""
    order = (Status.FAILED, Status.NOT_POSSIBLE, Status.ROUNDING, Status.PASSED)
    found = [f for f in ledger.findings if f.status in order and ref in {o.ref for o in (*f.operands, *f.also_at)}]
    return tuple(finding_card(book, f) for f in sorted(found, key=lambda f: order.index(f.status)))


def failed_cells(book: Book, ledger: Ledger) -> dict[str, str]:
    """Cell → sentence of the finding that does not hold there, to mark figures on other pages."""
    failed = [finding for finding in ledger.findings if finding.status is Status.FAILED]
    told = [(message_to_text(finding.sentence), (*finding.operands, *finding.also_at)) for finding in failed]
    return {str(operand.cell): sentence for sentence, operands in told for operand in operands if operand.cell}


def operand_to_standing(book: Book, operand: Operand) -> Standing:
    """Where one side stands, in words."""
    unit = operand.unit if operand.unit in set(Unit) else None
    has_unit = unit is None or operand.text.endswith(unit)
    text = operand.text or "（空白）"
    return Standing(
        text=text if has_unit or not operand.text else f"{text} {unit}",
        table=operand.table,
        row=operand.row,
        column=" · ".join(operand.column),
        place=book.place_words(operand.place),
        cell=str(operand.ref) if operand.ref else None,
    )


def _card_row(card: FindingCard) -> Row:
    first = card.sides[0] if card.sides else Standing("", "", "", "", "", None)
    where = " · ".join(part for part in (first.table, first.row, first.column, first.place) if part)
    reason = f" {card.reason}" if card.status in _LAST else ""
    link = {"cell": first.cell} if first.cell else None
    said = (Cell(card.class_name), Cell(card.outcome), Cell(card.sentence, note=reason))
    return Row((*said, Cell(first.text, to=link), Cell(where)))
