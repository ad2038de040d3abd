"""The tables of the bundled disclosure, cell by cell, against the golden files that a person has read."""

from __future__ import annotations

import pytest

from tests.tables_golden import GOLDEN, main, read_tables

NAMES = sorted(file.stem for file in GOLDEN.glob("*.tsv"))


@pytest.fixture(scope="module")
def read():
    return read_tables()


@pytest.mark.parametrize("name", NAMES)
def test_table_is_as_its_golden(read, name):
    assert read[name] == (GOLDEN / f"{name}.tsv").read_text("utf-8")


def test_every_table_has_a_golden(read):
    assert sorted(read) == NAMES
    assert len(NAMES) == 16  # 13 tables, three of them printed in two halves


def test_the_command_does_not_overwrite_by_itself(capsys):
    before = {file.name: file.read_bytes() for file in GOLDEN.glob("*.tsv")}
    assert main([]) == 0
    assert capsys.readouterr().out.count("left alone") == len(before)
    assert {file.name: file.read_bytes() for file in GOLDEN.glob("*.tsv")} == before
