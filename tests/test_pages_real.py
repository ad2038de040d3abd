"""Every page on every real document beside the repository: no page breaks, none shows an empty chart or a bare None."""

from __future__ import annotations

import re

import pytest

from tests.conftest import REAL
from tests.test_pages import DEFAULT_PAGE, EVERY_PAGE, bodies, open_page, text_of

DOCUMENTS = sorted(path.stem for path in REAL.glob("*.json")) if REAL.is_dir() else ["none"]


@pytest.fixture
def folder(real_folder, monkeypatch):
    monkeypatch.setenv("MINGZHANG_FOLDERS", str(real_folder))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_real_document_is_shown_on_every_page(folder, document):
    app = open_page(DEFAULT_PAGE, doc=document)
    assert re.search(r"\d[\d,]*\.\d\d 万元|说不出总额", text_of(app)), "the total, or that there is none"
    for name in EVERY_PAGE:
        app.switch_page(f"pages/{name}.py")
        app.query_params["doc"] = document
        app.run()
        assert not app.exception, name
        assert not app.error, name
        assert not re.search(r"\bNone\b|\bnan\b|<NA>", text_of(app)), name
        assert all('"data": []' not in chart.proto.spec for chart in app.get("plotly_chart")), name
        assert any("mz-question" in body for body in bodies(app)), name


FINAL_ACCOUNTS = [("26f01fb0", ("1,560.05", "96.9%")), ("8736bc81", ("年初预算",))]


@pytest.mark.parametrize(("document", "said"), FINAL_ACCOUNTS, ids=[d for d, _ in FINAL_ACCOUNTS])
def test_final_accounts_show_budget_and_final_account_side_by_side(folder, document, said):
    text = text_of(open_page(DEFAULT_PAGE, doc=document))
    assert [phrase for phrase in said if phrase not in text] == []
