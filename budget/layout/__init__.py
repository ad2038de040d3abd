"""Pages → lines and whole tables. Text and geometry only; what a table means is the forms' work."""

from budget.layout.furniture import furniture_in_prose
from budget.layout.records import Layout
from budget.layout.stitching import pages_to_layout
from budget.layout.vocabulary import title_to_kind
