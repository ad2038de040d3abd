"""The ledger of checks: `check_disclosure(disclosure)` gives every obligation with its outcome."""

from budget.checks.ledger import RULES, check_disclosure
