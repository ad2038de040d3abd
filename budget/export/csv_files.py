"""Frames as CSV: a head of lines beginning with # for people, then the columns of the data dictionary."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from budget.export.about import About, describe, file_name, frame_caption
from budget.frames import FRAMES, Column, frames_of
from budget.models import Disclosure

ENCODING = "utf-8-sig"
"""With a byte order mark: Excel would otherwise take Chinese for the machine's own code page."""
DICTIONARY_COLUMNS = ("frame", "frame_title", "row_is", "column", "type", "unit", "meaning", "values")

# the full-width forms are formula signs too where Excel runs in Chinese or Japanese
FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
_HARMLESS = re.compile(r"[-－]+|[-+－＋]?\d[\d,]*(?:\.\d+)?%?")
"""A mark for "nothing here", or a printed number: neither is a formula."""


def disclosure_to_csv_files(disclosure: Disclosure) -> dict[str, bytes]:
    """One CSV for each frame and one with the data dictionary, by name."""
    about = describe(disclosure)
    texts = {file_name(about, name, "csv"): frame_to_csv(frames_of(disclosure)[name], name, about) for name in FRAMES}
    texts[f"{about.stem}_数据字典.csv"] = rows_to_csv(DICTIONARY_COLUMNS, dictionary_rows())
    return {name: text.encode(ENCODING) for name, text in texts.items()}


def frame_to_csv(frame: pd.DataFrame, name: str, about: About | None = None) -> str:
    """One frame as CSV text; with `about` it begins with the lines that say what it is.

    The frame may be a part of FRAMES[name] (filtered rows), as a page shows it.
    """
    head = head_lines(frame_caption(about, name)) if about else ""
    return head + rows_to_csv(list(frame.columns), frame_to_rows(frame))


def head_lines(caption: Iterable[tuple[str, str]]) -> str:
    """The lines before the columns that say what a CSV is, each beginning with #."""
    return "".join(f"# {label}：{' '.join(value.split())}\r\n" for label, value in caption)


def frame_to_rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows as Python values (Decimal, int, bool, str), blanks as pandas' NA."""
    return zip(*(frame[column].tolist() for column in frame.columns), strict=True)


def rows_to_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV text: decimals exact, blanks empty, no cell a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows([value_to_text(value) for value in row] for row in rows)
    return buffer.getvalue()


def value_to_text(value: Any) -> str:
    """One cell: exact decimals without a trailing string of zeros, true/false, nothing for a blank.

    >>> value_to_text(Decimal("21531300.0000")), value_to_text(None), value_to_text(True), value_to_text(Decimal(0))
    ('21531300', '', 'true', '0')
    """
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return plain_decimal(value)
    return guard_text(value) if isinstance(value, str) else str(value)


def guard_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> guard_text("=HYPERLINK(1)"), guard_text("@SUM(A1)"), guard_text(" =1")
    ("'=HYPERLINK(1)", "'@SUM(A1)", "' =1")
    >>> guard_text("-12.00"), guard_text("—"), guard_text("-"), guard_text("-1+cmd")
    ('-12.00', '—', '-', "'-1+cmd")
    """
    is_formula = text.lstrip(" \u3000").startswith(FORMULA_SIGNS) and not _HARMLESS.fullmatch(text.strip())
    return f"'{text}" if is_formula else text


def plain_decimal(value: Decimal) -> str:
    """The decimal without exponent and without zeros that only the column's type added.

    >>> plain_decimal(Decimal("-0.5000")), plain_decimal(Decimal("100"))
    ('-0.5', '100')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def dictionary_rows() -> Iterator[tuple[str, ...]]:
    """The data dictionary, one row a column."""
    for spec in FRAMES.values():
        for c in spec.columns:
            yield spec.name, spec.title, spec.row, c.name, c.type, c.unit or "", c.meaning, values_text(c)


def values_text(column: Column) -> str:
    """The values of a closed set with their meaning, as one text; "" for other columns."""
    return "；".join(f"{value} {meaning}" for value, meaning in column.values())
