"""A page of a PDF as a picture, with places marked on it: the evidence beside a figure."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from budget.models import Box
from budget.reading.pdfium.bitmap import page_to_image

MARK_FILL = (255, 200, 0, 70)
MARK_LINE = (200, 80, 0, 255)
MARK_MARGIN = 1.5
"""Points by which a mark is larger than its place, so that it does not hide the rules of a cell."""


def render_page(path: str | Path, page_number: int, scale: float = 1.5, boxes: Sequence[Box] = ()) -> bytes:
    """The page as PNG, `scale` pixels for a point, boxes (points of the displayed page) marked.

    Raises DocumentNotFoundError, DamagedDocumentError (no such page, or one that can't be drawn within limits).
    """
    image = page_to_image(Path(path), page_number, scale)
    if boxes:
        image = mark_boxes(image, boxes, scale)
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=3)
    return stream.getvalue()


def mark_boxes(image: Image.Image, boxes: Sequence[Box], scale: float) -> Image.Image:
    """A copy of the picture with marks over places."""
    marks = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(marks)
    for x0, top, x1, bottom in boxes:
        corners = (x0 - MARK_MARGIN, top - MARK_MARGIN, x1 + MARK_MARGIN, bottom + MARK_MARGIN)
        draw.rectangle([corner * scale for corner in corners], fill=MARK_FILL, outline=MARK_LINE, width=2)
    return Image.alpha_composite(image.convert("RGBA"), marks).convert("RGB")
