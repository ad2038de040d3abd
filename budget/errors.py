"""What can go wrong with a document, in words for the person who has it open."""

from __future__ import annotations

from budget.models import Message
from budget.words import message_to_text


class BudgetError(Exception):
    """One clear line for the reader: file, place, what stands there, what was expected, what to do."""

    exit_code = 2

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        """The line in Chinese."""
        return message_to_text(self.message)


class DocumentNotFoundError(BudgetError):
    """There is no such file, or it can't be opened."""


class NotADisclosureError(BudgetError):
    """The file was read, but it is not a budget disclosure (no tables, no text, another kind of file)."""


class MaskingError(BudgetError):
    """Characters that are declared as hidden are not: showing the file might tell a private person's name."""


class DamagedDocumentError(BudgetError):
    """The file is broken, encrypted, or made so that reading it would not end."""
