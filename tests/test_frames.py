"""Frames of the bundled disclosure: the figures a reader would check first, against the printed page."""

import hashlib
from decimal import Decimal

import pandas as pd
import pytest

from budget.disclosure import read_disclosure
from budget.frames import FRAMES, frames_of
from tests.builders import make_disclosure, make_table
from tests.grids import parse

WAN = Decimal(10_000)

TOTALS = [
    # measure, scope, vintage | printed
    ("income", "all", "all", "2153.13"),
    ("income", "all", "carryover_in", "1622.00"),
    ("income_current", "all", "all", "531.13"),
    ("expenditure", "all", "all", "2153.13"),
    ("expenditure", "all", "current_year", "531.13"),
    ("expenditure", "all", "carryover_in", "1622.00"),
    ("spending", "all", "all", "2153.13"),
    ("basic", "all", "all", "247.80"),
    ("project", "all", "all", "1905.34"),
    ("spending", "general_public", "current_year", "531.13"),
    ("project", "general_public", "current_year", "283.34"),
    ("projects", "all", "current_year", "283.34"),
    ("projects", "all", "carryover_in", "1622.00"),
    ("operating_cost", "all", "all", "28.39"),
]

SUBJECTS = [
    # code | depth, parent, total, basic, project, this year, carried over
    ("211", (1, None, "2067.68", "185.35", "1882.34", "467.68", "1600.00")),
    ("21103", (2, "211", "792.12", None, "792.12", "192.12", "600.00")),
    ("2110301", (3, "21103", "772.67", None, "772.67", "172.67", "600.00")),
    ("2119999", (3, "21199", "1000.00", None, "1000.00", None, "1000.00")),
    ("2080501", (3, "20805", "9.20", "9.20", None, "9.20", None)),
]

THREE_PUBLIC = [
    ("abroad", None),
    ("reception", None),
    ("vehicle", "12.60"),
    ("vehicle_purchase", None),
    ("vehicle_operation", "12.60"),
    ("total", "12.60"),
]


def yuan(printed):
    return None if printed is None else Decimal(printed) * WAN


@pytest.mark.parametrize(("measure", "scope", "vintage", "printed"), TOTALS)
def test_totals_as_printed(bundled, measure, scope, vintage, printed):
    frame = frames_of(bundled)["totals"]
    row = frame[(frame.measure == measure) & (frame.scope == scope) & (frame.vintage == vintage)]
    assert [(r.amount_yuan, r.printed_text) for r in row.itertuples()] == [(yuan(printed), printed)]


@pytest.mark.parametrize(("code", "expected"), SUBJECTS)
def test_a_subject_has_its_place_and_its_amounts(bundled, code, expected):
    frame = frames_of(bundled)["subjects"]
    row = frame[(frame.code == code) & (frame.scope == "all")].iloc[0].to_dict()
    amounts = [row[f"{name}_yuan"] for name in ("total", "basic", "project", "current_year", "carryover_in")]
    found = [None if a is None or a != a else a for a in amounts]
    parent = row["parent_code"] if isinstance(row["parent_code"], str) else None
    assert (row["depth"], parent, *found) == (*expected[:2], *map(yuan, expected[2:]))


@pytest.mark.parametrize(("item", "printed"), THREE_PUBLIC)
def test_three_public_costs_keep_blank_apart_from_zero(bundled, item, printed):
    frame = frames_of(bundled)["three_public"]
    row = frame[frame.item == item].iloc[0]
    assert bool(row.is_blank) is (printed is None)
    assert printed is None or row.amount_yuan == yuan(printed)


def test_ten_projects_this_year_three_carried_over_eight_with_a_form(bundled):
    projects = frames_of(bundled)["projects"]
    assert projects.vintage.value_counts().to_dict() == {"current_year": 10, "carryover_in": 3}
    without = projects[(projects.vintage == "current_year") & projects.form_id.isna()].name.tolist()
    assert without == ["“两山七河一流域”编制工作经费", "上党区主城区污水处理厂尾水人工湿地工程"]


def test_a_project_under_another_name_finds_its_form_by_amount(bundled):
    projects = frames_of(bundled)["projects"].set_index("name")
    found = projects.loc["大气污染防治精细化管控服务项目"]
    assert (found.form_name, found.match) == ("大气污染防治精细化管理服务项目", "similar_name")


def test_unit_roll_ups_are_not_projects(bundled):
    assert "长治市生态环境局上党分局" not in set(frames_of(bundled)["projects"].name)


def test_every_economic_row_keeps_both_classifications(bundled):
    frame = frames_of(bundled)["economic"]
    basic_pay = frame[frame.name == "基本工资"]
    assert basic_pay.governmental_name.tolist() == ["工资奖金津补贴", "工资福利支出"]
    assert basic_pay.total_yuan.tolist() == [yuan("3.00"), yuan("82.52")]
    assert basic_pay.parent_name.tolist() == ["工资福利支出"] * 2


def test_totals_never_stand_among_leaves(bundled):
    lines = frames_of(bundled)["lines"]
    leaves = lines[(lines.table_id == "expenditure_summary") & (lines.row_role == "leaf") & (lines.column_number == 0)]
    assert abs(leaves.amount_yuan.sum() - yuan("2153.13")) <= yuan("0.10")  # 17 rounded addends


@pytest.mark.parametrize("name", FRAMES)
def test_frames_have_their_declared_columns(bundled, name):
    assert list(frames_of(bundled)[name].columns) == [column.name for column in FRAMES[name].columns]


def test_projects_of_a_table_in_two_parts_have_ids_of_their_own():
    parts = [
        make_table("project_current", ("合计",), [("", "修路", "1.00"), ("", "植树", "2.00")], table_id=table_id)
        for table_id in ("project_current", "project_current.2")
    ]
    ids = frames_of(make_disclosure(*parts))["projects"].project_id.tolist()
    assert ids == ["current_year-0", "current_year-1", "current_year-2-0", "current_year-2-1"]


@pytest.fixture(scope="module")
def three(real_folder):
    return [read_disclosure(real_folder / f"{name}.pdf") for name in ("0bd164b5", "2134e39d", "a530fab1")]


@pytest.mark.parametrize("name", FRAMES)
def test_frames_of_several_documents_stand_one_under_the_other(three, name):
    spec, frames = FRAMES[name], [frames_of(disclosure)[name] for disclosure in three]
    stacked = pd.concat(frames, ignore_index=True)
    assert list(stacked.dtypes) == list(frames[0].dtypes), "types survive, also of empty frames"
    assert len(stacked) == sum(map(len, frames))
    assert not spec.key or not stacked.duplicated(list(spec.primary_key)).any()
    for disclosure, frame in zip(three, frames, strict=True):
        own = stacked[stacked.document_id == disclosure.document_id]
        assert len(own) == len(frame)
        whose = own[["body", "fiscal_year", "phase"]].drop_duplicates().to_records(index=False).tolist()
        assert whose in ([(disclosure.department, disclosure.fiscal_year, disclosure.phase)], [])
    for column, frame in spec.references.items():
        key = FRAMES[frame].primary_key
        known = pd.concat([frames_of(disclosure)[frame] for disclosure in three])[list(key)]
        wanted = stacked.dropna(subset=[column])[[key[0], column]]
        assert set(wanted.itertuples(index=False, name=None)) <= set(known.itertuples(index=False, name=None))


def test_the_same_files_are_the_same_document_wherever_they_lie(bundled, bundled_pdf, tmp_path):
    copies = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for copy in copies:
        copy.write_bytes(bundled_pdf.read_bytes())
    ids = {read_disclosure(copy).document_id for copy in copies}
    assert ids == {hashlib.sha256(bundled_pdf.read_bytes()).hexdigest()[:16]}
    assert bundled.document_id == "changzhi-shangdang-2024", "what meta.toml declares"


def test_basic_expenditure_of_the_general_budget_comes_from_its_own_table(real_folder):
    """江苏省人民检察院 2017, tables 三 and 九: all funds 12,323.48, general public budget 12,308.48."""
    totals = frames_of(read_disclosure(real_folder / "0bd164b5.pdf"))["totals"]
    basic = totals[totals.measure == "basic"].set_index("scope").printed_text
    assert (basic["all"], basic["general_public"]) == ("12,323.48", "12,308.48")


@pytest.mark.parametrize(
    ("columns", "cell"),
    [
        (("合计", "基本支出", "项目支出"), "general_expenditure/0/1"),
        (("合计", "上年预算", "增减"), "general_basic/0/0"),
    ],
    ids=["printed by function", "printed by economic subject only"],
)
def test_basic_expenditure_of_the_general_budget_is_one_amount(columns, cell):
    general = make_table("general_expenditure", columns, [(None, "合计", "9.00", "6.00", "3.00")])
    basic = make_table("general_basic", ("合计",), [(None, "合计", "6.00")])
    totals = frames_of(make_disclosure(general, basic))["totals"]
    assert totals[totals.measure == "basic"].cell.tolist() == [cell]


@pytest.mark.parametrize(
    ("columns", "cell"),
    [
        (("预算数", "决算数"), 1),
        (("决算数/一般公共预算", "决算数/政府性基金", "决算数/合计"), 2),
        (("基本支出", "项目支出", "2024年预算数"), 2),
    ],
    ids=["budget and account", "funds before their total", "kinds before the whole"],
)
def test_total_of_expenditure_stands_in_the_column_of_the_whole(columns, cell):
    rows = [(None, "一、教育支出", "3.00", "4.00", "7.00"), (None, "支出总计", "3.00", "4.00", "7.00")]
    cut = [row[: len(columns) + 2] for row in rows]
    summary = make_table("revenue_expenditure_summary", columns, cut, side="expenditure")
    totals = frames_of(make_disclosure(summary))["totals"]
    found = totals[(totals.measure == "expenditure") & (totals.vintage == "all")]
    assert found.cell.tolist() == [f"revenue_expenditure_summary.expenditure/1/{cell}"]


def test_carried_over_money_named_as_a_part_is_no_total():
    revenue, spending = parse(
        """
        收支预算总表
        单位：万元
        收入 | < | 支出 | <
        项目 | 金额 | 项目 | 金额
        一、财政拨款 | 20.00 | 一、教育支出 | 30.00
        其中：上年结转 | 4.00 | |
        上年结转 | 10.00 | |
        收入总计 | 30.00 | 支出总计 | 30.00
        """
    )
    totals = frames_of(make_disclosure(revenue, spending))["totals"]
    assert totals[totals.vintage == "carryover_in"].printed_text.tolist() == ["10.00"]


def test_only_the_rows_under_an_economic_class_have_it_as_parent():
    (table,) = parse(
        """
        一般公共预算基本支出表
        单位：万元
        科目编码 | 科目名称 | 合计
        301 | 工资福利支出 | 3.00
        30101 | 基本工资 | 3.00
        302 | 商品和服务支出 | 1.00
        30201 | 办公费 | 1.00
        合计 | < | 4.00
        """
    )
    rows = frames_of(make_disclosure(table))["economic"]
    assert list(zip(rows.name, rows.parent_name.fillna("-"), strict=True)) == [
        ("工资福利支出", "-"),
        ("基本工资", "工资福利支出"),
        ("商品和服务支出", "-"),
        ("办公费", "商品和服务支出"),
        ("合计", "-"),
    ]


def test_three_public_costs_of_units_are_not_those_of_the_whole():
    columns = ("合计", "因公出国（境）费", "公务接待费")
    rows = [
        (None, "合计", "5.00", "3.00", "2.00"),
        (None, "某局本级", "4.00", "3.00", "1.00"),
        (None, "某站", "1.00", None, "1.00"),
    ]
    frame = frames_of(make_disclosure(make_table("three_public", columns, rows)))["three_public"]
    assert frame.cell.tolist() == [f"three_public/0/{column}" for column in range(3)]
