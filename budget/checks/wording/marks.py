"""Slips of the pen: words of the template left standing, figures or signs missing, words and marks doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budget.checks.engine import rule
from budget.checks.wording.passages import Passage, Where, disclosure_to_passages, one_finding
from budget.models import CheckClass, Disclosure, Finding, Operand, say

RESIDUE = re.compile(
    r"(?:增加|增长|上升)[（(/](?:减少|下降|降低)[)）]?(?:0(?:\.0+)?(?:万?元|%))?"
    r"|(?:减少|下降|降低)[（(/](?:增加|增长|上升)[)）]?(?:0(?:\.0+)?(?:万?元|%))?"
    r"|(?:(?<![A-Za-z])[Xx]{2,4}|(?<!×)××(?!×))(?:年|万元|元|%|个|辆|局|部门|单位)"
)
"""Both words of a choice, or XX where a figure belongs. (××× alone is a masked name, see meta.toml.)"""
MISSING_FIGURE = re.compile(
    r"(?:支出|收入|预算|决算|金额|总额|资金|经费|增加|减少|总计|合计)为?(?:万元|亿元)(?![)）])"
    r"|(?:占|增长|下降|增加|减少)[%％](?!\d)"
)
MISSING_PERCENT = re.compile(r"(?:增长|下降|减少|增加)\d{1,3}\.\d{1,2}(?=[，。；])")
CHANGE_OF_ZERO = re.compile(r"(?<![（(/])(?:增加|增长|减少|下降)(?:了)?0(?:\.0+)?(?:万?元|%)(?!以)")
DOUBLED_WORD = re.compile(r"(?P<word>[\u4e00-\u9fff]{3,8})(?P=word)")
DOUBLED_TARGET = re.compile(r"(?P<word>[\u4e00-\u9fff]{2,4})(?P=word)")
DOUBLED_MARK = re.compile(
    r"(?<![，。；：、])(?:，，|。。|；；|：：|、、|，。|。，|、，|，、|；。|。；|、。|：。)(?![，。；：、])|的的(?!确)"
)
BARE_PERCENT = re.compile(r"[\u4e00-\u9fff]+[%％]")


def _find(passages: list[Passage], pattern: re.Pattern[str]) -> list[Operand]:
    return [passage.operand(m.start(), m.end()) for passage in passages for m in pattern.finditer(passage.text)]


@rule("wording_template", CheckClass.WORDING)
def wording_template(disclosure: Disclosure) -> Iterator[Finding]:
    """增加（减少） and XX of the template."""
    passages = disclosure_to_passages(disclosure, Where.PROSE, Where.NOTE)
    yield one_finding(passages, _find(passages, RESIDUE), say("wording.template"), say("wording.no_template"))


@rule("wording_missing_figure", CheckClass.WORDING)
def wording_missing_figure(disclosure: Disclosure) -> Iterator[Finding]:
    """ "支出预算支出万元": the figure is not there; "减少9.52，": the % sign is not there."""
    passages = disclosure_to_passages(disclosure, Where.PROSE, Where.NOTE)
    yield one_finding(passages, _find(passages, MISSING_FIGURE), say("wording.no_figure"), say("wording.figures_given"))
    percents = _find(passages, MISSING_PERCENT)
    yield one_finding(passages, percents, say("wording.no_percent"), say("wording.percents_given"))
    indicators = disclosure_to_passages(disclosure, Where.INDICATOR)
    if indicators:
        found = [p.operand(0, len(p.text)) for p in indicators if BARE_PERCENT.fullmatch(p.text.strip())]
        yield one_finding(indicators, found, say("wording.bare_percent"), say("wording.no_bare_percent"))


@rule("wording_change_of_zero", CheckClass.WORDING)
def wording_change_of_zero(disclosure: Disclosure) -> Iterator[Finding]:
    """A 0 that is said to have grown or fallen."""
    passages = disclosure_to_passages(disclosure, Where.PROSE, Where.NOTE)
    found = [
        p.operand(m.start(), m.end())
        for p in passages
        for m in CHANGE_OF_ZERO.finditer(p.text)
        if not RESIDUE.search(p.text[max(0, m.start() - 6) : m.end()])
    ]
    yield one_finding(passages, found, say("wording.change_of_zero"), say("wording.no_change_of_zero"))


@rule("wording_doubled", CheckClass.WORDING)
def wording_doubled(disclosure: Disclosure) -> Iterator[Finding]:
    """及时及时, ，，."""
    passages = disclosure_to_passages(disclosure)
    prose = disclosure_to_passages(disclosure, Where.PROSE)
    targets = disclosure_to_passages(disclosure, Where.INDICATOR)
    found = _find(prose, DOUBLED_WORD)
    found += [p.operand(0, len(p.text)) for p in targets if DOUBLED_TARGET.fullmatch(p.text.strip())]
    yield one_finding(passages, found, say("wording.doubled_words"), say("wording.no_doubled_words"))
    marks = [
        p.operand(max(0, m.start() - 6), min(len(p.text), m.end() + 4))
        for p in prose
        for m in DOUBLED_MARK.finditer(p.text)
    ]
    yield one_finding(passages, marks, say("wording.doubled_marks"), say("wording.no_doubled_marks"))
