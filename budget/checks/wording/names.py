"""Names that are not this disclosure's: another level, another organisation, another year, other subject names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budget.checks.engine import rule
from budget.checks.operands import GLOSSARY, words
from budget.checks.outcome import failed, not_applicable, not_possible, passed
from budget.checks.prose.said import is_short_for
from budget.checks.wording.passages import Where, disclosure_to_passages, one_finding
from budget.layout.vocabulary import patterns
from budget.models import CheckClass, Disclosure, Finding, Level, Place, say
from budget.text import bare_name

WORDS = patterns("names")

RANKS = {"中央": 0, "省": 1, "自治区": 1, "市": 2, "州": 2, "县": 3, "区": 3, "旗": 3}
STRUCTURE_WORDS = 3  # so often 区委/全区 must stand in the text before they tell the level of a branch office


@rule("wording_level_of_term", CheckClass.WORDING)
def wording_level_of_term(disclosure: Disclosure) -> Iterator[Finding]:
    """A term explained for another level of government (省直部门 in a district's glossary)."""
    rank = own_rank(disclosure)
    if rank is None or not disclosure.glossary:
        yield not_possible(say("wording.glossary_level"), say("wording.no_level"))
        return
    found = []
    for term in disclosure.glossary:
        for match in WORDS["term_level"].finditer(term.explanation):
            if RANKS[match["level"]] != rank:
                text = match[0].lstrip("指是由为")
                found.append(words(text, term.place, table=GLOSSARY, row=term.term))
    if not found:
        yield passed(say("wording.own_level"))
        return
    terms = tuple(say("wording.term_of_level", term=operand.row, text=operand.text) for operand in found)
    yield failed(say("wording.other_level", terms=terms), found)


def own_rank(disclosure: Disclosure) -> int | None:
    """1 province, 2 city, 3 county or district; from the name, for a branch office from the words of the text."""
    name = disclosure.department or ""
    if "分局" in name:
        text, told = "".join(section.text for section in disclosure.sections), patterns("own_level_words")
        return next((int(rank) for rank, seen in told.items() if len(seen.findall(text)) >= STRUCTURE_WORDS), None)
    return next((int(rank) for rank, named in patterns("own_level").items() if named.search(name)), None)


@rule("wording_other_organisation", CheckClass.WORDING)
def wording_other_organisation(disclosure: Disclosure) -> Iterator[Finding]:
    """Another organisation's name where the publisher's own belongs ("某某局2024年度收入总计…")."""
    if disclosure.department is None:
        yield not_possible(say("wording.organisation"), say("wording.no_department"))
        return
    passages = disclosure_to_passages(disclosure, Where.PROSE)
    known = bare_name("".join(p.text for p in passages if re.search(r"机构|单位构成|概况|职", p.title)))
    found = []
    for passage in passages:
        match = WORDS["entity"].match(re.sub(r"^[一二三四五六七八九十\d（）()、.．]+", "", passage.text))
        name = bare_name(match["name"]) if match else ""
        is_own = is_short_for(name, bare_name(disclosure.department)) or name in known
        if name and WORDS["entity_ends"].search(name) and not WORDS["not_a_name"].match(name) and not is_own:
            start = passage.text.find(match["name"] if match else "")
            found.append(passage.operand(start, start + len(name)))
    what = say("wording.other_organisation", name=disclosure.department)
    yield one_finding(passages, found, what, say("wording.own_organisation"))


@rule("wording_department_or_unit", CheckClass.WORDING)
def wording_department_or_unit(disclosure: Disclosure) -> Iterator[Finding]:
    """部门 wording in the disclosure of one unit."""
    if disclosure.level is not Level.UNIT:
        yield not_applicable(say("wording.department_or_unit"), say("wording.is_department"))
        return
    passages = disclosure_to_passages(disclosure, Where.PROSE, Where.NOTE)
    found = [p.operand(m.start(), m.end()) for p in passages for m in re.finditer(r"本部门", p.text)]
    yield one_finding(passages, found, say("wording.unit_as_department"), say("wording.unit_as_unit"))


@rule("wording_stale_year", CheckClass.WORDING)
def wording_stale_year(disclosure: Disclosure) -> Iterator[Finding]:
    """Last year's number left in a title or in "纳入本部门2018年…预算编制范围"."""
    year = disclosure.fiscal_year
    if year is None:
        yield not_possible(say("wording.years"), say("wording.no_year"))
        return
    titles = [(title, place) for title, place in _titles(disclosure) if not WORDS["other_years_matter"].search(title)]
    titled = [(title, place) for title, place in titles if WORDS["title_year"].match(title)]
    found = [words(title, place, table=title) for title, place in titled if str(year) not in title]
    if len(found) * 2 > len(titled):
        yield not_possible(say("wording.title_years"), say("wording.most_other_year"))
        return
    passages = disclosure_to_passages(disclosure, Where.PROSE)
    for passage in passages:
        stale = [match for match in WORDS["own_year"].finditer(passage.text) if int(match["year"]) != year]
        found.extend(passage.operand(match.start(), match.end()) for match in stale)
    yield one_finding(passages, found, say("wording.other_year", year=year), say("wording.own_year", year=year))


def _titles(disclosure: Disclosure) -> Iterator[tuple[str, Place]]:
    yield from ((section.heading, section.place) for section in disclosure.sections if section.depth <= 2)
    yield from ((table.title, table.place) for table in disclosure.tables)
