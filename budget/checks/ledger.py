"""The ledger of one disclosure: what holds, what does not, what could not be checked."""

from __future__ import annotations

from budget.checks.engine import LOGGER, rules_of, run_rule
from budget.checks.forms import overall, projects
from budget.checks.merge import merge_root_causes
from budget.checks.prose import claims, context, figures, reasons, repeats
from budget.checks.prose.amounts import Verdict
from budget.checks.tables import arithmetic, cross_basic, cross_funds, cross_totals, names
from budget.checks.tables import subjects as table_subjects
from budget.checks.whole import completeness, counts, counts_organisation
from budget.checks.wording import marks, notes, subjects
from budget.checks.wording import names as wording_names
from budget.models import Disclosure, Finding

TABLES = (arithmetic, cross_totals, cross_funds, cross_basic)
PROSE = (figures, repeats, context, reasons, claims)
FORMS = (projects, overall)
WHOLE = (counts, counts_organisation, completeness)
WORDS = (names, table_subjects, marks, wording_names, subjects, notes)
RULES = rules_of(*TABLES, *PROSE, *FORMS, *WHOLE, *WORDS)
"""Every rule, module by module, in the order in which the ledger shows them."""


def check_disclosure(disclosure: Disclosure) -> tuple[Finding, ...]:
    """Every obligation of every rule with its outcome; one root cause is one failed finding."""
    return merge_root_causes([found for rule in RULES for found in run_rule(rule, disclosure)])


def check_prose(disclosure: Disclosure) -> tuple[Verdict, ...]:
    """Every figure of the prose with its outcome; none where judging them breaks: each rule of the prose says so."""
    try:
        return figures.judge_figures(disclosure).verdicts
    except Exception:  # noqa: BLE001
        LOGGER.exception("the prose of %s could not be judged", disclosure.title)
        return ()
