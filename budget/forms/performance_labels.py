"""The words of performance forms: folding, and what kind of label a printed text is.

The words themselves are data (`data/forms/performance.toml`), folded, so that another place's form needs no code.
"""

from __future__ import annotations

import re
import tomllib
from enum import Enum

from budget.models import FormScope
from budget.paths import DATA
from budget.text import fold_label


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


DECLARED = tomllib.loads((DATA / "forms/performance.toml").read_text(encoding="utf-8"))
_LABELS, _COLUMNS = DECLARED["labels"], DECLARED["columns"]

NAMES = frozenset(_LABELS["name"])
FIELDS = frozenset(_LABELS["field"]) | frozenset(_LABELS["overall"]) | NAMES
SECTIONS = frozenset(_LABELS["section"])
ANY_GOALS = frozenset(DECLARED["goals"]["any"])
TASKS = {key: frozenset(words) for key, words in DECLARED["tasks"].items()}
ROLES = {word: role for role in ColumnRole for word in _COLUMNS.get(role.value, ())}
"""The role of a column by its header."""
PROJECT_COLUMNS = frozenset(_COLUMNS["project"])
GOAL_COLUMNS = frozenset(_COLUMNS["goal"])
FAMILIES = {word: tuple(names.split()) for names, words in DECLARED["families"].items() for word in words}
"""The first levels that a second level may stand under."""
FIRST_LEVELS = frozenset(DECLARED["first_levels"]["names"])
_PATTERNS = {
    f"{section}.{key.removesuffix('_pattern')}": re.compile(text)
    for section in ("goals", "funding")
    for key, text in DECLARED[section].items()
    if key.endswith("_pattern")
}


def matches(pattern: str, folded: str) -> bool:
    """Whether the whole folded text has the declared pattern ("goals.year", "funding.head", …)."""
    return _PATTERNS[pattern].fullmatch(folded) is not None


def is_label(folded: str) -> bool:
    """Whether it is a known word of a form's print, which states nothing by itself."""
    is_known = any(
        folded in words for words in (FIELDS, SECTIONS, ROLES, PROJECT_COLUMNS, GOAL_COLUMNS, *TASKS.values())
    )
    return is_known or is_goal(folded) or is_level1(folded) or is_level2(folded)


def is_goal(folded: str) -> bool:
    """Whether it labels a goal: of the period, of the year, or of the form."""
    return folded in ANY_GOALS or goal_scope(folded) is not None


def goal_scope(folded: str) -> FormScope | None:
    """Whole period or year for a goal label that says which, else None."""
    if matches("goals.period", folded):
        return FormScope.PERIOD
    return FormScope.YEAR if matches("goals.year", folded) else None


def is_level1(folded: str) -> bool:
    """Whether it names a first level (产出指标), weights in brackets apart."""
    return strip_weight(folded) in FIRST_LEVELS


def is_level2(folded: str) -> bool:
    """Whether it names a second level (数量指标), weights in brackets apart."""
    return strip_weight(folded) in FAMILIES


def fits_under(level2: str, level1: str) -> bool:
    """Whether a known second level may stand under that first level; True for words we do not know."""
    families = FAMILIES.get(strip_weight(fold_label(level2)))
    firsts = strip_weight(fold_label(level1))
    known = any(name in firsts for names in FAMILIES.values() for name in names)
    return families is None or not known or any(name in firsts for name in families)


def strip_weight(folded: str) -> str:
    """A level's name without the weight printed with it.

    >>> strip_weight("产出指标(50分)"), strip_weight("数量指标")
    ('产出指标', '数量指标')
    """
    return re.sub(r"\(\d+(?:\.\d+)?(?:分|%)?\)$", "", folded)
