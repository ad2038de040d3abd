"""科目下钻: class, section, item; clicking drills, the breadcrumb goes back."""

from budget import ui
from budget.charts import trees
from budget.views import subjects

reader = ui.reader()
code = reader.get(subjects.known_subject, reader.chosen("subject"))
ui.show_headline(reader.get(subjects.subjects_headline, code, reader.vintage, reader.unit), reader)
ui.show_lost_choice(reader, "subject", code, "科目")

if reader.get(subjects.all_subjects_table, reader.vintage) is not None:
    ui.show_breadcrumb(reader.get(subjects.breadcrumb, code), "subject", reader)
    if reader.get(subjects.has_money, code, reader.vintage):
        chart = reader.get(trees.subject_treemap, code, reader.vintage, reader.unit)
        alt = "科目树图，点击进入下一级；同样的数见下表"
        ui.show_drill_chart(chart, alt, key="tree", choice="subject", here=code)
    else:
        ui.show_note("这个科目没有这部分钱（未安排）。")
    ui.show_table(reader.get(subjects.children_table, code, reader.vintage), reader)

    ui.show_section("找科目", "输入编码或名称，例如 21103 或 大气。", reader)
    asked = ui.ask("q", "科目编码或名称")
    if asked:
        nothing = f"没有编码以“{asked}”开头或名称含“{asked}”的科目。可以试试上级编码，或下面全部科目里的名称。"
        found = reader.get(subjects.found_table, asked, reader.vintage)
        ui.show_table(found, reader, nothing=nothing, title=True)
    everything = reader.get(subjects.all_subjects_table, reader.vintage)
    ui.show_table(everything, reader, folded="展开全部科目：类 › 款 › 项")
