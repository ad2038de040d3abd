"""Numbers of units and offices that the document claims against those it names one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budget.checks.engine import rule
from budget.checks.forms.overall import leading_count
from budget.checks.operands import field_operand
from budget.checks.outcome import agreed, either, not_possible
from budget.checks.whole.counts import Claim, count_operand, find_claim, joined, text_to_count
from budget.layout.vocabulary import patterns
from budget.models import CheckClass, Disclosure, Finding, Message, Operand, Section, TableKind, say

WORDS = patterns("organisation")

SHORTEST_LIST = 3
"""Fewer names after 内设机构 are a remark, not a list."""


@rule("count.units", CheckClass.COUNT, absent=(say("whole.units"), say("whole.no_units")))
def units_counted(disclosure: Disclosure) -> Iterator[Finding]:
    """所属预算单位数 of the departmental form, units by kind, units named one by one: against the number stated."""
    named = _named(disclosure, say("whole.budget_unit"), "counted_units")
    yield from (*_form_units(disclosure), *_units_by_kind(disclosure), *named, *_tabled_units(disclosure))


@rule("count.offices", CheckClass.COUNT, absent=(say("whole.offices"), say("whole.no_offices")))
def offices_counted(disclosure: Disclosure) -> Iterator[Finding]:
    """内设机构 claimed (in the prose or the departmental form) against the offices named one by one."""
    named = _named(disclosure, say("whole.office"), "counted_offices", "offices_counted_first", "offices_counted_last")
    yield from (*named, *_offices_in_sections(disclosure), *_form_offices(disclosure))


def list_to_counts(text: str) -> set[int]:
    """How many names a list in prose may hold: "和" between the last two may join two names or be part of one.

    >>> sorted(list_to_counts("办公室（党办、人事）、计划财务股和法制监察股"))
    [2, 3]
    >>> list_to_counts("办公室、人事处、机关党委（不纳入内设机构数）")
    {2}
    """
    bare = re.sub(r"[（(][^（）()]*[）)]", "", WORDS["not_counted"].sub("", text))
    names = [name for name in re.split(r"[、，,\n]", bare) if name.strip()]
    joiners = len(re.findall(r"[和及与]", names[-1])) if names else 0
    return {len(names), len(names) + joiners}


def _judge_list(section: Section, match: re.Match[str], noun: Message) -> Iterator[Finding]:
    """A number and the names after (or before) it in one sentence; a list that ends with 等 is open."""
    claimed = text_to_count(match["n"])
    counts = list_to_counts(match["list"])
    is_open = match["list"].rstrip().endswith("等") or WORDS["item"].search(match["list"]) or not any(counts)
    if claimed is None or is_open:
        return
    operand = count_operand(section, match[0][:60], claimed, match.start("n"))
    gap = claimed - min(counts, key=lambda count: abs(count - claimed))
    what = say("whole.list", heading=section.heading, noun=noun, claim=match["n"], count=min(counts))
    agrees = say("whole.list_agrees", noun=noun, claim=match["n"])
    yield agreed(gap, agrees, say("whole.count_differs", what=what, gap=abs(gap)), [operand])


def _named(disclosure: Disclosure, noun: Message, *names: str) -> Iterator[Finding]:
    for section in disclosure.sections:
        for match in (match for name in names for match in WORDS[name].finditer(joined(section))):
            yield from _judge_list(section, match, noun)


def _offices_in_sections(disclosure: Disclosure) -> Iterator[Finding]:
    """ "27个内设机构、1个派出机构，具体包括" with each kind numbered in a section of its own below."""
    for section in disclosure.sections:
        below = [s for s in disclosure.sections if s.section_id.startswith(f"{section.section_id}.")]
        for match in WORDS["claimed_parts"].finditer(joined(section)):
            claimed = text_to_count(match["n"])
            part = next((s for s in below if match["noun"][-4:] in s.heading and WORDS["item"].search(s.text)), None)
            if part is None or claimed is None:
                continue
            operands = [
                count_operand(section, match[0], claimed, match.start("n")),
                count_operand(part, part.heading, claimed),
            ]
            what = say("whole.claim", heading=section.heading, claim=match[0])
            yield _numbered_finding(what, claimed, part.text, operands)


def _numbered_finding(what: Message, claimed: int, text: str, operands: list[Operand]) -> Finding:
    """The claimed number against numbered lines, which must count 1, 2, 3 … to be a list we can count."""
    numbers = [int(number) for number in WORDS["item"].findall(text)]
    if numbers != list(range(1, len(numbers) + 1)):
        return not_possible(what, say("whole.numbers_broken"), operands)
    gap = claimed - len(numbers)
    differ = say("whole.items_differ", what=what, count=len(numbers), gap=abs(gap))
    return agreed(gap, say("whole.items_agree", what=what, count=claimed), differ, operands)


def _units_by_kind(disclosure: Disclosure) -> Iterator[Finding]:
    """ "本部以及下属5家预算单位 … 行政单位1家，事业单位5家，具体包括：1. …": kinds and items against 1 + 5."""
    for section in disclosure.sections:
        subordinate = WORDS["subordinate_units"].search(joined(section))
        kinds = list(WORDS["units_by_kind"].finditer(section.text))
        if subordinate is None or not kinds:
            continue
        total, by_kind = 1 + int(subordinate[1]), sum(int(kind[1]) for kind in kinds)
        operand = count_operand(section, subordinate[0], total, subordinate.start(1))
        parts = (count_operand(section, k[0], int(k[1]), len(joined(section, k.start(1)))) for k in kinds)
        operands = [operand, *parts]
        what = say("whole.units_claimed", heading=section.heading, subordinate=subordinate[1], total=total)
        gap = total - by_kind
        differ = say("whole.kinds_differ", what=what, sum=by_kind, gap=abs(gap))
        yield agreed(gap, say("whole.kinds_agree", what=what, total=total), differ, operands)
        items = section.text[kinds[-1].end() :]
        if WORDS["item"].search(items):
            yield _numbered_finding(what, total, items, [operand])


def _form_units(disclosure: Disclosure) -> Iterator[Finding]:
    """所属预算单位数 of the departmental form against the prose."""
    claim, field = find_claim(disclosure, WORDS["budget_units"]), _field_claim(disclosure, WORDS["unit_field"])
    if field is None or claim is None:
        return
    operands = [field.operand, claim.operand]
    agree = say("whole.form_units_agree", field=field.text, claim=claim.text)
    differ = say("whole.form_units_differ", field=field.text, claim=claim.text)
    yield agreed(field.number - claim.number, agree, differ, operands)


def _tabled_units(disclosure: Disclosure) -> Iterator[Finding]:
    """A number of units stated against the rows of the table of units."""
    table = next(
        (t for t in disclosure.tables if t.kind is TableKind.OTHER and WORDS["unit_table"].search(t.title) and t.rows),
        None,
    )
    claim = find_claim(disclosure, WORDS["units_in_table"])
    if table is None or claim is None:
        return
    what = say("whole.units_listed", claim=claim.text, table=table.title, count=len(table.rows))
    gap = abs(claim.number - len(table.rows))
    counted, differs = say("whole.counted", what=what), say("whole.count_differs", what=what, gap=gap)
    yield either(not gap, counted, differs, [claim.operand])


def _form_offices(disclosure: Disclosure) -> Iterator[Finding]:
    """内设职能部门数 of the departmental form against the offices listed in the prose."""
    claim, named = _field_claim(disclosure, WORDS["office_field"]), _listed_offices(disclosure)
    if claim is None or named is None:
        return
    counts, operand = named
    gap = 0 if claim.number in counts else claim.number - max(counts)
    differ = say("whole.form_offices_differ", field=claim.text, count=max(counts), gap=abs(gap))
    yield agreed(gap, say("whole.form_offices_agree", field=claim.text), differ, [claim.operand, operand])


def _listed_offices(disclosure: Disclosure) -> tuple[set[int], Operand] | None:
    """How many offices the organisation section names one by one, with its place."""
    for section in disclosure.sections:
        for match in WORDS["listed_offices"].finditer(joined(section)):
            counts = list_to_counts(match["list"])
            if min(counts) >= SHORTEST_LIST and not re.search(r"\d个", match["list"][:12]):
                return counts, count_operand(section, match[0][:40], max(counts))
    return None


def _field_claim(disclosure: Disclosure, pattern: re.Pattern[str]) -> Claim | None:
    form = disclosure.overall_form
    for label, stated in form.fields.items() if form else ():
        count = leading_count(stated.text)
        if form and pattern.search(label) and count is not None:
            return Claim(count, stated.text, field_operand(form, label, count))
    return None
