"""A `Disclosure` as tidy frames. `FRAMES` is the data dictionary; every frame has exactly its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from budget.frames import changes, projects, prose, subjects, tables
from budget.frames.cells import Row
from budget.frames.dictionary import FRAMES, IDENTITY, Column, FrameSpec
from budget.models import Disclosure, Level, once_per_disclosure

ROWS: Mapping[str, Callable[[Disclosure], Iterator[Row]]] = {
    "tables": tables.table_rows,
    "lines": tables.line_rows,
    "totals": tables.total_rows,
    "income": tables.income_rows,
    "subjects": subjects.subject_rows,
    "economic": subjects.economic_rows,
    "three_public": subjects.three_public_rows,
    "projects": projects.project_rows,
    "project_forms": projects.form_rows,
    "project_funding": projects.funding_rows,
    "indicators": projects.indicator_rows,
    "overall_fields": projects.overall_rows,
    "key_tasks": projects.key_task_rows,
    "sections": prose.section_rows,
    "statements": prose.statement_rows,
    "glossary": prose.glossary_rows,
    "contents": prose.contents_rows,
    "unread": prose.unread_rows,
    "corrections": changes.change_rows,
}
"""What gives the rows of each frame."""

OF_DEPARTMENTS = frozenset({"totals", "income", "subjects", "economic", "three_public"})
"""Frames of what a department prints once. A government's report prints it for the region, its own level, two years."""

Record = Mapping[str, Any]
"""A row of a frame in plain Python values."""


@once_per_disclosure
def frames_of(disclosure: Disclosure) -> Mapping[str, pd.DataFrame]:
    """Every frame of FRAMES, by name; a frame of which the document has nothing is there, empty."""
    identity: Row = {
        "document_id": disclosure.document_id,
        "body": disclosure.department,
        "fiscal_year": disclosure.fiscal_year,
        "phase": disclosure.phase,
    }
    left_out = OF_DEPARTMENTS if disclosure.level is Level.GOVERNMENT else frozenset()
    return {
        name: spec.build(() if name in left_out else ROWS[name](disclosure), identity) for name, spec in FRAMES.items()
    }


@once_per_disclosure
def records_of(disclosure: Disclosure) -> Mapping[str, tuple[Record, ...]]:
    """Every frame as records, without the columns that are the same in each row of a document."""
    frames = frames_of(disclosure)
    return {name: _to_records(frames[name], [column.name for column in spec.own]) for name, spec in FRAMES.items()}


def _to_records(frame: pd.DataFrame, names: Sequence[str]) -> tuple[Record, ...]:
    """Rows as dicts of plain Python values, a missing value as None."""
    columns = {name: [None if value is pd.NA else value for value in frame[name].tolist()] for name in names}
    return tuple(dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
