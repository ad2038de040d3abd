"""The words of performance forms: folding, and what kind of label a printed text is.

The words themselves are data (`data/forms/performance.toml`), so that another place's form needs no code.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from budget.models import FormScope
from budget.paths import DATA
from budget.text import fold_label

LABELS_FILE = DATA / "forms/performance.toml"


class ColumnRole(Enum):
    """What a column of an indicator table holds."""

    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    OPERATOR = "operator"
    VALUE = "value"
    UNIT = "unit"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


INDICATOR_ROLES = (
    ColumnRole.LEVEL1,
    ColumnRole.LEVEL2,
    ColumnRole.LEVEL3,
    ColumnRole.OPERATOR,
    ColumnRole.VALUE,
    ColumnRole.UNIT,
    ColumnRole.IGNORED,
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The declared words, folded; `roles` maps a column header to its role, `families` a second level to its firsts."""

    names: frozenset[str]
    fields: frozenset[str]
    sections: frozenset[str]
    any_goals: frozenset[str]
    tasks: Mapping[str, frozenset[str]]
    roles: Mapping[str, ColumnRole]
    project_columns: frozenset[str]
    goal_columns: frozenset[str]
    families: Mapping[str, tuple[str, ...]]
    first_levels: frozenset[str]
    patterns: Mapping[str, re.Pattern[str]]

    def matches(self, pattern: str, folded: str) -> bool:
        """Whether the whole folded text has the declared pattern ("goals.year", "funding.head", …)."""
        return self.patterns[pattern].fullmatch(folded) is not None

    def is_label(self, folded: str) -> bool:
        """Whether it is a known word of a form's print, which states nothing by itself."""
        labels = (self.fields, self.sections, self.roles, self.project_columns, self.goal_columns)
        is_known = any(folded in words for words in (*labels, *self.tasks.values()))
        return is_known or self.is_goal(folded) or self.is_level1(folded) or self.is_level2(folded)

    def is_goal(self, folded: str) -> bool:
        """Whether it labels a goal: of the period, of the year, or of the form."""
        return folded in self.any_goals or self.goal_scope(folded) is not None

    def goal_scope(self, folded: str) -> FormScope | None:
        """Whole period or year for a goal label that says which, else None."""
        if self.matches("goals.period", folded):
            return FormScope.PERIOD
        return FormScope.YEAR if self.matches("goals.year", folded) else None

    def is_level1(self, folded: str) -> bool:
        """Whether it names a first level (产出指标), weights in brackets apart."""
        return strip_weight(folded) in self.first_levels

    def is_level2(self, folded: str) -> bool:
        """Whether it names a second level (数量指标), weights in brackets apart."""
        return strip_weight(folded) in self.families

    def fits_under(self, level2: str, level1: str) -> bool:
        """Whether a known second level may stand under that first level; True for words we do not know."""
        families = self.families.get(strip_weight(fold_label(level2)))
        firsts = strip_weight(fold_label(level1))
        known = any(name in firsts for names in self.families.values() for name in names)
        return families is None or not known or any(name in firsts for name in families)


def strip_weight(folded: str) -> str:
    """A level's name without the weight printed with it.

    >>> strip_weight("产出指标(50分)"), strip_weight("数量指标")
    ('产出指标', '数量指标')
    """
    return re.sub(r"\(\d+(?:\.\d+)?(?:分|%)?\)$", "", folded)


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """The declared words of `data/forms/performance.toml`."""
    declared = tomllib.loads(LABELS_FILE.read_text(encoding="utf-8"))
    columns = declared["columns"]
    labels = declared["labels"]
    return Vocabulary(
        names=frozenset(labels["name"]),
        fields=frozenset(labels["field"]) | frozenset(labels["overall"]) | frozenset(labels["name"]),
        sections=frozenset(labels["section"]),
        any_goals=frozenset(declared["goals"]["any"]),
        tasks={key: frozenset(words) for key, words in declared["tasks"].items()},
        roles={word: role for role in INDICATOR_ROLES for word in columns[role.value]},
        project_columns=frozenset(columns["project"]),
        goal_columns=frozenset(columns["goal"]),
        families={word: tuple(names.split()) for names, words in declared["families"].items() for word in words},
        first_levels=frozenset(declared["first_levels"]["names"]),
        patterns=dict(_patterns(declared)),
    )


def _patterns(declared: Mapping[str, Any]) -> list[tuple[str, re.Pattern[str]]]:
    """ "goals.year": the compiled `year_pattern` of the section goals, and so on."""
    return [
        (f"{section}.{key.removesuffix('_pattern')}", re.compile(text))
        for section in ("goals", "funding")
        for key, text in declared[section].items()
        if key.endswith("_pattern")
    ]
