"""Which disclosures there are: the bundled ones and those in folders that the operator names.

`data/disclosures/<id>/` holds a document with its `meta.toml`. Further folders come from the environment variable
MINGZHANG_FOLDERS (separated like PATH); every file of a kind that is read is a document, and two files of one body,
year and phase of which one has only prose are one entry.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from budget.disclosure import META_FILE, read_many
from budget.document.identity import body_key
from budget.models import Disclosure, Phase
from budget.models.serial import bytes_to_record
from budget.paths import DATA
from budget.reading import SOURCES
from budget.words import choice_to_text

BUNDLED = DATA / "disclosures"
FOLDERS_VARIABLE = "MINGZHANG_FOLDERS"
SUFFIXES = tuple(suffix for source in SOURCES for suffix in source.suffixes)
PREFERRED = ("disclosure.pdf", "disclosure.txt")


@dataclass(frozen=True, slots=True)
class Entry:
    """One disclosure that can be opened. `id` goes into URLs; `version` changes when a file does."""

    id: str
    label: str
    paths: tuple[Path, ...]
    version: str
    error: str | None = None


def list_disclosures() -> tuple[Entry, ...]:
    """Bundled disclosures first, then those of the operator's folders; unreadable files are listed with their error."""
    bundled = [_bundled_entry(folder) for folder in sorted(BUNDLED.iterdir()) if (folder / META_FILE).is_file()]
    found = [entry for folder in named_folders() for entry in folder_entries(folder)]
    return tuple(_with_unique_ids([*bundled, *found]))


def named_folders() -> tuple[Path, ...]:
    """The folders of MINGZHANG_FOLDERS that exist, in their order."""
    named = os.environ.get(FOLDERS_VARIABLE, "").split(os.pathsep)
    return tuple(path for name in named if name and (path := Path(name).expanduser()).is_dir())


def document_files(folder: Path) -> tuple[Path, ...]:
    """The files of a folder that may be disclosures, by name."""
    return tuple(path for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES)


def folder_entries(folder: Path) -> tuple[Entry, ...]:
    """The disclosures of one folder; read anew only when a file in it has changed."""
    versions = tuple(_version(path) for path in document_files(folder))
    return _listed_apart(folder.resolve(), versions)


@lru_cache(maxsize=32)
def _listed_apart(folder: Path, versions: tuple[str, ...]) -> tuple[Entry, ...]:
    """Read the folder in a process of its own: on all cores, and no file in it can take the dashboard down."""
    command = [sys.executable, "-m", "budget", "list", str(folder)]
    listed = subprocess.run(command, capture_output=True, check=True, cwd=BUNDLED.parent.parent)
    return tuple(bytes_to_record(line, Entry) for line in listed.stdout.splitlines())


def scan_folder(folder: Path) -> tuple[Entry, ...]:
    """Read every document of a folder and say what disclosures there are, unreadable files with their error."""
    versions = {path: _version(path) for path in document_files(folder)}
    read = list(read_many(list(versions))) if versions else []
    good = [(path, result) for path, result in read if isinstance(result, Disclosure)]
    bad = [(path, result) for path, result in read if not isinstance(result, Disclosure)]
    entries = [_entry(group, versions) for group in _pair(good)]
    return (*entries, *(Entry(_id(p), p.name, (p,), versions[p], error=str(error)) for p, error in bad))


def _pair(read: Sequence[tuple[Path, Disclosure]]) -> Iterator[list[tuple[Path, Disclosure]]]:
    """Put a file that has only prose beside the one file of the same body, year and phase that has the tables."""
    prose = [item for item in read if not item[1].tables]
    for path, disclosure in read:
        if not disclosure.tables:
            continue
        companions = [item for item in prose if _body(item[1]) == _body(disclosure)]
        owners = [item for item in read if item[1].tables and _body(item[1]) == _body(disclosure)]
        is_pair = len(companions) == 1 and len(owners) == 1
        yield [(path, disclosure), *(companions if is_pair else [])]
        if is_pair:
            prose.remove(companions[0])
    yield from ([item] for item in prose)


def _body(disclosure: Disclosure) -> tuple[object, ...]:
    return body_key(disclosure.department), disclosure.fiscal_year, disclosure.phase


def _entry(group: Sequence[tuple[Path, Disclosure]], versions: dict[Path, str]) -> Entry:
    path, disclosure = group[0]
    paths = tuple(path for path, _ in group)
    return Entry(_id(path), describe(disclosure), paths, "-".join(versions[path] for path in paths))


def describe(disclosure: Disclosure) -> str:
    """The line of the document picker: body, year, phase.

    A document that does not print its body is named by its file.
    """
    phase = choice_to_text(disclosure.phase) if disclosure.phase else ""
    year = f"{disclosure.fiscal_year}年" if disclosure.fiscal_year else ""
    body = disclosure.department or disclosure.files[0].name
    return f"{body} {year}{phase}".strip()


def _bundled_entry(folder: Path) -> Entry:
    path = next(folder / name for name in PREFERRED if (folder / name).is_file())
    return Entry(folder.name, _bundled_label(folder, _version(folder / META_FILE)), (path,), _version(path))


@lru_cache(maxsize=256)
def _bundled_label(folder: Path, version: str) -> str:
    """What the bundled description says, read anew only when it has changed: every run of a page asks."""
    meta = tomllib.loads((folder / META_FILE).read_text("utf-8"))
    return f"{meta['publisher']} {meta['fiscal_year']}年{choice_to_text(Phase(meta['phase']))}"


def _version(path: Path) -> str:
    stat = path.stat()
    return hashlib.sha256(f"{path.resolve()}:{stat.st_mtime_ns}:{stat.st_size}".encode()).hexdigest()[:12]


def _id(path: Path) -> str:
    """The stem where it is plain enough for a URL, else a short hash of the name."""
    is_plain = path.stem.isascii() and path.stem.replace("-", "").replace("_", "").isalnum()
    return path.stem if is_plain else hashlib.sha256(path.name.encode()).hexdigest()[:10]


def _with_unique_ids(entries: Sequence[Entry]) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in entries:
        unique = entry if entry.id not in seen else replace(entry, id=f"{entry.id}-{entry.version[:6]}")
        seen.add(unique.id)
        yield unique
