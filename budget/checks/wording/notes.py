"""Notes of tables and dates of work: what they say against the table they stand under and the budget's year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budget.checks.engine import rule
from budget.checks.operands import words
from budget.checks.outcome import either, not_possible
from budget.checks.wording.passages import Passage, Where, disclosure_to_passages
from budget.layout.vocabulary import patterns
from budget.models import CheckClass, Disclosure, Finding, say
from budget.text import squeeze

WORDS = patterns("notes")


@rule("wording_note_year", CheckClass.WORDING)
def wording_note_year(disclosure: Disclosure) -> Iterator[Finding]:
    """A note under a table that speaks of another year: left from an earlier disclosure."""
    year = disclosure.fiscal_year
    for table in disclosure.tables:
        for note in table.notes:
            text = squeeze(note.text)
            found = WORDS["note_year"].search(text)
            if found is None or year is None:
                continue
            operand = (words(text, note.place, table=table.title),)
            other = say("wording.note_of_other_year", table=table.title, year=found["year"], own_year=year)
            own = say("wording.note_of_year", table=table.title, year=year)
            yield either(int(found["year"]) == year, own, other, operand)


@dataclass(frozen=True, slots=True)
class WorkDate:
    """A date of work in a project's form or description."""

    year: int
    text: str
    start: int


@rule("wording_work_date", CheckClass.WORDING)
def wording_work_date(disclosure: Disclosure) -> Iterator[Finding]:
    """Work whose last date lies before the budget year."""
    year = disclosure.fiscal_year
    passages = [p for p in disclosure_to_passages(disclosure) if _tells_work(p)]
    if year is None or not passages:
        if disclosure.project_forms:
            yield not_possible(say("wording.work_dates"), say("wording.no_plan"))
        return
    for key in dict.fromkeys(map(_project_of, passages)):
        dated = [(p, date) for p in passages if _project_of(p) == key for date in _work_dates(p)]
        if not dated:
            continue
        title = key[0]
        passage, last = max(dated, key=lambda pair: (pair[1].year, pair[1].start))
        operand = (passage.operand(last.start, last.start + len(last.text)),)
        label, in_year = passage.label or passage.title, say("wording.work_in_year", title=title, year=last.year)
        before = say("wording.work_before_year", title=title, label=label, date=last.text, year=year)
        yield either(last.year >= year, in_year, before, operand)


def _tells_work(passage: Passage) -> bool:
    if passage.where is Where.FORM:
        return bool(WORDS["work_fields"].search(passage.label))
    return passage.where is Where.PROSE and passage.title in ("实施周期", "项目实施周期", "实施时间")


def _project_of(passage: Passage) -> tuple[str, str]:
    return passage.title, passage.section.section_id if passage.section else ""


def _work_dates(passage: Passage) -> list[WorkDate]:
    """Dates of a plan; a general description tells history too, only the end of a period counts there."""
    if "概" not in passage.label:
        return passage_to_dates(passage.text)
    return _period_ends(passage.text)


def _period_ends(text: str) -> list[WorkDate]:
    return [WorkDate(int(end["year"]), end["end"], end.start("end")) for end in WORDS["range_end"].finditer(text)]


def passage_to_dates(text: str) -> list[WorkDate]:
    """Dates of work: a year with a month beside a word of doing, or the end of a period.

    >>> [date.year for date in passage_to_dates("项目实施时间为2023年5月至2023年12月，一、数据研判")]
    [2023, 2023]
    >>> [date.year for date in passage_to_dates("依据2022年3月印发的《管理办法》（环大气〔2022〕68号）")]
    []
    """
    dates = []
    for found in WORDS["date"].finditer(text):
        around = text[max(0, found.start() - 14) : found.end() + 24]
        if WORDS["work_words"].search(around) and not WORDS["basis"].search(around):
            dates.append(WorkDate(int(found["year"]), found[0], found.start()))
    known = {date.start for date in dates}
    dates.extend(end for end in _period_ends(text) if end.start not in known)
    return sorted(dates, key=lambda date: date.start)
