"""Page pictures and the marks on them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from budget.errors import DamagedDocumentError, DocumentNotFoundError
from budget.reading.pdfium.document import read_pdf
from budget.reading.render import render_page
from tests.handmade_pdf import table, write_pdf


def picture(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_a_page_is_drawn_at_its_scale(tmp_path):
    image = picture(render_page(write_pdf(tmp_path / "t.pdf", table()), 1, scale=2))
    assert image.size == (800, 600)
    assert image.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("page", ["", "/Rotate 90", "/CropBox[40 180 360 260]"], ids=["plain", "turned", "cropped"])
def test_a_mark_lies_on_the_cell_it_is_read_from(tmp_path, page):
    path = write_pdf(tmp_path / "t.pdf", table(rows=(("", "", ""),) * 3), page=page)
    box = read_pdf_box(path)
    plain, marked = picture(render_page(path, 1, 2)), picture(render_page(path, 1, 2, [box]))
    x, y = round(box[0] + box[2]), round(box[1] + box[3])  # the middle, times two
    assert plain.getpixel((x, y)) == (255, 255, 255)
    red, green, blue = marked.getpixel((x, y))
    assert red > blue + 40
    assert green > blue
    assert marked.getpixel((2, 2)) == (255, 255, 255)


def read_pdf_box(path):
    """The place of the middle cell; a page of empty cells has a grid all the same."""
    return read_pdf(path)[0].blocks[0].rows[1][1].place.box


@pytest.mark.parametrize(
    ("number", "scale", "said"),
    [(0, 1, "没有第 0 页"), (2, 1, "没有第 2 页（共 1 页）"), (1, 90, "不能显示")],
    ids=["page 0", "beyond the last", "too large"],
)
def test_what_cannot_be_drawn_says_so(tmp_path, number, scale, said):
    with pytest.raises(DamagedDocumentError, match=said):
        render_page(write_pdf(tmp_path / "t.pdf", table()), number, scale)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(DocumentNotFoundError, match=r"gone\.pdf"):
        render_page(tmp_path / "gone.pdf", 1)


def test_a_picture_bomb_is_not_drawn(tmp_path):
    # Forty megabytes of zeros pack to forty kilobytes.
    body = "<</Type/XObject/Subtype/Image/Width 1/Height 1/Filter/FlateDecode"
    import zlib

    data = zlib.compress(bytes(40 * 2**20)).decode("latin-1")
    image = f"{body}/Length {len(data)}>>stream\n{data}\nendstream"
    path = write_pdf(tmp_path / "t.pdf", table(), extra=[image])
    with pytest.raises(DamagedDocumentError, match="为安全起见"):
        render_page(path, 1)
