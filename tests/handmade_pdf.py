"""Tiny PDFs written by hand, one oddity each, for the tests of the PDF reader.

Content is given in PDF operators from the bottom left; helpers below make the usual ones. Helvetica is not embedded:
pdfium knows its widths.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

WIDTH, HEIGHT = 400, 300


def write_pdf(path: Path, *contents: str, page: str = "", extra: Sequence[str] = (), packed: bool = False) -> Path:
    """A PDF with one page for each content. `page` are more entries of the page dictionaries, `extra` more objects."""
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for content in contents:
        data = content.encode("latin-1")
        filtering = ""
        if packed:
            data, filtering = zlib.compress(data), "/Filter/FlateDecode"
        stream = f"<<{filtering}/Length {len(data)}>>stream\n{data.decode('latin-1')}\nendstream"
        bodies += [stream, f"<</Type/Page/Parent 2 0 R{_page_entries(page)}/Contents {len(bodies) + 1} 0 R>>"]
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    path.write_bytes(join_objects([*bodies, *extra]))
    return path


def _page_entries(page: str) -> str:
    media = "" if "/MediaBox" in page else f"/MediaBox[0 0 {WIDTH} {HEIGHT}]"
    resources = "" if "/Resources" in page else "/Resources<</Font<</F1 3 0 R>>>>"
    return media + resources + page


def join_objects(bodies: Iterable[str]) -> bytes:
    """A whole file from the bodies of its objects, numbered from 1, the first being the catalog."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<</Size {len(offsets) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def text(x: float, y: float, words: str, size: float = 10, before: str = "") -> str:
    """Text with its baseline at a point; `before` are operators such as "3 Tr" or "1 g"."""
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"q BT /F1 {size} Tf {before} 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET Q\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A drawn line, half a point thick."""
    return f"q 0.5 w {x0} {y0} m {x1} {y1} l S Q\n"


def bar(x0: float, y0: float, x1: float, y1: float) -> str:
    """The same rule as a thin filled box, as Word draws it."""
    wide, high = max(x1 - x0, 0.5), max(y1 - y0, 0.5)
    return f"q 0 g {x0} {y0} {wide} {high} re f Q\n"


def lattice(xs: Sequence[float], ys: Sequence[float], draw=line) -> str:
    """All rules of a grid, from the first to the last position both ways."""
    across = "".join(draw(xs[0], y, xs[-1], y) for y in ys)
    return across + "".join(draw(x, min(ys), x, max(ys)) for x in xs)


def cells(xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> str:
    """Texts three points into their cells; `ys` from the top."""
    return "".join(
        text(xs[column] + 3, ys[row + 1] + 5, words)
        for row, texts in enumerate(rows)
        for column, words in enumerate(texts)
        if words
    )


XS, YS = (50, 150, 250, 350), (250, 230, 210, 190)
ROWS = (("name", "plan", "actual"), ("staff", "1,234.50", "1,200.00"), ("goods", "99.00", ""))


def table(xs: Sequence[float] = XS, ys: Sequence[float] = YS, rows=ROWS, draw=line) -> str:
    """A ruled table with its texts."""
    return lattice(xs, ys, draw) + cells(xs, ys, rows)
