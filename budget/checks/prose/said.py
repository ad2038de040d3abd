"""Stated figures with what a check must know of them: their section, headings, bare subject, rounding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from budget.amounts import decimal_places
from budget.checks.operands import statement_operand
from budget.layout.vocabulary import patterns
from budget.models import (
    Disclosure,
    Message,
    Operand,
    Sayable,
    Section,
    Statement,
    StatementKind,
    once_per_disclosure,
    say,
)
from budget.text import bare_name

WORDS = patterns("said")
ACCOUNT_WORDS = WORDS["account_words"]

FEW_FIGURES = 10
"""Fewer figures than this do not show to how many places a prose prints."""
USUAL_PLACES = 2
"""万元 are usually printed to two places."""
NEAR = 200
"""So many figures back the words before a figure may refer."""
YUAN_FACTORS = {"元": 1, "千元": 1_000, "万元": 10_000, "万": 10_000, "亿元": 100_000_000}


@dataclass(frozen=True)
class Said:
    """One statement in its surroundings. `headings` are its section's and those above it, innermost first."""

    statement: Statement
    section: Section
    headings: tuple[str, ...]
    index: int
    """Which of the section's statements it is."""
    organisation: str
    fiscal_year: int | None
    usual_places: int = USUAL_PLACES

    def places_of(self, statement: Statement) -> int:
        """The decimal places a figure means: 万元 with fewer than its section usually prints have dropped zeros."""
        own = decimal_places(str(statement.value))
        is_exact = statement.unit_text in ("万元", "万") and "约" not in self.lead
        return max(own, self.usual_places) if is_exact else own

    def rounding_of(self, statement: Statement) -> Decimal:
        """Half a unit of the last place that a figure of this prose means, in yuan."""
        return Decimal(5).scaleb(-self.places_of(statement) - 1) * YUAN_FACTORS.get(statement.unit_text, 1)

    @property
    def before(self) -> tuple[Statement, ...]:
        """The section's statements before it (the nearest ones of a section that never ends)."""
        return self.section.statements[max(0, self.index - NEAR) : self.index]

    @property
    def kind(self) -> StatementKind:
        """What the figure says."""
        return self.statement.kind

    @cached_property
    def amount(self) -> Decimal:
        """The stated amount in yuan (in the printed number where the unit is no money)."""
        return to_yuan(self.statement)

    @property
    def changed(self) -> Statement | None:
        """What a change is said of: the last amount before it in just the words of its own subject."""
        before = (s for s in reversed(self.before) if s.kind is StatementKind.AMOUNT)
        return next((s for s in before if s.subject == self.statement.subject), None)

    @property
    def factor(self) -> int:
        """Yuan in one of the printed unit."""
        return YUAN_FACTORS.get(self.statement.unit_text, 1)

    @cached_property
    def places(self) -> int:
        """The decimal places it prints, with the zeros dropped where its section prints others to two."""
        texts = [str(s.value) for s in self.section.statements if s.unit_text == self.statement.unit_text and s.value]
        finest = sum(decimal_places(text) >= USUAL_PLACES for text in texts) * 4 >= len(texts) > 0
        own = decimal_places(str(self.statement.value))
        return max(own, USUAL_PLACES) if finest and "约" not in self.lead else own

    @cached_property
    def rounding(self) -> Decimal:
        """Half a unit of the last place, in yuan (or percent)."""
        return self.rounding_of(self.statement)

    @cached_property
    def subject(self) -> str:
        """The subject without year, white space, quotes and the publisher's own name."""
        return bare_subject(self.statement.subject, self.organisation)

    @cached_property
    def named(self) -> str:
        """What it is of: the subject, behind the heading where the subject says only that money is planned."""
        is_elided = WORDS["elided"].fullmatch(self.subject) and not self.is_of_whole
        return f"{bare_name(self.section.heading)}{self.subject}" if is_elided else self.subject

    @cached_property
    def is_of_whole(self) -> bool:
        """Whether its heading is one of the whole disclosure, and of no single matter or body in it.

        Under another one ("其他") it names the whole itself.
        """
        heading = bare_subject(self.section.heading, self.organisation)
        return bool(WORDS["whole_heading"].fullmatch(heading) or WORDS["own_words"].match(self.statement.subject))

    @cached_property
    def is_cut(self) -> bool:
        """Whether a count cuts its subject apart ("社工23名支出373.66万元")."""
        counts = (s.end for s in self.before[-1:] if s.kind is StatementKind.COUNT)
        return self.statement.start - len(self.lead) in counts and self.lead[:1] not in "、和及与（("

    @cached_property
    def is_bracketed(self) -> bool:
        """Whether it stands in brackets behind another figure: a part of that, or another year's."""
        text = self.section.text[: self.statement.start]
        return max(text.rfind("（"), text.rfind("(")) > max(text.rfind(mark) for mark in "）)\n")

    @cached_property
    def context(self) -> str:
        """Subject and headings in one text, for words that tell fund and stage."""
        return bare_name("|".join((self.subject, *self.headings)))

    @cached_property
    def is_detail(self) -> bool:
        """Whether it stands in the description of one project, in duties or terms."""
        return any(WORDS["detail_headings"].search(heading) for heading in self.headings)

    @cached_property
    def is_prior(self) -> bool:
        """Whether it is said of another year than the disclosure's."""
        if self.kind in (StatementKind.CHANGE, StatementKind.CHANGE_PCT):
            return False
        told = [{int(year[:4]) for year in WORDS["year"].findall(words)} for words in (self.lead, self.section.heading)]
        return bool(WORDS["prior"].search(self.lead)) or any(years and self.fiscal_year not in years for years in told)

    @cached_property
    def lead(self) -> str:
        """The words right before the figure: from the last mark or figure on."""
        text = self.section.text[: self.statement.start]
        after = max((s.end for s in self.before), default=0)
        return text[max(after, *(text.rfind(mark) + 1 for mark in "，,；;。：:\n")) :]

    @cached_property
    def is_reason(self) -> bool:
        """Whether it stands in the reason given for a change, not in what is told."""
        text = self.section.text[: self.statement.start]
        head = text[max(text.rfind(mark) + 1 for mark in "。；\n") :]
        return bool(re.search(r"原因|由于|是因|主要(?:是|系|因)", head))

    @cached_property
    def is_other_body(self) -> bool:
        """Whether paragraph or heading begins with the name of another body: a unit's own figures."""
        text = self.section.text
        start = text.rfind("\n", 0, self.statement.start) + 1
        beginnings = [
            bare_name(text[start : self.statement.start][:60]),
            *(bare_name(h).removeprefix("关于") for h in self.headings[:2]),
        ]
        bodies = [found[0] for one in beginnings if (found := WORDS["body"].match(one))]
        return any(not is_short_for(re.sub("[()]", "", body), bare_name(self.organisation)) for body in bodies)

    @property
    def is_three_public(self) -> bool:
        """Whether it stands in a section about “三公”经费."""
        return "三公" in "".join(self.headings) or _speaks_of_three_public(self.section.text)

    @property
    def heading(self) -> Sayable:
        """How sentences name its section."""
        return self.section.heading or say("prose.body")

    @property
    def told(self) -> Message:
        """How sentences begin: "“收入预算情况说明”说“一般公共预算拨款收入”531.13万元"."""
        return say("prose.told", heading=self.heading, subject=self.statement.subject, text=self.statement.text)

    @property
    def moved(self) -> Message:
        """How sentences of changes begin: "“机关运行经费”说“财政拨款预算”减少21.80%"."""
        heading, subject, text = self.heading, self.statement.subject, self.statement.text
        if not self.statement.direction:
            return say("prose.change", heading=heading, subject=subject, text=text)
        if self.statement.direction > 0:
            return say("prose.rise", heading=heading, subject=subject, text=text)
        return say("prose.fall", heading=heading, subject=subject, text=text)

    @property
    def figure(self) -> Message:
        """The figure as something to be checked: "“收入预算情况说明”中“一般公共预算拨款收入”531.13万元"."""
        return say("prose.figure", heading=self.heading, subject=self.statement.subject, text=self.statement.text)

    def operand(self) -> Operand:
        """The stated figure as one side of a finding."""
        return self.operand_of(self.statement)

    def operand_of(self, statement: Statement) -> Operand:
        """Another figure of its section as one side of a finding."""
        heading = " ".join(part for part in (self.section.number, self.section.heading) if part)
        return statement_operand(statement, heading)


@lru_cache(maxsize=256)
def _speaks_of_three_public(text: str) -> bool:
    return "三公" in text


def to_yuan(statement: Statement) -> Decimal:
    """The amount in yuan (the printed number where the unit is no money)."""
    return statement.value * YUAN_FACTORS.get(statement.unit_text, 1)


def bare_subject(subject: str, organisation: str) -> str:
    """The words a figure is said of, alone.

    >>> bare_subject("上海市某区财政局2024年度财政拨款收入支出总计", "上海市某区财政局")
    '财政拨款收入支出总计'
    >>> bare_subject("“一般公共服务支出（类）财政事务（款）行政运行（项）”科目", "")
    '一般公共服务支出(类)财政事务(款)行政运行(项)'
    """
    text = bare_name(subject)
    text = re.sub(r"科目$", "", text.strip("“”\"' 、，：:"))
    text = text.strip("“”")
    for _ in range(2):
        text = WORDS["year"].sub("", text)
        if organisation and text.startswith(bare_name(organisation)):
            text = text[len(bare_name(organisation)) :]
        text = WORDS["own_words"].sub("", text)
        text = re.sub(r"^(?:\(部门\)|\(本级\)|所属|下属|的|关于|度)", "", text)
    found = WORDS["organisation"].match(text)
    if found and organisation and is_short_for(found[0], bare_name(organisation)):
        text = WORDS["year"].sub("", text[found.end() :])
    return text


def is_short_for(name: str, full_name: str) -> bool:
    """Whether a name is the full one with characters left out ("省检察院" for 江苏省人民检察院).

    >>> is_short_for("省检察院", "江苏省人民检察院"), is_short_for("民政局", "财政局")
    (True, False)
    """
    characters = iter(full_name)
    return all(character in characters for character in name)


def usual_places(sections: Sequence[Section]) -> int | None:
    """The decimal places to which prose prints 万元; None where too few figures tell.

    A prose that drops trailing zeros (1463.8, 5533) still means two places when other figures print two; one whose
    figures all have one place, or none, is rounded to that.
    """
    amounts = [s for section in sections for s in section.statements if s.unit_text == "万元" and s.value]
    counts = [decimal_places(str(s.value)) for s in amounts]
    finest = sum(1 for count in counts if count >= USUAL_PLACES)
    if len(counts) < FEW_FIGURES:
        return None
    return USUAL_PLACES if finest * 4 >= len(counts) else max(set(counts), key=counts.count)


@once_per_disclosure
def disclosure_to_said(disclosure: Disclosure) -> tuple[Said, ...]:
    """Every stated figure of the prose, in order."""
    everywhere = usual_places(disclosure.sections)
    name, year = disclosure.department or "", disclosure.fiscal_year
    by_id = {section.section_id: section for section in disclosure.sections}
    said: list[Said] = []
    for section in disclosure.sections:
        headings, own = tuple(_headings(section, by_id)), usual_places((section,))
        usual = next((places for places in (own, everywhere) if places is not None), USUAL_PLACES)
        for index, statement in enumerate(section.statements):
            said.append(Said(statement, section, headings, index, name, year, usual))
    return tuple(said)


def _headings(section: Section, by_id: dict[str, Section]) -> Iterator[str]:
    section_id = section.section_id
    while section_id:
        if section_id in by_id:
            yield by_id[section_id].heading
        section_id = section_id.rpartition(".")[0]
