"""Messages → words of a language, by the catalogues in `data/messages/`; the only place where sentences are made.

A catalogue is a TOML file of sections: `[room]` with `name = "sentence with {argument}"`, so that the id of an entry is
"room.name". What stands behind a colon joins the parts of a list: `{names:；}`, `{sentences:_}` with nothing between
them, "、" where nothing is said. `“”` before it puts words in quotation marks, those inside made single: `{name:“”}`.
Values of closed sets are named by the catalogue: `Status.PASSED` is its entry "Status.passed".
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from string import Formatter
from typing import Any

from budget.amounts import format_amount
from budget.models import KINDS, Message, Money, Place, Sayable, choice_to_message, say
from budget.paths import DATA

CATALOGUES = DATA / "messages"
LIST_SIGN = "、"
NOTHING = "_"
"""The sign of a list whose parts stand together without anything between them."""

QUOTES = "“”"
SINGLE_QUOTES = "‘’"

Catalogue = Mapping[str, str]


class Language(StrEnum):
    """The languages that have a catalogue."""

    CHINESE = "zh"


def message_to_text(message: Message, language: Language = Language.CHINESE) -> str:
    """The message in words.

    Raises: KeyError where the catalogue has no such entry, or the entry an argument that the message lacks.

    >>> from budget.models import say
    >>> message_to_text(say("place.page", page=9))
    '第9页'
    """
    return fill(message, read_catalogue(language))


def fill(message: Message, catalogue: Catalogue) -> str:
    """The message in the words of a catalogue."""
    return _Words(catalogue).vformat(catalogue[message.id], (), message.said)


def choice_to_text(value: StrEnum, language: Language = Language.CHINESE) -> str:
    """What a value of a closed set is called.

    >>> from budget.models import Status
    >>> choice_to_text(Status.ROUNDING)
    '相符（四舍五入）'
    """
    return read_catalogue(language)[f"{type(value).__name__}.{value.value}"]


def choice_to_explanation(value: StrEnum, language: Language = Language.CHINESE) -> str:
    """What to know of a value beyond its name; "" where the name says it."""
    return read_catalogue(language).get(f"{type(value).__name__}_explained.{value.value}", "")


@cache
def read_catalogue(language: Language) -> Catalogue:
    """Every entry of a language: id → sentence.

    Raises: ValueError where two files give the same entry.
    """
    is_chinese = language is Language.CHINESE  # whose names of the kinds of table stand with all that is known of them
    entries = {choice_to_message(kind).id: facts.name for kind, facts in KINDS.items()} if is_chinese else {}
    for file in sorted((CATALOGUES / language.value).glob("*.toml")):
        for room, sentences in tomllib.loads(file.read_text("utf-8")).items():
            for name, sentence in sentences.items():
                if (entry := f"{room}.{name}") in entries:
                    raise ValueError(f"{file.name}: {entry} is given twice")
                entries[entry] = sentence
    return entries


class _Words(Formatter):
    """Fills a sentence: each kind of argument in its own words."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def format_field(self, value: Any, format_spec: str) -> str:
        """With the quotation marks and the joining sign that the sentence gives."""
        sign = format_spec.removeprefix(QUOTES)
        write = self._word if sign == format_spec else lambda one: quoted(self._word(one))
        if isinstance(value, tuple) and not isinstance(value, Place):
            return ("" if sign == NOTHING else sign or LIST_SIGN).join(write(one) for one in value)
        return write(value)

    def _word(self, value: Sayable) -> str:
        if isinstance(value, Message):
            return fill(value, self._catalogue)
        if isinstance(value, Place):
            return fill(place_to_message(value), self._catalogue)
        if isinstance(value, Money):
            number = format_amount(value.value, value.places)
            said = (
                say("money.amount", number=number, unit=value.unit)
                if value.unit
                else say("money.number", number=number)
            )
            return fill(said, self._catalogue)
        return format(value, "f") if isinstance(value, Decimal) else str(value)


def place_to_message(place: Place) -> Message:
    """Where something stands: a page of a PDF, a line of a text."""
    if place.line is not None:
        return say("place.line", line=place.line)
    return say("place.page", page=place.page or 0)


def place_to_text(place: Place, language: Language = Language.CHINESE) -> str:
    """The place in words: "第9页", "第516行"; "" where it is not known.

    >>> place_to_text(Place(page=9)), place_to_text(Place(line=516)), place_to_text(Place())
    ('第9页', '第516行', '')
    """
    is_known = place.line is not None or place.page is not None
    return message_to_text(place_to_message(place), language) if is_known else ""


def quoted(words: str) -> str:
    """Words in quotation marks, those inside them made single.

    >>> quoted("基本支出"), quoted("“三公”经费"), quoted("“行政运行（项）”")
    ('“基本支出”', '“‘三公’经费”', '“行政运行（项）”')
    """
    opening, closing = QUOTES[0], QUOTES[1]
    inner = words[1:-1] if words.startswith(opening) and words.find(closing) == len(words) - 1 else words
    return f"{opening}{inner.translate(str.maketrans(QUOTES, SINGLE_QUOTES))}{closing}"
