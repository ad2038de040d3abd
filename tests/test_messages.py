"""What the code says and what the catalogues hold are the same entries with the same arguments."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

from budget import models
from budget.checks import RULES
from budget.models import choice_to_message, rule_title
from budget.search import HitKind
from budget.signals import Measured, SignalRule
from budget.words import Language, read_catalogue
from tests.conftest import ROOT

SOURCES = sorted((ROOT / "budget").rglob("*.py"))


def said_in(path: Path) -> Iterator[tuple[int, str | None, frozenset[str]]]:
    """Line, id and names of arguments of each call of `say`; id None where it is not written out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            names = frozenset(keyword.arg or "**" for keyword in node.keywords)
            for name in _ids(node.args[0]):
                yield node.lineno, name, names


def _ids(node: ast.expr) -> list[str | None]:
    """The ids an expression may be: one word, or one of two ("a.b" if … else "a.c")."""
    if isinstance(node, ast.IfExp):
        return [*_ids(node.body), *_ids(node.orelse)]
    return [node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None]


CALLS = [
    pytest.param(name, names, id=f"{path.relative_to(ROOT)}:{line} {name}")
    for path in SOURCES
    for line, name, names in said_in(path)
]


def arguments_of(sentence: str) -> frozenset[str]:
    return frozenset(field for _, field, _, _ in Formatter().parse(sentence) if field is not None)


def _choices_of_models() -> list[type[StrEnum]]:
    return [kind for kind in vars(models).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]


def named_entries() -> Iterator[str]:
    """The entries that are asked for by what they name: values of closed sets, and rules of the ledger."""
    for choices in (HitKind, Measured, SignalRule, *_choices_of_models()):
        for value in choices:
            yield choice_to_message(value).id
            yield from (f"{choices.__name__}.{value.value}", f"{choices.__name__}_explained.{value.value}")
    for rule in RULES:
        yield rule_title(rule.rule_id).id


@pytest.mark.parametrize(("name", "arguments"), CALLS)
def test_what_is_said_is_an_entry_with_exactly_its_arguments(name: str | None, arguments: frozenset[str]):
    assert name is not None, "the id of a message is written out where it is said"
    for language in Language:
        assert arguments_of(read_catalogue(language)[name]) == arguments


def test_every_entry_is_said_somewhere():
    said = {param.values[0] for param in CALLS}
    entries = {entry for language in Language for entry in read_catalogue(language)}
    assert sorted(entries - said - set(named_entries())) == []


def test_the_walk_sees_what_is_wrong(tmp_path: Path):
    """An id that is put together, and both of two."""
    source = tmp_path / "x.py"
    source.write_text('say(f"a.{b}")\nsay("a.b" if c else "a.d", e=1, **f)\n', "utf-8")
    assert list(said_in(source)) == [
        (1, None, frozenset()),
        (2, "a.b", frozenset({"e", "**"})),
        (2, "a.d", frozenset({"e", "**"})),
    ]
