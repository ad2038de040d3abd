"""Rules of wording: slips of the pen, names that are not this disclosure's, notes and dates that contradict."""

from __future__ import annotations

from budget.checks.engine import Rule
from budget.checks.wording_marks import MARK_RULES
from budget.checks.wording_names import NAME_RULES
from budget.checks.wording_notes import NOTE_RULES
from budget.checks.wording_subjects import SUBJECT_RULES

RULES: tuple[Rule, ...] = (*MARK_RULES, *NAME_RULES, *SUBJECT_RULES, *NOTE_RULES)
