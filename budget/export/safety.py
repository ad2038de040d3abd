"""Words from a document must stay words in a spreadsheet: no cell may become a formula when a file is opened."""

from __future__ import annotations

import re

# the full-width forms are formula signs too where Excel runs in Chinese or Japanese
FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
_HARMLESS = re.compile(r"[-－]+|[-+－＋]?\d[\d,]*(?:\.\d+)?%?")
"""A mark for "nothing here", or a printed number: neither is a formula."""


def guard_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> guard_text("=HYPERLINK(1)"), guard_text("@SUM(A1)"), guard_text(" =1")
    ("'=HYPERLINK(1)", "'@SUM(A1)", "' =1")
    >>> guard_text("-12.00"), guard_text("—"), guard_text("-"), guard_text("-1+cmd")
    ('-12.00', '—', '-', "'-1+cmd")
    """
    is_formula = text.lstrip(" \u3000").startswith(FORMULA_SIGNS) and not _HARMLESS.fullmatch(text.strip())
    return f"'{text}" if is_formula else text
