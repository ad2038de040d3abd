"""Project forms and departmental forms of several places; damaged rows; what can't be placed is said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.document.coverage import find_untold_rows
from budget.forms.performance import parse_overall_form, parse_project_forms
from budget.models import Indicator, OverallForm, ProjectForm, Table, Unit
from tests.notices import said
from tests.performance_tables import INLINE, LIST, ONE_YEAR, OVERALL, TWO_TARGET_COLUMNS, draw_table


def read_one(drawing: str, **options: str) -> ProjectForm:
    (form,) = parse_project_forms([draw_table(drawing, **options)])
    return form


def indicator_words(indicators: tuple[Indicator, ...]) -> list[tuple[str, ...]]:
    """Scope, levels and target as printed, "" where nothing is."""
    return [
        (i.scope, i.level1 or "", i.level2 or "", i.level3.text if i.level3 else "", i.target.text if i.target else "")
        for i in indicators
    ]


def funding_words(form: ProjectForm | OverallForm) -> list[tuple[str, str, str, Decimal | None]]:
    return [(line.scope, line.label, line.figure.text, line.figure.yuan) for line in form.funding]


# ---------------------------------------------------------------- forms of other places


def test_one_year_form_with_merged_labels() -> None:
    form = read_one(ONE_YEAR)
    assert form.name.text == "湿地修复"
    assert {key: value.text for key, value in form.fields.items()} == {
        "主管部门及代码": "[101]甲市林业局",
        "实施单位": "甲市湿地站",
    }
    assert funding_words(form) == [
        ("year", "年度资金总额", "120.50", Decimal(1_205_000)),
        ("year", "其中：财政拨款", "100.50", Decimal(1_005_000)),
        ("year", "其他资金", "-", None),
    ]
    assert form.goal_year is not None and form.goal_year.text == "目标1：修复湿地200亩；目标2：管护到位。"
    assert form.goal_period is None and said(form) == ()
    assert indicator_words(form.indicators) == [
        ("year", "成本指标", "经济成本指标", "每亩成本", "≤0.6万元"),
        ("year", "产出指标", "数量指标", "修复面积", "≥200亩"),
        ("year", "产出指标", "数量指标", "补植苗木", "5,000株"),
        ("year", "产出指标", "质量指标", "成活率", "85%以上"),
        ("year", "效益指标", "生态效益指标", "湿地鸟类种数", "不低于40种"),
        ("year", "满意度指标", "服务对象满意度指标", "周边居民满意度", "＞90％"),
    ]


def test_list_of_projects_with_sign_and_unit_columns() -> None:
    repair, meals = parse_project_forms([draw_table(LIST, unit=Unit.TEN_THOUSAND)])
    assert (repair.name.text, meals.name.text) == ("校舍维修", "营养餐")
    assert funding_words(repair) == [("year", "预算数", "35.00", Decimal(350_000))]
    assert funding_words(meals) == [("year", "预算数", "8.60", Decimal(86_000))]
    assert repair.goal_year is not None and repair.goal_year.text == "维修校舍"
    assert repair.fields["单位名称"].text == "甲县教育局"
    assert indicator_words(repair.indicators) == [
        ("year", "产出指标", "数量指标", "维修校舍数", "≥12栋"),
        ("year", "产出指标", "质量指标", "验收合格率", "＝100%"),
        ("year", "效益指标", "社会效益指标", "办学条件", "明显改善"),
    ]
    parsed = [(i.target_operator, i.target_number, i.target_unit) for i in repair.indicators]
    assert parsed == [("≥", Decimal(12), "栋"), ("=", Decimal(100), "%"), (None, None, None)]


def test_money_that_a_list_prints_on_each_row_is_one_amount() -> None:
    drawing = """
        项目名称｜预算数｜一级指标｜二级指标｜三级指标｜指标值
        校舍维修｜35.00｜产出指标｜数量指标｜校舍｜12栋
        校舍维修｜35.00｜产出指标｜质量指标｜合格率｜100%
    """
    (form,) = parse_project_forms([draw_table(drawing, unit=Unit.TEN_THOUSAND)])
    assert funding_words(form) == [("year", "预算数", "35.00", Decimal(350_000))]


def test_two_target_columns_give_period_and_year() -> None:
    form = read_one(TWO_TARGET_COLUMNS)
    assert form.name.text == "村道养护"
    assert funding_words(form) == [
        ("period", "项目总预算（元）", "900000", Decimal(900_000)),
        ("year", "项目当年预算（元）", "300000", Decimal(300_000)),
    ]
    assert (form.goal_period and form.goal_period.text) == "三年养护300公里"
    assert (form.goal_year and form.goal_year.text) == "养护100公里"
    assert indicator_words(form.indicators) == [
        ("period", "产出指标", "数量指标", "养护里程", "300公里"),
        ("year", "产出指标", "数量指标", "养护里程", "100公里"),
        ("period", "满意度", "服务对象满意度", "村民满意度", "≥90%"),
        ("year", "满意度", "服务对象满意度", "村民满意度", "≥85%"),
    ]


def test_labels_and_values_in_one_cell_and_foot_under_the_table() -> None:
    form = read_one(INLINE, notes="负责人： 联系电话：010-1 填报日期：2024年1月5日\n注：本表由单位填报。")
    assert form.name.text == "街面照明"
    assert {key: value.text for key, value in form.fields.items()} == {
        "项目类别": "经常性项目",
        "项目概况": "路灯电费",
        "负责人": "",
        "联系电话": "010-1",
        "填报日期": "2024年1月5日",
    }
    assert funding_words(form)[0] == ("year", "资金总额", "12.5万元", Decimal(125_000))


def test_overall_form_of_another_place() -> None:
    form = parse_overall_form(draw_table(OVERALL))
    assert form.fields["部门（单位）名称"].text == "甲市档案馆"
    assert [(t.function.text, t.task.text) for t in form.key_tasks] == [
        ("档案数字化", "扫描档案10万页"),
        ("档案数字化", "建目录库"),
    ]
    assert funding_words(form) == [
        ("task", "档案数字化", "60.00", Decimal(600_000)),
        ("task", "档案数字化", "15.00", Decimal(150_000)),
        ("source", "资金来源：财政拨款", "180.00", Decimal(1_800_000)),
        ("source", "其他资金", "0", Decimal(0)),
        ("use", "资金结构：基本支出", "105.00", Decimal(1_050_000)),
        ("use", "项目支出", "75.00", Decimal(750_000)),
    ]
    assert form.goal_year is not None and form.goal_year.text == "馆藏档案数字化率达到六成"
    assert indicator_words(form.indicators) == [("year", "产出指标", "数量指标", "扫描页数", "≥10万页")]
    assert said(form) == ()


PAGES_OF_A_LIST = (
    """
    项目名称｜项目总额｜其中：｜^｜绩效目标｜一级指标｜二级指标｜三级指标｜绩效指标性质｜本年绩效指标值｜绩效度量单位
    ｜｜财政资金｜其他资金｜｜｜｜｜｜｜
    110000-校舍｜35.00｜35.00｜｜维修校舍，｜产出指标｜数量指标｜校舍｜≥｜12｜栋
    ^｜^｜^｜｜^｜成本指标｜经济成本指标｜造价｜≤｜3.1｜万元
    110001-营养｜｜｜｜每日｜产出指标｜数量指标｜用餐｜≥｜800｜人
    """,
    """
    项目名称｜项目总额｜其中：｜^｜绩效目标｜一级指标｜二级指标｜三级指标｜绩效指标性质｜本年绩效指标值｜绩效度量单位
    ｜｜财政资金｜其他资金｜｜｜｜｜｜｜
    餐｜8.60｜8.60｜｜供餐。｜成本指标｜经济成本指标｜每餐｜≤｜5｜元
    110002-取暖｜9.00｜9.00｜｜按时供暖｜产出指标｜时效指标｜供暖｜≤｜11｜月
    ｜｜｜｜安全｜产出指标｜质量指标｜事故｜＝｜0｜起
    """,
    """
    项目名称｜项目总额｜其中：｜^｜绩效目标｜一级指标｜二级指标｜三级指标｜绩效指标性质｜本年绩效指标值｜绩效度量单位
    ｜｜财政资金｜其他资金｜｜｜｜｜｜｜
    110003-供水｜7.00｜7.00｜｜用水｜产出指标｜数量指标｜水井｜≥｜2｜眼
    ^｜4.00｜4.00｜｜用电｜产出指标｜数量指标｜线路｜≥｜3｜条
    ^｜｜｜｜用气｜产出指标｜数量指标｜管道｜≥｜1｜条
    """,
    """
    项目名称｜项目总额｜其中：｜^｜绩效目标｜一级指标｜二级指标｜三级指标｜绩效指标性质｜本年绩效指标值｜绩效度量单位
    ｜｜财政资金｜其他资金｜｜｜｜｜｜｜
    ｜2.00｜2.00｜｜安全｜成本指标｜经济成本指标｜管材｜≤｜2｜万元
    """,
)


def test_a_project_that_a_page_cuts_in_a_list_is_one_project() -> None:
    """Beijing's lists head every page anew: the name, the goal and the money of a merged cell stand on either page."""
    tables = [draw_table(one, unit=Unit.TEN_THOUSAND, page=page) for page, one in enumerate(PAGES_OF_A_LIST, start=5)]
    forms = parse_project_forms(tables)
    assert [(f.name.text, f.goal_year and f.goal_year.text, len(f.indicators)) for f in forms] == [
        ("110000-校舍", "维修校舍，", 2),
        ("110001-营养餐", "每日供餐。", 2),  # its name, goal and row go on overleaf
        ("110002-取暖", "按时供暖", 1),
        ("110003-供水", "安全用水", 2),  # nothing but its name was overleaf
        ("110003-供水", "用电", 1),  # other money under the same name
        ("110003-供水", "用气安全", 2),  # the money of which is overleaf
    ]
    assert [[line.figure.text for line in form.funding] for form in forms] == [
        ["35.00", "35.00"],
        ["8.60", "8.60"],
        ["9.00", "9.00"],
        ["7.00", "7.00"],
        ["4.00", "4.00"],
        ["2.00", "2.00"],
    ]
    assert all(said(form) == () for form in forms)


def test_labels_in_two_rows_over_their_amounts() -> None:
    drawing = """
        部门名称｜甲市水务局｜^｜^
        总体资金情况（万元）｜预算支出总额｜财政拨款｜^
        ^｜^｜基本支出｜项目支出
        ^｜30.00｜20.00｜10.00
        整体绩效目标｜活动｜绩效指标｜指标值
        ^｜供水｜产出指标数量指标水井｜2眼
    """
    form = parse_overall_form(draw_table(drawing))
    assert funding_words(form) == [
        ("source", "预算支出总额", "30.00", Decimal(300_000)),
        ("use", "财政拨款：基本支出", "20.00", Decimal(200_000)),
        ("use", "财政拨款：项目支出", "10.00", Decimal(100_000)),
    ]
    assert indicator_words(form.indicators) == [("year", "供水", "", "产出指标数量指标水井", "2眼")]


def test_list_of_goals_without_indicators() -> None:
    forms = parse_project_forms(
        [
            draw_table(
                "序号｜项目名称｜预算金额（万元）｜年度绩效目标\n1｜校园安保经费｜12.00｜校园零事故\n2｜取暖｜8.00｜按时供暖\n｜合计｜20.00｜"
            )
        ]
    )
    told = [(f.name.text, f.goal_year.text if f.goal_year else "", f.funding[0].figure.yuan) for f in forms]
    assert told == [("校园安保经费", "校园零事故", Decimal(120_000)), ("取暖", "按时供暖", Decimal(80_000))]


def test_sheet_whose_name_reads_like_a_money_label_is_no_list() -> None:
    form = read_one("项目名称｜校园安保经费\n年度目标｜校园零事故")
    assert (form.name.text, form.goal_year and form.goal_year.text) == ("校园安保经费", "校园零事故")


def test_unit_above_the_table_serves_where_the_form_prints_none() -> None:
    drawing = "项目名称｜路灯｜^\n资金总额｜8.00｜^\n一级指标｜二级指标｜指标值"
    assert funding_words(parse_project_forms([draw_table(drawing, unit=Unit.TEN_THOUSAND)])[0])[0][3] == Decimal(80_000)
    assert funding_words(read_one(drawing))[0][3] is None


def test_header_of_two_rows_with_the_halves_above() -> None:
    form = read_one(
        "项目名称｜路灯｜^｜^｜^｜^｜^｜^\n"
        "绩效指标｜一级指标｜实施期绩效指标｜^｜^｜年度绩效指标｜^｜^\n"
        "^｜^｜二级指标｜三级指标｜指标值｜二级指标｜三级指标｜指标值\n"
        "^｜产出指标｜数量指标｜路灯｜9盏｜数量指标｜路灯｜3盏"
    )
    assert indicator_words(form.indicators) == [
        ("period", "产出指标", "数量指标", "路灯", "9盏"),
        ("year", "产出指标", "数量指标", "路灯", "3盏"),
    ]
    assert (form.fields, said(form)) == ({}, ())


def test_target_column_cut_up_by_a_second_header_row() -> None:
    form = read_one(
        "项目名称｜路灯｜^｜^｜^｜^\n一级指标｜二级指标｜三级指标｜指标值｜^｜^\n^｜^｜^｜符号｜数值｜计量单位\n"
        "产出指标｜数量指标｜路灯｜≥｜3｜盏"
    )
    assert indicator_words(form.indicators) == [("year", "产出指标", "数量指标", "路灯", "≥3盏")]


def test_self_assessment_columns_are_left_out_and_unknown_ones_reported() -> None:
    form = read_one(
        "项目名称｜路灯｜^｜^｜^｜^\n一级指标｜二级指标｜三级指标｜年度指标值｜实际完成值｜抽查意见\n"
        "产出指标｜数量指标｜路灯｜3盏｜2盏｜属实"
    )
    assert indicator_words(form.indicators) == [("year", "产出指标", "数量指标", "路灯", "3盏")]
    assert said(form) == ("第7页：“抽查意见”在指标表头一行里，没有归入", "第7页：“属实”在不认得的栏里，没有归入")


# ---------------------------------------------------------------- rows


TWO_HALVES = "项目名称｜甲｜｜｜｜｜｜\n｜一级指标｜二级指标｜三级指标｜指标值｜二级指标｜三级指标｜指标值\n"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "｜产出指标｜数量指标｜路｜3条｜数量指标｜路｜1条",
            [("period", "产出指标", "数量指标", "路", "3条"), ("year", "产出指标", "数量指标", "路", "1条")],
            id="straight",
        ),
        pytest.param(
            "产出指标｜数量指标｜路｜3条｜数量指标｜路｜1条｜",
            [("period", "产出指标", "数量指标", "路", "3条"), ("year", "产出指标", "数量指标", "路", "1条")],
            id="shifted_left",
        ),
        pytest.param(
            "｜成本指标｜预算成本｜≤9元｜成本指标｜预算成本｜≤9元｜",
            [("period", "", "成本指标", "预算成本", "≤9元"), ("year", "", "成本指标", "预算成本", "≤9元")],
            id="second_level_in_the_first_levels_column",
        ),
        pytest.param(
            "｜经济效益指标｜｜｜经济效益指标｜｜｜",
            [("period", "", "经济效益指标", "", ""), ("year", "", "经济效益指标", "", "")],
            id="shifted_and_nothing_stated",
        ),
        pytest.param(
            "｜效益指标｜社会效益指标｜｜｜社会效益指标｜｜",
            [("period", "效益指标", "社会效益指标", "", ""), ("year", "效益指标", "社会效益指标", "", "")],
            id="published_and_nothing_stated",
        ),
        pytest.param(
            "｜产出指标｜数量指标｜路｜3条｜｜｜",
            [("period", "产出指标", "数量指标", "路", "3条")],
            id="nothing_in_the_years_half",
        ),
    ],
)
def test_indicator_rows(raw: str, expected: list[tuple[str, ...]]) -> None:
    form = read_one(TWO_HALVES + raw)
    assert indicator_words(form.indicators) == expected
    assert said(form) == ()


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("｜｜｜｜≥90%｜｜名称｜", id="target_without_a_name_is_kept_with_what_it_is"),
        pytest.param("｜｜≥90%｜名称｜｜｜｜", id="target_in_a_levels_column"),
        pytest.param("｜数量指标｜甲｜乙｜丙｜质量指标｜｜", id="three_cells_for_two_columns"),
        pytest.param("｜数量指标｜≥3条｜｜｜数量指标｜路｜", id="a_target_but_no_name"),
        pytest.param("｜数量指标｜甲｜数量指标｜乙｜数量指标｜丙｜", id="more_halves_than_the_header_has"),
    ],
)
def test_rows_with_two_readings_are_reported_not_guessed(raw: str) -> None:
    form = read_one(TWO_HALVES + raw)
    printed = [cell.strip() for cell in raw.split("｜") if cell.strip()]
    told = " ".join([*said(form), *(word for row in indicator_words(form.indicators) for word in row)])
    assert all(word in told for word in printed)
    assert all(i.level3 is None or not i.level3.text.startswith("≥") for i in form.indicators)


def test_rows_under_a_shifted_row_stand_in_its_columns() -> None:
    form = read_one(
        "项目名称｜甲｜｜｜\n｜一级指标｜二级指标｜三级指标｜指标值\n产出指标｜质量指标｜桥｜合格｜\n｜｜隧道｜合格｜"
    )
    assert indicator_words(form.indicators)[1] == ("year", "产出指标", "质量指标", "隧道", "合格")
    assert [i.is_shifted for i in form.indicators] == [True, True]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param("道路积尘走航报告", "道路积尘走航报", ("道路积尘走航报告", True, "道路积尘走航报"), id="prefix"),
        pytest.param(
            "道路积尘 走航报告", "道路积尘走航", ("道路积尘 走航报告", True, "道路积尘走航"), id="white_space"
        ),
        pytest.param("空气质量改善情况", "空气环境", ("空气环境", False, None), id="other_words"),
        pytest.param("走航报", "走航报告", ("走航报告", False, None), id="right_is_longer"),
        pytest.param("走航报告", "走航报告", ("走航报告", False, None), id="equal"),
    ],
)
def test_cut_off_names_are_completed_from_the_left_half(
    left: str, right: str, expected: tuple[str, bool, str | None]
) -> None:
    form = read_one(TWO_HALVES + f"｜产出指标｜数量指标｜{left}｜20份｜数量指标｜{right}｜2份")
    level3 = form.indicators[1].level3
    assert level3 is not None and (level3.text, level3.is_completed, level3.printed_text) == expected
    assert form.indicators[1].target is not None and form.indicators[1].target.text == "2份", "targets are as printed"


def test_money_label_cut_off_in_the_right_half_is_completed() -> None:
    head = "项目名称｜甲｜｜\n项目资金（元）｜实施期资金总额：｜9｜年度资金总额：｜3\n"
    form = read_one(head + "｜市县（区）财政资 金｜9｜市县（区）财政资｜3")
    assert funding_words(form)[2:] == [
        ("period", "市县（区）财政资金", "9", Decimal(9)),
        ("year", "市县（区）财政资金", "3", Decimal(3)),
    ]


def test_equal_amounts_of_period_and_year_are_two_amounts() -> None:
    head = "项目名称｜甲｜｜\n项目资金（元）｜实施期资金总额：｜9｜年度资金总额：｜9\n"
    form = read_one(head + "｜市县（区）财政资金｜9｜市县（区）财政资金｜9")
    assert [(line.scope, line.figure.text) for line in form.funding] == [("period", "9"), ("year", "9")] * 2


# ---------------------------------------------------------------- sheets


def sheet(name: str, body: str, unit_name: str = "乙站", total: str = "5") -> str:
    return f"项目名称｜{name}｜^｜^\n实施单位｜{unit_name}｜^｜^\n资金总额（元）｜{total}｜^｜^\n{body}"


HEADER = "一级指标｜二级指标｜三级指标｜指标值\n"


def test_sheets_of_one_project_are_merged_and_both_places_kept() -> None:
    first = draw_table(
        sheet("路灯", f"立项依据｜甲文｜^｜^\n{HEADER}产出指标｜数量指标｜灯｜3盏\n｜经济效益指标｜｜"), page=3
    )
    second = draw_table(sheet("路 灯", f"立项依据｜乙文｜^｜^\n{HEADER}效益指标｜社会效益指标｜夜路｜好走"), page=4)
    (form,) = parse_project_forms([first, second])
    assert [place.page for place in form.sheets] == [3, 4]
    assert indicator_words(form.indicators) == [
        ("year", "产出指标", "数量指标", "灯", "3盏"),
        ("year", "效益指标", "经济效益指标", "", ""),  # 效益指标 is printed on the other sheet
        ("year", "效益指标", "社会效益指标", "夜路", "好走"),
    ]
    assert (form.fields["立项依据"].text, form.fields["立项依据（第2处）"].text) == ("甲文", "乙文")
    assert len(form.funding) == 1 and said(form) == ("第4页：“立项依据”与第3页的文字不同，两处都保留",)


@pytest.mark.parametrize(
    ("other", "reason"),
    [(sheet("路灯", HEADER, unit_name="丙站"), "other_unit"), (sheet("路灯", HEADER, total="6"), "other_total")],
)
def test_same_name_of_another_unit_or_sum_is_another_project(other: str, reason: str) -> None:
    forms = parse_project_forms([draw_table(sheet("路灯", HEADER)), draw_table(other)])
    assert len(forms) == 2, reason


def test_table_without_a_head_continues_the_sheet_before() -> None:
    forms = parse_project_forms(
        [draw_table(sheet("路灯", f"{HEADER}产出指标｜数量指标｜灯｜3盏")), draw_table("｜质量指标｜亮灯率｜≥98%")]
    )
    assert indicator_words(forms[0].indicators)[1] == ("year", "产出指标", "质量指标", "亮灯率", "≥98%")


def test_several_forms_in_one_table_are_several_projects() -> None:
    forms = parse_project_forms([draw_table(sheet("路灯", HEADER) + sheet("路牌", HEADER))])
    assert [form.name.text for form in forms] == ["路灯", "路牌"]


def test_cell_cut_in_two_by_a_page_break_is_one_text() -> None:
    form = read_one("项目名称｜路灯\n项目概况｜更换路灯，\n｜维护线路。\n立项依据｜甲文")
    assert form.fields["项目概况"].text == "更换路灯，维护线路。" and said(form) == ()


def test_both_goals_cut_by_a_page_break_are_whole() -> None:
    form = read_one(
        "项目名称｜路灯｜^\n总体目标｜实施期目标｜年度目标\n^｜换灯｜换\n^｜90盏｜灯30盏\n一级指标｜二级指标｜指标值"
    )
    assert form.goal_period is not None and form.goal_period.text == "换灯90盏"
    assert form.goal_year is not None and form.goal_year.text == "换灯30盏"


def test_indicator_cut_by_a_page_break_is_whole() -> None:
    above = draw_table(
        "项目名称｜甲｜^｜^\n一级指标｜二级指标｜三级指标｜指标值\n产出指标｜数量指标｜更换｜3盏", page=3
    )
    below = draw_table("^｜^｜路灯数｜\n^｜^｜巡查次数｜9次", page=4)
    (form,) = parse_project_forms([above, below])
    assert [words[3:] for words in indicator_words(form.indicators)] == [("更换路灯数", "3盏"), ("巡查次数", "9次")]


def test_a_name_alone_on_the_same_page_is_an_indicator_of_its_own() -> None:
    drawing = sheet("路灯", f"{HEADER}产出指标｜数量指标｜灯｜3盏\n｜｜牌｜\n｜质量指标｜亮灯率｜≥98%")
    (form,) = parse_project_forms([draw_table(drawing)])
    assert [i.level3.text for i in form.indicators if i.level3] == ["灯", "牌", "亮灯率"]


def test_goal_over_several_rows_is_one_text() -> None:
    form = read_one("项目名称｜路灯\n年度目标｜目标1：更换路灯。\n｜目标2：维护线路。\n一级指标｜二级指标")
    assert form.goal_year is not None and form.goal_year.text == "目标1：更换路灯。目标2：维护线路。"


def test_one_goal_under_two_labels_belongs_to_the_label_before_it() -> None:
    form = read_one("项目名称｜路灯｜｜｜\n实施期目标｜｜｜年度目标｜\n总体目标｜｜更换路灯｜｜")
    assert (form.goal_period and form.goal_period.text, form.goal_year) == ("更换路灯", None)


def test_no_tables_give_no_forms() -> None:
    assert parse_project_forms([]) == ()
    assert parse_project_forms([draw_table("科目｜合计\n教育支出｜1.00")]) == ()


def test_indicators_after_another_row_go_on_with_the_last_header() -> None:
    form = read_one(TWO_HALVES + "｜产出指标｜数量指标｜路｜3条\n备注｜见附件\n｜效益指标｜社会效益指标｜出行｜便利")
    assert indicator_words(form.indicators)[1] == ("period", "效益指标", "社会效益指标", "出行", "便利")
    assert form.fields["备注"].text == "见附件"


def test_indicators_without_a_header_are_reported_not_taken_for_fields() -> None:
    form = read_one("项目名称｜甲｜｜\n产出指标｜数量指标｜路｜3条")
    assert (form.fields, form.indicators) == ({}, ())
    assert said(form) == ("第7页：“产出指标｜数量指标｜路｜3条”是指标，但前面没有指标表头，没有归入",)


# ---------------------------------------------------------------- damage

LABELS = [
    *("项目名称", "实施单位", "年度目标", "资金总额", "项目资金（元）", "一级指标", "二级指标", "三级指标", "指标值"),
    *("产出指标", "数量指标", "成本指标", "满意度指标", "核心职能", "重点任务", "合计"),
]
CONTENT = ["修路{}", "≥{}%", "{}项", "甲乙{}丙", "1,{}", "{}.00"]
WIDTH = 5
CELL = st.sampled_from(["", "", "^", *CONTENT, *LABELS])
ROWS = st.lists(st.lists(CELL, min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=8)
HEADS = {
    "sheet": "项目名称｜丁｜｜｜",
    "indicators": "项目名称｜丁｜｜｜\n一级指标｜二级指标｜三级指标｜指标值｜",
    "remarks": "项目名称｜丁｜｜｜\n一级指标｜二级指标｜三级指标｜指标值｜备注",
    "both halves": "项目名称｜丁｜｜｜\n一级指标｜二级指标｜指标值｜二级指标｜指标值",
    "list": "项目名称｜预算数｜一级指标｜二级指标｜指标值",
    "list of goals": "单位名称｜项目名称｜年度目标｜资金总额｜备注",
    "tasks": "部门名称｜丁｜｜｜\n年度重点任务｜核心职能｜重点任务｜预算金额｜",
    "no name": "｜｜｜｜",
}
SHEETS = ("sheet", "indicators", "both halves")


def number_cells(rows: list[list[str]]) -> list[list[str]]:
    """The rows with a number of its own in every cell that is no label, so that none can stand for another."""
    return [[cell.format(100 + WIDTH * r + c) for c, cell in enumerate(row)] for r, row in enumerate(rows)]


@pytest.mark.parametrize("head", SHEETS)
@settings(max_examples=600)
@given(ROWS)
def test_no_damage_loses_a_cell(head: str, rows: list[list[str]]) -> None:
    """The readers of sheets tell themselves what they can't place, with the reason."""
    numbered = number_cells(rows)
    forms = parse_project_forms([_draw(head, numbered)])
    told = " ".join(word for form in forms for word in _told(form))
    assert [cell for cell in _contents(numbered) if cell not in told] == []


@pytest.mark.parametrize("head", HEADS)
@settings(max_examples=200)
@given(ROWS)
def test_what_no_form_tells_is_found(head: str, rows: list[list[str]]) -> None:
    """Whatever the readers do: a cell is in a form, in its notices, or among the untold rows."""
    numbered = number_cells(rows)
    table = _draw(head, numbered)
    forms = [parse_overall_form(table)] if head == "tasks" else list(parse_project_forms([table]))
    untold = [token.text for row in find_untold_rows([table], forms) for token in row]
    told = " ".join([*untold, *(word for form in forms for word in _told(form))])
    assert [cell for cell in _contents(numbered) if cell not in told] == []


def test_a_first_level_without_indicators_is_told() -> None:
    """Found by the property above: the row was carried down, and nothing came."""
    form = read_one("项目名称｜丁｜｜｜\n一级指标｜｜｜｜二级指标\n修路｜｜｜｜")
    assert said(form) == ("第7页：“修路”在一级指标栏里，没有所属的指标，没有归入",)


def test_a_first_level_alone_in_its_row_belongs_to_the_rows_below() -> None:
    form = read_one(
        "项目名称｜丁｜｜\n一级指标｜二级指标｜三级指标｜指标值\n建设｜｜｜\n｜数量指标｜修路｜3条\n效益指标｜｜｜"
    )
    assert indicator_words(form.indicators) == [("year", "建设", "数量指标", "修路", "3条")]
    assert said(form) == ()


def test_the_second_departmental_form_is_told() -> None:
    first, second = draw_table("部门名称｜甲局\n部门职责｜修路"), draw_table("部门名称｜乙局\n部门职责｜架桥")
    rows = find_untold_rows([first, second], [parse_overall_form(first)])
    assert [[token.text for token in row] for row in rows] == [["乙局"], ["架桥"]]


def test_amounts_printed_twice_under_their_labels_are_told() -> None:
    form = read_one("项目名称｜丁｜\n项目资金（元）｜实施期资金总额｜年度资金总额\n｜1.00｜2.00\n｜3.00｜4.00")
    assert [text for _, _, text, _ in funding_words(form)] == ["1.00", "2.00"]
    assert "3.00｜4.00" in said(form)[0]


def _draw(head: str, rows: list[list[str]]) -> Table:
    return draw_table("\n".join([HEADS[head], *("｜".join(row) for row in rows)]))


def _contents(rows: list[list[str]]) -> list[str]:
    return [cell for row in rows for cell in row if cell and cell != "^" and cell not in LABELS]


def _told(form: ProjectForm | OverallForm) -> list[str]:
    words = [*said(form), *form.fields, *(stated.text for stated in form.fields.values())]
    words += [form.goal_year.text] if form.goal_year else []
    words += [word for line in form.funding for word in (line.label, line.figure.text)]
    if isinstance(form, ProjectForm):
        words += [form.name.text, form.goal_period.text if form.goal_period else ""]
    else:
        words += [word for task in form.key_tasks for word in (task.function.text, task.task.text)]
    return words + [word for row in indicator_words(form.indicators) for word in row]
