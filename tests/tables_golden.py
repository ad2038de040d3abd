"""Write the tables of the bundled disclosure as tab-separated text that a person can check against the document.

python -m tests.tables_golden            write what is missing
python -m tests.tables_golden --force    overwrite (then read the difference against the document)
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from budget import read_disclosure
from budget.models import PrintedTable

ROOT = Path(__file__).parents[1]
BUNDLED = ROOT / "data/disclosures/changzhi-shangdang-2024/disclosure.txt"
GOLDEN = ROOT / "tests/golden/tables"


def read_tables(path: Path = BUNDLED) -> dict[str, str]:
    """The figure tables of a disclosure by id, each as readable text."""
    return {table.table_id: table_to_text(table) for table in read_disclosure(path).tables}


def table_to_text(table: PrintedTable) -> str:
    """One table: its head in comment lines, the column names, then role, line or page, code, labels and figures."""
    return "\n".join(_lines(table)) + "\n"


def _lines(table: PrintedTable) -> Iterable[str]:
    yield f"# {table.title} | {table.number or '无表号'} | {table.department or '无部门'} | {table.unit or '无单位'}"
    notes = "; ".join(note.text for note in table.notes)
    yield f"# {'空表' if table.is_empty else f'{len(table.rows)} 行'}; 注: {notes or '无'}"
    yield "\t".join(["role", "line", "code", *table.label_columns, *table.columns])
    for row in table.rows:
        place = row.place.line or row.place.page
        labels = row.labels if len(row.labels) > 1 else (row.name,)
        cells = [row.role.value, str(place), row.code or "", *labels, *(f.text for f in row.figures), *row.warnings]
        yield "\t".join(cells)


def main(arguments: list[str]) -> int:
    """Write the goldens; without --force an existing file is left alone and named."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, text in read_tables().items():
        file = GOLDEN / f"{name}.tsv"
        if file.exists() and "--force" not in arguments:
            print(f"{file.name}: exists, left alone (--force overwrites)")
            continue
        file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
