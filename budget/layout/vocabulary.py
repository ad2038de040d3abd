"""Titles and labels of the data files in `data/layouts/`, compiled once. Words are facts, so they live there."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from budget.models import KIND_PATTERNS, TableKind
from budget.paths import DATA

LAYOUTS_FOLDER = DATA / "layouts"
_QUOTES = re.compile(r"[“”\"'‘’＂〝〞「」『』]")
_CIRCLED = {0x2460 + i: f"({i + 1})" for i in range(20)}  # NFKC makes a bare digit of ①, which would join the next ones
_ORDINAL = re.compile(r"(?:[一二三四五六七八九十百]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[.、](?!\d))+")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """NFKC without white space and quotation marks, ① as (1): what two printings of one label have in common.

    >>> fold("“三公”经费 （预算）"), fold("②公务用车运行维护费")
    ('三公经费(预算)', '(2)公务用车运行维护费')
    """
    return _QUOTES.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.translate(_CIRCLED))))


def strip_ordinal(folded: str) -> str:
    """A folded label without its leading 一、 (一) 1. ①.

    >>> strip_ordinal("(一)基本支出"), strip_ordinal("1.5倍")
    ('基本支出', '1.5倍')
    """
    return _ORDINAL.sub("", folded, count=1) if _ORDINAL.match(folded) else folded


def has_ordinal(folded: str) -> bool:
    """Whether a folded label begins with an ordinal (一、 (一) 1. ①): such a label names a row, never a column."""
    return _ORDINAL.match(folded) is not None


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
    return tomllib.loads((LAYOUTS_FOLDER / "labels.toml").read_text("utf-8"))


@lru_cache(maxsize=64)
def words(section: str, name: str) -> Words:
    """The words `name` and the patterns `name_patterns` of a section of labels.toml (either may be missing)."""
    table = _labels()[section]
    patterns = table.get(f"{name}_patterns", [])
    return Words(
        exact=frozenset(fold(word) for word in table.get(name, [])),
        pattern=re.compile("|".join(patterns)) if patterns else None,
    )


@lru_cache(maxsize=32)
def pattern(section: str, name: str) -> re.Pattern[str]:
    """A single regular expression of labels.toml."""
    return re.compile(_labels()[section][name])


@lru_cache(maxsize=8)
def ordered_patterns(section: str, name: str) -> tuple[re.Pattern[str], ...]:
    """A list of regular expressions of labels.toml of which the first that fits counts."""
    return tuple(re.compile(p) for p in _labels()[section][name])


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
    folded = fold(title)
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
