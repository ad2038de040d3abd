"""Signals: ranked by rule, with formula, population and evidence; silent where the document gives no ground."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from budget.frames import frames_of
from budget.models import Disclosure, Place, Statement, StatementKind
from budget.signals import RULES, TOP, Signal, observe
from budget.words import choice_to_explanation, message_to_text
from tests.builders import REAL, make_disclosure, make_form, make_section, make_table, truth_disclosure

JUDGEMENTS = ("浪费", "异常", "违规", "不合理", "可疑", "超标", "问题")


def stated(
    kind: StatementKind, subject: str, value: str, unit: str, clause: str, direction=None, reason=None
) -> Statement:
    return Statement(kind, subject, Decimal(value), value, unit, direction, clause, reason, "3.1", 0, 1, Place(page=2))


def made(vehicle_counts: tuple[str, ...] = ("4",)) -> Disclosure:
    spending = make_table(
        "expenditure_summary",
        ("合计", "基本支出", "项目支出"),
        [
            ("211", "节能环保支出", "1,800.00", "800.00", "1,000.00"),
            ("2110301", "大气", "1,000.00", None, "1,000.00"),
            ("2110101", "行政运行", "800.00", "800.00", None),
            (None, "合计", "1,800.00", "800.00", "1,000.00"),
        ],
    )
    three_public = make_table("three_public", ("合计",), [(None, "公务用车运行费", "12.60")])
    projects = make_table("project_current", ("合计",), [(None, "监测站经费", "24.37"), (None, "专项甲", "100.00")])
    same = [
        ("year", "满意度指标", "服务对象满意度", "群众满意度", "≥95%"),
        ("year", "产出指标", "时效指标", "及时性", "及时完成"),
    ]
    forms = [make_form("监测站经费", indicators=same, year="243,700"), make_form("别的项目", indicators=same)]
    counts = [
        stated(StatementKind.COUNT, "车辆", value, "辆", f"共有车辆{value}辆，其中：公务用车{value}辆")
        for value in vehicle_counts
    ]
    changes = [
        stated(StatementKind.CHANGE_PCT, "收入总计", "166.58", "%", "比上年增长166.58%", 1, "结转增加"),
        stated(StatementKind.CHANGE_PCT, "本年预算", "34.24", "%", "比上年下降34.24%", -1),
    ]
    section = replace(make_section("…"), statements=(*counts, *changes))
    return make_disclosure(spending, three_public, projects, sections=[section], project_forms=forms)


def by_rule(signals: tuple[Signal, ...], rule: str) -> list[Signal]:
    return [signal for signal in signals if signal.rule == rule]


FIRST = [
    ("largest_subject", "大气（2110301） 1,000.00 万元，占全部支出的 55.6%。", Decimal(10000000)),
    ("largest_project", "专项甲（本年预算） 100.00 万元，占所列项目的 80.4%。", Decimal(1000000)),
    ("project_without_form", None, Decimal(1000000)),
    ("stated_change", "“收入总计”增加 166.58%，文中所述原因：结转增加。", Decimal("166.58")),
    ("identical_indicator", None, Decimal(2)),
    ("target_in_words", None, Decimal(50)),
    ("cost_per_vehicle", "公务用车运行维护费 12.60 万元，按文中所述 4 辆计，每辆 3.15 万元。", Decimal(31500)),
]


@pytest.mark.parametrize(("rule", "sentence", "value"), FIRST, ids=[row[0] for row in FIRST])
def test_the_first_of_each_rule(rule: str, sentence: str | None, value: Decimal):
    first = by_rule(observe(made()), rule)[0]
    assert first.value == value
    assert sentence is None or message_to_text(first.sentence) == sentence


def test_a_change_without_a_reason_says_so():
    (_, fall) = by_rule(observe(made()), "stated_change")
    assert message_to_text(fall.sentence) == "“本年预算”减少 34.24%，文中没有说明原因。"


@pytest.mark.parametrize("counts", [(), ("4", "5"), ("0",)], ids=["no count", "two counts", "no vehicle"])
def test_no_cost_per_vehicle_without_exactly_one_count(counts: tuple[str, ...]):
    assert by_rule(observe(made(counts)), "cost_per_vehicle") == []


def test_projects_are_not_said_to_lack_forms_where_no_form_is_published():
    assert by_rule(observe(replace(made(), project_forms=())), "project_without_form") == []


def documents() -> list[str]:
    return ["made", *sorted(path.stem for path in REAL.glob("*.json"))]


@pytest.mark.parametrize("name", documents())
def test_every_signal_can_be_followed_and_judges_nobody(name: str):
    disclosure = made() if name == "made" else truth_disclosure(name)
    cells = set(frames_of(disclosure)["lines"]["cell"])
    signals = observe(disclosure)
    for signal in signals:
        assert choice_to_explanation(signal.rule)
        assert signal.population
        assert signal.evidence
        assert not any(word in message_to_text(signal.sentence) for word in JUDGEMENTS)
        assert all(e.cell in cells if e.cell else e.page or e.line for e in signal.evidence)
    for rule in {signal.rule for signal in signals} - {"project_without_form"}:
        values = [signal.value for signal in by_rule(signals, rule)]
        assert values == sorted(values, reverse=True)
        assert len(values) <= TOP


def test_an_empty_document_gives_no_signal():
    assert RULES
    assert observe(make_disclosure()) == ()
