"""Every rule of tables, forms, counts, completeness: a case that holds, one that fails, one that can't be checked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from budget.checks import RULES
from budget.models import Disclosure, Status
from budget.words import Language, message_to_text, read_catalogue
from tests.builders import make_disclosure
from tests.checks_cases_forms import OTHER_CASES
from tests.checks_cases_tables import TABLE_CASES, expenditure, summary

CASES = [*TABLE_CASES, *OTHER_CASES]
NEVER_FAILS = {
    "completeness.read": "our own inability is never the publisher's fault",
    "completeness.unit": "a unit that was not read may be there",
    "completeness.contents": "what was not read may be there: not possible, not failed",
}
ALWAYS_READABLE = {
    "tables.superior": "codes and names are words",
    "tables.subject_names": "codes and names are words",
    "tables.order": "codes are words",
    "tables.header_year": "a year is printed or not",
    "tables.department": "a name is printed or not",
    "completeness.contents_order": "tables that were not found are told by completeness.contents",
    "form.name": "names are words",
    "form.measurable": "a blank target is no target",
    "count.projects": "no table, no obligation",
    "count.project_split": "both numbers stand in the sentence",
    "count.grades": "all numbers stand in the sentence",
    "count.offices": "a field that is no number is no claim",
    "completeness.empty_notes": "a note is there or not",
    "completeness.note_subject": "a note is there or not",
}
OTHERS = ("prose", "wording")
"""Rules with cases of their own in test_prose_rules and test_wording_rules."""


@pytest.mark.parametrize(("rule_id", "case", "make", "expected"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_rule(rule_id: str, case: str, make: Callable[[], Disclosure], expected: Status):
    findings = list(RULES_BY_ID[rule_id](make()))
    statuses = [finding.status for finding in findings]
    assert expected in statuses, [message_to_text(finding.sentence) for finding in findings]
    if expected is not Status.FAILED and rule_id not in {"completeness.required", "completeness.explanations"}:
        assert Status.FAILED not in statuses, [message_to_text(finding.sentence) for finding in findings]


RULES_BY_ID = {rule.rule_id: rule for rule in RULES}


@pytest.mark.parametrize("rule_id", [rule.rule_id for rule in RULES if not rule.rule_id.startswith(OTHERS)])
def test_every_rule_has_its_three_cases(rule_id: str):
    expected = {case[3] for case in CASES if case[0] == rule_id}
    assert Status.PASSED in expected
    assert Status.FAILED in expected or rule_id in NEVER_FAILS
    assert Status.NOT_POSSIBLE in expected or rule_id in ALWAYS_READABLE


@pytest.mark.parametrize("language", Language)
def test_rule_ids_are_unique_and_every_rule_has_a_title(language: Language):
    assert len(RULES_BY_ID) == len(RULES)
    titled = {entry.removeprefix("rule.") for entry in read_catalogue(language) if entry.startswith("rule.")}
    assert titled == RULES_BY_ID.keys()


def test_findings_carry_their_rule_and_class():
    for rule in RULES:
        for finding in rule(make_disclosure(*summary(), expenditure())):
            assert (finding.rule, finding.check_class) == (rule.rule_id, rule.check_class)
            assert finding.reason or finding.status not in {Status.NOT_APPLICABLE, Status.NOT_POSSIBLE}
