"""Subject lists of the 政府收支分类科目: functional (类/款/项) and economic codes ↔ names, level, parent, note.

The lists are data (`data/classification/*.csv`, each row with its source and the years it is known to hold for) and are
not complete: a code that is not in them is unknown, which is never an error. A code means what it meant in the
document's fiscal year, so every look-up takes the year where one is known.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from budget.paths import DATA
from budget.text import fold_name

CLASSIFICATION_FOLDER = DATA / "classification"
FUNCTIONAL, DEPARTMENTAL, GOVERNMENTAL = "functional", "economic_departmental", "economic_governmental"
SCHEMES = (FUNCTIONAL, DEPARTMENTAL, GOVERNMENTAL)


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject. `level` 1 类, 2 款, 3 项. `from_year`, `to_year`: the fiscal years of this name, None where open.

    `note` is one plain sentence for readers, None where none is written. `source` says where the row comes from.
    """

    scheme: str
    code: str
    name: str
    from_year: int | None
    to_year: int | None
    note: str | None
    source: str

    @property
    def level(self) -> int:
        """1 for 类 (3 digits), 2 for 款 (5), 3 for 项 (7)."""
        return code_level(self.code)

    @property
    def parent_code(self) -> str | None:
        """The code one level up, None for a 类."""
        return self.code[:-2] if self.level > 1 else None


def code_level(code: str) -> int:
    """How deep a code stands, by its digits.

    >>> [code_level(c) for c in ("211", "21103", "2110301")]
    [1, 2, 3]
    """
    return max(1, (len(code) - 1) // 2)


def find_subject(code: str, scheme: str = FUNCTIONAL, fiscal_year: int | None = None) -> Subject | None:
    """The subject of a code in a fiscal year (the newest name without one); None when the lists do not know it.

    >>> find_subject("210", fiscal_year=2017).name, find_subject("210").name, find_subject("999")
    ('医疗卫生与计划生育支出', '卫生健康支出', None)
    """
    known = _by_code(scheme).get(code, ())
    if fiscal_year is not None:
        fitting = [s for s in known if (s.from_year or 0) <= fiscal_year <= (s.to_year or 9999)]
        if fitting:
            return fitting[-1]
    return known[-1] if known else None


def find_by_name(name: str, scheme: str, level: int | None = None) -> Subject | None:
    """The subject of a printed name, for tables that print no codes; None when no or more than one subject has it.

    >>> find_by_name("办公费", DEPARTMENTAL).code
    '30201'
    """
    found = {s.code: s for s in _by_name(scheme).get(fold_name(name), ()) if level is None or s.level == level}
    return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=1)
def economic_class_names() -> frozenset[str]:
    """The names of the 类 of both economic classifications, folded."""
    return frozenset(
        fold_name(s.name) for scheme in (DEPARTMENTAL, GOVERNMENTAL) for s in load_subjects(scheme) if s.level == 1
    )


@lru_cache(maxsize=3)
def load_subjects(scheme: str) -> tuple[Subject, ...]:
    """All rows of a list in the order of the file. Raises ValueError for a scheme that does not exist."""
    if scheme not in SCHEMES:
        raise ValueError(f"unknown classification {scheme!r}; there are {', '.join(SCHEMES)}")
    with (CLASSIFICATION_FOLDER / f"{scheme}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(_to_subject(scheme, row) for row in csv.DictReader(stream))


def _to_subject(scheme: str, row: dict[str, str]) -> Subject:
    return Subject(
        scheme=scheme,
        code=row["code"],
        name=row["name"],
        from_year=int(row["from_year"]) if row["from_year"] else None,
        to_year=int(row["to_year"]) if row["to_year"] else None,
        note=row["note"] or None,
        source=row["source"],
    )


@lru_cache(maxsize=3)
def _by_code(scheme: str) -> dict[str, tuple[Subject, ...]]:
    index: dict[str, tuple[Subject, ...]] = {}
    for subject in sorted(load_subjects(scheme), key=lambda s: s.to_year or 9999):
        index[subject.code] = (*index.get(subject.code, ()), subject)
    return index


@lru_cache(maxsize=3)
def _by_name(scheme: str) -> dict[str, tuple[Subject, ...]]:
    index: dict[str, tuple[Subject, ...]] = {}
    for subject in load_subjects(scheme):
        index[fold_name(subject.name)] = (*index.get(fold_name(subject.name), ()), subject)
    return index
