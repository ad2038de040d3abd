"""方法与出处: how the document was read, what was changed, what was missed, how to quote it."""

from budget import ui
from budget.ui import html
from budget.views import ledger, method, verification

reader = ui.reader()
found = reader.get(ledger.open_ledger)
ui.show_headline(reader.get(method.method_headline, found), reader)

ui.show_section("怎么读的", "", reader)
ui.show(html.labelled(reader.get(method.reading_steps)))
ui.show_note(method.checks_words(found))

nothing = "没有发现漏读的金额，也没有读得有疑问的地方。"
ui.show_section("没有读到的，和有疑问的", "点位置看那一处的原文。", reader)
ui.show_table(reader.get(method.unread_table), reader, nothing=nothing)

if verification.has_second_reader(reader.book):
    ui.show_section("另一个程序读得一样吗", "用 pdfplumber 把同一份文件再读一遍，逐个数对照；一页要零点几秒。", reader)
    ui.show_when_asked("再读一遍", verification.verification_table, reader)

ui.show_section("改了什么，遮了什么", "", reader)
ui.show_table(reader.get(method.changes_table), reader)

ui.show_section("读到了哪些表", "点表名看它在原文的位置。", reader)
ui.show_table(reader.get(method.tables_table), reader)

ui.show_section("文件、校验值与版本", "", reader)
ui.show(html.labelled(reader.get(method.files_facts)))

ui.show_section("已知的局限", "", reader)
ui.show_points(method.KNOWN_LIMITS)

ui.show_section("怎样引用，许可", "", reader)
ui.show(html.labelled(reader.get(method.quoting_facts)))
