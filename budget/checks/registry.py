"""Every rule of the ledger, module by module, in the order in which the ledger shows them."""

from __future__ import annotations

from budget.checks import (
    arithmetic,
    completeness,
    completeness_reading,
    counts,
    counts_organisation,
    cross_basic,
    cross_funds,
    cross_totals,
    form_overall,
    form_projects,
    prose,
    table_names,
    wording,
)
from budget.checks.engine import Rule

COUNTED_ELSEWHERE = frozenset({"claimed_goal_forms", "claimed_projects", "claimed_units", "listed_offices"})
"""Claims of the prose that the count rules judge with all their places; told once."""

RULES: tuple[Rule, ...] = (
    *arithmetic.RULES,
    *cross_totals.RULES,
    *cross_funds.RULES,
    *cross_basic.RULES,
    *(rule for rule in prose.RULES if rule.rule_id not in COUNTED_ELSEWHERE),
    *form_projects.RULES,
    *form_overall.RULES,
    *counts.RULES,
    *counts_organisation.RULES,
    *completeness.RULES,
    *completeness_reading.RULES,
    *table_names.RULES,
    *wording.RULES,
)
