"""Every rule of the ledger, module by module, in the order in which the ledger shows them."""

from __future__ import annotations

from budget.checks.engine import Rule
from budget.checks.forms import overall, projects
from budget.checks.prose import rules as prose
from budget.checks.tables import arithmetic, cross_basic, cross_funds, cross_totals, names
from budget.checks.whole import completeness, completeness_reading, counts, counts_organisation
from budget.checks.wording import rules as wording

RULES: tuple[Rule, ...] = (
    *arithmetic.RULES,
    *cross_totals.RULES,
    *cross_funds.RULES,
    *cross_basic.RULES,
    *prose.RULES,
    *projects.RULES,
    *overall.RULES,
    *counts.RULES,
    *counts_organisation.RULES,
    *completeness.RULES,
    *completeness_reading.RULES,
    *names.RULES,
    *wording.RULES,
)
