"""Words never become tags: no line of the screen's code writes one, and hostile words on every page stay words."""

from __future__ import annotations

import ast
import dataclasses
import json
import re
import sys
from enum import Enum
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from markupsafe import Markup

from budget.disclosure import read_disclosure
from budget.ui import evidence, markup
from budget.ui.reader import Shelf
from budget.views.book import Book
from tests.browser.pages import app_pages
from tests.conftest import BUNDLED
from tests.test_pages import bodies, open_page

ROOT = Path(__file__).resolve().parent.parent
SCREEN = [
    *(
        path
        for room in ("ui", "charts", "views", "evidence", "export")
        for path in (ROOT / "budget" / room).glob("*.py")
    ),
    *(ROOT / "pages").glob("*.py"),
    ROOT / "budget" / "citation.py",
    ROOT / "app.py",
]
HOMES = {"markup.py", "theme.py"}
"""Where HTML is made, and what plotly reads as such."""
TAG = re.compile(r"(?<!\?P)<(?!/?extra>)[/!a-zA-Z{]")
MAKERS = {"Markup", "escape", "st.html", "st.markdown", "html.escape"}
"""What makes or shows HTML: called in those modules only."""

HOSTILE = """<img src=x onerror="alert('1')">&amp;<b>"""
PLOTLY_TAGS = re.compile(r"<br>|<extra></extra>")
CHINESE = re.compile(r"[一-鿿]")


def docstrings(tree: ast.AST) -> set[int]:
    """The constants that stand alone as a statement."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def written_tags(source: str) -> list[str]:
    tree = ast.parse(source)
    told = docstrings(tree)
    words = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in told)
    whole = (ast.unparse(n) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr))
    return [text for text in (*words, *whole) if isinstance(text, str) and TAG.search(text)]


def calls(source: str) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)}


@pytest.mark.parametrize(
    "path", [path for path in sorted(SCREEN) if path.name not in HOMES], ids=lambda p: f"{p.parent.name}-{p.stem}"
)
def test_no_other_module_writes_a_tag(path):
    source = path.read_text("utf-8")
    assert written_tags(source) == []
    assert calls(source) & MAKERS == set()


@pytest.mark.parametrize("line", ["f'<p>{x}</p>'", "'<p>' + x", "x = '</p>'", "f'<{tag}>'", "x = '%s<br>'"])
def test_a_tag_in_a_line_is_seen(line):
    assert written_tags(line)


@pytest.mark.parametrize("line", ["'1 < 2'", "'a <- b'", "'''<p>'''"])
def test_what_is_no_tag_is_let_through(line):
    assert written_tags(line) == []


def test_words_are_not_shown_as_html():
    with pytest.raises(TypeError, match="words instead of HTML"):
        markup.show("<p>words</p>")


@pytest.mark.parametrize(
    ("made", "html"),
    [
        (markup.element("p", HOSTILE), "&lt;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&gt;&amp;amp;&lt;b&gt;"),
        (markup.element("a", title="\"'<>&"), '<a title="&#34;&#39;&lt;&gt;&amp;"></a>'),
        (markup.fragment("<", Markup("<br>")), "&lt;<br>"),
        (markup.join("<", ["<", (markup.element("br"), ">")]), "&lt;&lt;<br>&gt;"),
    ],
)
def test_words_inside_tags_and_attributes_are_escaped(made, html):
    assert isinstance(made, Markup)
    assert html in made


@pytest.mark.parametrize("make", [markup.style, markup.script])
def test_a_style_or_script_that_ends_a_tag_is_refused(make):
    with pytest.raises(ValueError, match="a tag ends"):
        make("</style><img src=x>")


@pytest.mark.parametrize("words", ["![](http://x/y.png)", "**x**", ":red[x]", "$x$", "# x", "a_b_c", "[x](y)", "`x`"])
def test_words_for_markdown_stay_words(words):
    made = markup.plain(words)
    assert made.replace("\\", "") == words
    assert re.findall(r"(?<!\\)[^\w\s/.\\]", made) == []


# --- hostile words in every text of every page ---


def poisoned(value):
    """The same with hostile words behind every Chinese text; keys and closed sets are left alone."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return value + HOSTILE if CHINESE.search(value) else value
    if isinstance(value, tuple | list):
        return getattr(value, "_make", type(value))(poisoned(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, Book):
        names = [field.name for field in dataclasses.fields(value) if field.init]
        return dataclasses.replace(value, **{name: poisoned(getattr(value, name)) for name in names})
    return value


@cache
def poisoning(make):
    return lambda *arguments: poisoned(make(*arguments))


class PoisonedShelf(Shelf):
    """A document whose frames, and whatever is built from them, are full of hostile words; charts are left as built."""

    def get(self, make, *arguments):
        return super().get(poisoning(make), *arguments)


@pytest.fixture(scope="module")
def hostile_shelf():
    clean = read_disclosure(BUNDLED / "disclosure.pdf")
    book = Book(dataclasses.replace(clean, department=poisoned(clean.department)))
    frames = {
        name: tuple({key: poisoned(value) for key, value in record.items()} for record in records)
        for name, records in Book(clean).frames.items()
    }
    book.__dict__["frames"] = frames
    return PoisonedShelf(book)


class Tags(HTMLParser):
    """Every tag with its attribute names, and the words of a page with those of its attributes."""

    def __init__(self, bodies):
        super().__init__()
        self.tags: set[tuple[str, str]] = set()
        self.words: list[str] = []
        for body in bodies:
            self.feed(body)

    def handle_starttag(self, tag, attrs):
        self.tags |= {(tag, name) for name, _ in (*attrs, ("", ""))}
        self.words += [unquote(value or "") for _, value in attrs]

    def handle_data(self, data):
        self.words.append(data)


def drawn_words(value, key=""):
    """Every text that a chart draws: its ids and the names of its traces it only keeps."""
    if isinstance(value, dict):
        yield from (words for name, item in value.items() for words in drawn_words(item, name))
    elif isinstance(value, list):
        yield from (words for item in value for words in drawn_words(item, key))
    elif isinstance(value, str) and key not in ("ids", "parents", "name"):
        yield value


def charts(node):
    if getattr(node, "type", "") == "plotly_chart":
        yield json.loads(node.proto.spec)
    for child in getattr(node, "children", {}).values():
        yield from charts(child)


ADDRESSES = [
    *((page.name, {}) for page in app_pages()),
    ("subject_tree", {"subject": "211", "q": HOSTILE}),
    ("subject_tree", {"subject": HOSTILE}),
    ("project_list", {"project": "form-1"}),
    ("targets", {"project": "form-8", "q": HOSTILE}),
    ("words", {"table": "general_basic"}),
    ("words", {"q": HOSTILE}),
    ("look_up", {"q": HOSTILE}),
    ("first_look", {"doc": HOSTILE, "scope": HOSTILE}),
    ("first_look", {"cell": "expenditure_summary/1/0"}),
    ("first_look", {"cell": HOSTILE}),
    ("what_agrees", {"status": "passed"}),
]


def open_address(name, address):
    app = open_page(name, **address)
    assert not app.exception
    return app


@pytest.fixture(scope="module")
def known_tags():
    """Every tag with its attributes that some page writes of its own accord."""
    clean = [
        (name, {key: value.replace(HOSTILE, "经费") for key, value in address.items()}) for name, address in ADDRESSES
    ]
    return {tag for name, address in clean for tag in Tags(bodies(open_address(name, address))).tags}


@pytest.mark.parametrize(("name", "address"), ADDRESSES, ids=[f"{a[0]}-{'-'.join(a[1])}" for a in ADDRESSES])
def test_hostile_words_stay_words(name, address, known_tags, hostile_shelf, monkeypatch):
    monkeypatch.setattr(sys.modules[Shelf.__module__], "open_shelf", lambda *_: hostile_shelf)
    monkeypatch.setattr(evidence.views, "evidence_view", poisoning(evidence.views.evidence_view))
    app = open_address(name, address)
    found = Tags(bodies(app))
    assert found.tags - known_tags == set()
    assert sum(HOSTILE in words for words in found.words) >= 3
    drawn = {words for root in app._tree.children.values() for chart in charts(root) for words in drawn_words(chart)}
    assert {words for words in drawn if PLOTLY_TAGS.sub("", words).count("<")} == set()
