"""Frames as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

Record = Mapping[str, Any]


def frame_to_records(frame: pd.DataFrame) -> tuple[Record, ...]:
    """Rows as dicts of plain Python values, a missing value as None."""
    columns = {name: [None if value is pd.NA else value for value in frame[name]] for name in frame.columns}
    return tuple(dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
