"""Every rule of the ledger, module by module, in the order in which the ledger shows them."""

from __future__ import annotations

from budget.checks import arithmetic, cross_basic, cross_funds, cross_totals
from budget.checks.engine import Rule

RULES: tuple[Rule, ...] = (
    *arithmetic.RULES,
    *cross_totals.RULES,
    *cross_funds.RULES,
    *cross_basic.RULES,
)
