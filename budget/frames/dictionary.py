"""The data dictionary: every frame, what a row of it is, where its rows come from, its columns and their meaning."""

from __future__ import annotations

from collections.abc import Mapping

from budget.frames.changes import change_rows
from budget.frames.projects import (
    form_rows,
    funding_rows,
    indicator_rows,
    key_task_rows,
    overall_rows,
    project_rows,
)
from budget.frames.prose import contents_rows, glossary_rows, section_rows, statement_rows, unread_rows
from budget.frames.spec import FrameSpec, Reference, choice, flag, integer, money, number, text
from budget.frames.subjects import economic_rows, subject_rows, three_public_rows
from budget.frames.tables import income_rows, line_rows, table_rows, total_rows
from budget.models import (
    CorrectionKind,
    ExpenditureKind,
    FormMatch,
    FormScope,
    Fund,
    Measure,
    RowRole,
    Scope,
    Side,
    Stage,
    StatementKind,
    TableKind,
    ThreePublicItem,
    Unit,
    Use,
    Vintage,
)

ONE_YEARS_MONEY = (Vintage.CURRENT_YEAR, Vintage.CARRYOVER_IN)
AS_PRINTED = "印刷原样"

PLACE = (
    integer("page", "PDF 第几页", "从1起；文本来源为空"),
    integer("line", "文本第几行", "从1起；PDF 来源为空"),
)
CODE_COLUMNS = (
    text("code", "科目编码", "印刷原样拼合；未印为空"),
    text("name", "科目或项目名称", "去空白"),
    integer("depth", "层级", "类1、款2、项3；无编码为空"),
    text("parent_code", "上级科目编码"),
)
PRINTED = (text("printed_text", "印刷的字符"), choice("printed_unit", Unit, "印刷的单位"))
KIND = choice("kind", TableKind, "表的种类")
SIDE = choice("side", Side, "左右分栏的哪一半")
ROW_ROLE = choice("row_role", RowRole, "行的性质")
FUND = choice("fund", Fund, "资金性质")

TABLES = FrameSpec(
    "tables",
    "表格清单",
    "一张公开表（左右分栏的每半一行）",
    table_rows,
    (
        text("table_id", "表的标识", "本文件内唯一"),
        KIND,
        SIDE,
        text("title", "表名", AS_PRINTED),
        text("number", "表号", AS_PRINTED),
        choice("unit", Unit, "表上印的金额单位"),
        text("pages", "所在页"),
        flag("is_empty", "已公开但没有数据"),
        integer("row_count", "行数"),
        integer("figure_count", "金额个数", "不含空白格"),
        text("notes", "表下注释"),
    ),
    scope="全部公开表",
    key="table_id",
)
LINES = FrameSpec(
    "lines",
    "全部金额",
    "一个印刷的金额格（含空白格）",
    line_rows,
    (
        text("cell", "格的标识", "表/行/列，从0起"),
        text("table_id", "表的标识"),
        KIND,
        SIDE,
        integer("row_number", "表内第几行", "从0起"),
        integer("column_number", "表内第几列", "从0起"),
        *CODE_COLUMNS,
        text("parent_name", "上级名称", "合并格或缩进"),
        text("labels", "标签格多于一个时的全部标签", "以“ | ”相隔"),
        ROW_ROLE,
        text("column", "列标题", "各级以“/”相连"),
        FUND,
        choice("expenditure_kind", ExpenditureKind, "基本支出或项目支出"),
        choice("vintage", ONE_YEARS_MONEY, "本年安排、上年结转"),
        choice("stage", Stage, "年初预算、全年预算或决算"),
        choice("use", Use, "人员经费或公用经费"),
        money("amount_yuan", "金额", "空白格为空，不是0"),
        *PRINTED,
        flag("is_blank", "空白格"),
        *PLACE,
    ),
    scope="各表口径不同，见 kind、fund、vintage 列；含小计与合计",
    key="cell",
    references=(Reference("table_id", "tables"),),
)
TOTALS = FrameSpec(
    "totals",
    "总额",
    "一个总额",
    total_rows,
    (
        choice("measure", Measure, "哪个总额"),
        choice("scope", Scope, "口径"),
        choice("vintage", Vintage, "本年安排、上年结转或合计"),
        money("amount_yuan", "金额"),
        *PRINTED,
        text("cell", "格的标识"),
    ),
    scope="各总额的口径见 scope 列",
)
INCOME = FrameSpec(
    "income",
    "收入",
    "收支总表收入一侧的一行",
    income_rows,
    (
        text("name", "收入项目", AS_PRINTED),
        FUND,
        choice("vintage", ONE_YEARS_MONEY, "本年收入或上年结转"),
        ROW_ROLE,
        money("amount_yuan", "金额", "空白格为空"),
        flag("is_blank", "空白格", "未安排"),
        *PRINTED,
        text("cell", "格的标识"),
    ),
    scope="收支总表的收入一侧：全部收入，含上年结转",
)
SUBJECTS = FrameSpec(
    "subjects",
    "支出功能分类科目",
    "一个功能分类科目（类、款或项）",
    subject_rows,
    (
        *CODE_COLUMNS,
        choice("scope", Scope, "口径"),
        choice("row_role", (RowRole.LEAF, RowRole.SUBTOTAL), "是否有下级", "明细没有下级，小计有下级"),
        money("total_yuan", "合计"),
        money("basic_yuan", "基本支出"),
        money("project_yuan", "项目支出"),
        money("current_year_yuan", "本年安排", "文件未分列为空"),
        money("carryover_in_yuan", "上年结转", "文件未分列为空"),
        text("total_cell", "合计的格"),
        text("basic_cell", "基本支出的格"),
        text("project_cell", "项目支出的格"),
        text("current_year_cell", "本年安排的格"),
        text("carryover_in_cell", "上年结转的格"),
    ),
    scope="见 scope 列：全部支出、财政拨款或一般公共预算；含类款项三级",
)
ECONOMIC = FrameSpec(
    "economic",
    "基本支出（经济分类）",
    "基本支出表的一行",
    economic_rows,
    (
        *CODE_COLUMNS,
        text("governmental_name", "政府预算支出经济科目名称", "表中给出时"),
        text("parent_name", "上级", "类的名称"),
        ROW_ROLE,
        choice("scope", (Scope.APPROPRIATION, Scope.GENERAL_PUBLIC), "口径"),
        money("total_yuan", "合计"),
        money("personnel_yuan", "人员经费"),
        money("operating_yuan", "公用经费"),
        text("total_cell", "合计的格"),
        text("personnel_cell", "人员经费的格"),
        text("operating_cell", "公用经费的格"),
        text("table_id", "表的标识"),
    ),
    scope="基本支出，见 scope 列；含上级小计",
    references=(Reference("table_id", "tables"),),
)
THREE_PUBLIC = FrameSpec(
    "three_public",
    "“三公”经费",
    "“三公”经费表的一个数",
    three_public_rows,
    (
        choice("item", ThreePublicItem, "项目"),
        text("name", "印刷的名称"),
        choice("stage", Stage, "年初预算或决算", "表中分列时"),
        money("amount_yuan", "金额", "空白格为空"),
        flag("is_blank", "空白格", "未安排"),
        *PRINTED,
        text("cell", "格的标识"),
    ),
    scope="“三公”经费表所列资金",
)
PROJECTS = FrameSpec(
    "projects",
    "项目",
    "项目支出表的一个项目",
    project_rows,
    (
        text("project_id", "项目标识", "表别（第二张起带张号）与行号"),
        text("name", "项目名称", "表中"),
        choice("vintage", ONE_YEARS_MONEY, "本年预算或上年结转"),
        money("amount_yuan", "金额"),
        *PRINTED,
        choice("fund", Fund, "资金性质", "只有一种时"),
        text("cell", "格的标识"),
        text("form_id", "对应的绩效目标表", "没有公开为空"),
        text("form_name", "绩效目标表上的名称"),
        choice("match", FormMatch, "对应方式", "空为没有对应的表"),
    ),
    scope="项目支出表：本年预算与上年结转分列",
    key="project_id",
    references=(Reference("form_id", "project_forms"),),
)
PROJECT_FORMS = FrameSpec(
    "project_forms",
    "项目支出绩效目标表",
    "一个项目的绩效目标表（多张合一）",
    form_rows,
    (
        text("form_id", "标识"),
        text("name", "项目名称", AS_PRINTED),
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
        text("filed_at", "填报日期", AS_PRINTED),
        integer("sheet_count", "原件张数"),
        *PLACE,
    ),
    scope="绩效目标表填报的资金",
    key="form_id",
)
FUNDING = FrameSpec(
    "project_funding",
    "项目资金来源",
    "绩效目标表的一行资金",
    funding_rows,
    (
        text("form_id", "标识", "overall 为整体表"),
        choice("scope", FormScope, "范围"),
        text("label", "资金来源", AS_PRINTED),
        flag("is_total", "总额行"),
        money("amount_yuan", "金额", "空白为空"),
        flag("is_blank", "空白格"),
        *PRINTED,
        *PLACE,
    ),
    scope="绩效目标表填报的资金，按来源",
)
INDICATORS = FrameSpec(
    "indicators",
    "绩效指标",
    "一条绩效指标（实施期与年度各一条）",
    indicator_rows,
    (
        text("form_id", "标识", "overall 为整体表"),
        text("project_name", "项目名称", "整体表为“部门整体”"),
        choice("scope", (FormScope.PERIOD, FormScope.YEAR), "范围"),
        text("level1", "一级指标"),
        text("level2", "二级指标"),
        text("level3", "三级指标", "空为公开了行但没有内容"),
        text("target_text", "指标值", AS_PRINTED),
        text("target_operator", "比较符"),
        number("target_number", "指标值中的数"),
        text("target_unit", "指标值的单位"),
        flag("is_completed", "右半被截断", "按左半补全"),
        flag("is_shifted", "原表错位", "按内容归位"),
        *PLACE,
    ),
)
OVERALL = FrameSpec(
    "overall_fields",
    "整体绩效表基本信息",
    "整体支出绩效目标申报表的一个栏目",
    overall_rows,
    (text("label", "栏目", AS_PRINTED), text("value", "内容", AS_PRINTED), *PLACE),
)
KEY_TASKS = FrameSpec(
    "key_tasks",
    "年度重点任务",
    "一项核心职能的重点任务",
    key_task_rows,
    (text("function", "核心职能"), text("task", "重点任务"), *PLACE),
)
SECTIONS = FrameSpec(
    "sections",
    "文字说明",
    "一节文字",
    section_rows,
    (
        text("section_id", "节的标识"),
        text("number", "编号", AS_PRINTED),
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
    statement_rows,
    (
        text("section_id", "节的标识"),
        choice("kind", StatementKind, "种类"),
        text("subject", "说的是什么"),
        number("value", "数值", "印刷单位"),
        text("printed_text", "印刷的字符"),
        text("printed_unit", "印刷的单位"),
        integer("direction", "增减方向", "1 增、-1 减、0 持平"),
        text("clause", "所在的句子"),
        text("reason", "所述原因"),
        integer("start", "节内起点"),
        integer("end", "节内终点"),
        *PLACE,
    ),
)
GLOSSARY = FrameSpec(
    "glossary",
    "名词解释",
    "一个名词",
    glossary_rows,
    (text("term", "名词"), text("explanation", "解释", AS_PRINTED), *PLACE),
)
CONTENTS = FrameSpec(
    "contents",
    "目录",
    "目录的一行",
    contents_rows,
    (text("heading", "标题"), text("printed_page", "印刷页码"), *PLACE),
)
UNREAD = FrameSpec(
    "unread",
    "没有读出的地方",
    "一处没有读出",
    unread_rows,
    (text("text", "该处文字"), text("reason", "原因"), *PLACE),
)
CORRECTIONS = FrameSpec(
    "corrections",
    "更正与遮盖",
    "一处和印刷的不一样的地方",
    change_rows,
    (
        choice("kind", CorrectionKind, "做了什么"),
        flag("is_applied", "用上了", "否：原文不是声明的那样印的，照原样显示"),
        text("printed", "原来印的", "遮盖的不写"),
        text("used", "改用"),
        text("reason", "为什么"),
        text("declared_on", "从哪天起", "按规则遮盖的为空"),
        text("cell", "格的标识", "在金额格里时"),
        *PLACE,
    ),
)

FRAMES: Mapping[str, FrameSpec] = {
    spec.name: spec
    for spec in (
        TABLES, LINES, TOTALS, INCOME, SUBJECTS, ECONOMIC, THREE_PUBLIC, PROJECTS, PROJECT_FORMS, FUNDING,
        INDICATORS, OVERALL, KEY_TASKS, SECTIONS, STATEMENTS, GLOSSARY, CONTENTS, UNREAD,
        CORRECTIONS,
    )
}  # fmt: skip
