"""Notes of tables and dates of work: what they say against the table they stand under and the budget's year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from budget.checks.engine import rule
from budget.checks.operands import words
from budget.checks.outcome import failed, not_possible, passed
from budget.checks.wording.passages import Passage, Where, disclosure_to_passages
from budget.models import CheckClass, Disclosure, Finding, say
from budget.text import squeeze

NOTE_YEAR = re.compile(r"(?:本部门|本单位|^注[：:]?.{0,30}?)(?P<year>20\d\d)年(?:度)?[^比]{0,6}(?:无|没有|预算|决算)")


@rule("wording_note_year", CheckClass.WORDING)
def wording_note_year(disclosure: Disclosure) -> Iterator[Finding]:
    """A note under a table that speaks of another year: left from an earlier disclosure."""
    year = disclosure.fiscal_year
    for table in disclosure.tables:
        for note in table.notes:
            text = squeeze(note.text)
            found = NOTE_YEAR.search(text)
            if found is None or year is None:
                continue
            operand = (words(text, note.place, table=table.title),)
            if int(found["year"]) != year:
                told = say("wording.note_of_other_year", table=table.title, year=found["year"], own_year=year)
                yield failed(told, operand)
            else:
                yield passed(say("wording.note_of_year", table=table.title, year=year), operand)


DATE = re.compile(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?!底?以来)")
RANGE_END = re.compile(r"(?:至|到|—|－|-|~)\s*(?P<end>(?P<year>20\d\d)(?:年(?:\d{1,2}月|年?底|末)|\.\d{1,2}\.\d{1,2}))")
WORK_FIELDS = re.compile(r"实施计划|实施进度|进度安排|实施方案|项目概况|项目概述|实施周期")
WORK_WORDS = re.compile(r"时间|工期|开工|竣工|完工|实施|成立|启动|周期|完成|验收|期限|截止")
BASIS = re.compile(r"〔|［|\[|文件|通知|办法|意见|会议|纪要|号文|批复|规划（")


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
        if last.year < year:
            label = passage.label or passage.title
            told = say("wording.work_before_year", title=title, label=label, date=last.text, year=year)
            yield failed(told, operand)
        else:
            yield passed(say("wording.work_in_year", title=title, year=last.year), operand)


def _tells_work(passage: Passage) -> bool:
    if passage.where is Where.FORM:
        return bool(WORK_FIELDS.search(passage.label))
    return passage.where is Where.PROSE and passage.title in ("实施周期", "项目实施周期", "实施时间")


def _project_of(passage: Passage) -> tuple[str, str]:
    return passage.title, passage.section.section_id if passage.section else ""


def _work_dates(passage: Passage) -> list[WorkDate]:
    """Dates of a plan; a general description tells history too, only the end of a period counts there."""
    if "概" not in passage.label:
        return passage_to_dates(passage.text)
    return _period_ends(passage.text)


def _period_ends(text: str) -> list[WorkDate]:
    return [WorkDate(int(end["year"]), end["end"], end.start("end")) for end in RANGE_END.finditer(text)]


def passage_to_dates(text: str) -> list[WorkDate]:
    """Dates of work: a year with a month beside a word of doing, or the end of a period.

    >>> [date.year for date in passage_to_dates("项目实施时间为2023年5月至2023年12月，一、数据研判")]
    [2023, 2023]
    >>> [date.year for date in passage_to_dates("依据2022年3月印发的《管理办法》（环大气〔2022〕68号）")]
    []
    """
    dates = []
    for found in DATE.finditer(text):
        around = text[max(0, found.start() - 14) : found.end() + 24]
        if WORK_WORDS.search(around) and not BASIS.search(around):
            dates.append(WorkDate(int(found["year"]), found[0], found.start()))
    known = {date.start for date in dates}
    dates.extend(end for end in _period_ends(text) if end.start not in known)
    return sorted(dates, key=lambda date: date.start)
