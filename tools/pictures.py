"""`make pictures`: the pictures of the README, taken from the running app in a real browser."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import BROWSERS, FLAGS  # noqa: E402  the repository is not installed
from tests.browser.server import running_app  # noqa: E402
from tests.browser.visit import PHONE, WIDE, new_reader, start_visit  # noqa: E402

DOCS = ROOT / "docs"
# file name, address, window
PICTURES = (
    ("overview", "", WIDE),
    ("subjects", "subjects?subject=211", WIDE),
    ("projects", "projects", WIDE),
    ("checks", "checks", WIDE),
    ("evidence", "subjects?cell=expenditure_summary/1/0", WIDE),
    ("overview-phone", "", PHONE),
)


def main() -> int:
    """Take every picture; 1 when there is no browser."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        print("no Chromium on this machine")
        return 1
    with running_app() as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, place, size in PICTURES:
            page = start_visit(new_reader(browser, size), address).open(place)
            save(page.screenshot(), DOCS / f"{name}.png")
        browser.close()
    return 0


def save(picture: bytes, path: Path) -> None:
    """Without transparency and packed as small as it goes."""
    Image.open(io.BytesIO(picture)).convert("RGB").save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
