"""The ledger of checks: `check_disclosure(disclosure)` gives every obligation with its outcome."""

from budget.checks.ledger import check_disclosure
from budget.checks.registry import RULES
