"""Every page through app.py in streamlit's test client: opens, says its headline value, follows its address."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from tests.browser.pages import ROOT, app_pages

NAMES = [page.name for page in app_pages()]
DEFAULT_PAGE = next(page.name for page in app_pages() if not page.path)
PAGES = [
    # page | headline value, something of its table
    ("first_look", ("2,153.13", "96.03 元")),
    ("money_in", ("1,622.00", "一般公共预算")),
    ("running_and_doing", ("1,905.34", "公务用车运行维护费")),
    ("subject_tree", ("2,067.68", "社会保障和就业支出")),
    ("project_list", ("283.34", "黎水河司马段河道清理绿藻经费")),
    ("targets", ("8 张", "服务对象满意度")),
    ("words", ("名词解释", "以前年度预算安排、结转到本年仍按原规定用途继续使用的资金")),
    ("reading_method", ("343 个", "两名遗属的姓名", "sha256")),
    ("downloads", ("张", "支出功能分类科目")),
]


class Text(HTMLParser):
    """The words of a piece of HTML as read without opening explanations, and those of its titles."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.titles: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        if tag == "h1":
            self.titles.append("")
        self.is_title = tag == "h1"
        is_tip = any(value and value.startswith("mz-tip") for _, value in attrs)
        if self.hidden or is_tip or tag in ("style", "script"):
            self.hidden += 1

    def handle_endtag(self, tag):
        self.is_title = False
        self.hidden = max(self.hidden - 1, 0)

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)
            if self.is_title:
                self.titles[-1] += data


def open_page(name: str, **parameters: str) -> AppTest:
    """The page inside app.py's frame. The first run tells the test client which pages there are."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    if name != DEFAULT_PAGE:
        app.switch_page(f"pages/{name}.py")
    for key, value in parameters.items():  # going to a page forgets the address, so it is set last
        app.query_params[key] = value
    return app.run()


def bodies(app: AppTest) -> list[str]:
    """The HTML of every block on the page, sidebar and pieces side by side included."""

    def walk(node):
        if node.type == "html":
            yield node.proto.body
        for child in getattr(node, "children", {}).values():
            yield from walk(child)

    return [body for root in app._tree.children.values() for body in walk(root)]


def read_bodies(app: AppTest) -> Text:
    parser = Text()
    for body in bodies(app):
        parser.feed(body)
    return parser


def text_of(app: AppTest) -> str:
    return "".join(read_bodies(app).words)


def assert_stands(app: AppTest) -> None:
    """The page opened whole, under one title, which is a question."""
    assert not app.exception
    assert not app.error
    assert [title[-1:] for title in read_bodies(app).titles] == ["？"]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_with_its_question(name):
    assert_stands(open_page(name))


@pytest.mark.parametrize(("name", "said"), PAGES, ids=[name for name, _ in PAGES])
def test_a_page_says_its_value(name, said):
    text = text_of(open_page(name))
    assert [phrase for phrase in said if phrase not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_keeps_every_shared_choice_in_its_links(name):
    app = open_page(name, unit="yuan", scope="current_year")
    frame = "".join(body for body in bodies(app) if "mz-menu" in body or "mz-foot" in body)
    assert frame.count("?unit=yuan&amp;scope=current_year") >= len(NAMES)


VIEWS = [
    # page, address | words that only this view says
    ("first_look", {"unit": "yuan"}, "21,531,300"),
    ("first_look", {"scope": "current_year"}, "88.05 元"),
    ("subject_tree", {"subject": "21103", "scope": "carryover_in"}, "污染防治（上年结转）共 600.00 万元"),
    ("subject_tree", {"q": "大气"}, "找到 1 个科目"),
    ("subject_tree", {"q": "火星"}, "没有编码以“火星”开头"),
    ("subject_tree", {"subject": "999"}, "“999”在这份文件里不存在"),
    ("project_list", {"project": "form-1"}, "长治市上党区人民政府2023年第92次专题会议纪要"),
    ("targets", {"project": "form-8"}, "两者不同"),
    ("targets", {"q": "幸福感"}, "提升幸福感"),
    ("words", {"q": "近零碳"}, "近零碳排放试点资金"),
    ("words", {"table": "general_basic"}, "公务用车运行维护费"),
    ("words", {"table": "fund_revenue"}, "没有数据：未安排"),
    ("downloads", {"frame": "indicators"}, "target_operator"),
    ("first_look", {"doc": "nowhere"}, "不在这里"),
]


@pytest.mark.parametrize(("name", "address", "said"), VIEWS, ids=[f"{v[0]}-{v[2][:12]}" for v in VIEWS])
def test_an_address_reproduces_its_view(name, address, said):
    app = open_page(name, **address)
    assert not app.exception
    assert said in text_of(app).replace("**", "")


def test_no_address_writes_html():
    app = open_page("subject_tree", q="<img src=x onerror=alert(1)>", subject="<b>x</b>")
    assert not app.exception
    assert all("<img" not in body and "<b>x</b>" not in body for body in bodies(app))


def test_a_file_that_cannot_be_read_says_so_in_the_pages_place(tmp_path, monkeypatch):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing else")
    monkeypatch.setenv("MINGZHANG_FOLDERS", str(tmp_path))
    app = open_page("money_in", doc="broken")
    assert not app.exception
    assert "没能打开" in app.error[0].value
    assert "钱从哪来" in text_of(app), "the menu stays"
    assert "mz-figures" not in "".join(body for body in bodies(app) if "<style" not in body)
