"""Cards of findings and the annotated prose as HTML: sign and word before colour, every figure a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from budget.models import Ref, Status
from budget.ui.html import link
from budget.ui.reader import Reader
from budget.views.annotated import AGREEING, DIFFERING, UNCHECKED, AnnotatedSection, Piece
from budget.views.ledger import FindingCard, Standing, cell_findings, open_ledger

SIGNS = {AGREEING: ("✓", "与表相符"), DIFFERING: ("✗", "与表不符"), UNCHECKED: ("?", "没法核对")}
SHOWN_SIDES = 4
"""So many places stand side by side; more are folded."""


@cache
def ledger_style() -> str:
    """The few rules that only these parts need."""
    return f"<style>{(Path(__file__).with_name('ledger.css')).read_text('utf-8')}</style>"


def show_findings(cards: Sequence[FindingCard], reader: Reader) -> None:
    """Findings as cards, both sides beside each other."""
    st.html(ledger_style() + "".join(_card(card, reader) for card in cards))


def show_cell_findings(reader: Reader, ref: Ref) -> None:
    """What the ledger says of the figure whose evidence is open: contradictions in full, the rest folded."""
    cards = reader.get(cell_findings, reader.get(open_ledger), ref)
    if not cards:
        return
    failed = [card for card in cards if card.status is Status.FAILED]
    told = f"这个数参与 {len(cards)} 项核对，{f'{len(failed)} 项不符' if failed else '没有不符的'}。"
    items = "".join(
        f"<li><span class='mz-outcome mz-failed'>✗ 不符</span> {escape(card.sentence)}</li>" for card in failed
    )
    rest = "".join(f"<li>{escape(card.outcome)} {escape(card.sentence)}</li>" for card in cards if card not in failed)
    folded = f"<details class='mz-fold'><summary>其余核对</summary><ul>{rest}</ul></details>" if rest else ""
    st.html(f"{ledger_style()}<h3 class='mz-h3'>核对</h3><p>{told}</p><ul>{items}</ul>{folded}")


def show_annotated(sections: Sequence[AnnotatedSection], reader: Reader) -> None:
    """The prose with its figures marked; sections with a contradiction stand open."""
    legend = "".join(f"<span>{_sign(verdict)} {word}</span>" for verdict, (_, word) in SIGNS.items())
    body = "".join(_section(section, reader) for section in sections)
    st.html(f"{ledger_style()}<p class='mz-legend'>{legend}</p>{body}")


def _card(card: FindingCard, reader: Reader) -> str:
    head = (
        f"<p class='mz-finding-head'><span class='mz-outcome mz-{card.status.value}'>{escape(card.outcome)}</span>"
        f"<span class='mz-quiet'>{escape(card.class_name)} · {escape(card.title)}</span></p>"
    )
    sides = "".join(_side(side, reader) for side in (card.first, *card.others[: SHOWN_SIDES - 1]) if side)
    rest = card.others[SHOWN_SIDES - 1 :]
    folded = _folded(f"另外 {len(rest)} 个数", rest, reader) + _folded(
        f"同一原因还见于 {len(card.also)} 处", card.also, reader
    )
    reason = f"<p class='mz-quiet'>{escape(card.reason)}</p>" if card.reason else ""
    return (
        f"<article class='mz-finding'>{head}<p class='mz-sentence'>{escape(card.sentence)}</p>"
        f"<div class='mz-sides'>{sides}</div>{folded}{reason}</article>"
    )


def _side(side: Standing, reader: Reader) -> str:
    words = escape(side.text)
    shown = link(reader.link(cell=side.cell), words, "mz-fig", title="看这个数在原文哪里") if side.cell else words
    size = "mz-side-figure" if side.cell or len(side.text) < 16 else "mz-side-words"
    label = escape(" · ".join(part for part in (side.row, side.column) if part))
    where = escape(" ".join(part for part in (f"《{side.table}》" if side.table else "", side.place) if part))
    quiet = "".join(f"<p class='mz-quiet'>{line}</p>" for line in (label, where) if line)
    return f"<div class='mz-side'><p class='{size}'>{shown}</p>{quiet}</div>"


def _folded(words: str, sides: Sequence[Standing], reader: Reader) -> str:
    if not sides:
        return ""
    boxes = "".join(_side(side, reader) for side in sides)
    return f"<details class='mz-fold'><summary>{escape(words)}</summary><div class='mz-sides'>{boxes}</div></details>"


def _section(section: AnnotatedSection, reader: Reader) -> str:
    counts = f"{section.agreeing} 个相符，{section.differing} 个不符，{section.unchecked} 个没法核对"
    heading = f"{escape(section.heading)}<span class='mz-quiet'>　{escape(section.place)}　{counts}</span>"
    body = "".join(
        f"<p>{''.join(_piece(piece, reader) for piece in paragraph)}</p>" for paragraph in section.paragraphs
    )
    state = " open" if section.differing else ""
    return f"<details class='mz-fold mz-passage'{state}><summary>{heading}</summary>{body}</details>"


def _piece(piece: Piece, reader: Reader) -> str:
    words = escape(piece.text)
    if not piece.verdict:
        return words
    marked = f"{words}{_sign(piece.verdict)}"
    if piece.cell:
        marked = link(reader.link(cell=piece.cell), marked, "mz-fig")
    tip = f"<span class='mz-tip' role='tooltip'>{escape(piece.words)}</span>"
    return f"<span class='mz-mark mz-mark-{piece.verdict}' tabindex='0'>{marked}{tip}</span>"


def _sign(verdict: str) -> str:
    sign, word = SIGNS[verdict]
    return f"<sup class='mz-sign mz-sign-{verdict}' role='img' aria-label='{word}'>{sign}</sup>"
