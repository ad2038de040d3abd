"""Frames as CSV: a head of lines beginning with # for people, then the columns of the data dictionary."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from budget.export.about import About, describe, file_name, frame_caption
from budget.export.safety import guard_text
from budget.frames import FRAMES, Column, frames_of
from budget.models import Disclosure

ENCODING = "utf-8-sig"
"""With a byte order mark: Excel would otherwise take Chinese for the machine's own code page."""
DICTIONARY_COLUMNS = ("frame", "frame_title", "row_is", "column", "type", "unit", "meaning", "values")


def write_csv(disclosure: Disclosure, folder: Path) -> list[Path]:
    """One CSV for each frame and one with the data dictionary; gives the files written."""
    about = describe(disclosure)
    written = []
    for name in FRAMES:
        path = folder / file_name(about, name, "csv")
        path.write_text(frame_to_csv(frames_of(disclosure)[name], name, about), encoding=ENCODING, newline="")
        written.append(path)
    dictionary = folder / f"{about.stem}_数据字典.csv"
    dictionary.write_text(rows_to_csv(DICTIONARY_COLUMNS, dictionary_rows()), encoding=ENCODING, newline="")
    return [*written, dictionary]


def frame_to_csv(frame: pd.DataFrame, name: str, about: About | None = None) -> str:
    """One frame as CSV text; with `about` it begins with the lines that say what it is.

    The frame may be a part of FRAMES[name] (filtered rows), as a page shows it.
    """
    head = head_lines(frame_caption(about, name)) if about else ""
    return head + rows_to_csv(list(frame.columns), frame_to_rows(frame))


def head_lines(caption: Iterable[tuple[str, str]]) -> str:
    """The lines before the columns that say what a CSV is, each beginning with #."""
    return "".join(f"# {label}：{_one_line(value)}\r\n" for label, value in caption)


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
        for column in spec.columns:
            yield (
                spec.name, spec.title, spec.row,
                column.name, column.type, column.unit or "", column.meaning, values_text(column),
            )  # fmt: skip


def values_text(column: Column) -> str:
    """The values of a closed set with their meaning, as one text; "" for other columns."""
    return "；".join(f"{value} {meaning}" for value, meaning in column.values())


def _one_line(text: str) -> str:
    return " ".join(text.split())
