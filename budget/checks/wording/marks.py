"""Slips of the pen: words of the template left standing, figures or signs missing, words and marks doubled."""

from __future__ import annotations

from collections.abc import Iterator

from budget.checks.engine import rule
from budget.checks.wording.passages import Passage, Where, disclosure_to_passages, one_finding
from budget.layout.vocabulary import patterns
from budget.models import CheckClass, Disclosure, Finding, Operand, say

WORDS = patterns("marks")


def _find(passages: list[Passage], name: str, before: int = 0, after: int = 0) -> list[Operand]:
    """Where an expression fits, told with so many characters before and after."""
    return [
        passage.operand(max(0, m.start() - before), min(len(passage.text), m.end() + after))
        for passage in passages
        for m in WORDS[name].finditer(passage.text)
    ]


@rule("wording_template", CheckClass.WORDING)
def wording_template(disclosure: Disclosure) -> Iterator[Finding]:
    """增加（减少） and XX of the template."""
    passages = disclosure_to_passages(disclosure, Where.PROSE, Where.NOTE)
    yield one_finding(passages, _find(passages, "residue"), say("wording.template"), say("wording.no_template"))


@rule("wording_missing_figure", CheckClass.WORDING)
def wording_missing_figure(disclosure: Disclosure) -> Iterator[Finding]:
    """ "支出预算支出万元": the figure is not there; "减少9.52，": the % sign is not there."""
    passages = disclosure_to_passages(disclosure, Where.PROSE, Where.NOTE)
    figures, percents = _find(passages, "missing_figure"), _find(passages, "missing_percent")
    yield one_finding(passages, figures, say("wording.no_figure"), say("wording.figures_given"))
    yield one_finding(passages, percents, say("wording.no_percent"), say("wording.percents_given"))
    targets = disclosure_to_passages(disclosure, Where.INDICATOR)
    if targets:
        found = _find(targets, "bare_percent")
        yield one_finding(targets, found, say("wording.bare_percent"), say("wording.no_bare_percent"))


@rule("wording_change_of_zero", CheckClass.WORDING)
def wording_change_of_zero(disclosure: Disclosure) -> Iterator[Finding]:
    """A change of 0 with a rate of change that is not 0."""
    passages = disclosure_to_passages(disclosure, Where.PROSE, Where.NOTE)
    found = _find(passages, "change_of_zero")
    yield one_finding(passages, found, say("wording.change_of_zero"), say("wording.no_change_of_zero"))


@rule("wording_doubled", CheckClass.WORDING)
def wording_doubled(disclosure: Disclosure) -> Iterator[Finding]:
    """及时及时, ，，."""
    passages = disclosure_to_passages(disclosure)
    prose = [p for p in passages if p.where is Where.PROSE and p.title]  # without heading: cells that were not read
    targets = disclosure_to_passages(disclosure, Where.INDICATOR)
    found = _find(prose, "doubled_word") + _find(targets, "doubled_target")
    yield one_finding(passages, found, say("wording.doubled_words"), say("wording.no_doubled_words"))
    marks = _find(prose, "doubled_mark", before=6, after=4)
    yield one_finding(passages, marks, say("wording.doubled_marks"), say("wording.no_doubled_marks"))
