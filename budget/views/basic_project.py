"""基本与项目: running the organisation against doing things; people against operation; the three public costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.models import Vintage
from budget.views.book import SCOPE_WORDS, Book, Record, amount_of, bare_name, cell_of
from budget.views.change import find_change
from budget.views.functional import Subject, functional_tree, scope_tree
from budget.views.money import DisplayUnit, amount_or_nothing, share_text
from budget.views.overview import VINTAGE_WORDS, compared_words
from budget.views.shapes import Cell, CellKind, Column, Headline, KeyFigure, NextQuestion, Row, TableView

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class KindSplit:
    """Basic and project money of one class as printed, with the printed whole; cells None where computed."""

    name: str
    code: str
    total: Decimal
    basic: Decimal | None
    project: Decimal | None
    cells: tuple[str | None, str | None, str | None]


def kind_headline(book: Book, unit: DisplayUnit) -> Headline:
    """What of the total runs the organisation and what does things."""
    question = "养人多少，办事多少？"
    basic, project = book.total("basic"), book.total("project")
    if amount_of(basic) is None or amount_of(project) is None:
        return Headline(question, "本文件没有公开基本支出与项目支出的合计。", _basic_figures(book))
    whole = (amount_of(basic) or ZERO) + (amount_of(project) or ZERO)
    answer = (
        f"维持机构运转的基本支出 **{amount_or_nothing(amount_of(basic), unit)}**（{share_text(amount_of(basic), whole)}），"
        f"专门办事的项目支出 **{amount_or_nothing(amount_of(project), unit)}**（{share_text(amount_of(project), whole)}）。"
    )
    return Headline(question, answer + _vintage_sentence(book, unit), _figures(book, whole))


def _vintage_sentence(book: Book, unit: DisplayUnit) -> str:
    project = amount_of(book.total("project", "general_public", "current_year"))
    carried = amount_of(book.total("projects", vintage="carryover_in"))
    if not book.has_vintages or project is None or not carried:
        return ""
    return (
        f"项目支出里，今年新安排的一般公共预算是 **{amount_or_nothing(project, unit)}**，"
        f"上年结转的项目是 **{amount_or_nothing(carried, unit)}**。"
    )


def _figures(book: Book, whole: Decimal) -> tuple[KeyFigure, ...]:
    both = "全部收支 · 含上年结转" if book.has_vintages else "全部收支"
    kinds = tuple(
        KeyFigure(
            label,
            amount_of(r),
            scope=both,
            compared=f"占合计 {share_text(amount_of(r), whole)}",
            cell=cell_of(r),
            hue=k,
        )
        for k, label in (("basic", "基本支出"), ("project", "项目支出"))
        if (r := book.total(k))
    )
    return (*kinds, *_basic_figures(book))[:4]


def _basic_figures(book: Book) -> tuple[KeyFigure, ...]:
    """People and operation, and the three public costs."""
    row = _economic_total(book)
    figures = []
    if row and row["personnel_yuan"] is not None:
        share = share_text(row["personnel_yuan"], economic_whole(row))
        figures.append(KeyFigure("人员经费", row["personnel_yuan"], scope=f"{SCOPE_WORDS[row['scope']]}基本支出",
                                 compared=f"占基本支出 {share}", cell=row["personnel_cell"], hue="personnel"))  # fmt: skip
    public = public_total(book)
    if public:
        change = find_change(book, amount_of(public))
        figures.append(KeyFigure("“三公”经费", amount_of(public), scope="财政拨款" if not book.is_final else "财政拨款 · 决算",
                                 compared=compared_words(change), cell=cell_of(public)))  # fmt: skip
    return tuple(figures)


def _economic_total(book: Book) -> Record | None:
    return book.first("economic", row_role="total")


def kind_splits(book: Book, vintage: Vintage) -> tuple[KindSplit, ...]:
    """Basic against project by class for the chosen money; empty where the document does not print it."""
    both, now = functional_tree(book), scope_tree(book, "general_public")
    if both is None:
        return ()
    made = [_kind_split(s, now.subjects.get(s.code) if now else None, vintage) for s in both.children(None)]
    return tuple(split for split in made if split.basic or split.project)


def _kind_split(both: Subject, now: Subject | None, vintage: Vintage) -> KindSplit:
    measures = ("total", "basic", "project")
    printed = both if vintage is Vintage.ALL else now
    if vintage is Vintage.CARRYOVER_IN:
        rest = [_less(both.amounts[m], now.amounts[m] if now else None) for m in measures]
        return KindSplit(both.name, both.code, rest[0] or ZERO, rest[1], rest[2], (None, None, None))
    if printed is None:
        return KindSplit(both.name, both.code, ZERO, None, None, (None, None, None))
    total, basic, project = (printed.amounts[m] for m in measures)
    cells = (printed.cells["total"], printed.cells["basic"], printed.cells["project"])
    return KindSplit(both.name, both.code, total or ZERO, basic, project, cells)


def _less(both: Decimal | None, current: Decimal | None) -> Decimal | None:
    rest = (both or ZERO) - (current or ZERO)
    return rest or None


def kind_table(book: Book, vintage: Vintage) -> TableView:
    """The same as a table."""
    splits = kind_splits(book, vintage)
    rows = tuple(
        Row((Cell(s.name, to={"page": "subjects", "subject": s.code}), Cell(yuan=s.total, cell=s.cells[0]),
             Cell(yuan=s.basic, cell=s.cells[1]), Cell(yuan=s.project, cell=s.cells[2]),
             Cell(share_text(s.project, s.total))))
        for s in splits
    )  # fmt: skip
    columns = (
        Column("功能分类（类）"),
        *(Column(word, CellKind.MONEY) for word in ("合计", "基本支出", "项目支出")),
        Column("项目占比", CellKind.NUMBER),
    )
    tree = functional_tree(book)
    scope = f"{SCOPE_WORDS[tree.scope] if tree else ''} · {VINTAGE_WORDS[vintage]}"
    is_computed = vintage is Vintage.CARRYOVER_IN
    computed = "上年结转由支出总表减一般公共预算当年支出表算出，文件没有这样的表。" if is_computed else ""
    cells = tuple(c for s in splits for c in s.cells if c) or (cell_of(book.total("basic")),)
    limits = f"{computed}基本支出不全是工资，也含办公、用车等公用经费。"
    return TableView("基本与项目", "各类支出的基本与项目", columns, rows, (), book.provenance(cells, scope, limits))


def economic_groups(book: Book) -> tuple[Record, ...]:
    """Leaf rows of the basic-expenditure table, largest first: what the basic money buys."""
    leaves = _economic_leaves(book)
    return tuple(sorted((r for r in leaves if economic_whole(r)), key=lambda r: -(economic_whole(r) or ZERO)))


def economic_legend(book: Book) -> tuple[tuple[str, str], ...]:
    """People and operation where the table tells them apart; nothing to explain otherwise."""
    uses = (("人员经费", "personnel"), ("公用经费", "operating"))
    return tuple((word, use) for word, use in uses if any(r[f"{use}_yuan"] for r in economic_groups(book)))


def economic_whole(record: Record) -> Decimal | None:
    """The row's total; people and operation together where the table prints only the two."""
    if record["total_yuan"] is not None:
        return Decimal(record["total_yuan"])
    parts = [record[f"{use}_yuan"] for use in ("personnel", "operating") if record[f"{use}_yuan"] is not None]
    return sum(parts, ZERO) if parts else None


def _economic_leaves(book: Book) -> Sequence[Record]:
    scope = next((r["scope"] for r in book.frames["economic"]), None)
    rows = [r for r in book.rows("economic", scope=scope) if r["row_role"] != "total"]
    codes = {r["code"] for r in rows if r["code"]}
    # some places mark every class as a leaf: a code with longer codes under it is a subtotal all the same
    return [
        r
        for r in rows
        if r["row_role"] == "leaf" and not any(c != r["code"] and c.startswith(r["code"]) for c in codes if r["code"])
    ]


def economic_table(book: Book) -> TableView | None:
    """Basic expenditure by economic subject, departmental and governmental classification side by side."""
    scope = next((r["scope"] for r in book.frames["economic"]), None)
    records = list(book.rows("economic", scope=scope)) if scope else []
    if not records:
        return None
    has_governmental = any(r["governmental_name"] for r in records)
    has_split = any(r["personnel_yuan"] or r["operating_yuan"] for r in records)
    has_total = any(r["total_yuan"] for r in records)
    measures = (*(("total",) if has_total else ()), *(("personnel", "operating") if has_split else ()))
    rows = tuple(_economic_row(r, has_governmental, measures) for r in records)
    columns = (
        Column("部门预算经济分类", help="钱买了什么，按部门用的口径"),
        *((Column("政府预算经济分类", help="同一笔钱，按政府总账用的口径"),) if has_governmental else ()),
        *(
            Column({"total": "合计", "personnel": "人员经费", "operating": "公用经费"}[m], CellKind.MONEY)
            for m in measures
        ),
    )
    cells = tuple(r["total_cell"] for r in records)
    repeated = (
        "同一经济科目按两种分类各印一次（如基本工资），这些行是合计的组成部分，不是重复。" if has_governmental else ""
    )
    return TableView("基本支出经济分类", "基本支出买了什么", columns, rows, (repeated,) if repeated else (),
                     book.provenance(cells, f"{SCOPE_WORDS[scope or 'all']} · 基本支出", "只含基本支出，不含项目支出里的人员和设备。"))  # fmt: skip


def _economic_row(record: Record, has_governmental: bool, measures: Sequence[str]) -> Row:
    code = f" {record['code']}" if record["code"] else ""
    is_leaf = record["row_role"] == "leaf"
    named = (Cell(record["name"], note=code), *((Cell(record["governmental_name"] or ""),) if has_governmental else ()))
    figures = tuple(Cell(yuan=record[f"{m}_yuan"], cell=record[f"{m}_cell"]) for m in measures)
    return Row((*named, *figures), indent=1 if is_leaf else 0, is_total=not is_leaf)


PUBLIC_ITEMS = (
    ("abroad", "因公出国（境）费", 0),
    ("reception", "公务接待费", 0),
    ("vehicle", "公务用车购置及运行维护费", 0),
    ("vehicle_purchase", "其中：公务用车购置费", 1),
    ("vehicle_operation", "其中：公务用车运行维护费", 1),
)
BESIDE_ITEMS = (("meeting", "会议费", 0), ("training", "培训费", 0), ("operating_cost", "机关运行经费", 0))
STAGE_WORDS = {"original_budget": "年初预算", "adjusted_budget": "全年预算", "final_account": "决算"}


def public_total(book: Book) -> Record | None:
    """The three public costs together; where a table also sums up meetings and training, the part for the three."""
    rows = list(book.rows("three_public", item="total"))
    final = [r for r in rows if r["stage"] == "final_account"]
    candidates = final or rows
    return next((r for r in candidates if "三公" in r["name"]), candidates[0] if candidates else None)


def public_table(book: Book) -> TableView | None:
    """The three public costs and what they consist of; budget and final account side by side where both are printed."""
    records = book.frames["three_public"]
    if not records:
        return None
    stages = list(dict.fromkeys(r["stage"] for r in records if r["item"] in {i for i, *_ in PUBLIC_ITEMS})) or [None]
    lines = [_public_row(book, i, w, d, stages) for i, w, d in (*PUBLIC_ITEMS, *BESIDE_ITEMS)]
    total = _public_total_row(book, stages)
    words = [STAGE_WORDS.get(s or "", book.phase_word) if len(stages) > 1 else f"{book.phase_word}数" for s in stages]
    columns = (Column("项目"), *(Column(word, CellKind.MONEY) for word in words))
    rows = tuple(filter(None, (total, *lines)))
    cells = tuple(r["cell"] for r in records)
    limits = (
        "预算是上限不是实际花费；空白表示未安排，不等于没有发生过。"
        if not book.is_final
        else "只含财政拨款安排的部分。"
    )
    return TableView("三公经费", "“三公”经费", columns, rows, (), book.provenance(cells, "财政拨款", limits))


def _public_row(book: Book, item: str, words: str, depth: int, stages: Sequence[str | None]) -> Row | None:
    found = [_public_record(book, item, stage) for stage in stages]
    if not any(found):
        return None
    cells = tuple(
        Cell(
            "未安排" if not book.is_final else "未印数",
            yuan=amount_of(r),
            cell=cell_of(r) if amount_of(r) is not None else None,
        )
        for r in found
    )
    return Row((Cell(words), *cells), depth)


def _public_record(book: Book, item: str, stage: str | None) -> Record | None:
    rows = [
        r
        for r in book.rows("three_public", item=item)
        if r["stage"] == stage or item in ("meeting", "training", "operating_cost")
    ]
    # a header path of the whole vehicle item names both parts: the one that ends with 小计 is the whole
    return next((r for r in rows if r["name"].endswith("小计")), rows[0] if rows else None)


def _public_total_row(book: Book, stages: Sequence[str | None]) -> Row:
    records = []
    for stage in stages:
        rows = [r for r in book.rows("three_public", item="total") if r["stage"] == stage]
        records.append(next((r for r in rows if "三公" in r["name"]), rows[0] if rows else None))
    cells = tuple(
        Cell("未安排", yuan=amount_of(r), cell=cell_of(r) if amount_of(r) is not None else None) for r in records
    )
    return Row((Cell("“三公”经费合计"), *cells), is_total=True)


def vehicle_sentence(book: Book, unit: DisplayUnit) -> str:
    """Cost of one vehicle, only because the text gives the count; "" where it does not."""
    counts = [r for r in book.rows("statements", kind="count") if r["printed_unit"] == "辆" and _is_held(r)]
    cost = amount_of(_public_record(book, "vehicle_operation", _last_stage(book)))
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
    return "final_account" if "final_account" in stages else (stages[0] if stages else None)


def operating_sentence(book: Book, unit: DisplayUnit) -> str:
    """机关运行经费 with its change as the prose states it; "" where neither table nor text has it."""
    record = book.total("operating_cost") or book.first("three_public", item="operating_cost")
    amount = amount_of(record)
    if amount is None:
        return ""
    change = find_change(book, amount)
    said = f"文中说{compared_words(change)}" if change else ""
    doubt = ""
    if change and change.percent is not None and not change.agrees and change.before_yuan > 0:
        rate = share_text(abs(change.delta_yuan), change.before_yuan)
        doubt = f"（按文中两个金额算是 {rate}，与文中的百分比不一致）"
    reason = f"，原因是：{change.reason}" if change and change.reason else ""
    return f"机关运行经费 **{amount_or_nothing(amount, unit)}**{'，' if said else ''}{said}{doubt}{reason}。"


def operating_parts(book: Book) -> TableView | None:
    """What operating money consists of: the economic subjects with an operating amount, or their own table."""
    scope = next((r["scope"] for r in book.frames["economic"]), None)
    leaves = [r for r in _economic_leaves(book) if r["operating_yuan"]] if scope else []
    if not leaves:
        return None
    merged: dict[str, Decimal] = {}
    for record in leaves:
        merged[bare_name(record["name"])] = merged.get(bare_name(record["name"]), ZERO) + record["operating_yuan"]
    whole = sum(merged.values(), ZERO)
    rows = tuple(
        Row((Cell(name), Cell(yuan=amount), Cell(share_text(amount, whole))))
        for name, amount in sorted(merged.items(), key=lambda item: -item[1])
    )
    columns = (Column("经济科目"), Column("公用经费", CellKind.MONEY), Column("占比", CellKind.NUMBER))
    cells = tuple(r["operating_cell"] for r in leaves)
    return TableView("公用经费构成", "公用经费由什么组成", columns, rows, (), book.provenance(cells, f"{SCOPE_WORDS[scope or 'all']} · 基本支出",
                     "同名科目在两种分类下各有一行的，已合并。"))  # fmt: skip


KIND_NEXT = (
    NextQuestion("办哪些项目？", "projects"),
    NextQuestion("钱花在哪些科目？", "subjects"),
    NextQuestion("要达到什么目标？", "indicators"),
)
