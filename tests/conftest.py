"""Where things are: the bundled document, and the real ones beside the repository where they are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "real"
BUNDLED = ROOT / "data" / "disclosures" / "changzhi-shangdang-2024"

# a run must mean the same as the one before it, everywhere; two busy cores make any example slow now and then
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _no_rule_breaks(caplog):
    """The wall between rules hides a broken one from readers, not from us; a test of the wall clears its log."""
    yield
    logged = [*caplog.get_records("setup"), *caplog.get_records("call")]
    assert [record.getMessage() for record in logged if record.name == "budget.checks"] == []


@pytest.fixture(scope="session")
def bundled_text() -> Path:
    """The converted text of the bundled disclosure."""
    return BUNDLED / "disclosure.txt"


@pytest.fixture(scope="session")
def bundled_pdf() -> Path:
    """The PDF typeset from the bundled text."""
    return BUNDLED / "disclosure.pdf"


@pytest.fixture(scope="session")
def real_folder() -> Path:
    """Real disclosures that are not part of the repository; tests that need them are skipped without."""
    if not REAL.is_dir():
        pytest.skip("no ../shared/real")
    return REAL


@pytest.fixture(scope="session")
def bundled():
    """The bundled disclosure, read once for all tests of a worker."""
    from budget.disclosure import read_disclosure

    return read_disclosure(BUNDLED / "disclosure.txt")
