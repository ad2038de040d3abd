"""What every document of ../shared publishes is what it was; what changes is looked at, then written anew."""

from __future__ import annotations

import pytest

from tests.corpus_golden import PARTS, corpus, corpus_line, golden_lines

DOCUMENTS = corpus()


@pytest.mark.skipif(not DOCUMENTS, reason="no ../shared/real and ../shared/places")
def test_the_golden_names_every_document_of_the_corpus():
    assert list(golden_lines()) == list(DOCUMENTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_of_the_corpus_publishes_is_what_it_was(name: str):
    made, kept = (line.split("\t") for line in (corpus_line(DOCUMENTS[name]), golden_lines()[name]))
    changed = [part for part, new, old in zip(PARTS, made, kept, strict=True) if new != old]
    assert not changed, (
        f"{name}: {changed} changed; python -m tests.corpus_golden --out FOLDER in both commits, diff -r"
    )
