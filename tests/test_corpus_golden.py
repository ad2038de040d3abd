"""What every document of ../shared and every made one publishes is what it was; what changes is looked at first."""

from __future__ import annotations

import pytest

from tests.corpus_golden import MADE_HERE, PARTS, corpus, corpus_line, golden_lines

DOCUMENTS = [*MADE_HERE, *corpus()]


@pytest.mark.skipif(not corpus(), reason="no ../shared/real and ../shared/places")
def test_the_golden_names_every_document_of_the_corpus():
    assert sorted(golden_lines()) == sorted(DOCUMENTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_publishes_is_what_it_was(name: str):
    made, kept = (line.split("\t") for line in (corpus_line(name), golden_lines()[name]))
    changed = [part for part, new, old in zip(PARTS, made, kept, strict=False) if new != old]
    assert not changed, (
        f"{name}: {changed} changed; python -m tests.corpus_golden --out FOLDER in both commits, diff -r"
    )
