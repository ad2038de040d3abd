"""The Jiangsu layout: 万元, a summary in three parts, tables of one row without label, one amount column."""

from __future__ import annotations

from collections.abc import Sequence

from tests.synthetic.budget import (
    MEETING_CODE,
    RECEPTION_CODE,
    TRAINING_CODE,
    TRIP_CODE,
    VEHICLE_CODE,
    Budget,
    Cents,
    Subject,
    add,
)
from tests.synthetic.shanxi import CLASS_LABELS, NUMERALS, current
from tests.synthetic.style import Pen
from tests.synthetic.tables import Half, Row, SyntheticTable

UNIT = "万元"
GOODS = (("办公设备购置", "台式计算机"), ("办公设备购置", "多功能一体机"), ("印刷费", "印刷服务"), ("办公费", "复印纸"))


def build_tables(budget: Budget, pen: Pen) -> tuple[SyntheticTable, ...]:
    """All tables of the document in printed order."""
    functional = [(s, budget.sum_of(current, s.code)) for s in budget.functional_rows(current)]
    economic = [(s, budget.economic_sum(s.code)) for s in budget.economic_rows()]
    operating = [(s, amount) for s, amount in economic if s.code.startswith("302")]
    function_labels, subject_labels = ("功能科目代码", "功能科目名称"), ("科目编码", "科目名称")
    return (
        _summary(budget, pen),
        _revenue(budget, pen),
        _expenditure(budget, pen),
        _appropriation(budget, pen),
        _listing("appropriation_expenditure", "财政拨款支出预算表", function_labels, functional, pen),
        _listing("appropriation_basic", "财政拨款基本支出预算表", subject_labels, economic, pen),
        _listing("general_expenditure", "一般公共预算支出预算表", function_labels, functional, pen),
        _listing("general_basic", "一般公共预算基本支出预算表", subject_labels, economic, pen),
        _three_public(budget, pen),
        _listing("fund_expenditure", "财政拨款政府性基金支出预算表", function_labels, [], pen),
        _listing("state_capital", "国有资本经营预算支出预算表", function_labels, [], pen),
        _listing(
            "operating_cost", "一般公共预算机关运行经费支出预算表", subject_labels, operating, pen, "机关运行经费支出"
        ),
        _procurement(budget, pen),
    )


def _basic_and_project(budget: Budget) -> tuple[Cents, Cents, Cents]:
    return (budget.sum_of(current), budget.sum_of(lambda leaf: leaf.basic), budget.sum_of(lambda leaf: leaf.project))


def _use_rows(budget: Budget, pen: Pen) -> tuple[Row, ...]:
    _, basic, project = _basic_and_project(budget)
    uses = (("一、基本支出", basic), ("二、项目支出", project), ("三、单位预留机动经费", None))
    return tuple(Row(None, name, pen.texts(amount)) for name, amount in uses)


def _summary(budget: Budget, pen: Pen) -> SyntheticTable:
    """Income, expenditure by function and by use; the totals of both expenditure parts are printed once, merged."""
    total = budget.sum_of(current)
    codes = {s.name: s.code for s in budget.functional_rows(current)}
    income = ("一、财政拨款", "1.一般公共预算", "2.政府性基金预算", "二、财政专户管理资金", "三、其他资金")
    functions = tuple(
        Row(None, f"{n}、{label}", pen.texts(budget.sum_of(current, codes.get(label, "none"))))
        for n, label in zip(NUMERALS, CLASS_LABELS, strict=False)
    )
    return SyntheticTable(
        "revenue_expenditure_summary",
        "收支预算总表",
        None,
        UNIT,
        (
            ("收入", "", "支出", "", "", ""),
            ("项目名称", "金额", "功能分类", "", "支出用途", ""),
            ("", "", "功能科目名称", "金额", "项目名称", "金额"),
        ),
        (
            Half(
                "revenue",
                1,
                tuple(Row(None, x, pen.texts(total if i < 2 else None)) for i, x in enumerate(income)),
                (
                    Row(None, "当年收入小计", pen.texts(total)),
                    Row(None, "上年结转资金", ("",)),
                    Row(None, "收入合计", pen.texts(total)),
                ),
            ),
            Half("expenditure_function", 1, functions),
            Half(
                "expenditure_use",
                1,
                _use_rows(budget, pen),
                (
                    Row(None, "当年支出小计", pen.texts(total)),
                    Row(None, "结转下年资金", ("",)),
                    Row(None, "支出合计", pen.texts(total)),
                ),
            ),
        ),
        has_shared_foot=True,
    )


def _revenue(budget: Budget, pen: Pen) -> SyntheticTable:
    total = budget.sum_of(current)
    names = ("一般公共预算资金", "政府性基金", "财政专户管理资金", "其他资金", "上年结转和结余资金")
    rows = (Row(None, "收入总计", pen.texts(total)),) + tuple(
        Row(None, name, pen.texts(None if i else total)) for i, name in enumerate(names)
    )
    return SyntheticTable(
        "revenue_summary", "收入预算总表", None, UNIT, (("项目名称", "金额"),), (Half(None, 1, rows),)
    )


def _expenditure(budget: Budget, pen: Pen) -> SyntheticTable:
    half = Half(None, 5, (Row(None, "", pen.texts(*_basic_and_project(budget), None, None)),), has_name=False)
    header = (("合计", "基本支出", "项目支出", "单位预留机动经费", "结转下年资金"),)
    return SyntheticTable("expenditure_summary", "支出预算总表", None, UNIT, header, (half,))


def _appropriation(budget: Budget, pen: Pen) -> SyntheticTable:
    total = budget.sum_of(current)
    income = (Row(None, "一、一般公共预算", pen.texts(total)), Row(None, "二、政府性基金预算", pen.texts(None)))
    return SyntheticTable(
        "appropriation_summary",
        "财政拨款收支预算总表",
        None,
        UNIT,
        (("收入", "", "支出", ""), ("项目名称", "金额", "支出用途", ""), ("", "", "项目名称", "金额")),
        (
            Half("revenue", 1, income, (Row(None, "收入合计", pen.texts(total)),)),
            Half("expenditure", 1, _use_rows(budget, pen), (Row(None, "支出合计", pen.texts(total)),)),
        ),
    )


def _listing(
    kind: str,
    title: str,
    labels: tuple[str, str],
    lines: Sequence[tuple[Subject, Cents]],
    pen: Pen,
    amount_label: str = "金额",
) -> SyntheticTable:
    """合计 and one amount for each subject; without lines the table is published empty."""
    total = add(amount for subject, amount in lines if len(subject.code) == 3)
    rows = (
        Row(None, "合计", pen.texts(total) if lines else ("",)),
        *(Row(s.code, s.name, pen.texts(amount)) for s, amount in lines),
    )
    notes = () if lines else ("注：本部门无此项支出，故本表为空。",)
    half = Half(None, 1, rows, code_cuts=(7,))
    return SyntheticTable(kind, title, None, UNIT, ((*labels, amount_label),), (half,), notes)


def _three_public(budget: Budget, pen: Pen) -> SyntheticTable:
    trips, guests, vehicles, meetings, training = (
        budget.economic_sum(c) for c in (TRIP_CODE, RECEPTION_CODE, VEHICLE_CODE, MEETING_CODE, TRAINING_CODE)
    )
    three = add((trips, guests, vehicles))
    everything = add((three, meetings, training))
    texts = pen.texts(everything, three, trips, vehicles, None, vehicles, guests, meetings, training)
    header = (
        ("合计", "“三公”经费", "", "", "", "", "", "会议费", "培训费"),
        ("", "小计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费", "", ""),
        ("", "", "", "小计", "公务用车购置费", "公务用车运行维护费", "", "", ""),
    )
    half = Half(None, 9, (Row(None, "", texts),), has_name=False)
    return SyntheticTable("three_public", "“三公”经费、会议费、培训费支出预算表", None, UNIT, header, (half,))


def _procurement(budget: Budget, pen: Pen) -> SyntheticTable:
    """Goods under their category and project; the name of a line is what is bought."""
    amounts = [amount for _, amount in budget.projects][: len(GOODS)]
    total = add(amounts)
    lines = [
        Row(None, name, pen.texts(amount), ("", project, subject))
        for (project, _), (subject, name), amount in zip(budget.projects, GOODS, amounts, strict=False)
    ]
    rows = (Row(None, "", pen.texts(total), ("合计",)), Row(None, "", pen.texts(total), ("一、货物A",)), *lines)
    header = (("采购品目大类", "专项名称", "经济科目", "采购物品名称", "总计"),)
    half = Half(None, 1, rows, label_count=3)
    return SyntheticTable("procurement", f"{budget.year}年政府采购预算表", None, UNIT, header, (half,))
