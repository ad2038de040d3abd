"""What we did not read stays in the ledger: unread regions, tables without a unit, the order of the contents list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budget.checks.engine import rule
from budget.checks.operands import CONTENTS, words
from budget.checks.outcome import failed, finding, not_applicable, passed
from budget.checks.tables.arithmetic import figure_tables
from budget.meaning.contents import bare_title, heading_to_kind, promised_tables
from budget.models import CheckClass, ContentsEntry, Disclosure, Finding, PrintedTable, Status, TableKind, say

SHORTEST_ORDER = 3
"""Fewer tables of a contents list can't be out of order in a way that says anything."""


@rule("completeness.read", CheckClass.COMPLETENESS)
def all_figures_read(disclosure: Disclosure) -> Iterator[Finding]:
    """Every printed figure became a value; each region that did not is an obligation that can't be checked."""
    coverage = disclosure.coverage
    for unread in coverage.unread:
        operand = words(unread.text[:60], unread.place)
        yield finding(Status.NOT_POSSIBLE, say("whole.unread"), [operand], reason=unread.reason)
    if coverage.figures_doubtful:
        yield finding(Status.NOT_POSSIBLE, say("whole.doubtful", count=coverage.figures_doubtful))
    if not coverage.unread and not coverage.figures_doubtful:
        yield passed(say("whole.all_read", count=coverage.figures_printed))


@rule("completeness.unit", CheckClass.COMPLETENESS)
def tables_print_their_unit(disclosure: Disclosure) -> Iterator[Finding]:
    """元 or 万元 stands above each table with amounts; where none was read the amounts can't be compared."""
    for table in figure_tables(disclosure):
        if table.kind is TableKind.OTHER or not any(figure.value for row in table.rows for figure in row.figures):
            continue
        operand = words(table.title, table.place, table=table.title)
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
    operands = [
        words(entry.heading, entry.place, table=CONTENTS),
        words(table.title, table.place, table=table.title),
    ]
    heading = bare_title(entry.heading)
    yield failed(say("whole.other_order", number=first + 1, heading=heading, table=table.title), operands)


def _matched(disclosure: Disclosure) -> list[tuple[ContentsEntry, PrintedTable]]:
    """Contents entries with the one table that each names, in the order of the list."""
    halves: dict[str, PrintedTable] = {}
    for table in disclosure.tables:
        halves.setdefault(f"{table.kind.value}|{table.title}", table)
    tables = list(halves.values())
    entries = promised_tables(disclosure)
    pairs = []
    for entry in entries:
        kind = heading_to_kind(entry.heading)
        found = [table for table in tables if table.kind is kind]
        same = [other for other in entries if heading_to_kind(other.heading) is kind]
        if kind is not None and len(found) == 1 and len(same) == 1 and not re.search(r"绩效", entry.heading):
            pairs.append((entry, found[0]))
    return pairs
