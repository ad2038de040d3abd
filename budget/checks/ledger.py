"""The ledger of one disclosure: what holds, what does not, what could not be checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from budget.checks.engine import LOGGER, Rule, rules_of, run_rule
from budget.checks.forms import overall, projects
from budget.checks.merge import merge_root_causes
from budget.checks.outcome import not_applicable
from budget.checks.prose import claims, context, figures, reasons, repeats
from budget.checks.prose.amounts import Verdict
from budget.checks.tables import arithmetic, cross_basic, cross_funds, cross_totals, names
from budget.checks.tables import subjects as table_subjects
from budget.checks.whole import completeness, counts, counts_organisation
from budget.checks.wording import marks, notes, subjects
from budget.checks.wording import names as wording_names
from budget.models import CheckClass, Disclosure, Finding, Level, rule_title, say

TABLES = (arithmetic, cross_totals, cross_funds, cross_basic)
PROSE = (figures, repeats, context, reasons, claims)
FORMS = (projects, overall)
WHOLE = (counts, counts_organisation, completeness)
WORDS = (names, table_subjects, marks, wording_names, subjects, notes)
RULES = rules_of(*TABLES, *PROSE, *FORMS, *WHOLE, *WORDS)
"""Every rule, module by module, in the order in which the ledger shows them."""


OF_GOVERNMENTS = frozenset(
    {
        "arithmetic.levels", "arithmetic.totals", "arithmetic.columns", "arithmetic.balance", "tables.subject_names",
        "completeness.required", "completeness.contents", "completeness.empty_notes", "completeness.read",
        "completeness.unit", "wording_template", "wording_missing_figure", "wording_doubled", "wording_old_subject",
    }
)  # fmt: skip
"""The rules that hold for a whole government's report too; every other one is about a department's or unit's file."""


def check_disclosure(disclosure: Disclosure) -> tuple[Finding, ...]:
    """Every obligation of every rule with its outcome; one root cause is one failed finding."""
    return merge_root_causes([found for rule in RULES for found in _ask(rule, disclosure)])


def _ask(rule: Rule, disclosure: Disclosure) -> Iterable[Finding]:
    if disclosure.level is not Level.GOVERNMENT or rule.rule_id in OF_GOVERNMENTS:
        return run_rule(rule, disclosure)
    # one name has a figure for the whole region, its own level, each county, last year and this one
    reason = say("ledger.report_prose" if rule.check_class is CheckClass.PROSE else "ledger.of_departments")
    excuse = not_applicable(rule_title(rule.rule_id), reason)
    return [replace(excuse, rule=rule.rule_id, check_class=rule.check_class)]


def check_prose(disclosure: Disclosure) -> tuple[Verdict, ...]:
    """Every figure of the prose with its outcome; none where judging them breaks: each rule of the prose says so."""
    if disclosure.level is Level.GOVERNMENT:
        return ()
    try:
        return figures.judge_figures(disclosure).verdicts
    except Exception:  # noqa: BLE001
        LOGGER.exception("the prose of %s could not be judged", disclosure.title)
        return ()
