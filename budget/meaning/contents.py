"""What titles say: which tables the contents list (目录) promises, and whose rules of publication they follow."""

from __future__ import annotations

import re

from budget.layout import title_to_kind
from budget.layout.vocabulary import pattern
from budget.models import ContentsEntry, Disclosure, TableKind
from budget.text import squeeze

_PART_HEADING = re.compile(
    r"^第[一二三四五六七八九十]+部分|^(?:部门|单位)?(?:公开)?(?:收支)?(?:预算|决算)?(?:公开)?报?表格?$"
)
"""Headings of a part that holds the tables, not of one table."""
_TABLE_HEADING = re.compile(r"表(?:（[^）]*）|\([^)]*\))?$")


_OWN_RULES = pattern("title", "own_rules_pattern")


def has_own_rules(disclosure: Disclosure) -> bool:
    """Whether it is a university's, published under other rules than those of departments."""
    titles = (disclosure.department or "", *(table.title for table in disclosure.tables))
    return any(map(_OWN_RULES.search, titles))


def promised_tables(disclosure: Disclosure) -> list[ContentsEntry]:
    """The entries of the contents list that name one table."""
    return [entry for entry in disclosure.contents if _names_a_table(entry)]


def promised_entry(disclosure: Disclosure, *kinds: TableKind) -> ContentsEntry | None:
    """The entry that speaks of a table of these kinds: one that names it, else a heading of the prose about it."""
    entries = [entry for entry in disclosure.contents if heading_to_kind(entry.heading) in kinds]
    return min(entries, key=lambda entry: not _names_a_table(entry), default=None)


def heading_to_kind(heading: str) -> TableKind | None:
    """The kind of table that a heading names; None where it names none, or none that we tell apart."""
    kind = title_to_kind(heading)
    return None if kind is TableKind.OTHER else kind


def bare_title(title: str) -> str:
    """A title without number and year, so that list and table can be compared."""
    text = squeeze(title)
    text = re.sub(r"^(?:附?表?[一二三四五六七八九十\d]+[、.．]?|预算公开表\d+)", "", text)
    return re.sub(r"^(?:20\d\d年?度?)", "", text)


def _names_a_table(entry: ContentsEntry) -> bool:
    heading = bare_title(entry.heading)
    return not _PART_HEADING.search(heading) and _TABLE_HEADING.search(heading) is not None
