"""Every accusation against the documents at hand was looked at on its page: what must fail, and what must not again.

The documents are other people's and not part of the repository; the list (`tests/judged/findings.tsv`) names them by
digest and place. `python -m tools.judge FOLDER --out OUT` writes the pages to look at before a verdict is written down.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

import pytest

from tests.conftest import BUNDLED, REAL
from tools.judge import Accusation, Judged, Verdict, documents_in, hear_document, read_judged

pytestmark = pytest.mark.timeout(1800)
FOLDERS = (REAL, REAL.parent / "places", BUNDLED)

MADE_UP = {
    Accusation("d1", "rule", "p1 x10 y20"): Judged(Verdict.TRUE, ""),
    Accusation("d1", "rule", "p2 x10 y20"): Judged(Verdict.FALSE, ""),
    Accusation("d1", "rule", "p3 x10 y20"): Judged(Verdict.ARGUABLE, ""),
    Accusation("d2", "rule", "p1 x10 y20"): Judged(Verdict.TRUE, ""),
}


def not_judged(judged: Mapping[Accusation, Judged], failed: Set[Accusation]) -> list[Accusation]:
    """What fails and nobody looked at."""
    return sorted(failed - judged.keys())


def wrong_still(judged: Mapping[Accusation, Judged], failed: Set[Accusation]) -> list[Accusation]:
    """What was judged to be no fault of the document, and is held against it."""
    return sorted(a for a in failed if a in judged and judged[a].verdict is Verdict.FALSE)


def true_no_more(judged: Mapping[Accusation, Judged], failed: Set[Accusation], read: Set[str]) -> list[Accusation]:
    """Faults of the documents that were read, not found any more."""
    return sorted(a for a in judged.keys() - failed if a.digest in read and judged[a].verdict is Verdict.TRUE)


def test_the_list_tells_new_wrong_and_lost_accusations():
    found = {Accusation("d1", "rule", f"p{page} x10 y20") for page in (2, 3, 4)}
    assert not_judged(MADE_UP, found) == [("d1", "rule", "p4 x10 y20")]
    assert wrong_still(MADE_UP, found) == [("d1", "rule", "p2 x10 y20")]
    assert true_no_more(MADE_UP, found, {"d1"}) == [("d1", "rule", "p1 x10 y20")]


@pytest.fixture(scope="module")
def heard():
    """Every document at hand with what it is accused of."""
    missing = [folder.name for folder in FOLDERS if not folder.is_dir()]
    if missing:
        pytest.skip(f"no {', '.join(missing)}")
    # in this process: the tests of pages put a page in the place of __main__, which spawned children would run
    return [hear_document(path) for path in documents_in(FOLDERS)]


@pytest.fixture(scope="module")
def failed(heard):
    return {accusation for document in heard for accusation in document.accusations}


def test_every_accusation_was_judged_on_its_page(failed):
    assert not_judged(read_judged(), failed) == []


def test_nothing_is_accused_of_what_was_judged_wrong(failed):
    assert wrong_still(read_judged(), failed) == []


def test_every_fault_that_was_seen_is_found(heard, failed):
    read = {document.digest for document in heard}
    assert true_no_more(read_judged(), failed, read) == []
