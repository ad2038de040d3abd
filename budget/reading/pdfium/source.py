"""PDF files: told by their header, read with their geometry, shown by pictures of their pages."""

from __future__ import annotations

from budget.models import say
from budget.reading.pdfium.bitmap import page_to_image
from budget.reading.pdfium.document import read_pdf
from budget.reading.pdfium.letters import printed_page_number, words_in_line
from budget.reading.second import read_again
from budget.reading.source import Pictures, Source, Step


def is_pdf(head: bytes) -> bool:
    """Whether a file begins like a PDF: its header may stand anywhere in the first 1,024 bytes (ISO 32000-1, Annex H).

    >>> is_pdf(b"\\xef\\xbb\\xbf%PDF-1.7"), is_pdf("预算".encode())
    (True, False)
    """
    return b"%PDF-" in head


PDF = Source(
    media="pdf",
    name=say("source.pdf"),
    suffixes=(".pdf",),
    has_pages=True,
    steps=(
        Step(say("step.characters"), say("step.characters_how")),
        Step(say("step.ruled_tables"), say("step.ruled_tables_how")),
    ),
    accepts=is_pdf,
    read=read_pdf,
    say=lambda place: say("source.pdf_place", place=place),
    show=Pictures(page_to_image, words_in_line, printed_page_number),
    read_again=read_again,
)
