"""What the program says: an entry of the catalogue with its arguments, put into words only where somebody reads it.

Findings, notices and errors carry a `Message`; `budget.words` puts it into Chinese (or another language) by the
catalogues in `data/messages/`. Nothing decides by the words: what must be told apart has an id, an enum or a type.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Union

import msgspec

from budget.models.places import Place
from budget.models.vocabulary import Unit


class Money(msgspec.Struct, frozen=True, tag=True):
    """An amount as an argument: the number in its unit (None where the table prints none), and its decimal places."""

    value: Decimal
    unit: Unit | None
    places: int = 2


class Number(msgspec.Struct, frozen=True, tag=True):
    """An exact number as a message holds it."""

    value: Decimal


class At(msgspec.Struct, frozen=True, tag=True):
    """A place as a message holds it."""

    place: Place


class Several(msgspec.Struct, frozen=True, tag=True):
    """A list as a message holds it."""

    items: tuple[Argument, ...]


class Message(msgspec.Struct, frozen=True, tag=True):
    """One entry of the catalogue (`id`: "room.what") with its arguments by name, in the order they were given."""

    id: str
    arguments: tuple[tuple[str, Argument], ...] = ()

    @property
    def said(self) -> dict[str, Sayable]:
        """The arguments by name, as `say` took them."""
        return {name: argument_to_said(argument) for name, argument in self.arguments}


Argument = str | int | Money | Number | At | Several | Message
"""An argument as a message holds it: of each the written form tells what it is."""
Sayable = Union[str, int, Decimal, Money, Place, StrEnum, Message, tuple["Sayable", ...]]  # noqa: UP007  names itself
"""Printed words (str), counts, exact numbers, amounts, places, values of closed sets, other messages, and lists of
these."""


def say(message_id: str, /, **arguments: Sayable) -> Message:
    """A message of that id.

    >>> say("place.page", page=9).said
    {'page': 9}
    """
    return Message(message_id, tuple((name, said_to_argument(said)) for name, said in arguments.items()))


def said_to_argument(said: Sayable) -> Argument:
    """What was said, as a message holds it; of a value of a closed set its name."""
    if isinstance(said, StrEnum):
        return choice_to_message(said)
    if isinstance(said, str | int | Money | Message):
        return said
    if isinstance(said, Decimal):
        return Number(said)
    return At(said) if isinstance(said, Place) else Several(tuple(map(said_to_argument, said)))


def argument_to_said(argument: Argument) -> Sayable:
    """What was said, from what a message holds."""
    if isinstance(argument, Number):
        return argument.value
    if isinstance(argument, At):
        return argument.place
    return tuple(map(argument_to_said, argument.items)) if isinstance(argument, Several) else argument


def choice_to_message(value: StrEnum) -> Message:
    """The name of a value of a closed set; of a unit as it is written behind an amount."""
    if isinstance(value, Unit):
        return Message(f"unit.{value.name.lower()}")
    return Message(f"{type(value).__name__}.{value.value}")


class NoticeKind(StrEnum):
    """What follows from a notice."""

    NOT_READ = "not_read"
    """Something printed became no value, or one that can't be compared: it is listed as unread, and a check that needs
    it is not possible."""
    DOUBT = "doubt"
    """Everything was read as printed, but what is printed leaves a question open (a row that does not add up)."""
    AS_PRINTED = "as_printed"
    """Everything was read, and nothing is in doubt: how it is printed is worth knowing (a negative figure)."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What follows, where (None: all of the page, table, row or form that carries the notice), and what is said."""

    kind: NoticeKind
    place: Place | None
    message: Message
