"""Which disclosures the picker offers: bundled, folders of the operator, pairs of files, unreadable ones."""

import pytest

from budget.catalogue import FOLDERS_VARIABLE, Entry, folder_entries, list_disclosures
from budget.disclosure import read_disclosure
from budget.errors import NotADisclosureError
from budget.models.serial import bytes_to_record, record_to_bytes

PAIRS = [("2134e39d", "899e13cf"), ("0dd40d6c", "fb470e0b")]


def test_the_bundled_disclosure_comes_first():
    first = list_disclosures()[0]
    assert (first.id, first.label) == ("changzhi-shangdang-2024", "长治市生态环境局上党分局 2024年预算")
    assert [path.name for path in first.paths] == ["disclosure.pdf"]


def test_a_named_folder_is_listed_with_its_unreadable_files(tmp_path, monkeypatch, bundled_text):
    (tmp_path / "copy.txt").write_bytes(bundled_text.read_bytes())
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "notes.docx").write_bytes(b"PK")
    monkeypatch.setenv(FOLDERS_VARIABLE, str(tmp_path))
    named = {entry.id: entry for entry in list_disclosures()[1:]}
    assert set(named) == {"copy", "broken"}
    assert named["copy"].error is None
    assert "broken.pdf" in named["broken"].error


def test_a_changed_file_is_read_anew(tmp_path, bundled_text):
    copy = tmp_path / "copy.txt"
    copy.write_text("还不是公开文件。", "utf-8")
    assert folder_entries(tmp_path)[0].error
    copy.write_bytes(bundled_text.read_bytes())
    assert folder_entries(tmp_path)[0].error is None


def test_an_entry_survives_being_written_as_a_line():
    entry = list_disclosures()[0]
    assert bytes_to_record(record_to_bytes(entry), Entry) == entry


def test_tables_and_prose_in_two_files_are_one_entry(real_folder):
    stems = [tuple(path.stem for path in entry.paths) for entry in folder_entries(real_folder)]
    assert [pair for pair in stems if len(pair) == 2] == sorted(PAIRS)


@pytest.mark.parametrize(("tables", "prose"), PAIRS)
def test_two_files_are_read_as_one(real_folder, tables, prose):
    disclosure = read_disclosure(real_folder / f"{tables}.pdf", real_folder / f"{prose}.pdf")
    assert len(disclosure.tables) == 15
    assert disclosure.sections
    assert {statement.place.file for section in disclosure.sections[-3:] for statement in section.statements} <= {1}


def test_files_of_two_bodies_are_not_one_disclosure(real_folder):
    with pytest.raises(NotADisclosureError, match="不是同一份公开"):
        read_disclosure(real_folder / "2134e39d.pdf", real_folder / "fb470e0b.pdf")
