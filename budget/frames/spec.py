"""The data dictionary: every frame, what a row of it is, its columns with type, unit and meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

MONEY = "money"
"""Exact yuan: Arrow decimal with four places (a figure printed in 万元 with eight decimals still fits)."""

DTYPES: Mapping[str, Any] = {
    MONEY: pd.ArrowDtype(pa.decimal128(24, 4)),
    "number": pd.ArrowDtype(pa.decimal128(24, 8)),
    "text": pd.StringDtype(na_value=pd.NA),
    "integer": pd.Int64Dtype(),
    "flag": pd.BooleanDtype(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `type` is a key of DTYPES; `unit` is None for what has none; `meaning` is Chinese, for readers."""

    name: str
    type: str
    meaning: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class FrameSpec:
    """One frame: `row` says in Chinese what one row is."""

    name: str
    title: str
    row: str
    columns: tuple[Column, ...]

    def build(self, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
        """A frame with exactly these columns and types.

        Raises: KeyError when a row has a column that is not declared.
        """
        rows = list(rows)
        names = [column.name for column in self.columns]
        for row in rows:
            if unknown := row.keys() - set(names):
                raise KeyError(f"{self.name}: undeclared columns {sorted(unknown)}")
        data = {c.name: pd.array([row.get(c.name) for row in rows], dtype=DTYPES[c.type]) for c in self.columns}
        return pd.DataFrame(data, columns=names)


def text(name: str, meaning: str) -> Column:
    """A text column."""
    return Column(name, "text", meaning)


def money(name: str, meaning: str) -> Column:
    """An exact amount in yuan."""
    return Column(name, MONEY, meaning, "元")


def number(name: str, meaning: str) -> Column:
    """An exact number that is not money; its unit stands in another column."""
    return Column(name, "number", meaning)


def integer(name: str, meaning: str) -> Column:
    """A whole number; missing where the document does not say."""
    return Column(name, "integer", meaning)


def flag(name: str, meaning: str) -> Column:
    """True or false."""
    return Column(name, "flag", meaning)


PLACE = (integer("page", "PDF 第几页（从1起；文本来源为空）"), integer("line", "文本第几行（从1起；PDF 来源为空）"))
CODE_COLUMNS = (
    text("code", "科目编码（印刷原样拼合；未印为空）"),
    text("name", "科目或项目名称（去空白）"),
    integer("depth", "层级：类1、款2、项3；无编码为空"),
    text("parent_code", "上级科目编码"),
)

TABLES = FrameSpec(
    "tables",
    "表格清单",
    "一张公开表（左右分栏的每半一行）",
    (
        text("table_id", "表的标识，本文件内唯一"),
        text("kind", "表的种类"),
        text("side", "左右分栏的哪一半"),
        text("title", "表名（印刷原样）"),
        text("number", "表号（印刷原样）"),
        text("unit", "表上印的金额单位"),
        text("pages", "所在页"),
        flag("is_empty", "已公开但没有数据"),
        integer("row_count", "行数"),
        integer("figure_count", "金额个数（不含空白格）"),
        text("notes", "表下注释"),
    ),
)
LINES = FrameSpec(
    "lines",
    "全部金额",
    "一个印刷的金额格（含空白格）",
    (
        text("cell", "格的标识：表/行/列，从0起"),
        text("table_id", "表的标识"),
        text("kind", "表的种类"),
        text("side", "左右分栏的哪一半"),
        integer("row_number", "表内第几行，从0起"),
        integer("column_number", "表内第几列，从0起"),
        *CODE_COLUMNS,
        text("parent_name", "上级名称（合并格或缩进）"),
        text("labels", "标签格多于一个时的全部标签，以“ | ”相隔"),
        text("row_role", "行的性质：leaf 明细、subtotal 小计、total 合计、of_which 其中"),
        text("column", "列标题（各级以“/”相连）"),
        text("fund", "资金性质"),
        text("expenditure_kind", "基本支出或项目支出"),
        text("vintage", "本年安排、上年结转"),
        text("stage", "年初预算、全年预算或决算"),
        text("use", "人员经费或公用经费"),
        money("amount_yuan", "金额；空白格为空，不是0"),
        text("printed_text", "印刷的字符"),
        text("printed_unit", "印刷的单位"),
        flag("is_blank", "空白格"),
        *PLACE,
    ),
)
SUBJECTS = FrameSpec(
    "subjects",
    "支出功能分类科目",
    "一个功能分类科目（类、款或项）",
    (
        *CODE_COLUMNS,
        text("scope", "口径：all 全部支出、appropriation 财政拨款、general_public 一般公共预算"),
        text("row_role", "是否有下级：leaf 最末级、subtotal 有下级"),
        money("total_yuan", "合计"),
        money("basic_yuan", "基本支出"),
        money("project_yuan", "项目支出"),
        money("current_year_yuan", "本年安排；文件未分列为空"),
        money("carryover_in_yuan", "上年结转；文件未分列为空"),
        text("total_cell", "合计的格"),
        text("basic_cell", "基本支出的格"),
        text("project_cell", "项目支出的格"),
        text("current_year_cell", "本年安排的格"),
        text("carryover_in_cell", "上年结转的格"),
    ),
)
INCOME = FrameSpec(
    "income",
    "收入",
    "收支总表收入一侧的一行",
    (
        text("name", "收入项目（印刷原样）"),
        text("fund", "资金性质"),
        text("vintage", "本年收入或上年结转"),
        text("row_role", "行的性质"),
        money("amount_yuan", "金额；空白格为空"),
        flag("is_blank", "空白格（未安排）"),
        text("printed_text", "印刷的字符"),
        text("printed_unit", "印刷的单位"),
        text("cell", "格的标识"),
    ),
)
TOTALS = FrameSpec(
    "totals",
    "总额",
    "一个总额",
    (
        text("measure", "哪个总额（见说明）"),
        text("scope", "口径"),
        text("vintage", "本年安排、上年结转或合计"),
        money("amount_yuan", "金额"),
        text("printed_text", "印刷的字符"),
        text("printed_unit", "印刷的单位"),
        text("cell", "格的标识"),
    ),
)
ECONOMIC = FrameSpec(
    "economic",
    "基本支出（经济分类）",
    "基本支出表的一行",
    (
        *CODE_COLUMNS,
        text("governmental_name", "政府预算支出经济科目名称（表中给出时）"),
        text("parent_name", "上级（类）名称"),
        text("row_role", "行的性质"),
        text("scope", "口径：general_public 或 appropriation"),
        money("total_yuan", "合计"),
        money("personnel_yuan", "人员经费"),
        money("operating_yuan", "公用经费"),
        text("total_cell", "合计的格"),
        text("personnel_cell", "人员经费的格"),
        text("operating_cell", "公用经费的格"),
        text("table_id", "表的标识"),
    ),
)
THREE_PUBLIC = FrameSpec(
    "three_public",
    "“三公”经费",
    "“三公”经费表的一个数",
    (
        text(
            "item",
            "项目：abroad、reception、vehicle、vehicle_purchase、vehicle_operation、total、meeting、training、operating_cost",
        ),
        text("name", "印刷的名称"),
        text("stage", "年初预算或决算（表中分列时）"),
        money("amount_yuan", "金额；空白格为空"),
        flag("is_blank", "空白格（未安排）"),
        text("printed_text", "印刷的字符"),
        text("printed_unit", "印刷的单位"),
        text("cell", "格的标识"),
    ),
)
PROJECTS = FrameSpec(
    "projects",
    "项目",
    "项目支出表的一个项目",
    (
        text("project_id", "项目标识：表别与行号"),
        text("name", "项目名称（表中）"),
        text("vintage", "本年预算或上年结转"),
        money("amount_yuan", "金额"),
        text("printed_text", "印刷的字符"),
        text("printed_unit", "印刷的单位"),
        text("fund", "资金性质（只有一种时）"),
        text("cell", "格的标识"),
        text("form_id", "对应的绩效目标表；没有公开为空"),
        text("form_name", "绩效目标表上的名称"),
        text("match", "对应方式：same_name 同名、similar_name 名称相近且金额相符；空为无"),
    ),
)
PROJECT_FORMS = FrameSpec(
    "project_forms",
    "项目支出绩效目标表",
    "一个项目的绩效目标表（多张合一）",
    (
        text("form_id", "标识"),
        text("name", "项目名称（印刷原样）"),
        text("department", "主管部门及代码"),
        text("unit_name", "实施单位"),
        text("attribute", "项目属性"),
        text("period", "项目期"),
        text("overview", "项目概况"),
        text("basis", "立项依据"),
        text("necessity", "项目设立必要性"),
        text("measures", "保证项目实施的制度、措施"),
        text("plan", "项目实施计划"),
        text("goal_period", "实施期目标"),
        text("goal_year", "年度目标"),
        money("amount_period_yuan", "实施期资金总额"),
        money("amount_year_yuan", "年度资金总额"),
        text("filed_at", "填报日期（印刷原样）"),
        integer("sheet_count", "原件张数"),
        *PLACE,
    ),
)
FUNDING = FrameSpec(
    "project_funding",
    "项目资金来源",
    "绩效目标表的一行资金",
    (
        text("form_id", "标识；overall 为整体表"),
        text("scope", "period 实施期、year 年度、source 按来源、use 按方向"),
        text("label", "资金来源（印刷原样）"),
        flag("is_total", "总额行"),
        money("amount_yuan", "金额；空白为空"),
        flag("is_blank", "空白格"),
        text("printed_text", "印刷的字符"),
        text("printed_unit", "印刷的单位"),
        *PLACE,
    ),
)
INDICATORS = FrameSpec(
    "indicators",
    "绩效指标",
    "一条绩效指标（实施期与年度各一条）",
    (
        text("form_id", "标识；overall 为整体表"),
        text("project_name", "项目名称；整体表为“部门整体”"),
        text("scope", "period 实施期、year 年度"),
        text("level1", "一级指标"),
        text("level2", "二级指标"),
        text("level3", "三级指标；空为公开了行但没有内容"),
        text("target_text", "指标值（印刷原样）"),
        text("target_operator", "比较符"),
        number("target_number", "指标值中的数"),
        text("target_unit", "指标值的单位"),
        flag("is_completed", "右半被截断，按左半补全"),
        flag("is_shifted", "原表错位，按内容归位"),
        *PLACE,
    ),
)
OVERALL = FrameSpec(
    "overall_fields",
    "整体绩效表基本信息",
    "整体支出绩效目标申报表的一个栏目",
    (text("label", "栏目（印刷原样）"), text("value", "内容（印刷原样）"), *PLACE),
)
KEY_TASKS = FrameSpec(
    "key_tasks",
    "年度重点任务",
    "一项核心职能的重点任务",
    (text("function", "核心职能"), text("task", "重点任务"), *PLACE),
)
SECTIONS = FrameSpec(
    "sections",
    "文字说明",
    "一节文字",
    (
        text("section_id", "节的标识"),
        text("number", "编号（印刷原样）"),
        text("heading", "标题"),
        integer("depth", "层级"),
        text("text", "全文"),
        *PLACE,
    ),
)
STATEMENTS = FrameSpec(
    "statements",
    "文字中的数",
    "文字说明里的一个数",
    (
        text("section_id", "节的标识"),
        text("kind", "amount 金额、share_pct 占比、change 变动额、change_pct 变动率、count 数量"),
        text("subject", "说的是什么"),
        number("value", "数值（印刷单位）"),
        text("printed_text", "印刷的字符"),
        text("printed_unit", "印刷的单位"),
        integer("direction", "1 增、-1 减、0 持平"),
        text("clause", "所在的句子"),
        text("reason", "所述原因"),
        integer("start", "节内起点"),
        integer("end", "节内终点"),
        *PLACE,
    ),
)
GLOSSARY = FrameSpec(
    "glossary", "名词解释", "一个名词", (text("term", "名词"), text("explanation", "解释（印刷原样）"), *PLACE)
)
CONTENTS = FrameSpec(
    "contents", "目录", "目录的一行", (text("heading", "标题"), text("printed_page", "印刷页码"), *PLACE)
)
UNREAD = FrameSpec(
    "unread", "没有读出的地方", "一处没有读出", (text("text", "该处文字"), text("reason", "原因"), *PLACE)
)

FRAMES: Mapping[str, FrameSpec] = {
    spec.name: spec
    for spec in (
        TABLES, LINES, TOTALS, INCOME, SUBJECTS, ECONOMIC, THREE_PUBLIC, PROJECTS, PROJECT_FORMS, FUNDING,
        INDICATORS, OVERALL, KEY_TASKS, SECTIONS, STATEMENTS, GLOSSARY, CONTENTS, UNREAD,
    )
}  # fmt: skip
