"""核对: what holds, what does not, what could not be checked."""

from budget import ui
from budget.views import annotated, ledger

reader = ui.reader()
found = reader.get(ledger.open_ledger)
ui.show_headline(reader.get(ledger.ledger_headline, found), reader)

ui.show_section("各类核对的结果", "一共核对了什么，结果怎样。点类别只看那一类。", reader)
ui.show_table(reader.get(ledger.class_table, found), reader)

ui.show_section("逐条看", "默认列出对不上的。每条把两边印的数放在一起，点数字看它在原文哪里。", reader)
places = ui.columns(3)
with places[0]:
    kind = ui.choose("class", "哪一类核对", reader.get(ledger.present_classes, found), "全部类别")
with places[1]:
    table = ui.choose("table", "涉及哪张表", reader.get(ledger.finding_tables, found), "全部表")
with places[2]:
    status = ui.choose("status", "结果", ledger.STATUS_CHOICES, "对不上的")
cards = reader.get(ledger.finding_cards, found, kind, table, status)
details = reader.get(ledger.findings_table, found, kind, table, status)
if details is None:
    ui.show_note("没有这样的核对项。可以把类别、表和结果改回“全部”再看。")
elif status in ledger.LISTED_STATUSES:
    ui.show_table(details, reader)
else:
    ui.show_findings(cards, reader)
    ui.show_table(details, reader, folded="同样的内容排成表")

sections = reader.get(annotated.annotated_sections, found)
if sections:
    ui.show_section("文字里的数，一个一个标出来", "标记表示它与表里的数是否一致；点一下看它对应的那一格。", reader)
    ui.show_annotated(sections, reader)
changes = reader.get(annotated.change_table, found)
if changes:
    ui.show_section("增减和它的原因", "每个增减旁边是文件自己写的原因；超过 10% 而没写原因的标出来。", reader)
    ui.show_table(changes, reader)
