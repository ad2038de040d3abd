"""A rule that breaks takes nothing from the others: the reader is told, we find it in the log."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budget.checks import check_disclosure
from budget.checks import ledger as ledger_module
from budget.checks.engine import rule
from budget.checks.outcome import passed
from budget.checks.prose import rules as prose_rules
from budget.models import CheckClass, Disclosure, Status
from budget.views.book import Book
from budget.views.ledger import finding_cards, open_ledger
from tests.builders import make_disclosure
from tests.checks_samples import subjects

TITLE = "收入与支出相等"


@rule("cross.broken_at_once", CheckClass.CROSS_TABLE, title=TITLE)
def broken_at_once(disclosure: Disclosure):
    raise KeyError(disclosure.title)


@rule("cross.broken_later", CheckClass.CROSS_TABLE, title=TITLE)
def broken_later(disclosure: Disclosure):
    yield passed("第一处相等。")
    yield passed("第二处相等。")
    raise IndexError(disclosure.title)


@pytest.fixture
def disclosure() -> Disclosure:
    return make_disclosure(subjects("expenditure_summary", ("合计", "基本支出", "项目支出")))


@pytest.mark.parametrize(
    ("broken", "kept"), [(broken_at_once, []), (broken_later, [Status.PASSED, Status.PASSED])], ids=["at once", "later"]
)
def test_a_broken_rule_keeps_what_it_found_and_the_ledger_its_other_rules(
    broken, kept, disclosure, monkeypatch, caplog
):
    whole = check_disclosure(disclosure)
    half = len(ledger_module.RULES) // 2
    rules = (*ledger_module.RULES[:half], broken, *ledger_module.RULES[half:])
    monkeypatch.setattr(ledger_module, "RULES", rules)
    found = check_disclosure(disclosure)
    own = [finding for finding in found if finding.rule == broken.rule_id]
    assert [finding.status for finding in own] == [*kept, Status.NOT_POSSIBLE]
    assert own[-1].check_class is CheckClass.CROSS_TABLE
    assert [finding for finding in found if finding.rule != broken.rule_id] == list(whole)
    assert f"rule {broken.rule_id} broke" in caplog.text
    assert "Traceback" in caplog.text
    caplog.clear()


def test_the_checks_page_shows_it(disclosure, monkeypatch, caplog):
    of_project = next(one for one in ledger_module.RULES if one.rule_id == "cross.basic")
    monkeypatch.setattr(ledger_module, "RULES", (replace(of_project, function=broken_later.function),))
    book = Book(disclosure)
    cards = finding_cards(book, open_ledger(book), None, None, Status.NOT_POSSIBLE.value)
    assert [(card.title, card.outcome, card.sentence, card.reason) for card in cards] == [
        (
            of_project.title,
            "? 无法核对",
            f"{of_project.title}：无法核对。",
            "程序核对这一项时出了错。这是程序的问题，不是文件的问题",
        )
    ]
    caplog.clear()


def test_prose_that_can_not_be_judged_leaves_a_ledger(disclosure, monkeypatch, caplog):
    def break_down(_: Disclosure):
        raise ZeroDivisionError

    monkeypatch.setattr(prose_rules, "judge_figures", break_down)
    opened = open_ledger(Book(disclosure))
    assert opened.verdicts == ()
    broken = {finding.rule for finding in opened.findings if "程序的问题" in finding.reason}
    assert {"prose_amount", "prose_share"} <= broken
    assert "arithmetic.levels" in {finding.rule for finding in opened.findings} - broken
    caplog.clear()
