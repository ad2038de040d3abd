"""The box that is drawn holds the characters that are said to be printed there, read by another engine."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pdfplumber
import pytest

from budget.disclosure import read_disclosure
from budget.evidence import find_fact
from budget.evidence.spots import fact_spots
from tests.conftest import BUNDLED, REAL

CELLS, BLANKS, STATEMENTS = 50, 10, 20
SEED = 20_241
REACH = 0.5
"""Points by which a letter's middle may lie outside: engines place a glyph's box differently."""
LAST_LINE = 0.85  # of the height of a page
TABLES = ("5e900267", "2e3638c3", "26f01fb0", "3a85877f", "0bd164b5", "2134e39d", "0dd40d6c", "a530fab1")
"""One or two documents of each layout: a district's budgets and final accounts, a province's of four years."""


def squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


class Pages:
    """The letters of a document's pages, each page read once."""

    def __init__(self, path: Path) -> None:
        self.document = pdfplumber.open(path)
        self.known: dict[int, list[dict]] = {}

    def letters(self, number: int) -> list[dict]:
        if number not in self.known:
            page = self.document.pages[number - 1]
            self.known[number] = page.dedupe_chars().chars
            page.close()
        return self.known[number]

    def is_last_line(self, number: int, box: tuple[float, float, float, float]) -> bool:
        """A figure there may go on at the top of the next page."""
        return box[3] > LAST_LINE * float(self.document.pages[number - 1].height)

    def text_in(self, number: int, box: tuple[float, float, float, float]) -> str:
        left, top, right, bottom = box
        inside = [
            letter
            for letter in self.letters(number)
            if left - REACH <= (letter["x0"] + letter["x1"]) / 2 <= right + REACH
            and top - REACH <= (letter["top"] + letter["bottom"]) / 2 <= bottom + REACH
        ]
        return squeeze("".join(letter["text"] for letter in inside))


def sample(refs: list[str], count: int) -> list[str]:
    return random.Random(SEED).sample(refs, min(count, len(refs)))


def cell_refs(disclosure, *, is_blank: bool) -> list[str]:
    return [
        f"{table.table_id}/{i}/{j}"
        for table in disclosure.tables
        for i, row in enumerate(table.rows)
        for j, figure in enumerate(row.figures)
        if (figure.text == "") is is_blank and figure.place.box is not None
    ]


def misplaced(path: Path, refs: list[str], disclosure) -> list[str]:
    """What the box of a reference holds instead of what is said to be printed there."""
    pages, wrong = Pages(path), []
    for ref in refs:
        fact = find_fact(disclosure, ref)
        assert fact is not None and fact.place.page is not None and fact.place.box is not None, ref
        found = pages.text_in(fact.place.page, fact.place.box)
        if found != squeeze(fact.printed):
            wrong.append(f"{ref}: printed {fact.printed!r}, in the box {found!r}")
    return wrong


@pytest.fixture(scope="module", params=["bundled", *TABLES])
def opened(request) -> tuple[Path, object]:
    if request.param == "bundled":
        path = BUNDLED / "disclosure.pdf"
    elif REAL.is_dir():
        path = REAL / f"{request.param}.pdf"
    else:
        pytest.skip("no ../shared/real")
    return path, read_disclosure(path)


def test_the_box_of_a_cell_holds_its_characters(opened):
    path, disclosure = opened
    refs = sample(cell_refs(disclosure, is_blank=False), CELLS)
    assert len(refs) == CELLS
    assert misplaced(path, refs, disclosure) == []


def test_the_box_of_a_blank_cell_is_empty(opened):
    path, disclosure = opened
    assert misplaced(path, sample(cell_refs(disclosure, is_blank=True), BLANKS), disclosure) == []


def test_the_box_of_a_stated_figure_holds_it(opened):
    path, disclosure = opened
    stated = [statement for section in disclosure.sections for statement in section.statements]
    pages, wrong = Pages(path), []
    for ref in sample([str(s.ref) for s in stated if s.place.box is not None], STATEMENTS):
        fact = find_fact(disclosure, ref)
        found = "".join(pages.text_in(fact.place.page, box) for box in fact_spots(disclosure, fact))
        is_cut = pages.is_last_line(fact.place.page, fact.place.box) and squeeze(fact.printed).startswith(found or "?")
        if found != squeeze(fact.printed) and not is_cut:
            wrong.append(f"{ref}: printed {fact.printed!r}, in the box {found!r}")
    assert wrong == []
