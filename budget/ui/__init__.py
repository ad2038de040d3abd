"""Everything that touches the screen: the frame of every page, panels, tables, links. The rooms of streamlit."""

from streamlit import columns

from budget.ui.choices import ask, choose, show_breadcrumb, show_drill_chart, show_lost_choice
from budget.ui.ledger import show_annotated, show_findings
from budget.ui.markup import show
from budget.ui.panels import (
    file_name,
    offer_file,
    show_bars_legend,
    show_chart,
    show_headline,
    show_note,
    show_points,
    show_section,
    show_table,
    show_when_asked,
    side_by_side,
)
from budget.ui.reader import reader
from budget.ui.shell import page_frame
