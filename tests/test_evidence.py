"""References to facts, formulas over them, the lines around them, what is cut out and what is covered."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from budget.disclosure import read_disclosure
from budget.evidence import clip_fact, find_fact, near_lines, read_formula, whole_page
from budget.evidence import clips as clipping_rules
from budget.evidence.clips import fact_to_cutting
from budget.evidence.formulas import change_ref, diff_ref, is_formula, record_ref, share_ref, sum_ref
from budget.models import Disclosure, StatementKind, Unread, say
from budget.models.serial import bytes_to_record, record_to_bytes
from budget.reading.clipping import COVER, MARK
from budget.reading.pdfium.letters import text_to_page_number
from budget.views.book import Book
from budget.views.evidence import citation_lines, cite_fact, evidence_view, formula_view
from budget.views.money import DisplayUnit
from tests.conftest import BUNDLED
from tools.typeset.press import press

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def typeset():
    """The bundled document as its PDF, in which every fact has a page and a box."""
    return read_disclosure(BUNDLED / "disclosure.pdf")


CELLS = [
    # reference | row, column, printed, unit, yuan
    ("expenditure_summary/0/0", "合计", "2024年预算数 › 合计", "2153.13", "万元", 21_531_300),
    ("general_expenditure/12/1", "21101 环境保护管理事务", "2024年预算数 › 基本支出", "185.35", "万元", 1_853_500),
    ("revenue_expenditure_summary.expenditure/12/1", "十三、农林水支出", "支出 › 当年预算安排", "", "万元", None),
]


@pytest.mark.parametrize(("ref", "row", "column", "printed", "unit", "yuan"), CELLS, ids=[c[0] for c in CELLS])
def test_a_cell_says_what_is_printed_there(typeset, ref, row, column, printed, unit, yuan):
    fact = find_fact(typeset, ref)
    assert (fact.row, fact.column, fact.printed, fact.unit) == (row, column, printed, unit)
    assert fact.yuan == (None if yuan is None else Decimal(yuan))
    assert fact.place.box is not None


FORMS = [
    # reference | row, column, printed
    ("form:form-1:indicator:3", "产出指标 › 质量指标 › 规划编制完成率", "年度指标值", "100%"),
    ("form:form-1:goal_year", "总体目标", "年度", "完成《上党区农村生活污水治理专项规划\n（2020-2035年）》的编制"),
    ("form:form-1:funding:0", "实施期资金总额", "实施期", "150,000"),
]


@pytest.mark.parametrize(("ref", "row", "column", "printed"), FORMS, ids=[f[0] for f in FORMS])
def test_a_cell_of_a_form_says_what_is_printed_there(typeset, ref, row, column, printed):
    fact = find_fact(typeset, ref)
    assert fact.title.endswith("编制上党区农村生活污水治理专项规划（2020-2035年）经费")
    assert "".join(fact.row.split()) == "".join(row.split())
    assert (fact.column, "".join(fact.printed.split())) == (column, "".join(printed.split()))


LOST = [
    "nothing/0/0", "expenditure_summary/999/0", "expenditure_summary/0/99", "expenditure_summary/0", "", "/",
    "expenditure_summary/-1/0", "expenditure_summary/０/0", "prose:3.1:25", "prose:9.9:0", "prose:x",
    "form:form-99:name",
    "form:form-1:indicator:999", "form:form-1:indicator:", "form:form-1:__class__", "form:form-1:fields", "unread:0",
    "<script>",
]  # fmt: skip


@pytest.mark.parametrize("ref", LOST)
def test_a_reference_to_nothing_is_nothing(typeset, ref):
    assert find_fact(typeset, ref) is None


def test_every_stated_figure_and_every_cell_has_a_reference(typeset):
    refs = [str(s.ref) for section in typeset.sections for s in section.statements]
    refs += [
        f"{t.table_id}/{i}/{j}"
        for t in typeset.tables
        for i, row in enumerate(t.rows)
        for j, _ in enumerate(row.figures)
    ]
    assert [ref for ref in refs if find_fact(typeset, ref) is None] == []


def test_a_decrease_of_the_prose_is_negative(typeset):
    falls = [
        s for section in typeset.sections for s in section.statements
        if s.kind is StatementKind.CHANGE and s.direction == -1
    ]  # fmt: skip
    assert falls
    assert all(find_fact(typeset, str(s.ref)).yuan < 0 for s in falls)


WHOLE, BASIC, CURRENT = "expenditure_summary/0/0", "expenditure_summary/0/1", "general_expenditure/0/0"
FORMULAS = [
    # formula | value
    (f"share({BASIC},{WHOLE})", "11.51"),
    (f"diff({WHOLE},{BASIC})", "19053300.00"),
    (f"sum({BASIC},{BASIC})", "4956000.00"),
    (f"sum({BASIC},revenue_expenditure_summary.expenditure/12/1)", "2478000.00"),
    (f"change({CURRENT},{WHOLE})", "-75.33"),
    (f"share({BASIC},diff({WHOLE},{WHOLE}))", None),
    (f"change({BASIC},diff({BASIC},{WHOLE}))", None),
    (f"share({BASIC},revenue_expenditure_summary.expenditure/12/1)", None),
]


@pytest.mark.parametrize(("text", "value"), FORMULAS, ids=[f[0][:60] for f in FORMULAS])
def test_a_formula_is_worked_out_from_what_is_printed(typeset, text, value):
    made = read_formula(typeset, text)
    assert made is not None
    assert (None if made.value is None else f"{made.value:.2f}") == value


def test_last_year_follows_from_the_change_that_the_prose_states(typeset):
    changes = [s for section in typeset.sections for s in section.statements if s.kind is StatementKind.CHANGE]
    change = next(s for s in changes if s.text == "1345.43万元")
    made = read_formula(typeset, f"change({WHOLE},diff({WHOLE},{change.ref}))")
    assert f"{made.value:.2f}" == "166.58"


NO_FORMULA = [
    "", WHOLE, f"share({BASIC})", f"share({BASIC},{WHOLE},{WHOLE})", f"power({BASIC},{WHOLE})",
    f"share({BASIC},{WHOLE}",
    f"share({BASIC},{WHOLE}))", f"sum({BASIC},nothing/0/0)", "sum()", "sum(,)", "diff(" * 40, f"sum({WHOLE})x",
    "sum(" + ",".join([WHOLE] * 500) + ")", f"sum(sum(sum(sum(sum(sum({WHOLE}))))))",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_FORMULA, ids=range(len(NO_FORMULA)))
def test_what_is_no_formula_is_none(typeset, text):
    assert read_formula(typeset, text) is None


def test_formulas_are_written_only_where_every_operand_has_a_place():
    assert share_ref("a/0/1", None) is None
    assert diff_ref("a/0/1", "a/0/0") == "diff(a/0/1,a/0/0)"
    assert change_ref("a/0/1", diff_ref("a/0/1", "prose:1:2")) == "change(a/0/1,diff(a/0/1,prose:1:2))"
    assert sum_ref([]) is None
    assert sum_ref([f"a/{n}/0" for n in range(41)]) is None
    assert record_ref({"section_id": "3.1", "start": 24}) == "prose:3.1:24"
    assert record_ref(None) is None
    assert not is_formula("form:form-1:field:share(")


# ---------------------------------------------------------------- converted text


def test_the_line_of_a_cell_stands_with_its_neighbours_and_the_right_one_is_marked(bundled):
    table = next(t for t in bundled.tables if t.table_id == "expenditure_summary")
    column = next(j for j, figure in enumerate(table.rows[0].figures) if figure.text == "247.80")
    lines = near_lines(bundled, find_fact(bundled, f"expenditure_summary/0/{column}"))
    marked = [line for line in lines if line.marked is not None]
    assert len(lines) >= 4
    assert len(marked) == 1
    assert marked[0].cells[marked[0].marked] == "247.80"


def test_of_equal_figures_in_a_line_the_one_in_question_is_marked(bundled):
    """A row of income prints the same amount as 合计 and as 一般公共预算."""
    for table in bundled.tables:
        for i, row in enumerate(table.rows):
            texts = [figure.text for figure in row.figures]
            doubles = [j for j, text in enumerate(texts) if text and texts.count(text) == 2]
            if len(doubles) == 2 and all(
                row.figures[j].place.line == row.figures[doubles[0]].place.line for j in doubles
            ):
                at = [next(n for n in near_lines(bundled, find_fact(bundled, f"{table.table_id}/{i}/{j}"))
                           if n.marked is not None).marked for j in doubles]  # fmt: skip
                assert at[0] < at[1]
                return
    pytest.fail("no line prints a figure twice")


def test_equal_figures_of_other_lines_do_not_count(tmp_path):
    """收入 prints 5.00 a line above the two of 支出: of these the first is marked."""
    lines = (
        "部门收支总表", "单位：万元", "收入\t\t支出\t\t", "项目\t金额\t项目\t合计\t一般公共预算",
        "一、一般公共预算\t5.00\t一、教育支出\t4.00\t4.00", "二、事业收入\t4.00\t二、卫生健康支出\t5.00\t5.00",
        "收入总计\t9.00\t支出总计\t9.00\t9.00",
    )  # fmt: skip
    file = tmp_path / "预算.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    disclosure = read_disclosure(file)
    table = next(t for t in disclosure.tables if t.side == "expenditure")
    marked = [
        line.marked
        for column in (0, 1)
        for line in near_lines(disclosure, find_fact(disclosure, f"{table.table_id}/1/{column}"))
        if line.marked is not None
    ]
    assert marked == [3, 4]


def test_the_words_of_the_prose_are_marked_in_their_line(bundled):
    statement = next(s for section in bundled.sections for s in section.statements if s.text == "1,622.00万元")
    marked = next(n for n in near_lines(bundled, find_fact(bundled, str(statement.ref))) if n.marked is not None)
    start, end = marked.span
    assert marked.cells[marked.marked][start:end] == "1,622.00万元"


# ---------------------------------------------------------------- pictures


def pixels(clip) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(clip.png)).convert("RGB"))


def has_colour(picture: np.ndarray, colour: tuple[int, int, int]) -> bool:
    return bool((picture == np.array(colour)).all(axis=2).any())


@pytest.mark.parametrize("ref", ["general_expenditure/12/1", "prose:3.1:24", "form:form-1:indicator:3"])
@pytest.mark.parametrize("is_narrow", [False, True], ids=["wide", "narrow"])
def test_the_mark_is_on_the_picture(typeset, ref, is_narrow):
    clip = clip_fact(typeset, find_fact(typeset, ref), is_narrow=is_narrow)
    assert has_colour(pixels(clip), MARK)
    assert clip.size == (pixels(clip).shape[1], pixels(clip).shape[0])
    assert clip.size[0] < (1100 if is_narrow else 2000)


def test_the_whole_page_has_the_mark_too(typeset):
    assert has_colour(pixels(whole_page(typeset, find_fact(typeset, "general_expenditure/12/1"))), MARK)


def test_a_cell_of_a_second_page_stands_under_the_header_of_the_first(typeset):
    table = next(t for t in typeset.tables if len(t.pages) == 2 and t.table_id == "revenue_summary")
    row = next(i for i, r in enumerate(table.rows) if r.place.page == table.pages[1])
    cutting = fact_to_cutting(typeset, find_fact(typeset, f"revenue_summary/{row}/0"))
    assert [strip.page for strip in cutting.strips] == list(table.pages)


def test_columns_between_the_label_and_the_cell_are_left_out_on_a_phone(typeset):
    last = find_fact(typeset, "revenue_summary/20/6")
    cutting = fact_to_cutting(typeset, last)
    label, cell = cutting.narrow
    assert label[1] < cell[0]
    assert cell[0] <= last.place.box[0]
    assert cell[1] >= last.place.box[2]


def test_a_text_has_no_picture(bundled):
    assert clip_fact(bundled, find_fact(bundled, "expenditure_summary/0/0")) is None


NAMED = """
#text[甲县民政局2024年部门预算公开] \n\n #text[项目支出预算表] \n\n #text[单位：万元]

#table(columns: 2, [项目名称], [合计], [合计], [3.00], [发放张小某、李某某二人遗属补助], [1.00], [取暖], [2.00])
"""
NAMED_CELL, OTHER_CELL = "project_current/1/0", "project_current/2/0"


@pytest.fixture(scope="module")
def named(tmp_path_factory) -> Disclosure:
    """Two files that print the same: both name private persons in the same cell."""
    folder = tmp_path_factory.mktemp("named")
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(press(NAMED, name))
    return read_disclosure(folder / "a.pdf", folder / "b.pdf")


def piece(disclosure: Disclosure, ref: str, box) -> np.ndarray:
    """The pixels of a box on the picture of the fact's whole page, its edges left out."""
    clip = whole_page(disclosure, find_fact(disclosure, ref))
    left, top, right, bottom = (round(corner * clipping_rules.WHOLE_SCALE) for corner in box)
    return pixels(clip)[top + 3 : bottom - 3, left + 3 : right - 3]


def covered(disclosure: Disclosure, ref: str, box) -> bool:
    return bool((piece(disclosure, ref, box) == COVER).all())


SECOND = "project_current.2/1/0"


@pytest.mark.parametrize(("ref", "file"), [(NAMED_CELL, 0), (SECOND, 1)], ids=["first file", "second file"])
def test_what_was_masked_is_covered_in_the_picture(named, ref, file):
    (item,) = (item for item in named.masked if item.place.file == file)
    assert find_fact(named, ref).place.file == file
    assert covered(named, ref, item.place.box)
    assert has_colour(pixels(clip_fact(named, find_fact(named, ref))), COVER)
    assert has_colour(pixels(clip_fact(named, find_fact(named, ref), is_narrow=True)), COVER)
    only_there = replace(named, masked=(item,))
    elsewhere = NAMED_CELL if ref == SECOND else SECOND
    assert covered(only_there, ref, item.place.box) and not covered(only_there, elsewhere, item.place.box)


def test_only_what_was_masked_is_covered(named):
    free = replace(named, masked=())
    box = named.masked[0].place.box
    assert not has_colour(piece(free, NAMED_CELL, box), COVER)
    beside = find_fact(named, OTHER_CELL).row_place.box
    assert (piece(named, NAMED_CELL, beside) == piece(free, NAMED_CELL, beside)).all()


def test_a_disclosure_that_was_stored_and_read_back_covers_the_same(named):
    """Nothing but the record is asked: the file is not read again for its names."""
    stored = bytes_to_record(record_to_bytes(named), Disclosure)
    assert stored.masked == named.masked != ()
    assert covered(stored, SECOND, stored.masked[1].place.box)


def test_the_typeset_document_hides_nothing_more(typeset):
    """Its two masked places are masked in its text already: there is nothing under ×××."""
    assert typeset.masked == ()
    assert not has_colour(pixels(whole_page(typeset, find_fact(typeset, "general_expenditure/12/1"))), COVER)


FEET = [
    # foot of a page | printed number
    ("5\r\n据公开文本重新排版，非原件", "5"),
    ("、基本支出 12,308.48\r\n11", "11"),
    ("— 7 —", "7"),
    ("第 3 页 共 25 页", "3"),
    ("- 12 -", "12"),
    ("2024年度部门预算", None),
    ("12,308.48", None),
    ("", None),
]


@pytest.mark.parametrize(("foot", "number"), FEET, ids=[f[0][:12] or "empty" for f in FEET])
def test_the_printed_page_number_is_found_in_the_foot(foot, number):
    assert text_to_page_number(foot) == number


# ---------------------------------------------------------------- the dialog's words


def test_the_dialog_names_page_printed_page_and_what_the_pages_are(typeset):
    view = evidence_view(Book(typeset), "general_expenditure/12/1")
    assert view.figure == "185.35 万元"
    assert view.in_yuan == "= 1,853,500 元"
    assert view.place == "PDF 第12页（页脚印的页码是 9）"
    assert "重新排版" in view.caution


def test_a_blank_cell_is_said_to_be_blank(typeset):
    view = evidence_view(Book(typeset), "revenue_expenditure_summary.expenditure/12/1")
    assert view.figure == "（空白）"
    assert "不是 0" in view.in_yuan


def test_a_document_of_two_files_says_which(bundled):
    two = replace(bundled, files=(bundled.files[0], replace(bundled.files[0], name="说明.txt")))
    assert evidence_view(Book(two), "expenditure_summary/0/0").place.startswith("disclosure.txt 文本第")


def test_a_formula_shows_its_steps_in_order(typeset):
    view = formula_view(Book(typeset), f"share({BASIC},diff({WHOLE},{BASIC}))", DisplayUnit.TEN_THOUSAND)
    assert view.result == "13.01%"
    assert [(operand.depth, operand.sign, bool(operand.ref)) for operand in view.operands] == [
        (0, "", True), (0, "÷", False), (1, "", True), (1, "−", True),
    ]  # fmt: skip


@pytest.mark.parametrize("ref", ["expenditure_summary/0/0", "prose:3.1:24", "form:form-1:indicator:3"])
def test_a_citation_is_complete(typeset, ref):
    book = Book(typeset)
    citation = cite_fact(book, ref, "http://127.0.0.1:8501/?cell=x", TODAY, "合计")
    said = dict(citation_lines(book, citation))
    assert {"引文", "参考文献", "文件", "发布者", "年度", "sha256", "链接", "访问日期", "原件"} <= set(said)
    assert "76118964501a" in said["原件"]
    assert "[R/OL]" in said["参考文献"]


def test_unread_places_open_too(typeset):
    cell = find_fact(typeset, "general_expenditure/12/1")
    coverage = replace(typeset.coverage, unread=(Unread(cell.place, "1x2", say("unread.not_a_number")),))
    fact = find_fact(replace(typeset, coverage=coverage), "unread:0")
    assert (fact.printed, fact.row) == ("1x2", "金额格里的字符不是一个数")


def test_nothing_of_a_private_person_stands_in_the_lines(tmp_path: Path, bundled):
    """A text that was not masked before is masked when its lines are shown."""
    lines = ["发放张小某、李某某二人遗属补助\t1.00"] * 3
    path = tmp_path / "d.txt"
    path.write_text("\n".join(lines), "utf-8")
    fact = find_fact(bundled, "expenditure_summary/0/0")
    moved = replace(fact, place=fact.place._replace(line=2), row_place=None, printed="1.00")
    shown = near_lines(replace(bundled, files=(replace(bundled.files[0], path=str(path)),)), moved)
    assert all("张小某" not in cell and "×××" in line.cells[0] for line in shown for cell in line.cells)
