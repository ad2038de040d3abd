"""One printed cell → its figure: exact, blank, or text that is no figure; never a guess."""

from __future__ import annotations

import re

from budget.amounts import is_blank, text_to_amount
from budget.models import Doubt, Figure, GridCell, Message, Unit, say
from budget.text import squeeze

_WITH_UNIT = re.compile(r"(.*\d)(亿元|万元|千元|元|%|％|个|人|辆|台|套|项|次|批次?|人次)")
_UNITS = {unit.value: unit for unit in Unit}
_FRACTION_SPLIT = re.compile(r"[.,，．]\d?$|[,，]\d{1,2}$")


def is_figure_text(text: str) -> bool:
    """Whether a cell prints one figure, alone or with its unit behind it.

    >>> is_figure_text("1,882.34"), is_figure_text("5.2%"), is_figure_text("3辆"), is_figure_text("第3项")
    (True, True, True, False)
    """
    if text_to_amount(text) is not None:
        return True
    found = _WITH_UNIT.fullmatch(squeeze(text))
    return found is not None and text_to_amount(found.group(1)) is not None


def cell_to_figure(cell: GridCell, unit: Unit | None) -> tuple[Figure, Message | None]:
    """A cell → its figure, and what is wrong with it: text that is no figure, digits torn over two lines.

    A unit printed behind the figure (24.37万元, 3辆, 5%) holds for that cell; things and shares have no money unit.
    """
    text = cell.text.strip()
    value = text_to_amount(text)
    if value is not None or is_blank(text):
        return Figure(value, text, unit, cell.place, cell.doubt), None
    if (found := _WITH_UNIT.fullmatch(squeeze(text))) and (value := text_to_amount(found.group(1))) is not None:
        return Figure(value, text, _UNITS.get(found.group(2)), cell.place, cell.doubt), None
    if "\n" in text:
        whole = text_to_amount(squeeze(text))
        if whole is not None and _is_torn(text):
            glued = cell.doubt or Doubt.GLUED
            return Figure(whole, squeeze(text), unit, cell.place, glued), say("table.torn", text=squeeze(text))
    return Figure(None, text, unit, cell.place, cell.doubt), say("table.not_a_number", text=squeeze(text)[:30])


def _is_torn(text: str) -> bool:
    """Whether the lines of a cell can only be one figure: the break is inside a group of digits or the fraction."""
    first, *rest = [part.strip() for part in text.split("\n") if part.strip()]
    return bool(_FRACTION_SPLIT.search(first)) or any(part.startswith((".", ",")) for part in rest)
