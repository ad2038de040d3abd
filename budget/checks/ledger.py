"""The ledger of one disclosure: what holds, what does not, what could not be checked."""

from __future__ import annotations

from budget.checks.engine import LOGGER, run_rule
from budget.checks.merge import merge_root_causes
from budget.checks.prose.figures import Verdict
from budget.checks.prose.rules import prose_verdicts
from budget.checks.registry import RULES
from budget.models import Disclosure, Finding


def check_disclosure(disclosure: Disclosure) -> tuple[Finding, ...]:
    """Every obligation of every rule with its outcome; one root cause is one failed finding."""
    return merge_root_causes([found for rule in RULES for found in run_rule(rule, disclosure)])


def check_prose(disclosure: Disclosure) -> tuple[Verdict, ...]:
    """Every figure of the prose with its outcome; none where judging them breaks: each rule of the prose says so."""
    try:
        return prose_verdicts(disclosure)
    except Exception:  # noqa: BLE001
        LOGGER.exception("the prose of %s could not be judged", disclosure.title)
        return ()
