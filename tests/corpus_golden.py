"""Write one line a document of ../shared: how much of each part it publishes, and a short digest of that part's text.

python -m tests.corpus_golden                 write tests/golden/corpus.tsv anew; then explain each changed cell
python -m tests.corpus_golden --out FOLDER    write the texts themselves: of two commits, for `diff -r`

The documents are other people's and are not kept here; what they force of the reading, the meaning and the checks is.
"""

from __future__ import annotations

import hashlib
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from budget.disclosure import read_disclosure
from budget.errors import BudgetError
from budget.export.interchange import disclosure_to_interchange
from budget.words import message_to_text
from tests.builders import REAL
from tests.published_golden import published_texts

PLACES = REAL.parent / "places"
GOLDEN = Path(__file__).parent / "golden" / "corpus.tsv"
PARTS = ("tables", "notices", "frames", "views", "headlines", "ledger")


def corpus() -> dict[str, Path]:
    """Name as the golden has it → file, of every PDF of ../shared that is on this machine."""
    return {f"{folder.name}/{path.stem}": path for folder in (REAL, PLACES) for path in sorted(folder.glob("*.pdf"))}


def corpus_texts(path: Path) -> dict[str, str]:
    """Part → its whole text; of a document that is refused only the reason, as the part `tables`."""
    try:
        disclosure = read_disclosure(path)
    except BudgetError as refusal:
        return {"tables": f"{type(refusal).__name__}: {refusal}\n"}
    made = published_texts(disclosure, whole=True)
    notices = [*disclosure.notices, *(notice for table in disclosure.tables for notice in table.notices)]
    return {
        "tables": "\n".join(map(str, disclosure_to_interchange(disclosure)["tables"])) + "\n",
        "notices": "\n".join(f"{notice.place} {message_to_text(notice.message)}" for notice in notices) + "\n",
        "frames": _joined(made, "frames/"),
        "views": _joined(made, "views/"),
        "headlines": made["headlines.txt"],
        "ledger": made["ledger.tsv"],
    }


def _joined(made: dict[str, str], folder: str) -> str:
    return "".join(f"# {name}\n{text}" for name, text in made.items() if name.startswith(folder))


def corpus_line(path: Path) -> str:
    """The document's cells of the golden, tab-separated: lines and digest of each part, or — where there is none."""
    texts = corpus_texts(path)
    return "\t".join(_digest(texts[part]) if part in texts else "—" for part in PARTS)


def _digest(text: str) -> str:
    return f"{text.count(chr(10))}:{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def golden_lines() -> dict[str, str]:
    """Name → its cells as they were kept."""
    return dict(line.split("\t", 1) for line in GOLDEN.read_text("utf-8").splitlines()[1:])


def main() -> int:
    """Write the golden, or with --out FOLDER the texts."""
    documents = corpus()
    with ProcessPoolExecutor() as pool:
        if "--out" in sys.argv:
            folder = Path(sys.argv[sys.argv.index("--out") + 1])
            for name, texts in zip(documents, pool.map(corpus_texts, documents.values()), strict=True):
                (folder / name).mkdir(parents=True, exist_ok=True)
                for part, text in texts.items():
                    (folder / name / f"{part}.txt").write_text(text, "utf-8")
        else:
            lines = [
                f"{n}\t{cells}" for n, cells in zip(documents, pool.map(corpus_line, documents.values()), strict=True)
            ]
            GOLDEN.write_text("\n".join(["\t".join(("document", *PARTS)), *lines]) + "\n", "utf-8")
    print(f"{len(documents)} documents written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
