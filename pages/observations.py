"""留意: ranked, neutral observations; each with formula, population and places."""

from budget import ui
from budget.views import observations

reader = ui.reader()
signals = reader.get(observations.open_signals)
ui.show_headline(reader.get(observations.observations_headline, signals), reader)
tables = reader.get(observations.observation_tables, signals)
for table in tables:
    ui.show_table(table, reader, title=True)
if not tables:
    ui.show_note("本文件没有可以排序的科目、项目、指标或变动。")
