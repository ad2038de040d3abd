"""总览: the story in three sentences, the flow of money, every hundred yuan, and the change against last year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from budget.evidence.formulas import change_ref, diff_ref, share_ref, sum_ref
from budget.models import Measure, Scope, Vintage
from budget.views.book import Book, amount_of, cell_of, money_scope, share_figure, vintage_hue
from budget.views.change import Change, find_change
from budget.views.functional import class_amounts
from budget.views.money import DisplayUnit, amount_or_nothing, share, share_text
from budget.views.shapes import Cell, Headline, KeyFigure, Row, TableView


def overview_headline(book: Book, unit: DisplayUnit) -> Headline:
    """Three sentences by rule: the total, what of it is carried over, how both moved."""
    asks = "一共花了多少钱，花到哪里去了？" if book.is_final else "一共多少钱，花到哪里去？"
    question = f"{book.year_word}{asks}"
    whole = amount_of(book.whole)
    if whole is None:
        return Headline(question, "本文件没有公开收支总表和支出总表，说不出总额。下面各页仍可查看文件里有的内容。")
    sentences = (_total_sentence(book, whole, unit), _parts_sentence(book, whole, unit), _change_sentence(book, unit))
    return Headline(question, "".join(filter(None, sentences)), _figures(book, whole), _scope_caution(book))


def _total_sentence(book: Book, whole: Decimal, unit: DisplayUnit) -> str:
    if book.is_final:
        return f"{book.body}{book.year_word}实际支出 **{amount_or_nothing(whole, unit)}**。"
    return f"{book.body}{book.year_word}预算总计 **{amount_or_nothing(whole, unit)}**。"


def _parts_sentence(book: Book, whole: Decimal, unit: DisplayUnit) -> str:
    if book.has_vintages and not book.is_final:
        carried, current = amount_of(book.carryover), amount_of(book.current_year)
        return (
            f"其中 **{share_text(carried, whole)}**（{amount_or_nothing(carried, unit)}）是以前年度没花完、"
            f"今年继续用的钱（上年结转），今年新安排的是 **{amount_or_nothing(current, unit)}**。"
        )
    basic, project = amount_of(book.total(Measure.BASIC)), amount_of(book.total(Measure.PROJECT))
    if basic is None or project is None:
        return ""
    return (
        f"维持机构运转的基本支出 **{amount_or_nothing(basic, unit)}**（{share_text(basic, whole)}），"
        f"专门办事的项目支出 **{amount_or_nothing(project, unit)}**（{share_text(project, whole)}）。"
    )


def _change_sentence(book: Book, unit: DisplayUnit) -> str:
    total = find_change(book, amount_of(book.whole))
    current = find_change(book, amount_of(book.current_year)) if book.has_vintages else None
    total_word = "实际支出" if book.is_final else "总额" if current else "预算总计"
    said = [
        f"{words}比上年**{change_words(change)}**{_of_what(change)}"
        for words, change in (("今年新安排的钱", current), (total_word, total))
        if change
    ]
    return f"{'；连同上年结转，'.join(said)}。" if said else ""


def _of_what(change: Change) -> str:
    """The fund that the prose speaks of where the figure shown counts all of them."""
    return "（一般公共预算）" if "一般公共预算" in change.subject else ""


def change_words(change: Change) -> str:
    """The change in words, the percentage as printed.

    >>> change_words(Change(Decimal(5311300), Decimal(-2765700), Decimal("-34.24"), None, "", True))
    '减少 34.24%'
    """
    if change.delta_yuan == 0:
        return "持平"
    word = "增加" if change.delta_yuan > 0 else "减少"
    if change.percent is None or change.before_yuan <= 0:  # no percentage of nothing
        return f"{word} {amount_or_nothing(abs(change.delta_yuan), DisplayUnit.TEN_THOUSAND)}"
    return f"{word} {abs(change.percent).normalize():f}%"


def compared_words(change: Change | None) -> str:
    """The word of comparison under a headline figure; empty without a base."""
    return f"比上年{change_words(change)}{_of_what(change)}" if change else ""


def compared_ref(change: Change | None) -> str | None:
    """Where the comparison is stated: its percentage, else its amount."""
    return (change.percent_ref or change.delta_ref) if change else None


def _figures(book: Book, whole: Decimal) -> tuple[KeyFigure, ...]:
    label = "本年支出合计" if book.is_final else "预算总计"
    both = " · 含上年结转" if book.has_vintages and not book.is_final else ""
    moved = find_change(book, whole)
    compared = compared_words(moved) or "文件没有给出上年数"
    figures = [KeyFigure(label, whole, "", f"全部收支{both}", compared, cell_of(book.whole), "", compared_ref(moved))]
    if book.has_vintages and not book.is_final:
        current = share_figure("本年安排", book.current_year, book.whole, "占总计", "全部收支 · 不含结转", "current")
        if moved := find_change(book, current.yuan):
            current = replace(current, compared=compared_words(moved), compared_cell=compared_ref(moved))
        carried = share_figure("上年结转", book.carryover, book.whole, "占总计", "全部收支", "carryover")
        figures += [current, carried]
    for kind, label in ((Measure.BASIC, "基本支出"), (Measure.PROJECT, "项目支出")):
        record = book.total(kind)
        if amount_of(record) is not None and (kind is Measure.PROJECT or len(figures) < 2):
            figures.append(share_figure(label, record, book.whole, "占总计", f"全部收支{both}", kind))
    return tuple(figures[:4])


def _scope_caution(book: Book) -> str:
    if not amount_of(book.carryover) or book.is_final:
        return ""
    return "总计里既有今年新安排的钱，也有以前年度结转的钱；收入总计与支出总计相等，是因为上年结转也记作收入。"


def hundred_table(book: Book, vintage: Vintage) -> TableView:
    """每100元花在哪里: functional classes as parts of a hundred, of the chosen money."""
    classes, hue = class_amounts(book, vintage), "neutral" if vintage is Vintage.ALL else vintage_hue(vintage)
    whole, base = sum((c.yuan for c in classes), Decimal(0)), sum_ref(c.cell for c in classes)
    rows = tuple(
        Row((Cell(c.name, to={"page": "subjects", "subject": c.code} if c.code else None),
             Cell(f"{(part := share(c.yuan, whole) or 0.0):.2f} 元", bar=part, hue=hue, cell=share_ref(c.cell, base)),
             Cell(yuan=c.yuan, cell=c.cell)))
        for c in classes
    )  # fmt: skip
    return book.table_view("hundred", rows, (c.cell for c in classes), scope=money_scope(book, Scope.ALL, vintage))


@dataclass(frozen=True, slots=True)
class Movement:
    """Last year to this year, this year's and carried-over money apart, all in yuan."""

    total: Change
    current: Change

    @property
    def carryover_delta(self) -> Decimal:
        """What the total changed by more than this year's money did."""
        return self.total.delta_yuan - self.current.delta_yuan


def movement(book: Book) -> Movement | None:
    """The steps from last year's total to this year's; None unless the prose states both changes."""
    total, current = find_change(book, amount_of(book.whole)), find_change(book, amount_of(book.current_year))
    if not book.has_vintages or total is None or current is None or current.before_yuan > total.before_yuan:
        return None
    return Movement(total, current)


def movement_table(book: Book) -> TableView | None:
    """The same steps as figures; a share of change only where last year's figure is not 0."""
    moved = movement(book)
    if moved is None:
        return None
    whole, current = moved.total, moved.current
    at, current_at = (cell_of(book.whole), whole.delta_ref), (cell_of(book.current_year), current.delta_ref)
    carried_at = diff_ref(at[0], current_at[0]), diff_ref(at[1], current_at[1])
    carried = whole.before_yuan - current.before_yuan, whole.now_yuan - current.now_yuan
    lines = (
        ("本年安排", current.before_yuan, current.now_yuan, "current", current_at),
        ("上年结转", *carried, "carryover", carried_at),
        ("总计", whole.before_yuan, whole.now_yuan, "", at),
    )
    rows = (_movement_row(*line) for line in lines)
    notes = [f"文中所述原因：{c.reason}" for c in (current, whole) if c.reason]
    return book.table_view("movement", rows, (cell_of(book.whole),), notes=notes)


def _movement_row(label: str, before: Decimal, now: Decimal, hue: str, refs: tuple[str | None, str | None]) -> Row:
    """`refs`: where this year's figure and its change stand, or what they follow from."""
    now_ref, delta_ref = refs
    before_ref = diff_ref(now_ref, delta_ref)
    rate_ref = change_ref(now_ref, before_ref) if before > 0 else None
    rate = f"{(now - before) / before * 100:+.2f}%".replace("-", "−") if before > 0 else "上年为0"
    figures = (
        Cell(yuan=before, cell=before_ref),
        Cell(yuan=now, cell=now_ref),
        Cell(yuan=now - before, cell=delta_ref),
    )
    return Row((Cell(label, hue=hue), *figures, Cell(rate, cell=rate_ref)), is_total=label == "总计")
