"""A `Disclosure` as tidy frames. `FRAMES` is the data dictionary; every frame has exactly its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from budget.frames.dictionary import FRAMES
from budget.frames.spec import IDENTITY, Column, FrameSpec
from budget.models import Disclosure, once_per_disclosure

Record = Mapping[str, Any]
"""A row of a frame in plain Python values."""


@once_per_disclosure
def frames_of(disclosure: Disclosure) -> Mapping[str, pd.DataFrame]:
    """Every frame of FRAMES, by name; a frame of which the document has nothing is there, empty."""
    return {name: spec.of(disclosure) for name, spec in FRAMES.items()}


@once_per_disclosure
def records_of(disclosure: Disclosure) -> Mapping[str, tuple[Record, ...]]:
    """Every frame as records, without the columns that are the same in each row of a document."""
    frames = frames_of(disclosure)
    return {name: _to_records(frames[name], [column.name for column in spec.own]) for name, spec in FRAMES.items()}


def _to_records(frame: pd.DataFrame, names: Sequence[str]) -> tuple[Record, ...]:
    """Rows as dicts of plain Python values, a missing value as None."""
    columns = {name: [None if value is pd.NA else value for value in frame[name].tolist()] for name in names}
    return tuple(dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
