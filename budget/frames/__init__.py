"""A `Disclosure` as tidy frames. `FRAMES` is the data dictionary; every frame has exactly its columns."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from budget.frames.dictionary import FRAMES
from budget.frames.spec import IDENTITY, Column, FrameSpec
from budget.models import Disclosure, once_per_disclosure


@once_per_disclosure
def frames_of(disclosure: Disclosure) -> Mapping[str, pd.DataFrame]:
    """Every frame of FRAMES, by name; a frame of which the document has nothing is there, empty."""
    return {name: spec.of(disclosure) for name, spec in FRAMES.items()}
