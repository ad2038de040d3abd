"""Codes and names of subjects in tables against the official lists: a misprinted code, a name of another code.

The lists are not complete, and publishers print names of their own. A document is accused only where the lists are sure
and its own name tells the right code; what else they lack or name otherwise may be their fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from budget.checks.engine import rule
from budget.checks.operands import row_operand
from budget.checks.outcome import finding, not_possible, passed
from budget.classification import Standing, find_rightful, find_standing
from budget.meaning.subjects import Printings, disclosure_to_subjects
from budget.models import CheckClass, Disclosure, Finding, Operand, Status, say

MOST_WRONG = 2
"""Where more codes than this carry others' names, the columns were read shifted or the publisher numbers anew."""


@rule("subject.unknown_code", CheckClass.WORDING, absent=(say("subjects.codes"), say("tables.no_codes")))
def subject_codes_are_known(disclosure: Disclosure) -> Iterator[Finding]:
    """Every code of a table is in the lists, or its name is that of no other code there."""
    yield from _judge(disclosure, Standing.UNKNOWN_CODE)


@rule("subject.code_name", CheckClass.WORDING, absent=(say("subjects.names"), say("tables.no_codes")))
def subject_codes_have_their_names(disclosure: Disclosure) -> Iterator[Finding]:
    """Beside a code stands its name, not that of another code; names of other years and cut off ones count."""
    yield from _judge(disclosure, Standing.OTHER_NAME)


def _judge(disclosure: Disclosure, standing: Standing) -> Iterator[Finding]:
    is_unknown = standing is Standing.UNKNOWN_CODE
    printed = disclosure_to_subjects(disclosure)
    strange = {subject: rows for subject, rows in printed.items() if find_standing(*subject) is standing}
    rightful = {subject: find_rightful(*subject, disclosure.fiscal_year) for subject in strange}
    wrong = {subject: found for subject, found in rightful.items() if found is not None}
    is_shifted = len(wrong) > MOST_WRONG
    for (code, name), right in {} if is_shifted else wrong.items():
        operands = _operands({(code, name): strange.pop((code, name))})
        told = say(
            "subjects.misprinted_code" if is_unknown else "subjects.name_of_another",
            code=code, name=name, right=right.code, table=operands[0].table,
        )  # fmt: skip
        yield finding(Status.FAILED, told, operands[:1], also_at=operands[1:])
    if strange:
        what = say("subjects.not_listed" if is_unknown else "subjects.named_otherwise", count=len(strange))
        reason = say("subjects.row_after_row" if is_shifted else "subjects.list_incomplete")
        yield not_possible(what, reason, _operands(strange))
    fine = len(printed) - len(strange)
    if fine and not wrong:
        yield passed(say("subjects.all_listed" if is_unknown else "subjects.all_named", count=fine))


def _operands(printings: Printings) -> list[Operand]:
    return [row_operand(table, index) for rows in printings.values() for table, index in rows]
