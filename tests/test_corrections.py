"""Declared corrections and maskings are read as declared, or refused by name."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from budget.document.corrections import CorrectionKind, read_corrections
from budget.errors import BudgetError

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
    entries = [entry for entry in read_corrections() if entry.document_id == "changzhi-shangdang-2024"]
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
