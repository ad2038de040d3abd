"""The tool that seeds errors: one digit changed, in the record and in the words; what is called right is told."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from budget.checks.outcome import failed, finding, not_possible, passed
from budget.disclosure import read_disclosure
from budget.models import CellRef, Finding, Operand, Place, ProseRef, Status, say
from tools.seed import Outcome, change_digit, change_figure, judge, number_of

CELL = CellRef("general_basic", 0, 0)
TOLD = say("tables.total")
SIDE, OTHER = (
    Operand(Decimal(5), "万元", "5.00", "", "", (), Place(page=1), CellRef("general_basic", row, 0)) for row in (0, 1)
)


def held(difference: str, *others: Operand) -> Finding:
    sides = [SIDE, *others]
    return finding(Status.PASSED, TOLD, sides, difference=Decimal(difference), tolerance=Decimal("0.01"))


@pytest.mark.parametrize("text", ["1,234.50万元", "8", "0.00", "12.5%", "-3.4"])
def test_one_digit_changes_and_nothing_else(text):
    for seed in range(30):
        changed = change_digit(text, random.Random(seed))
        assert len(changed) == len(text)
        assert sum(a != b for a, b in zip(text, changed, strict=True)) == 1
        assert number_of(changed) != number_of(text)


@pytest.mark.parametrize(
    ("after", "outcome"),
    [
        ([failed(TOLD, [SIDE]), held("0")], Outcome.FOUND),
        ([held("0")], Outcome.CERTIFIED),
        ([held("0", OTHER)], Outcome.CERTIFIED),
        ([held("0.004")], Outcome.WITHIN),
        ([passed(TOLD, [SIDE])], Outcome.NOT_COVERED),
        ([not_possible(TOLD, TOLD, [SIDE])], Outcome.NOT_POSSIBLE),
        ([], Outcome.NOT_COVERED),
    ],
    ids=["accused", "not looked at", "another partner", "within tolerance", "words only", "open", "nowhere"],
)
def test_what_the_ledger_says_of_a_changed_figure(after, outcome):
    assert judge([held("0")], after, CELL)[0] is outcome


def test_a_figure_of_the_prose_is_changed_in_its_words_too(bundled_text):
    disclosure = read_disclosure(bundled_text)
    section = next(section for section in disclosure.sections if section.statements)
    said = section.statements[0]
    changed = change_figure(disclosure, said.ref, change_digit(said.text, random.Random(1)))
    after = next(one for one in changed.sections if one.section_id == section.section_id)
    assert after.statements[0].value != said.value
    assert after.statements[0].text in after.text
    assert after.statements[0].ref == ProseRef(section.section_id, said.start)
    assert len(after.text) == len(section.text)


def test_a_cell_is_changed_alone(bundled_text):
    disclosure = read_disclosure(bundled_text)
    table = next(table for table in disclosure.tables if table.rows)
    changed = change_figure(disclosure, table.ref(0, 0), "7.00")
    figures = [(a, b) for old, new in zip(disclosure.tables, changed.tables, strict=True)
               for rows in zip(old.rows, new.rows, strict=True)
               for a, b in zip(rows[0].figures, rows[1].figures, strict=True)]  # fmt: skip
    assert [b.value for a, b in figures if a != b] == [Decimal("7.00")]
