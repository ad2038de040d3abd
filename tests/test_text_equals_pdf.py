"""The bundled disclosure, read as converted text and as typeset PDF: every cell of every frame is the same."""

import pytest

from budget.disclosure import read_disclosure
from budget.export.interchange import disclosure_to_interchange
from budget.frames import FRAMES, frames_of

PLACES = {"page", "line"}
"""Where a cell stands differs between the two by nature; nothing else may."""

OWN = {"tables": {"pages"}, "indicators": {"is_shifted"}}
"""The converted text lost the merged cells of the forms, so its rows stand shifted; the PDF prints them in place."""


@pytest.fixture(scope="module")
def text(bundled):
    return bundled


@pytest.fixture(scope="module")
def pdf(bundled_pdf):
    return read_disclosure(bundled_pdf)


@pytest.mark.parametrize("name", FRAMES)
def test_every_cell_is_equal(text, pdf, name):
    columns = [c.name for c in FRAMES[name].columns if c.name not in PLACES | OWN.get(name, set())]
    expected = frames_of(text)[name][columns].to_dict("records")
    found = frames_of(pdf)[name][columns].to_dict("records")
    different = [(a, b) for a, b in zip(expected, found, strict=False) if str(a) != str(b)]
    assert not different, (
        f"{len(different)} rows differ, the first:\n  text {different[0][0]}\n  pdf  {different[0][1]}"
    )
    assert len(found) == len(expected)


def test_the_exchange_form_is_equal(text, pdf):
    def tables(disclosure):
        form = disclosure_to_interchange(disclosure)
        keys = ("kind", "side", "title", "unit", "empty", "columns")
        rows = [[(r["code"], r["name"], r["values"]) for r in t["rows"]] for t in form["tables"]]
        return [[t.get(key) for key in keys] + [r] for t, r in zip(form["tables"], rows, strict=True)]

    assert tables(pdf) == tables(text)


def test_who_when_what_are_equal(text, pdf):
    facts = ("title", "department", "fiscal_year", "phase", "level")
    assert [getattr(pdf, f) for f in facts] == [getattr(text, f) for f in facts]


def test_nothing_is_left_unread(text, pdf):
    assert [str(u) for u in text.coverage.unread] == []
    assert [str(u) for u in pdf.coverage.unread] == []
    assert text.coverage.figures_printed == text.coverage.figures_read == pdf.coverage.figures_read
