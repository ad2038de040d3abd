"""Cards of findings and the annotated prose as HTML: sign and word before colour, every figure a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from markupsafe import Markup

from budget.models import Ref, Status
from budget.ui.html import folded, link
from budget.ui.markup import Child, element, fragment, show, style
from budget.ui.reader import Reader
from budget.views.annotated import AGREEING, DIFFERING, UNCHECKED, AnnotatedSection, Piece
from budget.views.ledger import FindingCard, Standing, cell_findings, open_ledger

SIGNS = {AGREEING: ("✓", "与表相符"), DIFFERING: ("✗", "与表不符"), UNCHECKED: ("?", "没法核对")}
SHOWN_SIDES = 4
"""So many places stand side by side; more are folded."""


@cache
def ledger_style() -> Markup:
    """The few rules that only these parts need."""
    return style(Path(__file__).with_name("ledger.css").read_text("utf-8"))


def show_findings(cards: Sequence[FindingCard], reader: Reader) -> None:
    """Findings as cards, both sides beside each other."""
    show(fragment(ledger_style(), (_card(card, reader) for card in cards)))


def show_cell_findings(reader: Reader, ref: Ref) -> None:
    """What the ledger says of the figure whose evidence is open: contradictions in full, the rest folded."""
    cards = reader.get(cell_findings, reader.get(open_ledger), ref)
    if not cards:
        return
    failed = [card for card in cards if card.status is Status.FAILED]
    told = f"这个数参与 {len(cards)} 项核对，{f'{len(failed)} 项不符' if failed else '没有不符的'}。"
    sign = element("span.mz-outcome.mz-failed", "✗ 不符")
    items = (element("li", sign, " ", card.sentence) for card in failed)
    others = fragment(element("li", card.outcome, " ", card.sentence) for card in cards if card not in failed)
    rest = folded("其余核对", element("ul", others)) if others else None
    show(fragment(ledger_style(), element("h3.mz-h3", "核对"), element("p", told), element("ul", items), rest))


def show_annotated(sections: Sequence[AnnotatedSection], reader: Reader) -> None:
    """The prose with its figures marked; sections with a contradiction stand open."""
    legend = (element("span", _sign(verdict), " ", word) for verdict, (_, word) in SIGNS.items())
    body = (_section(section, reader) for section in sections)
    show(fragment(ledger_style(), element("p.mz-legend", legend), body))


def _card(card: FindingCard, reader: Reader) -> Markup:
    outcome = element(f"span.mz-outcome.mz-{card.status.value}", card.outcome)
    sides, rest = card.sides[:SHOWN_SIDES], card.sides[SHOWN_SIDES:]
    return element(
        "article.mz-finding",
        element("p.mz-finding-head", outcome, element("span.mz-quiet", f"{card.class_name} · {card.title}")),
        element("p.mz-sentence", card.sentence),
        _sides(sides, reader),
        folded(f"另外 {len(rest)} 个数", _sides(rest, reader)) if rest else None,
        folded(f"同一原因还见于 {len(card.also)} 处", _sides(card.also, reader)) if card.also else None,
        element("p.mz-quiet", card.reason) if card.reason else None,
    )


def _sides(sides: Sequence[Standing], reader: Reader) -> Markup:
    return element("div.mz-sides", (_side(side, reader) for side in sides))


def _side(side: Standing, reader: Reader) -> Markup:
    words = side.text
    if side.cell:
        words = link(reader.link(cell=side.cell), words, "mz-fig", title="看这个数在原文哪里")
    size = "mz-side-figure" if side.cell or len(side.text) < 16 else "mz-side-words"
    label = " · ".join(part for part in (side.row, side.column) if part)
    where = " ".join(part for part in (f"《{side.table}》" if side.table else "", side.place) if part)
    quiet = (element("p.mz-quiet", line) for line in (label, where) if line)
    return element("div.mz-side", element(f"p.{size}", words), quiet)


def _section(section: AnnotatedSection, reader: Reader) -> Markup:
    found = section.counts
    counts = f"{found[AGREEING]} 个相符，{found[DIFFERING]} 个不符，{found[UNCHECKED]} 个没法核对"
    heading = (section.heading, element("span.mz-quiet", f"　{section.place}　{counts}"))
    body = (element("p", (_piece(piece, reader) for piece in paragraph)) for paragraph in section.paragraphs)
    return folded(heading, body, kind="mz-fold mz-passage", open=found[DIFFERING] > 0)


def _piece(piece: Piece, reader: Reader) -> Child:
    if not piece.verdict:
        return piece.text
    marked: Child = (piece.text, _sign(piece.verdict))
    if piece.cell:
        marked = link(reader.link(cell=piece.cell), marked, "mz-fig")
    tip = element("span.mz-tip", piece.words, role="tooltip")
    return element(f"span.mz-mark.mz-mark-{piece.verdict}", marked, tip, tabindex=0)


def _sign(verdict: str) -> Markup:
    sign, word = SIGNS[verdict]
    return element(f"sup.mz-sign.mz-sign-{verdict}", sign, role="img", aria_label=word)
