"""Broken inputs, one mistake each (tests/broken/form_*.txt): the mistake is named with its line, the rest is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget.forms.performance import parse_project_forms
from budget.models import Grid, ProjectForm
from budget.reading.text import read_text
from budget.words import message_to_text
from tests.notices import said
from tests.performance_golden import grid_to_table

BROKEN = Path(__file__).parent / "broken"

EXPECTED = {
    "form_without_name.txt": ("第5行：“项目名称”后面没有名称",),
    "form_amount_not_a_number.txt": ("第7行：“30,00O”不是金额，只留了原文，没有归入",),
    "form_amount_without_label.txt": ("第8行：“5,000”不在认得的栏目下，没有归入",),
    "form_goal_without_column.txt": ("第9行：“换灯60盏”没有对应的目标栏，没有归入",),
    "form_row_too_long.txt": ("第12行：“质量指标｜合格率｜≥98%｜2项”和表头对不上，没有归入",),
    "form_target_without_name.txt": ("第12行：“质量指标｜≥98%”和表头对不上，没有归入",),
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
    assert said(read_broken(name)) == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_the_rest_of_the_form_is_read(name: str) -> None:
    form = read_broken(name)
    assert form.fields["实施单位"].text == "甲市照明所"
    assert [line.label for line in form.funding] == ["实施期资金总额", "年度资金总额"]
    assert form.goal_period is not None and form.goal_period.text == "换灯90盏"


def test_every_broken_form_has_its_expectation() -> None:
    assert {file.name for file in BROKEN.glob("form_*.txt")} == set(EXPECTED)


def test_rows_without_a_place_are_counted_as_unread(tmp_path: Path) -> None:
    from budget.disclosure import read_disclosure
    from tests.performance_golden import DISCLOSURE

    row = "\t\t\t工资保险保障率\t≥99%\t\t工资保险保障率\t≥99%"
    text = DISCLOSURE.read_text(encoding="utf-8")
    assert text.count(row) == 1
    damaged = tmp_path / "damaged.txt"
    damaged.write_text(text.replace(row, "\t\t≥99%\t工资保险保障率"), encoding="utf-8")
    (unread,) = [u for u in read_disclosure(damaged).coverage.unread if u.reason.id == "form.unplaced"]
    words = message_to_text(unread.reason)
    assert (unread.text, words) == ("监测站经费", "第673行：“≥99%｜工资保险保障率”和表头对不上，没有归入")
