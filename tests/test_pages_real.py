"""Every page on every real document beside the repository: no page breaks, none shows an empty chart or a bare None."""

from __future__ import annotations

import re
import shutil

import pytest

from tests.conftest import REAL
from tests.test_pages import DEFAULT_PAGE, NAMES, assert_stands, open_page, text_of

DOCUMENTS = sorted(path.stem for path in REAL.glob("*.json")) if REAL.is_dir() else ["none"]
PROSE_ALONE = "fb470e0b"


@pytest.fixture
def folder(real_folder, monkeypatch):
    monkeypatch.setenv("MINGZHANG_FOLDERS", str(real_folder))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_real_document_is_shown_on_every_page(folder, document):
    app = open_page(DEFAULT_PAGE, doc=document)
    assert re.search(r"\d[\d,]*\.\d\d 万元|说不出总额", text_of(app)), "the total, or that there is none"
    for name in NAMES:
        app.switch_page(f"pages/{name}.py")
        app.query_params["doc"] = document
        app.run()
        assert_stands(app)
        assert not re.search(r"\bNone\b|\bnan\b|<NA>", text_of(app)), name
        assert all('"data": []' not in chart.proto.spec for chart in app.get("plotly_chart")), name


@pytest.mark.parametrize("name", NAMES)
def test_a_document_without_a_table_is_shown_on_every_page(name, real_folder, tmp_path, monkeypatch):
    shutil.copy(real_folder / f"{PROSE_ALONE}.pdf", tmp_path)
    monkeypatch.setenv("MINGZHANG_FOLDERS", str(tmp_path))
    assert_stands(open_page(name, doc=PROSE_ALONE))


FINAL_ACCOUNTS = [("26f01fb0", ("1,560.05", "96.9%")), ("8736bc81", ("年初预算",))]


@pytest.mark.parametrize(("document", "said"), FINAL_ACCOUNTS, ids=[d for d, _ in FINAL_ACCOUNTS])
def test_final_accounts_show_budget_and_final_account_side_by_side(folder, document, said):
    text = text_of(open_page(DEFAULT_PAGE, doc=document))
    assert [phrase for phrase in said if phrase not in text] == []
