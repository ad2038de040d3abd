"""One printed digit changed at a time: does the ledger see it, and does it ever call the wrong figure right?

    python -m tools.seed DOCUMENT ... [--count N] [--seed N] [--show]

Changes figures of the records after reading (so reading is not tested): cells of tables whose sums were understood,
amounts and percentages of the prose, N of each kind and document, drawn by the seed. Each changed document's whole
ledger is asked. Figures that are accused as printed are not drawn.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from budget.amounts import text_to_amount
from budget.checks import check_disclosure
from budget.checks.merge import BOUNDS
from budget.disclosure import read_disclosure
from budget.errors import BudgetError
from budget.models import CellRef, Disclosure, Finding, ProseRef, Section, StatementKind, Status
from tools.judge import WORKERS, documents_in

NUMBER = re.compile(r"[0-9][0-9,，]*(?:\.[0-9]+)?")
Place = CellRef | ProseRef
HELD = (Status.PASSED, Status.ROUNDING)


class Target(StrEnum):
    """What is changed."""

    CELL = "cell"
    AMOUNT = "prose amount"
    PERCENT = "percentage"


class Outcome(StrEnum):
    """What the ledger says of the changed place."""

    FOUND = "found"
    CERTIFIED = "certified wrongly"
    WITHIN = "within tolerance"
    NOT_POSSIBLE = "not possible"
    NOT_COVERED = "not covered"


KINDS = {
    StatementKind.AMOUNT: Target.AMOUNT, StatementKind.CHANGE: Target.AMOUNT,
    StatementKind.SHARE_PCT: Target.PERCENT, StatementKind.CHANGE_PCT: Target.PERCENT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seeded:
    """One changed figure with what came of it."""

    document: str
    target: Target
    ref: Place
    printed: str
    changed: str
    outcome: Outcome
    rules: tuple[str, ...]
    """Those that pass on the changed figure, where they should not."""


# ---------------------------------------------------------------- changing


def seed_document(path: Path, count: int, seed: int) -> list[Seeded]:
    """`count` changes of each kind in one document; none where it can't be read."""
    try:
        disclosure = read_disclosure(path)
    except BudgetError:
        return []
    ledger = check_disclosure(disclosure)
    accused = {ref for finding in ledger if finding.status is Status.FAILED for ref in refs_of(finding)}
    chance = random.Random(f"{seed} {path.name}")
    seeded = []
    for target, places in places_of(disclosure, ledger).items():
        free = {ref: text for ref, text in places.items() if ref not in accused}
        for ref in chance.sample(sorted(free, key=str), min(count, len(free))):
            changed = change_digit(free[ref], chance)
            wrong = change_figure(disclosure, ref, changed)
            outcome, rules = judge(ledger, check_disclosure(wrong), ref)
            seeded.append(Seeded(path.name, target, ref, free[ref], changed, outcome, rules))
    return seeded


def places_of(disclosure: Disclosure, ledger: Sequence[Finding]) -> Mapping[Target, Mapping[Place, str]]:
    """Every figure that may be changed, as printed."""
    summed = {
        operand.cell.table_id
        for finding in ledger
        if finding.rule.startswith("arithmetic.") and finding.status in HELD
        for operand in finding.operands
        if operand.cell
    }
    places: dict[Target, dict[Place, str]] = {target: {} for target in Target}
    for table in (table for table in disclosure.tables if table.table_id in summed):
        for row_index, row in enumerate(table.rows):
            for column, figure in enumerate(row.figures):
                if figure.value is not None and figure.doubt is None and NUMBER.search(figure.text):
                    places[Target.CELL][table.ref(row_index, column)] = figure.text
    for said in (said for section in disclosure.sections for said in section.statements):
        if (target := KINDS.get(said.kind)) and NUMBER.search(said.text):
            places[target][said.ref] = said.text
    return places


def change_digit(text: str, chance: random.Random) -> str:
    """The text with one digit of its number changed; a number of several digits does not begin with 0.

    >>> change_digit("1,234.50万元", random.Random(1))
    '1,134.50万元'
    """
    number = NUMBER.search(text)
    if number is None:
        raise ValueError(text)
    places = [place for place in range(*number.span()) if text[place].isdigit()]
    place = chance.choice(places)
    lowest = 1 if place == places[0] and len(places) > 1 else 0
    digit = chance.choice([str(d) for d in range(lowest, 10) if str(d) != text[place]])
    return text[:place] + digit + text[place + 1 :]


def number_of(text: str) -> Decimal:
    """The number of a text, without its sign."""
    found = NUMBER.search(text)
    return Decimal(re.sub("[,，]", "", found[0])) if found else Decimal(0)


def change_figure(disclosure: Disclosure, ref: Place, text: str) -> Disclosure:
    """The disclosure with another figure at one place, as if it were printed so."""
    return change_cell(disclosure, ref, text) if isinstance(ref, CellRef) else change_statement(disclosure, ref, text)


def change_cell(disclosure: Disclosure, ref: CellRef, text: str) -> Disclosure:
    """The disclosure with another figure in one cell."""
    tables = list(disclosure.tables)
    index = next(i for i, table in enumerate(tables) if table.table_id == ref.table_id)
    rows = list(tables[index].rows)
    figures = list(rows[ref.row].figures)
    figures[ref.column] = replace(figures[ref.column], text=text, value=text_to_amount(text))
    rows[ref.row] = replace(rows[ref.row], figures=tuple(figures))
    tables[index] = replace(tables[index], rows=tuple(rows))
    return replace(disclosure, tables=tuple(tables))


def change_statement(disclosure: Disclosure, ref: ProseRef, text: str) -> Disclosure:
    """The disclosure with another figure in its prose, in the statement and in the words around it."""
    sections = tuple(
        _change_section(section, ref, text) if section.section_id == ref.section_id else section
        for section in disclosure.sections
    )
    return replace(disclosure, sections=sections)


def _change_section(section: Section, ref: ProseRef, text: str) -> Section:
    end = ref.start + len(text)
    old = section.text[ref.start : end]
    statements = tuple(
        replace(said, text=text, value=number_of(text)) if said.ref == ref else said for said in section.statements
    )
    clauses = tuple(replace(said, clause=said.clause.replace(old, text)) for said in statements)
    return replace(section, text=section.text[: ref.start] + text + section.text[end:], statements=clauses)


# ---------------------------------------------------------------- judging


def refs_of(finding: Finding) -> set[Place]:
    """The places that a finding cites."""
    refs = (operand.ref for operand in (*finding.operands, *finding.also_at))
    return {ref for ref in refs if isinstance(ref, CellRef | ProseRef)}


def judge(before: Sequence[Finding], after: Sequence[Finding], ref: Place) -> tuple[Outcome, tuple[str, ...]]:
    """What the ledger says of a changed place, and the rules that call the wrong figure right.

    An identity of the same places that held and still holds, by another difference, holds within its tolerance: a
    percentage does not feel a yuan. One that holds by the old difference did not look; one of other places was chosen
    because the wrong figure fits them.
    """
    differences = {_sides(finding): finding.difference for finding in before if finding.status in HELD}
    citing = [finding for finding in after if ref in refs_of(finding)]
    held = [f for f in citing if f.status in HELD and f.tolerance is not None and f.rule not in BOUNDS]
    felt = [f for f in held if differences.get(_sides(f), f.difference) != f.difference]
    wrong = tuple(finding.rule for finding in held if finding not in felt)
    if any(finding.status is Status.FAILED for finding in citing):
        return Outcome.FOUND, wrong
    if wrong:
        return Outcome.CERTIFIED, wrong
    if felt:
        return Outcome.WITHIN, ()
    if any(finding.status is Status.NOT_POSSIBLE for finding in citing):
        return Outcome.NOT_POSSIBLE, ()
    return Outcome.NOT_COVERED, ()


def _sides(finding: Finding) -> tuple[str, frozenset[Place]]:
    return finding.rule, frozenset(refs_of(finding))


# ---------------------------------------------------------------- the command


def report(seeded: Sequence[Seeded]) -> Iterator[str]:
    """What was changed, by what came of it."""
    yield f"{'changed':14}" + "".join(f"{outcome:>19}" for outcome in Outcome) + f"{'all':>7}{'found':>8}"
    for target in Target:
        outcomes = Counter(one.outcome for one in seeded if one.target is target)
        share = f"{outcomes[Outcome.FOUND] / outcomes.total():8.1%}" if outcomes else ""
        yield f"{target:14}" + "".join(f"{outcomes[o]:19}" for o in Outcome) + f"{outcomes.total():7}{share}"


def main() -> int:
    """Change, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m tools.seed", description="One digit changed at a time.")
    parser.add_argument("documents", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="every change that was not found")
    asked = parser.parse_args()
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        work = partial(seed_document, count=asked.count, seed=asked.seed)
        seeded = [one for document in pool.map(work, documents_in(asked.documents)) for one in document]
    if asked.show:
        for one in (one for one in seeded if one.outcome is not Outcome.FOUND):
            print(one.document, one.target, one.ref, one.printed, "→", one.changed, one.outcome, *one.rules)
    print(*report(seeded), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
