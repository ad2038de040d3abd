"""The ledger of one disclosure: what holds, what does not, what could not be checked."""

from __future__ import annotations

from collections.abc import Sequence

from budget.checks.engine import LOGGER, run_rule
from budget.checks.merge import merge_root_causes
from budget.checks.prose.figures import Verdict
from budget.checks.prose.rules import prose_verdicts
from budget.checks.registry import RULES
from budget.models import Disclosure, Finding, Operand, Status

COUNT_RULES = "count."
COUNTS_OF_PROSE = "prose_count"


def check_disclosure(disclosure: Disclosure) -> tuple[Finding, ...]:
    """Every obligation of every rule with its outcome; one root cause is one failed finding."""
    return told_once(merge_root_causes([found for rule in RULES for found in run_rule(rule, disclosure)]))


def check_prose(disclosure: Disclosure) -> tuple[Verdict, ...]:
    """Every figure of the prose with its outcome; none where judging them breaks: each rule of the prose says so."""
    try:
        return prose_verdicts(disclosure)
    except Exception:  # noqa: BLE001
        LOGGER.exception("the prose of %s could not be judged", disclosure.title)
        return ()


def told_once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Without the counts of the prose that "could not be checked" by themselves but were counted by a count rule."""
    return tuple(
        finding
        for finding in findings
        if not (_is_open_count(finding) and count_finding(finding.operands[0], findings) is not None)
    )


def count_finding(stated: Operand, findings: Sequence[Finding]) -> Finding | None:
    """The finding of a count rule that speaks of a count stated in the prose: same section, the words in its words."""
    for finding in findings:
        if finding.rule.startswith(COUNT_RULES) and any(_speaks_of(operand, stated) for operand in finding.operands):
            return finding
    return None


def _is_open_count(finding: Finding) -> bool:
    is_open = finding.rule == COUNTS_OF_PROSE and finding.status is Status.NOT_POSSIBLE
    return is_open and bool(finding.operands)


def _speaks_of(operand: Operand, stated: Operand) -> bool:
    """Sections are named with their number in one place and without it in the other."""
    return bool(operand.table) and stated.table.endswith(operand.table) and stated.text in operand.text
