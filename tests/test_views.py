"""What the pages say of the bundled disclosure, and of documents that lack parts."""

from dataclasses import replace
from decimal import Decimal

import pytest

from budget.models import Phase, Vintage
from budget.views import (
    basic_project,
    economic,
    flow,
    income,
    indicators,
    overview,
    projects,
    public_costs,
    scopes,
    subjects,
    words,
)
from budget.views.book import Book
from budget.views.change import find_change
from budget.views.downloads import table_to_csv
from budget.views.functional import class_amounts
from budget.views.indicators import stated_indicators
from budget.views.money import DisplayUnit
from budget.views.shapes import Cell, CellKind, Column, Row, TableView
from tests.builders import make_disclosure, make_form, make_table

WAN = DisplayUnit.TEN_THOUSAND
ALL, CURRENT, CARRIED = Vintage.ALL, Vintage.CURRENT_YEAR, Vintage.CARRYOVER_IN


@pytest.fixture(scope="module")
def book(bundled):
    return Book(bundled)


def wan(printed):
    return None if printed is None else Decimal(printed) * 10_000


SENTENCES = [
    # view | what its answer must say
    (lambda b: overview.overview_headline(b, WAN), ["2,153.13 万元", "75.3%", "减少 34.24%", "增加 166.58%"]),
    (lambda b: overview.overview_headline(b, DisplayUnit.YUAN), ["21,531,300 元"]),
    (lambda b: income.income_headline(b, WAN), ["2,153.13 万元", "上年结转 **1,622.00 万元**（75.3%）"]),
    (lambda b: basic_project.kind_headline(b, WAN), ["247.80 万元", "1,905.34 万元", "283.34 万元"]),
    (lambda b: subjects.subjects_headline(b, None, ALL, WAN), ["5 个类", "节能环保支出 **2,067.68 万元**（96.0%）"]),
    (lambda b: subjects.subjects_headline(b, "21103", CARRIED, WAN), ["污染防治", "上年结转", "600.00 万元"]),
    (lambda b: projects.projects_headline(b, WAN), ["10 个", "283.34 万元", "3 个", "1,622.00 万元"]),
    (indicators.indicators_headline, ["8 张"]),
    (words.words_headline, ["名词解释 **", "29 节"]),
]


@pytest.mark.parametrize(("view", "said"), SENTENCES, ids=[s[1][0] for s in SENTENCES])
def test_the_answer_says_the_figures(book, view, said):
    answer = view(book).answer
    assert [phrase for phrase in said if phrase not in answer] == []


def test_a_total_that_balances_by_construction_says_so(book):
    assert "上年结转也记作收入" in income.income_headline(book, WAN).caution


CHANGES = [
    # amount of this year | change, percentage as printed, whether it is that of last year's figure
    ("2153.13", ("1345.43", "166.58", True)),
    ("531.13", ("-276.57", "-34.24", True)),
    ("28.39", ("-6.19", "-21.80", False)),
    ("12.60", ("0", None, True)),
]


@pytest.mark.parametrize(("amount", "expected"), CHANGES, ids=[c[0] for c in CHANGES])
def test_changes_are_found_and_checked_against_their_own_percentage(book, amount, expected):
    change = find_change(book, wan(amount))
    percent = None if expected[1] is None else Decimal(expected[1])
    assert (change.delta_yuan, change.percent, change.agrees) == (wan(expected[0]), percent, expected[2])


def test_no_change_is_made_up(book):
    assert find_change(book, wan("9.45")) is None


def test_last_years_figure_of_zero_gives_no_rate(book):
    rows = {row.cells[0].text: row.cells for row in overview.movement_table(book).rows}
    assert rows["上年结转"][1].yuan == 0
    assert rows["上年结转"][4].text == "上年为0"
    assert (rows["总计"][1].yuan, rows["总计"][3].yuan) == (wan("807.70"), wan("1345.43"))


FLOWS = [
    # money | from, to → amount
    (ALL, ("上年结转", "project"), "1622.00"),
    (ALL, ("一般公共预算", "basic"), "247.80"),
    (ALL, ("project", "节能环保支出"), "1882.34"),
    (CURRENT, ("一般公共预算", "project"), "283.34"),
    (CURRENT, ("project", "节能环保支出"), "282.34"),
    (CARRIED, ("project", "其他支出"), "22.00"),
]


@pytest.mark.parametrize(("vintage", "ends", "amount"), FLOWS, ids=lambda v: str(v))
def test_money_flows_from_source_to_class(book, vintage, ends, amount):
    links = {(link.start, link.end): link.yuan for link in flow.money_flow(book, vintage).links}
    assert links[ends] == wan(amount)


def test_carried_over_money_pays_no_basic_expenditure(book):
    assert all(link.end != "basic" for link in flow.money_flow(book, CARRIED).links)


def test_the_share_of_a_lowest_subject_is_of_the_subject_above(book):
    """Chosen or found, it says the same; once the table of the chosen one said 100 % of itself."""
    chosen, found = (make(book, "2110102", ALL) for make in (subjects.children_table, subjects.found_table))
    assert chosen.rows[0].cells[-1] == found.rows[0].cells[-1]
    assert chosen.rows[0].cells[-1].text == "15.3%"


def test_a_hundred_yuan_are_a_hundred(book):
    for vintage in Vintage:
        rows = overview.hundred_table(book, vintage).rows
        assert sum(row.cells[1].bar for row in rows) == pytest.approx(100)
    assert overview.hundred_table(book, ALL).rows[0].cells[1].bar == pytest.approx(96.03, abs=0.005)


def test_a_class_keeps_its_printed_total_where_rounded_parts_give_another(book):
    split = next(s for s in basic_project.kind_splits(book, ALL) if s.code == "211")
    total, basic, project = (split.amounts[m] for m in ("total", "basic", "project"))
    assert (basic + project, total) == (wan("2067.69"), wan("2067.68"))


def test_nothing_budgeted_is_said_in_words(book):
    table = income.income_table(book, ALL)
    assert [row.cells[0].text for row in table.rows] == ["一般公共预算", "上年结转"]
    assert "未安排：政府性基金预算、国有资本经营预算、财政专户管理资金、单位资金。" in table.notes
    public = {row.cells[0].text: row.cells[1] for row in public_costs.public_table(book).rows}
    assert public["公务接待费"].yuan is None
    assert public["公务接待费"].text == "未安排"
    assert public["“三公”经费合计"].yuan == wan("12.60")


def test_a_vehicle_costs_something_only_because_the_text_counts_them(book):
    assert "平均每辆 **1.80 万元**" in public_costs.vehicle_sentence(book, WAN)
    silent = replace(book.disclosure, sections=())
    assert public_costs.vehicle_sentence(Book(silent), WAN) == ""


def test_a_percentage_that_its_own_amounts_do_not_give_is_named(book):
    said = public_costs.operating_sentence(book, WAN)
    assert "21.8%" in said
    assert "17.9%" in said


def test_both_economic_classifications_stand_side_by_side(book):
    table = economic.economic_table(book)
    pairs = {(row.cells[0].text, row.cells[1].text): row.cells[2].yuan for row in table.rows}
    assert pairs["基本工资", "工资福利支出"] == wan("82.52")
    assert pairs["基本工资", "工资奖金津补贴"] == wan("3.00")


SEARCHES = [
    # asked | codes found
    ("2110301", {"2110301"}),
    ("21103", {"21103", "2110301", "2110302"}),
    ("大 气", {"2110301"}),
    ("不存在", None),
    ("", None),
]


@pytest.mark.parametrize(("asked", "codes"), SEARCHES, ids=[s[0] or "nothing" for s in SEARCHES])
def test_subjects_are_found_by_code_and_by_name(book, asked, codes):
    table = subjects.found_table(book, asked, ALL)
    assert (table and {row.cells[0].to["subject"] for row in table.rows}) == codes


MEANING = "节能环保支出：环境管理、污染防治、生态保护、节能等方面的支出（科目的一般含义，不是本文件的话）。"


@pytest.mark.parametrize(
    ("code", "said"),
    [(None, ""), ("211", MEANING), ("2110301", MEANING)],
    ids=["all subjects", "a class", "an item of it"],
)
def test_a_subject_says_what_it_means(book, code, said):
    assert subjects.subjects_headline(book, code, ALL, WAN).caution == said


def test_rows_explain_their_subject_where_an_explanation_is_written(book):
    rows = {row.cells[0].note.strip(): row.cells[0].help for row in subjects.all_subjects_table(book, ALL).rows}
    assert rows["211"] == MEANING
    assert rows["2110301"] == ""
    bought = {row.cells[0].text: row.cells[0].help for row in economic.economic_table(book).rows}
    assert bought["办公费"] == "办公费：购买日常办公用品、书报杂志等（科目的一般含义，不是本文件的话）。"


def test_a_total_in_no_known_unit_is_no_sum_of_ours(book):
    # 湖州市财政局 2026: 收支总表 whose unit was not found
    columns, rows = (
        ["合计", "基本支出", "项目支出"],
        [(None, "合计", "3", "1", "2"), ("211", "节能环保支出", "3", "1", "2")],
    )
    current = make_table(
        "revenue_expenditure_summary", ["金额"], [(None, "本年收入合计", "3")], side="revenue", unit=None
    )
    made = make_disclosure(current, make_table("general_expenditure", columns, rows))
    book = Book(replace(made, files=book.disclosure.files))
    table = subjects.all_subjects_table(book, Vintage.CURRENT_YEAR)
    assert [[cell.bar for cell in row.cells if cell.bar is not None] for row in table.rows] == [[]]


def test_the_tree_hangs_together_and_only_leaves_carry_area(book):
    nodes = {n.key: n for n in subjects.tree_nodes(book, ALL)}
    assert all(n.parent in nodes for n in nodes.values() if n.parent)
    parents = {n.parent for n in nodes.values()}
    assert all(n.is_leaf == (n.key not in parents) for n in nodes.values())
    leaves = sum(n.yuan for n in nodes.values() if n.is_leaf)
    assert abs(leaves - nodes[subjects.ROOT].yuan) < wan("0.05")


def test_every_project_is_there_with_what_it_lacks(book):
    listed = projects.list_projects(book)
    assert len(listed) == 13
    notes = {p.name: p.note for p in listed}
    assert notes["上党区主城区污水处理厂尾水人工湿地工程"] == projects.NO_FORM
    assert "大气污染防治精细化管理服务项目" in notes["大气污染防治精细化管控服务项目"]


def test_a_project_sheet_has_its_money_by_period_and_year(book):
    project = next(p for p in projects.list_projects(book) if p.name == "执法经费")
    sheet = projects.project_sheet(book, project.key)
    total = sheet.funding.rows[0]
    assert (total.cells[1].yuan, total.cells[2].yuan) == (wan("36"), wan("30"))
    assert dict(sheet.texts)["立项依据"] == "上党区人民政府2023年第30次常务会议纪要"


def test_targets_are_taken_apart_and_kept_as_printed(book):
    table = indicators.indicator_table(book, None, None, "执法工作运行成本")
    cells = [cell.text for cell in table.rows[0].cells]
    assert cells[4:8] == ["≤300000元", "不超过", "300000", "元"]


def test_an_empty_row_of_a_form_counts_as_nothing_stated(book):
    table = indicators.coverage_matrix(book)
    heads = [column.label for column in table.columns]
    economic_effect = [row.cells[heads.index("经济效益")].text for row in table.rows]
    assert set(economic_effect) <= {"0", "—"}


def test_scopes_stand_one_inside_the_other(book):
    rows = [(row.cells[0].text, row.cells[1].yuan) for row in scopes.scope_table(book).rows]
    assert rows == [
        ("全部收支", wan("2153.13")),
        ("财政拨款", wan("2153.13")),
        ("一般公共预算", wan("531.13")),
        ("基本支出", wan("247.80")),
    ]


def test_a_subject_without_money_of_this_kind_is_not_drawn(book):
    assert subjects.has_money(book, "211", CARRIED)
    assert not subjects.has_money(book, "208", CARRIED)


class TestDocumentsThatLackParts:
    """Nothing is drawn empty; what is not there is said."""

    @pytest.fixture
    def bare(self, bundled):
        return Book(replace(bundled, tables=(), sections=(), project_forms=(), overall_form=None, glossary=()))

    @pytest.mark.parametrize(
        ("view", "said"),
        [
            (lambda b: overview.overview_headline(b, WAN), "没有公开收支总表"),
            (lambda b: income.income_headline(b, WAN), "没有公开收入预算表"),
            (lambda b: basic_project.kind_headline(b, WAN), "没有公开基本支出"),
            (lambda b: subjects.subjects_headline(b, None, ALL, WAN), "没有公开带编码"),
            (lambda b: projects.projects_headline(b, WAN), "没有公开逐个项目"),
            (indicators.indicators_headline, "没有公开绩效目标表"),
            (words.words_headline, "没有文字说明"),
        ],
    )
    def test_a_missing_part_is_said(self, bare, view, said):
        assert said in view(bare).answer

    def test_nothing_is_drawn(self, bare):
        assert flow.money_flow(bare, ALL) is None
        assert subjects.tree_nodes(bare, ALL) == ()
        assert economic.economic_table(bare) is None
        assert public_costs.public_table(bare) is None
        assert overview.movement_table(bare) is None
        assert class_amounts(bare, ALL) == ()

    def test_final_accounts_speak_of_what_was_spent(self, bundled):
        final = Book(replace(bundled, phase=Phase.FINAL_ACCOUNT))
        assert "实际支出" in overview.overview_headline(final, WAN).answer


def test_csv_keeps_blank_apart_from_zero_and_disarms_formulas():
    columns = (Column("名称"), Column("金额", CellKind.MONEY))
    rows = (Row((Cell("=1+1"), Cell(yuan=Decimal("0.00")))), Row((Cell("大气"), Cell())))
    text = table_to_csv(TableView("x", "x", columns, rows)).decode("utf-8-sig")
    assert text.splitlines() == ["名称,金额（元）", "'=1+1,0", "大气,"]


def test_a_form_without_targets_of_the_year_counts_by_its_periods():
    both = [("period", "产出", "数量", "植树", "≥9"), ("year", "产出", "数量", "植树", "≥3")]
    forms = [
        make_form("造林", indicators=both),
        make_form("护林", indicators=[("period", "产出", "数量", "巡护", "≥5")]),
    ]
    stated = stated_indicators(Book(make_disclosure(project_forms=forms)))
    assert [(r["level3"], r["target_text"]) for r in stated] == [("植树", "≥3"), ("巡护", "≥5")]
