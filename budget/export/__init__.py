"""Everything that leaves the house as a file: CSV, Excel, a data package, JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from budget.errors import BudgetError
from budget.export.about import About, describe
from budget.export.csv_files import frame_to_csv, values_text, write_csv
from budget.export.facts import disclosure_to_facts, disclosure_to_json, write_facts
from budget.export.package import disclosure_to_package_zip, write_package
from budget.export.workbook import disclosure_to_workbook, write_workbook
from budget.models import Disclosure, say

WRITERS: Mapping[str, Callable[[Disclosure, Path], list[Path]]] = {
    "csv": write_csv,
    "xlsx": write_workbook,
    "package": write_package,
    "json": write_facts,
}


def export_disclosure(disclosure: Disclosure, to: str, output_dir: str | Path) -> list[Path]:
    """Write a disclosure in one of the forms of WRITERS; gives the files written.

    Raises: BudgetError when the form is unknown or the folder can't be written to.
    """
    if to not in WRITERS:
        raise BudgetError(say("error.export_form", form=to, forms=tuple(WRITERS)))
    folder = Path(output_dir)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return WRITERS[to](disclosure, folder)
    except OSError as error:
        raise BudgetError(say("error.export_folder", folder=str(folder), why=str(error.strerror))) from error
