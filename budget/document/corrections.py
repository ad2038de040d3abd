"""Declared corrections and maskings of bundled documents: where, what is used instead, why, since when.

A masking hides printed characters (its `printed` says what kind of thing stood there, never the characters); a
correction replaces a printed error. The publisher's mistakes are findings, not corrections.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from budget.errors import BudgetError
from budget.paths import DATA

CORRECTIONS_FOLDER = DATA / "corrections"
_KEYS = {"kind", "locator", "count", "printed", "used", "reason", "date"}


class CorrectionKind(StrEnum):
    """What was done to the printed characters."""

    MASKING = "masking"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Correction:
    """One declared entry. `locator` says where ("line", "page", "table", "row", "form", "field"), in printed words."""

    document_id: str
    kind: CorrectionKind
    locator: Mapping[str, str]
    printed: str
    used: str
    count: int
    reason: str
    date: datetime.date


def read_corrections(folder: Path = CORRECTIONS_FOLDER) -> tuple[Correction, ...]:
    """All declared entries, by document and in declared order; none when the folder has none.

    Raises BudgetError with file and entry when one is not as declared: a masking nobody can follow is a fault.
    """
    return tuple(entry for file in sorted(folder.glob("*.toml")) for entry in _read_file(file))


def _read_file(file: Path) -> list[Correction]:
    try:
        declared = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BudgetError(f"{file.name}：不是可读的 TOML（{error}）") from error
    document_id = declared.get("document")
    if not isinstance(document_id, str):
        raise BudgetError(f"{file.name}：缺少 document（公开文件的标识）")
    return [_to_correction(file.name, document_id, n, entry) for n, entry in enumerate(declared.get("entry", []), 1)]


def _to_correction(file_name: str, document_id: str, number: int, entry: Mapping[str, Any]) -> Correction:
    unlike = _KEYS.symmetric_difference(entry)
    if unlike or entry["kind"] not in set(CorrectionKind) or not isinstance(entry["date"], datetime.date):
        raise BudgetError(
            f"{file_name}：第{number}条应有且只有 {'、'.join(sorted(_KEYS))}，"
            f"kind 为 masking 或 correction，date 为日期；多出或缺少：{'、'.join(sorted(unlike)) or '无'}"
        )
    return Correction(
        document_id=document_id,
        kind=CorrectionKind(entry["kind"]),
        locator={key: str(value) for key, value in entry["locator"].items()},
        printed=entry["printed"],
        used=entry["used"],
        count=int(entry["count"]),
        reason=entry["reason"],
        date=entry["date"],
    )
