"""Real documents of other places and phases on every page: nothing breaks, nothing is drawn empty."""

from __future__ import annotations

import pytest

from tests.browser.pages import app_pages
from tests.browser.test_pages import BROKEN
from tests.browser.visit import PHONE

# one of each place and phase; a document published as two files opens under the one with the tables
ONE_OF_EACH = {
    "Shanghai budget": "5e900267",
    "Shanghai final accounts": "26f01fb0",
    "Jiangsu budget": "3a85877f",
    "Jiangsu budget in two files": "2134e39d",
}


@pytest.fixture(scope="module")
def real_ids(real_folder) -> list[str]:
    return sorted(path.stem for path in real_folder.glob("*.pdf"))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_every_page_shows_a_real_document(browser, real_address, visit, name: str):
    one = visit(at=real_address)
    for page in app_pages():
        opened = one.open(f"{page.path}?doc={ONE_OF_EACH[name]}")
        assert opened.locator(BROKEN).all_inner_texts() == [], f"{page.title}: see build/app-*.log"
        assert ONE_OF_EACH[name] in opened.url, page.title
        text = opened.locator('[data-testid="stMain"]').inner_text()
        assert "None" not in text, page.title
        assert "nan" not in text.lower(), page.title
        one.keep(f"real-{ONE_OF_EACH[name]}-{page.name}")
        one.page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.timeout(600)
def test_the_first_page_of_every_real_document_fits_a_phone(visit, real_address, real_ids):
    one = visit(PHONE, at=real_address)
    for document in real_ids:
        opened = one.open(f"?doc={document}")
        assert opened.locator(BROKEN).all_inner_texts() == [], f"{document}: see build/app-*.log"
        assert one.overflow_px() == 0, document
