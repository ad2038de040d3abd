"""The plan of the house: imports point one way, libraries stay in their rooms, pages only place things."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A module may import modules of its own floor and of lower ones; the longest matching name counts.
FLOORS = {
    "app": 100,
    "pages": 100,
    "serve": 100,
    "budget.__main__": 100,
    "budget.cli": 95,
    "budget.ui": 90,
    "budget.views": 85,
    "budget.charts": 85,
    "budget.evidence": 80,
    "budget.export": 80,
    "budget.citation": 80,
    "budget.search": 80,
    "budget.signals": 80,
    "budget.catalogue": 75,
    "budget": 70,
    "budget.disclosure": 65,
    "budget.checks": 60,
    "budget.frames": 60,
    "budget.meaning": 56,
    "budget.document": 52,
    "budget.forms": 50,
    "budget.narrative": 50,
    "budget.layout": 40,
    "budget.reading": 30,
    "budget.classification": 10,
    "budget.models.serial": 15,
    "budget.errors": 12,
    "budget.words": 10,
    "budget.models": 5,
    "budget.amounts": 0,
    "budget.paths": 0,
    "budget.text": 0,
}
PDF_LIBRARIES = {"pdfplumber", "pdfminer", "pypdfium2", "pypdfium2_raw", "fitz", "pypdf"}
PDF_ROOMS = ("budget.reading.pdfium", "budget.reading.second")
STREAMLIT_ROOMS = ("budget.ui", "app", "serve", "pages")
PAGES = sorted((ROOT / "pages").glob("*.py"))


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def source_files() -> list[Path]:
    folders = [*(ROOT / "budget").rglob("*.py"), *PAGES]
    return sorted(folders + [path for name in ("app.py", "serve.py") if (path := ROOT / name).exists()])


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def nodes_at_run_time(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if is_type_checking(node):
            continue
        yield node
        yield from nodes_at_run_time(node)


def imported_modules(path: Path) -> set[str]:
    """Every module a file imports when it runs, in functions too; of `from a import b` both a and a.b."""
    own = module_name(path)
    package = own if path.name == "__init__.py" else own.rpartition(".")[0]
    names: set[str] = set()
    for node in nodes_at_run_time(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            up = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*up, *([node.module] if node.module else [])])
            names |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return names - {own}


def is_in(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def floor_of(name: str) -> int | None:
    fitting = [room for room in FLOORS if is_in(name, room) and not (room == "budget" and name != "budget")]
    return FLOORS[max(fitting, key=len)] if fitting else None


def project_imports(path: Path) -> set[str]:
    """Imports of modules of the project, the package alone only where it is really asked for names of its own."""
    files = {module_name(p) for p in source_files()}
    found = {name for name in imported_modules(path) if name in files}
    has_submodule = any(name.startswith("budget.") for name in found)
    return found - {"budget"} if has_submodule else found


@pytest.mark.parametrize("path", source_files(), ids=module_name)
def test_imports_point_downstairs(path: Path):
    own = module_name(path)
    floor = floor_of(own)
    assert floor is not None, f"{own} has no floor: add it to FLOORS"
    upstairs = {name for name in project_imports(path) if (floor_of(name) or 0) > floor}
    assert not upstairs, f"{own} imports from a higher floor"


def test_modules_import_each_other_without_cycles():
    graph = {module_name(p): project_imports(p) for p in source_files()}
    # a package and its own modules may know each other: its __init__ is their front door
    graph = {own: {n for n in names if not is_in(own, n)} for own, names in graph.items()}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"cycle: {' → '.join(error.args[1])}")


@pytest.mark.parametrize("path", source_files(), ids=module_name)
def test_libraries_stay_in_their_rooms(path: Path):
    own, roots = module_name(path), {name.partition(".")[0] for name in imported_modules(path)}
    if not own.startswith(PDF_ROOMS):
        assert not roots & PDF_LIBRARIES, f"{own} imports a PDF library"
    if not any(is_in(own, room) for room in STREAMLIT_ROOMS):
        assert "streamlit" not in roots, f"{own} imports streamlit"


def test_every_page_is_in_the_app():
    app = (ROOT / "app.py").read_text("utf-8")
    assert PAGES, "there are no pages"
    missing = [page.name for page in PAGES if f"pages/{page.name}" not in app and f'"{page.stem}"' not in app]
    assert not missing


def test_no_page_has_the_address_of_a_file():
    # streamlit takes the address /words for pages/words.py alone, without app.py's frame around it
    addresses = set(re.findall(r'url_path="([^"]+)"', (ROOT / "app.py").read_text("utf-8")))
    assert addresses
    assert not addresses & {page.stem for page in PAGES}


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_pages_do_no_work(path: Path):
    tree = ast.parse(path.read_text("utf-8"))
    roots = {name.partition(".")[0] for name in imported_modules(path)}
    assert not roots & {"pandas", "numpy", "plotly", "decimal", "re"}, "a page computes"
    arithmetic = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Sub | ast.Mult | ast.Div | ast.FloorDiv | ast.Mod | ast.Pow)
    ]
    assert not arithmetic, "a page computes"
    assert not re.search(r"st\.(dataframe|plotly_chart)\([^)]*\[\[", path.read_text("utf-8")), "a page picks columns"


def drawn_arrows() -> list[tuple[str, str]]:
    """The arrows of the README, each between two rooms."""
    drawn = re.findall(r"^[a-z].*─▶.*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    chains = [re.split(r"\s*─▶\s*", chain) for line in drawn for chain in re.split(r"\s{3,}", line.strip())]
    return [pair for chain in chains for pair in pairwise(chain)]


@pytest.mark.parametrize(("asks", "asked"), drawn_arrows())
def test_the_arrows_of_the_readme_are_imports(asks: str, asked: str):
    own, other = ("pages" if asks == "pages" else f"budget.{asks}"), f"budget.{asked}"
    askers = [path for path in source_files() if is_in(module_name(path), own)]
    assert any(is_in(name, other) for path in askers for name in project_imports(path))
    assert not any(
        is_in(name, own) for path in source_files() if is_in(module_name(path), other) for name in project_imports(path)
    )


def test_every_room_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "budget").glob("*/__init__.py")} - {"models"}
    assert {room for room in rooms if f"budget/{room}/" not in readme and f"{room}/" not in readme} == set()
