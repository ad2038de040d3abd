"""总览: how much, from where, to where, what moved."""

from budget import ui
from budget.charts import flows
from budget.views import execution, flow, overview, scopes

reader = ui.reader()
ui.show_headline(reader.get(overview.overview_headline, reader.unit), reader)

ui.show_section("钱从哪来，到哪去", "左边是钱的来源，中间是怎么用，右边是用在哪类事上。", reader)
if reader.get(flow.money_flow, reader.vintage) is None:
    ui.show_note("本文件没有同时公开收入来源和支出分类，画不出资金流向。")
else:
    chart = reader.get(flows.flow_chart, reader.vintage, reader.unit)
    ui.show_chart(chart, "资金流向图，数字见下表", key="flow", is_wide_only=True)
    table = reader.get(flow.flow_table, reader.vintage)
    ui.show_table(table, reader, folded="用表格看同样的数", is_open_on_phone=True)

ui.show_section("每100元花在哪里", "", reader)
ui.show_table(reader.get(overview.hundred_table, reader.vintage), reader)

table = reader.get(overview.movement_table)
if table is not None:
    ui.show_section("比上年：本年安排与上年结转分开看", "", reader)
    ui.show_chart(reader.get(flows.movement_chart, reader.unit), "比上年变动图，数字见下表", key="steps")
    ui.show_table(table, reader)

if reader.book.is_final:
    ui.show_section("年初预算与决算", "年初打算花多少，一年下来花了多少。", reader)
    nothing = "文字说明里没有成对的年初预算和决算数。"
    ui.show_table(reader.get(execution.execution_table), reader, nothing=nothing)
nested = reader.get(scopes.scope_table)
if nested is not None:
    ui.show_section("同一份文件里的几个合计", "每个合计算的钱不一样：一层套一层，不能相加。", reader)
    ui.show_table(nested, reader)
