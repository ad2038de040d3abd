"""The tables of every document of the project, cell by cell, against the golden files that a person has read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tables_golden import documents, golden_folder, main, read_tables

DOCUMENTS = documents()
SMALL = (
    "2024年部门预算\n收入总表\n部门名称：某某市档案局\t单位：万元\n"
    "科目编码\t科目名称\t合计\n\t合计\t1.00\n201\t一般公共服务支出\t1.00\n"
)


def goldens(folder: Path) -> dict[str, str]:
    return {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.tsv"))}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_tables_are_as_their_goldens(name):
    read, golden = read_tables(DOCUMENTS[name]), goldens(golden_folder(name))
    assert sorted(read) == sorted(golden)
    for table, text in golden.items():
        # line by line: a failure names the row
        assert read[table].splitlines() == text.splitlines(), f"{name}/{table}"


def test_every_golden_has_its_document():
    assert {folder.name for folder in golden_folder("").iterdir()} == DOCUMENTS.keys()
    assert len(goldens(golden_folder("changzhi-shangdang-2024"))) == 16  # 13 tables, three of them in two halves


@pytest.fixture
def project(tmp_path):
    """Another project with one document; the bundled ones are read by the tests above."""
    (tmp_path / "tests/documents").mkdir(parents=True)
    (tmp_path / "tests/documents/archive.txt").write_text(SMALL, "utf-8")
    return tmp_path


def test_the_command_writes_the_documents_it_is_given(project, capsys):
    document = project / "tests/documents/archive.txt"
    assert main([str(document)], project) == 0
    assert "archive/revenue_summary.tsv: written" in capsys.readouterr().out
    assert goldens(golden_folder("archive", project)) == read_tables(document)


def test_the_command_does_not_overwrite_by_itself(project, capsys):
    main([], project)
    file = golden_folder("archive", project) / "revenue_summary.tsv"
    file.write_text("judged\n", "utf-8")
    assert main([], project) == 0
    assert "left alone" in capsys.readouterr().out
    assert file.read_text("utf-8") == "judged\n"
    main(["--force"], project)
    assert file.read_text("utf-8") != "judged\n"


def test_the_command_says_where_a_document_must_stand(project, tmp_path, capsys):
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text(SMALL, "utf-8")
    assert main([str(elsewhere)], project) == 2
    assert "tests/documents/" in capsys.readouterr().out
    assert not golden_folder("archive", project).exists()
