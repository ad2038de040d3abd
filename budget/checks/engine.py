"""What a rule is: a named function over one disclosure that yields one finding for each obligation it looked at.

A rule yields something for every obligation, held or not: the ledger's denominator is what had to be checked,
so a figure that could not be read is `NOT_POSSIBLE`, never silence.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType

from budget.checks.outcome import not_applicable, not_possible
from budget.models import CheckClass, Disclosure, Finding, Message, rule_title, say

LOGGER = logging.getLogger("budget.checks")
RuleFunction = Callable[[Disclosure], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One obligation of a disclosure; the catalogue gives its title, the entry "rule.ID"."""

    rule_id: str
    check_class: CheckClass
    absent: tuple[Message, Message] | None
    """What the rule is about and why it does not apply, where the function finds nothing to look at."""
    function: RuleFunction

    def __call__(self, disclosure: Disclosure) -> Iterator[Finding]:
        """Run the rule; findings carry its id and class whatever the function wrote there."""
        found = None
        for found in self.function(disclosure):
            yield replace(found, rule=self.rule_id, check_class=self.check_class)
        if found is None and self.absent is not None:
            yield replace(not_applicable(*self.absent), rule=self.rule_id, check_class=self.check_class)


def rule(
    rule_id: str, check_class: CheckClass, absent: tuple[Message, Message] | None = None
) -> Callable[[RuleFunction], Rule]:
    """Make a rule of a function; the ledger asks every rule of the modules that it names."""
    return partial(Rule, rule_id, check_class, absent)


def rules_of(*modules: ModuleType) -> tuple[Rule, ...]:
    """The rules of these modules in the order in which they stand there."""
    return tuple(found for module in modules for found in vars(module).values() if isinstance(found, Rule))


def run_rule(rule: Rule, disclosure: Disclosure) -> Iterator[Finding]:
    """What the rule finds. One that breaks keeps what it found until then, and says that the rest is unchecked.

    A fault of ours in one rule must not take the whole ledger from the reader; it is logged with its traceback.
    """
    try:
        yield from rule(disclosure)
    except Exception:
        LOGGER.exception("rule %s broke on %s", rule.rule_id, disclosure.title)
        broken = not_possible(rule_title(rule.rule_id), say("outcome.our_fault"))
        yield replace(broken, rule=rule.rule_id, check_class=rule.check_class)
