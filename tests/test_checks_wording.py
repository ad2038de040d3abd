"""Every rule of wording: what it finds, what is innocent, what it can't judge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budget.checks import RULES
from budget.checks.wording.notes import passage_to_dates
from budget.models import (
    Disclosure,
    Finding,
    FormScope,
    Indicator,
    Level,
    Phase,
    Place,
    PrintedTable,
    ProjectForm,
    Stated,
    Status,
    TextLine,
)
from budget.narrative import lines_to_sections, sections_to_terms
from tests.builders import make_disclosure, make_table

P, F, N, NA = Status.PASSED, Status.FAILED, Status.NOT_POSSIBLE, Status.NOT_APPLICABLE
BY_ID = {rule.rule_id: rule for rule in RULES if rule.rule_id.startswith("wording_")}
HERE = Place(page=9)


def told(text: str, *tables: PrintedTable, **fields) -> Disclosure:
    """A disclosure with this prose and its glossary."""
    lines = [TextLine(line, Place(line=n)) for n, line in enumerate(text.split("\n"), 1) if line]
    sections = lines_to_sections(lines)
    return replace(make_disclosure(*tables, **fields), sections=sections, glossary=sections_to_terms(sections))


def form(target: str = "≥90%", **fields: str) -> ProjectForm:
    """A project form with one indicator and these fields."""
    indicator = Indicator(
        FormScope.YEAR, "产出指标", "时效指标", Stated("及时性", HERE), Stated(target, HERE), None, None, None
    )
    stated = {label: Stated(text, HERE) for label, text in fields.items()}
    return ProjectForm(Stated("某项目", HERE), stated, (), None, None, (indicator,), (HERE,))


def with_form(**fields: str) -> Disclosure:
    return replace(told("一、情况说明\n收入1万元。"), project_forms=(form(**fields),))


def run(rule_id: str, disclosure: Disclosure) -> list[Finding]:
    return list(BY_ID[rule_id](disclosure))


def statuses(rule_id: str, disclosure: Disclosure) -> list[Status]:
    return [finding.status for finding in run(rule_id, disclosure)]


MARKS = [
    ("wording_template", "收入0万元，与上年相比增加（减少）0万元，增长（减少）0%。", [F]),
    ("wording_template", "收入XX万元。", [F]),
    ("wording_template", "发放×××、×××二人补助。", [P]),
    ("wording_template", "收入比上年增加3万元，减少支出（另有说明）。", [P]),
    ("wording_missing_figure", "政府性基金支出预算支出万元。", [F, P]),
    ("wording_missing_figure", "经费减少100万元，减少9.52，主要原因是压减。", [P, F]),
    ("wording_missing_figure", "收入1万元（单位：万元），增长8.8%。", [P, P]),
    ("wording_change_of_zero", "经费3万元，比上年增加0万元，增长12%。", [F]),
    ("wording_change_of_zero", "经费0万元，比上年增加0万元，增长0%，与上年持平。", [P]),
    ("wording_change_of_zero", "经费0万元，与上年相比增加（减少）0万元。", [P]),
    ("wording_change_of_zero", "经费增加0.5万元。", [P]),
    ("wording_doubled", "因公出国因公出国费用。", [F, P]),
    ("wording_doubled", "收入1万元，，支出1万元。", [P, F]),
    ("wording_doubled", "预算管理管理办法，社会保险保险费。", [P, P]),
]


@pytest.mark.parametrize(("rule_id", "text", "expected"), MARKS, ids=[f"{m[0]}: {m[1][:16]}" for m in MARKS])
def test_slips_of_the_pen(rule_id: str, text: str, expected: list[Status]):
    assert statuses(rule_id, told("一、收入支出情况说明\n" + text)) == expected


TARGETS = [
    ("及时及时", "wording_doubled", F),
    ("及时完成", "wording_doubled", P),
    ("改善%", "wording_missing_figure", F),
]


@pytest.mark.parametrize(("target", "rule_id", "expected"), TARGETS, ids=[t[0] for t in TARGETS])
def test_targets_of_indicators(target: str, rule_id: str, expected: Status):
    found = statuses(rule_id, with_form(target=target))
    assert (F in found) == (expected is F)


def test_one_slip_in_many_places_is_one_finding():
    disclosure = told("一、收入情况说明\n收入0万元，增加（减少）0万元，增长（减少）0%。")
    findings = run("wording_template", disclosure)
    assert [(f.status, len(f.also_at)) for f in findings] == [(F, 1)]
    assert findings[0].operands[0].place.line == 2


def test_nothing_read_is_not_a_pass():
    assert statuses("wording_template", make_disclosure()) == [N]


GLOSSARY = "第四部分 名词解释\n一、“三公”经费：指{}用财政拨款安排的因公出国（境）费用。"
LEVELS = [
    ("省直部门", "长治市生态环境局上党分局", "\n区委、区政府交办。全区工作。区委决定。", [F]),
    ("市级部门", "长治市生态环境局上党分局", "\n区委、区政府交办。全区工作。区委决定。", [F]),
    ("区级部门", "长治市生态环境局上党分局", "\n区委、区政府交办。全区工作。区委决定。", [P]),
    ("区级部门", "上海市普陀区财政局", "", [P]),
    ("省级部门", "江苏省人民检察院", "", [P]),
    ("市级部门", "江苏省人民检察院", "", [F]),
    ("部门", "上海市普陀区财政局", "", [P]),
    ("省直部门", "生态环境分局", "", [N]),
    ("省直部门", None, "", [N]),
]


@pytest.mark.parametrize(("level", "department", "more", "expected"), LEVELS, ids=[f"{x[0]} in {x[1]}" for x in LEVELS])
def test_level_of_terms(level: str, department: str | None, more: str, expected: list[Status]):
    text = "第一部分 概况" + more + "\n" + GLOSSARY.format(level)
    assert statuses("wording_level_of_term", told(text, department=department)) == expected


NAMES = [
    ("某市生态环境局2024年度收入总计3万元。", [P]),
    ("市生态环境局2024年度收入总计3万元。", [P]),
    ("某市水务局2024年度收入总计3万元。", [F]),
    ("某市财政局2024年印发通知。", [P]),
    ("本部门2024年度收入总计3万元。", [P]),
]


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=[n[0][:12] for n in NAMES])
def test_other_organisations(text: str, expected: list[Status]):
    assert statuses("wording_other_organisation", told("一、收入情况说明\n" + text)) == expected
    assert statuses("wording_other_organisation", told("一、收入情况说明\n" + text, department=None)) == [N]


def test_department_wording_in_a_units_disclosure():
    text = "一、收入情况说明\n本部门2024年收入3万元。"
    assert statuses("wording_department_or_unit", told(text)) == [NA]
    assert statuses("wording_department_or_unit", told(text, level=Level.UNIT)) == [F]
    assert statuses("wording_department_or_unit", told(text.replace("部门", "单位"), level=Level.UNIT)) == [P]


YEARS = [
    ("一、机构情况\n纳入本部门2023年部门汇总预算编制范围的单位1家。", 2024, [F]),
    ("一、机构情况\n纳入本部门2024年部门汇总预算编制范围的单位1家。", 2024, [P]),
    ("第二部分 2024年度部门预算表\n第三部分 2023年度部门预算情况说明\n收入1万元。", 2024, [F]),
    ("一、2023年预算执行情况\n收入1万元。\n二、2024年预算情况说明\n收入1万元。", 2024, [P]),
    ("第三部分 2023年度部门预算情况说明\n收入1万元。", 2024, [N]),
    ("一、情况说明\n收入1万元。", None, [N]),
    ("第二部分 2023年—2024年预算情况表\n第三部分 2024年度部门预算情况说明\n收入1万元。", 2024, [P]),
]


@pytest.mark.parametrize(("text", "year", "expected"), YEARS, ids=[y[0][-24:].replace("\n", " ") for y in YEARS])
def test_years_in_titles_and_scope(text: str, year: int | None, expected: list[Status]):
    assert statuses("wording_stale_year", told(text, fiscal_year=year)) == expected


FUNCTIONAL = make_table(
    "general_expenditure",
    ("合计",),
    [
        (None, "合计", "30.00"),
        ("204", "公共安全支出", "30.00"),
        ("20405", "法院", "30.00"),
        ("2040502", "一般行政管理事务", "18.00"),
        ("2040599", "其他法院支出", "12.00"),
    ],
)
SUBJECTS = [
    ("法院（款）一般行政管理事务（项）支出18.00万元。", [P]),
    ("法院（款）一般行政事务管理（项）支出18.00万元。", [F]),
    ("法院（款）其它法院支出（项）12.00万元。", [F]),
    ("法院（类）一般行政管理事务（项）18.00万元。", [F]),
    ("法院（款）案件审判（项）7.00万元。", [N]),
    ("收入30.00万元。", []),
]


@pytest.mark.parametrize(("text", "expected"), SUBJECTS, ids=[s[0][:16] for s in SUBJECTS])
def test_names_of_subjects(text: str, expected: list[Status]):
    assert statuses("wording_subject_name", told("一、支出情况说明\n1." + text, FUNCTIONAL)) == expected


def test_names_of_subjects_need_the_table():
    assert statuses("wording_subject_name", told("一、支出情况说明\n1.法院（款）案件审判（项）7.00万元。")) == [N]


OLD = [
    ("医疗卫生与计划生育（类）支出3.00万元。", 2024, [P]),
    ("医疗卫生与计划生育支出3.00万元。", 2024, [F]),
    ("医疗卫生与计划生育支出3.00万元。", 2018, [P]),
    ("卫生健康支出3.00万元。", 2024, [P]),
    ("社会保障和就业支出（类）行政事业单位离退休（款）3.00万元。", 2024, [F]),
]


@pytest.mark.parametrize(("text", "year", "expected"), OLD, ids=[f"{o[0][:12]} {o[1]}" for o in OLD])
def test_names_of_older_lists(text: str, year: int, expected: list[Status]):
    assert statuses("wording_old_subject", told("一、支出情况说明\n" + text, fiscal_year=year)) == expected


def test_old_names_in_tables():
    table = make_table("general_expenditure", ("合计",), [("210", "医疗卫生与计划生育支出", "3.00")])
    assert statuses("wording_old_subject", make_disclosure(table, fiscal_year=2024)) == [F]
    assert statuses("wording_old_subject", make_disclosure(table, fiscal_year=None)) == []


ECONOMIC = make_table(
    "general_basic",
    ("金额",),
    [
        ("301", "工资福利支出", "9.00"),
        ("30101", "基本工资", "9.00"),
        ("302", "商品和服务支出", "3.00"),
        ("30201", "办公费", "2.00"),
        ("30207", "邮电费", "0.00"),
        ("30239", "其他交通费用", "1.00"),
    ],
)
LISTS = [
    ("公用经费3.00万元，主要包括：办公费、其他交通费。", [P]),
    ("公用经费3.00万元。主要包括：办公费、邮电费。", [F]),
    ("公用经费3.00万元，主要包括：办公费、咨询费等。", [F]),
    ("公用经费3.00万元，主要包括：办公费、办公费。", [F, P]),
    ("公用经费3.00万元，主要包括：办公费、水电交通费等。", [P]),
    ("公用经费3.00万元，用于日常运转。", []),
]


@pytest.mark.parametrize(("text", "expected"), LISTS, ids=[x[0][10:26] for x in LISTS])
def test_listed_economic_subjects(text: str, expected: list[Status]):
    assert statuses("wording_listed_subjects", told("一、基本支出情况说明\n" + text, ECONOMIC)) == expected


def test_one_list_in_two_sections_is_one_finding():
    text = "公用经费3.00万元，主要包括：办公费、邮电费。"
    twice = f"一、财政拨款基本支出情况说明\n{text}\n二、一般公共预算基本支出情况说明\n{text}"
    assert [len(f.also_at) for f in run("wording_listed_subjects", told(twice, ECONOMIC))] == [1]
    assert statuses("wording_listed_subjects", told("一、情况说明\n" + text)) == [N]


PURPOSES = [
    ("卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。主要用于：事业单位医疗保险支出。",
     "住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：事业单位医疗保险支出。", F),
    ("卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。主要用于：事业单位医疗保险支出。",
     "住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：在职人员住房公积金支出。", P),
    ("卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。主要用于：在职人员医疗保险支出。",
     "卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。主要用于：在职人员医疗保险支出。", P),
    ("卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。主要用于：保障单位正常运转支出。",
     "住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：保障单位正常运转支出。", P),
]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "expected"), PURPOSES, ids=["copied", "own", "same class", "general words"]
)
def test_purposes_of_subjects(first: str, second: str, expected: Status):
    found = statuses("wording_purpose", told(f"一、支出情况说明\n1、{first}\n2、{second}"))
    assert (F in found) == (expected is F)
    assert found


def noted(note: str) -> Disclosure:
    return make_disclosure(
        make_table("state_capital", ("合计",), [(None, "合计", None)], title="国有资本表", notes=[note])
    )


def test_year_of_notes():
    assert statuses("wording_note_year", noted("注：本部门2024年无国有资本经营预算。")) == [P]
    assert statuses("wording_note_year", noted("注：本部门2023年无国有资本经营预算。")) == [F]
    assert statuses("wording_note_year", noted("注：本表无数据")) == []


WORK = [
    ({"项目实施计划": "项目实施时间为2023年5月至2023年12月。"}, [F]),
    ({"项目实施计划": "管控时间2023年10月25日至2024年3月底，禁止行驶。"}, [P]),
    ({"项目实施计划": "开工日期：2023年10月8日，预计竣工日期：2023年10月23日。"}, [F]),
    ({"项目实施计划": "按季度实施，年底前完成验收。"}, []),
    ({"项目概况": "2019年6月启动建设，一期已经完成。"}, []),
    ({"项目概况": "工期自2022年3月至2023年6月。"}, [F]),
    ({"立项依据": "依据2022年3月印发的《实施办法》"}, [N]),
]


@pytest.mark.parametrize(("fields", "expected"), WORK, ids=[next(iter(w[0].values()))[:16] for w in WORK])
def test_dates_of_work(fields: dict[str, str], expected: list[Status]):
    assert statuses("wording_work_date", with_form(**fields)) == expected


def test_a_final_account_reports_work_of_its_own_year():
    disclosure = replace(with_form(项目实施计划="2024年5月完成验收。"), phase=Phase.FINAL_ACCOUNT)
    assert statuses("wording_work_date", disclosure) == [P]


@pytest.mark.parametrize(
    ("text", "years"),
    [("2025.1.1-2025.12.31", [2025]), ("工期自2023年3月至2024年底", [2023, 2024]), ("规划（2020-2035年）", [])],
)
def test_dates_in_a_plan(text: str, years: list[int]):
    assert [date.year for date in passage_to_dates(text)] == years


def test_every_rule_has_a_case():
    tested = {m[0] for m in MARKS} | {"wording_level_of_term", "wording_other_organisation", "wording_stale_year"}
    tested |= {"wording_department_or_unit", "wording_subject_name", "wording_listed_subjects", "wording_purpose"}
    tested |= {"wording_old_subject"}
    assert tested | {"wording_note_year", "wording_work_date"} == set(BY_ID)
