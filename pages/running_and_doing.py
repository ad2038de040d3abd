"""基本与项目: running the organisation, doing things, people, operation, three public costs."""

from budget import ui
from budget.charts import amounts
from budget.views import basic_project as view
from budget.views import economic as economy
from budget.views import public_costs

reader = ui.reader()
ui.show_headline(reader.get(view.kind_headline, reader.unit), reader)

ui.show_section("各类支出里，基本与项目各多少", "", reader)
if reader.get(view.kind_splits, reader.vintage):
    ui.show_bars_legend((("基本支出", "basic"), ("项目支出", "project")))
    ui.show_chart(reader.get(amounts.kind_chart, reader.vintage, reader.unit), "基本与项目图，数字见下表", key="kinds")
    ui.show_table(reader.get(view.kind_table, reader.vintage), reader)
else:
    ui.show_note("本文件没有按功能分类分列基本支出和项目支出。")

economic = reader.get(economy.economic_table)
ui.show_section("基本支出买了什么", "按经济分类，最大的十项；全部见下表。", reader)
if reader.get(economy.economic_groups):
    ui.show_bars_legend(reader.get(economy.economic_legend))
    ui.show_chart(reader.get(amounts.economic_chart, reader.unit), "基本支出经济分类图，数字见下表", key="economic")
nothing = "本文件没有公开基本支出的经济分类表。"
ui.show_table(economic, reader, folded="展开全部经济科目", nothing=nothing)

ui.show_section("“三公”经费", reader.get(public_costs.vehicle_sentence, reader.unit), reader)
ui.show_table(reader.get(public_costs.public_table), reader, nothing=reader.get(public_costs.public_missing))

ui.show_section("机关运行经费", reader.get(public_costs.operating_sentence, reader.unit), reader)
nothing = "本文件没有按经济科目分列公用经费。"
ui.show_table(reader.get(public_costs.operating_parts), reader, nothing=nothing)
