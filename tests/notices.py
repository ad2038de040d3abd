"""The words of notices, for tests that compare what a reader is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from budget.models import Notice
from budget.words import message_to_text


class Carrier(Protocol):
    """A page, table, row, form or disclosure."""

    @property
    def notices(self) -> Sequence[Notice]: ...


def said(carrier: Carrier) -> tuple[str, ...]:
    """The sentences of what a record carries."""
    return tuple(message_to_text(notice.message) for notice in carrier.notices)
