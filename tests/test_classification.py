"""Subject lists: unique, every subject under a known one, explained by its name and year."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest

from budget.classification import SCHEMES, Grade, explain_subject, load_subjects


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_subject_stands_under_a_known_one(scheme):
    codes = {s.code for s in load_subjects(scheme)}
    assert [s.code for s in load_subjects(scheme) if s.level > 1 and s.code[:-2] not in codes] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_years_of_one_code_do_not_overlap(scheme):
    ordered = sorted(load_subjects(scheme), key=lambda s: (s.code, s.from_year or 0))
    for code, group in groupby(ordered, key=lambda s: s.code):
        spans = [(s.from_year or 0, s.to_year or 9999) for s in group]
        assert all(a[1] < b[0] for a, b in pairwise(spans)), code


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_class_has_a_note_and_every_row_a_source(scheme):
    classes = [s for s in load_subjects(scheme) if s.level == 1]
    assert [s.code for s in classes if not s.note] == []
    assert [s.code for s in load_subjects(scheme) if not s.source] == []


CORRECTED = [
    ("2013899", 2025, "其他市场监督管理事务"),
    ("2080701", 2025, "就业创业服务补助"),
    ("2082899", 2025, "其他退役军人事务管理支出"),
    ("21305", 2024, "巩固脱贫攻坚成果衔接乡村振兴"),
    ("21305", 2023, "巩固脱贫衔接乡村振兴"),
    ("2130599", 2025, "其他巩固脱贫攻坚成果衔接乡村振兴支出"),
    ("2160219", 2025, "民贸民品贷款贴息"),
    ("2170199", 2025, "金融部门其他行政支出"),
    ("22303", 2024, "国有企业公益性补贴"),
    ("22303", 2023, "国有企业政策性补贴"),
    ("2240199", 2025, "其他应急管理支出"),
    ("2150510", 2025, None),
    ("2040405", 2018, "公诉、审判、侦查、执行等检察监督支出"),
    ("2179999", 2025, "其他金融支出"),
    ("31101", 2026, "资本金注入（基本建设）"),
    ("31206", 2026, "其他资本性补助"),
    ("50601", 2026, "资本性支出（一）"),
    ("50602", 2026, "资本性支出（二）"),
    ("50803", 2026, "资本金注入"),
    ("30311", 2018, None),
    ("30311", 2024, "代缴社会保险费"),
    ("30201", 2017, "办公费"),
]
"""Names of which official tables and many documents had others than our list, and those of a table's own slip."""


@pytest.mark.parametrize(("code", "year", "name"), CORRECTED, ids=[f"{c[0]} {c[1]}" for c in CORRECTED])
def test_name_of_a_code_in_a_year(code, year, name):
    holding = [s.name for scheme in SCHEMES for s in load_subjects(scheme) if s.code == code and s.holds_in(year)]
    assert holding == ([name] if name else [])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_graded_was_seen_in_years_of_its_name(scheme):
    subjects = load_subjects(scheme)
    assert [s.code for s in subjects if s.grade is not Grade.UNCHECKED and not s.seen] == []
    assert [s.code for s in subjects if not all(map(s.holds_in, s.seen))] == []


def test_a_code_is_in_one_list_only():
    lists = [{subject.code for subject in load_subjects(scheme)} for scheme in SCHEMES]
    assert len(set.union(*lists)) == sum(map(len, lists))


@pytest.mark.parametrize(
    ("code", "name", "year", "begins"),
    [
        ("211", "节能环保支出", 2024, "环境管理、污染防治"),
        ("211", "节 能 环 保 支 出", 2024, "环境管理、污染防治"),
        ("210", "卫生健康支出", 2024, "医院"),
        ("210", "卫生健康支出", 2017, None),
        ("210", "医疗卫生与计划生育支出", 2024, None),
        ("310", "资本性支出", 2024, "由各部门安排"),
        ("310", "资本性支出", None, "由各部门安排"),
        ("30213", "维修(护)费", 2024, "固定资产"),
        ("501", "机关工资福利支出", 2024, "机关和参照公务员法"),
        ("211", "文化旅游支出", 2024, None),
        ("2999998", "没有的科目", 2024, None),
    ],
    ids=[
        "class", "spaced out", "renamed", "before its year", "after its year", "newest", "year unknown",
        "width of brackets", "governmental", "another name", "unknown code",
    ],
)  # fmt: skip
def test_meaning_of_a_printed_subject(code, name, year, begins):
    meaning = explain_subject(code, name, year)
    assert (meaning or "").startswith(begins or "")
    assert (meaning is None) == (begins is None)


@pytest.mark.parametrize(
    ("code", "name", "year", "begins"),
    [
        (None, "办公费", 2024, "购买日常办公用品"),
        (None, "维修(护)费", 2024, "固定资产"),
        (None, "办公费", 2017, "购买日常办公用品"),
        (None, "职业年金缴费", 2017, None),
        (None, "行政运行", 2024, None),
        ("30201", "办公费", 2024, "购买日常办公用品"),
        ("30201", "印刷费", 2024, None),
    ],
    ids=["by name", "width of brackets", "of old", "before its year", "functional", "coded", "code of another"],
)
def test_meaning_of_an_economic_subject(code, name, year, begins):
    meaning = explain_subject(code, name, year)
    assert (meaning or "").startswith(begins or "")
    assert (meaning is None) == (begins is None)


def test_unknown_scheme_names_those_there_are():
    with pytest.raises(ValueError, match="economic_departmental"):
        load_subjects("economic")
