"""What the ledger finds in each document is what was judged by eye: nothing lost, nothing new, nothing wrong."""

from __future__ import annotations

import pytest

from tests.ledger_golden import BUNDLED, DOCUMENTS, failed_findings, finding_key, load_golden

ROUNDED_OR_RIGHT = {"right"}


@pytest.fixture(params=list(DOCUMENTS))
def name(request: pytest.FixtureRequest) -> str:
    if not all(path.exists() for path in DOCUMENTS[request.param]):
        pytest.skip("no ../shared/real")
    return request.param


def test_failed_findings_are_those_judged(name: str):
    golden = load_golden(name)
    assert {finding_key(found) for found in failed_findings(name)} == golden.keys()


def test_every_failed_finding_is_true_on_the_page():
    judged = {(name, key): entry["judged"] for name in DOCUMENTS for key, entry in load_golden(name).items()}
    assert judged
    assert {key: verdict for key, verdict in judged.items() if verdict not in ROUNDED_OR_RIGHT} == {}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("prose_change", "21.80%"),
        ("count.project_forms", "10个"),
        ("form.period_year", "360,000"),
        ("form.name", "管控服务项目"),
        ("count.units", "2个"),
        ("form.measurable", "提升幸福感"),
        ("wording_work_date", "2020年3月"),
        ("wording_level_of_term", "省直部门"),
    ],
)
def test_the_bundled_document_has_what_an_auditor_finds(rule: str, words: str):
    assert any(key[0] == rule and words in key[1] for key in load_golden(BUNDLED))
