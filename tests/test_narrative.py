"""Prose: lines → sections, figures, contents, glossary; small texts, then the bundled disclosure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget.models import GridCell, Place, Table, TextLine
from budget.narrative import lines_to_contents, lines_to_sections, sections_to_terms

LEFT, RIGHT, LINE = 72.0, 522.0, 20.0


def text_lines(text: str) -> list[TextLine]:
    """Lines of a converted text: places are line numbers."""
    return [TextLine(line, Place(line=n)) for n, line in enumerate(text.strip().splitlines(), 1) if line.strip()]


def printed(*rows: tuple[str, float, float], page: int = 1) -> list[TextLine]:
    """Lines of a PDF page: text, left and right edge; each row stands below the one before."""
    return [
        TextLine(text, Place(page, None, (left, 60 + n * LINE, right, 72 + n * LINE)))
        for n, (text, left, right) in enumerate(rows)
    ]


def full(text: str, indent: float = 0) -> tuple[str, float, float]:
    """A line that fills the page's width."""
    return text, LEFT + indent, RIGHT


def told(text: str) -> list[tuple[str, str, Decimal, int | None]]:
    """Kind, subject, value and direction of every figure in one paragraph."""
    section = lines_to_sections(text_lines("一、情况说明\n" + text))[-1]
    return [(s.kind.value, s.subject, s.value, s.direction) for s in section.statements]


FIGURES = [
    (
        "其中：基本支出247.8万元，占11.51%；项目支出1,905.34万元，占88.49%。",
        [("amount", "基本支出", "247.8", None), ("share_pct", "基本支出", "11.51", None)]
        + [("amount", "项目支出", "1905.34", None), ("share_pct", "项目支出", "88.49", None)],
    ),
    (
        "机关运行经费28.39万元，比2023年预算减少6.19万元，下降21.80%，原因是人员减少。",
        [("amount", "机关运行经费", "28.39", None), ("change", "机关运行经费", "6.19", -1)]
        + [("change_pct", "机关运行经费", "21.80", -1)],
    ),
    ("公务接待费0万元，与上年预算数相同；", [("amount", "公务接待费", "0", 0)]),
    ("公务接待费156.55万元，本年数小于上年预算数29.65万元。",
     [("amount", "公务接待费", "156.55", None), ("change", "公务接待费", "29.65", -1)]),
    ("政府性基金收入0万元，与上年相比增加（减少）0万元，增长（减少）0%。",
     [("amount", "政府性基金收入", "0", None), ("change", "政府性基金收入", "0", None),
      ("change_pct", "政府性基金收入", "0", None)]),
    ("案件执行支出950万元，与上年相比减少100万元，减少9.52，主要原因是压减。",
     [("amount", "案件执行支出", "950", None), ("change", "案件执行支出", "100", -1),
      ("change_pct", "案件执行支出", "9.52", -1)]),
    ("1.“公共安全支出（类）法院（款）行政运行（项）”１２．６０万元，主要用于办案。",
     [("amount", "“公共安全支出（类）法院（款）行政运行（项）”", "12.60", None)]),
    ("1、公共安全支出（类）法院（款）行政运行（项）。年初预算为10.00万元，支出决算为9.00万元，完成年初预算的90.00%。",
     [("amount", "公共安全支出（类）法院（款）行政运行（项）年初预算", "10.00", None),
      ("amount", "公共安全支出（类）法院（款）行政运行（项）支出决算", "9.00", None),
      ("share_pct", "公共安全支出（类）法院（款）行政运行（项）支出决算", "90.00", None)]),
    ("共有车辆7辆，其中：执法执勤用车6辆；单价50万元（含）以上设备2台（套），第32次会议。",
     [("count", "共有车辆", "7", None), ("count", "执法执勤用车", "6", None),
      ("count", "单价50万元（含）以上设备", "2", None)]),
    ("项目总预算1720.00万，其中支持商销稳增长30.00万，合计1720.00万。",
     [("amount", "项目总预算", "1720.00", None), ("amount", "支持商销稳增长", "30.00", None),
      ("amount", "合计", "1720.00", None)]),
    ("收入总计20万元，其中：本年收入5万元，上年结转15万元，比上年增加10万元，增长100%。",
     [("amount", "收入总计", "20", None), ("amount", "本年收入", "5", None), ("amount", "上年结转", "15", None),
      ("change", "收入总计", "10", 1), ("change_pct", "收入总计", "100", 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES, ids=[text[:18] for text, _ in FIGURES])
def test_every_figure_is_told_of_its_subject(text, expected):
    assert told(text) == [(kind, subject, Decimal(value), way) for kind, subject, value, way in expected]


REASONS = [
    ("支出5万元，比上年增加1万元，主要原因是人员增加；收入5万元，比上年增加2万元。", ["人员增加", None]),
    ("支出5万元，比上年增加1万元。主要原因：单位新设。", ["单位新设"]),
    ("收入5万元，比上年增加1万元。\n财政拨款收入支出增加的主要原因是项目调整。", ["项目调整"]),
    ("支出5万元，比上年减少1万元，下降20%，原因是人员上划造成减少。", ["人员上划造成减少"] * 2),
]


@pytest.mark.parametrize(("text", "expected"), REASONS, ids=["own reason only", "next sentence", "later", "both"])
def test_a_change_has_its_printed_reason(text, expected):
    statements = lines_to_sections(text_lines("一、情况说明\n" + text))[-1].statements
    assert [s.reason for s in statements if s.kind.value.startswith("change")] == expected


def test_statements_point_into_the_text_of_their_section():
    section = lines_to_sections(text_lines("一、收入情况说明\n收入10万元。\n支出２０万元，占50%。"))[0]
    assert [section.text[s.start : s.end] for s in section.statements] == ["10万元", "２０万元", "50%"]
    assert [s.place.line for s in section.statements] == [2, 3, 3]


HEADINGS = """
第三部分 2024年度部门预算情况说明
一、收入预算情况说明
收入10万元。
五、一般公共预算支出情况说明
（一）规模变化情况
支出10万元。
（二）公共安全（类）
1．法院（款）行政运行（项）支出10万元。
（一）人员经费7万元。主要包括：基本工资。
十、绩效管理情况
1、整体绩效目标
涉及资金10万元。
十一、政府采购情况。2024年政府采购预算5万元。
第四部分 名词解释
一、基本支出：指为保障机构正常运转而发生的支出。
六、财政专户管理资金：
专指教育收费。
九、一般公共预算是指以税收为主体的收支预算。
"""


def test_sections_follow_the_headings():
    sections = lines_to_sections(text_lines(HEADINGS))
    assert [(s.section_id, s.number, s.heading) for s in sections] == [
        ("1", "第三部分", "2024年度部门预算情况说明"),
        ("1.1", "一、", "收入预算情况说明"),
        ("1.2", "五、", "一般公共预算支出情况说明"),
        ("1.2.1", "（一）", "规模变化情况"),
        ("1.2.2", "（二）", "公共安全（类）"),
        ("1.3", "十、", "绩效管理情况"),
        ("1.3.1", "1、", "整体绩效目标"),
        ("1.4", "十一、", "政府采购情况"),
        ("2", "第四部分", "名词解释"),
    ]
    assert sections[7].text == "2024年政府采购预算5万元。"


def test_glossary_entries_keep_their_following_lines():
    terms = sections_to_terms(lines_to_sections(text_lines(HEADINGS)))
    assert [(term.term, term.explanation) for term in terms] == [
        ("基本支出", "指为保障机构正常运转而发生的支出。"),
        ("财政专户管理资金", "专指教育收费。"),
        ("一般公共预算", "是指以税收为主体的收支预算。"),
    ]


def test_glossary_entries_without_numbers_are_each_their_own():
    sections = lines_to_sections(
        text_lines("第四部分 名词解释\n基本支出：指人员和公用的支出。\n项目支出：指办事的支出。")
    )
    assert [term.term for term in sections_to_terms(sections)] == ["基本支出", "项目支出"]


def test_a_numbered_line_that_states_money_is_no_heading():
    sections = lines_to_sections(text_lines("一、收入情况\n二、本年收入合计30万元\n三、支出情况\n支出1万元。"))
    assert [(s.heading, [x.text for x in s.statements]) for s in sections] == [
        ("收入情况", ["30万元"]),
        ("支出情况", ["1万元"]),
    ]


def test_titles_without_number_stand_alone_and_centred():
    lines = printed(
        ("2025年部门预算编制说明", 250, 350),
        full("2025年，某局收入预算10万元，其中：财政拨款收入10万元，比2024年预算增", 24),
        ("加1万元。", LEFT, 120),
        full("本说明与附表一并公开，供公众查阅，内容以批复为准，另有规定的从其规定", 24),
        ("。", LEFT, 84),
    )
    sections = lines_to_sections(lines)
    assert [s.heading for s in sections] == ["2025年部门预算编制说明"]
    assert sections[0].text.startswith(
        "2025年，某局收入预算10万元，其中：财政拨款收入10万元，比2024年预算增加1万元。\n"
    )


def test_figures_broken_by_a_line_end_are_whole_and_placed():
    lines = printed(
        full("一、收支预算总体情况说明", 24)[:2] + (260.0,),
        full("收入、支出预算总计17996.68 万元，与上年相比收、支预算总计各增加20", 24),
        full("43.58 万元，增长8.85 %。主要是员额制改革、退休人员增加等因素形成的"),
        ("。", LEFT, 84),
        ("— 18 —", 280, 310),
    )
    section = lines_to_sections(lines)[0]
    assert [s.text for s in section.statements] == ["17996.68万元", "2043.58万元", "8.85%"]
    assert "18" not in section.text.replace("17996.68", "")
    box = section.statements[0].place.box
    assert box is not None and LEFT < box[0] < box[2] < RIGHT and box[1] == 60 + LINE


def test_pieces_of_a_line_are_put_in_order():
    pieces = [
        TextLine("年度收入预算总计", Place(1, None, (200, 60, 330, 74))),
        TextLine("省委办公厅", Place(1, None, (96, 60, 160, 74))),
        TextLine("2017", Place(1, None, (164, 61, 196, 73))),
        TextLine("20.45", Place(1, None, (334, 61, 370, 73))),
        TextLine("万元。", Place(1, None, (374, 60, 420, 74))),
    ]
    section = lines_to_sections(pieces)[0]
    assert section.text == "省委办公厅2017年度收入预算总计20.45万元。"


def test_letter_spaced_lines_are_closed_up():
    assert told("一 般 公 共 预 算 收 入 17981.68 万 元 ， 占 99.92%；")[0][1:3] == (
        "一般公共预算收入",
        Decimal("17981.68"),
    )


def test_running_heads_and_page_numbers_are_left_out():
    pages = [
        line
        for page in range(1, 5)
        for line in printed(
            ("重新排印，不是原件", 200, 320),
            (f"{'甲乙丙丁'[page - 1]}段正文。", LEFT, 160),
            (f"{page}", 290, 296),
            page=page,
        )
    ]
    text = "\n".join(section.text for section in lines_to_sections(pages))
    assert text == "甲段正文。\n乙段正文。\n丙段正文。\n丁段正文。"


def test_a_table_ends_a_paragraph_and_is_no_prose():
    table = Table("", None, (), None, None, (), 0, (), (1,))
    before, after = text_lines("一、情况说明\n" + "支" * 50), text_lines("出10万元。")
    assert lines_to_sections([*before, table, *after])[0].text == "支" * 50 + "\n出10万元。"


CONTENTS = [
    ("目 录\n第一部分 概况.....\t1\n一、职责.....\t1\n第一部分 概况\n一、职责\n负责工作。",
     [("第一部分 概况", "1"), ("一、职责", "1")]),
    ("目录\n一、主要职能 ……………\n二、机构设置 ……………\n某某局主要职能\n某某局负责全区工作，拟订政策。",
     [("一、主要职能", None), ("二、机构设置", None)]),
    ("目录\n第一部分 部门概况\n一、主要职能。\n二、“三公”经费、会议费支\n出预算表\n第一部分 部门概况\n一、主要职能",
     [("第一部分 部门概况", None), ("一、主要职能。", None), ("二、“三公”经费、会议费支出预算表", None)]),
    ("目录\n一、收入情况.....\t1\n二、支出情况.....\t2\n一、收入情况.....\t5\n一、收入情况\n收入1万元。",
     [("一、收入情况", "1"), ("二、支出情况", "2"), ("一、收入情况", "5")]),
    ("一、主要职能\n负责工作。", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    CONTENTS,
    ids=["dots and pages", "dots alone", "bare, wrapped", "one heading twice", "no contents list"],
)
def test_contents_list(text, expected):
    entries = [(entry.heading, entry.printed_page) for entry in lines_to_contents(text_lines(text))]
    assert entries == expected


def test_prose_in_a_ruled_box_is_prose():
    text = (
        "2025年，某局收入预算10万元，其中：财政拨款收入10万元，比2024年预算增\n加1万元。\n支出预算10万元，"
        + "其余" * 20
    )
    cell = GridCell(text, Place(3, None, (72, 60, 522, 300)))
    boxed = Table("", None, (), None, None, ((cell,),), 0, (), (3,))
    figures = Table("", None, (), None, None, ((cell, GridCell("1.00", cell.place)),), 0, (), (3,))
    statements = lines_to_sections([boxed])[0].statements
    assert [(s.text, s.place.page) for s in statements] == [("10万元", 3), ("10万元", 3), ("1万元", 3), ("10万元", 3)]
    assert lines_to_sections([figures]) == ()


def test_sections_of_a_second_file_have_ids_of_their_own():
    lines = [TextLine("一、情况说明", Place(line=1, file=1)), TextLine("收入1万元。", Place(line=2, file=1))]
    assert [s.section_id for s in lines_to_sections(lines)] == ["2-1"]


def test_bundled_disclosure(bundled):
    """Headings, counts and the figure that the converted text breaks over two lines (439 and 441)."""
    by_heading = {section.heading: section for section in bundled.sections}
    broken = by_heading["财政拨款收支预算总体情况说明"].statements
    assert [(s.subject, s.text, s.place.line) for s in broken if s.value == Decimal("2067.68")] == [
        ("节能环保支出", "2,067.68万元", 441)
    ]
    assert len(bundled.glossary) == 12
    assert len(bundled.contents) == 33
    assert sum(len(section.statements) for section in bundled.sections) == 99
