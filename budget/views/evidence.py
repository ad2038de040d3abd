"""出处: a figure's place in words, its formula step by step, its citation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from budget.citation import Citation, cite_cell, cite_words
from budget.document.corrections import describe_correction
from budget.evidence import Fact, Formula, find_fact, near_lines, read_formula
from budget.evidence.formulas import Operation
from budget.evidence.lines import NearLine
from budget.evidence.received import how_received
from budget.models import CellRef, say
from budget.reading import Pictures
from budget.views.book import Book
from budget.views.money import DisplayUnit, amount_text
from budget.words import choice_to_text, message_to_text

BLANK = "（空白）"


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One fact as the dialog shows it: the figure, its words, where it stands, what must be known of the pages."""

    fact: Fact
    figure: str
    in_yuan: str
    facts: tuple[tuple[str, str], ...]
    place: str
    caution: str
    lines: tuple[NearLine, ...]


@dataclass(frozen=True, slots=True)
class Operand:
    """One line of a formula: how deep, its words, its figure, the reference it links to ("" for a step)."""

    depth: int
    sign: str
    label: str
    figure: str
    ref: str


@dataclass(frozen=True, slots=True)
class FormulaView:
    """A computed figure: the result, the formula in words, its operands in order."""

    result: str
    words: str
    operands: tuple[Operand, ...]


def evidence_view(book: Book, address: str) -> EvidenceView | None:
    """What the reference stands for; None when this document has no such place."""
    fact = find_fact(book.disclosure, address)
    if fact is None:
        return None
    return EvidenceView(
        fact=fact,
        figure=figure_words(fact),
        in_yuan=_in_yuan(fact),
        facts=tuple((label, text) for label, text in _facts(fact) if text),
        place=place_text(book, fact),
        caution=_caution(book, fact),
        lines=near_lines(book.disclosure, fact, book.sources),
    )


def figure_words(fact: Fact) -> str:
    """The printed characters with the unit they are in.

    A unit that is printed with the figure is not said twice.
    """
    if not fact.printed:
        return BLANK
    printed = fact.printed.replace("\n", "")
    return printed if not fact.unit or printed.endswith(fact.unit) else f"{printed} {fact.unit}"


def _in_yuan(fact: Fact) -> str:
    if fact.yuan is None:
        return "" if fact.printed or not fact.is_money else "空白格：没有印数，不是 0"
    return f"= {amount_text(fact.yuan, DisplayUnit.YUAN)} 元"


def _facts(fact: Fact) -> tuple[tuple[str, str], ...]:
    """What stands neither in the head of the dialog nor under its picture."""
    unit = (fact.unit or "表上未印") if fact.is_money else ""
    correction = fact.correction
    corrected = message_to_text(describe_correction(correction)) if correction else ""
    completed = f"左半印的是全文：{fact.completed_from}" if fact.completed_from else ""
    return (
        ("用作" if correction else "印刷的字符", fact.printed or BLANK),
        ("按声明更正", corrected),
        ("印刷的单位", unit),
        ("折合成元", _in_yuan(fact).removeprefix("= ")),
        ("格子放不下，被截断", completed),
        ("读得有疑问", choice_to_text(fact.doubt) if fact.doubt else ""),
    )


def place_text(book: Book, fact: Fact) -> str:
    """File (where there are several), page in the file and as printed, or line."""
    files, source = book.disclosure.files, book.source(fact.place)
    file = files[fact.place.file]
    said = source.say(fact.place)
    if isinstance(source.show, Pictures) and fact.place.page is not None:
        printed = source.show.printed_number(file.path, fact.place.page)
        if printed and printed != str(fact.place.page):
            said = say("source.printed_number", place=said, printed=printed)
    return message_to_text(say("place.in_file", file=file.name, place=said) if len(files) > 1 else said)


def _caution(book: Book, fact: Fact) -> str:
    received = how_received(book.disclosure)
    file = book.disclosure.files[fact.place.file]
    if received is None or not book.source(fact.place).has_pages or not received.note(file.name):
        return ""
    return (
        "这一页是按收到的公开文本重新排版的，不是原件的样子，页码也是重新排版后的；"
        f"文字和数与收到的文本一致（{received.name}，sha256 {received.sha256[:12]}…）。"
    )


def formula_view(book: Book, text: str, unit: DisplayUnit) -> FormulaView | None:
    """The formula of an address, worked out again; None when it is not one."""
    formula = read_formula(book.disclosure, text)
    if formula is None:
        return None
    return FormulaView(_value_words(formula, unit), formula.words, tuple(_operands(formula, unit, 0)))


def _value_words(part: Formula | Fact, unit: DisplayUnit) -> str:
    if isinstance(part, Fact):
        return figure_words(part)
    if part.value is None:
        return "算不出（有空白，或以 0 为底）"
    if part.is_percent:
        return f"{part.value.quantize(Decimal('0.01'))}%".replace("-", "−")
    return f"{amount_text(part.value, unit)} {unit.label}"


SIGNS = {
    Operation.SHARE: ("", "÷"),
    Operation.CHANGE: ("今年", "上年"),
    Operation.DIFF: ("", "−"),
    Operation.SUM: ("", "+"),
}


def _operands(formula: Formula, unit: DisplayUnit, depth: int) -> list[Operand]:
    made: list[Operand] = []
    for index, part in enumerate(formula.operands):
        sign = SIGNS[formula.operation][min(index, 1)]
        figure = _value_words(part, unit)
        if isinstance(part, Fact):
            words = " · ".join(filter(None, (part.heading, part.row, part.column)))
            made.append(Operand(depth, sign, words, figure, str(part.ref)))
        else:
            made += [Operand(depth, sign, f"算出：{part.words}", figure, ""), *_operands(part, unit, depth + 1)]
    return made


def cite_fact(book: Book, address: str, permalink: str, accessed: date, scope: str) -> Citation | None:
    """The citation of what a reference stands for."""
    fact = find_fact(book.disclosure, address)
    if fact is None:
        return None
    if isinstance(fact.ref, CellRef):
        return cite_cell(book.disclosure, address, permalink, accessed, scope)
    said = f"{fact.heading}中，“{fact.row}”{fact.column}为 {figure_words(fact)}"
    page = fact.place.page
    return cite_words(book.disclosure, said, permalink, accessed, place=place_text(book, fact), page=page, scope=scope)


def cite_formula(book: Book, view: FormulaView, permalink: str, accessed: date, scope: str) -> Citation:
    """The citation of a computed figure: the result, how it was computed, from which printed figures."""
    printed = "；".join(f"{operand.label} {operand.figure}" for operand in view.operands if operand.ref)
    said = f"{view.result}（{view.words}，由公开数计算：{printed}）"
    return cite_words(book.disclosure, said, permalink, accessed, scope=scope)


def citation_lines(book: Book, citation: Citation) -> tuple[tuple[str, str], ...]:
    """Label and value of a citation, with what must be known of a document that was typeset anew."""
    received = how_received(book.disclosure)
    is_typeset = received is not None and any(received.note(name) for name, _ in citation.about.files)
    if received is None or not is_typeset:
        return citation.lines()
    said = f"收到的是转换文本 {received.name}（{received.date} 收到，sha256 {received.sha256}）；页码是重新排版后的"
    return (*citation.lines(), ("原件", said))
