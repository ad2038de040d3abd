"""References: written forms are public addresses; what is written is read back, what is no reference is none."""

from decimal import Decimal

import pytest

from budget.checks import check_disclosure
from budget.checks.operands import statement_operand
from budget.evidence import find_fact
from budget.models import CellRef, FormPart, FormRef, Place, ProseRef, Statement, StatementKind, UnreadRef, parse_ref

WRITTEN = [
    # reference | as it stands in an address
    (CellRef("expenditure_summary", 0, 2), "expenditure_summary/0/2"),
    (CellRef("other.2", 11, 0), "other.2/11/0"),
    (ProseRef("3.2", 24), "prose:3.2:24"),
    (ProseRef("", 0), "prose::0"),
    (FormRef("overall", FormPart.INDICATOR, 3), "form:overall:indicator:3"),
    (FormRef("form-1", FormPart.FUNDING, 0), "form:form-1:funding:0"),
    (FormRef("form-1", FormPart.FIELD, "立项依据"), "form:form-1:field:立项依据"),
    (FormRef("form-1", FormPart.FIELD, "部门/单位:名称"), "form:form-1:field:部门/单位:名称"),
    (FormRef("form-2", FormPart.GOAL_YEAR), "form:form-2:goal_year"),
    (FormRef("form-2", FormPart.GOAL_PERIOD), "form:form-2:goal_period"),
    (UnreadRef(7), "unread:7"),
]
NO_REFERENCE = [
    "", "/", "table", "table/1", "table/1/", "table/-1/0", "table/０/0", "table/1/2/3", "table/123456/0",
    "prose:3.1", "prose:3.1:x", "form:form-1", "form:form-1:name", "form:form-1:indicator", "form:form-1:indicator:x",
    "form:form-1:goal_year:0", "unread:", "unread:x", "share(a/0/1,a/0/0)",
]  # fmt: skip


@pytest.mark.parametrize(("ref", "text"), WRITTEN, ids=[text for _, text in WRITTEN])
def test_a_reference_is_read_back_as_it_was_written(ref, text):
    assert str(ref) == text
    assert parse_ref(text) == ref


@pytest.mark.parametrize("text", NO_REFERENCE)
def test_what_is_no_reference_is_none(text):
    assert parse_ref(text) is None


def test_every_side_of_a_finding_opens_what_it_says(bundled):
    """A side that states a number opens that number, one told in its clause too; words open the cell they stand in."""
    sides = {o for found in check_disclosure(bundled) for o in (*found.operands, *found.also_at)}
    opened = [(side, find_fact(bundled, str(side.ref))) for side in sides if side.ref]
    assert {type(side.ref) for side, _ in opened} == {CellRef, ProseRef, FormRef}
    assert [side for side, fact in opened if fact is None or fact.ref != side.ref] == []
    figures = [(side, fact) for side, fact in opened if side.value is not None]
    assert [side for side, fact in figures if isinstance(side.ref, CellRef) and fact.printed != side.text] == []
    assert [side for side, fact in figures if fact.printed not in side.text] == []
    assert [side for side, fact in opened if isinstance(side.ref, FormRef) and side.text not in fact.printed] == []


def test_the_same_characters_twice_on_one_line_are_two_places():
    place = Place(page=3, line=7)
    first, second = (
        Statement(StatementKind.AMOUNT, word, Decimal(5), "5万元", "万元", None, "", None, "1", start, start + 3, place)
        for word, start in (("收入", 2), ("支出", 8))
    )
    assert [statement_operand(one).ref for one in (first, second)] == [ProseRef("1", 2), ProseRef("1", 8)]
