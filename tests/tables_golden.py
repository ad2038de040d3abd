"""Write the tables of documents as tab-separated text that a person can check against the document.

python -m tests.tables_golden                       write what is missing, of every document of the project
python -m tests.tables_golden DOCUMENT …            of these only
python -m tests.tables_golden --force [DOCUMENT …]  overwrite (then read the difference against the document)

Documents of the project are the bundled ones in data/disclosures/ and those in tests/documents/.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from budget import read_disclosure
from budget.models import PrintedTable, path_to_text
from tests.notices import said

ROOT = Path(__file__).parents[1]


def golden_folder(name: str, root: Path = ROOT) -> Path:
    """Where the goldens of a document stand."""
    return root / "tests/golden/tables" / name


def documents(root: Path = ROOT) -> dict[str, Path]:
    """Every document that has goldens, by name; of a bundled one the converted text."""
    bundled = {path.parent.name: path for path in sorted(root.glob("data/disclosures/*/disclosure.txt"))}
    return bundled | {path.stem: path for path in sorted(root.glob("tests/documents/*.*"))}


def read_tables(path: Path) -> dict[str, str]:
    """The figure tables of a disclosure by id, each as readable text."""
    return {table.table_id: table_to_text(table) for table in read_disclosure(path).tables}


def table_to_text(table: PrintedTable) -> str:
    """One table: its head in comment lines, the column names, then role, line or page, code, labels and figures."""
    return "\n".join(_lines(table)) + "\n"


def _lines(table: PrintedTable) -> Iterable[str]:
    yield f"# {table.title} | {table.number or '无表号'} | {table.department or '无部门'} | {table.unit or '无单位'}"
    notes = "; ".join(note.text for note in table.notes)
    yield f"# {'空表' if table.is_empty else f'{len(table.rows)} 行'}; 注: {notes or '无'}"
    yield "\t".join(["role", "line", "code", *map(path_to_text, (*table.label_columns, *table.columns))])
    for row in table.rows:
        place = row.place.line or row.place.page
        labels = row.labels if len(row.labels) > 1 else (row.name,)
        cells = [row.role.value, str(place), row.code or "", *labels, *(f.text for f in row.figures), *said(row)]
        yield "\t".join(cells)


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Write the goldens; without --force an existing file is left alone and named."""
    known = documents(root)
    asked = [Path(argument).resolve() for argument in arguments if argument != "--force"]
    strange = [path for path in asked if path not in known.values()]
    for path in strange:
        print(f"{path}: no document of the project; put it into tests/documents/, or no test can read it again")
    for name, path in known.items():
        if not asked or path in asked:
            _write(golden_folder(name, root), read_tables(path), "--force" in arguments)
    return 2 if strange else 0


def _write(folder: Path, tables: Mapping[str, str], is_forced: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        file = folder / f"{name}.tsv"
        if file.exists() and not is_forced:
            print(f"{folder.name}/{file.name}: exists, left alone (--force overwrites)")
            continue
        file.write_text(text, encoding="utf-8")
        print(f"{folder.name}/{file.name}: written, read it against the document")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
