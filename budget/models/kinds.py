"""The kinds of table, as `data/layouts/kinds.toml` tells them: what each is called and how its title names it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any

import msgspec

from budget.paths import DATA

KINDS_FILE = DATA / "layouts" / "kinds.toml"
Entries = Mapping[str, list[dict[str, Any]]]

_WORDS = {"title": "patterns", "header": "all", "rows": "all"}
"""The lists of words in the file, and the key under which each entry holds its regular expressions."""


class Sides(StrEnum):
    """Whether 收入 and 支出 stand side by side in a kind of table."""

    NEVER = "never"
    WHERE_SAID = "where_said"
    ALWAYS = "always"


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of one kind; `kinds.toml` says what each field means."""

    id: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]*$")]
    name: Annotated[str, msgspec.Meta(min_length=1)]
    scope: str
    has_total: bool = False
    sides: Sides = Sides.NEVER
    rolls_up: bool = False


def read_kinds(text: str) -> tuple[dict[str, Kind], Entries]:
    """The kinds of the file by id, and its lists of words.

    Raises: ValueError with one line that names the entry and what it lacks.
    """
    try:
        file: Entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"kinds.toml: {error}") from None
    kinds: dict[str, Kind] = {}
    for entry in file.get("kind", []):
        try:
            kind = msgspec.convert(entry, Kind)
        except msgspec.ValidationError as error:
            raise ValueError(f'kinds.toml: kind "{entry.get("id")}": {error}') from None
        if kind.id in kinds:
            raise ValueError(f'kinds.toml: kind "{kind.id}" is there twice')
        kinds[kind.id] = kind
    if fault := next(_faults(file, kinds), None):
        raise ValueError(f"kinds.toml: {fault}")
    return kinds, file


def _faults(file: Entries, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """What the lists of words lack, and kinds that no table can ever be."""
    entries = [(section, key, entry) for section, key in _WORDS.items() for entry in file.get(section, [])]
    for section, key, entry in entries:
        kind, patterns = entry.get("kind"), entry.get(key, [])
        if kind not in kinds:
            yield f'[[{section}]] names the kind "{kind}", which has no [[kind]] entry'
        if not patterns:
            yield f'[[{section}]] of "{kind}" has no {key}'
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                yield f'[[{section}]] of "{kind}": "{pattern}" is no regular expression ({error})'
    named = {entry.get("kind") for _, _, entry in entries}
    yield from (f'kind "{kind}" is named by no [[title]] and no [[header]]' for kind in kinds if kind not in named)


_KINDS, _WORD_LISTS = read_kinds(KINDS_FILE.read_text("utf-8"))


class TableKind(StrEnum):
    """The kinds of table of the exchange form (interchange).

    Written out are those that code tells apart; every other kind of the file is a member all the same.
    """

    _ignore_ = ["_members", "_kind"]

    REVENUE_EXPENDITURE_SUMMARY = "revenue_expenditure_summary"
    REVENUE_SUMMARY = "revenue_summary"
    EXPENDITURE_SUMMARY = "expenditure_summary"
    APPROPRIATION_SUMMARY = "appropriation_summary"
    APPROPRIATION_EXPENDITURE = "appropriation_expenditure"
    APPROPRIATION_BASIC = "appropriation_basic"
    GENERAL_EXPENDITURE = "general_expenditure"
    GENERAL_BASIC = "general_basic"
    FUND_REVENUE = "fund_revenue"
    FUND_EXPENDITURE = "fund_expenditure"
    STATE_CAPITAL = "state_capital"
    THREE_PUBLIC = "three_public"
    OPERATING_COST = "operating_cost"
    PROCUREMENT = "procurement"
    PROJECT_CURRENT = "project_current"
    PROJECT_CARRYOVER = "project_carryover"
    PERFORMANCE_OVERALL = "performance_overall"
    PERFORMANCE_PROJECT = "performance_project"
    SOCIAL_INSURANCE = "social_insurance"
    TRANSFERS = "transfers"
    DEBT = "debt"
    OTHER = "other"

    _members = vars()
    for _kind in _KINDS:
        if _kind.upper() not in _members:
            _members[_kind.upper()] = _kind


if _lost := [kind.value for kind in TableKind if kind.value not in _KINDS]:
    raise ValueError(f'kinds.toml: there is no [[kind]] with id "{_lost[0]}", which the code needs')

FORM_KINDS = frozenset({TableKind.PERFORMANCE_OVERALL, TableKind.PERFORMANCE_PROJECT})
"""Performance forms: their cells are a form's, not a table's; each has a parser of its own in `budget.forms`."""

KINDS: Mapping[TableKind, Kind] = {TableKind(kind): facts for kind, facts in _KINDS.items()}
"""What is known of each kind, in the order of the file."""

KIND_PATTERNS: Mapping[str, tuple[tuple[TableKind, tuple[re.Pattern[str], ...]], ...]] = {
    section: tuple((TableKind(e["kind"]), tuple(map(re.compile, e[key]))) for e in _WORD_LISTS[section])
    for section, key in _WORDS.items()
}
"""What names a kind, in order: one pattern in a "title", all of them in a "header" or in the labels of "rows"."""
