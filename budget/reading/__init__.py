"""A document → its pages. Whether it is a PDF or a converted text is told by its content, not by its name."""

from __future__ import annotations

from pathlib import Path

from budget.errors import DocumentNotFoundError
from budget.models import Page, say
from budget.reading.pdfium.document import read_pdf
from budget.reading.text import read_text

PDF_HEADER_SPAN = 1024
"""A PDF's header may stand anywhere in its first 1,024 bytes (ISO 32000-1, Annex H, note 13)."""


def read_pages(path: str | Path) -> tuple[Page, ...]:
    """The pages of a PDF, or the one page of a converted text. Raises the kinds of BudgetError."""
    return read_pdf(path) if is_pdf(path) else read_text(path)


def is_pdf(path: str | Path) -> bool:
    """Whether the file begins like a PDF, whatever it is called. Raises DocumentNotFoundError."""
    source = Path(path)
    try:
        with source.open("rb") as stream:
            return b"%PDF-" in stream.read(PDF_HEADER_SPAN)
    except OSError as error:
        raise DocumentNotFoundError(say("error.unopened", name=source.name, why=str(error.strerror))) from error
