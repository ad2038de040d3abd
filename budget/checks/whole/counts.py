"""Numbers of forms and projects that the document claims against what it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from budget.checks.engine import rule
from budget.checks.operands import count_operand
from budget.checks.outcome import agreed, either, failed, finding, not_applicable, passed
from budget.layout.vocabulary import patterns
from budget.meaning.project_names import funded_projects, pair_projects
from budget.models import CheckClass, Disclosure, Finding, Message, Operand, Section, Status, TableKind, say
from budget.text import fold_label

WORDS = patterns("counts")


CHINESE_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


class Claim(NamedTuple):
    """A count stated in words: the number, the words, and the operand that links them."""

    number: int
    text: str
    operand: Operand


@rule("count.project_forms", CheckClass.COUNT)
def published_forms_counted(disclosure: Disclosure) -> Iterator[Finding]:
    """ "公开项目绩效目标10个" against the different project forms that are there; missing projects are named."""
    claim = find_claim(disclosure, WORDS["published_forms"])
    if claim is None:
        yield not_applicable(say("whole.published_forms"), say("whole.no_published_forms"))
        return
    counted = len({fold_label(form.name.text) for form in disclosure.project_forms})
    what = say("whole.forms_counted", claim=claim.text, count=counted)
    if counted == claim.number:
        yield passed(say("whole.counted", what=what), [claim.operand])
        return
    if counted == 0:
        told = say("whole.counted", what=what)
        yield finding(Status.NOT_POSSIBLE, told, [claim.operand], reason=say("whole.no_forms_read"))
        return
    lone = [pair.cell for pair in pair_projects(disclosure) if pair.form is None]
    gap, names = claim.number - counted, tuple(cell.row.name for cell in lone)
    told = say("whole.forms_lacking", what=what, gap=abs(gap), names=names)
    told = told if lone else say("whole.count_differs", what=what, gap=abs(gap))
    yield failed(told, [claim.operand, *(cell.operand() for cell in lone)], difference=Decimal(gap))


@rule("count.projects", CheckClass.COUNT)
def projects_counted(disclosure: Disclosure) -> Iterator[Finding]:
    """ "纳入绩效目标管理的二级项目10个" against the projects of this year's project table."""
    claim = find_claim(disclosure, WORDS["projects_under_targets"])
    listed = funded_projects(disclosure, TableKind.PROJECT_CURRENT)
    if claim is None or not listed:
        reason = say("whole.no_project_count") if claim is None else say("whole.no_project_table")
        yield not_applicable(say("whole.projects"), reason)
        return
    carried = funded_projects(disclosure, TableKind.PROJECT_CARRYOVER)
    what = say("whole.projects_counted", claim=claim.text, table=listed[0].table.title, count=len(listed))
    gap, is_right = claim.number - len(listed), claim.number <= len(listed) + len(carried)
    counted, differs = say("whole.counted", what=what), say("whole.count_differs", what=what, gap=gap)
    yield either(is_right, counted, differs, [claim.operand], Decimal(gap))


@rule("count.project_split", CheckClass.COUNT, absent=(say("whole.split"), say("whole.no_split")))
def split_adds_up(disclosure: Disclosure) -> Iterator[Finding]:
    """ "…10个。其中：其他运转类项目5个，特定目标类项目5个": the parts add up to the number before them."""
    for section in disclosure.sections:
        text = joined(section)
        for pattern in (WORDS["published_forms"], WORDS["projects_under_targets"]):
            for match in pattern.finditer(text):
                split = WORDS["split_counts"].search(text, match.end())
                if split is not None and split.start() - match.end() <= MAX_DISTANCE:
                    yield _split_finding(section, match, split)


MAX_DISTANCE = 60
"""Characters between a number and its split in the same sentence."""


@rule("count.grades", CheckClass.COUNT, absent=(say("whole.grades"), say("whole.no_grades")))
def grades_add_up(disclosure: Disclosure) -> Iterator[Finding]:
    """ "绩效自评的项目4个（其中，评级为“优”的项目4个；“良”的项目0个…）": the grades add up to the number."""
    for section in disclosure.sections:
        for match in WORDS["graded"].finditer(joined(section)):
            grades = [int(number) for number in WORDS["grade"].findall(match[2])]
            if len(grades) < 2:
                continue
            operands = [count_operand(section, match[0][:60], int(match[1]), match.start(1))]
            operands += [
                count_operand(section, grade[0], int(grade[1]), match.start(2) + grade.start(1))
                for grade in WORDS["grade"].finditer(match[2])
            ]
            what = say("whole.grades_counted", count=match[1], grades=tuple(grades))
            yield _sum_finding(what, int(match[1]), sum(grades), operands)


def _split_finding(section: Section, match: re.Match[str], split: re.Match[str]) -> Finding:
    total, parts = int(match[1]), [int(part) for part in split.groups()]
    operands = [count_operand(section, match[0], total, match.start(1))]
    operands += [count_operand(section, split[0], int(split[i]), split.start(i)) for i in (1, 2)]
    what = say("whole.split_counted", claim=match[0], running=parts[0], specific=parts[1])
    return _sum_finding(what, total, sum(parts), operands)


def _sum_finding(what: Message, total: int, added: int, operands: list[Operand]) -> Finding:
    differs = say("whole.sum_differs", what=what, sum=added)
    return agreed(total - added, say("whole.sum_agrees", what=what), differs, operands)


def find_claim(disclosure: Disclosure, pattern: re.Pattern[str]) -> Claim | None:
    """The first statement of that count in the prose; the pattern's first group is the number."""
    for section in disclosure.sections:
        match = pattern.search(joined(section))
        count = text_to_count(match[1]) if match else None
        if match and count is not None:
            return Claim(count, match[0], count_operand(section, match[0], count, match.start(1)))
    return None


def joined(section: Section, end: int | None = None) -> str:
    """The section's text (up to a character) without line breaks, so that a number broken by a line end is whole."""
    return section.text[:end].replace("\n", "")


def text_to_count(text: str) -> int | None:
    """A number in digits or Chinese numerals up to 99.

    >>> text_to_count("27"), text_to_count("十二"), text_to_count("二十"), text_to_count("两")
    (27, 12, 20, 2)
    """
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return CHINESE_DIGITS.get(text)
    return CHINESE_DIGITS.get(tens, 1) * 10 + CHINESE_DIGITS.get(ones, 0)
