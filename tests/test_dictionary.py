"""The data dictionary: every column explained, closed sets closed, rows as declared."""

from __future__ import annotations

import pytest

from budget.evidence.facts import find_fact
from budget.export import disclosure_to_facts, values_text
from budget.export.package import package_files
from budget.forms.performance_overall import parse_overall_form
from budget.frames import FRAMES, Column, frames_of
from budget.models import FormScope, Measure, Phase
from tests.builders import make_disclosure
from tests.performance_tables import draw_table
from tests.test_performance_forms import OVERALL

WHOSE = {"document_id": "a", "body": None, "fiscal_year": 2024, "phase": Phase.BUDGET}
TERM = {"term": "三公", "explanation": "出国、用车、接待", "page": 1, "line": None}
MONEY_LINE = {
    "form_id": "overall", "scope": FormScope.YEAR, "label": "资金总额", "is_total": True, "amount_yuan": None,
    "is_blank": True, "printed_text": "", "printed_unit": None, "doubt": None, "page": 1, "line": None,
}  # fmt: skip
CHOICES = [(name, column) for name, spec in FRAMES.items() for column in spec.columns if column.choices]


@pytest.mark.parametrize(
    ("frame", "row", "error", "words"),
    [
        ("glossary", {**TERM, "colour": "blue"}, KeyError, "colour"),
        ("glossary", {"term": "三公", "page": 1, "line": None}, KeyError, "explanation"),
        ("project_funding", {**MONEY_LINE, "scope": "month"}, ValueError, "'month' is none of period, year"),
        ("project_funding", {**MONEY_LINE, "printed_unit": "美元"}, ValueError, "'美元' is none of 元"),
    ],
    ids=["undeclared column", "missing column", "unknown scope", "unknown unit"],
)
def test_a_row_unlike_its_declaration_is_refused(frame, row, error, words):
    with pytest.raises(error, match=words):
        FRAMES[frame].build([row], WHOSE)


def test_rows_as_declared_are_built():
    assert FRAMES["glossary"].build([TERM], WHOSE).term.tolist() == ["三公"]
    assert FRAMES["project_funding"].build([MONEY_LINE], WHOSE).scope.tolist() == ["year"]


@pytest.mark.parametrize(("frame", "column"), CHOICES, ids=[f"{name}.{column.name}" for name, column in CHOICES])
def test_every_value_of_a_closed_set_is_explained(frame: str, column: Column):
    assert [value for value, _ in column.values()] == list(column.choices)
    assert all(meaning for _, meaning in column.values())
    assert column.type == "choice"


def test_every_measure_says_more_than_its_name():
    """`spending` differs from `expenditure`: the reader of an export can tell how."""
    measure = next(column for column in FRAMES["totals"].columns if column.name == "measure")
    meanings = dict(column for column in measure.values())
    assert meanings.keys() == set(Measure)
    assert all("（" in meaning for meaning in meanings.values())
    assert "不含结转下年" in meanings["spending"]
    assert "含结转下年" in meanings["expenditure"]


def test_keys_and_references_name_columns():
    for spec in FRAMES.values():
        names = {column.name for column in spec.columns}
        assert spec.references.keys() <= names
        assert spec.key is None or spec.key in names
        assert all(FRAMES[frame].key for frame in spec.references.values())


def test_exports_name_the_values(bundled):
    facts = disclosure_to_facts(bundled)["frames"]["totals"]["columns"][4]
    assert facts["values"]["projects"].startswith("项目支出表的合计")
    package = package_files(bundled)["datapackage.json"].decode()
    assert '"enum": [' in package
    assert "operating_cost 机关运行经费表的合计" in package
    assert values_text(FRAMES["lines"].columns[0]) == ""


def test_money_of_key_tasks_is_told_as_such():
    """A departmental form that prints amounts beside its key tasks has funding of neither source nor use."""
    form = parse_overall_form(draw_table(OVERALL))
    disclosure = make_disclosure(overall_form=form)
    assert frames_of(disclosure)["project_funding"].scope.tolist()[:2] == ["task", "task"]
    fact = find_fact(disclosure, "form:overall:funding:0")
    assert fact is not None
    assert fact.column == "重点任务"
