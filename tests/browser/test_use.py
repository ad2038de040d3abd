"""What a reader does with the pages: drill, go back, follow a link, switch, look for the source, take the data home."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.server import running_app
from tests.browser.visit import PHONE, Visit, new_reader, start_visit

FIGURE_LINK = "a.mz-fig"
SLICE = '[data-testid="stPlotlyChart"] g.slice'
DIALOG = '[role="dialog"]'


def parameters(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def wait_for_parameter(page: Page, name: str) -> str:
    page.wait_for_function("name => new URLSearchParams(location.search).has(name)", arg=name)
    return parameters(page)[name]


def take(page: Page, name: str, index: int = 0) -> Download:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).nth(index).click()
    return waiting.value


def test_a_click_drills_and_the_breadcrumb_goes_back(visit):
    one: Visit = visit()
    page = one.open("subjects")
    page.locator(SLICE, has_text="污染防治").last.click()
    chosen = wait_for_parameter(page, "subject")
    one.settle()
    assert re.fullmatch(r"\d{3}(\d{2}){0,2}", chosen)
    page.get_by_role("link", name="全部支出").or_(page.locator("nav[aria-label='位置'] a")).first.click()
    page.wait_for_function("() => !new URLSearchParams(location.search).has('subject')")


def test_the_keyboard_drills_too(visit):
    one: Visit = visit()
    page = one.open("subjects")
    link = page.locator("table.mz-table tbody tr a.mz-go[href*='subject=']").first
    link.focus()
    page.keyboard.press("Enter")
    assert wait_for_parameter(page, "subject")
    one.settle()
    expect(page.locator("h1")).to_be_visible()


def test_a_deep_link_shows_the_same_view_in_another_browser(visit, browser, address):
    first = visit().open("subjects?subject=21103&unit=yuan&scope=carryover_in")
    second = visit(reader=new_reader(browser)).open(first.url.removeprefix(address))
    texts = [page.locator('[data-testid="stMain"]').inner_text() for page in (first, second)]
    assert texts[0] == texts[1]
    assert "21103" in texts[0]
    for chosen in ("元", "上年结转"):
        assert first.locator(".mz-switch a[aria-current='true']", has_text=chosen).count() >= 1


def test_the_first_reader_of_a_fresh_server_may_come_by_a_deep_link(browser):
    with running_app() as (fresh, _):
        one = start_visit(new_reader(browser), fresh)
        page = one.open("subjects?subject=211")
        expect(page.locator(DIALOG)).to_have_count(0)
        assert "211" in page.locator('[data-testid="stMain"]').inner_text()


def test_shared_choices_go_along_to_the_next_page(visit):
    one: Visit = visit()
    page = one.open("")
    page.locator(".mz-switch a", has_text="元").last.click()
    assert wait_for_parameter(page, "unit") == "yuan"
    one.settle()
    page.locator(".mz-menu a", has_text="钱从哪来").click()
    page.wait_for_url("**/income*")
    one.settle()
    assert parameters(page)["unit"] == "yuan"


def test_a_figure_opens_its_source(visit):
    one: Visit = visit()
    page = one.open("subjects")
    figure = page.locator(f"table.mz-table {FIGURE_LINK}").first
    figure.click()
    wait_for_parameter(page, "cell")
    expect(page.locator(DIALOG)).to_contain_text("万元")


def test_a_link_to_a_source_opens_it(visit):
    page = visit().open("")
    href = page.locator(FIGURE_LINK).first.get_attribute("href")
    opened = visit().open(str(href).removeprefix("./"))
    expect(opened.locator(DIALOG)).to_be_visible()


@pytest.mark.parametrize("lost", ["?doc=nowhere", "subjects?subject=99999", "?cell=no/0/0"])
def test_a_link_to_nothing_says_so(visit, lost: str):
    page = visit().open(lost)
    expect(page.get_by_text(re.compile("不在这里|没有|不存在")).first).to_be_visible()


def test_the_csv_of_a_panel_holds_its_numbers(visit):
    page = visit().open("subjects")
    download = take(page, "下载 CSV")
    assert re.search(r"2024年.*元\.csv$", download.suggested_filename)
    rows = list(csv.reader(io.StringIO(Path(download.path()).read_text("utf-8-sig"))))
    assert len(rows) > 2
    assert any("18823400" in cell.replace(",", "") for row in rows for cell in row)


def test_the_workbook_of_the_data_page_opens(visit):
    page = visit().open("data")
    download = take(page, "Excel")
    book = pd.ExcelFile(download.path(), engine="calamine")
    assert "说明" in book.sheet_names
    assert len(book.sheet_names) > 10


def test_the_package_and_the_facts_of_the_data_page_open(visit):
    page = visit().open("data")
    with zipfile.ZipFile(take(page, "数据包").path()) as archive:
        assert "datapackage.json" in archive.namelist()
    facts = json.loads(Path(take(page, "JSON").path()).read_text("utf-8"))
    assert facts["document"]["fiscal_year"] == 2024


def test_the_phone_has_a_menu_and_tables_scroll_inside(visit):
    one: Visit = visit(PHONE)
    page = one.open("subjects")
    assert one.overflow_px() == 0
    page.get_by_test_id("stExpandSidebarButton").click()
    page.locator(".mz-menu a", has_text="绩效指标").click()
    page.wait_for_url("**/indicators*")
    one.settle()
    assert one.overflow_px() == 0
