"""What a bundled document says of its files: how they came, how the one that is shown was made from the original."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from budget.disclosure import META_FILE
from budget.models import Disclosure


@dataclass(frozen=True, slots=True)
class Received:
    """How the document came to us, as declared beside it; `relations` by file name."""

    how: str
    name: str
    sha256: str
    date: str
    relations: Mapping[str, str]

    def note(self, file_name: str) -> str:
        """What a reader of this file's pages must know; "" where nothing is declared."""
        return self.relations.get(file_name, "")


def how_received(disclosure: Disclosure) -> Received | None:
    """The declaration beside the document; None for documents of the operator's own folders."""
    meta = Path(disclosure.files[0].path).with_name(META_FILE)
    return _read(meta, meta.stat().st_mtime_ns) if meta.is_file() else None


@lru_cache(maxsize=16)
def _read(meta: Path, version: int) -> Received:
    declared = tomllib.loads(meta.read_text("utf-8"))
    obtained: Mapping[str, Any] = declared.get("obtained", {})
    return Received(
        how=str(obtained.get("how", "")),
        name=str(obtained.get("received_name", "")),
        sha256=str(obtained.get("received_sha256", "")),
        date=str(obtained.get("received_on", "")),
        relations={str(file["name"]): str(file.get("relation", "")) for file in declared.get("files", [])},
    )
