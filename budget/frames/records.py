"""Frames as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from budget.frames import frames_of
from budget.models import Disclosure, once_per_disclosure

Record = Mapping[str, Any]


@once_per_disclosure
def records_of(disclosure: Disclosure) -> Mapping[str, tuple[Record, ...]]:
    """Every frame as records."""
    return {name: frame_to_records(frame) for name, frame in frames_of(disclosure).items()}


def frame_to_records(frame: pd.DataFrame) -> tuple[Record, ...]:
    """Rows as dicts of plain Python values, a missing value as None."""
    columns = {name: [None if value is pd.NA else value for value in frame[name]] for name in frame.columns}
    return tuple(dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
