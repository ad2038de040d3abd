"""One project under its names in the project table, its form and the prose."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    """The amount cells of a project table's projects: named rows that are no sum of others."""
    column = amount_column(table)
    if column is None:
        return []
    sums = {made.total for made in row_sums(table)}
    cells = table_cells(table)
    return [cells.cell(i, column) for i, row in enumerate(table.rows) if i not in sums and row.name]


def funded_projects(disclosure: Disclosure, kind: TableKind) -> list[Cell]:
    """The projects of the project tables of that kind that print an amount."""
    cells = [cell for table in tables_of(disclosure, kind) for cell in project_cells(table)]
    return [cell for cell in cells if not cell.is_empty]


def total_line(form: ProjectForm, scope: FormScope) -> FundingLine | None:
    """The form's whole amount for the period or the year, the first that prints one; None where none is there.

    None too where two are printed that differ: then two forms were read as one (yt-8ed29c84, pp. 33-34).
    """
    lines = [line for line in form.funding if line.scope == scope and is_total_label(line.label)]
    if len({line.figure.value for line in lines if line.figure.value is not None}) > 1:
        return None
    return next((line for line in lines if line.figure.value is not None), next(iter(lines), None))


def is_total_label(label: str) -> bool:
    """Whether a row of a form's funding is the whole and not one of the sources.

    >>> is_total_label("年度资金总额："), is_total_label("年度预算资金（万元）"), is_total_label("省级财政资金")
    (True, True, False)
    """
    return "总额" in label or fold_label(label).partition("(")[0] in {"合计", "总计", "年度预算资金"}


def pair_projects(disclosure: Disclosure) -> list[ProjectPair]:
    """Each project of the table with its form: the same name and amount, the same name, the most alike of the rest.

    Units of one department have projects of one name, each with a form of its own (实施公车统管, yt-4c3545c2).
    """
    cells = funded_projects(disclosure, TableKind.PROJECT_CURRENT)
    rest = list(disclosure.project_forms)
    paired: dict[CellRef, ProjectForm] = {}

    def pair(find: Callable[[Cell, list[ProjectForm]], ProjectForm | None]) -> None:
        for cell in cells:
            if cell.ref not in paired and (form := find(cell, rest)) is not None:
                paired[cell.ref] = form
                rest.remove(form)

    pair(lambda cell, forms: next((f for f in forms if _same_name(cell, f) and _same_amount(cell, f)), None))
    pair(lambda cell, forms: next((f for f in forms if _same_name(cell, f)), None))
    named = set(paired)
    pair(_most_alike)
    return [ProjectPair(cell, paired.get(cell.ref), cell.ref in named) for cell in cells]


def _same_name(cell: Cell, form: ProjectForm) -> bool:
    return fold_label(form.name.text) == fold_label(cell.row.name)


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
    line = total_line(form, FormScope.YEAR) or total_line(form, FormScope.PERIOD)
    yuan = line.figure.yuan if line else None
    return yuan is not None and abs(yuan - cell.amount) <= cell.rounding
