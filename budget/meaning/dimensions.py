"""What a printed header says about the money under it: fund, kind, vintage, stage, people or operating.

Only what the words say; a header that says nothing about a dimension leaves it None, and None is never
taken for "all".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TypeVar

from budget.layout.vocabulary import texts
from budget.meaning.funds import words_to_fund
from budget.models import ExpenditureKind, Fund, HeaderPath, Stage, Use, Vintage, lowest_of, path_to_text
from budget.text import fold

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Dimensions:
    """The dimensions of one column (or row label); None where the words do not say."""

    fund: Fund | None = None
    expenditure_kind: ExpenditureKind | None = None
    vintage: Vintage | None = None
    stage: Stage | None = None
    use: Use | None = None
    is_total: bool = False


TOTAL_WORDS = ("合计", "小计", "总计")


def words_to_dimensions(words: str) -> Dimensions:
    """The dimensions that a row label or title names.

    >>> words_to_dimensions("上年结转安排").vintage.value, words_to_dimensions("2024年合计").is_total
    ('carryover_in', True)
    """
    return path_to_dimensions((words,))


@cache
def path_to_dimensions(path: HeaderPath) -> Dimensions:
    """The dimensions that a header path names; people or operating and whether it is a total by its lowest cell alone.

    >>> path_to_dimensions(("本年收入", "一般公共预算")).fund.value, path_to_dimensions(("合计", "其中")).is_total
    ('general_public', False)
    """
    folded = tuple(map(fold, path))
    return Dimensions(
        fund=words_to_fund(path_to_text(folded)),
        expenditure_kind=_first("expenditure_kind", ExpenditureKind, folded),
        vintage=_first("vintage", Vintage, folded),
        stage=_first("stage", Stage, folded),
        use=_first("use", Use, folded[-1:]),
        is_total=any(word in lowest_of(folded) for word in TOTAL_WORDS),
    )


def _first(section: str, meanings: type[E], cells: HeaderPath) -> E | None:
    words = texts(section).items()
    return next((meanings(meaning) for word, meaning in words if any(word in cell for cell in cells)), None)
