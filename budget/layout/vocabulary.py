"""Titles and labels of the data files in `data/layouts/`, compiled once. Words are facts, so they live there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from budget.models import KIND_PATTERNS, TableKind
from budget.paths import DATA
from budget.text import fold_label, strip_ordinal

LAYOUTS_FOLDER = DATA / "layouts"


@dataclass(frozen=True, slots=True)
class Words:
    """Exact words and patterns of one meaning."""

    exact: frozenset[str]
    pattern: re.Pattern[str] | None

    def match(self, folded: str) -> bool:
        """Whether a folded text is one of the words or shows one of the patterns."""
        return folded in self.exact or (self.pattern is not None and self.pattern.search(folded) is not None)


@lru_cache(maxsize=1)
def _labels() -> dict[str, Any]:
    files = (LAYOUTS_FOLDER / name for name in ("labels.toml", "prose.toml"))
    return {section: words for file in files for section, words in tomllib.loads(file.read_text("utf-8")).items()}


@lru_cache(maxsize=64)
def words(section: str, name: str) -> Words:
    """The words `name` and the patterns `name_patterns` of a section of labels.toml (either may be missing)."""
    table = _labels()[section]
    patterns = table.get(f"{name}_patterns", [])
    return Words(
        exact=frozenset(fold_label(word) for word in table.get(name, [])),
        pattern=re.compile("|".join(patterns)) if patterns else None,
    )


@lru_cache(maxsize=32)
def pattern(section: str, name: str) -> re.Pattern[str]:
    """A single regular expression of labels.toml."""
    return re.compile(_labels()[section][name])


def patterns(section: str) -> dict[str, re.Pattern[str]]:
    """The regular expressions of a section of labels.toml or prose.toml by their names, in its order.

    A list is of alternatives; <NAME> stands for the expression NAME of the section.
    """
    texts = {name: "|".join(text) if isinstance(text, list) else text for name, text in _labels()[section].items()}

    def fill(text: str) -> re.Pattern[str]:
        return re.compile(re.sub("<([A-Z]+)>", lambda name: str(texts[name[1]]), text))

    return {name: fill(text) for name, text in texts.items()}


def texts(section: str) -> dict[str, str]:
    """The words of a section of labels.toml with what each means, in its order."""
    return dict(_labels()[section])


def texts_to_kind(folded: Sequence[str], section: str = "header") -> TableKind | None:
    """The kind whose words are all among the folded texts of a header (or of "rows"); None when there is none."""

    def is_there(wanted: re.Pattern[str]) -> bool:
        return any(wanted.search(text) for text in folded)

    return next((kind for kind, needed in KIND_PATTERNS[section] if all(map(is_there, needed))), None)


@lru_cache(maxsize=1024)
def title_to_kind(title: str) -> TableKind | None:
    """The kind a printed title names; None when no title pattern of kinds.toml is in it.

    >>> title_to_kind("2025年部门“三公”经费和机关运行经费预算表")
    <TableKind.THREE_PUBLIC: 'three_public'>
    >>> title_to_kind("人员编制情况") is None
    True
    """
    folded = fold_label(title)
    return next((kind for kind, regexes in KIND_PATTERNS["title"] if any(r.search(folded) for r in regexes)), None)


@lru_cache(maxsize=4096)
def is_header_word(folded: str) -> bool:
    """Whether a folded cell text is known from header rows."""
    header = ("label", "attribute", "line_number", "sequence", "code")
    return (
        words("header", "words").match(folded)
        or any(words("header", name).match(folded) for name in header)
        or any(re.search(p, folded) for p in _labels()["header"]["patterns"])
    )


@lru_cache(maxsize=4096)
def is_total_word(folded: str) -> bool:
    """Whether a folded row label names a total or subtotal (合计, 小计, 收入总计)."""
    label = strip_ordinal(folded)
    return words("row", "total").match(label) or words("row", "subtotal").match(label)
