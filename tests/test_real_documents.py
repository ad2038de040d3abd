"""Published documents of two provinces, cell by cell against their truth, by the customer's own scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from budget.disclosure import read_disclosure
from budget.export.interchange import disclosure_to_interchange

MIN_F1 = 0.995
MIN_F1_OF_A_DOCUMENT = 0.98
PROSE_ONLY_NAME = "fb470e0b"  # prints only its short name; the tables' file prints the full one
IDENTITY = ("fiscal_year", "doc_kind", "level", "department")


@pytest.fixture(scope="module")
def predicted(real_folder, tmp_path_factory):
    """The exchange form of every real document, in one folder."""
    folder = tmp_path_factory.mktemp("predicted")
    for pdf in sorted(real_folder.glob("*.pdf")):
        made = disclosure_to_interchange(read_disclosure(pdf))
        (folder / f"{pdf.stem}.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pairs(real_folder, predicted):
    """Truth and prediction of each document by its id."""
    return {
        truth.stem: (json.loads(truth.read_text("utf-8")), json.loads((predicted / truth.name).read_text("utf-8")))
        for truth in sorted(real_folder.glob("*.json"))
    }


@pytest.fixture(scope="module")
def scorer(real_folder):
    path = real_folder.parent / "tools" / "score_tables.py"
    if not path.is_file():
        pytest.skip("no ../shared/tools/score_tables.py")
    return path


def test_strict_f1_over_all_documents(scorer, real_folder, predicted):
    command = [sys.executable, str(scorer), str(real_folder), str(predicted), "--need", str(MIN_F1), "--show", "5"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_strict_f1_of_each_document(scorer, real_folder, predicted, pairs):
    for name, (truth, _) in pairs.items():
        if not truth["tables"]:
            continue
        need = str(MIN_F1_OF_A_DOCUMENT)
        command = [sys.executable, str(scorer), str(real_folder / f"{name}.json"), str(predicted / f"{name}.json")]
        done = subprocess.run([*command, "--need", need, "--show", "5"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_every_table_is_found_in_its_place(pairs):
    for name, (truth, found) in pairs.items():
        expected = [(t["kind"], t.get("side")) for t in truth["tables"]]
        assert [(t["kind"], t.get("side")) for t in found["tables"]] == expected, name


@pytest.mark.parametrize("key", ["unit", "pages", "empty", "columns"])
def test_heads_of_the_tables(pairs, key):
    wrong = Counter(
        f"{name} {t['kind']} {t.get('side')}: {t.get(key)} read as {f.get(key)}"
        for name, (truth, found) in pairs.items()
        for t, f in zip(truth["tables"], found["tables"], strict=True)
        if t["kind"] != "other" and (t.get(key) or None) != (f.get(key) or None)
    )
    assert not wrong


def test_rows_are_as_printed(pairs):
    """Codes, names and figures in printed order, blank rows too; empty tables may print no rows at all."""
    for name, (truth, found) in pairs.items():
        for t, f in zip(truth["tables"], found["tables"], strict=True):
            if t["kind"] == "other" or t.get("empty"):
                continue
            expected = [(r["code"], r["name"], r["values"]) for r in t["rows"]]
            assert [(r["code"], r["name"], r["values"]) for r in f["rows"]] == expected, (name, t["kind"])


@pytest.mark.parametrize("key", IDENTITY)
def test_identity(pairs, key):
    wrong = {
        name: (truth[key], found[key])
        for name, (truth, found) in pairs.items()
        if truth[key] != found[key] and not (key == "department" and name == PROSE_ONLY_NAME)
    }
    assert not wrong


def test_tables_in_one_file_and_prose_in_the_other(real_folder: Path, pairs):
    companions = [(name, truth["companion"]) for name, (truth, _) in pairs.items() if truth.get("companion") in pairs]
    tables_first = [(a, b) for a, b in companions if pairs[a][0]["tables"]]
    assert tables_first
    for tables, prose in tables_first:
        made = disclosure_to_interchange(read_disclosure(real_folder / f"{tables}.pdf", real_folder / f"{prose}.pdf"))
        assert made["department"] == pairs[tables][0]["department"]
        assert made["pages"] == pairs[tables][0]["pages"] + pairs[prose][0]["pages"]
        assert [t["kind"] for t in made["tables"]] == [t["kind"] for t in pairs[tables][1]["tables"]]
