"""From a figure to its cell in a real browser: by mouse, by keyboard, by address; what is taken home from there."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.visit import PHONE, Visit

DIALOG = '[role="dialog"]'
TABLE_FIGURE = "table.mz-table a.mz-fig"
CLIP = f"{DIALOG} .mz-clip img"


def opened(page: Page) -> None:
    expect(page.locator(DIALOG)).to_be_visible()
    expect(page.locator(f"{DIALOG} .mz-cite")).to_be_visible()


def shows_its_cell(page: Page) -> None:
    """The dialog has a picture that the browser could draw, and the words of the place."""
    opened(page)
    picture = page.locator(f"{CLIP}:visible").first
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 100
    expect(page.locator(DIALOG)).to_contain_text(re.compile("PDF 第\\d+页"))


FIGURES = [
    # page | selector of a figure, click that shows it first
    ("", "dl.mz-figures a.mz-fig >> nth=0", ""),
    ("", f"{TABLE_FIGURE} >> nth=0", "summary"),
    ("subjects", f"{TABLE_FIGURE} >> nth=0", ""),
    ("projects", f"{TABLE_FIGURE} >> nth=0", ""),
    ("checks", ".mz-side a.mz-fig >> nth=0", ""),
]


@pytest.mark.parametrize(
    ("path", "figure", "first"), FIGURES, ids=["headline", "flow", "subjects", "projects", "checks"]
)
def test_a_figure_opens_its_cell_in_two_clicks(visit, path: str, figure: str, first: str):
    one: Visit = visit()
    page = one.open(path)
    if first:
        page.locator(f"details.mz-fold > {first}").first.click()
    page.locator(figure).click()
    shows_its_cell(page)
    assert "cell=" in page.url


@pytest.mark.parametrize(
    "path", ["", "subjects", "projects", "checks"], ids=["overview", "subjects", "projects", "checks"]
)
def test_enter_opens_and_escape_closes(visit, path: str):
    page = visit().open(path)
    figure = page.locator("[data-testid='stMain'] a.mz-fig:visible").first
    figure.focus()
    page.keyboard.press("Enter")
    opened(page)
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_have_count(0)
    page.wait_for_function("() => !/[?&](cell|formula)=/.test(location.search)")


ADDRESSES = [
    # address | words of the dialog
    ("?cell=general_expenditure/12/1", "185.35 万元"),
    ("subjects?cell=revenue_summary/20/6", "（空白）"),
    ("checks?cell=prose:3.1:24", "2,153.13万元"),
    ("indicators?cell=form:form-1:indicator:3", "规划编制完成率"),
]


@pytest.mark.parametrize(("path", "words"), ADDRESSES, ids=["cell", "blank", "prose", "form"])
def test_an_address_opens_its_place(visit, path: str, words: str):
    page = visit().open(path)
    shows_its_cell(page)
    expect(page.locator(DIALOG)).to_contain_text(words)


def test_a_share_opens_its_formula_and_from_there_each_operand(visit):
    one: Visit = visit()
    page = one.open("subjects")
    page.locator(TABLE_FIGURE, has_text="%").first.click()
    expect(page.locator(DIALOG)).to_contain_text("部分 ÷ 整体")
    opened(page)
    page.locator(f"{DIALOG} .mz-steps a.mz-fig").first.click()
    shows_its_cell(page)
    page.locator(DIALOG).get_by_text("回到算式").click()
    expect(page.locator(DIALOG)).to_contain_text("部分 ÷ 整体")


def test_a_bar_opens_its_cell(visit):
    page = visit().open("projects")
    bar = page.locator('[data-testid="stPlotlyChart"] .bars .point path').first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + min(box["width"], 40) / 2, box["y"] + box["height"] / 2)
    shows_its_cell(page)


def test_the_whole_page_opens_by_keyboard(visit):
    page = visit().open("?cell=general_expenditure/12/1")
    opened(page)
    page.locator(DIALOG).get_by_text("看整页").click()
    expect(page.locator(f"{DIALOG} .mz-ev-page img")).to_be_visible()


def test_one_button_copies_the_citation(visit):
    page = visit().open("subjects?cell=general_expenditure/12/1")
    opened(page)
    page.locator(DIALOG).get_by_text("复制全部引用信息").click()
    expect(page.locator(DIALOG).get_by_text("已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    for words in ("185.35", "[R/OL]", "sha256", "第12页", "cell=general_expenditure/12/1", "访问日期"):
        assert words in copied


def test_the_phone_shows_the_label_beside_the_cell(visit):
    one: Visit = visit(PHONE)
    page = one.open("?cell=revenue_summary/20/5")
    shows_its_cell(page)
    assert one.overflow_px() == 0
    visible = page.locator(f"{CLIP}:visible")
    assert visible.count() == 1
    # three words of print on 350 px: letters of the page are at least 10 px high
    shown = visible.first.evaluate("image => image.clientWidth / image.naturalWidth")
    assert shown * 2 * 9 >= 8


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_chart_goes_home_as_a_picture(visit, kind: str):
    page = visit().open("projects")
    with page.expect_download() as waiting:
        page.locator(f"a.mz-picture[data-kind='{kind}']").first.click()
    data = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename.endswith(f".{kind}")
    if kind == "png":
        picture = Image.open(io.BytesIO(data)).convert("L")
        assert picture.width > 1200
        top = picture.crop((0, 0, picture.width, 110))
        assert sum(top.histogram()[:128]) > 500  # the title is there in ink
    else:
        text = data.decode("utf-8")
        assert text.startswith("<svg")
        assert "来源：长治市生态环境局上党分局2024年预算公开" in text
        assert "font/woff2;base64" in text
        assert not re.search(r"(href|src|url)\W{1,3}https?://", text)


def test_an_embedded_chart_stands_alone_and_still_leads_on(visit):
    one: Visit = visit()
    one.page.goto(f"{one.address}/subjects?embed=true&panel=tree")
    page = one.page
    expect(page.locator('[data-testid="stPlotlyChart"]')).to_have_count(1)
    expect(page.locator("h1")).to_be_hidden()
    expect(page.locator('[data-testid="stSidebar"]')).to_be_hidden()
    name = page.locator('[data-testid="stPlotlyChart"] .slicetext', has_text="污染防治").first
    expect(name).to_be_visible()
    box = name.bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + 60)
    page.wait_for_function("() => new URLSearchParams(location.search).has('subject')")


def test_the_code_to_embed_names_the_chart(visit):
    page = visit().open("projects")
    page.locator("a.mz-embed").first.click()
    expect(page.get_by_text("已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("<iframe src=")
    assert "panel=projects" in copied


def test_the_search_box_leads_to_the_place(visit):
    one: Visit = visit()
    page = one.open("")
    page.locator("#mz-seek").fill("1,882.34")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    one.settle()
    page.locator("table.mz-table a").first.click()
    opened(page)


def test_the_method_page_says_what_was_masked(visit):
    page = visit().open("method")
    expect(page.locator("[data-testid='stMain']")).to_contain_text("两名遗属的姓名")
    expect(page.locator("[data-testid='stMain']")).to_contain_text("sha256")
