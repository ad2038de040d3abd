"""Performance forms of invented bodies, in the layouts of several places, as tables drawn in text.

A cell ends at "｜"; "^" is a place covered by the merged cell above or to the left; an empty place is a blank cell.
"""

from __future__ import annotations

from budget.models import GridCell, GridRow, Place, Table, TextLine, Unit


def draw_table(drawing: str, unit: Unit | None = None, caption: str = "", notes: str = "", page: int = 7) -> Table:
    """A table from its drawing; every cell's box is (first column, row, column after its last, row + 1)."""
    lines = [line.strip() for line in drawing.strip().splitlines()]
    width = max(line.count("｜") + 1 for line in lines)
    rows = [_draw_row(line, number, width, page) for number, line in enumerate(lines)]
    return Table(
        "项目支出绩效目标表", None, _lines(caption, page), unit, None, tuple(rows), 0, _lines(notes, page), (page,)
    )


def _draw_row(line: str, number: int, width: int, page: int) -> GridRow:
    texts = line.split("｜")
    texts += ["^"] * (width - len(texts))
    return tuple(_draw_cell(texts, number, column, page) for column in range(len(texts)))


def _draw_cell(texts: list[str], row: int, column: int, page: int) -> GridCell | None:
    text, *following = (text.strip() for text in texts[column:])
    if text == "^":
        return None
    span = 1 + next((n for n, other in enumerate(following) if other != "^"), len(following))
    box = (float(column), float(row), float(column + span), row + 1.0)
    return GridCell(text.replace("/n", "\n"), Place(page=page, box=box), column_span=span)


def _lines(text: str, page: int) -> tuple[TextLine, ...]:
    return tuple(TextLine(line, Place(page=page)) for line in text.splitlines() if line)


# The Ministry's form: one scope, merged labels, a cost family of its own, "-" for nothing.
ONE_YEAR = """
    项目名称｜湿地修复｜^｜^｜^
    主管部门及代码｜[101]甲市林业局｜^｜实施单位｜甲市湿地站
    项目资金/n（万元）｜年度资金总额：｜120.50｜^｜^
    ^｜其中：财政拨款｜100.50｜^｜^
    ^｜其他资金｜-｜^｜^
    年度总体目标｜目标1：修复湿地200亩；/n目标2：管护到位。｜^｜^｜^
    绩效指标｜一级指标｜二级指标｜三级指标｜指标值
    ^｜成本指标｜经济成本指标｜每亩成本｜≤0.6万元
    ^｜产出指标｜数量指标｜修复面积｜≥200亩
    ^｜^｜^｜补植苗木｜5,000株
    ^｜^｜质量指标｜成活率｜85%以上
    ^｜效益指标｜生态效益指标｜湿地鸟类种数｜不低于40种
    ^｜满意度指标｜服务对象满意度指标｜周边居民满意度｜＞90％
"""

# 预算一体化 list: one row for each indicator, comparison and unit in columns of their own.
LIST = """
    单位名称｜项目名称｜预算数｜年度目标｜绩效指标｜^｜^｜^｜^｜^｜^
    ^｜^｜^｜^｜一级指标｜二级指标｜三级指标｜指标性质｜指标值｜度量单位｜权重
    甲县教育局｜校舍维修｜35.00｜维修校舍｜产出指标｜数量指标｜维修校舍数｜≥｜12｜栋｜20
    ^｜^｜^｜^｜^｜质量指标｜验收合格率｜＝｜100｜%｜20
    ^｜^｜^｜^｜效益指标｜社会效益指标｜办学条件｜定性｜明显改善｜｜30
    甲县教育局｜营养餐｜8.60｜供餐｜产出指标｜数量指标｜受益学生数｜≥｜3000｜人｜50
    ^｜合计｜43.60｜｜｜｜｜｜｜｜
"""

# A period of three years beside the year, both targets in one row; goals with their labels in one row.
TWO_TARGET_COLUMNS = """
    项目名称：｜村道养护｜项目编码｜2024-07
    项目总预算（元）｜900000｜项目当年预算（元）｜300000
    立项依据｜公路法｜^｜^
    项目总目标｜三年养护300公里｜年度绩效目标｜养护100公里
    一级指标｜二级指标｜三级指标｜中期指标值｜年度指标值
    产出指标｜数量指标｜养护里程｜300公里｜100公里
    满意度｜服务对象满意度｜村民满意度｜≥90%｜≥85%
"""

# Label and value in one cell; money in words; the foot under the table.
INLINE = """
    项目名称：街面照明｜项目类别：经常性项目
    资金总额：12.5万元｜其中：财政拨款：12.5万元
    项目概况｜路灯电费
    一级指标｜二级指标｜三级指标｜目标值
    产出｜数量｜路灯盏数｜300盏
    效益｜社会效益｜夜间出行便利｜有效提升
"""

OVERALL = """
    部门（单位）名称｜甲市档案馆｜^｜^
    年度主要任务｜任务名称｜主要内容｜预算金额（万元）
    ^｜档案数字化｜扫描档案10万页｜60.00
    ^｜^｜建目录库｜15.00
    预算情况（万元）｜资金来源：财政拨款｜180.00｜^
    ^｜其他资金｜0｜^
    ^｜资金结构：基本支出｜105.00｜^
    ^｜项目支出｜75.00｜^
    年度总体目标｜馆藏档案数字化率达到六成｜^｜^
    一级指标｜二级指标｜三级指标｜指标值
    产出指标｜数量指标｜扫描页数｜≥10万页
"""
