"""The command line: what it writes, and one clear line with exit code 2 for everything it can't read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from budget.cli import app

ROOT = Path(__file__).resolve().parent.parent

BROKEN = [
    # name | content | words the line must contain
    ("missing.pdf", None, "打不开"),
    ("empty.pdf", b"", "空"),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PDF"),
    ("damaged.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog", "PDF"),
    ("letter.txt", "各位同事：\n下周一开会。\n".encode(), "没有找到预算或决算表格"),
]


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *arguments: runner.invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize(("name", "content", "words"), BROKEN, ids=[row[0] for row in BROKEN])
@pytest.mark.parametrize("command", ["parse", "check"])
def test_bad_input_gets_one_clear_line(run, tmp_path, command, name, content, words):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = run(command, path)
    assert result.exit_code == 2
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1
    assert name in lines[0]
    assert words in lines[0]
    assert "Traceback" not in result.output


def test_tables_as_printed(run, bundled_text, tmp_path):
    output = tmp_path / "tables.json"
    result = run("parse", bundled_text, "--format", "tables", "--output", output)
    assert result.exit_code == 0, result.output
    form = json.loads(output.read_text("utf-8"))
    assert (form["department"], form["fiscal_year"], form["doc_kind"]) == ("长治市生态环境局上党分局", 2024, "budget")
    halves = [table for table in form["tables"] if not table["kind"].startswith("performance")]
    assert len(halves) == 13 + 3  # three tables are printed side by side
    assert sum(table["empty"] for table in halves) == 3 + 1  # 国有资本 is empty on both sides


def test_frames_as_exact_decimals(run, bundled_text, tmp_path):
    output = tmp_path / "frames.json"
    assert run("parse", bundled_text, "--format", "frames", "--output", output).exit_code == 0
    frames = json.loads(output.read_text("utf-8"))
    carried = [row for row in frames["projects"] if row["vintage"] == "carryover_in"]
    assert [row["amount_yuan"] for row in carried] == ["6000000.0000", "10000000.0000", "220000.0000"]


def test_a_folder_goes_on_past_a_bad_file(bundled_text, tmp_path):
    """In a process of its own, as people run it: the workers of its pool import the main module anew."""
    (tmp_path / "a.txt").write_bytes(bundled_text.read_bytes())
    (tmp_path / "b.pdf").write_bytes(b"not a pdf")
    output = tmp_path / "out"
    command = [sys.executable, "-m", "budget", "parse", str(tmp_path), "--output", str(output)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert result.returncode == 1, result.stderr
    assert "没有读成" in result.stdout
    assert "a.txt" in result.stdout
    assert json.loads((output / "a.json").read_text("utf-8"))["fiscal_year"] == 2024


def test_strict_checking_tells_by_exit_code(run, bundled_text):
    assert run("check", bundled_text).exit_code == 0
    assert run("check", bundled_text, "--strict").exit_code == 1


def test_subjects_that_the_lists_lack(run, bundled_text, tmp_path):
    text = bundled_text.read_text("utf-8")
    changed = [("2110301\t大气", "2110366\t大气"), ("2110302\t水体", "2110302\t水体治理")]
    for old, new in changed:
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "a.txt").write_text(text, "utf-8")
    lines = run("subjects", tmp_path).stdout.splitlines()
    assert lines[0] == "code,name,fiscal_year,documents,place,standing,listed_name"
    assert "2110366,大气,2024,1,a.txt,unknown_code," in lines
    assert "2110302,水体治理,2024,1,a.txt,other_name,水体" in lines


def test_a_folder_that_is_none_gets_one_clear_line(run, tmp_path):
    result = run("subjects", tmp_path / "nowhere")
    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (2, 1)
