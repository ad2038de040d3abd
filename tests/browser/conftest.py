"""A real Chromium and the running app, once for all browser tests."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.server import running_app
from tests.browser.visit import WIDE, Visit, new_reader, start_visit

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Chromium looks for updates and hosts of its own at every start; on a closed machine that only costs time
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`-m "not browser"` leaves out what needs a Chromium."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(browser: Browser) -> Iterator[str]:
    """The app on the bundled disclosure. Asks for the browser first: without one there is nothing to start."""
    with running_app() as (address, _):
        yield address


@pytest.fixture(scope="session")
def real_address(browser: Browser, real_folder: Path) -> Iterator[str]:
    """The app with the real disclosures beside the repository as a folder of its own."""
    with running_app({"MINGZHANG_FOLDERS": str(real_folder)}) as (address, _):
        yield address


@pytest.fixture(scope="session")
def reader_of(browser: Browser) -> Callable[[tuple[int, int]], BrowserContext]:
    """One returning reader for each size of window: what they have loaded once they need not load again."""
    readers: dict[tuple[int, int], BrowserContext] = {}

    def reader(size: tuple[int, int]) -> BrowserContext:
        if size not in readers:
            readers[size] = new_reader(browser, size)
        return readers[size]

    return reader


@pytest.fixture
def visit(reader_of: Callable[..., BrowserContext], address: str) -> Iterator[Callable[..., Visit]]:
    """Opens tabs and, at the end, holds that none of them met an error or left the machine."""
    visits: list[Visit] = []

    def start(size: tuple[int, int] = WIDE, at: str = address, reader: BrowserContext | None = None) -> Visit:
        visits.append(start_visit(reader or reader_of(size), at))
        return visits[-1]

    yield start
    for one in visits:
        one.page.close()
    assert [text for one in visits for text in one.complaints if not is_known(text)] == []
    assert [url for one in visits for url in one.foreign] == []


def is_known(complaint: str) -> bool:
    """Complaints of the browser that no line of ours causes or can end."""
    return any(re.search(pattern, complaint) for pattern in KNOWN_COMPLAINTS)


KNOWN_COMPLAINTS = (
    # the frame's own permissions header names features that this Chromium does not have
    r"Unrecognized feature:",
    r"Permissions-Policy",
    # on a deep link streamlit first looks for its server below the page's own path
    r"404 \(Not Found\) http://127\.0\.0\.1:\d+/[\w-]+/_stcore/(health|host-config)$",
)
