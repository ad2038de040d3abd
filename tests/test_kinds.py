"""One table of kinds: complete, checked when read, and enough for a kind that only has to be read and shown."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from budget.models import KIND_PATTERNS, KINDS, TableKind
from budget.models.kinds import KINDS_FILE, read_kinds
from tests.conftest import ROOT

FILE = KINDS_FILE.read_text("utf-8")
NEW_KIND = """
[[kind]]
id = "kind_of_a_test"
name = "试着加的表"
scope = "财政拨款"

[[title]]
kind = "kind_of_a_test"
patterns = ["政府购买服务"]

"""
AS_A_NEWCOMER_SEES_IT = """
import sys
from budget import read_disclosure
from budget.checks import check_disclosure
from budget.checks.tables.tie import missing
from budget.models import TableKind
from budget.views.book import Book
from budget.views.method import tables_table
from budget.views.printed import printed_table

disclosure = read_disclosure(sys.argv[1])
book, table = Book(disclosure), disclosure.tables[0]
assert (table.kind.value, len(table.rows), table.columns) == ("kind_of_a_test", 3, (("数量",), ("金额",))), table
assert table.kind is TableKind("kind_of_a_test")
assert any("试着加的表" in cell.text for row in tables_table(book).rows for cell in row.cells)
assert printed_table(book, table.table_id).provenance.scope == "财政拨款"
assert len(check_disclosure(disclosure)) > 20
other = read_disclosure(sys.argv[2])
assert len(list(missing(other, "购买服务", table.kind))) == 1
"""


@pytest.mark.parametrize("kind", TableKind)
def test_each_kind_is_complete(kind):
    assert KINDS[kind].id == kind.value
    assert KINDS[kind].name
    assert any(kind is named for words in KIND_PATTERNS.values() for named, _ in words)


def test_no_two_kinds_have_one_name():
    names = [facts.name for facts in KINDS.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "收入总表"\n', "", 'kind "revenue_summary": Object missing required field `name`'),
        ('name = "收入总表"', 'name = ""', 'kind "revenue_summary": Expected `str` of length >= 1 - at `$.name`'),
        ('scope = "财政拨款"', "scope = 3", 'kind "appropriation_summary": Expected `str`, got `int` - at `$.scope`'),
        ('sides = "always"', 'sides = "often"', "Invalid enum value 'often' - at `$.sides`"),
        ("has_total = true", "has_totals = true", "Object contains unknown field `has_totals`"),
        ("has_total = true", 'has_total = "yes"', "Expected `bool`, got `str` - at `$.has_total`"),
        ('id = "procurement"', 'id = "政府采购"', 'kind "政府采购": Expected `str` matching regex'),
        ('id = "procurement"', 'id = "procurements"', '[[title]] names the kind "procurement", which has no [[kind]]'),
        ('id = "procurement"', 'id = "operating_cost"', 'kind "operating_cost" is there twice'),
        ('patterns = ["三公",', 'all = ["三公",', '[[title]] of "three_public" has no patterns'),
        ('patterns = ["三公",', 'patterns = ["(三公",', '"(三公" is no regular expression'),
        ('name = "收入总表"', "name = 收入总表", "Invalid value"),
        ("# The kinds", '[[kind]]\nid = "lonely"\nname = "孤表"\nscope = ""\n\n#', 'kind "lonely" is named by no'),
    ],
)
def test_what_is_missing_is_said_in_one_line(old, new, told):
    assert old in FILE
    with pytest.raises(ValueError) as error:
        read_kinds(FILE.replace(old, new, 1))
    assert str(error.value).startswith("kinds.toml: ")
    assert told in str(error.value)
    assert "\n" not in str(error.value)


@pytest.fixture
def scratch(tmp_path) -> Path:
    """The program with its data but without its documents, to be changed at will."""
    shutil.copytree(ROOT / "budget", tmp_path / "budget", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("disclosures"))
    return tmp_path


def run(folder: Path, code: str, *arguments: Path) -> str:
    """What a program says that goes wrong; nothing where all goes well."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120).stderr


def test_a_new_kind_needs_its_entry_and_nothing_else(scratch, bundled_text):
    file = scratch / "data/layouts/kinds.toml"
    file.write_text(FILE.replace("\n[[title]]\n", f"{NEW_KIND}[[title]]\n", 1), "utf-8")
    document = scratch / "document.txt"
    document.write_text(
        "某某市档案局2024年部门预算\n2024年政府购买服务预算表\n部门名称：某某市档案局\t单位：万元\n"
        "采购项目\t采购目录\t数量\t金额\n合计\t\t3\t30.00\n档案整理\t其他服务\t1\t10.00\n档案数字化\t信息服务\t2\t20.00\n",
        "utf-8",
    )
    assert run(scratch, AS_A_NEWCOMER_SEES_IT, document, bundled_text) == ""


def test_a_kind_that_the_code_needs_must_be_there(scratch):
    file = scratch / "data/layouts/kinds.toml"
    file.write_text(FILE.replace('"procurement"', '"procurements"'), "utf-8")
    told = run(scratch, "import budget").strip().splitlines()[-1]
    assert told == 'ValueError: kinds.toml: there is no [[kind]] with id "procurement", which the code needs'
