"""数据下载: every frame with its dictionary."""

from budget import ui
from budget.views import downloads

reader = ui.reader()
ui.show_headline(reader.get(downloads.downloads_headline), reader)
with ui.side_by_side():
    ui.offer_file(
        "下载全部数据（Excel 一本）",
        ui.file_name(reader, "全部数据", "xlsx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda: reader.get(downloads.book_to_file, "xlsx"),
    )
    ui.offer_file(
        "下载数据包（Fiscal Data Package，zip）",
        ui.file_name(reader, "数据包", "zip"),
        "application/zip",
        lambda: reader.get(downloads.book_to_file, "zip"),
    )
    ui.offer_file(
        "下载全部数据（JSON）",
        ui.file_name(reader, "全部数据", "json"),
        "application/json",
        lambda: reader.get(downloads.book_to_file, "json"),
    )
ui.show_section("有哪些数据表", "点表名看它的数据字典，并下载这一张。", reader)
ui.show_table(reader.get(downloads.frames_table), reader)

name = reader.get(downloads.known_frame, reader.chosen("frame"))
dictionary = reader.get(downloads.dictionary_table, name)
ui.show_section(dictionary.title, "", reader)
ui.offer_file(
    "下载这张表（CSV）", ui.file_name(reader, name, "csv"), "text/csv", lambda: reader.get(downloads.frame_to_csv, name)
)
ui.show_table(dictionary, reader)
