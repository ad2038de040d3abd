"""留意: neutral observations by rule, each with its formula, what it was chosen from, and where the figures stand."""

from __future__ import annotations

from itertools import groupby

from budget.export.csv_files import plain_decimal
from budget.models import Place
from budget.signals import Evidence, Measured, Signal, SignalRule, observe
from budget.views.book import Book
from budget.views.shapes import SHOWN, Cell, CellKind, Column, Headline, Provenance, Row, TableView
from budget.words import choice_to_explanation, choice_to_text, message_to_text, place_to_text

MOST_PLACES = 2
"""How many places one observation links to; the rest are counted."""


def open_signals(book: Book) -> tuple[Signal, ...]:
    """The observations, made once for all readers."""
    return observe(book.disclosure)


def observations_headline(book: Book, signals: tuple[Signal, ...]) -> Headline:
    """How many there are, and what they are not."""
    kinds = len({signal.rule for signal in signals})
    return SHOWN.headline["observations"].fill(rules=kinds, signals=len(signals))


def observation_tables(book: Book, signals: tuple[Signal, ...]) -> tuple[TableView, ...]:
    """One table for each rule."""
    return tuple(_rule_table(book, rule, list(group)) for rule, group in groupby(signals, key=lambda s: s.rule))


def _rule_table(book: Book, rule: SignalRule, signals: list[Signal]) -> TableView:
    first = signals[0]
    is_money = first.measured is Measured.YUAN
    population, title = message_to_text(first.population), choice_to_text(rule)
    value = Column("金额", CellKind.MONEY) if is_money else Column("数", CellKind.NUMBER)
    places = max(min(len(signal.evidence), MOST_PLACES) for signal in signals)
    columns = (Column("观察"), value, *(Column("出处" if i == 0 else "") for i in range(places)))
    rows = tuple(_row(book, signal, places, is_money) for signal in signals)
    notes = (f"算法：{choice_to_explanation(rule)}。从哪里选出：{population}。",)
    return TableView(title, title, columns, rows, notes, Provenance(scope=population))


def _row(book: Book, signal: Signal, places: int, is_money: bool) -> Row:
    number = (
        "" if signal.value is None else f"{plain_decimal(round(signal.value, 2))} {choice_to_text(signal.measured)}"
    )
    value = Cell(yuan=signal.value, cell=signal.evidence[0].cell) if is_money else Cell(number)
    shown = [_place(evidence) for evidence in signal.evidence[:places]]
    left = len(signal.evidence) - len(shown)
    if left:
        shown[-1] = Cell(shown[-1].text, to=shown[-1].to, note=f"，另有 {left} 处")
    return Row((Cell(message_to_text(signal.sentence)), value, *shown, *(Cell() for _ in range(places - len(shown)))))


def _place(evidence: Evidence) -> Cell:
    label = message_to_text(evidence.label)
    if evidence.cell:
        return Cell(label, to={"cell": evidence.cell})
    where = place_to_text(Place(evidence.page, evidence.line))
    return Cell(f"{label}（{where}）" if where else label)
