"""Prose of a disclosure: lines → sections with their stated figures, contents list, glossary."""

from budget.narrative.contents import lines_to_contents
from budget.narrative.sections import lines_to_sections, sections_to_terms
from budget.narrative.statements import section_to_statements
