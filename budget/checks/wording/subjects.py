"""Names of budget subjects in the prose: other words than the table's, of an older list, without an amount, copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from budget.checks.engine import rule
from budget.checks.operands import words
from budget.checks.outcome import failed, finding, not_possible, passed
from budget.checks.prose.said import Said, disclosure_to_said, is_short_for
from budget.checks.prose.subjects import said_to_names
from budget.checks.prose.targets import CellIndex, disclosure_to_index, item_rows, same_name, similar_rows
from budget.checks.wording.passages import Passage, Where, line_place
from budget.classification import DEPARTMENTAL, FUNCTIONAL, load_subjects
from budget.layout.vocabulary import patterns
from budget.models import CheckClass, Disclosure, Finding, Message, Operand, StatementKind, Status, say
from budget.text import bare_name

WORDS = patterns("wording_subjects")


@rule("wording_subject_name", CheckClass.WORDING)
def wording_subject_name(disclosure: Disclosure) -> Iterator[Finding]:
    """Functional subjects: 其它/其他, another order of words, names shifted by a level, 款 marked （类）."""
    index = disclosure_to_index(disclosure)
    named = [(one, names) for one in disclosure_to_said(disclosure) if _is_item(one) and (names := said_to_names(one))]
    if not named:
        return
    if not index.items:
        yield not_possible(say("wording.subject_names"), say("wording.no_functional_table"))
        return
    wrong = [(one, text) for one, names in named if (text := _wrong_name(one, names, index))]
    marked = [one for one, names in named if _is_marked_wrong(names, index)]
    for one, text in wrong:
        yield failed(text, (_name_operand(one),))
    if marked:
        sections = tuple(dict.fromkeys((said_to_names(one) or ("",))[0] or "" for one in marked))
        operands = [_name_operand(one) for one in marked]
        told = say("wording.section_as_class", names=sections)
        yield finding(Status.FAILED, told, operands[:1], also_at=operands[1:])
    unknown = [one for one, names in named if not item_rows(index, names) and not _wrong_name(one, names, index)]
    if unknown:
        what = say("wording.unknown_names", count=len(unknown))
        yield not_possible(what, say("wording.nowhere_in_tables"), map(_name_operand, unknown))
    if not wrong and not marked and len(unknown) < len(named):
        yield passed(say("wording.names_agree", count=len(named) - len(unknown)))


def _is_item(said: Said) -> bool:
    return said.kind is StatementKind.AMOUNT and not said.is_detail and not said.is_reason


def _name_operand(said: Said) -> Operand:
    statement = said.statement
    return words(statement.subject, statement.place, table=said.section.heading)


def _wrong_name(said: Said, names: tuple[str | None, str | None, str], index: CellIndex) -> Message | None:
    """What is wrong with the name, None when nothing is or the table can't tell."""
    printed = names[2]
    rows = item_rows(index, names)
    if rows:
        is_other = "其它" in said.statement.subject and "其它" not in rows[0].row.name
        name = printed.replace("其他", "其它")  # as it is printed
        return say("wording.other_character", name=name, subject=rows[0].row.name) if is_other else None
    for similar in similar_rows(index, names, said.amount)[:1]:
        return say("wording.other_name", name=printed, subject=similar.row.name, code=similar.row.code or "")
    return None


def _is_marked_wrong(names: tuple[str | None, str | None, str], index: CellIndex) -> bool:
    """A （类） that is a 款 of the tables and no 类."""
    class_name = names[0]
    if not class_name:
        return False
    rows = [(row.code or "", bare_name(row.name)) for cells in index.tables for row in cells.table.rows if row.code]
    lengths = {len(code) for code, name in rows if len(code) in (3, 5) and same_name(name, class_name)}
    return lengths == {5}


@rule("wording_old_subject", CheckClass.WORDING)
def wording_old_subject(disclosure: Disclosure) -> Iterator[Finding]:
    """A functional subject under a name that was given up before the document's year (医疗卫生与计划生育支出)."""
    year = disclosure.fiscal_year
    if year is None:
        return
    old = _old_names(year)
    found: dict[str, list[Operand]] = {}
    for one in disclosure_to_said(disclosure):
        if one.kind is StatementKind.AMOUNT:
            for name in _subject_names(one):
                if name in old:
                    found.setdefault(name, []).append(_name_operand(one))
    for cells in disclosure_to_index(disclosure).tables:
        for row in cells.table.rows:
            if row.code and bare_name(row.name) in old:
                there = words(row.name, row.place, table=cells.table.title, row=row.code)
                found.setdefault(bare_name(row.name), []).append(there)
    for name, operands in found.items():
        told = say("wording.old_subject", name=name, since=old[name], year=year)
        yield finding(Status.FAILED, told, operands[:1], also_at=operands[1:])
    if not found:
        yield passed(say("wording.no_old_subjects"))


def _subject_names(said: Said) -> set[str]:
    return {part for part in re.split(r"\((?:类|款|项)\)|-", said.subject) if part}


def _old_names(year: int) -> dict[str, int]:
    """Name → the year from which its code surely has another; names that live on under another code left out."""
    subjects = load_subjects(FUNCTIONAL)
    living = {bare_name(s.name) for s in subjects if s.to_year is None or s.to_year >= year}
    renamed = {s.code for s in subjects if s.from_year is not None and s.is_sure}
    ended = [s for s in subjects if s.to_year is not None and s.to_year < year and s.code in renamed]
    gone = {bare_name(s.name): s.to_year + 1 for s in ended if s.to_year is not None}
    return {name: since for name, since in gone.items() if name not in living}


FEW_SUBJECTS = 3  # fewer rows than this are no table of economic subjects


@rule("wording_listed_subjects", CheckClass.WORDING)
def wording_listed_subjects(disclosure: Disclosure) -> Iterator[Finding]:
    """人员经费、公用经费“主要包括…” ↔ the rows of the table of economic subjects."""
    amounts = _economic_amounts(disclosure_to_index(disclosure))
    told: dict[tuple[str, ...], Finding] = {}
    for section in disclosure.sections:
        for found in WORDS["listed"].finditer(section.text):
            if len(amounts) < FEW_SUBJECTS:
                yield not_possible(say("wording.listed", what=found["what"]), say("wording.no_economic_table"))
                continue
            passage = Passage(Where.PROSE, section.text, section.place, section.heading, "", section)
            yield from _twice_listed(found, passage)
            empty = tuple(name for name in _names(found["list"]) if name and not _is_spent(name, amounts))
            judged = _list_finding(found, empty, passage)
            if empty and (found["what"], *empty) in told:  # the same list stands in two sections
                before = told[found["what"], *empty]
                told[found["what"], *empty] = replace(before, also_at=(*before.also_at, *judged.operands))
            elif empty:
                told[found["what"], *empty] = judged
            else:
                yield judged
    yield from told.values()


def _list_finding(found: re.Match[str], empty: tuple[str, ...], passage: Passage) -> Finding:
    if not empty:
        told = say("wording.all_listed_spent", title=passage.title, what=found["what"])
        return passed(told, (passage.operand(found.start("list"), found.end("list")),))
    place = line_place(passage.section, empty[0]) if passage.section else passage.place
    there = words("、".join(empty), place, table=passage.title)
    return failed(say("wording.listed_not_spent", title=passage.title, what=found["what"], names=empty), (there,))


def _twice_listed(found: re.Match[str], passage: Passage) -> Iterator[Finding]:
    names = _names(found["list"])
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        operand = passage.operand(found.start("list"), found.end("list"))
        told = say("wording.listed_twice", title=passage.title, what=found["what"], names=tuple(twice))
        yield failed(told, (operand,))


def _names(text: str) -> list[str]:
    flat = re.sub(r"等(?:支出|费用|方面)?$", "", bare_name(text))
    return [name.strip() for name in re.split(r"[、,，]|(?<=费)和(?=\S)", flat)]


def _is_spent(name: str, amounts: dict[str, bool]) -> bool:
    """Whether a row of that name prints an amount; a name that is part of a row's (or the row's of it) will do.

    Words that are no subject of the official list (社会保障缴费, 离退休费) tell of several rows and are left alone.
    """
    if name in amounts:
        return amounts[name]
    if name not in _official_subjects():
        return True
    alike = [has for row, has in amounts.items() if name in row or row in name or is_short_for(name, row)]
    return any(alike)


@lru_cache(maxsize=1)
def _official_subjects() -> frozenset[str]:
    return frozenset(bare_name(subject.name) for subject in load_subjects(DEPARTMENTAL))


def _economic_amounts(index: CellIndex) -> dict[str, bool]:
    """Economic subjects of the tables: bare name → whether an amount other than 0 is printed."""
    amounts: dict[str, bool] = {}
    for cells in index.tables:
        if cells.table.kind.value not in ("general_basic", "appropriation_basic"):
            continue
        for row in cells.table.rows:
            for name in {bare_name(row.name), *(bare_name(label) for label in row.labels)} - {""}:
                amounts[name] = amounts.get(name, False) or any(figure.value for figure in row.figures)
    return amounts


OWN_WORDS, OTHER_WORDS = 4, 3
"""A purpose told of an item shares so many characters in a row with its name; a copied one fewer than the second."""


@rule("wording_purpose", CheckClass.WORDING)
def wording_purpose(disclosure: Disclosure) -> Iterator[Finding]:
    """One purpose told of subjects of different 类, in the words of the first: copied from the item before."""
    for section in disclosure.sections:
        told: dict[str, re.Match[str]] = {}
        count = 0
        for paragraph in section.text.split("\n"):
            found, item = WORDS["purpose"].search(paragraph), WORDS["class_and_item"].search(paragraph)
            if found is None or item is None:
                continue
            count += 1
            before = told.setdefault(found["purpose"], item)
            if before["class"] != item["class"] and _is_copied(found["purpose"], before["item"], item["item"]):
                passage = Passage(Where.PROSE, paragraph, section.place, section.heading, "", section)
                operand = passage.operand(found.start("purpose"), found.end("purpose"))
                purpose, other = found["purpose"], before["item"]
                told_twice = say("wording.copied_purpose", subject=item[0], purpose=purpose, other=other)
                yield failed(told_twice, (operand,))
        if count > 1:
            yield passed(say("wording.purposes", heading=section.heading, count=count))


def _is_copied(purpose: str, first: str, second: str) -> bool:
    return _shared(purpose, first) >= OWN_WORDS and _shared(purpose, second) < OTHER_WORDS


def _shared(text: str, name: str) -> int:
    """The longest run of characters that both have."""
    return SequenceMatcher(None, text, name, autojunk=False).find_longest_match().size
