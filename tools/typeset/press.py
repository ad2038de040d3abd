"""Typst source → PDF bytes, the same bytes every time: fixed date, fonts from the wheel, no network."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from tools.typeset.markup import literal

STYLE = Path(__file__).with_name("style.typ")


@cache
def _fonts() -> typst.Fonts:
    folder = str(Path(pylopdf_fonts_zh_cn.__file__).parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def press(body: str, notice: str) -> bytes:
    """Typeset `body` with the functions of style.typ; `notice` stands in the foot of every page.

    No date is written and the id of the document follows from its content, so equal sources give equal bytes.
    """
    source = f"#let notice = {literal(notice)}\n{STYLE.read_text('utf-8')}\n{body}"
    return typst.compile(
        source.encode(), format="pdf", font_paths=_fonts(), ignore_system_fonts=True, timestamp=0, pdf_tags=False
    )
