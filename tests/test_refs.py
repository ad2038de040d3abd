"""References: written forms are public addresses; what is written is read back, what is no reference is none."""

import pytest

from budget.models import CellRef, FormPart, FormRef, ProseRef, UnreadRef, parse_ref

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
