"""Everything that leaves the house as a file: CSV, Excel, a data package, JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from budget.errors import BudgetError
from budget.export.about import About, describe
from budget.export.csv_files import disclosure_to_csv_files, frame_to_csv, values_text
from budget.export.facts import disclosure_to_facts, disclosure_to_json
from budget.export.package import disclosure_to_package_zip, package_files
from budget.export.workbook import disclosure_to_workbook
from budget.models import Disclosure, say

FORMS: Mapping[str, Callable[[Disclosure], Mapping[str, bytes]]] = {
    "csv": disclosure_to_csv_files,
    "xlsx": lambda disclosure: {
        f"{describe(disclosure).stem}_全部数据_单位元.xlsx": disclosure_to_workbook(disclosure)
    },
    "package": package_files,
    "json": lambda disclosure: {f"{describe(disclosure).stem}_全部数据.json": disclosure_to_json(disclosure)},
}
"""The files of each form by their path in the folder."""


def export_disclosure(disclosure: Disclosure, to: str, output_dir: str | Path) -> list[Path]:
    """Write a disclosure in one of FORMS; gives the files written.

    Raises: BudgetError when the form is unknown or the folder can't be written to.
    """
    if to not in FORMS:
        raise BudgetError(say("error.export_form", form=to, forms=tuple(FORMS)))
    contents = {Path(output_dir) / name: content for name, content in FORMS[to](disclosure).items()}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise BudgetError(say("error.export_folder", folder=str(output_dir), why=str(error.strerror))) from error
    return list(contents)
