"""Subjects that the tables print: each code with its name and the rows where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from budget.classification import is_subject_code
from budget.meaning.structure import is_coded
from budget.models import Disclosure, PrintedTable
from budget.text import bare_name

Printings = Mapping[tuple[str, str], Sequence[tuple[PrintedTable, int]]]
"""Code and bare name → the tables and rows that print them."""


def disclosure_to_subjects(disclosure: Disclosure) -> Printings:
    """Codes of the form of the official lists with their names, in tables where most rows carry one."""
    found: dict[tuple[str, str], list[tuple[PrintedTable, int]]] = defaultdict(list)
    for table in filter(is_coded, disclosure.tables):
        for index, row in enumerate(table.rows):
            if row.code and row.name and is_subject_code(row.code):
                found[row.code, bare_name(row.name)].append((table, index))
    return found
