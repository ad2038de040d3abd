"""Grids → whole tables: captions, headers, notes, page breaks. Each case is a quirk seen in a published document."""

from __future__ import annotations

import pytest

from budget.layout import pages_to_layout, title_to_kind
from budget.layout.grids import grid_to_matrix
from budget.layout.head_words import is_minor, is_number, is_title, text_to_department, text_to_unit
from budget.models import GridCell, Page, Place, Table, TableKind, TextLine, Unit
from tests.grids import pages
from tests.notices import said

SIMPLE = """
支出预算总表
部门：某局  单位：万元
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
205 | 教育支出 | 3.00 | 1.00 | 2.00
20502 | 普通教育 | 3.00 | 1.00 | 2.00
"""


def texts(table: Table) -> list[str]:
    """Each row as its cells' texts joined with "|"; "·" where a merged cell goes on."""
    return ["|".join("·" if cell is None else cell.text for cell in row) for row in table.rows]


def only(text: str, *, geometry: bool = True) -> Table:
    tables = pages_to_layout(pages(text, geometry=geometry)).tables
    assert len(tables) == 1, [t.title for t in tables]
    return tables[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("单位：万元", Unit.TEN_THOUSAND),
        ("金额单位：人民币元", Unit.YUAN),
        ("（单位：千元）", Unit.THOUSAND),
        ("部门名称：某局 单位:亿元", Unit.HUNDRED_MILLION),
        ("单位：某市教育局", None),
        ("2024年预算数（万元）", Unit.TEN_THOUSAND),
        ("每单元一户", None),
    ],
)
def test_unit_of_a_line(line, expected):
    assert text_to_unit(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("部门名称：长治市生态环境局上党分局 单位：万元", "长治市生态环境局上党分局"),
        ("编制部门：某区财政局 2024年度 单位：元", "某区财政局"),
        ("部门/单位：某厅", "某厅"),
        ("单位名称（盖章）：某中心", "某中心"),
        ("部门：某局 公开01表 金额单位：万元", "某局"),
        ("341-某市财政局  单位：万元", "341-某市财政局"),
        ("资金主管部门：某局  单位：万元", "某局"),
        ("单位名称：", None),
        ("单位：万元", None),
        ("某局", None),
    ],
)
def test_department_of_a_line(line, expected):
    assert text_to_department(line) == expected


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("预算公开表1", "number minor"),
        ("公开01表", "number minor"),
        ("财决公开05表", "number minor"),
        ("表1-1", "number minor"),
        ("2024年项目支出预算表（上年结转）", "title"),
        ("七、财政拨款“三公”经费支出决算表", "title"),
        ("（2024年度）", "minor"),
        ("续表", "minor"),
        ("本表反映部门本年度的总收支情况表。", ""),
        ("第二部分 2024年部门预算报表", ""),
        ("详见附表", ""),
        ("一、收支预算总表情况说明", ""),
    ],
)
def test_lines_of_a_head(line, kinds):
    found = [name for name, test in (("title", is_title), ("number", is_number), ("minor", is_minor)) if test(line)]
    assert " ".join(found) == kinds


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2024年预算收支总表", "revenue_expenditure_summary"),
        ("部门收支总体情况表", "revenue_expenditure_summary"),
        ("收入支出决算总表", "revenue_expenditure_summary"),
        ("2025年单位财务收支预算总表", "revenue_expenditure_summary"),
        ("部门收入总体情况表", "revenue_summary"),
        ("收入决算表", "revenue_summary"),
        ("部门支出总体情况表", "expenditure_summary"),
        ("支出决算表", "expenditure_summary"),
        ("财政拨款收支总体情况表", "appropriation_summary"),
        ("财政拨款收入支出决算总表", "appropriation_summary"),
        ("财政拨款支出预算表（功能科目）", "appropriation_expenditure"),
        ("财政拨款基本支出预算表（经济科目）", "appropriation_basic"),
        ("一般公共预算支出情况表", "general_expenditure"),
        ("一般公共预算财政拨款支出决算表", "general_expenditure"),
        ("一般公共预算安排基本支出分经济科目表（不含上年结转）", "general_basic"),
        ("一般公共预算财政拨款基本支出决算表", "general_basic"),
        ("政府性基金预算收入表（不含上年结转）", "fund_revenue"),
        ("政府性基金预算支出情况表", "fund_expenditure"),
        ("政府性基金预算财政拨款收入支出决算表", "fund_expenditure"),
        ("国有资本经营预算财政拨款支出决算表", "state_capital"),
        ("一般公共预算“三公”经费支出情况表", "three_public"),
        ("“三公”经费和机关运行经费预算表", "three_public"),
        ("一般公共预算“三公”经费、会议费、培训费支出预算表", "three_public"),
        ("一般公共预算机关运行经费支出预算表", "operating_cost"),
        ("政府采购支出预算表", "procurement"),
        ("项目支出情况表", "project_current"),
        ("项目支出预算表（上年结转）", "project_carryover"),
        ("支出经济分类汇总表", "other"),
        ("政府购买服务支出表", "other"),
        ("县(区)级预算部门（单位）整体支出绩效目标申报表", "performance_overall"),
        ("项目支出绩效目标表", "performance_project"),
    ],
)
def test_kind_of_a_title(title, kind):
    assert title_to_kind(title) is TableKind(kind)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("表1：收入支出决算总表\n单位：万元", ("收入支出决算总表", "表1", None)),
        ("附件2 部门收支总表（单位：万元）", ("部门收支总表", "附件2", None)),
        ("公开01表 收入支出决算总表\n部门：某局 单位：万元", ("收入支出决算总表", "公开01表", "某局")),
        ("收入支出决算总表\n公开01表  金额单位：万元", ("收入支出决算总表", "公开01表", None)),
        ("收入支出决算总表  公开01表\n部门：某局\n金额单位：万元", ("收入支出决算总表", "公开01表", "某局")),
        (
            "财决公开01表\n收入支出决算总表\n编制单位：某局  2024年度  金额单位：万元",
            ("收入支出决算总表", "财决公开01表", "某局"),
        ),
        ("2024年部门收支总体情况\n部门：某局  单位：万元", ("2024年部门收支总体情况", None, "某局")),
        ("表01\n收支预算总表\n341-某市财政局  万元", ("收支预算总表", "表01", "341-某市财政局")),
        ("收支预算总表\n某市财政局\n单位：万元", ("收支预算总表", None, "某市财政局")),
        ("收支预算总表\n单位名称：\n单位：万元", ("收支预算总表", None, None)),
        ("支出预算表\n（按功能分类科目）\n某局  单位：万元", ("支出预算表（按功能分类科目）", None, "某局")),
    ],
    ids=[
        "number with colon",
        "unit behind the title",
        "number first",
        "number and unit",
        "number behind",
        "date",
        "no 表",
        "code and name",
        "name alone",
        "nobody named",
        "subtitle in brackets",
    ],
)
def test_heads_of_several_places(head, expected):
    table = only(f"前文一段。\n{head}\n项目 | 金额\n一、拨款 | 1.00")
    assert (table.title, table.number, table.department) == expected
    assert table.unit is Unit.TEN_THOUSAND


@pytest.mark.parametrize(
    ("columns", "unit"),
    [
        ("2023年（万元） | 2024年（万元）", Unit.TEN_THOUSAND),
        ("数量（个） | 金额（元）", Unit.YUAN),
        ("单价（元） | 金额（万元）", None),
    ],
    ids=["one unit", "one unit of money", "two units"],
)
def test_unit_printed_in_the_header_only(columns, unit):
    assert only(f"采购预算表\n项目 | {columns}\n某项 | 1.00 | 2.00").unit is unit


def test_head_is_taken_from_the_lines_above():
    layout = pages_to_layout(pages("第二部分 预算报表\n公开03表" + SIMPLE + "注：含结转。\n第三部分 说明"))
    table = layout.tables[0]
    assert (table.title, table.number, table.unit, table.department) == (
        "支出预算总表",
        "公开03表",
        Unit.TEN_THOUSAND,
        "某局",
    )
    assert [n.text for n in table.notes] == ["注：含结转。"]
    assert [line.text for line in layout.lines] == ["第二部分 预算报表", "第三部分 说明"]


@pytest.mark.parametrize("geometry", [True, False], ids=["pdf", "converted text"])
def test_head_inside_the_ruled_block(geometry):
    table = only(
        """
        支出预算总表\\n公开表三 | < | <
        部门： | 某局 | 单位：元
        合计 | 基本支出 | 项目支出
        3 | 1 | 2
        注：无结转 | < | <
        """,
        geometry=geometry,
    )
    assert (table.title, table.number, table.unit, table.department) == ("支出预算总表", "公开表三", Unit.YUAN, "某局")
    assert texts(table) == ["合计|基本支出|项目支出", "3|1|2"]
    assert [n.text for n in table.notes] == ["注：无结转"]


def test_a_name_and_a_subtitle_in_the_ruled_block_are_its_head():
    table = only("支出预算表 | < | <\n（按功能分类） | < | <\n某局 | | 单位：元\n科目 | 合计 | 项目支出\n教育 | 3 | 3")
    assert (table.title, table.department, table.unit) == ("支出预算表（按功能分类）", "某局", Unit.YUAN)
    assert table.header_row_count == 1


@pytest.mark.parametrize("unit", ["单位：万\\n元", "单\\n位：\\n万元"])
def test_a_unit_broken_by_its_narrow_cell_is_that_unit(unit):
    table = only(f"支出预算总表 | < | <\n部门：某局 | < | {unit}\n合计 | 基本支出 | 项目支出\n3 | 1 | 2")
    assert table.unit is Unit.TEN_THOUSAND


def test_wrapped_title_and_wrapped_department():
    table = only(
        """
        十一、一般公共预算“三公”经费、会议费、培训费支出预
        算表
        部门：某市某区人民政府某某街道办
        事处
        单位：万元
        合计 | 公务接待费
        3.00 | 3.00
        """
    )
    assert table.title == "十一、一般公共预算“三公”经费、会议费、培训费支出预算表"
    assert (table.department, table.unit) == ("某市某区人民政府某某街道办事处", Unit.TEN_THOUSAND)


def test_title_on_one_page_and_grid_on_the_next():
    table = only("支出预算总表\n--- page\n单位：元\n科目名称 | 合计\n教育支出 | 3")
    assert (table.title, table.pages) == ("支出预算总表", (2,))


@pytest.mark.parametrize(
    "second",
    [
        "208 | 社会保障和就业支出 | 2.00 | 2.00 |",
        "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n208 | 社会保障和就业支出 | 2.00 | 2.00 |",
        "支出预算总表（续）\n部门：某局  单位：万元\n"
        "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n208 | 社会保障和就业支出 | 2.00 | 2.00 |",
        "支出预算总表\n部门：某局  单位：万元\n"
        "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n208 | 社会保障和就业支出 | 2.00 | 2.00 |",
        "支出预算总表\n部门：某局  单位：万元\n208 | 社会保障和就业支出 | 2.00 | 2.00 |",
    ],
    ids=["no header", "header repeated", "续表", "whole head repeated", "title repeated without header"],
)
def test_table_goes_on_over_the_page(second):
    table = only(SIMPLE + "--- page\n" + second)
    assert texts(table) == [
        "科目编码|科目名称|合计|基本支出|项目支出",
        "205|教育支出|3.00|1.00|2.00",
        "20502|普通教育|3.00|1.00|2.00",
        "208|社会保障和就业支出|2.00|2.00|",
    ]
    assert table.pages == (1, 2)


@pytest.mark.parametrize(
    "second",
    [
        "收入预算总表\n单位：万元\n"
        "科目编码 | 科目名称 | 合计 | 事业收入 | 其他收入\n205 | 教育支出 | 3.00 | 1.00 | 2.00",
        "以上是支出情况。\n科目编码 | 科目名称 | 合计 | 事业收入 | 其他收入\n205 | 教育支出 | 3.00 | 1.00 | 2.00",
        "--- page\n205 | 教育支出 | 3.00 | 1.00 | 2.00",
    ],
    ids=["another title", "prose between", "a page without a grid between"],
)
def test_another_table_begins(second):
    assert len(pages_to_layout(pages(SIMPLE + "--- page\n" + second)).tables) == 2


def test_other_places_under_the_same_title_are_another_table():
    first, second = (
        "转移支付表\n项目 | 甲地 | 乙地\n教育 | 3.00 | 1.00\n",
        "转移支付表\n项目 | 丙地 | 丁地\n教育 | 5.00 | 2.00",
    )
    tables = pages_to_layout(pages(first + "--- page\n" + second)).tables
    assert [texts(table)[0] for table in tables] == ["项目|甲地|乙地", "项目|丙地|丁地"]


@pytest.mark.parametrize(
    "note", ["注：本表含结转。", "注：本表含结转。 | < | < | < | <"], ids=["under the grid", "in the grid"]
)
def test_note_at_the_foot_of_each_page(note):
    table = only(SIMPLE + note + "\n--- page\n208 | 社会保障和就业支出 | 2.00 | 2.00 |\n" + note)
    assert texts(table)[-1] == "208|社会保障和就业支出|2.00|2.00|"
    assert {n.text for n in table.notes} == {"注：本表含结转。"}


@pytest.mark.parametrize(("line", "notes"), [("2.另有说明。", 2), ("第三部分 情况说明", 1)])
def test_a_note_goes_on_with_its_items_and_ends_before_a_part(line: str, notes: int):
    table = pages_to_layout(pages(SIMPLE + f"注：1.本表含结转\n{line}\n")).tables[0]
    assert len(table.notes) == notes


def test_a_place_that_nothing_covers_is_in_the_line_of_its_row():
    """A converter leaves out the blanks at a row's end."""
    rows = [(GridCell(text, Place(page=1, line=n)) for text in row) for n, row in enumerate(("ab", "c"), start=1)]
    blank = grid_to_matrix([tuple(row) for row in rows])[1][1]
    assert (blank.text, blank.place) == ("", Place(page=1, line=2))


def test_page_bound_in_twice_counts_once():
    first = "支出预算总表\n单位：元\n科目名称 | 合计\n教育支出 | 1\n卫生支出 | 2\n合计 | 3\n"
    table = only(first + "--- page\n" + first)
    assert table.pages == (1,)
    assert "第2页" in said(table)[0]


def test_same_figures_under_another_title_are_another_table():
    rows = "单位：元\n科目名称 | 合计\n教育支出 | 1\n卫生支出 | 2\n合计 | 3\n"
    layout = pages_to_layout(pages("财政拨款支出预算表\n" + rows + "--- page\n一般公共预算支出预算表\n" + rows))
    assert [t.title for t in layout.tables] == ["财政拨款支出预算表", "一般公共预算支出预算表"]


def test_same_table_of_another_unit_is_another_table():
    """甲站 and 乙站 may print the same figures; neither goes on with the other's table, nor is its second printing."""
    rows = "科目名称 | 合计\n教育支出 | 1\n卫生支出 | 2\n文化支出 | 3\n"
    heads = [f"支出预算总表\n单位名称：{name}      单位：元\n" for name in ("甲站", "乙站")]
    layout = pages_to_layout(pages("--- page\n".join(head + rows for head in heads)))
    assert [t.department for t in layout.tables] == ["甲站", "乙站"]


def test_this_years_total_at_a_pages_foot_closes_no_table():
    head = "收支预算总表\n单位：万元\n收入 | 预算数 | 支出 | 预算数\n"
    table = only(
        f"{head}一、拨款 | 1.00 | 一、教育支出 | 1.00\n本年收入合计 | 1.00 | 本年支出合计 | 1.00\n--- page\n"
        f"{head}上年结转 | | 结转下年 |\n收入总计 | 1.00 | 支出总计 | 1.00"
    )
    assert texts(table)[-1] == "收入总计|1.00|支出总计|1.00"


def test_last_page_holds_only_the_total():
    table = only(SIMPLE + "--- page\n合计 | < | 3.00 | 1.00 | 2.00")
    assert texts(table)[-1] == "合计|·|3.00|1.00|2.00"


def test_header_cut_by_the_page_break():
    table = only(
        "财政拨款收支预算总表\n单位：万元\n收入 | < | 支出 | <\n--- page\n"
        "项目 | 金额 | 项目 | 金额\n一、拨款 | 1 | 一、教育 | 1"
    )
    assert table.header_row_count == 2
    assert texts(table)[:2] == ["收入|·|支出|·", "项目|金额|项目|金额"]


def test_row_cut_by_the_page_break_is_joined_and_said_so():
    table = only(
        "支出预算总表\n单位：万元\n科目编码 | 科目名称 | 合计\n205 | 教育支出 | 3.00\n"
        "2080505 | 机关事业单位基本养老保险 | 2.00\n--- page\n | 缴费支出 |\n2080506 | 职业年金 | 1.00"
    )
    assert texts(table)[2:] == ["2080505|机关事业单位基本养老保险\n缴费支出|2.00", "2080506|职业年金|1.00"]
    assert len(table.notices) == 1
    assert "跨页" in said(table)[0]


def test_cut_row_of_a_table_with_blank_rows_is_told_by_its_code():
    table = only(
        """
        一般公共预算基本支出决算表
        科目编码 | 科目名称 | 决算数
        30101 | 基本工资 |
        30107 | 绩效工资 |
        30108 | 机关事业单位基本养老 |
        --- page
         | 保险缴费 |
        30109 | 职业年金缴费 | 1.00
        合计 | < | 1.00
        """
    )
    assert texts(table)[3:] == ["30108|机关事业单位基本养老\n保险缴费|", "30109|职业年金缴费|1.00", "合计|·|1.00"]


def test_figures_of_a_cut_row_may_stand_on_the_next_page():
    table = only(
        """
        支出决算表
        类 | 款 | 科目名称 | 合计
        201 | | 一般公共服务支出 | 9.00
        208 | | 社会保障支出 | 2.00
        208 | 05 | 机关事业单位基本养老 |
        --- page
         | | 保险缴费支出 | 2.00
        210 | | 卫生健康支出 | 1.00
        """
    )
    assert texts(table)[3:] == ["208|05|机关事业单位基本养老\n保险缴费支出|2.00", "210||卫生健康支出|1.00"]
    assert [cell.place.page for cell in table.rows[3] if cell] == [1, 1, 1, 2], "each where it is printed"


def test_rows_without_figures_are_not_taken_for_halves():
    table = only(
        """
        收支预算总表
        收入 | < | 支出 | <
        项目 | 金额 | 项目 | 金额
        一、拨款 | 1.00 | 一、外交支出 |
        本年收入合计 | 1.00 | 本年支出合计 | 1.00
        --- page
        使用非财政拨款结余 | | 结余分配 |
        总计 | 1.00 | 总计 | 1.00
        """
    )
    assert texts(table)[-2:] == ["使用非财政拨款结余||结余分配|", "总计|1.00|总计|1.00"]


def test_headings_among_many_rows_are_no_halves():
    """A row in ten without a figure may be cut in two; where more than three rows have none, they are headings."""
    groups = [f"专项{group} |\n" + "".join(f"经费{group}{n} | 1.00\n" for n in range(12)) for group in "甲乙丙丁"]
    table = only("项目支出表\n项目 | 金额\n" + "".join(groups[:3]) + "--- page\n" + groups[3])
    assert not table.notices
    assert [row for row in texts(table) if row.startswith("专项")] == ["专项甲|", "专项乙|", "专项丙|", "专项丁|"]


def test_several_tables_stacked_in_one_ruled_block():
    layout = pages_to_layout(
        pages(
            """
            收入预算总表 | < | <
            单位：万元 | < | <
            项目 | < | 金额
            一、拨款 | < | 1.00
            支出预算总表 | < | <
            单位：元 | < | <
            合计 | 基本支出 | 项目支出
            10000 | 10000 |
            """
        )
    )
    assert [(t.title, t.unit, len(t.rows[0])) for t in layout.tables] == [
        ("收入预算总表", Unit.TEN_THOUSAND, 2),
        ("支出预算总表", Unit.YUAN, 3),
    ]


def test_page_numbers_and_running_heads_are_no_prose():
    made = []
    for number in range(1, 7):
        head = TextLine("某市教育局2024年部门预算", Place(number, None, (60, 20, 300, 34)))
        shown = f"- {number} -" if number < 4 else f"—1 {number}—"
        foot = TextLine(shown, Place(number, None, (390, 960, 410, 970)))
        body = TextLine(f"正文第{number}段", Place(number, None, (60, 400, 300, 414)))
        made.append(Page(number, 800.0, 1000.0, (head, body, foot)))
    assert [line.text for line in pages_to_layout(made).lines] == [f"正文第{n}段" for n in range(1, 7)]


@pytest.mark.parametrize(("numbers", "count"), [((10, 11, 12), 0), ((10, 21, 35), 3)], ids=["in step", "no series"])
def test_numbers_above_the_margin_are_page_numbers_where_they_rise_with_the_pages(numbers, count):
    made = [
        Page(
            page,
            800.0,
            1000.0,
            (TextLine(f"第{page}段", Place(page, None, (60, 400, 300, 414))),)
            + (TextLine(str(number), Place(page, None, (390, 870, 410, 882))),),
        )
        for page, number in enumerate(numbers, start=1)
    ]
    assert len(pages_to_layout(made).lines) == 3 + count


def test_contents_list_in_a_frame_is_prose():
    layout = pages_to_layout(pages("目 录 |\n一、收支预算总表…… 3 |\n二、收入预算总表…… 4 |"))
    assert layout.tables == ()
    assert [line.text for line in layout.lines] == ["目 录", "一、收支预算总表…… 3", "二、收入预算总表…… 4"]


def test_a_page_that_shows_only_names_of_the_right_half_goes_on():
    table = only(
        """
        收支预算总表
        收入 | < | 支出 | <
        项目 | 金额 | 项目 | 金额
        一、拨款 | 1.00 | 一、外交支出 |
        --- page
         | | 二、国防支出 |
         | | 三、教育支出 |
        --- page
        收入总计 | 1.00 | 支出总计 | 1.00
        """
    )
    assert texts(table)[-3:] == ["||二、国防支出|", "||三、教育支出|", "收入总计|1.00|支出总计|1.00"]


@pytest.mark.parametrize(
    ("grid", "expected"),
    [
        ("类 | 款 | 项 | 合计 | 9.00\n205 | | | 教育支出 | 9.00", 0),
        ("项目 | < | 合计\n编码 | 名称 | ^\n1 | 2 | 3\n205 | 教育支出 | 9.00", 3),
        ("项目 | 行次 | 金额\n栏次 | | 1\n一、拨款 | 1 | 9.00", 2),
        ("项目 | 2024年预算数 | <\n^ | 合计 | 一般公共预算\n因公出国（境）费 | |\n公务接待费 | 1.00 | 1.00", 2),
        ("项目 | < | 本年支出 | <\n编码 | 名称 | ^ | ^\n合计 | < | 合计 | 基本支出", 3),
        ("单位名称 | 性质\n某局 | 行政\n某中心 | 事业", 1),
        ("科目编码 | 科目名称 | 总计\n** | ** | 1", 2),
        ("项目 | 预算数 | 执行数 | 比例\n | 1 | 2 | 3=2/1*100\n税收收入 | 5 | 4 | 80", 2),
        ("科目名称 | 金额\n合计 | 0", 1),
    ],
    ids=[
        "codes at once",
        "column numbers",
        "栏次",
        "blank first row",
        "sub-headers on the total row",
        "no figures",
        "column numbers of an empty table",
        "columns made of others",
        "nothing in total",
    ],
)
def test_depth_of_the_header(grid, expected):
    from budget.layout.grids import grid_to_matrix
    from budget.layout.headers import count_header_rows
    from budget.models import Grid

    (page,) = pages(grid)
    block = page.blocks[0]
    assert isinstance(block, Grid)
    assert count_header_rows(grid_to_matrix(block.rows)) == expected
