"""Rules of wording: slips of the pen, names that are not this disclosure's, notes and dates that contradict."""

from __future__ import annotations

from budget.checks.engine import Rule
from budget.checks.wording.marks import MARK_RULES
from budget.checks.wording.names import NAME_RULES
from budget.checks.wording.notes import NOTE_RULES
from budget.checks.wording.subjects import SUBJECT_RULES

RULES: tuple[Rule, ...] = (*MARK_RULES, *NAME_RULES, *SUBJECT_RULES, *NOTE_RULES)
