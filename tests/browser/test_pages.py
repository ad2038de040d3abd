"""Every page in a real browser: opens, draws, fits a phone, stays on the machine, can be used with a screen reader."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import ROOT, AppPage, app_pages
from tests.browser.visit import PHONE, SCREENSHOTS, WIDE

PAGES = app_pages()
SIZES = {"wide": WIDE, "phone": PHONE}
# rule → part of the HTML of the node that streamlit itself writes and no option of ours changes
STREAMLITS_OWN = {"aria-allowed-attr": "st", "scrollable-region-focusable": "stMain"}
BROKEN = '[data-testid="stException"], [data-testid="stAlertContentError"]'
SERIOUS = ("serious", "critical")


def page_id(page: AppPage) -> str:
    return page.name


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_a_page_opens_draws_and_fits(visit, page: AppPage, size: str):
    one = visit(SIZES[size])
    opened = one.open(page.path)
    assert opened.locator(BROKEN).all_inner_texts() == [], "see build/app-*.log"
    assert page.title in opened.title()
    assert opened.locator("h1").count() == 1, "one question as title"
    if size == "wide" and "_chart(" in (ROOT / "pages" / f"{page.name}.py").read_text("utf-8"):
        assert opened.locator('[data-testid="stPlotlyChart"] .main-svg').count() >= 1
    assert one.overflow_px() == 0, "the page scrolls sideways"
    picture = one.keep(f"{page.name}-{size}")
    assert picture.stat().st_size > 20_000


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_a_page_has_no_serious_barrier(visit, page: AppPage):
    results = Axe().run(visit().open(page.path))
    violations = [v for v in results.response["violations"] if v["impact"] in SERIOUS]
    ours = [
        (v["id"], node["html"][:200]) for v in violations for node in v["nodes"] if not is_streamlits(v["id"], node)
    ]
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    (SCREENSHOTS / f"{page.name}-axe.json").write_text(json.dumps(violations, ensure_ascii=False, indent=1))
    assert ours == []


def is_streamlits(rule: str, node: dict) -> bool:
    return rule in STREAMLITS_OWN and STREAMLITS_OWN[rule] in node["html"]


def test_the_page_says_that_it_is_chinese(visit):
    page = visit().open("")
    page.wait_for_function("() => document.documentElement.lang === 'zh-CN'")


def test_no_figure_is_written_with_k_or_m(visit):
    """Plotly's own axes would write 50M where people say 5,000万."""
    import re

    one = visit()
    for page in PAGES:
        texts = one.open(page.path).locator('[data-testid="stPlotlyChart"] text').all_text_contents()
        assert [text for text in texts if re.fullmatch(r"[−-]?\d+(\.\d+)?[kMGBμ]", text)] == []
