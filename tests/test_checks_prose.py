"""Every rule of the prose: a case that holds, one that does not, one that can't be checked; and what stays silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from budget.checks import RULES
from budget.checks.ledger import check_prose
from budget.models import Disclosure, Finding, Phase, Place, PrintedTable, Status, TextLine, Unit
from budget.narrative import lines_to_sections
from tests.builders import make_disclosure, make_table

P, R, F, N, NA = Status.PASSED, Status.ROUNDING, Status.FAILED, Status.NOT_POSSIBLE, Status.NOT_APPLICABLE
BY_ID = {rule.rule_id: rule for rule in RULES if rule.rule_id.startswith("prose_")}


def told(text: str, *tables: PrintedTable, **fields) -> Disclosure:
    """A disclosure whose 情况说明 says this; headings may stand in the text."""
    lines = [TextLine(line, Place(line=n)) for n, line in enumerate(("一、情况说明\n" + text).split("\n"), 1) if line]
    return replace(make_disclosure(*tables, **fields), sections=lines_to_sections(lines))


def accounts(text: str, *tables: PrintedTable) -> Disclosure:
    return replace(told(text, *tables, fiscal_year=2023), phase=Phase.FINAL_ACCOUNT)


def run(rule_id: str, disclosure: Disclosure) -> list[Finding]:
    return list(BY_ID[rule_id](disclosure))


def statuses(rule_id: str, disclosure: Disclosure) -> list[Status]:
    return [finding.status for finding in run(rule_id, disclosure)]


SPENDING = make_table(
    "expenditure_summary",
    ("合计", "基本支出", "项目支出"),
    [
        (None, "合计", "30.00", "15.00", "15.00"),
        ("208", "社会保障和就业支出", "10.00", "10.00", None),
        ("20805", "行政事业单位养老支出", "10.00", "10.00", None),
        ("2080501", "行政单位离退休", "10.00", "10.00", None),
        ("211", "节能环保支出", "20.00", "5.00", "15.00"),
        ("21103", "污染防治", "20.00", "5.00", "15.00"),
        ("2110301", "大气", "12.34", "5.00", "7.34"),
        ("2110302", "水体", "7.66", None, "7.66"),
    ],
)
NO_UNIT = make_table("expenditure_summary", ("合计",), [(None, "合计", "30.00")], unit=None)
IN_YUAN = make_table(
    "expenditure_summary",
    ("合计", "基本支出", "项目支出"),
    [
        (None, "合计", "123,456.00", "123,456.00", None),
        ("211", "节能环保支出", "123,456.00", "123,456.00", None),
        ("21103", "污染防治", "123,456.00", "123,456.00", None),
        ("2110301", "大气", "123,456.00", "123,456.00", None),
    ],
    unit=Unit.YUAN,
)
INCOME = make_table(
    "revenue_expenditure_summary",
    ("金额",),
    [
        (None, "一、一般公共预算", "20.00"),
        (None, "二、政府性基金预算", None),
        (None, "上年结转", "10.00"),
        (None, "收入总计", "30.00"),
    ],
    side="revenue",
)
THREE_PUBLIC = make_table(
    "three_public",
    (
        "合计",
        "因公出国（境）费",
        "公务接待费",
        "公务用车购置及运行费/小计",
        "公务用车购置及运行费/购置费",
        "公务用车购置及运行费/运行费",
    ),
    [(None, "", "5.00", None, "1.00", "4.00", None, "4.00")],
)
WITH_MEETINGS = make_table(
    "three_public",
    ("合计", "“三公”经费/小计", "“三公”经费/公务接待费", "会议费"),
    [(None, "", "9.00", "5.00", "1.00", "4.00")],
)
BASIC = make_table(
    "general_basic",
    ("合计", "人员经费", "公用经费"),
    [(None, "合计", "15.00", "10.00", "5.00"), ("301", "工资福利支出", "10.00", "10.00", None)],
)
HEADED_AS_TITLED = make_table(
    "general_basic",
    ("本年一般公共预算基本支出/合计", "本年一般公共预算基本支出/人员经费", "本年一般公共预算基本支出/公用经费"),
    [
        (None, "合计", "15.00", "9.00", "6.00"),
        ("301", "工资福利支出", "8.00", "8.00", None),
        ("303", "对个人和家庭的补助", "2.00", "1.00", "1.00"),
        ("302", "商品和服务支出", "5.00", None, "5.00"),
    ],
    title="一般公共预算基本支出表",
)
BASIC_BY_CLASS = make_table(
    "general_basic",
    ("金额",),
    [
        (None, "合计", "15.00"),
        ("301", "工资福利支出", "8.00"),
        ("303", "对个人和家庭的补助", "2.00"),
        ("302", "商品和服务支出", "5.00"),
    ],
)
ACTUAL = make_table(
    "three_public",
    ("预算数/合计", "预算数/公务接待费", "决算数/合计", "决算数/公务接待费"),
    [(None, "", "10.00", "2.00", "8.50", "0.50")],
)
PROJECTS = make_table(
    "project_current", ("合计",), [(None, "合计", "15.00"), (None, "执法经费", "9.00"), (None, "监测经费", "6.00")]
)

AMOUNTS = [
    ("the total", "2024年度某市生态环境局收入总计30.00万元。", [INCOME], P),
    ("trailing zeros dropped", "收入总计30万元。", [INCOME], P),
    ("another total", "收入总计31.00万元。", [INCOME], F),
    ("a carry-over", "上年结转10.00万元。", [INCOME], P),
    ("a zero where nothing is printed", "政府性基金预算拨款收入0万元。", [INCOME], P),
    ("an amount where nothing is printed", "政府性基金预算拨款收入3万元。", [INCOME], F),
    ("an item by 类款项", "1.“节能环保支出（类）污染防治（款）大气（项）”12.34万元，主要用于监测。", [SPENDING], P),
    ("an item by dashes", "1.“节能环保支出-污染防治-大气”科目12.34万元，主要用于监测。", [SPENDING], P),
    ("an item with another amount", "1.“节能环保支出（类）污染防治（款）大气（项）”112.34万元。", [SPENDING], F),
    ("an item under another 款", "1.“节能环保支出（类）监测（款）大气（项）”112.34万元。", [SPENDING], N),
    ("万元 rounded from 元", "1.污染防治（款）大气（项）12.35万元。", [IN_YUAN], P),
    ("万元 truncated from 元", "1.污染防治（款）大气（项）12.34万元。", [IN_YUAN], R),
    ("whole 万元", "1.污染防治（款）大气（项）12万元。", [IN_YUAN], P),
    ("whole 万元 among others with two places", "1.污染防治（款）大气（项）12万元，其中设备0.35万元。", [IN_YUAN], F),
    ("万元 rounded up by one too many", "1.污染防治（款）大气（项）13万元。", [IN_YUAN], F),
    ("万元 off by two in the last place", "1.污染防治（款）大气（项）12.37万元。", [IN_YUAN], F),
    ("a table without a unit", "支出总计30.00万元。", [NO_UNIT], N),
    ("a class", "节能环保（类）支出20.00万元。", [SPENDING], P),
    ("a class with another amount", "节能环保（类）支出21.00万元。", [SPENDING], F),
    ("basic expenditure", "基本支出15.00万元。", [SPENDING], P),
    ("basic expenditure, last place", "基本支出15.01万元。", [SPENDING], R),
    ("basic expenditure, two off", "基本支出15.02万元。", [SPENDING], F),
    ("a 三公 item in columns", "公务用车购置及运行费4.00万元。", [THREE_PUBLIC], P),
    ("a 三公 item with another amount", "公务接待费1.50万元。", [THREE_PUBLIC], F),
    ("personnel in a column", "人员经费10.00万元。", [BASIC], P),
    ("personnel under the words of the title", "人员经费9.00万元。", [HEADED_AS_TITLED], P),
    ("personnel as a sum of classes", "人员经费10.00万元。", [BASIC_BY_CLASS], P),
    ("personnel with another amount", "一般公共预算人员经费10.50万元。", [BASIC], F),
    ("personnel is no certain sum of classes", "一般公共预算人员经费10.50万元。", [BASIC_BY_CLASS], N),
    ("in brackets", "项目支出（含上年结转支出总计7.00万元）。", [SPENDING], N),
    ("guests from abroad", "外宾接待费0.30万元。", [THREE_PUBLIC], N),
    ("personnel of no fund, another amount", "人员经费10.50万元。", [BASIC_BY_CLASS], N),
    ("a project by name", "执法经费9.00万元。", [PROJECTS], P),
    ("last year's amount", "2023年预算基本支出14.00万元。", [SPENDING], N),
    ("words that no table prints", "上缴利润3.00万元。", [SPENDING], N),
    ("a part of a reason", "主要原因是基本支出99.00万元已经压减。", [SPENDING], N),
    ("another body's own figures", "某市环境监测中心：基本支出3.00万元。", [SPENDING], N),
    ("no table at all", "收入总计30.00万元。", [], N),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tables", "expected"), [c[1:] for c in AMOUNTS], ids=[c[0] for c in AMOUNTS])
def test_amount_against_its_cell(text: str, tables: Sequence[PrintedTable], expected: Status):
    verdicts = check_prose(told(text, *tables))
    assert verdicts[0].finding.status is expected
    is_one_cell = expected in (P, R, F) and "sum" not in text and BASIC_BY_CLASS not in tables
    assert (verdicts[0].cell is not None) == is_one_cell


FUNDS = make_table(
    "appropriation_summary",
    ("预算数/合计", "预算数/一般公共预算", "预算数/政府性基金预算"),
    [(None, "支出总计", "30.00", "20.00", "10.00")],
    side="expenditure",
)
BOTH_KINDS = make_table(
    "general_expenditure", ("合计", "基本支出", "项目支出"), [(None, "合计", "20.00", "12.00", "8.00")]
)
BOUGHT_BY_FUND = make_table(
    "procurement",
    ("总计", "一般公共预算", "政府性基金"),
    [(None, "合计", "9.00", "7.00", "2.00"), (None, "货物", "5.00", "3.00", "2.00")],
)
BY_UNIT = make_table(
    "project_current",
    ("总计",),
    [
        (None, "某市生态环境监测站", "9.00"),
        (None, "综合管理", "9.00"),
        (None, "某市生态环境保护中心", "6.00"),
        (None, "综合管理", "6.00"),
    ],
)
LAST_YEARS = make_table(
    "expenditure_summary", ("2023年预算数/合计", "2024年预算数/合计"), [(None, "合计", "28.00", "30.00")]
)
GENERAL = make_table("general_expenditure", ("合计",), [("2110301", "大气", "12.34")])
LISTED = "财政拨款支出主要内容如下：\n1.污染防治（款）大气（项）{}万元。"
PROCURING = "二、政府采购情况\n政府采购9.00万元，"
OF_THE_WHOLE = "一、支出预算情况说明\n"
COUNTERPARTS = [
    ("of its fund", "支出总计30.00万元，其中：一般公共预算支出20.00万元。", [FUNDS], "20.00"),
    ("of another fund's amount", "一般公共预算支出10.00万元。", [FUNDS], F),
    ("of its whole", "一般公共预算支出20.00万元，其中：基本支出12.00万元。", [SPENDING, BOTH_KINDS], "12.00"),
    ("of all money", "支出30.00万元，其中：基本支出15.00万元。", [SPENDING, BOTH_KINDS], "15.00"),
    ("of all money, printed for one fund only", "基本支出15.00万元。", [BOTH_KINDS], N),
    ("expenditure is no revenue", "支出总计31.00万元。", [INCOME], N),
    ("of this year", "支出总计30.00万元。", [LAST_YEARS], "30.00"),
    ("of last year's column", "支出总计28.00万元。", [LAST_YEARS], F),
    ("running costs of offices are no fund", "一般公共预算拨款安排的机关运行经费3.00万元。", [FUNDS, BASIC], N),
    ("running costs are not all operating costs", "机关运行经费5.00万元。", [BASIC], N),
    ("bought with one fund", PROCURING + "其中一般公共预算政府采购7.00万元：货物3.00万元。", [BOUGHT_BY_FUND], "3.00"),
    ("bought with all", PROCURING + "其中：货物5.00万元。", [BOUGHT_BY_FUND], "5.00"),
    ("an item of its heading", "二、公务接待费\n2024年预算安排1.00万元。", [THREE_PUBLIC, SPENDING], "1.00"),
    ("another amount of its heading", "二、公务接待费\n2024年预算安排1.50万元。", [THREE_PUBLIC, SPENDING], F),
    ("under no heading of the whole", "二、绩效目标设置情况\n涉及项目支出9.00万元。", [SPENDING], N),
    ("a unit's own project", "二、某市生态环境保护中心\n综合管理6.00万元。", [BY_UNIT], "6.00"),
    ("a unit's own project, another amount", "二、某市生态环境保护中心\n综合管理6.50万元。", [BY_UNIT], F),
    ("projects of a name", "二、某市生态环境局办公室\n综合管理7.00万元。", [BY_UNIT], N),
    ("a unit's own figures", "二、某市生态环境保护中心\n项目支出6.00万元。", [SPENDING], N),
    ("a class of one kind", "项目支出15.00万元，其中：节能环保支出15.50万元。", [SPENDING], N),
    ("an item of a list of its fund", LISTED.format("12.34"), [SPENDING, GENERAL], "12.34"),
    ("an item of a list, another amount", LISTED.format("12.45"), [SPENDING, GENERAL], F),
    ("words cut by a count", "社工23名支出3.00万元。", [SPENDING], N),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "tables", "expected"), [c[1:] for c in COUNTERPARTS], ids=[c[0] for c in COUNTERPARTS]
)
def test_words_choose_the_cell(text: str, tables: Sequence[PrintedTable], expected: Status | str):
    """The printed figure that the last amount is held against and equals, or how it is judged."""
    finding = check_prose(told(OF_THE_WHOLE + text, *tables))[-1].finding
    assert (finding.operands[-1].text if finding.status is P else finding.status) == expected


ONE_PLACE = "；".join(f"事项费用{n}.5万元" for n in range(1, 10))


def test_an_amount_is_held_to_the_places_that_its_section_prints():
    told_once = "基本支出15.1万元。"
    precise = make_table("expenditure_summary", ("合计", "基本支出"), [(None, "合计", "30.00", "15.14")])
    others = ("", ONE_PLACE + "。", "项目支出14.86万元。")
    verdicts = [check_prose(told(told_once + other, precise))[0].finding.status for other in others]
    assert verdicts == [P, P, F]


CHANGES = [
    ("of last year's figure", "经费28.39万元，比上年减少6.19万元，下降17.90%。", P),
    ("of this year's figure", "经费28.39万元，比上年减少6.19万元，下降21.80%。", F),
    ("last digit", "支出13656.34万元，与上年相比增加309.03万元，增长2.31%。", R),
    ("of the total before its parts", "收入30万元，其中：本年20万元，上年结转10万元，比上年增加10万元，增长50%。", P),
    ("directions apart", "支出30万元，比上年增加10万元，下降50%。", F),
    ("from nothing", "支出30万元，比上年增加30万元，增长100%。", F),
    ("nothing changed", "支出30万元，比上年增加0万元，增长0%。", P),
    ("no amount beside it", "支出比上年增长20%。", N),
    ("on another basis", "支出30万元，按同口径比上年增加10万元，增长40%。", N),
    ("of an amount not told", "一般公共预算收入30万元。政府采购支出较上年增加10万元，增长20%。", N),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_change_percent(text: str, expected: Status):
    percents = [v for v in check_prose(told(text)) if v.statement.kind.value == "change_pct"]
    assert percents[-1].finding.status is expected


def test_percentage_of_this_years_figure_says_so():
    findings = run("prose_change", told("经费28.39万元，比上年减少6.19万元，下降21.80%。"))
    assert findings[0].sentence.id == "prose.percent_of_this_year"
    assert findings[0].difference is not None and abs(findings[0].difference - Decimal("3.90")) < Decimal("0.01")


def test_growth_from_nothing_is_one_finding_with_all_places():
    text = "支出3万元，比上年增加3万元，增长100%。\n收入4万元，比上年增加4万元，增长100%。"
    failed = [f for f in run("prose_change", told(text)) if f.status is F]
    assert [len(f.also_at) for f in failed] == [1]


SHARES = [
    (
        "of the amount before its parts",
        "支出合计30万元，其中：基本支出20万元，占66.67%；项目支出10万元，占33.33%。",
        [],
        [P, P],
    ),
    ("a wrong one", "支出合计30万元，其中：基本支出20万元，占66.77%；项目支出10万元，占33.33%。", [], [F, P]),
    ("last digit", "支出合计3000万元，其中：基本支出2000万元，占66.66%。", [], [R]),
    ("of a table's total", "公务接待费1.00万元，占“三公”经费的20.00%。", [THREE_PUBLIC], [P]),
    ("wrong of a table's total", "公务接待费1.00万元，占“三公”经费的21.00%。", [THREE_PUBLIC], [F]),
    ("of its sentence's total", "财政拨款支出总计为24万元，其中基本支出16万元，占总支出的66.67%。", [SPENDING], [P]),
    ("of words told before", "合同金额20万元。授予中小企业合同金额15万元，占合同金额的75%。", [], [P]),
    (
        "of a list by lines",
        "支出合计30万元，其中：\n基本支出20万元，占66.67%；\n项目支出10万元，占36.33%。",
        [],
        [P, F],
    ),
    ("of a list long before", "支出30万元，其中：基本支出20万元。\n学生10人，其中用电3万元，占90%。", [], [N]),
    ("of a whole told before", "支出预算30万元，比上年增长1%。其中：基本支出20万元，占支出预算的66.67%。", [], [P]),
    ("of another side", "收入预算40万元，支出30万元。基本支出20万元，占总支出的66.67%。", [], [P]),
    ("of a column", "基本支出10.00万元，占总支出的33.33%。", [SPENDING], [P]),
    ("of 三公 alone", "公务接待费1.00万元，占“三公”经费的20.00%。", [WITH_MEETINGS], [P]),
    ("of a budget that is not told", "其他资金3亿元。税收完成10亿元，占预算的90%。", [SPENDING], [N]),
    (
        "of a part told first",
        "“三公”经费中，出国费3万元，占“三公”经费的30%，接待费1万元，占“三公”经费的10%。",
        [],
        [N, N],
    ),
    ("of something not told", "支出合计30万元，占全区财政支出的3%。", [], [N]),
    ("of nothing", "约占30%。", [], [N]),
    ("of an amount told before a semicolon", "支出合计30万元，其中：基本支出20万元；人员经费约占66.67%。", [], [N]),
]


@pytest.mark.parametrize(("text", "tables", "expected"), [c[1:] for c in SHARES], ids=[c[0] for c in SHARES])
def test_share(text: str, tables: Sequence[PrintedTable], expected: list[Status]):
    assert statuses("prose_share", told(text, *tables)) == expected


COMPLETIONS = [
    ("of the budget told", "支出年初预算为50万元，支出决算为45万元，完成年初预算的90%。", [], P),
    ("wrong", "支出年初预算为50万元，支出决算为45万元，完成年初预算的95%。", [], F),
    ("of a budget of nothing", "支出年初预算为0万元，全年预算为50万元，支出决算为45万元，完成年初预算的90%。", [], F),
    ("of the table's budget", "公务接待费支出0.50万元，完成预算的25.00%。", [ACTUAL], P),
    ("wrong of the table's budget", "公务接待费支出0.50万元，完成预算的35.00%。", [ACTUAL], F),
    ("of the item's own budget", "“三公”经费预算为10.00万元，公务接待费支出0.50万元，完成预算的25.00%。", [ACTUAL], P),
    ("of a budget not told", "项目支出0.50万元，完成预算的35.00%。", [], N),
]


@pytest.mark.parametrize(("text", "tables", "expected"), [c[1:] for c in COMPLETIONS], ids=[c[0] for c in COMPLETIONS])
def test_completion(text: str, tables: Sequence[PrintedTable], expected: Status):
    assert statuses("prose_share", accounts(text, *tables)) == [expected]


PROCURED = "其中：货物2万元、工程3万元、服务5万元。"
THREE = "其中：因公出国（境）费0万元；公务用车购置费1万元；公务用车运行费3万元；公务接待费1万元。"
BY_KIND = "二级项目10个，共计金额20万元。其中：其他运转类项目4个，涉及金额8万元；特定目标类项目"
BOUGHT = "采购金额{}万元，其中：货物采购4.79万元、工程采购1万元、服务采购245.47万元。"
WHOLES = [
    ("procurement", "政府采购预算10万元，" + PROCURED, [P]),
    ("procurement, one part not named", "政府采购预算7万元，其中：政府采购货物预算2万元，政府采购服务预算5万元。", [P]),
    ("procurement, rounded", "采购金额251.25万元，其中：货物采购4.79万元、工程采购0万元、服务采购246.47万元。", [R]),
    ("procurement, rounded twice", BOUGHT.format("251.24"), [R]),
    ("procurement, too far off", BOUGHT.format("251.23"), [F]),
    ("procurement, wrong", "政府采购预算11万元，" + PROCURED, [F]),
    ("procurement, two totals told", "政府采购预算12万元，政府采购支出11万元，" + PROCURED, [NA]),
    ("vehicles", "共有车辆7辆，其中：执法执勤用车6辆，其他用车1辆。", [P]),
    ("vehicles, wrong", "共有车辆8辆，其中：执法执勤用车6辆，其他用车1辆。", [F]),
    ("vehicles, not all uses named", "共有车辆8辆，其中，一般公务用车6辆。", [NA]),
    ("vehicles, more than there are", "共有车辆5辆，其中，一般公务用车6辆。", [F]),
    ("basic and project", "支出30万元，其中：基本支出20万元，占66.67%；项目支出10万元，占33.33%。", [P]),
    ("basic and project, wrong", "支出31万元，其中：基本支出20万元；项目支出10万元。", [F]),
    ("basic and project of the first", "支出30万元，其中：拨款25万元。按性质分：基本支出20万元；项目支出10万元。", [P]),
    ("people and running", "基本支出20万元，其中：人员经费15万元；公用经费5万元。", [P]),
    ("三公", "“三公”经费5万元，" + THREE, [P]),
    ("三公, wrong", "“三公”经费6万元，" + THREE, [F]),
    ("a list that closes with its sum", "总预算9万，其中支持甲4万，支持乙5万，合计9万。", [P]),
    ("a list that closes with another sum", "总预算9万，其中支持甲4万，支持乙4万，合计9万。", [F]),
    ("projects by kind", BY_KIND + "6个，涉及金额12万元。", [P, P]),
    ("projects by kind, wrong", BY_KIND + "5个，涉及金额13万元。", [F, F]),
    ("opposite parts", "地上面积8103平方米（其中计容面积7998平方米，不计容面积105平方米）。", [P]),
    ("opposite parts, wrong", "地上面积8013平方米（其中计容面积7998平方米，不计容面积105平方米）。", [F]),
    ("opposite parts of about", "地上面积约8013平方米（其中计容面积7998平方米，不计容面积105平方米）。", []),
    ("nothing to add up", "收入总计30万元。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in WHOLES], ids=[c[0] for c in WHOLES])
def test_parts_and_whole(text: str, expected: list[Status]):
    assert statuses("prose_sum", told(text)) == expected


def test_budgets_of_items_add_up():
    item = "{n}、公共安全支出（类）法院（款）{name}（项）。年初预算为{budget}万元，支出决算为5.00万元。"
    lines = ["支出年初预算为30.00万元，支出决算为10.00万元。"]
    for n, (name, budget) in enumerate([("行政运行", "10.00"), ("案件审判", "20.00")], 1):
        lines.append(item.format(n=n, name=name, budget=budget))
    assert statuses("prose_sum", accounts("\n".join(lines))) == [P]
    assert statuses("prose_sum", accounts("\n".join(lines).replace("20.00", "25.00"))) == [F]


UNCHANGED = "“三公”经费4.8万元，比上年减少1万元，下降17.2%。其中：出国费0万元，比上年增加0万元，增长0%。"
UNITS_UP = "甲市监测站：接待费2万元，比上年增加1万元。\n乙市监测站：接待费2万元，比上年减少1万元。"
CARRIED = "财政拨款收入9万元，比上年增加2万元；财政拨款支出预算9万元，比上年增加3万元。"
INCOME_UP = "财政拨款收入9万元，比2023年执行数增加2万元；"
CAUSE = "支出9万元，比上年增加{0}万元，主要原因是信息化建设经费增加{0}万元。"
CAUSES = CAUSE + "\n项目9万元，比上年增加3万元，主要原因是信息化建设经费专项增加3万元。"
ABROAD = "“三公”经费7万元，比上年减少{}万元。其中：因公出国（境）费0万元，与上年持平；"
CARS = "公务用车购置及运行费5万元，比上年减少2万元；公务接待费2万元，比上年增加1万元。"
MONEY = "“三公”经费中，公务接待费支出{}万元，国内公务接待{}批次、{}人次。"
CAR_MONEY = "“三公”经费中，公务用车运行维护费支出{}万元，公务用车保有量{}辆。"
CAR_BUYING = "“三公”经费中，公务用车购置费支出{}万元，购置公务用车{}辆。"
FUND_UP = "财政拨款支出预算9万元，比上年增加3万元。其中，一般公共预算拨款支出预算9万元，比上年增加{}万元；"
FUND_SAME = "政府性基金拨款支出预算0万元，与上年持平；国有资本经营预算拨款支出预算0万元，与上年持平。"
CONTEXT = [
    ("prose_sum", "changes of 三公", ABROAD.format(1) + CARS, [P, P]),
    ("prose_sum", "changes of 三公 that do not add up", ABROAD.format(2) + CARS, [P, F]),
    ("prose_sum", "changes of funds", FUND_UP.format(3) + FUND_SAME, [P]),
    ("prose_sum", "changes of funds that do not add up", FUND_UP.format(4) + FUND_SAME, [F]),
    ("prose_sum", "changes of funds not all told", FUND_UP.format(4), []),
    ("prose_two_amounts", "one amount", "政府采购预算34万元。按规定，政府采购预算34万元。", [P]),
    ("prose_two_amounts", "two amounts", "政府采购预算34万元。按规定，政府采购预算43万元。", [F]),
    ("prose_two_amounts", "of a part", PROCURING + "其中一般公共预算采购5万元：货物预算3万元，货物预算2万元。", [F]),
    ("prose_two_amounts", "of parts", PROCURING + "货物预算3万元；其中一般公共预算采购5万元：货物预算2万元。", []),
    ("prose_two_amounts", "a word of many projects", "绩效目标：市级资金3万元。\n市级资金2万元。", []),
    ("prose_two_amounts", "two bodies", "甲区收入5万元，相应安排支出6万元。乙区收入3万元，相应安排支出7万元。", []),
    ("prose_two_amounts", "its name cut off", "取暖费23.37万元，维修（护）费。12.61万元等。", []),
    ("prose_two_amounts", "of other things", "采购金额34万元，采购金额43万元。", []),
    ("prose_counts_and_money", "receptions", MONEY.format("0.5", 5, 50), [P]),
    ("prose_counts_and_money", "money without receptions", MONEY.format("0.5", 0, 0), [F]),
    ("prose_counts_and_money", "receptions without money", MONEY.format("0", 5, 50), [F]),
    ("prose_counts_and_money", "cars that run on other money", CAR_MONEY.format(0, 7), [P]),
    ("prose_counts_and_money", "cars bought without money", CAR_BUYING.format(0, 1), [F]),
    ("prose_counts_and_money", "neither", MONEY.format("0", 0, 0), [P]),
    ("prose_compared_year", "the year before", "支出3万元，与2023年预算相比增加1万元。", [P]),
    ("prose_compared_year", "an earlier year", "支出3万元，与2022年预算相比增加1万元。", [F]),
    ("prose_compared_year", "no year", "支出3万元，与上年相比增加1万元。", []),
    ("prose_base_agreement", "one base", INCOME_UP + "财政拨款支出预算9万元，比上年增加2万元。", [P]),
    ("prose_base_agreement", "two bases", INCOME_UP + "财政拨款支出预算9万元，比2023年预算增加3万元。", [F]),
    ("prose_base_agreement", "money carried over", CARRIED, []),
    ("prose_base_agreement", "two units", UNITS_UP, []),
    ("prose_base_agreement", "under 0", "事业收入8万元，收入比上年增加27万元；事业收入8万元，增加2万元。", []),
    ("prose_base_agreement", "a part unchanged", UNCHANGED, []),
    ("prose_base_agreement", "different funds", INCOME_UP + "一般公共预算支出9万元，比上年增加3万元。", []),
    ("prose_change_reason", "a reason", "支出9万元，比上年增加3万元，增长50%，主要原因是人员增加。", [P]),
    ("prose_change_reason", "no reason", "支出9万元，比上年增加3万元，增长50%。", [N]),
    ("prose_change_reason", "a small change", "支出99万元，比上年增加1万元，增长1.02%。", []),
    ("prose_reason_rate", "the rate given", "支出90万元，比上年减少10万元，主要原因是按规定压减10%。", [P]),
    ("prose_reason_rate", "another rate", "支出199.25万元，比上年减少23.25万元，主要原因是按规定统一压减10%。", [F]),
    ("prose_reason_rate", "more causes than one", "支出80万元，比上年减少20万元，主要原因是压减10%，另有调整。", []),
    ("prose_reason_amount", "one amount", CAUSES.format(3), [P]),
    ("prose_reason_amount", "two amounts", CAUSES.format(5), [F]),
    ("prose_goal_amount", "all projects", "编报绩效目标的项目共2个，涉及项目预算资金15.00万元。", [P]),
    ("prose_goal_amount", "not all", "编报绩效目标的项目共2个，涉及项目预算资金9.00万元。", [F]),
    ("prose_count", "nothing to hold it against", "办公用房1526.82平方米。", [N]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule_id", "text", "expected"), [(c[0], *c[2:]) for c in CONTEXT], ids=[f"{c[0]}: {c[1]}" for c in CONTEXT]
)
def test_what_the_words_promise(rule_id: str, text: str, expected: list[Status]):
    assert statuses(rule_id, told(text, SPENDING, PROJECTS)) == expected


def test_goals_need_not_cover_running_projects():
    running = make_table(
        "expenditure_summary",
        ("合计", "项目支出"),
        [
            (None, "合计", "15.00", "15.00"),
            ("2010301", "行政运行", "4.00", "4.00"),
            ("2010302", "一般行政管理事务", "11.00", "11.00"),
        ],
    )
    text = "编报绩效目标的项目共2个，涉及项目预算资金{}万元。"
    assert statuses("prose_goal_amount", told(text.format("11.00"), running)) == [P]
    assert statuses("prose_goal_amount", told(text.format("12.00"), running)) == [F]
    assert statuses("prose_goal_amount", told(text.format("12.00"))) == [N]
    assert statuses("prose_goal_amount", told(text.format("12.00"), running, fiscal_year=2018)) == [NA]


@pytest.mark.parametrize(("number", "status"), [(2, P), (3, F)], ids=["as many", "more"])
def test_a_count_that_a_rule_of_its_own_judges_is_marked_by_it(number: int, status: Status):
    disclosure = told(f"纳入绩效目标管理的二级项目{number}个。", PROJECTS)
    (verdict,) = check_prose(disclosure)
    assert (verdict.finding.rule, verdict.finding.status) == ("count.projects", status)
    assert verdict.statement.ref in {operand.ref for operand in verdict.finding.operands}
    assert statuses("prose_count", disclosure) == []


DIRECTIONS = [
    ("smaller", "年初预算为10万元，支出决算为9万元。决算数小于预算数的主要原因：压减。", [P]),
    ("said to be larger", "年初预算为10万元，支出决算为9万元。决算数大于预算数的主要原因：追加。", [F]),
    ("the same", "年初预算为10万元，支出决算为10万元。决算数与预算数持平。", [P]),
    ("nearly the same", "年初预算为10万元，支出决算为9.9万元。决算数与预算数基本持平。", [P]),
    ("said to be the same", "年初预算为10万元，支出决算为9万元。决算数与预算数持平。", [F]),
    ("no budget told", "支出决算为9万元。决算数小于预算数。", []),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in DIRECTIONS], ids=[c[0] for c in DIRECTIONS])
def test_direction_words(text: str, expected: list[Status]):
    assert statuses("prose_direction", accounts("经费" + text)) == expected


def test_a_failed_part_and_its_whole_share_one_verdict():
    disclosure = told("共有车辆8辆，其中：执法执勤用车6辆，其他用车1辆。")
    verdicts = check_prose(disclosure)
    assert {verdict.finding.status for verdict in verdicts} == {F}
    assert statuses("prose_count", disclosure) == []


def test_one_wrong_amount_is_one_finding_with_what_it_breaks():
    text = "支出合计30.00万元，其中：基本支出12.00万元，占50.00%；项目支出15.00万元，占50.00%。"
    disclosure = told(text, SPENDING)
    failed = [finding for rule in RULES for finding in rule(disclosure) if finding.status is F]
    assert [(f.rule, f.operands[0].text, sorted(o.text for o in f.also_at)) for f in failed] == [
        ("prose_amount", "12.00万元", ["30.00万元", "50.00%"])
    ]


def test_every_rule_has_a_case():
    tested = {c[0] for c in CONTEXT} | {"prose_amount", "prose_change", "prose_share", "prose_sum", "prose_direction"}
    assert tested == set(BY_ID)
