"""Messages → words of a language, by the catalogues in `data/messages/`; the only place where sentences are made.

A catalogue is a TOML file of sections: `[room]` with `name = "sentence with {argument}"`, so that the id of an entry is
"room.name". Lists are joined with "、"; an entry may give another sign: `{argument:；}`.
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
from budget.models import KINDS, Message, Money, Place, Said, TableKind
from budget.paths import DATA

CATALOGUES = DATA / "messages"
LIST_SIGN = "、"


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
    words = _Words(language)
    return words.vformat(read_catalogue(language)[message.id], (), message.said)


def choice_to_text(value: StrEnum, language: Language = Language.CHINESE) -> str:
    """What a value of a closed set is called; kinds of table have their names in their own file.

    >>> from budget.models import Measure
    >>> choice_to_text(Measure.PROJECTS)
    '项目支出表的合计'
    """
    if isinstance(value, TableKind):
        return KINDS[value].name
    return read_catalogue(language)[f"{type(value).__name__}.{value.value}"]


def choice_to_explanation(value: StrEnum, language: Language = Language.CHINESE) -> str:
    """What to know of a value beyond its name; "" where the name says it."""
    return read_catalogue(language).get(f"{type(value).__name__}_explained.{value.value}", "")


@cache
def read_catalogue(language: Language) -> Mapping[str, str]:
    """Every entry of a language: id → sentence.

    Raises: ValueError where two files give the same entry.
    """
    entries: dict[str, str] = {}
    for file in sorted((CATALOGUES / language.value).glob("*.toml")):
        for room, sentences in tomllib.loads(file.read_text("utf-8")).items():
            for name, sentence in sentences.items():
                if (entry := f"{room}.{name}") in entries:
                    raise ValueError(f"{file.name}: {entry} is given twice")
                entries[entry] = sentence
    return entries


class _Words(Formatter):
    """Fills a sentence: each kind of argument in its own words."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        """A list takes its joining sign from the sentence, everything else is written plainly."""
        if isinstance(value, tuple) and not isinstance(value, Place):
            return (format_spec or LIST_SIGN).join(self._word(one) for one in value)
        return self._word(value)

    def _word(self, value: Said) -> str:
        if isinstance(value, Message):
            return message_to_text(value, self._language)
        if isinstance(value, Place):
            return message_to_text(place_to_message(value), self._language)
        if isinstance(value, Money):
            number = format_amount(value.value, value.places)
            return f"{number} {value.unit.value}" if value.unit else number
        return format(value, "f") if isinstance(value, Decimal) else str(value)


def place_to_message(place: Place) -> Message:
    """Where something stands: a page of a PDF, a line of a text."""
    name, number = ("line", place.line) if place.line is not None else ("page", place.page)
    return Message(f"place.{name}", ((name, number or 0),))
