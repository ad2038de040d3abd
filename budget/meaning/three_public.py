"""“三公”经费 item by item, printed as rows or as columns."""

from __future__ import annotations

import re
from enum import StrEnum

from budget.meaning.labels import NOT_MONEY_COLUMN, TOTAL_ROW
from budget.meaning.sums import RowSum
from budget.models import HeaderPath, PrintedTable
from budget.text import bare_name


class Item(StrEnum):
    """The parts of “三公”经费 in their official names, and what is printed beside them."""

    ABROAD = "因公出国（境）费"
    RECEPTION = "公务接待费"
    VEHICLES = "公务用车购置及运行费"
    VEHICLE_PURCHASE = "公务用车购置费"
    VEHICLE_RUNNING = "公务用车运行维护费"
    TOTAL = "“三公”经费合计"
    MEETINGS = "会议费"
    TRAINING = "培训费"
    OPERATING = "机关运行经费"


_PATTERNS = (
    (Item.OPERATING, re.compile(r".*机关运行经费.*")),
    (Item.VEHICLES, re.compile(r".*购置(?:和|及|与|、)?运行.*|公务用车(?:费用?|经费|支出)?")),
    (Item.VEHICLE_PURCHASE, re.compile(r".*购置.*")),
    (Item.VEHICLE_RUNNING, re.compile(r".*运行.*")),
    (Item.ABROAD, re.compile(r".*(?:出国|出境).*")),
    (Item.RECEPTION, re.compile(r".*接待.*")),
    (Item.MEETINGS, re.compile(r".*会议费.*")),
    (Item.TRAINING, re.compile(r".*培训费.*")),
)


def label_to_item(label: str) -> Item | None:
    """The item a row label or the last words of a header name.

    >>> label_to_item("②公务用车运行维护费"), label_to_item("1.因公出国(境)费"), label_to_item("合计")
    (<Item.VEHICLE_RUNNING: '公务用车运行维护费'>, <Item.ABROAD: '因公出国（境）费'>, <Item.TOTAL: '“三公”经费合计'>)
    """
    bare = bare_name(label)
    if TOTAL_ROW.fullmatch(bare) or re.fullmatch(r'[“"]?三公[”"]?经费(?:支出)?(?:合计|小计|总额)?', bare):
        return Item.TOTAL
    return next((item for item, pattern in _PATTERNS if pattern.fullmatch(bare)), None)


def path_to_item(path: HeaderPath) -> Item | None:
    """The item of a header path: its lowest cell, or the one above where that is only 小计 or 预算数.

    >>> path_to_item(("“三公”经费", "公务用车购置及运行维护费", "小计")), path_to_item(("“三公”经费预算数", "合计"))
    (<Item.VEHICLES: '公务用车购置及运行费'>, <Item.TOTAL: '“三公”经费合计'>)
    """
    items = [item for cell in reversed(path) if (item := label_to_item(cell)) is not None]
    return next((item for item in items if item is not Item.TOTAL), next(iter(items), None))


def rows_by_item(table: PrintedTable) -> dict[Item, int]:
    """Item → the first row that prints it, for tables with an item a row."""
    found: dict[Item, int] = {}
    for index, row in enumerate(table.rows):
        item = label_to_item(row.name)
        if item is not None and not NOT_MONEY_COLUMN.match(row.name):
            found.setdefault(item, index)
    return found if len(found) > 1 else {}


def three_public_sums(table: PrintedTable) -> tuple[RowSum, ...]:
    """合计 = 出国 + 接待 + 用车, 用车 = 购置 + 运行, for tables with an item a row."""
    rows = rows_by_item(table)
    sums = []
    for total, parts in (
        (Item.VEHICLES, (Item.VEHICLE_PURCHASE, Item.VEHICLE_RUNNING)),
        (Item.TOTAL, _total_items(rows)),
    ):
        indexes = tuple(rows[item] for item in parts if item in rows)
        if total in rows and len(indexes) > 1:
            sums.append(RowSum(rows[total], indexes, "total" if total is Item.TOTAL else "level"))
    return tuple(sums)


def _total_items(rows: dict[Item, int]) -> tuple[Item, ...]:
    if Item.MEETINGS in rows or Item.TRAINING in rows:
        return ()  # 合计 may be of all these or of the three only: the layout does not say
    vehicles = (Item.VEHICLES,) if Item.VEHICLES in rows else (Item.VEHICLE_PURCHASE, Item.VEHICLE_RUNNING)
    return (Item.ABROAD, Item.RECEPTION, *vehicles)
