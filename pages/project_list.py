"""项目与结转: the projects of the year and those carried over, each with its form."""

from budget import ui
from budget.charts import amounts
from budget.ui import html
from budget.views import projects

reader = ui.reader()
ui.show_headline(reader.get(projects.projects_headline, reader.unit), reader)
chosen = reader.get(projects.known_project, reader.chosen("project"))
ui.show_lost_choice(reader, "project", chosen, "项目")

listed = reader.get(projects.list_projects, reader.vintage)
if not listed:
    ui.show_note("这部分钱没有逐个公开的项目。")
else:
    ui.show_section(
        "哪些项目，各多少钱", "颜色分开今年安排和上年结转；点表里的项目名看它的目标、依据和资金来源。", reader
    )
    ui.show_bars_legend((("今年安排", "current"), ("上年结转", "carryover")))
    ui.show_chart(
        reader.get(amounts.projects_chart, reader.vintage, reader.unit), "项目金额图，数字见下表", key="projects"
    )
    ui.show_table(reader.get(projects.projects_table, reader.vintage, chosen), reader)

    names = [(project.key, project.name) for project in reader.get(projects.list_projects)]
    ui.show_section("一个项目的全部内容", "", reader)
    ui.choose("project", "看哪个项目", names, "请选择一个项目")
    if chosen:
        ui.show(html.project(reader.get(projects.project_sheet, chosen), reader))
