"""Pictures of whole pages, the marks on them, and what is not drawn."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from budget.errors import DamagedDocumentError, DocumentNotFoundError
from budget.reading.clipping import MARK, Strip, render_whole
from budget.reading.pdfium.bitmap import page_to_image
from budget.reading.pdfium.document import read_pdf
from tests.handmade_pdf import table, write_pdf


def picture(path, page=1, *, marks=(), scale=2.0):
    data, size = render_whole(page_to_image, path, Strip(page, (0.0, 0.0), marks=marks), scale)
    image = Image.open(io.BytesIO(data)).convert("RGB")
    assert image.size == size
    return image


def test_a_page_is_drawn_at_its_scale(tmp_path):
    image = picture(write_pdf(tmp_path / "t.pdf", table()))
    assert image.size == (800, 600)
    assert image.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("page", ["", "/Rotate 90", "/CropBox[40 180 360 260]"], ids=["plain", "turned", "cropped"])
def test_a_mark_lies_on_the_cell_it_is_read_from(tmp_path, page):
    path = write_pdf(tmp_path / "t.pdf", table(rows=(("name", "", ""), ("", "", ""), ("", "", ""))), page=page)
    box = read_pdf_box(path)
    plain, marked = picture(path), picture(path, marks=(box,))
    middle = round(box[0] + box[2]), round(box[1] + box[3])  # times two
    left = round(box[0] * 2) - 3, middle[1]  # the margin of a mark is 1.5 points
    assert plain.getpixel(left) != MARK
    assert marked.getpixel(left) == MARK
    assert marked.getpixel(middle) == plain.getpixel(middle) == (255, 255, 255)


def read_pdf_box(path):
    """The place of the middle cell."""
    return read_pdf(path)[0].blocks[0].rows[1][1].place.box


@pytest.mark.parametrize(
    ("number", "scale", "said"),
    [(0, 1, "没有第0页"), (2, 1, "没有第2页（共 1 页）"), (1, 90, "不能显示")],
    ids=["page 0", "beyond the last", "too large"],
)
def test_what_cannot_be_drawn_says_so(tmp_path, number, scale, said):
    with pytest.raises(DamagedDocumentError, match=said):
        picture(write_pdf(tmp_path / "t.pdf", table()), number, scale=scale)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(DocumentNotFoundError, match=r"gone\.pdf"):
        picture(tmp_path / "gone.pdf")


def test_a_picture_bomb_is_not_drawn(tmp_path):
    # Forty megabytes of zeros pack to forty kilobytes.
    body = "<</Type/XObject/Subtype/Image/Width 1/Height 1/Filter/FlateDecode"
    import zlib

    data = zlib.compress(bytes(40 * 2**20)).decode("latin-1")
    image = f"{body}/Length {len(data)}>>stream\n{data}\nendstream"
    path = write_pdf(tmp_path / "t.pdf", table(), extra=[image])
    with pytest.raises(DamagedDocumentError, match="为安全起见"):
        picture(path)
