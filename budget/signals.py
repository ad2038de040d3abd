"""Signals: neutral, ranked observations by rule. Not findings, no judgement: a reader decides what they mean.

Each says its formula, out of how many things it was chosen, and where the figures stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.amounts import format_amount
from budget.frames.records import Record, records_of
from budget.models import (
    OVERALL_FORM_ID,
    Disclosure,
    FormScope,
    RowRole,
    Scope,
    StatementKind,
    ThreePublicItem,
    Vintage,
)

TOP = 5
"""How many of a ranking are shown; the population says out of how many."""
WAN = Decimal(10_000)
SPENDING_SCOPES = ((Scope.ALL, "全部支出"), (Scope.APPROPRIATION, "财政拨款"), (Scope.GENERAL_PUBLIC, "一般公共预算"))
VINTAGE_WORDS = {Vintage.CARRYOVER_IN: "（上年结转）", Vintage.CURRENT_YEAR: "（本年预算）"}
VEHICLE_WORDS = re.compile(r"公务用车|车辆")
VEHICLE_UNIT = "辆"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an operand stands: a printed cell, or a page or line with the words."""

    label: str
    cell: str | None = None
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """One observation. `rank` is its place among those of its rule, from 1; `population` what it was chosen from."""

    rule: str
    rank: int
    sentence: str
    formula: str
    population: str
    evidence: tuple[Evidence, ...]
    value: Decimal | None = None
    unit: str = ""


def observe(disclosure: Disclosure) -> tuple[Signal, ...]:
    """All observations, rule by rule, the largest first."""
    return tuple(signal for rule in RULES for signal in rule(records_of(disclosure)))


def largest_subjects(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """The lowest functional subjects with the most money."""
    leaves, scope = _leaf_subjects(frames)
    whole = sum((r["total_yuan"] for r in leaves), Decimal(0))
    for rank, r in _ranked(leaves, lambda r: r["total_yuan"]):
        yield Signal(
            "largest_subject", rank,
            f"{r['name']}（{r['code']}） {_wan(r['total_yuan'])}，占{scope}的 {_percent(r['total_yuan'], whole)}。",
            "该科目合计 ÷ 最末级科目合计之和", f"{scope}的 {len(leaves)} 个最末级功能科目",
            (Evidence(r["name"], r["total_cell"]),), r["total_yuan"], "元",
        )  # fmt: skip


def most_carried_over(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """The subjects with the largest share of money from earlier years."""
    leaves, _ = _leaf_subjects(frames)
    split = [r for r in leaves if r["carryover_in_yuan"] and r["total_yuan"]]
    for rank, r in _ranked(split, lambda r: r["carryover_in_yuan"] / r["total_yuan"]):
        yield Signal(
            "carried_over", rank,
            f"{r['name']}（{r['code']}） {_wan(r['total_yuan'])} 中，{_wan(r['carryover_in_yuan'])}"
            f"（{_percent(r['carryover_in_yuan'], r['total_yuan'])}）是上年结转。",
            "上年结转 ÷ 合计", f"{len(leaves)} 个最末级功能科目中有上年结转的 {len(split)} 个",
            (Evidence("上年结转", r["carryover_in_cell"]), Evidence("合计", r["total_cell"])),
            r["carryover_in_yuan"] / r["total_yuan"] * 100, "%",
        )  # fmt: skip


def largest_projects(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """The projects with the most money, this year's and carried-over ones in one ranking."""
    priced = [r for r in frames["projects"] if r["amount_yuan"] is not None]
    whole = sum((r["amount_yuan"] for r in priced), Decimal(0))
    for rank, r in _ranked(priced, lambda r: r["amount_yuan"]):
        vintage = VINTAGE_WORDS[r["vintage"]]
        yield Signal(
            "largest_project", rank,
            f"{r['name']}{vintage} {_wan(r['amount_yuan'])}，占所列项目的 {_percent(r['amount_yuan'], whole)}。",
            "该项目金额 ÷ 项目表所列金额之和", f"项目表所列的 {len(priced)} 个项目",
            (Evidence(r["name"], r["cell"]),), r["amount_yuan"], "元",
        )  # fmt: skip


def projects_without_form(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """Projects of the tables for which the document holds no performance form."""
    if not frames["project_forms"]:
        return
    bare = [r for r in frames["projects"] if not r["form_id"]]
    for rank, r in enumerate(sorted(bare, key=lambda r: -(r["amount_yuan"] or 0)), start=1):
        amount = f"（{_wan(r['amount_yuan'])}）" if r["amount_yuan"] is not None else ""
        yield Signal(
            "project_without_form", rank,
            f"项目表列有“{r['name']}”{amount}，文件中没有同名或名称相近且金额相符的绩效目标表。",
            "项目表中的名称与绩效目标表的名称逐一对应",
            f"{len(frames['projects'])} 个项目、{len(frames['project_forms'])} 张绩效目标表，没有对应的 {len(bare)} 个",
            (Evidence(r["name"], r["cell"]),), r["amount_yuan"], "元",
        )  # fmt: skip


def identical_indicators(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """Indicators with the same words and target in several projects."""
    stated = [r for r in _yearly_indicators(frames) if r["form_id"] != OVERALL_FORM_ID]
    groups: dict[tuple[str, str], dict[str, Record]] = {}
    for r in stated:
        groups.setdefault((r["level3"], r["target_text"] or "（未填）"), {})[r["form_id"]] = r
    shared = [(words, forms) for words, forms in groups.items() if len(forms) > 1]
    ranked = sorted(shared, key=lambda item: -len(item[1]))[:TOP]
    for rank, ((words, target), forms) in enumerate(ranked, start=1):
        names = "、".join(dict.fromkeys(r["project_name"] for r in forms.values()))
        yield Signal(
            "identical_indicator", rank,
            f"指标“{words}：{target}”在 {len(forms)} 个项目中逐字相同：{names}。",
            "三级指标与指标值逐字相同", f"{len(stated)} 条年度项目指标，共 {len(groups)} 种写法",
            tuple(Evidence(r["project_name"], None, r["page"], r["line"]) for r in forms.values()),
            Decimal(len(forms)), "个",
        )  # fmt: skip


def targets_without_number(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """Projects by the share of their yearly indicators whose target names no number."""
    forms: dict[str, list[Record]] = {}
    for r in _yearly_indicators(frames):
        forms.setdefault(r["form_id"], []).append(r)
    worded = {form: [r for r in rows if r["target_number"] is None] for form, rows in forms.items()}
    ranked = sorted((form for form in forms if worded[form]), key=lambda form: -len(worded[form]) / len(forms[form]))
    for rank, form in enumerate(ranked[:TOP], start=1):
        rows, without = forms[form], worded[form]
        yield Signal(
            "target_in_words", rank,
            f"{rows[0]['project_name']}的 {len(rows)} 条年度指标中，{len(without)} 条的指标值没有数字。",
            "指标值没有数字的条数 ÷ 有内容的年度指标条数", f"有年度指标的 {len(forms)} 张表",
            tuple(Evidence(r["level3"], None, r["page"], r["line"]) for r in without),
            Decimal(len(without)) / len(rows) * 100, "%",
        )  # fmt: skip


def largest_stated_changes(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """The changes against last year that the text itself states, by their percentage."""
    stated = [r for r in frames["statements"] if r["kind"] == StatementKind.CHANGE_PCT and r["direction"] in (1, -1)]
    for rank, r in _ranked(stated, lambda r: abs(r["value"])):
        word = "增加" if r["direction"] > 0 else "减少"
        reason = f"，文中所述原因：{r['reason'].rstrip('。')}" if r["reason"] else "，文中没有说明原因"
        yield Signal(
            "stated_change", rank,
            f"“{r['subject']}”{word} {r['printed_text'].rstrip('%％')}%{reason}。",
            "文中所述变动率（以上年数为底）", f"文字说明中写明变动率的 {len(stated)} 处",
            (Evidence(r["subject"] or r["clause"], None, r["page"], r["line"]),), abs(r["value"]), "%",
        )  # fmt: skip


def cost_per_vehicle(frames: Mapping[str, Sequence[Record]]) -> Iterator[Signal]:
    """Running cost per official vehicle, only where the text states one count of vehicles."""
    counted = (r for r in frames["statements"] if r["kind"] == StatementKind.COUNT)
    vehicles = (r for r in counted if r["printed_unit"] == VEHICLE_UNIT and VEHICLE_WORDS.search(r["clause"] or ""))
    counts = {r["value"]: r for r in vehicles}
    costs = [r for r in frames["three_public"] if r["item"] == ThreePublicItem.VEHICLE_OPERATION and r["amount_yuan"]]
    positive = [r for value, r in counts.items() if value > 0]
    if len(positive) != 1 or not costs:
        return
    count, cost = positive[0], costs[-1]
    each = cost["amount_yuan"] / count["value"]
    yield Signal(
        "cost_per_vehicle", 1,
        f"公务用车运行维护费 {_wan(cost['amount_yuan'])}，按文中所述 {count['value'].normalize():f} 辆计，"
        f"每辆 {_wan(each)}。",
        "公务用车运行维护费 ÷ 文中所述车辆数", "文字说明中只写了一个车辆数",
        (
            Evidence("公务用车运行维护费", cost["cell"]),
            Evidence("车辆数", None, count["page"], count["line"]),
        ),
        each, "元",
    )  # fmt: skip


RULES: tuple[Callable[[Mapping[str, Sequence[Record]]], Iterator[Signal]], ...] = (
    largest_subjects,
    most_carried_over,
    largest_projects,
    projects_without_form,
    largest_stated_changes,
    identical_indicators,
    targets_without_number,
    cost_per_vehicle,
)


def _yearly_indicators(frames: Mapping[str, Sequence[Record]]) -> list[Record]:
    return [r for r in frames["indicators"] if r["level3"] and r["scope"] == FormScope.YEAR]


def _leaf_subjects(frames: Mapping[str, Sequence[Record]]) -> tuple[list[Record], str]:
    """The lowest subjects of the widest scope that the document prints, and that scope's name."""
    for scope, name in SPENDING_SCOPES:
        rows = [r for r in frames["subjects"] if r["scope"] == scope]
        if rows:
            return [r for r in rows if r["row_role"] == RowRole.LEAF and r["total_yuan"] is not None], name
    return [], ""


def _ranked(records: Sequence[Record], measure: Callable[[Record], Decimal]) -> Iterator[tuple[int, Record]]:
    return enumerate(sorted(records, key=measure, reverse=True)[:TOP], start=1)


def _wan(yuan: Decimal) -> str:
    return f"{format_amount(yuan / WAN)} 万元"


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{part / whole * 100:.1f}%" if whole else "—"
