"""指标值 → comparison, number, unit; everything that is not one plain quantity has no parts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.forms.performance_targets import NO_PARTS, TargetParts, is_target_like, sign_to_operator, text_to_target


def parts(operator: str | None, number: str, unit: str | None) -> TargetParts:
    return TargetParts(operator, Decimal(number), unit)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("≥90%", parts("≥", "90", "%")),
        ("2项", parts(None, "2", "项")),
        ("≤300000元", parts("≤", "300000", "元")),
        ("≤243719.1元", parts("≤", "243719.1", "元")),
        ("≥200条", parts("≥", "200", "条")),
        ("12月", parts(None, "12", "月")),
        ("100%", parts(None, "100", "%")),
        ("＝100％", parts("=", "100", "%")),
        ("＞９０％", parts(">", "90", "%")),
        ("<5.5‰", parts("<", "5.5", "‰")),
        ("≥ 1,000 人次", parts("≥", "1000", "人次")),
        ("大于等于95分", parts("≥", "95", "分")),
        ("不低于40种", parts("≥", "40", "种")),
        ("不少于3次", parts("≥", "3", "次")),
        ("不超过30万元", parts("≤", "30", "万元")),
        ("控制在5%以内", parts("≤", "5", "%")),
        ("小于3天", parts("<", "3", "天")),
        ("95%以上", parts("≥", "95", "%")),
        ("90%（含）以上", parts("≥", "90", "%")),
        ("3天以内", parts("≤", "3", "天")),
        ("8小时内", parts("≤", "8", "小时")),
        ("≤35μg/m3", parts("≤", "35", "μg/m3")),
        ("50㎡", parts(None, "50", "㎡")),
        ("20元/人", parts(None, "20", "元/人")),
        ("2套（件）", parts(None, "2", "套(件)")),
        ("≥90", parts("≥", "90", None)),
        ("0", parts(None, "0", None)),
        ("≥95%。", parts("≥", "95", "%")),
    ],
)
def test_quantities_have_parts(raw: str, expected: TargetParts) -> None:
    assert text_to_target(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "及时完成", "改善%", "提升幸福感", "按时到位", "全部", "一次", "", "≥", "%", "①",
        "1-2次", "90%-95%", "80～90分", "1:1", "3项、2次", "1,2项", "≥90%≤95%", "不低于90%以下",
        "2024年", "2024年12月底前", "6月底前", "12月31日前", "90%左右", "100余人", "PM2.5", "1e9", "１．２．３",
    ],
)  # fmt: skip
def test_words_ranges_and_dates_have_none(raw: str) -> None:
    assert text_to_target(raw) == NO_PARTS
    assert not is_target_like(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("≥", "≥"),
        (">=", "≥"),
        ("大于等于", "≥"),
        ("＝", "="),
        ("<", "<"),
        ("定性", None),
        ("正向指标", None),
        ("", None),
    ],
)
def test_sign_column(raw: str, expected: str | None) -> None:
    assert sign_to_operator(raw) == expected


@given(
    operator=st.sampled_from(["≥", "≤", ">", "<", "=", None]),
    number=st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    unit=st.sampled_from(["%", "元", "万元", "人次", "项", "公里", "元/人", "㎡", None]),
    is_grouped=st.booleans(),
)
def test_print_then_parse_gives_the_same(
    operator: str | None, number: Decimal, unit: str | None, is_grouped: bool
) -> None:
    printed = f"{number:,}" if is_grouped else str(number)
    assert text_to_target(f"{operator or ''}{printed}{unit or ''}") == TargetParts(operator, number, unit)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(raw: str) -> None:
    target = text_to_target(raw)
    assert target.number is not None or target == NO_PARTS
