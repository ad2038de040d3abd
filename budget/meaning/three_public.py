"""“三公”经费 item by item, printed as rows or as columns."""

from __future__ import annotations

from budget.layout.vocabulary import patterns
from budget.meaning.labels import NOT_MONEY_COLUMN, TOTAL_ROW
from budget.meaning.listing import RowSum
from budget.models import HeaderPath, PrintedTable
from budget.models import ThreePublicItem as Item
from budget.text import bare_name

THREE_PUBLIC_PARTS = frozenset(
    {Item.ABROAD, Item.RECEPTION, Item.VEHICLE, Item.VEHICLE_PURCHASE, Item.VEHICLE_OPERATION}
)
"""What “三公”经费 consists of; 会议费, 培训费 and 机关运行经费 stand beside it."""

PATTERNS = {Item(name): named for name, named in patterns("three_public").items()}


def words_to_item(words: str) -> Item | None:
    """The item that words name, the parts before the whole; None for other words.

    >>> words_to_item("公务用车购置及运行维护费").value, words_to_item("“三公”经费中公务接待费").value
    ('vehicle', 'reception')
    >>> words_to_item("专用材料购置费") is None
    True
    """
    bare = bare_name(words)
    return next((item for item, named in PATTERNS.items() if named.search(bare)), None)


def path_to_item(path: HeaderPath) -> Item | None:
    """The item of a header path or row label: of the nearest cell that names one; a bare 合计 is the total.

    >>> path_to_item(("“三公”经费", "公务用车购置及运行维护费", "小计")).value, path_to_item(("预算数", "合计")).value
    ('vehicle', 'total')
    """
    items = [item for cell in reversed(path) if (item := words_to_item(cell)) is not None]
    parts = [item for item in items if item is not Item.TOTAL]
    is_total = bool(items) or any(TOTAL_ROW.fullmatch(bare_name(cell)) for cell in path)
    return parts[0] if parts else (Item.TOTAL if is_total else None)


def rows_by_item(table: PrintedTable) -> dict[Item, int]:
    """Item → the first row that prints it, for tables with an item a row."""
    found: dict[Item, int] = {}
    for index, row in enumerate(table.rows):
        item = path_to_item((row.name,))
        if item is not None and not NOT_MONEY_COLUMN.match(row.name):
            found.setdefault(item, index)
    return found if len(found) > 1 else {}


def three_public_sums(table: PrintedTable) -> tuple[RowSum, ...]:
    """合计 = 出国 + 接待 + 用车, 用车 = 购置 + 运行, for tables with an item a row."""
    rows = rows_by_item(table)
    sums = []
    for total, parts in (
        (Item.VEHICLE, (Item.VEHICLE_PURCHASE, Item.VEHICLE_OPERATION)),
        (Item.TOTAL, _total_items(rows)),
    ):
        indexes = tuple(rows[item] for item in parts if item in rows)
        if total in rows and len(indexes) > 1:
            sums.append(RowSum(rows[total], indexes, "total" if total is Item.TOTAL else "level"))
    return tuple(sums)


def _total_items(rows: dict[Item, int]) -> tuple[Item, ...]:
    if Item.MEETING in rows or Item.TRAINING in rows:
        return ()  # 合计 may be of all these or of the three only: the layout does not say
    vehicles = (Item.VEHICLE,) if Item.VEHICLE in rows else (Item.VEHICLE_PURCHASE, Item.VEHICLE_OPERATION)
    return (Item.ABROAD, Item.RECEPTION, *vehicles)
