"""A document → its pages. Which kind of file it is is told by its content, not by its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from budget.errors import DocumentNotFoundError
from budget.models import DocumentFile, Page, say
from budget.reading.pdfium.source import PDF
from budget.reading.source import HEAD_BYTES, Cells, Lines, Pictures, SecondText, Source, Step
from budget.reading.text import TEXT

SOURCES: tuple[Source, ...] = (PDF, TEXT)
"""The kinds of files that are read. Text comes last: it takes what no other wants, and refuses it with a reason."""


def read_pages(path: str | Path, sources: Sequence[Source] = SOURCES) -> tuple[Page, ...]:
    """The pages of a document; a kind without pages has one. Raises the kinds of BudgetError."""
    return find_source(path, sources).read(Path(path))


def find_source(path: str | Path, sources: Sequence[Source] = SOURCES) -> Source:
    """The kind of a file, by its first bytes. Raises DocumentNotFoundError."""
    file = Path(path)
    try:
        with file.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise DocumentNotFoundError(say("error.unopened", name=file.name, why=str(error.strerror))) from error
    return next(source for source in sources if source.accepts(head))


def source_of(file: DocumentFile, sources: Sequence[Source] = SOURCES) -> Source:
    """The kind of a file that was read. Raises StopIteration where no such kind is known."""
    return next(source for source in sources if source.media == file.media)
