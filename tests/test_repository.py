"""What must hold of the files themselves: no private names, no hosts of registries, sizes, locks, one golden a form."""

from __future__ import annotations

import ast
import hashlib
import re
import statistics
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.test_architecture import imported_modules, source_files

ROOT = Path(__file__).resolve().parent.parent

FILE_LINES, PAGE_LINES, APP_LINES, FUNCTION_LINES = 400, 80, 40, 60
# name of the file → why it may be longer
LONGER_FILES = {}
# file::function → why it may be longer
LONGER_FUNCTIONS: dict[str, str] = {}

# The two private persons whom the published text names, as digests: a short one that one in 4,096 other
# three-character strings shares, and a slow one that settles it. Neither gives a name back.
SALT = b"mingzhang: names that must not stand here"
NAME_LENGTH = 3
SHORT_DIGESTS = frozenset(["051", "482"])
SLOW_DIGESTS = frozenset(["1d04f871cbeb252efbeb6b33f46c8c9c", "9aa613bcb9269606850ca8ef809e0e29"])

# put together here so that this file passes its own test
HOSTS = tuple(
    "".join(parts)
    for parts in (
        ("py", "pi.org"),
        ("files.python", "hosted"),
        ("registry.npm", "js"),
        ("deb.deb", "ian.org"),
        ("security.deb", "ian.org"),
        ("pypi.", "tuna"),
        ("/opt/", "pypi"),
        ("/opt/", "wheels"),
        ("--index", "-url"),
        ("--extra-index", "-url"),
    )
)
OPTIONS_OF_THE_LOCKER = ("--no-emit-index-url",)


@cache
def tracked_files() -> tuple[Path, ...]:
    """The files git tracks or would, without what .gitignore names."""
    command = ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


@cache
def text_of(path: Path) -> str:
    """The characters of a file, JSON escapes spelt out; a PDF as its pages print it, other binaries as nothing."""
    if path.suffix == ".pdf":
        return pdf_text(path)
    content = path.read_bytes()
    if b"\0" in content[:8192]:
        return ""
    text = content.decode("utf-8", errors="replace")
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)


def pdf_text(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def grams(text: str) -> set[str]:
    """All runs of three Chinese characters, white space left out: a name may be broken over two lines."""
    runs = re.findall(r"[\u4e00-\u9fff]{3,}", re.sub(r"\s+", "", text))
    return {run[i : i + NAME_LENGTH] for run in runs for i in range(len(run) - NAME_LENGTH + 1)}


def short_digest(name: str) -> str:
    return hashlib.sha256(SALT + name.encode()).hexdigest()[:3]


def slow_digest(name: str) -> str:
    return hashlib.scrypt(name.encode(), salt=SALT, n=2**14, r=8, p=1, dklen=16).hex()


def is_private_name(gram: str) -> bool:
    return short_digest(gram) in SHORT_DIGESTS and slow_digest(gram) in SLOW_DIGESTS


def test_no_private_person_is_named():
    seen: dict[str, str] = {}
    for path in tracked_files():
        seen |= dict.fromkeys(grams(text_of(path)), path.relative_to(ROOT).as_posix())
    files = {name for gram, name in seen.items() if is_private_name(gram)}
    assert not files, "private persons are named here"


def test_the_masked_places_say_so():
    masked = text_of(ROOT / "data/disclosures/changzhi-shangdang-2024/disclosure.txt")
    assert masked.count("×××") == 6, "two names, three places"


@pytest.mark.parametrize("host", HOSTS)
def test_no_registry_is_named(host: str):
    files = []
    for path in tracked_files():
        text = text_of(path)
        for option in OPTIONS_OF_THE_LOCKER:
            text = text.replace(option, "")
        if host in text and path != Path(__file__):
            files.append(path.relative_to(ROOT).as_posix())
    assert not files


NOT_IMPORTED = {"plotly": "st.plotly_chart loads it, and Streamlit does not bring it"}
"""What runs without being imported by name here → why it is required all the same."""


def wished(name: str) -> set[str]:
    wishes = (ROOT / f"{name}.in").read_text("utf-8").splitlines()
    names = {re.split(r"[=<>~!\[; ]", wish)[0] for wish in wishes if wish and wish[0].isalnum()}
    return {name.lower().replace("_", "-") for name in names}


def test_what_runs_imports_what_is_required_and_nothing_else():
    packages = packages_distributions()
    modules = {module.split(".")[0] for path in source_files() for module in imported_modules(path)}
    foreign = modules - sys.stdlib_module_names - {"budget", "pages", ""}
    needed = {packages[module][0].lower().replace("_", "-") for module in foreign}
    assert not needed & NOT_IMPORTED.keys(), "imported now: no exception any more"
    assert needed | NOT_IMPORTED.keys() == wished("requirements")


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_wish_is_locked_with_hashes(name: str):
    wanted = wished(name)
    lock = (ROOT / f"{name}.txt").read_text("utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    assert wanted <= {package.lower() for package in pinned}, "run `make lock`"
    entries = re.split(r"\n(?=\w)", lock.strip())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_both_locks_pin_the_same_versions():
    locks = [
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    ]
    assert locks[0] <= locks[1]


def python_files() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".py" and "tests" not in path.relative_to(ROOT).parts]


def line_limit(name: str) -> int:
    if name == "app.py":
        return APP_LINES
    return PAGE_LINES if name.startswith("pages/") else FILE_LINES


def functions_with_sizes() -> dict[str, int]:
    sizes = {}
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name = f"{path.relative_to(ROOT).as_posix()}::{node.name}"
                sizes[name] = max(sizes.get(name, 0), (node.end_lineno or node.lineno) - node.lineno + 1)
    return sizes


def test_files_stay_readable_in_one_sitting():
    sizes = {p.relative_to(ROOT).as_posix(): p.read_text("utf-8").count("\n") for p in python_files()}
    too_long = {name: lines for name, lines in sizes.items() if lines > line_limit(name)}
    assert too_long.keys() <= LONGER_FILES.keys(), too_long


def test_functions_fit_on_a_screen():
    sizes = functions_with_sizes()
    too_long = {name: lines for name, lines in sizes.items() if lines > FUNCTION_LINES}
    assert too_long.keys() <= LONGER_FUNCTIONS.keys(), too_long
    assert statistics.median(sizes.values()) <= 12
    assert statistics.quantiles(sizes.values(), n=10)[-1] <= 40


def test_exceptions_from_the_sizes_are_still_needed():
    sizes = {p.relative_to(ROOT).as_posix(): p.read_text("utf-8").count("\n") for p in python_files()}
    assert [name for name in LONGER_FILES if sizes.get(name, 0) <= line_limit(name)] == []
    assert [name for name in LONGER_FUNCTIONS if functions_with_sizes().get(name, 0) <= FUNCTION_LINES] == []


BUNDLED = sorted((ROOT / "data" / "disclosures").glob("*/meta.toml"))


@pytest.mark.parametrize("meta", BUNDLED, ids=lambda path: path.parent.name)
def test_bundled_files_are_the_declared_ones(meta: Path):
    declared = {file["name"]: file["sha256"] for file in tomllib.loads(meta.read_text("utf-8"))["files"]}
    actual = {name: hashlib.sha256((meta.parent / name).read_bytes()).hexdigest() for name in declared}
    assert actual == declared
    assert {path.name for path in meta.parent.iterdir()} <= {*declared, "meta.toml"}
