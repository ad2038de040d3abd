"""Every frame, every view table and the whole ledger are what was read against the pages."""

from __future__ import annotations

import pytest

from tests.published_golden import DOCUMENTS, golden_files, published


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_publishes_is_what_was_judged(name: str):
    if not DOCUMENTS[name].is_file():
        pytest.skip("no ../shared/real")
    golden, made = golden_files(name), published(name)
    assert made.keys() == golden.keys()
    for file, text in golden.items():
        # line by line: a failure names the row
        assert made[file].splitlines() == text.splitlines(), f"{name}/{file}"
