"""What a disclosure must contain: required tables, tables its contents list promises, explanations, empty tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budget.checks.engine import Rule, rule
from budget.checks.operands import table_operand, words
from budget.checks.outcome import failed, not_applicable, not_possible, passed
from budget.meaning.contents import bare_title, heading_to_kind, promised_entry, promised_tables
from budget.models import KINDS, CheckClass, Disclosure, Finding, PrintedTable, TableKind

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

FEWEST_TABLES = 5
"""With fewer required tables found the file is not the one that holds the tables."""

REQUIRED_WORDS = (
    ("“三公”经费", re.compile(r"三公")),
    ("机关运行经费", re.compile(r"机关运行(?:费用|经费|成本)")),
    ("政府采购", re.compile(r"政府采购")),
)
"""What the same rules ask the prose to explain, and how prose names it."""

SHORTEST_PROSE = 500
"""Characters; with less the explanations were published in another file (tables and prose apart)."""

EMPTY_NOTE = re.compile(
    r"空表|本表无数据|无数据|未安排|没有.{0,40}?(?:收入|支出|预算|拨款)|无.{0,30}?(?:收入|支出|安排|预算|拨款|经费)"
)
CONDITIONAL_NOTE = re.compile(r"仍保留|如无|若无|没有数据的|在本表下方")
"""Instructions of the template that stand under a table and say nothing about it."""

NOTE_SUBJECTS = {
    TableKind.FUND_EXPENDITURE: (re.compile(r"政府性基金"), re.compile(r"国有资本")),
    TableKind.FUND_REVENUE: (re.compile(r"政府性基金"), re.compile(r"国有资本")),
    TableKind.STATE_CAPITAL: (re.compile(r"国有资本"), re.compile(r"政府性基金")),
}
"""Kind → what a note under it must speak of, and what it speaks of when it was copied from the other table."""


@rule("completeness.required", CheckClass.COMPLETENESS, title="公开规程要求的表都有")
def required_tables_present(disclosure: Disclosure) -> Iterator[Finding]:
    """Each table that the disclosure rules ask for is there; not found by us and not there are told apart."""
    kinds = {table.kind for table in disclosure.tables}
    for required, since in REQUIRED_TABLES:
        name = next(facts.name for kind, facts in KINDS.items() if kind in required)
        if disclosure.fiscal_year is None or disclosure.fiscal_year < since:
            yield not_applicable(f"{name}：不适用。", f"从{since}年起才要求公开")
        elif required & kinds:
            yield passed(f"{name}：有。", [table_operand(t) for t in disclosure.tables if t.kind in required][:1])
        else:
            yield _absent(disclosure, name, required)


@rule("completeness.contents", CheckClass.COMPLETENESS, title="目录列出的表都读到了")
def promised_tables_found(disclosure: Disclosure) -> Iterator[Finding]:
    """Each table of the contents list was found; one that was not read keeps its place in the ledger."""
    promised = promised_tables(disclosure)
    if not promised:
        yield not_applicable("目录列出的表：不适用。", "没有目录，或目录没有逐张列出表")
        return
    for entry in promised:
        heading = bare_title(entry.heading)
        found = next((table for table in disclosure.tables if _same_title(heading, table)), None)
        operand = words(entry.heading, entry.place, table="目录")
        if found is not None or _is_form_heading(heading, disclosure):
            yield passed(f"目录列有“{heading}”，已读到。", [operand])
        else:
            yield not_possible(f"目录列有“{heading}”，没有读到这张表。", "没有找到标题相符的表", [operand])


@rule("completeness.explanations", CheckClass.COMPLETENESS, title="公开规程要求说明的事项都有说明")
def explanations_present(disclosure: Disclosure) -> Iterator[Finding]:
    """三公, 机关运行经费 and 政府采购 are spoken of in the prose."""
    prose = "".join(section.heading + section.text for section in disclosure.sections)
    has_prose = len(prose) >= SHORTEST_PROSE and "元" in prose
    for name, pattern in REQUIRED_WORDS:
        found = next((s for s in disclosure.sections if pattern.search(s.heading + s.text)), None)
        if not has_prose:
            yield not_possible(f"{name}的说明：无法核对。", "没有读到情况说明，它可能在另一个文件里")
        elif found is not None:
            yield passed(f"{name}：有说明。", [words(found.heading, found.place, table=found.heading)])
        else:
            yield failed(f"情况说明里没有找到关于{name}的说明，公开规程要求说明。")


@rule("completeness.empty_notes", CheckClass.COMPLETENESS, title="空表有说明，说明与表相符")
def empty_tables_explained(disclosure: Disclosure) -> Iterator[Finding]:
    """A table without figures says so; a table that prints amounts does not say it is empty."""
    prose = "".join(section.text for section in disclosure.sections)
    for table in disclosure.tables:
        if table.kind is TableKind.OTHER:
            continue
        note = next((n for n in table.notes if EMPTY_NOTE.search(n.text) and not CONDITIONAL_NOTE.search(n.text)), None)
        amounts = [figure for row in table.rows for figure in row.figures if figure.value]
        if note is not None and amounts and re.search(r"空表|无数据", note.text):
            operands = [words(note.text, note.place, table=table.title), table_operand(table)]
            yield failed(f"《{table.title}》下面注明“{note.text}”，表中却印有金额，例如 {amounts[0].text}。", operands)
        elif note is not None and not amounts:
            yield passed(f"《{table.title}》没有数据，下面有说明。", [words(note.text, note.place, table=table.title)])
        elif table.is_empty:
            yield _unexplained(table, prose)


@rule("completeness.note_subject", CheckClass.COMPLETENESS, title="表下的说明讲的是这张表")
def notes_speak_of_their_table(disclosure: Disclosure) -> Iterator[Finding]:
    """The note under a government-fund table speaks of government funds, not of state capital, and vice versa."""
    found = False
    for table in disclosure.tables:
        own, other = NOTE_SUBJECTS.get(table.kind, (None, None))
        for note in table.notes if own and other else ():
            if not own or not other or not (own.search(note.text) or other.search(note.text)):
                continue
            found = True
            operand = words(note.text, note.place, table=table.title)
            if own.search(note.text):
                yield passed(f"《{table.title}》下面的说明讲的是这张表。", [operand])
            else:
                name = own.pattern
                yield failed(
                    f"《{table.title}》下面注明“{note.text}”，讲的是另一张表；这里应说明{name}的情况。", [operand]
                )
    if not found:
        yield not_applicable("表下的说明：不适用。", "政府性基金表和国有资本经营表下面没有讲资金的说明")


def _absent(disclosure: Disclosure, name: str, required: frozenset[TableKind]) -> Finding:
    """A required table that was not found: missing, or not recognised by us."""
    promised = promised_entry(disclosure, *required)
    unknown = [table for table in disclosure.tables if table.kind is TableKind.OTHER]
    present = {table.kind for table in disclosure.tables}
    if sum(bool(kinds & present) for kinds, _ in REQUIRED_TABLES) < FEWEST_TABLES:
        return not_possible(f"{name}：无法核对。", "这份文件里只读到少数几张表，其余可能在另一个文件里")
    if promised is not None or unknown or disclosure.coverage.unread:
        reason = f"目录列有“{promised.heading}”，但没有读到" if promised else "有没认出种类的表或没读懂的区域"
        return not_possible(f"{name}：没有找到。", reason)
    return failed(f"没有找到{name}，公开规程要求公开（没有数据的也要公开空表）。")


def _unexplained(table: PrintedTable, prose: str) -> Finding:
    own = NOTE_SUBJECTS.get(table.kind, (None, None))[0]
    sentence = f"《{table.title}》没有数据"
    stated = own and re.search(
        rf"(?:没有|无|未安排|不涉及)[^。]{{0,20}}{own.pattern}|{own.pattern}[^。]{{0,30}}(?:0万元|无|未安排)", prose
    )
    if stated:
        return passed(f"{sentence}，情况说明里有交代。", [table_operand(table)])
    return not_applicable(f"{sentence}，下面没有注明。", "有的地方在别处统一说明空表，不作判断", [table_operand(table)])


def _same_title(heading: str, table: PrintedTable) -> bool:
    return (
        heading == bare_title(table.title)
        or heading_to_kind(heading) is table.kind
        or (
            len(heading) > 6
            and (heading in bare_title(table.title) or (len(table.title) > 6 and bare_title(table.title) in heading))
        )
    )


def _is_form_heading(heading: str, disclosure: Disclosure) -> bool:
    if "绩效" not in heading:
        return False
    return bool(disclosure.project_forms) if "项目" in heading else disclosure.overall_form is not None


RULES: tuple[Rule, ...] = (
    required_tables_present,
    promised_tables_found,
    explanations_present,
    empty_tables_explained,
    notes_speak_of_their_table,
)
