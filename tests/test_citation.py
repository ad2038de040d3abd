"""Citations: a sentence with its place, a GB/T 7714 line, digest, link and date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from budget.citation import cite_cell, cite_words
from budget.models import Disclosure, DocumentFile, Place, TableRow
from tests.builders import make_disclosure, make_table

DAY = date(2026, 11, 23)
LINK = "http://127.0.0.1:8501/drill?cell=expenditure_summary/0/0"


def made(media: str) -> Disclosure:
    table = make_table(
        "expenditure_summary",
        ("合计", "资金/上年结转"),
        [("2110301", "大气", "-772.67", None), (None, "", "1.00", "2")],
        title="2024年预算支出总表",
    )
    table = replace(table, rows=tuple(_in_source(row, media) for row in table.rows))
    file = DocumentFile("a", "公开.pdf", "ab" * 32, media, 3)
    return replace(make_disclosure(table), files=(file,))


def _in_source(row: TableRow, media: str) -> TableRow:
    """The row on a page of a PDF, or on a line of a text."""
    place = Place(page=1) if media == "pdf" else Place(line=row.place.line)
    return replace(row, place=place, figures=tuple(replace(figure, place=place) for figure in row.figures))


SENTENCES = [
    ("pdf", 0, 0, "“大气”（2110301）的“合计”为 -772.67 万元（《2024年预算支出总表》第1页）。"),
    ("text", 0, 0, "“大气”（2110301）的“合计”为 -772.67 万元（《2024年预算支出总表》第0行）。"),
    ("pdf", 0, 1, "“大气”（2110301）的“资金·上年结转”是空白格（未安排，不是0）（《2024年预算支出总表》第1页）。"),
    ("pdf", 1, 0, "“合计”为 1.00 万元（《2024年预算支出总表》第1页）。"),
]


@pytest.mark.parametrize(("media", "row", "column", "said"), SENTENCES)
def test_the_sentence_says_figure_unit_and_place(media: str, row: int, column: int, said: str):
    citation = cite_cell(made(media), f"expenditure_summary/{row}/{column}", LINK, DAY)
    assert citation is not None
    assert citation.sentence == f"据某市生态环境局2024年预算公开，2024年预算支出总表中，{said}"


def test_the_reference_follows_the_standard():
    citation = cite_cell(made("pdf"), "expenditure_summary/0/0", LINK, DAY)
    assert citation is not None
    assert citation.reference == f"某市生态环境局. 2024年度部门预算公开[R/OL]. 2024: 1[2026-11-23]. {LINK}."


def test_the_pack_has_everything_a_reader_needs_to_check():
    citation = cite_words(made("pdf"), "上年结转占75.3%。", LINK, DAY, scope="全部收支")
    labels, said = zip(*citation.lines(), strict=True)
    assert list(labels) == ["引文", "参考文献", "文件", "发布者", "年度", "口径", "sha256", "链接", "访问日期"]
    for word in ("上年结转占75.3%。", "ab" * 32, "公开.pdf", LINK, "2026-11-23"):
        assert word in "".join(said)
    assert "。。" not in "".join(said)


def test_an_unknown_cell_has_no_citation():
    assert cite_cell(made("pdf"), "expenditure_summary/9/9", LINK, DAY) is None


def test_an_unprinted_year_is_said_to_be_unknown():
    citation = cite_words(replace(made("pdf"), fiscal_year=None), "共1万元", "", DAY)
    assert "[年份不详]" in citation.reference
    assert "None" not in str(citation.lines())
