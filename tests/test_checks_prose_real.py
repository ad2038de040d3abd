"""Failed findings of prose and wording on real documents, as judged by eye; and the figures that the truth states."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.checks import RULES
from budget.checks.ledger import check_prose
from budget.disclosure import read_disclosure
from budget.models import Disclosure, Status

GOLDEN = Path(__file__).parent / "golden" / "prose"
COMPANIONS = {"2134e39d": "899e13cf", "0dd40d6c": "fb470e0b"}
"""Tables and prose published as two files."""
NAMES = sorted(path.stem for path in GOLDEN.glob("*.toml"))
FOUND_RECALL = 0.98
"""Share of the truth's figures that must be found with value, unit and page."""


@pytest.fixture(scope="module")
def read(bundled, request):
    """Read a document of the goldens once; the real ones only where they are there."""
    kept: dict[str, Disclosure] = {"bundled": bundled}

    def read_once(name: str) -> Disclosure:
        if name not in kept:
            folder = request.getfixturevalue("real_folder")
            files = [name, *([COMPANIONS[name]] if name in COMPANIONS else [])]
            kept[name] = read_disclosure(*(folder / f"{file}.pdf" for file in files))
        return kept[name]

    return read_once


def failed_findings(disclosure: Disclosure) -> Iterator[tuple[str, int | None, str, int]]:
    """Rule, page or line, first words and number of places of every failed finding."""
    for rule in RULES:
        for finding in rule(disclosure) if rule.rule_id.startswith(("prose_", "wording_")) else ():
            if finding.status is Status.FAILED:
                first = finding.operands[0]
                yield rule.rule_id, first.place.page or first.place.line, first.text[:24], 1 + len(finding.also_at)


@pytest.mark.parametrize("name", NAMES)
def test_failed_findings_are_those_judged_true_by_eye(name, read):
    golden = tomllib.loads((GOLDEN / f"{name}.toml").read_text("utf-8"))["finding"]
    judged = [(f["rule"], f.get("page", f.get("line")), f["text"], f["places"]) for f in golden]
    assert sorted(failed_findings(read(name))) == sorted(judged)
    assert all(finding["judged"] == "true" and finding["why"] for finding in golden)


def truth_figures(path: Path) -> Iterator[tuple[set[int], float, str]]:
    """Pages, value and unit of every figure that a truth file says the prose states."""
    for figure in json.loads(path.read_text("utf-8")).get("narrative_figures") or ():
        pages = set(figure.get("pages") or [figure["page"]])
        share = figure.get("type") == "share"
        value = figure.get("current_value", figure.get("value"))
        yield pages, value, "%" if share else figure["unit"]
        if figure.get("change") is not None:
            yield pages, figure["change"], figure["unit"]
        if figure.get("percent") is not None:
            yield pages, figure["percent"], "%"


def test_stated_figures_are_found(read, real_folder):
    """Value, unit and page (or the next, where a paragraph goes on) of the figures in the truth files."""
    total = found = 0
    for path in sorted(real_folder.glob("*.json")):
        figures = [figure for figure in truth_figures(path) if figure[1] is not None]
        name = next((table for table, text in COMPANIONS.items() if text == path.stem), path.stem)
        stated = [s for section in read(name).sections for s in section.statements] if figures else []
        for pages, value, unit in figures:
            total += 1
            found += any(
                abs(float(s.value)) == abs(value)
                and (s.unit_text.replace("（", "(").replace("）", ")") or "%")
                == unit.replace("（", "(").replace("）", ")")
                and s.place.page is not None
                and min(abs(s.place.page - page) for page in pages) <= 1
                for s in stated
            )
    assert total > 200
    assert found / total >= FOUND_RECALL


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_one_verdict(name, read):
    disclosure = read(name)
    statements = [s for section in disclosure.sections for s in section.statements]
    verdicts = check_prose(disclosure)
    assert [v.statement for v in verdicts] == statements
    tables = {table.table_id: table for table in disclosure.tables}
    for cell in (v.cell for v in verdicts if v.cell):
        assert tables[cell.table_id].rows[cell.row].figures[cell.column] is not None
