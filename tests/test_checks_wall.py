"""A rule that breaks takes nothing from the others: the reader is told, we find it in the log."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budget.checks import check_disclosure
from budget.checks import ledger as ledger_module
from budget.checks.outcome import passed
from budget.checks.prose import figures
from budget.models import Disclosure, Message, Status, rule_title, say
from budget.views.book import Book
from budget.views.ledger import finding_cards, open_ledger
from budget.words import message_to_text
from tests.builders import make_disclosure
from tests.checks_samples import subjects

RULE = next(rule for rule in ledger_module.RULES if rule.rule_id == "cross.basic")
TITLE = message_to_text(rule_title(RULE.rule_id))
HELD = passed(Message("tables.balance", (("table", "收支总表"),)))


def at_once(disclosure: Disclosure):
    raise KeyError(disclosure.title)


def later(disclosure: Disclosure):
    yield HELD
    yield HELD
    raise IndexError(disclosure.title)


@pytest.fixture
def disclosure() -> Disclosure:
    return make_disclosure(subjects("expenditure_summary", ("合计", "基本支出", "项目支出")))


@pytest.mark.parametrize(("breaks", "kept"), [(at_once, 0), (later, 2)], ids=["at once", "later"])
def test_a_broken_rule_keeps_what_it_found_and_the_ledger_its_other_rules(
    breaks, kept, disclosure, monkeypatch, caplog
):
    others = [finding for finding in check_disclosure(disclosure) if finding.rule != RULE.rule_id]
    rules = [replace(rule, function=breaks) if rule is RULE else rule for rule in ledger_module.RULES]
    monkeypatch.setattr(ledger_module, "RULES", rules)
    found = check_disclosure(disclosure)
    own = [finding for finding in found if finding.rule == RULE.rule_id]
    assert [finding.status for finding in own] == [*[Status.PASSED] * kept, Status.NOT_POSSIBLE]
    assert own[-1].check_class is RULE.check_class
    assert [finding for finding in found if finding.rule != RULE.rule_id] == others
    assert "rule cross.basic broke" in caplog.text
    assert "Traceback" in caplog.text
    caplog.clear()


def test_the_checks_page_shows_it(disclosure, monkeypatch, caplog):
    monkeypatch.setattr(ledger_module, "RULES", (replace(RULE, function=later),))
    book = Book(disclosure)
    (card,) = finding_cards(book, open_ledger(book), None, None, Status.NOT_POSSIBLE.value)
    assert (card.title, card.outcome, card.sentence) == (TITLE, "? 无法核对", f"{TITLE}：无法核对。")
    assert card.reason == "程序核对这一项时出了错。这是程序的问题，不是文件的问题"
    caplog.clear()


def test_prose_that_can_not_be_judged_leaves_a_ledger(disclosure, monkeypatch, caplog):
    def break_down(_: Disclosure):
        raise ZeroDivisionError

    monkeypatch.setattr(figures, "judge_figures", break_down)
    opened = open_ledger(Book(disclosure))
    assert opened.verdicts == ()
    broken = {finding.rule for finding in opened.findings if finding.reason == say("outcome.our_fault")}
    assert {"prose_amount", "prose_share"} <= broken
    assert "arithmetic.levels" in {finding.rule for finding in opened.findings} - broken
    caplog.clear()
