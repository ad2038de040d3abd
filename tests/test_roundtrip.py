"""Print → read → equal: synthetic disclosures of three layouts come back cell by cell, as PDF and as converted text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from budget.disclosure import read_disclosure
from budget.export.interchange import disclosure_to_interchange
from tests.synthetic import Style, make_disclosure
from tests.synthetic.compare import differences, document_to_cells, table_facts
from tests.synthetic.disclosure import LAYOUTS

# a document costs half a second: few of them, and a failing one is told as it is, not made smaller
FEW = settings(max_examples=6, phases=(Phase.explicit, Phase.generate))

SEEDS = st.integers(min_value=0, max_value=2**32)
STYLES = st.builds(
    Style,
    rules=st.sampled_from(["all", "open"]),
    is_landscape=st.booleans(),
    rows_per_page=st.one_of(st.none(), st.integers(min_value=5, max_value=22)),
    repeats_header=st.booleans(),
    shares_pages=st.booleans(),
    name_width=st.sampled_from([72.0, 100.0, 150.0, 200.0]),
    zero_share=st.sampled_from([0.0, 0.3, 1.0]),
    has_negatives=st.booleans(),
    has_separators=st.booleans(),
    class_count=st.integers(min_value=1, max_value=9),
)
WHO_WHEN_WHAT = ("doc_kind", "level", "department", "fiscal_year")
SEVEN_PAGES = Style(rows_per_page=6, name_width=80.0, class_count=9)


def read_back(data: bytes, suffix: str) -> dict:
    """The exchange form of a document's bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"disclosure{suffix}"
        path.write_bytes(data)
        return disclosure_to_interchange(read_disclosure(path))


def assert_equal(truth: dict, found: dict) -> None:
    assert differences(truth, found) == []
    assert table_facts(found) == table_facts(truth)
    assert {fact: found[fact] for fact in WHO_WHEN_WHAT} == {fact: truth[fact] for fact in WHO_WHEN_WHAT}


@pytest.mark.parametrize("layout", LAYOUTS)
@FEW
@given(seed=SEEDS, style=STYLES)
def test_a_printed_disclosure_reads_back_cell_by_cell(layout, seed, style):
    disclosure = make_disclosure(seed, layout, style)
    assert_equal(disclosure.truth, read_back(disclosure.pdf_bytes, ".pdf"))


@pytest.mark.parametrize("layout", LAYOUTS)
@FEW
@given(seed=SEEDS, style=STYLES)
def test_a_converted_disclosure_reads_back_cell_by_cell(layout, seed, style):
    disclosure = make_disclosure(seed, layout, style)
    assert_equal(disclosure.truth, read_back(disclosure.to_text().encode(), ".txt"))


@pytest.mark.parametrize("repeats_header", [True, False], ids=["header repeated", "header once"])
def test_a_table_over_seven_pages_is_one_table(repeats_header):
    style = Style(rows_per_page=6, name_width=80.0, class_count=9, repeats_header=repeats_header)
    disclosure = make_disclosure(11, "shanghai", style)
    found = read_back(disclosure.pdf_bytes, ".pdf")
    table = next(t for t in found["tables"] if t["kind"] == "expenditure_summary")
    assert len(table["pages"]) >= 7
    assert_equal(disclosure.truth, found)


@pytest.mark.parametrize("layout", LAYOUTS)
@FEW
@given(seed=SEEDS, data=st.data())
def test_a_changed_figure_is_read_as_printed_and_nothing_else_changes(layout, seed, data):
    """No repair: a figure that no longer adds up is read as it stands there."""
    disclosure = make_disclosure(seed, layout, Style(class_count=2))
    reference = data.draw(st.sampled_from(sorted(disclosure.figures)))
    changed = disclosure.with_figure(reference, "98765.43")
    assert_equal(changed.truth, read_back(changed.to_text().encode(), ".txt"))
    before, after = document_to_cells(disclosure.truth), document_to_cells(changed.truth)
    assert [after[key] for key in before if before[key] != after[key]] == [Decimal("98765.43")]


UNRULED = st.builds(
    Style,
    rules=st.sampled_from(["horizontal", "none"]),
    zero_share=st.sampled_from([0.0, 0.3, 1.0]),
    has_negatives=st.booleans(),
    has_separators=st.booleans(),
    class_count=st.integers(min_value=1, max_value=5),
)


@pytest.mark.parametrize("layout", LAYOUTS)
@FEW
@given(seed=SEEDS, style=UNRULED)
def test_tables_without_column_rules_read_back_cell_by_cell(layout, seed, style):
    """Each on one page: of a page of names alone nobody could say that it is a table."""
    disclosure = make_disclosure(seed, layout, style)
    assert_equal(disclosure.truth, read_back(disclosure.pdf_bytes, ".pdf"))


def test_an_unknown_cell_cannot_be_changed():
    with pytest.raises(KeyError, match="revenue_summary/99/0"):
        make_disclosure(1).with_figure("revenue_summary/99/0", "1.00")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_equal_seeds_print_equal_bytes(layout):
    assert make_disclosure(5, layout).pdf_bytes == make_disclosure(5, layout).pdf_bytes
    assert make_disclosure(5, layout).truth != make_disclosure(6, layout).truth


@pytest.mark.parametrize("layout", ["shanxi", "shanghai"])
@FEW
@given(seed=SEEDS, style=STYLES)
def test_synthetic_expenditure_adds_up(layout, seed, style):
    """Truth for the ledger: basic + project = total in each row, the classes add up to 合计."""
    table = next(t for t in make_disclosure(seed, layout, style).truth["tables"] if t["kind"] == "expenditure_summary")
    rows = [(row["code"], [value or Decimal(0) for value in row["values"]]) for row in table["rows"]]
    totals = next(values for code, values in rows if code is None)
    classes = [values for code, values in rows if code and len(code) == 3]
    assert all(total == basic + project for _, (total, basic, project) in rows)
    assert totals == [sum(column) for column in zip(*classes, strict=True)]
