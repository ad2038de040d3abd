"""A reader's visit: open a page, wait until it stands still, keep what the browser complained about."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

SCREENSHOTS = Path(__file__).resolve().parent.parent.parent / "build" / "screenshots"
WIDE, PHONE = (1280, 900), (390, 844)
STILL_MS = 120_000

# The script has ended, nothing on the page is stale or a skeleton, every chart has drawn its picture.
STANDS_STILL = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app || app.getAttribute('data-test-script-state') !== 'notRunning') return false;
  if (app.getAttribute('data-test-connection-state') !== 'CONNECTED') return false;
  if (!document.querySelector('h1, h2, [data-testid="stException"]')) return false;
  if (document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')) return false;
  return [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
    .every(chart => chart.querySelector('.main-svg, svg.main-svg, .plotly-notifier') !== null);
}"""
HEIGHT = """() => Math.max(
  ...[...document.querySelectorAll('[data-testid="stMain"], body')].map(element => element.scrollHeight))"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Visit:
    """One tab: the page and what went wrong in it."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")

    def watch(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname != "127.0.0.1":
            self.foreign.append(request.url)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.address}/{path.lstrip('/')}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the page stands still, and still does a moment later: a rerun may just be starting."""
        self.page.wait_for_function(STANDS_STILL, timeout=STILL_MS)
        self.page.wait_for_timeout(250)
        self.page.wait_for_function(STANDS_STILL, timeout=STILL_MS)

    def overflow_px(self) -> int:
        return self.page.evaluate(OVERFLOW)

    def keep(self, name: str) -> Path:
        """A screenshot of the whole page, the browser made as high as what it shows."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        width = (self.page.viewport_size or {"width": WIDE[0]})["width"]
        height = self.page.evaluate(HEIGHT)
        self.page.set_viewport_size({"width": width, "height": min(max(height, 600), 12_000)})
        self.settle()
        path = SCREENSHOTS / f"{name}.png"
        self.page.screenshot(path=path)
        return path


def new_reader(browser: Browser, size: tuple[int, int] = WIDE) -> BrowserContext:
    """A reader without cookies or cache."""
    return browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        has_touch=size == PHONE,
        accept_downloads=True,
        permissions=["clipboard-read", "clipboard-write"],
    )


def start_visit(reader: BrowserContext, address: str) -> Visit:
    """A new tab of a reader."""
    visit = Visit(reader.new_page(), address)
    visit.page.on("console", visit.hear)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("request", visit.watch)
    return visit
