"""Names in tables: subjects with their superior subject, one name for one code, one department over all tables."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from budget.checks.engine import rule
from budget.checks.operands import row_operand, table_operand
from budget.checks.outcome import failed, not_applicable, not_possible, passed
from budget.checks.tables.arithmetic import figure_tables
from budget.meaning.project_names import likeness
from budget.meaning.structure import FUNCTIONAL_LEVELS, TRANSFERS, is_coded
from budget.models import CheckClass, Disclosure, Finding, Operand, PrintedTable, TableKind, say
from budget.text import bare_name, label_numbering

FEWEST_TABLES = 3
"""So many tables must print one name before another name in one of them says anything."""

SAME_ORGANISATION = 0.75
"""Names so alike are one organisation's, in short and in full."""

MOST_MISPLACED = 2
"""So many rows may be misplaced in one table; where more fall, it is grouped by something that codes don't tell."""

YEAR = re.compile(r"(20\d\d)年")
SUBJECT_KINDS = {
    TableKind.REVENUE_SUMMARY, TableKind.EXPENDITURE_SUMMARY, TableKind.GENERAL_EXPENDITURE,
    TableKind.APPROPRIATION_EXPENDITURE, TableKind.FUND_EXPENDITURE,
}  # fmt: skip


@rule("tables.superior", CheckClass.COMPLETENESS, absent=(say("tables.superiors"), say("tables.no_levels")))
def subjects_have_superiors(disclosure: Disclosure) -> Iterator[Finding]:
    """In a table that lists 类 › 款 › 项 each 款 and 项 stands under a row whose code begins its own."""
    for table in figure_tables(disclosure):
        levels = {len(row.code) for row in table.rows if row.code and len(row.code) in FUNCTIONAL_LEVELS}
        if not is_coded(table) or 3 not in levels or len(levels) < 2:
            continue
        if not table.title or table.kind is TableKind.OTHER:
            reason = say("tables.levels_unknown") if table.title else say("tables.no_title")
            yield not_possible(say("tables.superiors"), reason, [table_operand(table)])
            continue
        codes = {row.code for row in table.rows} | set(TRANSFERS)
        alone: dict[str, list[int]] = defaultdict(list)
        for index, row in enumerate(table.rows):
            if row.code and _lacks_superior(row.code, codes):
                alone[row.code[:-2]].append(index)
        if not alone:
            yield passed(say("tables.all_have_superiors", table=table.title), [table_operand(table)])
        for superior, indexes in alone.items():
            operands = [row_operand(table, index) for index in indexes]
            names = tuple(operand.text for operand in operands)
            yield failed(say("tables.no_superior", table=table.title, names=names, superior=superior), operands)


@rule("tables.order", CheckClass.COMPLETENESS)
def subjects_in_order(disclosure: Disclosure) -> Iterator[Finding]:
    """Under one superior the codes rise; the same misplaced row in twin tables is told once."""
    misplaced: dict[tuple[str, str], list[Operand]] = defaultdict(list)
    coded = [table for table in figure_tables(disclosure) if is_coded(table)]
    judged = 0
    for table in coded:
        falls = [pair for pair in _neighbours(table) if _code(table, pair[1]) < _code(table, pair[0])]
        if len(falls) > MOST_MISPLACED or _begins_anew(table) or _is_numbered(table, falls):
            yield not_applicable(say("tables.order"), say("tables.begins_anew", table=table.title))
            continue
        judged += 1
        for before, index in falls:
            misplaced[_code(table, before), _code(table, index)].append(row_operand(table, index))
    for (before_code, code), operands in misplaced.items():
        titles = tuple(dict.fromkeys(operand.table for operand in operands))
        told = say("tables.misplaced", tables=titles, row=operands[0].row, before=before_code, code=code)
        yield failed(told, operands)
    if not coded:
        yield not_applicable(say("tables.order"), say("tables.no_codes"))
    elif judged and not misplaced:
        yield passed(say("tables.in_order"))


@rule("tables.subject_names", CheckClass.WORDING)
def subject_names_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """A functional code has one name in all tables; a name cut off by its column is no other name."""
    named: dict[str, dict[str, Operand]] = defaultdict(dict)
    for table in figure_tables(disclosure):
        for index, row in enumerate(table.rows):
            if table.kind in SUBJECT_KINDS and row.code and len(row.code) in FUNCTIONAL_LEVELS and row.name:
                named[row.code].setdefault(bare_name(row.name), row_operand(table, index))
    if not named:
        yield not_applicable(say("tables.subject_names"), say("tables.no_codes"))
        return
    agree = True
    for code, names in named.items():
        longest = max(names, key=len)
        others = [name for name in names if not longest.startswith(name)]
        if others:
            agree = False
            told = tuple(say("tables.named", table=names[name].table, name=name) for name in (longest, *others))
            yield failed(say("tables.names_of_code", code=code, names=told), list(names.values()))
    if agree:
        yield passed(say("tables.codes_agree", count=len(named)))


@rule("tables.department", CheckClass.WORDING)
def departments_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """The department printed over a table is that of the other tables, in short or in full."""
    printed = [table for table in disclosure.tables if table.department]
    counted = Counter(bare_name(table.department or "") for table in printed)
    usual, count = counted.most_common(1)[0] if counted else ("", 0)
    if count < FEWEST_TABLES:
        yield not_applicable(say("tables.departments"), say("tables.few_departments"))
        return
    other = [t for t in printed if not _is_same_organisation(bare_name(t.department or ""), usual)]
    for table in {(t.title, t.department): t for t in other}.values():
        name = table.department or ""
        told = say("tables.other_department", table=table.title, name=name, count=count, usual=usual)
        yield failed(told, [table_operand(table, name)])
    if not other:
        yield passed(say("tables.departments_agree", count=len(printed), name=usual))


@rule("tables.header_year", CheckClass.WORDING)
def header_years_agree(disclosure: Disclosure) -> Iterator[Finding]:
    """Where a table's columns name years, the document's own year is among them."""
    year = disclosure.fiscal_year
    named = [(table, _years_of(table)) for table in disclosure.tables]
    named = [(table, years) for table, years in named if years]
    if year is None or not named:
        yield not_applicable(say("tables.header_years"), say("tables.no_header_years"))
        return
    stale = []
    for table, years in named:
        if year in years or {int(own) for own in YEAR.findall(table.title)} - {year}:
            continue  # a table whose title names another year is about that year
        stale.append(table)
        if not table.title:
            yield not_possible(say("tables.header_years"), say("tables.no_title"), [table_operand(table)])
            continue
        told = say("tables.other_header_years", table=table.title, years=tuple(sorted(years)), year=year)
        yield failed(told, [table_operand(table, "、".join(sorted(years.values())))])
    if not stale:
        yield passed(say("tables.header_years_agree", count=len(named), year=year))


def _years_of(table: PrintedTable) -> dict[int, str]:
    """The years that the header names, each with the words that name it."""
    return {int(found[1]): found[0] for found in YEAR.finditer(" ".join(chain(*table.columns)))}


def _code(table: PrintedTable, index: int) -> str:
    return table.rows[index].code or ""


def _begins_anew(table: PrintedTable) -> bool:
    """Whether the list of codes is printed several times: economic codes under each function, subjects of each unit."""
    counted = Counter(row.code for row in table.rows if row.code)
    return max(counted.values(), default=0) > 1


def _is_numbered(table: PrintedTable, falls: Sequence[tuple[int, int]]) -> bool:
    """Whether the rows follow printed numbers instead of their codes (六、彩票公益金收入)."""
    return any(label_numbering(table.rows[index].name) is not None for _, index in falls)


def _neighbours(table: PrintedTable) -> Iterator[tuple[int, int]]:
    """Pairs of rows that follow each other under one superior: deeper rows between them are looked through."""
    last: dict[str, int] = {}
    for index, row in enumerate(table.rows):
        if not row.code or len(row.code) not in FUNCTIONAL_LEVELS or row.code.startswith(TRANSFERS):
            last.clear()
            continue
        superior = row.code[:-2] if len(row.code) > min(FUNCTIONAL_LEVELS) else ""
        if superior and superior in last:
            yield last[superior], index
        last = {key: value for key, value in last.items() if len(key) < len(row.code)}
        last[superior] = index


def _lacks_superior(code: str | None, codes: set[str | None]) -> bool:
    """Whether neither 款 nor 类 of a subject is listed; lines of transfers stand alone below a total."""
    if not code or len(code) not in FUNCTIONAL_LEVELS or len(code) == min(FUNCTIONAL_LEVELS):
        return False
    return code[:-2] not in codes and code[:3] not in codes


def _is_same_organisation(name: str, usual: str) -> bool:
    return name in usual or usual in name or (likeness(name, usual) >= SAME_ORGANISATION and name[-2:] != usual[-2:])
