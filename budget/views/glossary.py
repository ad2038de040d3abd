"""Words that explain themselves: plain Chinese first, the document's own definition beside it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from budget.classification import explain_subject
from budget.paths import DATA
from budget.views.book import Book

PLAIN_WORDS = DATA / "plain_words.toml"
QUOTES = re.compile(r"[“”\"'‘’*]")
MOST_OFFICIAL = 160  # characters of a definition shown on the spot; the whole stands on the page of words


@dataclass(frozen=True, slots=True)
class Explained:
    """A term, what it means in plain words, and how the document defines it ("" where it does not)."""

    term: str
    plain: str
    official: str = ""


@cache
def plain_words() -> dict[str, str]:
    """Terms and their plain meaning, from data/plain_words.toml."""
    return dict(tomllib.loads(PLAIN_WORDS.read_text("utf-8"))["words"])


def subject_meaning(book: Book, code: str | None, name: str) -> str:
    """What a subject means in general, and that the document does not say so; "" where none is written."""
    note = explain_subject(code, name, book.disclosure.fiscal_year)
    return f"{name}：{note}（科目的一般含义，不是本文件的话）。" if note else ""


def explained_terms(book: Book) -> tuple[Explained, ...]:
    """The terms to mark, longest first so that a long term is not cut by a short one inside it."""
    official = {QUOTES.sub("", r["term"]): r["explanation"] for r in book.frames["glossary"]}
    terms = [Explained(term, plain, _shortened(official.get(term, ""))) for term, plain in plain_words().items()]
    return tuple(sorted(terms, key=lambda t: -len(t.term)))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST_OFFICIAL else f"{text[:MOST_OFFICIAL]}……（全文见“原文与名词”）"


def split_terms(text: str, terms: Sequence[Explained]) -> Iterator[tuple[str, Explained | None]]:
    """The text in pieces; each term is marked where it stands first.

    >>> [piece for piece, found in split_terms("先看上年结转，再看上年结转", [Explained("上年结转", "…")])]
    ['先看', '上年结转', '，再看上年结转']
    """
    if not terms:
        yield text, None
        return
    by_term = {t.term: t for t in terms}
    pattern = re.compile("|".join(re.escape(t.term) for t in terms))
    seen: set[str] = set()
    start = 0
    for match in pattern.finditer(text):
        if match.group() in seen:
            continue
        seen.add(match.group())
        if match.start() > start:
            yield text[start : match.start()], None
        yield match.group(), by_term[match.group()]
        start = match.end()
    if start < len(text):
        yield text[start:], None
