"""The ledger of one disclosure: what holds, what does not, what could not be checked."""

from __future__ import annotations

from budget.checks.merge import merge_root_causes
from budget.checks.registry import RULES
from budget.models import Disclosure, Finding


def check_disclosure(disclosure: Disclosure) -> tuple[Finding, ...]:
    """Every obligation of every rule with its outcome; one root cause is one failed finding."""
    return merge_root_causes([finding for rule in RULES for finding in rule(disclosure)])
