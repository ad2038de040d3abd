"""One project under its names in the project table, its form and the prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from budget.meaning.cells import Cell, table_cells
from budget.meaning.columns import amount_column
from budget.meaning.lookup import tables_of
from budget.meaning.structure import row_sums
from budget.models import CellRef, Disclosure, FormScope, FundingLine, PrintedTable, ProjectForm, TableKind
from budget.text import fold_label

SAME_NAME = 0.9
"""Names so alike are one project's whatever the amounts, unless they differ in a number or a phase."""

SAME_NAME_AND_AMOUNT = 0.6
"""Names so alike are one project's when the amounts are equal too."""

SERIAL = re.compile(r"\d+|[一二三四五六七八九十]+(?=[期批次阶标年季])|[IVX]+|[甲乙丙丁东西南北上下]")
"""What tells two projects of one kind apart."""

TOTAL_FUNDING = re.compile(r"总额|合计|总计")


@dataclass(frozen=True, slots=True)
class ProjectPair:
    """A project row of the table and its form; `is_same_name` False when only the likeness of names tied them."""

    cell: Cell
    form: ProjectForm | None
    is_same_name: bool


def likeness(first: str, second: str) -> float:
    """How alike two names are, from 0 to 1."""
    return SequenceMatcher(None, fold_label(first), fold_label(second), autojunk=False).ratio()


def project_cells(table: PrintedTable) -> list[Cell]:
    """The amount cells of a project table's projects: rows that are no sum of others and print an amount."""
    column = amount_column(table)
    if column is None:
        return []
    sums = {made.total for made in row_sums(table)}
    cells = table_cells(table)
    found = [cells.cell(i, column) for i, row in enumerate(table.rows) if i not in sums and row.name]
    return [cell for cell in found if not cell.is_empty]


def current_projects(disclosure: Disclosure) -> list[Cell]:
    """The projects of this year's project table."""
    return [cell for table in tables_of(disclosure, TableKind.PROJECT_CURRENT) for cell in project_cells(table)]


def total_line(form: ProjectForm, scope: FormScope) -> FundingLine | None:
    """The form's whole amount for the period or the year; None where it prints none."""
    lines = [line for line in form.funding if line.scope == scope]
    return next((line for line in lines if TOTAL_FUNDING.search(line.label)), None)


def pair_projects(disclosure: Disclosure) -> list[ProjectPair]:
    """Each project of the table with its form: same name first, then the most alike of the rest."""
    cells = current_projects(disclosure)
    rest = list(disclosure.project_forms)
    named: dict[CellRef, ProjectForm] = {}
    for cell in cells:
        form = next((f for f in rest if fold_label(f.name.text) == fold_label(cell.row.name)), None)
        if form is not None:
            named[cell.ref] = form
            rest.remove(form)
    pairs = []
    for cell in cells:
        form = named.get(cell.ref)
        if form is None and (form := _most_alike(cell, rest)) is not None:
            rest.remove(form)
        pairs.append(ProjectPair(cell, form, cell.ref in named))
    return pairs


def _most_alike(cell: Cell, forms: list[ProjectForm]) -> ProjectForm | None:
    scored = [(likeness(cell.row.name, form.name.text), form) for form in forms]
    good = [(s, f) for s, f in scored if s >= (SAME_NAME_AND_AMOUNT if _same_amount(cell, f) else SAME_NAME)]
    good = [(s, f) for s, f in good if not _differs_in_number(cell.row.name, f.name.text)]
    return max(good, key=lambda pair: pair[0])[1] if good else None


def _differs_in_number(first: str, second: str) -> bool:
    """Whether names differ in a number or a phase: 一期 and 二期, 2023年 and 2024年 are two projects.

    >>> _differs_in_number("污水管网工程（一期）", "污水管网工程（二期）"), _differs_in_number("管控服务", "管理服务")
    (True, False)
    """
    return SERIAL.findall(fold_label(first)) != SERIAL.findall(fold_label(second))


def _same_amount(cell: Cell, form: ProjectForm) -> bool:
    line = total_line(form, FormScope.YEAR)
    yuan = line.figure.yuan if line else None
    return yuan is not None and abs(yuan - cell.amount) <= cell.rounding
