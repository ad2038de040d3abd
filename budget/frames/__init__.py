"""A `Disclosure` as tidy frames. `FRAMES` is the data dictionary; every frame has exactly its columns."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from budget.frames.projects import (
    form_rows,
    funding_rows,
    indicator_rows,
    key_task_rows,
    overall_rows,
    project_rows,
)
from budget.frames.prose import contents_rows, glossary_rows, section_rows, statement_rows, unread_rows
from budget.frames.spec import FRAMES, Column, FrameSpec
from budget.frames.subjects import economic_rows, subject_rows, three_public_rows
from budget.frames.tables import income_rows, line_rows, table_rows, total_rows
from budget.models import Disclosure, once_per_disclosure

ROWS = {
    "tables": table_rows,
    "lines": line_rows,
    "totals": total_rows,
    "income": income_rows,
    "subjects": subject_rows,
    "economic": economic_rows,
    "three_public": three_public_rows,
    "projects": project_rows,
    "project_forms": form_rows,
    "project_funding": funding_rows,
    "indicators": indicator_rows,
    "overall_fields": overall_rows,
    "key_tasks": key_task_rows,
    "sections": section_rows,
    "statements": statement_rows,
    "glossary": glossary_rows,
    "contents": contents_rows,
    "unread": unread_rows,
}


@once_per_disclosure
def frames_of(disclosure: Disclosure) -> Mapping[str, pd.DataFrame]:
    """Every frame of FRAMES, by name; a frame of which the document has nothing is there, empty."""
    return {name: spec.build(ROWS[name](disclosure)) for name, spec in FRAMES.items()}


__all__ = ["FRAMES", "Column", "FrameSpec", "frames_of"]
