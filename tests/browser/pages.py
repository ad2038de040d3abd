"""The pages as app.py registers them: file, title, address. Read from its text: collecting starts nothing."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class AppPage:
    """One entry of the menu; the default page has the path ""."""

    name: str
    title: str
    path: str


def app_pages() -> list[AppPage]:
    """Every st.Page of app.py, in the order of the menu."""
    tree = ast.parse((ROOT / "app.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page"]
    return [page_of(call) for call in sorted(calls, key=lambda call: call.lineno)]


def page_of(call: ast.Call) -> AppPage:
    options = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    name = Path(ast.literal_eval(call.args[0])).stem
    path = "" if options.get("default") else options.get("url_path", name)
    return AppPage(name, options["title"], path)
