"""Exports: the same numbers in every form, words that stay words, a package the validator accepts."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from budget.errors import BudgetError
from budget.export import (
    describe,
    disclosure_to_facts,
    disclosure_to_package_zip,
    disclosure_to_workbook,
    export_disclosure,
    frame_to_csv,
)
from budget.export.about import file_name
from budget.export.csv_files import guard_text, value_to_text
from budget.export.package import fiscal_rows
from budget.export.workbook import CELL_LENGTH, CUT_MARK, FIRST_ROW, HEADER_ROW, sheet_name
from budget.frames import FRAMES, frames_of
from budget.models import Disclosure, DocumentFile
from tests.builders import REAL, make_disclosure, make_section, make_table, truth_disclosure

HOSTILE = ('=HYPERLINK("x","y")', "+1+cmd", "@SUM(A1)", "-2+3", "\t=1", "＝1+1", " =1", "＠a")
FILES = (DocumentFile("a.pdf", "a.pdf", "ab" * 32, "pdf", 3),)


def hostile_disclosure() -> Disclosure:
    rows = [(f"21101{i:02}", name, "-12.50", "-12.50", None) for i, name in enumerate(HOSTILE, start=1)]
    table = make_table(
        "expenditure_summary", ("合计", "基本支出", "项目支出"), [*rows, (None, "合计", "0.00", "", "-")]
    )
    text = make_section("=cmd|'/C calc'!A0\n第二行", heading="=1+1")
    return replace(make_disclosure(table, sections=[text], department="=某局/办公室"), files=FILES)


@pytest.fixture(scope="module")
def hostile() -> Disclosure:
    return hostile_disclosure()


def documents() -> list[str]:
    return ["bundled", *sorted(path.stem for path in REAL.glob("*.json"))]


@pytest.fixture(scope="module", params=documents())
def disclosure(request: pytest.FixtureRequest) -> Disclosure:
    """The bundled disclosure and, where they are, the tables of the real ones."""
    if request.param == "bundled":
        return request.getfixturevalue("bundled")
    return replace(truth_disclosure(request.param), files=FILES)


GUARDED = [
    ("=1+1", "'=1+1"),
    ("+1+cmd", "'+1+cmd"),
    ("-2+3", "'-2+3"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("＝1+1", "'＝1+1"),
    (" =1", "' =1"),
    ("-12.50", "-12.50"),
    ("-1,234", "-1,234"),
    ("-5%", "-5%"),
    ("-", "-"),
    ("——", "——"),
    ("大气", "大气"),
]


@pytest.mark.parametrize(("raw", "expected"), GUARDED, ids=[repr(raw) for raw, _ in GUARDED])
def test_a_formula_becomes_words_and_a_number_stays_one(raw: str, expected: str):
    assert guard_text(raw) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("-125000.0000"), "-125000"),
        (Decimal("0.0000"), "0"),
        (Decimal("1E+3"), "1000"),
        (None, ""),
        (pd.NA, ""),
        (False, "false"),
        (7, "7"),
    ],
)
def test_a_cell_is_written_exactly(value, expected: str):
    assert value_to_text(value) == expected


def test_csv_files_hold_no_formula_and_read_back(hostile: Disclosure, tmp_path: Path):
    paths = export_disclosure(hostile, "csv", tmp_path)
    assert len(paths) == len(FRAMES) + 1
    for path in paths:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if guard_text(cell) != cell and not cell.startswith("# ")] == []
    lines = next(path for path in paths if "全部金额" in path.name)
    text = lines.read_text("utf-8-sig")
    head = [line for line in text.splitlines() if line.startswith("# ")]
    frame = pd.read_csv(io.StringIO(text), skiprows=len(head), dtype={"code": str})
    assert list(frame["amount_yuan"].dropna().unique()) == [-125000, 0]
    assert frame["amount_yuan"].isna().sum() == len(HOSTILE) + 2, "blanks stay blank"
    assert set(frame["code"].dropna()) == {f"21101{i:02}" for i in range(1, len(HOSTILE) + 1)}


def test_the_head_and_name_of_a_csv_say_what_it_is(hostile: Disclosure):
    about = describe(hostile)
    head = frame_to_csv(frames_of(hostile)["lines"], "lines", about).splitlines()
    said = "\n".join(line for line in head if line.startswith("# "))
    for word in ("2024年度部门预算公开", "2024 预算", "元", "口径", FILES[0].sha256, "不是实际花掉的钱"):
        assert word in said
    assert file_name(about, "lines", "csv") == "=某局_办公室_2024年预算_全部金额_单位元.csv"
    assert file_name(about, "glossary", "csv").endswith("_名词解释.csv"), "no unit where there is no money"


def workbook_sheets(content: bytes, engine: str) -> dict[str, pd.DataFrame]:
    book = pd.ExcelFile(io.BytesIO(content), engine=engine)
    return {str(name): book.parse(name, header=HEADER_ROW, dtype=object) for name in book.sheet_names}


@pytest.mark.parametrize("engine", ["calamine", "openpyxl"])
def test_the_workbook_reads_back_with_the_same_numbers(disclosure: Disclosure, engine: str):
    sheets = workbook_sheets(disclosure_to_workbook(disclosure), engine)
    for name, spec in FRAMES.items():
        frame, sheet = frames_of(disclosure)[name], sheets[sheet_name(name)]
        assert list(sheet.columns) == [column.heading for column in spec.columns]
        assert len(sheet) == len(frame)
        for column in (column for column in spec.columns if column.unit == "元"):
            read = [None if pd.isna(value) else float(value) for value in sheet[column.heading]]
            assert read == [None if pd.isna(value) else float(value) for value in frame[column.name]]


def test_the_workbook_holds_no_formula(hostile: Disclosure):
    content = disclosure_to_workbook(hostile)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    lines = workbook_sheets(content, "calamine")[sheet_name("lines")]
    assert set(HOSTILE) <= set(lines["科目或项目名称"]), "words as printed"
    assert {type(value) for value in lines["金额（元）"].dropna()} <= {int, float}


def test_the_first_sheet_says_what_it_is(bundled: Disclosure):
    sheet = pd.read_excel(io.BytesIO(disclosure_to_workbook(bundled)), sheet_name=0, header=None, engine="calamine")
    said = sheet.to_string()
    for word in ("长治市生态环境局上党分局", "2024", "预算", "元", bundled.files[0].sha256, "空白格不是0"):
        assert word in said
    assert FIRST_ROW > HEADER_ROW


def test_headings_of_a_sheet_are_different_from_each_other():
    for spec in FRAMES.values():
        labels = [column.heading for column in spec.columns]
        assert len(set(labels)) == len(labels), spec.name
    names = [sheet_name(name) for name in FRAMES]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 31


def test_the_package_is_valid(disclosure: Disclosure, tmp_path: Path):
    frictionless = pytest.importorskip("frictionless")
    export_disclosure(disclosure, "package", tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["type", "title", "note"])[:5] == []
    assert report.valid
    assert len(report.tasks) == len(FRAMES) + 1, "every file was looked at"


def test_the_archive_holds_the_same_package(bundled: Disclosure, tmp_path: Path):
    content = disclosure_to_package_zip(bundled)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    export_disclosure(bundled, "package", tmp_path)
    written = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert packed == written
    assert content == disclosure_to_package_zip(bundled)


def test_a_changed_file_makes_the_package_invalid(bundled: Disclosure, tmp_path: Path):
    frictionless = pytest.importorskip("frictionless")
    export_disclosure(bundled, "package", tmp_path)
    path = tmp_path / "data" / "lines.csv"
    path.write_text(path.read_text("utf-8").replace(",true,", ",vrai,", 1), encoding="utf-8", newline="")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_the_fiscal_table_sums_to_the_total_of_the_lowest_subjects(disclosure: Disclosure):
    rows = list(fiscal_rows(disclosure))
    subjects = frames_of(disclosure)["subjects"]
    if subjects.empty:
        assert rows == []
        return
    scope = next(s for s in ("all", "appropriation", "general_public") if s in set(subjects["scope"]))
    leaves = subjects[(subjects["scope"] == scope) & (subjects["row_role"] == "leaf")]
    total = sum(Decimal(0) if pd.isna(value) else value for value in leaves["total_yuan"])
    split = sum(Decimal(0) if pd.isna(row[-2]) else row[-2] for row in rows)
    # figures in 万元 are rounded one by one: each row may be half a last place off
    assert abs(split - total) <= Decimal(50) * (len(rows) + 1)


def test_keys_name_each_row_once(disclosure: Disclosure):
    for name, spec in FRAMES.items():
        assert not spec.key or not frames_of(disclosure)[name].duplicated(spec.primary_key).any(), name


def test_json_has_the_same_facts(disclosure: Disclosure, tmp_path: Path):
    (path,) = export_disclosure(disclosure, "json", tmp_path)
    read = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    amounts = [row["amount_yuan"] for row in read["frames"]["lines"]["rows"]]
    printed = [None if pd.isna(value) else value for value in frames_of(disclosure)["lines"]["amount_yuan"]]
    assert [None if value is None else Decimal(value) for value in amounts] == printed
    assert read["document"]["files"][0]["sha256"] == disclosure.files[0].sha256
    assert read["frames"].keys() == FRAMES.keys()


def test_catalogue_descriptions_name_publisher_year_and_files(bundled: Disclosure, tmp_path: Path):
    export_disclosure(bundled, "package", tmp_path)
    schema_org = json.loads((tmp_path / "schema.org.jsonld").read_text("utf-8"))
    dcat = json.loads((tmp_path / "dcat.jsonld").read_text("utf-8"))
    assert schema_org["@type"] == "Dataset"
    assert schema_org["publisher"]["name"] == dcat["dct:publisher"]["foaf:name"] == "长治市生态环境局上党分局"
    assert schema_org["temporalCoverage"].startswith("2024-01-01")
    for item in schema_org["distribution"]:
        assert (tmp_path / item["contentUrl"]).is_file()
    assert len(dcat["dcat:distribution"]) == len(schema_org["distribution"])


@pytest.mark.parametrize("to", ["csv", "xlsx", "package", "json"])
def test_an_empty_disclosure_exports(to: str, tmp_path: Path):
    empty = replace(make_disclosure(department=None, fiscal_year=None, phase=None, level=None), files=FILES)
    assert all(path.is_file() for path in export_disclosure(empty, to, tmp_path / "new"))


def test_an_unknown_form_is_refused(hostile: Disclosure, tmp_path: Path):
    with pytest.raises(BudgetError, match="csv、xlsx、package、json"):
        export_disclosure(hostile, "docx", tmp_path)


def test_a_folder_that_is_a_file_is_refused(hostile: Disclosure, tmp_path: Path):
    (tmp_path / "taken").write_text("x")
    with pytest.raises(BudgetError, match="写不进去"):
        export_disclosure(hostile, "csv", tmp_path / "taken")


def test_facts_keep_blank_and_zero_apart(hostile: Disclosure):
    rows = disclosure_to_facts(hostile)["frames"]["lines"]["rows"]
    total = [row for row in rows if row["name"] == "合计"]
    assert [(row["amount_yuan"], row["is_blank"]) for row in total] == [(0, False), (None, True), (None, True)]


def test_a_text_longer_than_a_cell_of_the_workbook_says_that_it_is_cut():
    disclosure = make_disclosure(sections=[make_section("长" * (CELL_LENGTH + 1))])
    sheets = workbook_sheets(disclosure_to_workbook(disclosure), "openpyxl").values()
    longest = max((str(cell) for sheet in sheets for cell in sheet.to_numpy().flat), key=len)
    assert (len(longest), longest.strip("长")) == (CELL_LENGTH, CUT_MARK)
