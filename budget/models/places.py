"""Where characters stand in a document."""

from __future__ import annotations

from typing import NamedTuple

Box = tuple[float, float, float, float]


class Place(NamedTuple):
    """Where characters stand in a document. `line` is None in a PDF, `page` and `box` are None in a text."""

    page: int | None = None
    line: int | None = None
    box: Box | None = None
    file: int = 0  # which file of the disclosure, where it was published as several
