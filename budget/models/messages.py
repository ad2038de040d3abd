"""What the program says: an entry of the catalogue with its arguments, put into words only where somebody reads it.

Findings, notices and errors carry a `Message`; `budget.words` puts it into Chinese (or another language) by the
catalogues in `data/messages/`. Nothing decides by the words: what must be told apart has an id, an enum or a type.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Union

from budget.models.pages import Place
from budget.models.vocabulary import Unit


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as an argument: the number in its unit (None where the table prints none), and its decimal places."""

    value: Decimal
    unit: Unit | None
    places: int = 2


Argument = Union[str, int, Decimal, Money, Place, "Message", tuple["Argument", ...]]
"""Printed words (str), counts, exact numbers, amounts, places, other messages, and lists of these."""


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of the catalogue (`id`: "room.what") with its arguments by name, in the order they were given."""

    id: str
    arguments: tuple[tuple[str, Argument], ...] = ()


def say(message_id: str, /, **arguments: Argument) -> Message:
    """A message of that id.

    >>> say("table.no_unit").id
    'table.no_unit'
    """
    return Message(message_id, tuple(arguments.items()))
