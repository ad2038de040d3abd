"""Every rule of the ledger, module by module, in the order in which the ledger shows them."""

from __future__ import annotations

from budget.checks import arithmetic
from budget.checks.engine import Rule

RULES: tuple[Rule, ...] = (*arithmetic.RULES,)
