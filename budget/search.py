"""Search over one disclosure: subjects, projects, indicators, figures, prose, terms and findings.

Chinese is not cut into words: a query matches where its characters stand together; where nothing does, entries that
share most of its pairs of characters are offered. Names of private persons were masked when the document was read,
so there is nothing to find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, partial
from typing import Any

from budget.amounts import half_last_place, text_to_amount
from budget.classification import explain_subject
from budget.frames import Record, records_of
from budget.models import Disclosure, Finding, StatementKind, Unit
from budget.text import fold, fold_widths
from budget.words import message_to_text


class HitKind(StrEnum):
    """What a hit is; the page that shows it follows from it."""

    SUBJECT = "subject"
    ECONOMIC = "economic"
    PROJECT = "project"
    INDICATOR = "indicator"
    FIGURE = "figure"
    PROSE = "prose"
    TERM = "term"
    TABLE = "table"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found. `key` is what its page needs: code, project or form id, section id, rule, term.

    `meaning`: what a subject means in general; no words of the document.
    """

    kind: HitKind
    key: str
    title: str
    body: str
    yuan: Decimal | None = None
    printed: str = ""
    cell: str | None = None
    page: int | None = None
    line: int | None = None
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A found entry with the words around the match; the best have the highest score."""

    entry: Entry
    snippet: str
    score: float


SNIPPET = 30
"""Characters shown on each side of a match."""
LEAST_SHARED_PAIRS = 0.6
"""Share of the query's pairs of characters that an entry must have to be offered when nothing matches whole."""
UNITS = {
    **{unit.value: unit.factor for unit in Unit},
    "万": Unit.TEN_THOUSAND.factor,
    "亿": Unit.HUNDRED_MILLION.factor,
    "圆": 1,
}
_FIGURE = re.compile(r"[-−－]?[\d,，]*\d(?:\.\d+)?")
_CODE = re.compile(r"\d{3}|\d{5}|\d{7}")
KIND_WEIGHT = {
    HitKind.SUBJECT: 6,
    HitKind.ECONOMIC: 5,
    HitKind.PROJECT: 6,
    HitKind.TERM: 4,
    HitKind.TABLE: 4,
    HitKind.INDICATOR: 3,
    HitKind.FIGURE: 2,
    HitKind.FINDING: 2,
    HitKind.PROSE: 1,
}


def fold_case(text: str) -> str:
    """Characters as they are searched: folded, small letters.

    >>> fold_case("“三公” 经费 ＰＭ2.5")
    '“三公”经费pm2.5'
    """
    return fold(text).lower()


@dataclass(frozen=True)
class Index:
    """The entries of one disclosure, folded once for all searches."""

    entries: tuple[Entry, ...]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Title, body and meaning of each entry, as the search compares them."""
        return tuple(fold_case(f"{entry.title} {entry.body} {entry.meaning}") for entry in self.entries)

    def search(self, query: str, limit: int = 50) -> tuple[Hit, ...]:
        """The best hits first; nothing for a query without a letter, digit or Chinese character."""
        terms = [fold_case(term) for term in query.split() if any(c.isalnum() for c in term)]
        if not terms:
            return ()
        hits = [*self._amount_hits(query), *self._word_hits(terms)] or list(self._near_hits(terms))
        best: dict[Entry, Hit] = {}
        for hit in hits:
            if hit.entry not in best or best[hit.entry].score < hit.score:
                best[hit.entry] = hit
        return tuple(sorted(best.values(), key=lambda hit: -hit.score)[:limit])

    def _word_hits(self, terms: Sequence[str]) -> Iterator[Hit]:
        for entry, text in zip(self.entries, self.texts, strict=True):
            # a figure stated in the prose is found by its amount; its words are found in their section
            is_stated_figure = entry.kind is HitKind.PROSE and entry.yuan is not None
            if not is_stated_figure and all(term in text for term in terms):
                yield Hit(entry, snippet(entry, terms[0]), _word_score(entry, terms))

    def _amount_hits(self, query: str) -> Iterator[Hit]:
        is_wanted = query_to_amount(query)
        if is_wanted is None:
            return
        for entry in self.entries:
            if entry.yuan is not None and (nearness := is_wanted(entry.yuan)):
                score = 10 + nearness + KIND_WEIGHT[entry.kind] / 10
                yield Hit(entry, entry.printed or entry.body[: 2 * SNIPPET], score)

    def _near_hits(self, terms: Sequence[str]) -> Iterator[Hit]:
        pairs = {term[i : i + 2] for term in terms for i in range(len(term) - 1)}
        if not pairs:
            return
        for entry, text in zip(self.entries, self.texts, strict=True):
            shared = sum(pair in text for pair in pairs) / len(pairs)
            if shared >= LEAST_SHARED_PAIRS:
                first = next(pair for pair in sorted(pairs) if pair in text)
                yield Hit(entry, snippet(entry, first), shared)


def query_to_amount(query: str) -> Callable[[Decimal], int] | None:
    """How near an amount in yuan is to the typed figure: 2 the same, 1 the same when rounded as typed, 0 neither.

    A figure typed without a unit may be in 元 or 万元, and is then taken exactly. None when no figure was typed.

    >>> near = query_to_amount("1882.34万元")
    >>> near(Decimal(18823400)), near(Decimal(18823412)), near(Decimal(18830000))
    (2, 1, 0)
    >>> query_to_amount("1,882.34")(Decimal(18823400)), query_to_amount("18823400")(Decimal(18823400))
    (2, 2)
    >>> query_to_amount("大气") is None
    True
    """
    text = fold_case(query).replace("，", ",")
    unit = next((unit for unit in sorted(UNITS, key=len, reverse=True) if text.endswith(unit)), "")
    number = text.removesuffix(unit)
    value = text_to_amount(number) if _FIGURE.fullmatch(number) else None
    if value is None:
        return None
    factors = (UNITS[unit],) if unit else (1, Unit.TEN_THOUSAND.factor)
    slack = half_last_place(number) if unit or "." in number else Decimal(0)

    def nearness(yuan: Decimal) -> int:
        away = min(abs(yuan - value * factor) - slack * factor for factor in factors)
        is_same = any(yuan == value * factor for factor in factors)
        return 2 if is_same else int(away <= 0)

    return nearness


def snippet(entry: Entry, term: str) -> str:
    """The words around the first match in the body, the meaning where it is there, else the body's beginning."""
    body = " ".join(entry.body.split())
    at = fold_widths(body).lower().find(term)
    if at < 0 and term in fold_case(entry.meaning):
        return f"科目的一般含义：{entry.meaning}"
    start = max(at - SNIPPET, 0)
    end = (at if at >= 0 else 0) + len(term) + SNIPPET
    return ("…" if start else "") + body[start:end] + ("…" if end < len(body) else "")


def _word_score(entry: Entry, terms: Sequence[str]) -> float:
    title = fold_case(entry.title)
    if all(_CODE.fullmatch(term) and entry.key.startswith(term) for term in terms):
        return 9.0 + (entry.key == terms[0])
    in_title = sum(term in title for term in terms) / len(terms)
    starts = sum(title.startswith(term) for term in terms) / len(terms)
    return KIND_WEIGHT[entry.kind] / 10 + in_title * 4 + starts * 2 + (title == terms[0]) * 3


def build_index(disclosure: Disclosure, findings: Iterable[Finding] = ()) -> Index:
    """Everything of a disclosure, and of its ledger, that a reader may look for."""
    records = records_of(disclosure)
    entries: list[Entry] = []
    for name, to_entry in ENTRY_MAKERS.items():
        made = ((record, entry) for record in records[name] if (entry := to_entry(record)))
        entries += (_with_meaning(entry, record, disclosure.fiscal_year) for record, entry in made)
    entries += (_finding_entry(finding) for finding in findings)
    # a subject stands in several tables and an indicator in two halves: one entry each, the widest scope first
    return Index(tuple({_identity(entry): entry for entry in reversed(entries)}.values())[::-1])


def _with_meaning(entry: Entry, record: Record, fiscal_year: int | None) -> Entry:
    if entry.kind not in (HitKind.SUBJECT, HitKind.ECONOMIC):
        return entry
    return replace(entry, meaning=explain_subject(record["code"], record["name"], fiscal_year) or "")


def _identity(entry: Entry) -> tuple[Any, ...]:
    is_figure = entry.kind in (HitKind.PROSE, HitKind.FIGURE)
    return entry.kind, entry.key, entry.title, entry.body, entry.yuan if is_figure else None


def _subject_entry(kind: HitKind, r: Record) -> Entry:
    title = f"{r['name']}（{r['code']}）" if r["code"] else r["name"]
    return Entry(kind, r["code"] or r["name"], title, r["name"], r["total_yuan"], cell=r["total_cell"])


def _line_entry(r: Record) -> Entry | None:
    if r["amount_yuan"] is None:
        return None
    code = f"（{r['code']}）" if r["code"] else ""
    title = f"{r['name']}{code} · {r['column'] or ''}"
    printed = f"{r['printed_text']} {r['printed_unit']}"
    return Entry(HitKind.FIGURE, r["cell"], title, printed, r["amount_yuan"], printed, r["cell"], r["page"], r["line"])


def _plain_entry(kind: HitKind, key: str, title: str, body: Sequence[str], yuan: str, r: Record) -> Entry:
    """An entry whose parts stand in these columns, the amount in `yuan` ("" for none)."""
    words = " ".join(r[name] for name in body if r[name])
    amount = r[yuan] if yuan else None
    return Entry(kind, r[key], r[title], words, amount, "", r.get("cell"), r.get("page"), r.get("line"))


def _project_entry(r: Record) -> Entry | None:
    """A project without a published form; one with a form is found by the form, which says more of it."""
    has_form = bool(r["form_id"])
    return None if has_form else _plain_entry(HitKind.PROJECT, "project_id", "name", ("name",), "amount_yuan", r)


def _indicator_entry(r: Record) -> Entry | None:
    return _plain_entry(HitKind.INDICATOR, "form_id", "level3", INDICATOR_WORDS, "", r) if r["level3"] else None


def _table_entry(r: Record) -> Entry:
    first = f"{r['table_id']}/0/0" if r["row_count"] and r["figure_count"] else None
    return replace(_plain_entry(HitKind.TABLE, "table_id", "title", ("number", "notes"), "", r), cell=first)


def _statement_entry(r: Record) -> Entry | None:
    factor = UNITS.get(r["printed_unit"] or "")
    if factor is None or r["kind"] not in (StatementKind.AMOUNT, StatementKind.CHANGE):
        return None
    said, yuan = r["clause"], r["value"] * factor
    return Entry(HitKind.PROSE, r["section_id"], r["subject"] or said, said, yuan, said, None, r["page"], r["line"])


def _finding_entry(finding: Finding) -> Entry:
    where = next((str(operand.cell) for operand in finding.operands if operand.cell), None)
    reason = message_to_text(finding.reason) if finding.reason else ""
    return Entry(HitKind.FINDING, finding.rule, message_to_text(finding.sentence), reason, cell=where)


PROJECT_WORDS = ("overview", "basis", "necessity", "measures", "plan", "goal_period", "goal_year", "unit_name")
INDICATOR_WORDS = ("project_name", "level1", "level2", "level3", "target_text")
ENTRY_MAKERS: Mapping[str, Callable[[Record], Entry | None]] = {
    "subjects": partial(_subject_entry, HitKind.SUBJECT),
    "economic": partial(_subject_entry, HitKind.ECONOMIC),
    "projects": _project_entry,
    "project_forms": partial(_plain_entry, HitKind.PROJECT, "form_id", "name", PROJECT_WORDS, "amount_year_yuan"),
    "indicators": _indicator_entry,
    "lines": _line_entry,
    "sections": partial(_plain_entry, HitKind.PROSE, "section_id", "heading", ("text",), ""),
    "statements": _statement_entry,
    "tables": _table_entry,
    "glossary": partial(_plain_entry, HitKind.TERM, "term", "term", ("explanation",), ""),
}
"""How a row of each frame becomes an entry, None where there is nothing to find."""
