"""Declared corrections and maskings are read as declared, or refused by name; and applied when a document is read."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from budget.citation import cite_cell
from budget.disclosure import read_disclosure
from budget.document import corrections
from budget.document.corrections import corrections_of, read_corrections
from budget.errors import BudgetError, MaskingError
from budget.export import describe, frame_to_csv
from budget.frames import frames_of
from budget.models import CorrectionKind, Disclosure
from budget.models.serial import bytes_to_record, record_to_bytes
from budget.views.book import Book
from budget.views.evidence import evidence_view
from budget.views.method import changes_table, unread_table

ENTRY = """
[[entry]]
kind = "correction"
locator = { page = 3, table = "表一" }
printed = "2O24"
used = "2024"
count = 1
reason = "字母O"
date = 2026-11-23
"""


def test_bundled_maskings_are_declared_without_what_they_hide() -> None:
    entries = corrections_of("changzhi-shangdang-2024")
    assert [(entry.kind, entry.locator["line"], entry.count) for entry in entries] == [
        (CorrectionKind.MASKING, "729", 2),
        (CorrectionKind.MASKING, "735", 4),
    ]
    assert all("不再重复" in entry.printed and entry.used == "×××" and entry.reason for entry in entries)


def test_entries_are_read_as_declared(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('document = "a"\n' + ENTRY, encoding="utf-8")
    (entry,) = read_corrections(tmp_path)
    assert (entry.kind, entry.printed, entry.used) == (CorrectionKind.CORRECTION, "2O24", "2024")
    assert (entry.locator, entry.date) == ({"page": "3", "table": "表一"}, datetime.date(2026, 11, 23))


def test_an_empty_folder_declares_nothing(tmp_path: Path) -> None:
    assert read_corrections(tmp_path) == ()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(ENTRY, "缺少 document", id="no_document"),
        pytest.param('document = "a"\n' + ENTRY.replace('reason = "字母O"\n', ""), "reason", id="no_reason"),
        pytest.param('document = "a"\n' + ENTRY.replace('"correction"', '"repair"'), "kind", id="unknown_kind"),
        pytest.param('document = "a"\n' + ENTRY + "page = 3\n", "多出或缺少：page", id="unknown_key"),
        pytest.param('document = "a\n', "不是可读的 TOML", id="no_toml"),
    ],
)
def test_wrong_declarations_are_named(tmp_path: Path, raw: str, expected: str) -> None:
    (tmp_path / "a.toml").write_text(raw, encoding="utf-8")
    with pytest.raises(BudgetError, match=r"^a\.toml") as caught:
        read_corrections(tmp_path)
    assert expected in str(caught.value)


# ---------------------------------------------------------------- applied

TEXT = """\
某市某局2024年部门预算公开
部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
211\t节能环保支出\t1O0.00\t40.00\t60.00
2110301\t大气\t100.00\t40.00\t60.00
\t合计\t1O0.00\t40.00\t60.00
一、支出情况说明
2024年支出预算1O0.00万元。
"""
Reader = Callable[..., Disclosure]


def correction(line: int, printed: str = "1O0.00", used: str = "100.00", count: int = 1, more: str = "") -> str:
    return f"""
[[entry]]
kind = "correction"
locator = {{ line = {line}{more} }}
printed = "{printed}"
used = "{used}"
count = {count}
reason = "转换时把0认作字母O"
date = 2026-11-23
"""


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Reads a small document for which these entries are declared."""
    declared, folder = tmp_path / "corrections", tmp_path / "small"
    declared.mkdir()
    folder.mkdir()
    monkeypatch.setattr(corrections, "CORRECTIONS_FOLDER", declared)

    def read_with(*entries: str, text: str = TEXT) -> Disclosure:
        (declared / "small.toml").write_text('document = "small"\n' + "".join(entries), encoding="utf-8")
        (folder / "meta.toml").write_text('id = "small"\n', encoding="utf-8")
        (folder / "disclosure.txt").write_text(text, encoding="utf-8")
        return read_disclosure(folder / "disclosure.txt")

    return read_with


def totals(disclosure: Disclosure) -> list[tuple[Decimal | None, str]]:
    return [(row.figures[0].value, row.figures[0].text) for row in disclosure.tables[0].rows]


def test_a_correction_replaces_what_is_printed_there_and_nothing_else(read: Reader):
    assert [value for value, _ in totals(read())] == [None, Decimal(100), None]
    disclosure = read(correction(5))
    assert totals(disclosure) == [(Decimal(100), "100.00"), (Decimal(100), "100.00"), (None, "1O0.00")]
    assert [(entry.is_applied, [place.line for place in entry.places]) for entry in disclosure.corrections] == [
        (True, [5])
    ]


def test_a_correction_reaches_the_prose(read: Reader):
    (section,) = [section for section in read(correction(9)).sections if section.statements]
    assert [statement.text for statement in section.statements] == ["100.00万元"]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        pytest.param(correction(5, printed="1OO.00"), "not printed there", id="not printed there"),
        pytest.param(correction(6), "another line", id="on another line"),
        pytest.param(correction(5, count=2), "printed once", id="fewer than declared"),
        pytest.param(correction(5, printed="0.00", used="1.00"), "in 40.00 and 60.00", id="part of longer numbers"),
        pytest.param(correction(5, more=', row = "合计"'), "row of another name", id="in another row"),
    ],
)
def test_what_is_no_longer_printed_is_not_replaced_and_the_reader_is_told(read: Reader, entry: str, why: str):
    disclosure = read(entry)
    assert totals(disclosure) == totals(read()), why
    disclosure = read(entry)
    assert [found.is_applied for found in disclosure.corrections] == [False]
    view = unread_table(Book(disclosure))
    assert view is not None
    told = [row.cells[2].text for row in view.rows if "声明" in row.cells[2].text]
    assert len(told) == 1
    assert "照原样显示" in told[0]
    assert "没有用上" in changes_table(Book(disclosure)).rows[0].cells[0].text
    assert describe(disclosure).corrections == ()


def test_a_correction_is_told_wherever_the_figure_is_shown(read: Reader):
    disclosure = read(correction(5))
    view = evidence_view(Book(disclosure), "expenditure_summary/0/0")
    assert view is not None
    said = dict(view.facts)
    assert "印刷的字符" not in said, "what is used is not what is printed"
    assert said["用作"] == "100.00"
    assert said["按声明更正"] == "原文印的是“1O0.00”，改用“100.00”：转换时把0认作字母O（2026-11-23 起）"
    other = evidence_view(Book(disclosure), "expenditure_summary/1/0")
    assert other is not None
    assert dict(other.facts)["印刷的字符"] == "100.00"
    citation = cite_cell(disclosure, "expenditure_summary/0/0", "", datetime.date(2026, 11, 24))
    assert citation is not None
    assert "原文印的是“1O0.00”" in citation.sentence
    cells = [cell.text for cell in changes_table(Book(disclosure)).rows[0].cells]
    assert cells[:5] == ["更正", "第5行", "1O0.00", "100.00", "1 处"]


def test_exports_carry_a_declared_correction(read: Reader):
    disclosure = read(correction(5))
    frame = frames_of(disclosure)["corrections"]
    assert frame[["kind", "printed", "used", "cell", "line"]].to_numpy().tolist() == [
        ["correction", "1O0.00", "100.00", "expenditure_summary/0/0", 5]
    ]
    head = frame_to_csv(frames_of(disclosure)["lines"], "lines", describe(disclosure))
    assert "# 更正：原文印的是“1O0.00”，改用“100.00”" in head
    assert bytes_to_record(record_to_bytes(disclosure), Disclosure) == disclosure


def test_a_correction_on_a_page_finds_its_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bundled_pdf: Path):
    """Page 9 of the bundled PDF, row 节能环保支出: the picture shows what is printed, the dialog says what is used."""
    declared, file = tmp_path / "corrections", tmp_path / "disclosure.pdf"
    declared.mkdir()
    monkeypatch.setattr(corrections, "CORRECTIONS_FOLDER", declared)
    shutil.copy(bundled_pdf, file)
    entry = correction(516, "2067.68", "2067.66", more=', page = 9, row = "节能环保支出"')
    digest = read_disclosure(file).document_id
    (declared / "a.toml").write_text(f'document = "{digest}"\n{entry}', encoding="utf-8")
    disclosure = read_disclosure(file)
    view = evidence_view(Book(disclosure), "expenditure_summary/11/0")
    assert view is not None
    assert (view.fact.yuan, dict(view.facts)["用作"]) == (Decimal("20676600"), "2067.66")
    assert frames_of(disclosure)["corrections"].cell.tolist() == ["expenditure_summary/11/0"]


def masking(line: int, count: int) -> str:
    return correction(line, "（姓名）", "×××", count).replace('"correction"', '"masking"')


HIDDEN = TEXT.replace("2024年支出预算1O0.00万元。", "发放×××、×××二人遗属补助1.00万元。")


def test_declared_maskings_are_found_as_masked(read: Reader):
    disclosure = read(masking(9, 2), text=HIDDEN)
    assert [entry.is_applied for entry in disclosure.corrections] == [True]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        pytest.param(masking(9, 2), HIDDEN.replace("×××、×××", "张某某、×××"), id="one name stands there"),
        pytest.param(masking(9, 3), HIDDEN, id="one more is declared"),
        pytest.param(masking(8, 2), HIDDEN, id="on another line"),
    ],
)
def test_a_document_that_hides_less_than_declared_is_not_opened(read: Reader, entry: str, text: str):
    with pytest.raises(MaskingError, match="可能露出姓名，所以不打开") as caught:
        read(entry, text=text)
    assert "\n" not in str(caught.value)
    assert "张" not in str(caught.value)


def test_what_is_declared_for_bundled_documents_holds(bundled: Disclosure, bundled_pdf: Path):
    for disclosure in (bundled, read_disclosure(bundled_pdf)):
        assert [entry.is_applied for entry in disclosure.corrections] == [True, True]
