"""A PDF → pages: ruled grids and the lines of text outside them, in reading order, with their places.

pdfium does the decoding (some eight times faster than pdfminer); rules, cells and lines are found here after
pdfplumber's table finder. Geometry and text only: nothing in this module knows what a budget is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium_tools
import pypdfium2.raw as pdfium

from budget.amounts import AMOUNT
from budget.errors import DamagedDocumentError, DocumentNotFoundError, NotADisclosureError
from budget.models import Doubt, Grid, GridCell, Message, Notice, NoticeKind, Page, Place, TextLine, page_text, say
from budget.models.places import part
from budget.reading.glyphs import drop_double_prints
from budget.reading.grids import TooManyCellsError, ruling_to_lattice
from budget.reading.page_blocks import to_blocks, turn_blocks
from budget.reading.pdfium.chars import (
    UNMAPPED,
    PageText,
    TooManyCharactersError,
    read_chars,
    read_drawn_chars,
    text_turns,
)
from budget.reading.pdfium.frame import Frame
from budget.reading.pdfium.guard import inspect
from budget.reading.pdfium.objects import TooManyObjectsError, page_to_objects
from budget.reading.pdfium.raw import PDFIUM_LOCK
from budget.reading.rules import rules_to_rulings
from budget.reading.sandbox import read_in_child

MAX_PAGES = 2_000
MAX_PAGE_POINTS = 20_000.0
"""Beyond this (7 m) a page's size is nonsense, and so are all places on it."""
SAMPLE_LENGTH = 12
_TOO_MUCH = (TooManyCellsError, TooManyCharactersError, TooManyObjectsError)


def read_pdf(path: str | Path) -> tuple[Page, ...]:
    """All pages of a PDF; the first page's notices say what is damaged in the file.

    An ordinary file is read in this process, any other in a child with limits. Raises DocumentNotFoundError,
    DamagedDocumentError (broken, encrypted, made so that reading would not end), NotADisclosureError (no text).
    """
    source = Path(path)
    try:
        report = inspect(source.read_bytes())
    except OSError as error:
        raise DocumentNotFoundError(say("error.unopened", name=source.name, why=str(error.strerror))) from error
    pages = read_here(source) if report.is_ordinary else read_in_child(source)
    if not report.damage:
        return pages
    damage = Notice(NoticeKind.NOT_READ, None, say("reading.file_damaged", damage=report.damage))
    return (replace(pages[0], notices=(damage, *pages[0].notices)), *pages[1:])


def read_here(source: Path) -> tuple[Page, ...]:
    """Read in this process, whatever the file is. Raises DamagedDocumentError, NotADisclosureError."""
    with PDFIUM_LOCK:
        document = _open(source)
        try:
            count = len(document)
            if not 0 < count <= MAX_PAGES:
                raise DamagedDocumentError(say("pdf.page_count", name=source.name, count=count))
            pages = [_read_page(document, number) for number in range(1, count + 1)]
        finally:
            document.close()
    _require_text(source, [page for page, _ in pages], [has_picture for _, has_picture in pages])
    return tuple(page for page, _ in pages)


def _open(source: Path) -> pdfium_tools.PdfDocument:
    try:
        document = pdfium_tools.PdfDocument(source)
    except pdfium_tools.PdfiumError as error:
        raise DamagedDocumentError(_open_failure(source.name, error.err_code)) from error
    if pdfium.FPDF_GetSecurityHandlerRevision(document.raw) < 0 and b"/Encrypt" in source.read_bytes():
        document.close()
        raise DamagedDocumentError(say("pdf.encryption", name=source.name))
    return document


def _open_failure(name: str, code: int | None) -> Message:
    known = {
        pdfium.FPDF_ERR_PASSWORD: say("pdf.password", name=name),
        pdfium.FPDF_ERR_SECURITY: say("pdf.security", name=name),
    }
    return known.get(code, say("pdf.damaged", name=name))


def _read_page(document: pdfium_tools.PdfDocument, number: int) -> tuple[Page, bool]:
    """One page, and whether it shows pictures. A page that can't be read is an empty one with a notice."""
    try:
        page = document[number - 1]
    except pdfium_tools.PdfiumError:
        return _unread_page(number, say("reading.page_damaged", page=number))
    try:
        return _page_to_blocks(page, number)
    except pdfium_tools.PdfiumError:
        return _unread_page(number, say("reading.page_damaged", page=number))
    except _TOO_MUCH as error:
        return Page(
            number, 0.0, 0.0, (), (_not_read(say("reading.page_overfull", page=number, found=str(error))),)
        ), False
    finally:
        page.close()


def _page_to_blocks(page: pdfium_tools.PdfPage, number: int) -> tuple[Page, bool]:
    box, turns = page.get_bbox(), page.get_rotation() // 90
    shown = Frame.of_box(box, turns)
    if not (0 < shown.width <= MAX_PAGE_POINTS and 0 < shown.height <= MAX_PAGE_POINTS):
        return _unread_page(number, say("reading.page_size", page=number))
    text_page = page.get_textpage()
    try:
        drawn = read_drawn_chars(text_page.raw)
        upright = text_turns(drawn)
        frame = shown if upright is None or upright == turns else Frame.of_box(box, upright)
        objects = page_to_objects(page.raw, frame, drawn.drawers)
        text = read_chars(drawn, objects)
    finally:
        text_page.close()
    lattices = [lattice for ruling in rules_to_rulings(objects.rules) if (lattice := ruling_to_lattice(ruling))]
    blocks = to_blocks(lattices, drop_double_prints(text.glyphs), number)
    cut = to_blocks([], text.cut, number) if len(text.cut) else ()
    if frame is not shown and upright is not None:
        blocks, cut = (turn_blocks(b, upright - turns, shown.width, shown.height) for b in (blocks, cut))
    notices = [_not_read(message) for message in _describe_left_out(number, text)]
    notices += (missed := _cut_amounts(cut))
    blocks = tuple(_doubt_cut(block, [notice.place for notice in missed]) for block in blocks)
    if objects.pictures and not blocks:
        notices.append(_not_read(say("reading.page_is_picture", page=number)))
    return Page(number, shown.width, shown.height, blocks, tuple(notices)), bool(objects.pictures)


def _cut_amounts(blocks: Sequence[TextLine | Grid]) -> list[Notice]:
    """Amounts of which the page, or a clip, shows less than half: the rest may stand on the next page, or nowhere."""
    printed: list[TextLine | GridCell] = [block for block in blocks if isinstance(block, TextLine)]
    printed += [cell for block in blocks if isinstance(block, Grid) for row in block.rows for cell in row if cell]
    cut = [one for one in printed if AMOUNT.search(one.text)]
    return [Notice(NoticeKind.NOT_READ, one.place, say("reading.cut", text=one.text)) for one in cut]


def _doubt_cut(block: TextLine | Grid, cut: Sequence[Place | None]) -> TextLine | Grid:
    """A figure that stands where more of it is drawn than is shown is no figure to rely on."""
    boxes = [place.box for place in cut if place and place.box]
    if not boxes or isinstance(block, TextLine):
        return block
    middles = [((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in boxes]

    def doubt(cell: GridCell) -> GridCell:
        x0, y0, x1, y1 = cell.place.box or (0, 0, 0, 0)
        is_cut = any(x0 <= x <= x1 and y0 <= y <= y1 for x, y in middles)
        return replace(cell, doubt=Doubt.CUT_OFF) if is_cut and AMOUNT.search(cell.text) else cell

    return Grid(tuple(tuple(cell and doubt(cell) for cell in row) for row in block.rows), block.place)


def _unread_page(number: int, why: Message) -> tuple[Page, bool]:
    return Page(number, 0.0, 0.0, (), (_not_read(why),)), False


def _not_read(message: Message) -> Notice:
    return Notice(NoticeKind.NOT_READ, None, message)


def _describe_left_out(number: int, text: PageText) -> Iterator[Message]:
    hidden, slanted = text.hidden, text.slanted
    if len(hidden):
        yield say("reading.hidden", page=number, count=len(hidden), sample=hidden.text[:SAMPLE_LENGTH])
    if len(slanted):
        yield say("reading.slanted", page=number, count=len(slanted), sample=slanted.text[:SAMPLE_LENGTH])
    if text.zero_width_count:
        yield say("reading.zero_width", page=number, count=text.zero_width_count)
    if text.unmapped_count:
        yield say("reading.unmapped", page=number, count=text.unmapped_count)


def _require_text(source: Path, pages: Sequence[Page], has_picture: Sequence[bool]) -> None:
    """A document without one readable line is refused, with the reason. Raises the errors of `read_here`."""
    letters = "".join(map(page_text, pages))
    if letters:
        if letters.count(chr(UNMAPPED)) > len(letters) / 2:
            raise NotADisclosureError(say("pdf.no_letters", name=source.name))
        return
    scans = [page.number for page, has in zip(pages, has_picture, strict=True) if has]
    if scans or b"/Image" in source.read_bytes():
        part = say("pdf.scanned", name=source.name, pages=numbers_to_text(scans))
        raise NotADisclosureError(part if scans else say("pdf.all_scanned", name=source.name, count=len(pages)))
    reasons = [notice.message for page in pages for notice in page.notices]
    if reasons:
        raise DamagedDocumentError(say("pdf.no_page", name=source.name, why=reasons[0]))
    raise NotADisclosureError(say("pdf.empty", name=source.name))


def numbers_to_text(numbers: Sequence[int]) -> str:
    """Page numbers in a few characters.

    >>> numbers_to_text([1, 2, 3, 7])
    '1—3、7'
    """
    spans = part(numbers, lambda span, number: number > span[-1] + 1)
    return "、".join("—".join(map(str, dict.fromkeys((span[0], span[-1])))) for span in spans)
