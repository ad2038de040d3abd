"""绩效指标: what is to be achieved, with the money beside it."""

from budget import ui
from budget.charts import targets
from budget.ui import html
from budget.views import indicators, projects

reader = ui.reader()
ui.show_headline(reader.get(indicators.indicators_headline), reader)
forms = reader.get(indicators.forms_with_names)

if forms:
    ui.show_section("多少目标能用数检验", "每条是一张绩效目标表写明的年度指标。", reader)
    ui.show_bars_legend((("指标值里有数", "slate"), ("用文字表述", "fog")))
    ui.show_chart(reader.get(targets.targets_chart), "各项目指标条数图，数字见下表", key="targets")
    ui.show_section("哪些方面定了指标", "每行一个项目，每列一类二级指标；点项目名只看它的指标。", reader)
    ui.show_table(reader.get(indicators.coverage_matrix), reader)

    ui.show_section("全部指标", "", reader)
    left, middle, right = ui.columns(3)
    with left:
        form = ui.choose("project", "项目", forms, "全部项目")
    with middle:
        levels = [(word, word) for word in reader.get(indicators.first_levels)]
        level = ui.choose("level", "一级指标", levels, "全部一级指标")
    with right:
        asked = ui.ask("q", "指标里的文字")
    ui.show_lost_choice(reader, "project", form, "项目")
    if form:
        ui.show_section("钱和目标放在一起", reader.get(indicators.money_sentence, form, reader.unit), reader)
        ui.show_table(reader.get(projects.funding_table, form), reader)
    found = reader.get(indicators.indicator_table, form, level, asked)
    nothing = "没有符合这些条件的指标。可以清空文字，或把项目和一级指标改回“全部”。"
    ui.show_table(found, reader, nothing=nothing)

fields, tasks = reader.get(indicators.overall_fields), reader.get(indicators.key_tasks)
if fields:
    ui.show_section("部门整体绩效目标", "整个部门今年要做到什么，按申报表原样。", reader)
    ui.show(html.labelled(fields))
    ui.show_table(reader.get(indicators.overall_funding), reader)
if tasks:
    ui.show_section("年度重点任务", "", reader)
    ui.show(html.labelled(tasks))
