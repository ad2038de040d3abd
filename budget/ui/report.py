"""A whole government's report in the place of the pages about a department's money."""

from __future__ import annotations

from budget.ui.choices import choose
from budget.ui.panels import show_headline, show_section, show_table
from budget.ui.reader import Reader
from budget.views import report
from budget.views.printed import printed_table
from budget.views.report import Part


def show_part(part: Part, reader: Reader) -> None:
    """One part of the report: the totals of all its tables, or one table of revenue or expenditure as printed."""
    show_headline(reader.get(report.report_headline, part), reader)
    if part is Part.WHOLE:
        totals = reader.get(report.totals_table)
        show_table(totals if totals.rows else None, reader, nothing="各张表都没有印合计行。", title=bool(totals.rows))
    elif choices := reader.get(report.part_choices, part):
        show_section("逐张看（原样）", "每一张印刷的表，列和行照原样；点任何一个数看它在原文哪里。", reader)
        chosen = choose("table", "看哪张表", choices, choices[0][1]) or choices[0][0]
        show_table(reader.get(printed_table, chosen), reader)
