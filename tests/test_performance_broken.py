"""Broken inputs, one mistake each (tests/broken/form_*.txt): the mistake is named with its line, the rest is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget.forms.performance import parse_project_forms
from budget.models import Grid, ProjectForm
from budget.reading.text import read_text
from tests.performance_golden import grid_to_table

BROKEN = Path(__file__).parent / "broken"

EXPECTED = {
    "form_without_name.txt": ("第5行：“项目名称”后面没有名称",),
    "form_amount_not_a_number.txt": ("第7行：“30,00O”不是金额，只留原文",),
    "form_amount_without_label.txt": ("第8行：“5,000”不在认得的栏目下，没有归入",),
    "form_goal_without_column.txt": ("第9行：“换灯60盏”没有对应的目标栏",),
    "form_row_too_long.txt": ("第12行：“质量指标｜合格率｜≥98%｜2项”和表头对不上，没有归入指标",),
    "form_target_without_name.txt": ("第12行：“质量指标｜≥98%”和表头对不上，没有归入指标",),
    "form_without_indicator_header.txt": (
        "第10行：“产出指标｜数量指标｜换灯数｜≥30盏”是指标，但前面没有指标表头，没有归入",
    ),
    "form_header_with_a_stranger.txt": (
        "第10行：“盏数”在指标表头一行里，没有归入",
        "第11行：“≥30盏”在不认得的栏里，没有归入",
    ),
}


def read_broken(name: str) -> ProjectForm:
    (page,) = read_text(BROKEN / name)
    (form,) = parse_project_forms([grid_to_table(block) for block in page.blocks if isinstance(block, Grid)])
    return form


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items(), ids=EXPECTED)
def test_mistake_is_named_with_its_line(name: str, expected: tuple[str, ...]) -> None:
    assert read_broken(name).warnings == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_the_rest_of_the_form_is_read(name: str) -> None:
    form = read_broken(name)
    assert form.fields["实施单位"].text == "甲市照明所"
    assert [line.label for line in form.funding] == ["实施期资金总额", "年度资金总额"]
    assert form.goal_period is not None and form.goal_period.text == "换灯90盏"


def test_every_broken_form_has_its_expectation() -> None:
    assert {file.name for file in BROKEN.glob("form_*.txt")} == set(EXPECTED)
