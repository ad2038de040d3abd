"""One printed figure changed: above its tolerance the ledger names the place, below it stays silent.

The documents are the bundled one and, where ../shared/real is there, the tables of real ones as their truth gives them.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget.checks import RULES
from budget.checks.engine import Rule
from budget.checks.merge import merge_root_causes
from budget.models import CellRef, Disclosure, Finding, Status
from budget.words import message_to_text
from tests.builders import REAL, make_disclosure, truth_disclosure, with_figure
from tests.checks_samples import general_basic, project_table, subjects, three_public

BUNDLED = Path(__file__).parents[1] / "data/disclosures/changzhi-shangdang-2024/disclosure.txt"
REAL_IDS = (
    "5e900267", "359be3f1", "2e3638c3", "1d3ea4e2", "26f01fb0", "8736bc81",
    "3a85877f", "0bd164b5", "2134e39d", "0dd40d6c", "a530fab1",
)  # fmt: skip
TABLE_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.rule_id.startswith(("arithmetic.", "cross.")))
CAUGHT_SHARE = Decimal("0.99")
FIGURES_A_DOCUMENT = {"made": 1000, "bundled": 80}
OTHER_DOCUMENTS = 12
"""Figures changed in turn, evenly spread over a document's tables."""

DECIDED_BY_AMOUNTS = ("cross.operating_cost",)
"""Rules that apply only where the amounts agree or the publisher is known to be one administrative unit."""

Reference = tuple[int, int, int]


def table_ledger(disclosure: Disclosure) -> tuple[Finding, ...]:
    return merge_root_causes([found for rule in TABLE_RULES for found in rule(disclosure)])


@lru_cache(maxsize=4)
def load(name: str) -> Disclosure:
    """A clean document: nothing in its tables fails."""
    if name == "made":
        columns = ("合计", "基本支出", "项目支出")
        tables = (subjects("expenditure_summary", columns), subjects("general_expenditure", columns))
        return make_disclosure(*tables, general_basic(), three_public("5.00"), project_table("5.00", "10.00"))
    if name == "bundled":
        from budget.disclosure import read_disclosure

        return read_disclosure(BUNDLED)
    if not REAL.is_dir():
        pytest.skip("no ../shared/real")
    return truth_disclosure(name)


def printed_figures(disclosure: Disclosure) -> list[Reference]:
    return [
        (table_index, row_index, column)
        for table_index, table in enumerate(disclosure.tables)
        for row_index, row in enumerate(table.rows)
        for column, figure in enumerate(row.figures)
        if figure.value is not None
    ]


def cell_ref(disclosure: Disclosure, at: Reference) -> CellRef:
    return disclosure.tables[at[0]].ref(at[1], at[2])


def unchecked_figures(disclosure: Disclosure) -> set[CellRef]:
    """Figures that take part in no identity."""
    ledger = [found for found in table_ledger(disclosure) if found.rule not in DECIDED_BY_AMOUNTS]
    used = {operand.ref for found in ledger for operand in found.operands}
    return {cell_ref(disclosure, at) for at in printed_figures(disclosure)} - used


def changed(disclosure: Disclosure, at: Reference, change: Decimal) -> Disclosure:
    table = disclosure.tables[at[0]]
    figure = table.rows[at[1]].figures[at[2]]
    wrong = with_figure(table, at[1], at[2], f"{figure.value + change:,}")
    return replace(disclosure, tables=disclosure.tables[: at[0]] + (wrong,) + disclosure.tables[at[0] + 1 :])


def failed(disclosure: Disclosure) -> list[Finding]:
    return [found for found in table_ledger(disclosure) if found.status is Status.FAILED]


def above(disclosure: Disclosure, at: Reference) -> Decimal:
    """A change that no rounding explains: more than half a unit for every row of the longest table."""
    unit = disclosure.tables[at[0]].unit
    return Decimal("1777.77") if unit is not None and unit.factor == 1 else Decimal("7.77")


def is_named(disclosure: Disclosure, at: Reference) -> bool:
    ref = cell_ref(disclosure, at)
    findings = failed(changed(disclosure, at, above(disclosure, at)))
    return any(operand.ref == ref for found in findings for operand in found.operands + found.also_at)


@pytest.mark.parametrize("name", ["made", "bundled", *REAL_IDS])
def test_clean_documents_have_no_failed_table_finding(name: str):
    assert [message_to_text(found.sentence) for found in failed(load(name))] == []


@pytest.mark.parametrize("name", ["made", "bundled", *REAL_IDS])
def test_changed_figures_are_named(name: str):
    disclosure = load(name)
    unchecked = unchecked_figures(disclosure)
    figures = [at for at in printed_figures(disclosure) if cell_ref(disclosure, at) not in unchecked]
    tried = figures[:: max(1, len(figures) // FIGURES_A_DOCUMENT.get(name, OTHER_DOCUMENTS))]
    missed = [cell_ref(disclosure, at) for at in tried if not is_named(disclosure, at)]
    assert len(missed) <= len(tried) * (1 - CAUGHT_SHARE), missed


@pytest.mark.parametrize("name", ["bundled", *REAL_IDS])
def test_nearly_all_figures_take_part_in_an_identity(name: str):
    disclosure = load(name)
    unchecked = unchecked_figures(disclosure)
    assert len(unchecked) <= len(printed_figures(disclosure)) * (1 - CAUGHT_SHARE), unchecked


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_any_change_above_tolerance_is_named(data: st.DataObject):
    disclosure = load("bundled")
    unchecked = unchecked_figures_of_bundled()
    at = data.draw(
        st.sampled_from([a for a in printed_figures(disclosure) if cell_ref(disclosure, a) not in unchecked])
    )
    change = data.draw(st.decimals("0.5", "5000", places=2)) * data.draw(st.sampled_from([1, -1]))
    findings = failed(changed(disclosure, at, change))
    ref = cell_ref(disclosure, at)
    assert any(operand.ref == ref for found in findings for operand in found.operands + found.also_at)


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_a_change_within_rounding_stays_silent(data: st.DataObject):
    disclosure = load("made")
    at = data.draw(st.sampled_from(printed_figures(disclosure)))
    change = data.draw(st.sampled_from([Decimal("0.01"), Decimal("-0.01")]))
    assert failed(changed(disclosure, at, change)) == []


@lru_cache(maxsize=1)
def unchecked_figures_of_bundled() -> frozenset[CellRef]:
    return frozenset(unchecked_figures(load("bundled")))
