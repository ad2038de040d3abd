"""Subject lists of the 政府收支分类科目: functional (类/款/项) and economic codes ↔ names, level, parent, note.

The lists are data (`data/classification/*.csv`, told of in the README there): each row with its source, its grade, the
years for which its name holds and those in which it was seen. They are not complete: a code that is not in them is
unknown, which alone is no error. A code means what it meant in the document's fiscal year, so every look-up takes the
year where one is known.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from budget.paths import DATA
from budget.text import fold_name

CLASSIFICATION_FOLDER = DATA / "classification"
FUNCTIONAL, DEPARTMENTAL, GOVERNMENTAL = "functional", "economic_departmental", "economic_governmental"
SCHEMES = (FUNCTIONAL, DEPARTMENTAL, GOVERNMENTAL)


class Grade(StrEnum):
    """What a row rests on."""

    AGREED = "A"
    """A full official table, and a document of another publisher prints the same."""
    PRINTED = "B"
    """One full official table, or ten documents and more."""
    SEEN = "C"
    """Three documents and more."""
    UNCHECKED = "D"
    """Fewer documents, or general knowledge."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject. `level` 1 类, 2 款, 3 项. `from_year`, `to_year`: the fiscal years of this name, None where open.

    `note` is one plain sentence for readers, None where none is written. `source` says where the row comes from, `seen`
    in documents of which fiscal years it was found.
    """

    scheme: str
    code: str
    name: str
    from_year: int | None
    to_year: int | None
    note: str | None
    grade: Grade
    seen: frozenset[int]
    source: str

    @property
    def level(self) -> int:
        """1 for 类 (3 digits), 2 for 款 (5), 3 for 项 (7)."""
        return max(1, (len(self.code) - 1) // 2)

    def holds_in(self, fiscal_year: int | None) -> bool:
        """Whether the name is the one of that year; of any, where the year is not known."""
        return fiscal_year is None or (self.from_year or 0) <= fiscal_year <= (self.to_year or 9999)

    @property
    def is_sure(self) -> bool:
        """Whether the row rests on enough to be held against a document."""
        return self.grade in (Grade.AGREED, Grade.PRINTED)

    def is_sure_in(self, fiscal_year: int | None) -> bool:
        """Whether it may be held against a document of that year."""
        return self.is_sure and fiscal_year in self.seen


def explain_subject(code: str | None, name: str, fiscal_year: int | None) -> str | None:
    """What a printed subject means, in one plain sentence; None where none is written for it.

    Code and name must be those of the lists in that year (the newest without one): a code printed beside another name
    may mean something else, and would be explained wrongly. A row without a code is one of a table of economic
    subjects, which many documents print so.

    >>> explain_subject("30202", "印刷费", 2024), explain_subject(None, "印刷费", 2024)
    ('印刷资料、文件的费用', '印刷资料、文件的费用')
    """
    if code is None:
        holding = [subject for subject in _named(name) if subject.holds_in(fiscal_year)]
        return holding[0].note if len(holding) == 1 else None
    subject = next((s for s in _by_code().get(code, ()) if s.holds_in(fiscal_year)), None)
    return subject.note if subject is not None and fold_name(subject.name) == fold_name(name) else None


FULL_LISTS = frozenset({2025, 2026})
"""Years of which a full table was found: a code that is in none of our rows is not in the book."""


class Standing(StrEnum):
    """How a printed code and name stand to the lists."""

    LISTED = "listed"
    OTHER_NAME = "other_name"
    UNKNOWN_CODE = "unknown_code"


def is_subject_code(code: str) -> bool:
    """Whether a code has the form of one of the lists; a publisher's own subdivisions of 款 (3021101) have not.

    >>> [is_subject_code(code) for code in ("2080505", "30211", "3021101", "101", "301001")]
    [True, True, False, False, False]
    """
    return re.fullmatch(r"2(?:\d\d){1,3}|[35](?:\d\d){1,2}", code) is not None


def find_standing(code: str, name: str) -> Standing:
    """How a code and its name stand to the lists of any year; a name that its column cuts off is no other.

    >>> [str(find_standing(*one)) for one in (("30201", "办公费"), ("30201", "印刷费"), ("2110366", "大气"))]
    ['listed', 'other_name', 'unknown_code']
    """
    listed = _by_code().get(code)
    if listed is None:
        return Standing.UNKNOWN_CODE
    is_named = any(fold_name(subject.name).startswith(fold_name(name)) for subject in listed)
    return Standing.LISTED if is_named else Standing.OTHER_NAME


def names_of(code: str) -> tuple[str, ...]:
    """The names of a code in the lists, the newest first; none for an unknown one."""
    return tuple(subject.name for subject in _by_code().get(code, ()))


def find_rightful(code: str, name: str, fiscal_year: int | None) -> Subject | None:
    """The subject whose name stands beside a code that is another's or nobody's; None where the lists are not sure.

    They are sure of a name that one subject of that list and level carries, alone or alone under the same superior, and
    of a code whose own name is known, when official lists or many documents of that very year print both; that nobody
    has a code they know in the years of a full list.

    >>> [found and found.code for found in (find_rightful("30208", "物业管理费", year) for year in (2026, None))]
    ['30209', None]
    """
    own = [subject for subject in _by_code().get(code, ()) if subject.holds_in(fiscal_year)]
    if not all(subject.is_sure_in(fiscal_year) for subject in own) or not (own or fiscal_year in FULL_LISTS):
        return None
    peers = [s for s in _by_name().get(fold_name(name), ()) if s.code[0] == code[0] and len(s.code) == len(code)]
    sure = [subject for subject in peers if subject.is_sure_in(fiscal_year)]
    found = [subject for subject in sure if subject.code[:-2] == code[:-2]] or sure
    return found[0] if len(found) == 1 else None


@cache
def economic_class_names() -> frozenset[str]:
    """The names of the 类 of both economic classifications, folded."""
    return frozenset(
        fold_name(s.name) for scheme in (DEPARTMENTAL, GOVERNMENTAL) for s in load_subjects(scheme) if s.level == 1
    )


def economic_class_code(name: str) -> str | None:
    """The code of a 类 of the departmental classification by its name, with or without 支出; None for another name.

    >>> [economic_class_code(name) for name in ("对个人和家庭的补助支出", "资本性支出(基本建设)", "印刷费")]
    ['303', '309', None]
    """
    subjects = (*_named(name), *_named(fold_name(name).removesuffix("支出")))
    return next((subject.code for subject in subjects if subject.level == 1), None)


@cache
def load_subjects(scheme: str) -> tuple[Subject, ...]:
    """All rows of a list in the order of the file. Raises ValueError for a scheme that does not exist."""
    if scheme not in SCHEMES:
        raise ValueError(f"unknown classification {scheme!r}; there are {', '.join(SCHEMES)}")
    with (CLASSIFICATION_FOLDER / f"{scheme}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(_to_subject(scheme, row) for row in csv.DictReader(stream))


def _to_subject(scheme: str, row: dict[str, str]) -> Subject:
    first, last = (int(row[year]) if row[year] else None for year in ("from_year", "to_year"))
    seen = frozenset(map(int, row["seen"].split()))
    return Subject(
        scheme, row["code"], row["name"], first, last, row["note"] or None, Grade(row["grade"]), seen, row["source"]
    )


@cache
def _by_code() -> dict[str, list[Subject]]:
    """The subjects of each code, the newest name first; no code is in two lists."""
    index: dict[str, list[Subject]] = {}
    subjects = (subject for scheme in SCHEMES for subject in load_subjects(scheme))
    for subject in sorted(subjects, key=lambda s: -(s.to_year or 9999)):
        index.setdefault(subject.code, []).append(subject)
    return index


@cache
def _by_name() -> dict[str, list[Subject]]:
    index: dict[str, list[Subject]] = {}
    for subject in (subject for scheme in SCHEMES for subject in load_subjects(scheme)):
        index.setdefault(fold_name(subject.name), []).append(subject)
    return index


def _named(name: str) -> list[Subject]:
    """The subjects of the departmental classification under a name."""
    return [subject for subject in _by_name().get(fold_name(name), ()) if subject.scheme == DEPARTMENTAL]
