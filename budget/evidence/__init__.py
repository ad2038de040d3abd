"""Every figure walked back to its place: what is printed there, in which table, row and column, on which page."""

from budget.evidence.clips import Clip, clip_fact, whole_page
from budget.evidence.facts import Fact, find_fact
from budget.evidence.formulas import Formula, read_formula
from budget.evidence.lines import NearLine, near_lines
