"""How fast documents are read, beside plain pdfplumber and pdfium's bare text, in one run.

    python tools/bench_reading.py [FOLDER ...] [--repeat 3]

Without a folder: the bundled disclosure, and the real documents in ../shared/real where they are there.

Each document is read by every reader in turn (so that all suffer alike from whatever else the machine does) and the
best processor time of some repeats counts. Memory is the peak of a fresh process that reads all documents.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pdfplumber
import pypdfium2

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from budget.disclosure import read_disclosure  # noqa: E402  the repository is not installed
from budget.reading import read_pages  # noqa: E402

DEFAULTS = (ROOT.parent / "shared" / "real", ROOT / "data" / "disclosures")

Reader = Callable[[Path], int]
"""Reads a document whole and says how many pages it has."""

REFERENCE = "pdfplumber, open + extract_tables()"
WHOLE = "read_disclosure, everything"
WANTED_RATIO = 5.0


def read_plainly(path: Path) -> int:
    """The reference: plain pdfplumber."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()
        return len(document.pages)


def read_text_only(path: Path) -> int:
    """The limit: pdfium's text, without places or rules."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_range()
    return len(document)


def read_geometry(path: Path) -> int:
    """This project's pages: grids and lines."""
    return len(read_pages(path))


def read_whole(path: Path) -> int:
    """A disclosure with tables, prose, forms."""
    return sum(file.page_count for file in read_disclosure(path).files)


READERS: dict[str, Reader] = {
    REFERENCE: read_plainly,
    "read_pages, grids and lines": read_geometry,
    WHOLE: read_whole,
    "pdfium, bare text": read_text_only,
}


def measure(paths: Sequence[Path], repeat: int) -> tuple[int, dict[str, float]]:
    """Pages in all, and for each reader the best processor seconds summed over the documents."""
    pages, seconds = 0, dict.fromkeys(READERS, 0.0)
    for path in paths:
        best = dict.fromkeys(READERS, float("inf"))
        for _ in range(repeat):
            for name, reader in READERS.items():
                start = time.process_time()
                count = reader(path)
                best[name] = min(best[name], time.process_time() - start)
        pages += count
        seconds = {name: seconds[name] + best[name] for name in READERS}
    return pages, seconds


def measure_pool(paths: Sequence[Path], workers: int) -> float:
    """Wall seconds for all documents on some processes, their start included."""
    start = time.perf_counter()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        sum(pool.map(read_whole, paths))
    return time.perf_counter() - start


def peak_memory_mb(paths: Sequence[Path]) -> int:
    """Peak memory in MB of a fresh process that reads the documents one after the other."""
    command = [sys.executable, __file__, "--memory", *map(str, paths)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def print_memory(paths: Sequence[Path]) -> None:
    """Read the documents and print this process's peak memory in MB."""
    for path in paths:
        read_whole(path)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def print_report(paths: Sequence[Path], repeat: int) -> None:
    """The table of readers, then memory and the pool."""
    pages, seconds = measure(paths, repeat)
    print(f"{len(paths)} documents, {pages} pages, best of {repeat}, processor time on one core")
    for name, spent in seconds.items():
        ratio = seconds[REFERENCE] / spent
        print(f"{name:38} {pages / spent:8.1f} pages/s {spent / pages * 1e3:7.2f} ms/page {ratio:6.1f} x")
    verdict = "met" if seconds[REFERENCE] / seconds[WHOLE] >= WANTED_RATIO else "missed"
    print(f"wanted: {WHOLE} at {WANTED_RATIO:g} x, {verdict}")
    print(f"peak memory of reading all: {peak_memory_mb(paths)} MB (wanted: below 300)")
    for workers in (1, 2):
        spent = measure_pool(paths, workers)
        print(f"{workers} processes, wall time with their start: {spent:.2f} s, {pages / spent:.1f} pages/s")


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=DEFAULTS, help="PDFs, or folders of them")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help="only print this process's peak memory")
    options = parser.parse_args()
    found = [file for path in options.paths for file in ([path] if path.is_file() else sorted(path.rglob("*.pdf")))]
    if not found:
        parser.error(f"no PDF in {', '.join(map(str, options.paths))}")
    if options.memory:
        print_memory(found)
    else:
        print_report(found, options.repeat)


if __name__ == "__main__":
    main()
