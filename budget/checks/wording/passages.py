"""All words of a disclosure in passages: paragraphs of prose, cells of forms, notes of tables; each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from budget.checks.operands import PROJECT_FORM, words
from budget.checks.outcome import finding, not_possible
from budget.models import (
    Disclosure,
    Finding,
    FormPart,
    FormRef,
    Message,
    Operand,
    OverallForm,
    Place,
    ProjectForm,
    Ref,
    Section,
    Status,
    say,
)
from budget.text import squeeze

OVERALL_TITLE = "部门（单位）整体支出绩效目标申报表"
GOALS = {FormPart.GOAL_PERIOD: "实施期目标", FormPart.GOAL_YEAR: "年度目标"}


class Where(StrEnum):
    """What kind of text a passage is."""

    PROSE = "prose"
    FORM = "form"
    INDICATOR = "indicator"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text. `title`: heading of the section, form or table; `label` the field, `ref` its cell."""

    where: Where
    text: str
    place: Place
    title: str
    label: str = ""
    section: Section | None = None
    ref: Ref | None = None

    def operand(self, start: int, end: int) -> Operand:
        """The words at a place in it, with what stands around them."""
        place = line_place(self.section, self.text[start : start + 12]) if self.section else self.place
        return words(self.text[start:end], place, table=self.title, row=self.label, ref=self.ref)


def line_place(section: Section, snippet: str) -> Place:
    """The line on which a snippet begins; the section's place where it is cut by a line end."""
    head = squeeze(snippet)[:6]
    found = next((line for line in section.lines if head and head in squeeze(line.text)), None)
    return found.place if found else section.place


def disclosure_to_passages(disclosure: Disclosure, *kinds: Where) -> list[Passage]:
    """The passages of these kinds, all where none is named, prose first."""
    passages = (*_prose(disclosure), *_notes(disclosure), *_forms(disclosure))
    return [passage for passage in passages if passage.where in kinds or not kinds]


def _prose(disclosure: Disclosure) -> Iterator[Passage]:
    for section in disclosure.sections:
        for paragraph in section.text.split("\n"):
            if paragraph:
                yield Passage(Where.PROSE, paragraph, section.place, section.heading, "", section)


def _notes(disclosure: Disclosure) -> Iterator[Passage]:
    for table in disclosure.tables:
        yield from (Passage(Where.NOTE, note.text, note.place, table.title) for note in table.notes)


def _forms(disclosure: Disclosure) -> Iterator[Passage]:
    for form in disclosure.project_forms:
        title = f"{PROJECT_FORM}（{form.name.text}）"
        yield from _fields(form, title)
        for part, goal in ((FormPart.GOAL_PERIOD, form.goal_period), (FormPart.GOAL_YEAR, form.goal_year)):
            if goal:
                ref = FormRef(form.form_id, part)
                yield Passage(Where.FORM, goal.text, goal.place, title, GOALS[part], ref=ref)
        yield from _targets(form, title)
    if disclosure.overall_form:
        title = OVERALL_TITLE
        yield from (*_fields(disclosure.overall_form, title), *_targets(disclosure.overall_form, title))


def _fields(form: ProjectForm | OverallForm, title: str) -> Iterator[Passage]:
    for label, stated in form.fields.items():
        ref = FormRef(form.form_id, FormPart.FIELD, label)
        yield Passage(Where.FORM, stated.text, stated.place, title, label, ref=ref)


def _targets(form: ProjectForm | OverallForm, title: str) -> Iterator[Passage]:
    for index, indicator in enumerate(form.indicators):
        if indicator.target:
            name = indicator.level3.text if indicator.level3 else indicator.level2 or ""
            ref = FormRef(form.form_id, FormPart.INDICATOR, index)
            yield Passage(Where.INDICATOR, indicator.target.text, indicator.target.place, title, name, ref=ref)


def one_finding(passages: Sequence[Passage], found: Sequence[Operand], what: Message, good: Message) -> Finding:
    """One finding for all places of one kind of slip: failed with every place, passed where there is none."""
    if not passages:
        return not_possible(what, say("wording.no_text"))
    if not found:
        return finding(Status.PASSED, good)
    slips = tuple(dict.fromkeys(operand.text for operand in found[:6]))
    titles = tuple(dict.fromkeys(operand.table for operand in found if operand.table))[:4]
    places = tuple(say("wording.title", title=title) for title in titles)
    told = say("wording.slip", what=what, places=places, words=slips)
    if len(found) > 1:
        told = say("wording.slips", what=what, places=places, words=slips, count=len(found))
    return finding(Status.FAILED, told, found[:1], also_at=found[1:])
