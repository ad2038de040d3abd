"""A second language is one more folder of catalogues: checks and observations hold no sentences of their own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from budget.checks import check_disclosure
from budget.disclosure import read_disclosure
from budget.models import Disclosure, Finding, Message, Sayable, choice_to_message, rule_title
from budget.signals import observe
from budget.words import Language, fill, read_catalogue

ROOT = Path(__file__).parents[1]
BUNDLED = ROOT / "data/disclosures/changzhi-shangdang-2024/disclosure.pdf"
HAN = re.compile(r"[\u4e00-\u9fff]")
CHECK_FILES = [*sorted((ROOT / "budget/checks").rglob("*.py")), ROOT / "budget/signals.py"]
PLAIN_WORDS = re.compile(r"[\u4e00-\u9fff]+")


class PseudoLanguage(dict[str, str]):
    """A catalogue in which every entry is its id and its arguments: ⟦compare.passed {what}{amount}⟧."""

    def __init__(self, model: Mapping[str, str]) -> None:
        fields = {entry: dict.fromkeys(re.findall(r"\{(\w+)", sentence)) for entry, sentence in model.items()}
        super().__init__({entry: self._entry(entry, names) for entry, names in fields.items()})

    @staticmethod
    def _entry(entry: str, names: Mapping[str, None]) -> str:
        return f"⟦{HAN.sub('·', entry)} {''.join(f'{{{name}:|}}' for name in names)}⟧"


def printed_words(argument: Sayable) -> Iterator[str]:
    """The words of the document in an argument; numbers, amounts, places and closed sets are none."""
    if isinstance(argument, Message):
        for inner in argument.said.values():
            yield from printed_words(inner)
    elif type(argument) is tuple:
        for inner in argument:
            yield from printed_words(inner)
    elif type(argument) is str:
        yield argument


def messages_of(findings: tuple[Finding, ...]) -> Iterator[Message]:
    for finding in findings:
        yield from (rule_title(finding.rule), finding.sentence, choice_to_message(finding.status))
        yield choice_to_message(finding.check_class)
        if finding.reason is not None:
            yield finding.reason


def messages_of_signals(disclosure: Disclosure) -> Iterator[Message]:
    for signal in observe(disclosure):
        yield from (signal.sentence, signal.population, choice_to_message(signal.rule))
        yield from (evidence.label for evidence in signal.evidence)


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    return read_disclosure(BUNDLED)


@pytest.fixture(scope="module")
def messages(disclosure: Disclosure) -> tuple[Message, ...]:
    return (*messages_of(check_disclosure(disclosure)), *messages_of_signals(disclosure))


def test_in_another_language_nothing_is_chinese_but_what_the_document_prints(messages: tuple[Message, ...]):
    pseudo = PseudoLanguage(read_catalogue(Language.CHINESE))
    for message in messages:
        text = fill(message, pseudo)
        for words in sorted(printed_words(message), key=len, reverse=True):
            text = text.replace(words, "")
        assert not HAN.search(text), message


def test_printed_words_are_those_of_the_document(disclosure: Disclosure, messages: tuple[Message, ...]):
    text = document_text(disclosure)
    for message in messages:
        for words in printed_words(message):
            missing = [run for run in PLAIN_WORDS.findall(words) if not is_covered(run, text)]
            assert not missing, message


def document_text(disclosure: Disclosure) -> str:
    """All words of the document without what stands between them."""
    tables = (
        text
        for table in disclosure.tables
        for text in (
            table.title,
            *(part for path in table.columns for part in path),
            *(note.text for note in table.notes),
            *(label for row in table.rows for label in (row.name, *row.labels)),
        )
    )
    sections = (text for section in disclosure.sections for text in (section.heading, section.text))
    forms = [*disclosure.project_forms, *((disclosure.overall_form,) if disclosure.overall_form else ())]
    cells = (
        stated.text
        for form in forms
        for indicator in form.indicators
        for stated in (indicator.level3, indicator.target)
        if stated
    )
    fields = (text for form in forms for label, stated in form.fields.items() for text in (label, stated.text))
    names = (form.name.text for form in disclosure.project_forms)
    terms = (text for term in disclosure.glossary for text in (term.term, term.explanation))
    return "\n".join("".join(PLAIN_WORDS.findall(t)) for t in (*tables, *sections, *cells, *fields, *names, *terms))


def is_covered(run: str, text: str) -> bool:
    """Whether a run of words is made of pieces of the document: a group and its 小计 stand in two cells."""
    while run:
        length = next((n for n in range(len(run), 0, -1) if run[:n] in text), 0)
        if length < min(2, len(run)):
            return False
        run = run[length:]
    return True


# ---------------------------------------------------------------- the source

SEARCHES = {"compile", "search", "match", "fullmatch", "sub", "findall", "finditer", "split"}
"""Functions of `re`."""
TEXT_METHODS = {"count", "endswith", "find", "get", "index", "lstrip", "partition", "removeprefix", "removesuffix"}
TEXT_METHODS |= {"replace", "rfind", "rpartition", "rstrip", "startswith", "strip"}
LOOK_UPS = {"cells", "cells_named", "totals"}
"""Methods of the prose's index of cells: their words are those of rows and columns."""
PRINTED_NAMES = re.compile(r"[A-Z][A-Z0-9_]*")


def chinese_literals(path: Path) -> Iterator[ast.Constant]:
    """Chinese in code that is neither a docstring nor words to look for in the document."""
    tree = ast.parse(path.read_text("utf-8"))
    allowed = {id(node) for owner in ast.walk(tree) for node in allowed_below(owner)}
    for node in ast.walk(tree):
        is_chinese = isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value)
        if isinstance(node, ast.Constant) and is_chinese and id(node) not in allowed:
            yield node


def allowed_below(owner: ast.AST) -> Iterator[ast.AST]:
    """What may be Chinese: docstrings, words compared or looked for, constants (in capitals) of printed words."""
    match owner:
        case ast.Expr(value=ast.Constant() as docstring):
            yield docstring
        case ast.Call(func=ast.Attribute(attr=name)) if name in SEARCHES | TEXT_METHODS | LOOK_UPS:
            yield from ast.walk(owner)
        case ast.Compare() | ast.Subscript():
            yield from ast.walk(owner)
        case ast.Assign(targets=[ast.Name(id=name)]) if PRINTED_NAMES.fullmatch(name):
            yield from ast.walk(owner.value)


@pytest.mark.parametrize("path", CHECK_FILES, ids=lambda p: p.relative_to(ROOT / "budget").as_posix())
def test_checks_hold_no_sentences(path: Path):
    found = [f"{node.lineno}: {node.value}" for node in chinese_literals(path)]
    assert not found, "words that a reader sees stand in data/messages, words that are looked for in a constant"
