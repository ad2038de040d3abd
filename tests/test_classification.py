"""Subject lists: unique, every subject under a known one, explained by its name and year."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest

from budget.classification import SCHEMES, explain_subject, load_subjects


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
        (None, "办公费", 2017, None),
        (None, "行政运行", 2024, None),
        ("30201", "办公费", 2024, "购买日常办公用品"),
        ("30201", "印刷费", 2024, None),
    ],
    ids=["by name", "width of brackets", "before its year", "functional", "coded", "code of another"],
)
def test_meaning_of_an_economic_subject(code, name, year, begins):
    meaning = explain_subject(code, name, year)
    assert (meaning or "").startswith(begins or "")
    assert (meaning is None) == (begins is None)


def test_unknown_scheme_names_those_there_are():
    with pytest.raises(ValueError, match="economic_departmental"):
        load_subjects("economic")
