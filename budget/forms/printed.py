"""One printed cell → its figure: exact, blank, or text that is no figure; never a guess."""

from __future__ import annotations

import re
from decimal import Decimal

from budget.amounts import is_blank, text_to_amount
from budget.models import Figure, GridCell, Message, Unit, say
from budget.text import squeeze

_WITH_UNIT = re.compile(r"(.*\d)(亿元|万元|千元|元|%|％|个|人|辆|台|套|项|次|批次?|人次)")
_TWO_LINES_OF_DIGITS = re.compile(r"[\d.,]\s*\n\s*[\d.,]")
_UNITS = {unit.value: unit for unit in Unit}


def is_figure_text(text: str) -> bool:
    """Whether a cell prints one figure, alone or with its unit behind it.

    >>> is_figure_text("1,882.34"), is_figure_text("5.2%"), is_figure_text("3辆"), is_figure_text("第3项")
    (True, True, True, False)
    """
    if text_to_amount(text) is not None:
        return True
    return _text_to_quantity(text) is not None


def _text_to_quantity(text: str) -> tuple[Decimal, str] | None:
    """A figure on one line and the unit behind it."""
    found = None if _TWO_LINES_OF_DIGITS.search(text) else _WITH_UNIT.fullmatch(squeeze(text))
    value = text_to_amount(found.group(1)) if found else None
    return None if found is None or value is None else (value, found.group(2))


def cell_to_figure(cell: GridCell, unit: Unit | None) -> tuple[Figure, Message | None]:
    """A cell → its figure, and what is wrong with it: text that is no figure, or several lines of figures.

    Lines are never joined here: a figure torn by the width of its cell is one where its place on the page proves it.

    A unit printed behind the figure (24.37万元, 3辆, 5%) holds for that cell; things and shares have no money unit.
    """
    text = cell.text.strip()
    value = text_to_amount(text)
    if value is not None or is_blank(text):
        return Figure(value, text, unit, cell.place, cell.doubt), None
    if quantity := _text_to_quantity(text):
        return Figure(quantity[0], text, _UNITS.get(quantity[1]), cell.place, cell.doubt), None
    return Figure(None, text, unit, cell.place, cell.doubt), say("table.not_a_number", text=squeeze(text)[:30])
