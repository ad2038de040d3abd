"""Write one line a document, of ../shared and made ones: how much of each part it publishes, and a digest of its text.

python -m tests.corpus_golden                 write tests/golden/corpus.tsv anew; then explain each changed cell
python -m tests.corpus_golden --out FOLDER    write the texts themselves: of two commits, for `diff -r`

The documents of ../shared are other people's and are not kept here; what they force of the reading, the meaning and the
checks is. Some of the made ones (tests/made.py) are asked all that a page may ask.
"""

from __future__ import annotations

import hashlib
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from budget.disclosure import read_disclosure
from budget.errors import BudgetError
from budget.export.interchange import disclosure_to_interchange
from budget.models import Disclosure
from budget.views.book import Book
from budget.words import message_to_text
from tests.asked import asked_text
from tests.builders import REAL
from tests.made import MADE, made_disclosure
from tests.published_golden import published_texts

PLACES = REAL.parent / "places"
GOLDEN = Path(__file__).parent / "golden" / "corpus.tsv"
PARTS = ("tables", "notices", "frames", "views", "headlines", "ledger", "asked")
MADE_HERE = {f"made/{name}": name for name in MADE}
ASKED = re.compile(r"bundled/|pages-.*/0")
"""The made documents of which everything is asked: those with forms and prose, and those with pages."""


def corpus() -> dict[str, Path]:
    """Name as the golden has it → file, of every PDF of ../shared that is on this machine."""
    return {f"{folder.name}/{path.stem}": path for folder in (REAL, PLACES) for path in sorted(folder.glob("*.pdf"))}


def corpus_texts(name: str) -> dict[str, str]:
    """Part → its whole text; of a document that is refused only the reason, as the part `tables`."""
    try:
        if name in MADE_HERE:
            with made_disclosure(MADE_HERE[name]) as disclosure:
                asked = {"asked": asked_text(Book(disclosure))} if ASKED.match(MADE_HERE[name]) else {}
                return {**_texts(disclosure), **asked}
        return _texts(read_disclosure(corpus()[name]))
    except BudgetError as refusal:
        return {"tables": f"{type(refusal).__name__}: {refusal}\n"}


def _texts(disclosure: Disclosure) -> dict[str, str]:
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


def corpus_line(name: str) -> str:
    """The document's cells of the golden, tab-separated: lines and digest of each part, or — where there is none."""
    texts = corpus_texts(name)
    parts = PARTS if name in MADE_HERE else PARTS[:-1]
    return "\t".join(_digest(texts[part]) if part in texts else "—" for part in parts)


def _digest(text: str) -> str:
    return f"{text.count(chr(10))}:{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def golden_lines() -> dict[str, str]:
    """Name → its cells as they were kept."""
    return dict(line.split("\t", 1) for line in GOLDEN.read_text("utf-8").splitlines()[1:])


def main() -> int:
    """Write the golden, or with --out FOLDER the texts."""
    names = [*corpus(), *MADE_HERE]
    with ProcessPoolExecutor() as pool:
        if "--out" in sys.argv:
            folder = Path(sys.argv[sys.argv.index("--out") + 1])
            for name, texts in zip(names, pool.map(corpus_texts, names), strict=True):
                (folder / name).mkdir(parents=True, exist_ok=True)
                for part, text in texts.items():
                    (folder / name / f"{part}.txt").write_text(text, "utf-8")
        else:
            lines = [f"{name}\t{cells}" for name, cells in zip(names, pool.map(corpus_line, names), strict=True)]
            GOLDEN.write_text("\n".join(["\t".join(("document", *PARTS)), *lines]) + "\n", "utf-8")
    print(f"{len(names)} documents written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
