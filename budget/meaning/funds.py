"""Which fund words name; the words themselves stand in labels.toml."""

from __future__ import annotations

import re

from budget.layout.vocabulary import patterns
from budget.models import Fund
from budget.text import fold

FUND_WORDS = {Fund(name): named for name, named in patterns("fund").items()}
OTHER_APPROPRIATED = (Fund.GOVERNMENT_FUND, Fund.STATE_CAPITAL_OPERATIONS)
APPROPRIATED = (Fund.GENERAL_PUBLIC, *OTHER_APPROPRIATED)
APPROPRIATION = re.compile(r"财政拨款")
"""The three funds as a whole, which is no `Fund`."""


def words_to_fund(words: str) -> Fund | None:
    """The fund that words name; None for other words and for 财政拨款 as a whole.

    >>> words_to_fund("1.一般公共预算拨款").value, words_to_fund("财政拨款")
    ('general_public', None)
    """
    folded = fold(words)
    return next((fund for fund, named in FUND_WORDS.items() if named.search(folded)), None)


def is_appropriated(words: str) -> bool:
    """Whether words name 财政拨款 or one of its funds."""
    return APPROPRIATION.search(words) is not None or words_to_fund(words) in APPROPRIATED
