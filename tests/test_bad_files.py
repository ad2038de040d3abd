"""Files made to hurt, in ../shared/bad: what must happen with each stands in EXPECT.tsv there.

Whatever the class, reading ends within its time and memory, gives a disclosure or one line for the reader, and never
another exception. The handmade cases at the end hold without that folder.
"""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import time
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from budget.disclosure import read_disclosure
from budget.errors import BudgetError, DamagedDocumentError, NotADisclosureError
from budget.models import Disclosure, say
from budget.reading import read_pages
from budget.reading.pdfium.guard import inspect
from budget.reading.sandbox import read_in_child
from tests.handmade_pdf import join_objects, table, text, write_pdf
from tests.notices import said

BAD = Path(__file__).resolve().parents[2] / "shared" / "bad"
MAX_SECONDS = 20.0
MAX_MEMORY_KB = 2**20  # kilobytes: 1 GiB
MAX_LINE = 300


@dataclass(frozen=True)
class Outcome:
    """What came out, and after how many seconds."""

    disclosure: Disclosure | None
    error: BudgetError | None
    seconds: float


def expectations():
    """The rows of EXPECT.tsv; one row without a file where the folder is missing, so that the skip is seen."""
    if not BAD.is_dir():
        return [pytest.param(None, id="no ../shared/bad")]
    with (BAD / "EXPECT.tsv").open(encoding="utf-8") as stream:
        return [pytest.param(row, id=row["file"]) for row in csv.DictReader(stream, delimiter="\t")]


@pytest.fixture
def expected(request):
    """One row of EXPECT.tsv."""
    if request.param is None:
        pytest.skip("no ../shared/bad")
    return request.param


@cache
def read(name):
    start = time.monotonic()
    try:
        return Outcome(read_disclosure(BAD / name), None, time.monotonic() - start)
    except BudgetError as error:
        return Outcome(None, error, time.monotonic() - start)


def notices_of(disclosure):
    tables = disclosure.tables
    return [
        *disclosure.notices,
        *(notice for table in tables for notice in table.notices),
        *(notice for table in tables for row in table.rows for notice in row.notices),
        *(unread.reason for unread in disclosure.coverage.unread),
    ]


@pytest.mark.parametrize("expected", expectations(), indirect=True)
def test_a_bad_file_does_not_hurt(expected):
    name, outcome = expected["file"], read(expected["file"])
    assert outcome.seconds < MAX_SECONDS
    if outcome.error is not None:
        line = str(outcome.error)
        assert Path(name).name in line
        assert "\n" not in line
        assert len(line) < MAX_LINE
        assert "Traceback" not in line
    match expected["class"]:
        case "ERR":
            assert outcome.error is not None, "must be refused"
        case "WARN":
            assert outcome.error is not None or notices_of(outcome.disclosure), "must carry a notice"
        case "OK":
            assert outcome.error is None
        case "SAFE" if name.startswith("made/"):
            assert outcome.error is None


def test_memory_stays_within_its_limit():
    """After all files: the peak of this process, and that of the children that read the dangerous ones."""
    if not BAD.is_dir():
        pytest.skip("no ../shared/bad")
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        assert resource.getrusage(who).ru_maxrss < MAX_MEMORY_KB


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("made/enc_user_aes-256.pdf", "密码"),
        ("third/pypdf__encrypted-file.pdf", "密码"),
        ("made/scan_image_only.pdf", "没有文字层"),
        ("made/image_100k_x_100k.pdf", "没有文字层"),
        ("made/bomb_flate_1100m.pdf", "超过上限"),
        ("made/form_laughs_2pow30.pdf", "已停止读取"),  # by processor time, or by the clock on a busy machine
        ("made/heavy_grid_1000.pdf", "1000 rows x 1000 columns"),
        ("made/trunc_05_of_11.pdf", "不完整"),
    ],
)
def test_the_line_names_the_cause(name, words):
    if not BAD.is_dir():
        pytest.skip("no ../shared/bad")
    assert words in str(read(name).error)


@pytest.mark.parametrize(
    "name",
    [
        "made/spoof_double_printed.pdf",
        "made/sem_rotated_90.pdf",
        "made/active_names_js.pdf",
        "made/active_xfa_xxe.pdf",
        "made/spoof_invisible_text.pdf",
        "made/sem_table_over_two_pages.pdf",
    ],
)
def test_tricks_do_not_change_the_figures(name):
    """These are made from one disclosure in 元; the control prints it in 万元, so the sibling in 元 is compared."""
    if not BAD.is_dir():
        pytest.skip("no ../shared/bad")
    assert figures(read(name).disclosure) == figures(read("made/meta_title_script.pdf").disclosure)


def figures(disclosure):
    return [
        [(row.code, [figure.value for figure in row.figures]) for row in table.rows if row.figures]
        for table in disclosure.tables
    ]


def packed(data):
    return zlib.compress(data).decode("latin-1")


@pytest.mark.parametrize(
    ("change", "damage"),
    [
        pytest.param(lambda data: b"\r\n<html>" + data, "damage.head", id="junk before the header"),
        pytest.param(lambda data: data[:-40], "damage.end", id="tail cut off"),
        pytest.param(lambda data: data.replace(b"3 0 obj", b"7 0 obj", 1), "damage.index", id="index wrong"),
        pytest.param(lambda data: data + data, "damage.twice", id="two files joined"),
    ],
)
def test_damage_is_said(tmp_path, change, damage):
    data = write_pdf(tmp_path / "whole.pdf", table()).read_bytes()
    assert inspect(data).is_ordinary
    assert damage in [message.id for message in inspect(change(data)).damage]


def test_a_damaged_file_that_still_reads_warns_on_its_first_page(tmp_path):
    path = write_pdf(tmp_path / "t.pdf", table())
    path.write_bytes(path.read_bytes().replace(b"startxref\n", b"startxref\n9"))
    page = read_pages(path)[0]
    assert page.blocks
    assert "文件已损坏（对象索引的位置不对）" in said(page)[0]


@pytest.mark.parametrize(
    "objects",
    [
        pytest.param([f"<</Filter/FlateDecode/Length 9999>>stream\n{packed(bytes(3_000_000))}\nendstream"], id="bomb"),
        pytest.param(["<</Filter[/FlateDecode/FlateDecode]/Length 3>>stream\nabc\nendstream"], id="packed twice"),
        pytest.param(["<</Filter/LZWDecode/Length 3>>stream\nabc\nendstream"], id="odd packing"),
        pytest.param(["<</Type/XObject/Subtype/Form/Length 6>>stream\n/X Do \nendstream"], id="form in a form"),
        pytest.param([f"<</Contents[{'4 0 R ' * 99}]>>"], id="content in many parts"),
        pytest.param(["<</Encrypt 9 0 R>>"], id="encrypted"),
    ],
)
def test_a_risky_file_is_not_read_in_this_process(objects):
    data = join_objects(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>", *objects])
    assert inspect(data).risks


def test_a_child_reads_what_this_process_would(tmp_path):
    plain = write_pdf(tmp_path / "t.pdf", table() + text(50, 20, "below"), table())
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 6>>stream\n/X Do \nendstream"
    risky = write_pdf(tmp_path / "r.pdf", table() + text(50, 20, "below"), table(), extra=[form])
    assert not inspect(risky.read_bytes()).is_ordinary
    assert read_pages(risky) == read_pages(plain)


UNSAYABLE = '{"type":"Message","id":"no.such","arguments":[]}'
NOTICES = f'[{{"kind":"not_read","place":null,"message":{UNSAYABLE}}}]'
ANSWERS = [
    "",
    '{"pages":[[1]]}',
    '{"pages":[{"number":"__import__"}]}',
    f'{{"error":"NotADisclosureError","message":{UNSAYABLE}}}',
    f'{{"pages":[{{"number":1,"width":9,"height":9,"blocks":[],"notices":{NOTICES}}}]}}',
    '{"error":"NotADisclosureError","message":{"type":"Message","id":"pdf.empty","arguments":[]}}',
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_child_that_says_anything_else_is_an_error(tmp_path, monkeypatch, answer):
    said = subprocess.CompletedProcess([], 0, answer.encode(), b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: said)
    with pytest.raises(DamagedDocumentError, match="不成样子"):
        read_in_child(tmp_path / "a.pdf")


def test_what_a_child_could_not_read_comes_as_a_message(tmp_path):
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 6>>stream\n/X Do \nendstream"
    file = write_pdf(tmp_path / "r.pdf", "", extra=[form])
    assert not inspect(file.read_bytes()).is_ordinary
    with pytest.raises(NotADisclosureError) as caught:
        read_pages(file)
    assert caught.value.message == say("pdf.empty", name="r.pdf")
    assert str(caught.value) == "r.pdf：全文没有文字，也没有表格；请确认是不是要读的文件。"


def test_a_file_whose_name_is_no_text_gets_its_line(tmp_path):
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.pdf"))
    file.write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(DamagedDocumentError, match=r"^\?\.pdf：(?!.*超过上限)"):
        read_in_child(file)


def test_a_child_that_meets_a_limit_is_an_error_not_a_crash(tmp_path):
    content = zlib.compress(b"0 0 m 1 1 l S\n" * 20_000_000, 9).decode("latin-1")
    stream = f"<</Filter/FlateDecode/Length {len(content)}>>stream\n{content}\nendstream"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream]
    (tmp_path / "bomb.pdf").write_bytes(join_objects(objects))
    with pytest.raises(DamagedDocumentError, match=r"bomb\.pdf：文件异常，.*已停止读取"):
        read_pages(tmp_path / "bomb.pdf")


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        pytest.param("", NotADisclosureError, "全文没有文字", id="empty page"),
        pytest.param(
            "q 90 0 0 90 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q", NotADisclosureError, "第1页是扫描图片", id="scan"
        ),
    ],
)
def test_a_document_without_text_is_refused(tmp_path, content, kind, said):
    with pytest.raises(kind, match=said):
        read_pages(write_pdf(tmp_path / "t.pdf", content))
