"""原文与名词: the prose as published and the glossary."""

from budget import ui
from budget.ui import html
from budget.views import printed, words

reader = ui.reader()
ui.show_headline(reader.get(words.words_headline), reader)

asked = ui.ask("q", "在原文里找")
found = reader.get(words.passages, asked)
if found:
    ui.show(html.passages(found))
elif asked:
    ui.show_note(f"文字说明里没有“{asked}”。表格里的科目请到“科目下钻”里找。")
else:
    ui.show_note("本文件没有文字说明。")

ui.show_section("公开的表（原样）", "每一张印刷的表，列和行照原样；点任何一个数看它在原文哪里。", reader)
tables = reader.get(printed.table_choices)
chosen = ui.choose("table", "看哪张表", tables, f"共 {len(tables)} 张表（左右分栏各算一张），请选择")
ui.show_lost_choice(reader, "table", reader.get(printed.known_table, chosen), "表")
if chosen:
    ui.show_table(reader.get(printed.printed_table, chosen), reader)

ui.show_section("名词解释", "先是大白话，再是文件自己的解释。", reader)
ui.show(html.glossary(reader.get(words.glossary_entries), reader.get(words.other_words)))
