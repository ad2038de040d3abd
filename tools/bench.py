"""`make bench`: what a reader waits for, from a real browser, and what reading a document costs.

Prints one line a measurement. First visit: the app has just started and has read nothing. Each page change is the
time from the click until the page stands still again.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from budget.disclosure import read_disclosure  # noqa: E402  the repository is not installed
from budget.frames import frames_of  # noqa: E402
from tests.browser.conftest import BROWSERS, FLAGS  # noqa: E402
from tests.browser.pages import AppPage, app_pages  # noqa: E402
from tests.browser.server import running_app  # noqa: E402
from tests.browser.visit import STANDS_STILL, Visit, new_reader, start_visit  # noqa: E402

BUNDLED = ROOT / "data" / "disclosures" / "changzhi-shangdang-2024"
READING_BENCH = ROOT / "tools" / "bench_reading.py"
FIRST_CHART = "() => document.querySelector('[data-testid=\"stPlotlyChart\"] .main-svg') !== null"
CHART_MS = 60_000
ROUNDS = 3
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Measure everything; 1 when there is no browser."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        print("no Chromium on this machine: pages are not measured")
    else:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            measure_pages(browser)
            browser.close()
    measure_reading()
    if READING_BENCH.exists():
        subprocess.run([sys.executable, str(READING_BENCH)], cwd=ROOT, check=True)
    return 0 if path else 1


def measure_pages(browser: Browser) -> None:
    """First chart for a first visitor and a returning one, page changes, CPU of a page run."""
    with running_app() as (address, process):
        visit = start_visit(new_reader(browser), address)
        say("first chart, first visitor of a fresh server", seconds(lambda: show_first_chart(visit)))
        visit.settle()
        stranger = start_visit(new_reader(browser), address)
        say("first chart, new browser on a warm server", seconds(lambda: show_first_chart(stranger)))
        stranger.settle()
        say("first chart, returning browser", median_seconds(lambda: show_first_chart(visit)))
        visit.settle()
        before, pages = cpu_seconds(process.pid), app_pages()
        for page in pages[1:] + pages[:1]:
            say(f"page change to {page.title}", seconds(partial(change_page, visit, page)))
        for page in pages[1:] + pages[:1]:
            say(f"page change to {page.title}, again", seconds(partial(change_page, visit, page)))
        middle = cpu_seconds(process.pid)
        say("CPU of a page change, mean of two rounds", (middle - before) / (2 * len(pages)))
        for _ in range(ROUNDS):
            for page in pages[1:] + pages[:1]:
                change_page(visit, page)
        say("CPU of a warm page change, mean", (cpu_seconds(process.pid) - middle) / (ROUNDS * len(pages)))


def show_first_chart(visit: Visit) -> None:
    """Open the first page and wait until its first chart is drawn."""
    visit.page.goto(visit.address)
    visit.page.wait_for_function(FIRST_CHART, timeout=CHART_MS)


def change_page(visit: Visit, page: AppPage) -> None:
    """Click the page's entry in the menu and wait until its title stands in the window and nothing moves."""
    visit.page.get_by_role("link", name=page.title, exact=True).first.click()
    visit.page.wait_for_function("title => document.title.startsWith(title)", arg=page.title)
    visit.page.wait_for_function(STANDS_STILL)


def cpu_seconds(pid: int) -> float:
    """User and system time that a process has used, from /proc."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def measure_reading() -> None:
    """The bundled document as text and as PDF."""
    for name in ("disclosure.txt", "disclosure.pdf"):
        say(f"read {name}", median_seconds(partial(read_disclosure, BUNDLED / name)))
    disclosure = read_disclosure(BUNDLED / "disclosure.txt")
    say("frames of the disclosure", seconds(lambda: frames_of(disclosure)))


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_seconds(work: Callable[[], object]) -> float:
    """Median wall time of a few runs."""
    return statistics.median(seconds(work) for _ in range(ROUNDS))


def say(what: str, value: float) -> None:
    """One line of the report."""
    print(f"{value:8.3f} s  {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
