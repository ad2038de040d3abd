"""Every rule of the ledger, module by module, in the order in which the ledger shows them."""

from __future__ import annotations

from budget.checks import (
    arithmetic,
    completeness,
    counts,
    counts_organisation,
    cross_basic,
    cross_funds,
    cross_totals,
    form_overall,
    form_projects,
)
from budget.checks.engine import Rule

RULES: tuple[Rule, ...] = (
    *arithmetic.RULES,
    *cross_totals.RULES,
    *cross_funds.RULES,
    *cross_basic.RULES,
    *form_projects.RULES,
    *form_overall.RULES,
    *counts.RULES,
    *counts_organisation.RULES,
    *completeness.RULES,
)
