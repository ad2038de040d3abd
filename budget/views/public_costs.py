"""“三公”经费 and 机关运行经费: what they consist of, and unit costs only where the text gives a count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from budget.models import Measure, Scope, Stage, StatementKind, TableKind
from budget.models import ThreePublicItem as Item
from budget.text import strip_lead
from budget.views.book import Book, Record, amount_of, cell_of
from budget.views.change import find_change
from budget.views.economic import economic_leaves
from budget.views.money import DisplayUnit, amount_or_nothing, share_text
from budget.views.overview import change_words
from budget.views.shapes import Cell, CellKind, Column, Row, TableView
from budget.words import choice_to_text

ZERO = Decimal(0)
PUBLIC_ITEMS = (Item.ABROAD, Item.RECEPTION, Item.VEHICLE, Item.VEHICLE_PURCHASE, Item.VEHICLE_OPERATION)
BESIDE_ITEMS = (Item.MEETING, Item.TRAINING, Item.OPERATING_COST)
PARTS = (Item.VEHICLE_PURCHASE, Item.VEHICLE_OPERATION)


def public_total(book: Book) -> Record | None:
    """The three public costs together, as settled where the document settles them."""
    stages = {r["stage"] for r in book.rows("three_public", item=Item.TOTAL)}
    return _public_record(book, Item.TOTAL, {Stage.FINAL_ACCOUNT} & stages or stages)


def public_missing(book: Book) -> str:
    """What to say where there is no figure to show: published and empty, or not published."""
    is_there = any(True for _ in book.rows("tables", kind=TableKind.THREE_PUBLIC))
    return "“三公”经费表已公开，表里没有数。" if is_there else "本文件没有“三公”经费表。"


def public_table(book: Book) -> TableView | None:
    """The three public costs and what they consist of; budget and final account side by side where both are printed."""
    records = book.frames["three_public"]
    if not records:
        return None
    stages = list(dict.fromkeys(r["stage"] for r in records if r["item"] in PUBLIC_ITEMS)) or [None]
    lines = [_public_row(book, item, stages) for item in (Item.TOTAL, *PUBLIC_ITEMS, *BESIDE_ITEMS)]
    told = [choice_to_text(Stage(stage)) if stage else book.phase_word for stage in stages]
    words = told if len(stages) > 1 else [f"{book.phase_word}数"]
    columns = [Column(word, CellKind.MONEY) for word in words]
    return book.table_view("three_public", filter(None, lines), (r["cell"] for r in records), more=columns)


def _public_row(book: Book, item: Item, stages: Sequence[str | None]) -> Row | None:
    found = [_public_record(book, item, {stage}) for stage in stages]
    is_part, is_total = item in PARTS, item is Item.TOTAL
    if not any(found) and not is_total:
        return None
    name = "“三公”经费合计" if is_total else f"{'其中：' if is_part else ''}{choice_to_text(item)}"
    return Row((Cell(name), *_amounts(book, found)), indent=int(is_part), is_total=is_total)


def _amounts(book: Book, records: Sequence[Record | None]) -> tuple[Cell, ...]:
    """A blank of a budget says that nothing is planned; one of final accounts only that nothing is printed."""
    blank = "表中空白" if book.is_final else "未安排"
    found = ((amount_of(r), cell_of(r)) for r in records)
    return tuple(Cell(blank, yuan=yuan, cell=cell if yuan is not None else None) for yuan, cell in found)


def _public_record(book: Book, item: Item, stages: Collection[str | None]) -> Record | None:
    rows = [r for r in book.rows("three_public", item=item) if r["stage"] in stages or item in BESIDE_ITEMS]
    # a header path of the whole vehicle item names both parts: the one that ends with 小计 is the whole; where a table
    # also sums up meetings and training, the total of the three names them
    is_whole = (lambda name: "三公" in name) if item is Item.TOTAL else (lambda name: name.endswith("小计"))
    return next((r for r in rows if is_whole(r["name"])), rows[0] if rows else None)


def vehicle_sentence(book: Book, unit: DisplayUnit) -> str:
    """Cost of one vehicle, only because the text gives the count; "" where it does not."""
    counts = [r for r in book.rows("statements", kind=StatementKind.COUNT) if r["printed_unit"] == "辆" and _is_held(r)]
    cost = amount_of(_public_record(book, Item.VEHICLE_OPERATION, {_last_stage(book)}))
    if not counts or not counts[0]["value"] or not cost:
        return ""
    number = counts[0]["value"]
    each = cost / number
    return (
        f"公务用车运行维护费 **{amount_or_nothing(cost, unit)}** ÷ 文中所述实有 {number:.0f} 辆 = "
        f"平均每辆 **{amount_or_nothing(each, unit)}**。（只因原文给出了车辆数才算；各车用途不同。）"
    )


def _is_held(statement: Record) -> bool:
    before = statement["clause"][: statement["clause"].find(statement["printed_text"]) + 1]
    words = f"{statement['subject'] or ''}{before[-8:]}"
    return any(word in words for word in ("实有", "保有"))


def _last_stage(book: Book) -> str | None:
    stages = [r["stage"] for r in book.frames["three_public"]]
    return Stage.FINAL_ACCOUNT if Stage.FINAL_ACCOUNT in stages else (stages[0] if stages else None)


def operating_sentence(book: Book, unit: DisplayUnit) -> str:
    """机关运行经费 with its change as the prose states it; "" where neither table nor text has it."""
    record = book.total(Measure.OPERATING_COST) or book.first("three_public", item=Item.OPERATING_COST)
    amount = amount_of(record)
    if amount is None:
        return ""
    change = find_change(book, amount)
    said = f"文中说比上年{change_words(change)}" if change else ""
    doubt = ""
    if change and change.percent is not None and not change.agrees and change.before_yuan > 0:
        rate = share_text(abs(change.delta_yuan), change.before_yuan)
        doubt = f"（按文中两个金额算是 {rate}，与文中的百分比不一致）"
    reason = f"，原因是：{change.reason}" if change and change.reason else ""
    return f"机关运行经费 **{amount_or_nothing(amount, unit)}**{'，' if said else ''}{said}{doubt}{reason}。"


def operating_parts(book: Book) -> TableView | None:
    """What operating money consists of: the economic subjects with an operating amount, or their own table."""
    scope = next((r["scope"] for r in book.frames["economic"]), None)
    leaves = [r for r in economic_leaves(book) if r["operating_yuan"]] if scope else []
    if not leaves:
        return None
    merged: dict[str, Decimal] = {}
    for record in leaves:
        merged[strip_lead(record["name"])] = merged.get(strip_lead(record["name"]), ZERO) + record["operating_yuan"]
    whole = sum(merged.values(), ZERO)
    rows = (
        Row((Cell(name), Cell(yuan=amount), Cell(share_text(amount, whole))))
        for name, amount in sorted(merged.items(), key=lambda item: -item[1])
    )
    said = f"{choice_to_text(Scope(scope or Scope.ALL))} · 基本支出"
    return book.table_view("operating", rows, (r["operating_cell"] for r in leaves), scope=said)
