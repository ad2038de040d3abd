"""The prose of a synthetic disclosure: amounts, shares and changes that follow from its figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from tests.synthetic import shanghai, shanxi
from tests.synthetic.budget import Budget, Cents


def draw_prose(budget: Budget, layout: str) -> tuple[str, ...]:
    """Headings and paragraphs as the places write them."""
    total = (
        budget.sum_of({"shanxi": shanxi.everything, "shanghai": shanghai.everything}.get(layout, shanxi.current)) or 0
    )
    basic = budget.sum_of(lambda leaf: leaf.basic) or 0
    who = f"{budget.year}年度{budget.department}"
    change = _change(total, budget.last_year, layout)
    return (
        f"第三部分 {budget.year}年度部门预算情况说明",
        "一、部门预算收支数据变动情况及原因",
        f"{who}预算收入总计{_ten_thousands(total, layout)}万元，{change}，主要原因是项目有变动。",
        "二、支出预算情况说明",
        f"{who}支出预算{_ten_thousands(total, layout)}万元，其中：基本支出{_ten_thousands(basic, layout)}万元，"
        f"占{_percent(basic, total)}%；项目支出{_ten_thousands(total - basic, layout)}万元，"
        f"占{_percent(total - basic, total)}%。",
        "第四部分 名词解释",
        "一、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
        "二、项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。",
    )


def _change(total: int, last_year: int, layout: str) -> str:
    """The change against last year, in per cent of last year's figure."""
    words = ("增加", "增长") if total >= last_year else ("减少", "下降")
    difference = abs(total - last_year)
    return f"比上年{words[0]}{_ten_thousands(difference, layout)}万元，{words[1]}{_percent(difference, last_year)}%"


def _percent(part: int, whole: int) -> Decimal:
    if whole == 0:
        return Decimal("0.00")
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _ten_thousands(amount: Cents, layout: str) -> str:
    """Hundredths of the table's unit → 万元 with two places."""
    yuan_per_cent = 10_000 if layout == "shanghai" else 1
    value = (Decimal(amount or 0) / 100 / yuan_per_cent).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{value:,}"
