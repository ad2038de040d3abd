"""The search box of the frame: a plain form that leads to the page 查找 from everywhere, with or without a script."""

from __future__ import annotations

from markupsafe import Markup

from budget.ui.markup import element
from budget.ui.reader import SHARED, Reader

LOOK_UP_PATH = "search"


def search_box(view: Reader) -> Markup:
    """The form; the shared choices go along, what was asked stays in the box."""
    kept = (
        element("input", type="hidden", name=name, value=view.parameters[name])
        for name in SHARED
        if name in view.parameters and not view.is_lost
    )
    asked, hint = view.chosen("q") or "", "编码、名称、文字或金额"
    box = element("input", id="mz-seek", type="search", name="q", value=asked, maxlength=80, placeholder=hint)
    label, button = element("label", "查找", for_="mz-seek"), element("button", "找", type="submit")
    return element("form.mz-seek", kept, label, box, button, role="search", action=LOOK_UP_PATH, method="get")
