"""The search box of the frame: a plain form that leads to the page 查找 from everywhere, with or without a script."""

from __future__ import annotations

from html import escape

from budget.ui.reader import SHARED, Reader

LOOK_UP_PATH = "search"


def search_box(view: Reader) -> str:
    """The form; the shared choices go along, what was asked stays in the box."""
    kept = "".join(
        f"<input type='hidden' name='{name}' value='{escape(view.parameters[name])}'>"
        for name in SHARED
        if name in view.parameters and not view.is_lost
    )
    asked = escape(view.chosen("q") or "")
    return (
        f"<form class='mz-seek' role='search' action='{LOOK_UP_PATH}' method='get'>{kept}"
        "<label for='mz-seek'>查找</label>"
        f"<input id='mz-seek' type='search' name='q' value='{asked}' maxlength='80' "
        "placeholder='编码、名称、文字或金额'>"
        "<button type='submit'>找</button></form>"
    )
