"""Funding rows of a performance form: labels and amounts in turn, for the whole period and for the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from budget.amounts import is_blank
from budget.forms import performance_labels as vocabulary
from budget.forms.performance_indicators import is_cut_off
from budget.forms.performance_rows import FormRow, Token, label_to_unit, text_to_figure, unplaced_notices
from budget.models import Figure, FormScope, FundingLine, Notice, Unit, say
from budget.text import squeeze

MAX_LABEL_LENGTH = 30


@dataclass(slots=True)
class Funding:
    """The funding block read so far. `scopes`: scope and column of each total label.

    `blank_columns`: the lines of the last row that have no amount yet, by column.
    """

    unit: Unit | None = None
    lines: list[FundingLine] = field(default_factory=list)
    scopes: list[tuple[FormScope, int]] = field(default_factory=list)
    has_fixed_scopes: bool = False
    is_open: bool = False
    blank_columns: dict[int, int] = field(default_factory=dict)
    heads: Sequence[Token] = ()
    """The labels of the last row, where it printed nothing else."""


def is_funding_row(row: FormRow, funding: Funding) -> bool:
    """Whether a row states money: it opens the block by its head, or holds amounts and labels of money."""
    tokens = [token for piece in row for token in split_amount(piece, funding.unit)]
    if any(token.folded in vocabulary.FIELDS or vocabulary.is_goal(token.folded) for token in tokens):
        return False
    words = [token for token in tokens if not _is_amount(token)]
    labels = [t for t in words if len(t.folded) <= MAX_LABEL_LENGTH and vocabulary.matches("funding.line", t.folded)]
    if any(token not in labels and (not labels or not is_damaged_amount(token.text)) for token in words):
        return False
    opens = bool(words) and vocabulary.matches("funding.head", words[0].folded) and len(tokens) > 1
    has_amount = len(labels) < len(tokens)
    return opens or (funding.is_open and (bool(labels) or bool(funding.blank_columns))) or (has_amount and bool(labels))


def _under_heads(tokens: Sequence[Token], funding: Funding) -> list[Token]:
    """Labels under wider ones with these before them (财政拨款：基本支出); the wider ones have no amount."""
    pairs = [(next((h for h in funding.heads if h.column <= t.column < h.column + h.span), None), t) for t in tokens]
    heads = [head for head, _ in pairs if head and head.span > 1 and head in funding.heads]
    if len(heads) < len(tokens) or any(_is_amount(token) for token in tokens):
        funding.blank_columns = {}
        return list(tokens)
    kept = {line: column for column, line in funding.blank_columns.items() if column not in {h.column for h in heads}}
    lost = sorted(set(funding.blank_columns.values()) - kept.keys(), reverse=True)
    for line in lost:
        del funding.lines[line]
    funding.blank_columns = {column: line - sum(gone < line for gone in lost) for line, column in kept.items()}
    return [token.with_text(f"{head.text}：{token.text}") for head, token in pairs if head]


def is_damaged_amount(text: str) -> bool:
    """Whether a text that is no amount was meant as one: most of it is digits.

    >>> is_damaged_amount("30,00O"), is_damaged_amount("购买3台设备")
    (True, False)
    """
    return sum(character.isdecimal() for character in text) * 2 > len(text)


def read_funding_row(row: FormRow, funding: Funding) -> list[Notice]:
    """Add a row's lines; amounts printed under a row of labels fill these. Notices for what has no label."""
    funding.is_open = True
    head, *others = row
    if vocabulary.matches("funding.head", head.folded):
        funding.unit = label_to_unit(head.folded) or funding.unit
        row = tuple(others) if others and not _is_amount(others[0]) else row
    tokens = [token for piece in row for token in split_amount(piece, funding.unit)]
    if all(_is_amount(token) for token in tokens):
        return _fill_blanks(tokens, funding)
    pairs, unplaced = _pair_labels(_under_heads(tokens, funding))
    _learn_scopes(pairs, funding)
    funding.heads = tokens if not any(amount for _, amount in pairs) else ()
    for (label, amount), scope in zip(pairs, _pair_scopes(pairs, funding), strict=True):
        if amount is None:
            funding.blank_columns[label.column] = len(funding.lines)
        funding.lines.append(FundingLine(scope, _whole_label(label, pairs), _to_figure(label, amount, funding)))
    damaged = [amount for _, amount in pairs if amount and not _is_amount(amount)]
    lost, broken = say("unplaced.amount"), say("unplaced.damaged_amount")
    return unplaced_notices(unplaced, lost) + unplaced_notices(damaged, broken)


def split_amount(token: Token, unit: Unit | None) -> tuple[Token, ...]:
    """Label and amount printed in one cell ("资金总额：10606.75万元") cut in two; any other cell as it is."""
    label, colon, value = token.text.replace("：", ":").partition(":")
    if "其中" in label and ":" in value:
        label, colon, value = token.text.replace("：", ":").rpartition(":")
    if not colon or not label or text_to_figure(value, unit, token.place) is None:
        return (token,)
    return tuple(replace(token, text=part, folded=squeeze(part)) for part in (label, value.strip()))


def _pair_labels(tokens: Sequence[Token]) -> tuple[list[tuple[Token, Token | None]], list[Token]]:
    """Each label with the amount after it, None when another label follows; and the amounts that have no label."""
    pairs: list[tuple[Token, Token | None]] = []
    unplaced: list[Token] = []
    for token in tokens:
        if not _is_amount(token) and not is_damaged_amount(token.text):
            pairs.append((token, None))
        elif pairs and pairs[-1][1] is None:
            pairs[-1] = (pairs[-1][0], token)
        else:
            unplaced.append(token)
    return pairs, unplaced


def _learn_scopes(pairs: Sequence[tuple[Token, Token | None]], funding: Funding) -> None:
    """A row of total labels says which column is the whole period's and which the year's."""
    if funding.has_fixed_scopes:
        return
    said = [(_label_scope(label), label.column) for label, _ in pairs]
    scopes = [(scope, column) for scope, column in said if scope is not None]
    if len(scopes) == len(pairs):
        funding.scopes = scopes


def _label_scope(label: Token) -> FormScope | None:
    if vocabulary.matches("funding.period", label.folded):
        return FormScope.PERIOD
    return FormScope.YEAR if vocabulary.matches("funding.year", label.folded) else None


def _pair_scopes(pairs: Sequence[tuple[Token, Token | None]], funding: Funding) -> list[FormScope]:
    """By order where a row has as many labels as there are scopes, else by the nearest total label's column."""
    if not funding.scopes:
        return [FormScope.YEAR] * len(pairs)
    if len(pairs) == len(funding.scopes):
        return [scope for scope, _ in funding.scopes]
    return [min(funding.scopes, key=lambda item: abs(item[1] - label.column))[0] for label, _ in pairs]


def _whole_label(label: Token, pairs: Sequence[tuple[Token, Token | None]]) -> str:
    """The label without white space, completed from the left half's where it is cut off."""
    left = pairs[0][0]
    text = left.text if label is not left and is_cut_off(label.text, left.text) else label.text
    return squeeze(text).rstrip("：:")


def _to_figure(label: Token, amount: Token | None, funding: Funding) -> Figure:
    unit = label_to_unit(label.folded) or funding.unit
    if amount is None:
        return Figure(None, "", unit, label.place)
    figure = text_to_figure(amount.text, unit, amount.place, amount.doubt)
    return figure or Figure(None, amount.text, unit, amount.place, amount.doubt)


def _fill_blanks(tokens: Sequence[Token], funding: Funding) -> list[Notice]:
    unplaced = []
    for token in tokens:
        position = funding.blank_columns.get(token.column)
        if position is None or funding.lines[position].figure.text:
            unplaced.append(token)
            continue
        line = funding.lines[position]
        figure = text_to_figure(token.text, line.figure.unit, token.place, token.doubt)
        funding.lines[position] = replace(line, figure=figure or replace(line.figure, text=token.text))
    return unplaced_notices(unplaced, say("unplaced.amount"))


def _is_amount(token: Token) -> bool:
    return text_to_figure(token.text, None, token.place) is not None or is_blank(token.text)
