"""查找: anything in the open document, as people type it."""

from budget import ui
from budget.views import ledger, look_up

reader = ui.reader()
index = reader.get(look_up.open_index, reader.get(ledger.open_ledger))
ui.show_headline(reader.get(look_up.look_up_headline, index), reader)

asked = ui.ask("q", "编码、名称、文字或金额")
found = look_up.look_up(reader.book, index, asked)
if found is not None:
    ui.show_table(found, reader)
elif asked:
    ui.show_note(f"没有找到“{asked}”。可以少打几个字，或换成编码、金额再试；自然人的姓名在读入时已经遮盖，找不到。")
else:
    ui.show_note("试试：大气、21103、三公、1,882.34、满意度。")
