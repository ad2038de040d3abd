"""What a reader must be told of what was read: a notice, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from budget.models.messages import Message
from budget.models.places import Place


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
