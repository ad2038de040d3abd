"""钱从哪来: income by source, this year's and carried over."""

from budget import ui
from budget.charts import amounts
from budget.views import income

reader = ui.reader()
ui.show_headline(reader.get(income.income_headline, reader.unit), reader)

table = reader.get(income.income_table, reader.vintage)
ui.show_section("各项来源", "每一条是一项来源；以前年度结转的钱另用一种颜色。", reader)
if table.rows:
    ui.show_bars_legend(reader.get(income.income_legend, reader.vintage))
    ui.show_chart(reader.get(amounts.income_chart, reader.vintage, reader.unit), "收入来源图，数字见下表", key="income")
else:
    ui.show_note("这部分钱没有安排任何收入来源。")
ui.show_table(table, reader)

empty = reader.get(income.empty_tables)
if empty:
    ui.show_note(f"已公开但没有数据（未安排）的表：《{'》《'.join(empty)}》。")

by_subject = reader.get(income.income_by_subject)
if by_subject is None:
    ui.show_note("本文件没有公开收入总表。")
else:
    ui.show_section("收入总表（原样）", "收入按它将用于的功能科目分列；点任何一个数看它在原文哪里。", reader)
    ui.show_table(by_subject, reader)
