"""The data dictionary: `data/dictionary.toml` read into FRAMES, each frame with the function that gives its rows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from budget import models
from budget.frames import changes, projects, prose, subjects, tables
from budget.frames.spec import MONEY, Column, FrameSpec, Reference, RowMaker
from budget.paths import DATA

ROWS: Mapping[str, RowMaker] = {
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


def read_dictionary() -> Mapping[str, FrameSpec]:
    """Every frame by name, in the order of the file.

    Raises: KeyError where a frame has no rows, a type or group is unknown; ValueError where a set has no such member.
    """
    declared = tomllib.loads((DATA / "dictionary.toml").read_text("utf-8"))
    groups = declared["group"]
    return {frame["name"]: _to_spec(frame, groups) for frame in declared["frame"]}


def _to_spec(frame: Mapping[str, Any], groups: Mapping[str, Sequence[Any]]) -> FrameSpec:
    return FrameSpec(
        frame["name"],
        frame["title"],
        frame["row"],
        ROWS[frame["name"]],
        tuple(_to_columns(frame["columns"], groups)),
        frame.get("scope", ""),
        frame.get("key"),
        tuple(Reference(column, name) for column, name in frame.get("references", {}).items()),
    )


def _to_columns(entries: Sequence[Any], groups: Mapping[str, Sequence[Any]]) -> Iterator[Column]:
    for entry in entries:
        if isinstance(entry, str):
            yield from _to_columns(groups[entry.removeprefix("@")], groups)
            continue
        kind, name, label, *note = entry
        choices = _to_choices(kind) if kind[0].isupper() else ()
        unit = "元" if kind == MONEY else None
        yield Column(name, "choice" if choices else kind, label, "".join(note), unit, choices)


def _to_choices(kind: str) -> tuple[StrEnum, ...]:
    """ "Vintage" is all members of the enum, "Vintage:current_year,all" those two."""
    name, _, members = kind.partition(":")
    closed: type[StrEnum] = getattr(models, name)
    return tuple(map(closed, members.split(","))) if members else tuple(closed)


FRAMES = read_dictionary()
