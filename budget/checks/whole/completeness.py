"""What a disclosure must contain: required and promised tables, explanations, notes of empty tables, units.

What we did not read stays in the ledger too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budget.checks.engine import rule
from budget.checks.operands import CONTENTS, table_operand, words
from budget.checks.outcome import either, failed, finding, not_applicable, not_possible, passed
from budget.checks.tables.arithmetic import figure_tables
from budget.layout.vocabulary import patterns
from budget.meaning.contents import bare_title, has_own_rules, heading_to_kind, promised_entry, promised_tables
from budget.meaning.funds import FUND_WORDS, OTHER_APPROPRIATED
from budget.models import (
    KINDS,
    CheckClass,
    ContentsEntry,
    Disclosure,
    Finding,
    Level,
    PrintedTable,
    Status,
    TableKind,
    say,
)

WORDS = patterns("completeness")

REQUIRED_TABLES = (
    (frozenset({TableKind.REVENUE_EXPENDITURE_SUMMARY}), 2014),
    (frozenset({TableKind.REVENUE_SUMMARY}), 2014),
    (frozenset({TableKind.EXPENDITURE_SUMMARY}), 2014),
    (frozenset({TableKind.APPROPRIATION_SUMMARY}), 2014),
    (frozenset({TableKind.GENERAL_EXPENDITURE}), 2014),
    (frozenset({TableKind.GENERAL_BASIC, TableKind.APPROPRIATION_BASIC}), 2014),
    (frozenset({TableKind.FUND_EXPENDITURE}), 2014),
    (frozenset({TableKind.THREE_PUBLIC}), 2014),
    (frozenset({TableKind.STATE_CAPITAL}), 2022),
)
"""Tables of 《地方预决算公开操作规程》(财预〔2016〕143号), with the first fiscal year asked of; one kind is enough."""

GOVERNMENT_TABLES = tuple(
    (frozenset({kind}), 2017)
    for kind in (
        TableKind.REVENUE_SUMMARY, TableKind.GENERAL_EXPENDITURE, TableKind.TRANSFERS, TableKind.DEBT,
        TableKind.FUND_REVENUE, TableKind.FUND_EXPENDITURE, TableKind.STATE_CAPITAL, TableKind.SOCIAL_INSURANCE,
    )
)  # fmt: skip
"""The same rules ask these of a whole government."""

SHORTEST_ORDER = 3
"""Fewer tables of a contents list can't be out of order in a way that says anything."""

FEWEST_TABLES = 5
"""With fewer required tables found the file is not the one that holds the tables."""

REQUIRED_WORDS = (
    (say("whole.three_public"), re.compile(r"三公")),
    (say("whole.operating_cost"), re.compile(r"机关运行(?:费用|经费|成本)")),
    (say("whole.procurement"), re.compile(r"政府采购")),
)
"""What the same rules ask the prose to explain, and how prose names it."""

SHORTEST_PROSE = 500
"""Characters; with less the explanations were published in another file (tables and prose apart)."""


GOVERNMENT_FUND, STATE_CAPITAL = (FUND_WORDS[fund] for fund in OTHER_APPROPRIATED)
NOTE_SUBJECTS = {
    TableKind.FUND_EXPENDITURE: (GOVERNMENT_FUND, STATE_CAPITAL, say("whole.government_fund")),
    TableKind.FUND_REVENUE: (GOVERNMENT_FUND, STATE_CAPITAL, say("whole.government_fund")),
    TableKind.STATE_CAPITAL: (STATE_CAPITAL, GOVERNMENT_FUND, say("whole.state_capital")),
}
"""Kind → what a note under it must speak of, what it speaks of when it was copied from the other table, and the name
of the former."""


@rule("completeness.required", CheckClass.COMPLETENESS)
def required_tables_present(disclosure: Disclosure) -> Iterator[Finding]:
    """Each table that the disclosure rules ask for is there; not found by us and not there are told apart."""
    kinds = {table.kind for table in disclosure.tables}
    for required, since in GOVERNMENT_TABLES if disclosure.level is Level.GOVERNMENT else REQUIRED_TABLES:
        kind = next(kind for kind in KINDS if kind in required)
        if disclosure.fiscal_year is None or disclosure.fiscal_year < since:
            yield not_applicable(say("whole.table", kind=kind), say("whole.since", year=since))
        elif has_own_rules(disclosure) and not required & kinds:
            yield not_applicable(say("whole.table", kind=kind), say("whole.own_rules"))
        elif required & kinds:
            found = [table_operand(table) for table in disclosure.tables if table.kind in required]
            yield passed(say("whole.table_present", kind=kind), found[:1])
        else:
            yield _absent(disclosure, kind, required)


@rule("completeness.contents", CheckClass.COMPLETENESS)
def promised_tables_found(disclosure: Disclosure) -> Iterator[Finding]:
    """Each table of the contents list was found; one that was not read keeps its place in the ledger."""
    promised = promised_tables(disclosure)
    if not promised:
        yield not_applicable(say("whole.contents"), say("whole.no_contents"))
        return
    for entry in promised:
        heading = bare_title(entry.heading)
        found = next((table for table in disclosure.tables if _same_title(heading, table)), None)
        operand = words(entry.heading, entry.place, table=CONTENTS)
        if found is not None or _is_form_heading(heading, disclosure):
            yield passed(say("whole.promise_kept", heading=heading), [operand])
        else:
            told, reason = say("whole.promise_open", heading=heading), say("whole.no_title_fits")
            yield finding(Status.NOT_POSSIBLE, told, [operand], reason=reason)


@rule("completeness.explanations", CheckClass.COMPLETENESS)
def explanations_present(disclosure: Disclosure) -> Iterator[Finding]:
    """三公, 机关运行经费 and 政府采购 are spoken of in the prose."""
    prose = "".join(section.heading + section.text for section in disclosure.sections)
    has_prose = len(prose) >= SHORTEST_PROSE and "元" in prose
    for name, pattern in REQUIRED_WORDS:
        found = next((s for s in disclosure.sections if pattern.search(s.heading + s.text)), None)
        if not has_prose:
            yield not_possible(say("whole.explanation", name=name), say("whole.no_prose"))
        elif found is not None:
            yield passed(say("whole.explained", name=name), [words(found.heading, found.place, table=found.heading)])
        elif has_own_rules(disclosure):
            yield not_applicable(say("whole.explanation", name=name), say("whole.own_rules"))
        else:
            yield failed(say("whole.unexplained", name=name))


@rule("completeness.empty_notes", CheckClass.COMPLETENESS)
def empty_tables_explained(disclosure: Disclosure) -> Iterator[Finding]:
    """A table without figures says so; a table that prints amounts does not say it is empty."""
    prose = "".join(section.text for section in disclosure.sections)
    for table in disclosure.tables:
        if table.kind is TableKind.OTHER:
            continue
        note = next((note for note in table.notes if _says_empty(note.text)), None)
        amounts = [figure for row in table.rows for figure in row.figures if figure.value]
        if note is not None and amounts and re.search(r"空表|无数据", note.text):
            operands = [words(note.text, note.place, table=table.title), table_operand(table)]
            yield failed(say("whole.not_empty", table=table.title, note=note.text, amount=amounts[0].text), operands)
        elif note is not None and not amounts:
            yield passed(say("whole.empty_noted", table=table.title), [words(note.text, note.place, table=table.title)])
        elif table.is_empty:
            yield _unexplained(table, prose)


@rule("completeness.note_subject", CheckClass.COMPLETENESS, absent=(say("whole.notes"), say("whole.no_notes")))
def notes_speak_of_their_table(disclosure: Disclosure) -> Iterator[Finding]:
    """The note under a government-fund table speaks of government funds, not of state capital, and vice versa."""
    for table in disclosure.tables:
        if table.kind not in NOTE_SUBJECTS:
            continue
        own, other, name = NOTE_SUBJECTS[table.kind]
        for note in table.notes:
            if not (own.search(note.text) or other.search(note.text)):
                continue
            fits = say("whole.note_fits", table=table.title)
            is_other = say("whole.note_of_other", table=table.title, note=note.text, name=name)
            operand = words(note.text, note.place, table=table.title)
            yield either(bool(own.search(note.text)), fits, is_other, [operand])


@rule("completeness.read", CheckClass.COMPLETENESS)
def all_figures_read(disclosure: Disclosure) -> Iterator[Finding]:
    """Every printed figure became a value; each region that did not is an obligation that can't be checked."""
    coverage = disclosure.coverage
    for unread in coverage.unread:
        operand = words(unread.text[:60], unread.place)
        yield finding(Status.NOT_POSSIBLE, say("whole.unread"), [operand], reason=unread.reason)
    if coverage.figures_doubtful:
        yield finding(Status.NOT_POSSIBLE, say("whole.doubtful", count=coverage.figures_doubtful))
    if coverage.structure:
        reasons = tuple(dict.fromkeys(item.reason for item in coverage.structure))
        operands = [words(item.text[:60], item.place) for item in coverage.structure]
        yield finding(Status.NOT_POSSIBLE, say("whole.structure", count=len(operands)), operands, reason=reasons[0])
    if not coverage.unread and not coverage.figures_doubtful and not coverage.structure:
        yield passed(say("whole.all_read", count=coverage.figures_printed))


@rule("completeness.unit", CheckClass.COMPLETENESS)
def tables_print_their_unit(disclosure: Disclosure) -> Iterator[Finding]:
    """元 or 万元 stands above each table with amounts; where none was read the amounts can't be compared."""
    for table in figure_tables(disclosure):
        if table.kind is TableKind.OTHER or not any(figure.value for row in table.rows for figure in row.figures):
            continue
        operand = table_operand(table)
        if table.unit is not None:
            yield passed(say("whole.unit", table=table.title, unit=table.unit), [operand])
        else:
            told = say("whole.no_unit", table=table.title)
            yield finding(Status.NOT_POSSIBLE, told, [operand], reason=say("whole.unit_unknown"))


@rule("completeness.contents_order", CheckClass.COMPLETENESS)
def contents_in_order(disclosure: Disclosure) -> Iterator[Finding]:
    """The tables come in the order of the contents list; judged by the tables that both name without doubt."""
    matched = _matched(disclosure)
    if len(matched) < SHORTEST_ORDER:
        yield not_applicable(say("whole.order"), say("whole.no_contents"))
        return
    printed = sorted(matched, key=lambda pair: disclosure.tables.index(pair[1]))
    if printed == matched:
        yield passed(say("whole.in_order", count=len(matched)))
        return
    first = next(index for index, pair in enumerate(matched) if pair != printed[index])
    entry, table = matched[first][0], printed[first][1]
    operands = [words(entry.heading, entry.place, table=CONTENTS), table_operand(table)]
    heading = bare_title(entry.heading)
    yield failed(say("whole.other_order", number=first + 1, heading=heading, table=table.title), operands)


def _absent(disclosure: Disclosure, kind: TableKind, required: frozenset[TableKind]) -> Finding:
    """A required table that was not found: missing, or not recognised by us."""
    promised = promised_entry(disclosure, *required)
    unknown = [table for table in disclosure.tables if table.kind is TableKind.OTHER]
    present = {table.kind for table in disclosure.tables}
    is_report = disclosure.level is Level.GOVERNMENT  # published in several files: report, tables, debt
    if is_report or sum(bool(kinds & present) for kinds, _ in REQUIRED_TABLES) < FEWEST_TABLES:
        return not_possible(say("whole.table", kind=kind), say("whole.few_tables"))
    if promised is not None or unknown or disclosure.coverage.unread:
        reason = say("whole.promised", heading=promised.heading) if promised else say("whole.unknown_tables")
        return finding(Status.NOT_POSSIBLE, say("whole.table_not_found", kind=kind), reason=reason)
    return failed(say("whole.table_absent", kind=kind))


def _says_empty(note: str) -> bool:
    return bool(WORDS["empty_note"].search(note)) and not WORDS["conditional_note"].search(note)


def _unexplained(table: PrintedTable, prose: str) -> Finding:
    own = NOTE_SUBJECTS.get(table.kind, (None,))[0]
    stated = own and re.search(
        rf"(?:没有|无|未安排|不涉及)[^。]{{0,20}}{own.pattern}|{own.pattern}[^。]{{0,30}}(?:0万元|无|未安排)", prose
    )
    if stated:
        return passed(say("whole.empty_explained", table=table.title), [table_operand(table)])
    told = say("whole.empty_not_noted", table=table.title)
    return finding(Status.NOT_APPLICABLE, told, [table_operand(table)], reason=say("whole.noted_elsewhere"))


def _same_title(heading: str, table: PrintedTable) -> bool:
    title = bare_title(table.title)
    is_part = len(heading) > 6 and (heading in title or (len(table.title) > 6 and title in heading))
    return heading == title or heading_to_kind(heading) is table.kind or is_part


def _is_form_heading(heading: str, disclosure: Disclosure) -> bool:
    if "绩效" not in heading:
        return False
    return bool(disclosure.project_forms) if "项目" in heading else disclosure.overall_form is not None


def _matched(disclosure: Disclosure) -> list[tuple[ContentsEntry, PrintedTable]]:
    """Contents entries with the one table that each names, in the order of the list."""
    tables = list({(table.kind, table.title): table for table in reversed(disclosure.tables)}.values())
    entries = promised_tables(disclosure)
    pairs = []
    for entry in entries:
        kind = heading_to_kind(entry.heading)
        found = [table for table in tables if table.kind is kind]
        same = [other for other in entries if heading_to_kind(other.heading) is kind]
        if kind is not None and len(found) == 1 and len(same) == 1 and not re.search(r"绩效", entry.heading):
            pairs.append((entry, found[0]))
    return pairs
