"""The expressions that checks look for stand in prose.toml, each of them asked for by the module of its section."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from budget.layout.vocabulary import patterns
from budget.paths import DATA

SECTIONS = tomllib.loads((DATA / "layouts" / "prose.toml").read_text("utf-8"))
SOURCES = [path.read_text("utf-8") for path in Path("budget").rglob("*.py")]


def test_every_section_is_asked_for_and_every_expression_is_one():
    asked = {section for source in SOURCES for section in re.findall(r'patterns\("(\w+)"\)', source)}
    assert set(SECTIONS) <= asked
    assert all(patterns(section).keys() == SECTIONS[section].keys() for section in SECTIONS)


def test_modules_ask_for_the_expressions_of_their_section():
    for source in SOURCES:
        found = re.search(r'^WORDS\b.*? = patterns\("(\w+)"\)', source, re.MULTILINE)
        if found is not None:
            names = set(re.findall(r'WORDS\["(\w+)"\]', source))
            own = {name for name in SECTIONS[found[1]] if name.islower()}
            assert names <= own, found[1]
            assert {name for name in own if f'"{name}"' not in source} == set(), found[1]


def test_a_name_in_capitals_stands_for_its_expression():
    assert patterns("organisation")["counted_units"].search("本部门单位共3家，包括：甲、乙、丙。")
    assert not any("<NUMBER>" in one.pattern for one in patterns("organisation").values())
