"""Where HTML is made and handed to the screen: words are escaped by being words, only this module writes tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial

import streamlit as st
from markupsafe import Markup, escape

Child = str | None | Iterable["Child"]
"""What stands inside a tag: Markup as it is, other words escaped, nothing, or several of these."""

VOID = {"br", "img", "input"}
_made = partial(str.__new__, Markup)
"""HTML of what is escaped already, without asking it: a page has hundreds of cells."""
MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+!|<>~:$&-]")
SELECTOR = re.compile(r"[a-z][a-z0-9]*(\.[A-Za-z0-9_-]+)*")


def element(selector: str, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """A tag by "name.class.class" with what stands in it; True is an attribute without value, None and False are none.

    >>> element("p.mz-note", "1 < 2", element("br"), title='"', data_kind="svg", open=True, hidden=None)
    Markup('<p class="mz-note" title="&#34;" data-kind="svg" open>1 &lt; 2<br></p>')
    >>> element("p onclick=x")
    Traceback (most recent call last):
    ValueError: not a tag with classes: 'p onclick=x'
    """
    opening, closing = _open(selector)
    for key, value in attributes.items():
        if value is not None and value is not False:
            opening += _attribute_name(key) if value is True else f'{_attribute_name(key)}="{_escaped(value)}"'
    return _made(f"{opening}>{''.join(map(_inside, children))}{closing}")


def fragment(*children: Child) -> Markup:
    """Parts one after the other.

    >>> fragment("&", element("b", "&"))
    Markup('&amp;<b>&amp;</b>')
    """
    return _made(_inside(children))


def join(between: str, children: Iterable[Child]) -> Markup:
    """Parts with the same words, or the same tag, between them.

    >>> join(" › ", ["<", ("&", element("b", "&"))])
    Markup('&lt; › &amp;<b>&amp;</b>')
    """
    return _made(_inside((between,)).join(map(_inside, children)))


def class_names(*names: str) -> str:
    """The tail of a selector for those classes that are not empty.

    >>> class_names("mz-total", "")
    '.mz-total'
    """
    return "".join([f".{name}" for name in names if name])


def style(rules: str) -> Markup:
    """Rules of our own style sheets."""
    return _unescaped("style", rules)


def script(code: str) -> Markup:
    """Lines of our own scripts."""
    return _unescaped("script", code)


def show(made: Markup, *, with_script: bool = False) -> None:
    """Hand HTML to the screen; of nothing, nothing.

    Raises: TypeError for words that were not made into HTML.
    """
    if not isinstance(made, Markup):
        raise TypeError(f"words instead of HTML: {made[:60]!r}")
    if made:
        st.html(str(made), unsafe_allow_javascript=with_script)


def plain(words: str) -> str:
    r"""Words for those parts of streamlit that read Markdown: no link, no picture, no sign of it comes from them.

    >>> plain("![](http://x) 5.00")
    '\\!\\[\\]\\(http\\://x\\) 5.00'
    """
    return MARKDOWN.sub(r"\\\g<0>", words)


def _inside(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, str):
        return child if type(child) is Markup else _escaped(child)
    return "".join(map(_inside, child))


@lru_cache(maxsize=8192, typed=True)
def _escaped(words: str | int) -> str:
    """Pages say the same words at every run. Typed: Markup is equal to the words it consists of."""
    return str(escape(words))


@lru_cache(maxsize=256)
def _attribute_name(key: str) -> str:
    return " " + key.rstrip("_").replace("_", "-")


@lru_cache(maxsize=1024)
def _open(selector: str) -> tuple[str, str]:
    if not SELECTOR.fullmatch(selector):
        raise ValueError(f"not a tag with classes: {selector!r}")
    name, *classes = selector.split(".")
    return f'<{name} class="{" ".join(classes)}"' if classes else f"<{name}", "" if name in VOID else f"</{name}>"


def _unescaped(name: str, text: str) -> Markup:
    if "</" in text:
        raise ValueError(f"a tag ends inside <{name}>")
    return Markup(f"<{name}>{text}</{name}>")
