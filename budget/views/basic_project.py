"""基本与项目: running the organisation against doing things; people against operation; the three public costs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from budget.evidence.formulas import share_ref
from budget.models import Measure, Scope, Vintage, lowest_of
from budget.views.book import Book, amount_of, cell_of, money_scope, share_cell
from budget.views.change import find_change
from budget.views.economic import economic_total, economic_whole
from budget.views.functional import Subject, functional_tree, scope_tree
from budget.views.money import DisplayUnit, amount_or_nothing, share_text
from budget.views.overview import compared_words
from budget.views.public_costs import public_total
from budget.views.shapes import Cell, Headline, KeyFigure, Row, TableView
from budget.words import choice_to_text

ZERO = Decimal(0)
KIND_MEASURES = ("total", "basic", "project")
NOWHERE = dict.fromkeys(KIND_MEASURES)


def kind_headline(book: Book, unit: DisplayUnit) -> Headline:
    """What of the total runs the organisation and what does things."""
    question = "养人多少，办事多少？"
    basic, project = book.total(Measure.BASIC), book.total(Measure.PROJECT)
    if amount_of(basic) is None or amount_of(project) is None:
        return Headline(question, "本文件没有公开基本支出与项目支出的合计。", _basic_figures(book))
    whole = amount_of(book.total(Measure.SPENDING)) or (amount_of(basic) or ZERO) + (amount_of(project) or ZERO)
    said = [
        f"{words} **{amount_or_nothing(amount, unit)}**（{share_text(amount, whole)}）"
        for words, amount in (
            ("维持机构运转的基本支出", amount_of(basic)),
            ("专门办事的项目支出", amount_of(project)),
            *other_spending(book),
        )
    ]
    return Headline(question, f"{'，'.join(said)}。{_vintage_sentence(book, unit)}", _figures(book, whole))


def other_spending(book: Book) -> tuple[tuple[str, Decimal], ...]:
    """What the total of the expenditure table holds besides basic and project money (机动经费, 结转下年 …)."""
    cell = cell_of(book.total(Measure.SPENDING))
    line = book.first("lines", cell=cell) if cell else None
    if line is None:
        return ()
    return tuple(
        (lowest_of(book.header_of(r)), r["amount_yuan"])
        for r in book.rows("lines", table_id=line["table_id"], row_number=line["row_number"])
        if r["cell"] != cell and r["amount_yuan"] and r["expenditure_kind"] is None
    )


def _vintage_sentence(book: Book, unit: DisplayUnit) -> str:
    project = amount_of(book.total(Measure.PROJECT, Scope.GENERAL_PUBLIC, Vintage.CURRENT_YEAR))
    carried = amount_of(book.total(Measure.PROJECTS, vintage=Vintage.CARRYOVER_IN))
    if not book.has_vintages or project is None or not carried:
        return ""
    return (
        f"项目支出里，今年新安排的一般公共预算是 **{amount_or_nothing(project, unit)}**，"
        f"上年结转的项目是 **{amount_or_nothing(carried, unit)}**。"
    )


def _figures(book: Book, whole: Decimal) -> tuple[KeyFigure, ...]:
    both = "全部收支 · 含上年结转" if book.has_vintages else "全部收支"
    kinds = (
        KeyFigure(label, amount_of(r), "", both, f"占合计 {share_text(amount_of(r), whole)}", cell_of(r), k,
                  share_ref(cell_of(r), cell_of(book.whole)))
        for k, label in ((Measure.BASIC, "基本支出"), (Measure.PROJECT, "项目支出"))
        if (r := book.total(k))
    )  # fmt: skip
    return (*kinds, *_basic_figures(book))[:4]


def _basic_figures(book: Book) -> tuple[KeyFigure, ...]:
    """People and operation, and the three public costs."""
    figures = []
    row, public = economic_total(book), public_total(book)
    if row and row["personnel_yuan"] is not None:
        compared = f"占基本支出 {share_text(row['personnel_yuan'], economic_whole(row))}"
        scope, cell = f"{choice_to_text(Scope(row['scope']))}基本支出", row["personnel_cell"]
        figures.append(KeyFigure("人员经费", row["personnel_yuan"], "", scope, compared, cell, "personnel"))
    if public:
        compared = compared_words(find_change(book, amount_of(public)))
        scope = f"财政拨款{' · 决算' if book.is_final else ''}"
        blank = "表中空白" if book.is_final else ""
        figures.append(KeyFigure("“三公”经费", amount_of(public), blank, scope, compared, cell_of(public)))
    return tuple(figures)


def kind_splits(book: Book, vintage: Vintage) -> tuple[Subject, ...]:
    """The classes with the chosen money, basic beside project; none where the document does not print it."""
    both, now = functional_tree(book), scope_tree(book, Scope.GENERAL_PUBLIC)
    if both is None:
        return ()
    made = [_kind_split(s, now.subjects.get(s.code) if now else None, vintage) for s in both.children(None)]
    return tuple(split for split in made if split.amounts["basic"] or split.amounts["project"])


def _kind_split(both: Subject, now: Subject | None, vintage: Vintage) -> Subject:
    """What is computed has no cell."""
    if vintage is Vintage.ALL:
        return both
    if vintage is Vintage.CARRYOVER_IN:
        rest = {m: _less(both.amounts[m], now.amounts[m] if now else None) for m in KIND_MEASURES}
        return replace(both, amounts=rest, cells=NOWHERE)
    return replace(both, amounts=now.amounts if now else NOWHERE, cells=now.cells if now else NOWHERE)


def _less(both: Decimal | None, current: Decimal | None) -> Decimal | None:
    rest = (both or ZERO) - (current or ZERO)
    return rest or None


def kind_table(book: Book, vintage: Vintage) -> TableView:
    """The same as a table."""
    splits = kind_splits(book, vintage)
    rows = tuple(
        Row((Cell(s.name, to={"page": "subjects", "subject": s.code}),
             *(Cell(yuan=(s.amounts[m] or ZERO) if m == "total" else s.amounts[m], cell=s.cells[m])
               for m in KIND_MEASURES),
             share_cell(s.amounts["project"], s.amounts["total"], s.cells["project"], s.cells["total"])))
        for s in splits
    )  # fmt: skip
    tree = functional_tree(book)
    scope = money_scope(book, tree.scope if tree else Scope.ALL, vintage)
    is_computed = vintage is Vintage.CARRYOVER_IN
    computed = "上年结转由支出总表减一般公共预算当年支出表算出，文件没有这样的表。" if is_computed else ""
    cells = tuple(c for s in splits for m in KIND_MEASURES if (c := s.cells[m])) or (
        cell_of(book.total(Measure.BASIC)),
    )
    return book.table_view("kinds", rows, cells, scope=scope, limits=computed)
