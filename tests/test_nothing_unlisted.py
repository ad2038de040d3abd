"""No amount that a second program sees is both unread and unlisted: documents of other places, one of each maker."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget.disclosure import read_disclosure
from budget.document.verification import verify_disclosure

SHARED = Path(__file__).parents[2] / "shared"
DOCUMENTS = (
    "real/1d3ea4e2.pdf",  # lines of prose clipped away, printed on the next page
    "places/bj-dept-2026-tables.pdf",  # performance forms as one list, projects cut by the page's end
    "places/cs-zjjd-2026.pdf",  # a second departmental form
    "places/cc-xfj-2026.pdf",  # figures wrapped in their cells
    "places/fz-f122c4fd.pdf",
    "places/huz-czj-2026.pdf",
)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not here")
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_amount_is_unread_and_unlisted(name: str):
    made = verify_disclosure(read_disclosure(SHARED / name))
    assert made.confirmations
    assert [(text, place.page) for text, place in made.unseen] == []
