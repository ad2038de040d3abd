"""Subject lists: unique, every subject under a known one, names by year; unknown codes are no error."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest

from budget.classification import (
    DEPARTMENTAL,
    FUNCTIONAL,
    GOVERNMENTAL,
    SCHEMES,
    find_by_name,
    find_subject,
    load_subjects,
)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_subject_stands_under_a_known_one(scheme):
    codes = {s.code for s in load_subjects(scheme)}
    assert [s.code for s in load_subjects(scheme) if s.parent_code and s.parent_code not in codes] == []


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


@pytest.mark.parametrize(
    ("code", "scheme", "year", "name"),
    [
        ("2110301", FUNCTIONAL, 2024, "大气"),
        ("210", FUNCTIONAL, 2017, "医疗卫生与计划生育支出"),
        ("210", FUNCTIONAL, 2025, "卫生健康支出"),
        ("20805", FUNCTIONAL, 2018, "行政事业单位离退休"),
        ("20805", FUNCTIONAL, None, "行政事业单位养老支出"),
        ("30231", DEPARTMENTAL, 2024, "公务用车运行维护费"),
        ("30311", DEPARTMENTAL, 2017, "住房公积金"),
        ("50501", GOVERNMENTAL, 2024, "工资福利支出"),
        ("2999998", FUNCTIONAL, 2024, None),
    ],
)
def test_name_of_a_code(code, scheme, year, name):
    subject = find_subject(code, scheme, year)
    assert (subject.name if subject else None) == name


@pytest.mark.parametrize(
    ("name", "scheme", "level", "code"),
    [
        ("维修(护)费", DEPARTMENTAL, None, "30213"),
        ("工资福利支出", DEPARTMENTAL, 1, "301"),
        ("行政运行", FUNCTIONAL, None, None),
        ("没有的科目", DEPARTMENTAL, None, None),
    ],
    ids=["width of brackets", "class", "name of many", "unknown"],
)
def test_code_of_a_name(name, scheme, level, code):
    subject = find_by_name(name, scheme, level)
    assert (subject.code if subject else None) == code


def test_unknown_scheme_names_those_there_are():
    with pytest.raises(ValueError, match="economic_departmental"):
        load_subjects("economic")
