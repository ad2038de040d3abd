"""Which of the cells that a subject may mean its words leave: those of its year, side and money, and of its column.

Words choose the counterpart, amounts never do: a cell is not better for being equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budget.checks.prose.said import Said
from budget.checks.prose.targets import ITEM_DIGITS, column_label
from budget.layout.vocabulary import patterns
from budget.meaning.cells import Cell
from budget.meaning.funds import APPROPRIATION, words_to_fund
from budget.models import Fund, Side, StatementKind, path_to_text
from budget.text import bare_name

WORDS, APART = patterns("narrowing"), patterns("told_apart")

Cells = tuple[Cell, ...]
MOST_READINGS = 2
"""本年合计 and 总计 may both be what "收入预算" means; more amounts than that are of different things."""
ALL_MONEY, APPROPRIATED = "", "appropriation"
"""Money of every fund, and of the three funds of 财政拨款 together; else it is a `Fund`'s."""
MONEY_OF_KINDS = {
    "revenue": ALL_MONEY,
    "expenditure": ALL_MONEY,
    "appropriation": APPROPRIATED,
    "general": Fund.GENERAL_PUBLIC,
    "fund": Fund.GOVERNMENT_FUND,
    "state": Fund.STATE_CAPITAL_OPERATIONS,
}
"""What a table's figures are of where neither row nor column names a fund, by how its kind begins; else any."""
NARROWER = {
    ALL_MONEY: (ALL_MONEY, APPROPRIATED, Fund.GENERAL_PUBLIC),
    APPROPRIATED: (APPROPRIATED, Fund.GENERAL_PUBLIC),
}
"""Whose figures to look at, too, where no table prints the wider money's: most bodies have no other."""


def words_leave(said: Said, sides: Sequence[Cells], sums: Sequence[Cells]) -> tuple[list[Cells], list[Cells], bool]:
    """The cells (or addends) that the words leave; those of any money; whether the first are of just its own."""
    side, money = said_to_side(said), said_to_money(said)
    left = [
        one
        for one in sides
        if all(_is_of_year(said, cell) and side in (None, _side_of(cell) or side) for cell in one)
        and (one in sums or _is_apart(said, one[0]))
    ]
    for wider in NARROWER.get(money, (money,)):
        own = [one for one in left if all(_money_of(cell) in (None, wider) for cell in one)]
        if own:
            others = [] if words_to_money(said.subject) else left
            # a 项 is of one fund by its code: what 财政拨款 gives for it is what that fund's table prints
            is_item = money == APPROPRIATED and all(len(c.row.code or "") == ITEM_DIGITS for one in own for c in one)
            return _by_heading(said, _of_period(said, own)), others, wider == money or is_item
    return [], [], True


def said_to_side(said: Said) -> Side | None:
    """Income or expenditure, as the subject says or the innermost heading that says either; None where both are."""
    found = next(filter(None, (set(WORDS["side"].findall(words)) for words in (said.subject, *said.headings))), set())
    return Side.REVENUE if found == {"收入"} else Side.EXPENDITURE if found == {"支出"} else None


def _side_of(cell: Cell) -> Side | None:
    if cell.table.side is not None:
        return Side.REVENUE if cell.table.side is Side.REVENUE else Side.EXPENDITURE
    own = {word for word in ("revenue", "expenditure", "basic") if word in cell.table.kind.value}
    return None if len(own) != 1 else Side.REVENUE if own == {"revenue"} else Side.EXPENDITURE


def said_to_money(said: Said) -> str:
    """The money an amount is of: its subject's, its whole's in the sentence, that of its list, its heading's."""
    told = (said.subject, *said_to_wholes(said), _announced(said), *said.headings)
    return next(filter(None, map(words_to_money, told)), ALL_MONEY)


def _announced(said: Said) -> str:
    """The last sentence before its paragraph that announces a list ("财政拨款支出主要内容如下：")."""
    lines = said.section.text[: said.statement.start].split("\n")[:-1]
    return re.split("[。；]", next((line for line in reversed(lines) if line.rstrip().endswith(("：", ":"))), ""))[-1]


def words_to_money(words: str) -> str:
    """The money that words name; every fund's where they name none.

    >>> tuple(map(str, map(words_to_money, ("财政拨款收入", "一般公共预算财政拨款收入", "收入总计"))))
    ('appropriation', 'general_public', '')
    """
    bare = WORDS["in_brackets"].sub("", bare_name(words))
    return words_to_fund(bare) or (APPROPRIATED if APPROPRIATION.search(bare) else ALL_MONEY)


def said_to_wholes(said: Said, ends: str = "sentence_ends") -> Iterator[str]:
    """Subjects of the amounts in its sentence behind which a list of parts begins, the nearest first.

    `ends`: which marks end the search: "list_ends" leaves out a full stop before 其中, where the nearest amount need
    not be the whole.
    """
    end, text, is_opened = said.statement.start, said.section.text, False
    for one in reversed(said.before):
        between = text[one.end : end]
        if WORDS[ends].search(between):
            return
        is_opened = is_opened or bool(WORDS["of_which"].search(between))
        if one.kind is StatementKind.AMOUNT:
            if is_opened:
                yield one.subject
            is_opened = False
        end = one.start


def may_be_called(subject: str, words: str) -> bool:
    """Whether an amount of that subject may be meant by shorter words: of its side, and of no other part or fund.

    >>> may_be_called("一般公共预算支出合计", "支出总额"), may_be_called("收入总计", "支出总额")
    (True, False)
    """
    sides = [set(WORDS["side"].findall(one)) for one in (subject, words)]
    is_apart = any(bool(named.search(subject)) != bool(named.search(words)) for named in APART.values())
    money = words_to_money(words)
    is_named = sides[1] <= sides[0] and bool(sides[1] or money)
    return is_named and not is_apart and money in (ALL_MONEY, words_to_money(subject))


def _money_of(cell: Cell) -> str | None:
    path, known = cell.table.columns[cell.column_index], MONEY_OF_KINDS.get(cell.table.kind.value.partition("_")[0])
    column = column_label(path) if known is None else path_to_text(path)
    return words_to_money(column) or words_to_money(cell.row.name) or known


def _is_of_year(said: Said, cell: Cell) -> bool:
    """Whether neither column nor title name other years only."""
    told = (path_to_text(cell.table.columns[cell.column_index]), cell.table.title)
    years = [set(WORDS["year"].findall(words)) for words in told]
    return said.fiscal_year is None or all(not found or str(said.fiscal_year) in found for found in years)


def _is_apart(said: Said, cell: Cell) -> bool:
    """Whether words that tell one column (or row) of a table from another stand on both sides or on neither.

    Words of its title stand over all columns (本年…基本支出 over 人员经费 of …基本支出表; huz-czj-2026, p. 25).
    """
    own, label = (WORDS["in_brackets"].sub("", words) for words in (said.named, _label(cell)))
    title = bare_name(cell.table.title)
    is_named = all(word in own for word in WORDS["beside"].findall(label))
    return is_named and all(
        bool(named.search(label)) == bool(named.search(own)) or named.search(title) is not None
        for named in APART.values()
    )


def _of_period(said: Said, sides: list[Cells]) -> list[Cells]:
    """Grand totals where the amount is said to be one, the others where it is said to be of 本年."""
    is_total, is_current = (bool(WORDS[name].search(said.subject)) for name in ("grand_total", "this_year"))
    of_it = [one for one in sides if bool(WORDS["grand_total"].search(_label(one[0]))) == is_total]
    return of_it if of_it and is_total != is_current else sides


def _by_heading(said: Said, sides: list[Cells]) -> list[Cells]:
    """First those of the table that the heading names ("收支预算总体情况说明": 收支预算总表).

    Those alone where the others leave open what is meant.
    """
    of_it = [one for one in sides if _core(one[0].table.title) == _core(said.section.heading)]
    is_open = len({sum(cell.amount for cell in one) for one in sides}) > MOST_READINGS
    return of_it + [one for one in sides if one not in of_it and not (is_open and of_it)]


def _core(title: str) -> str:
    return WORDS["no_core"].sub("", bare_name(title))


def _label(cell: Cell) -> str:
    column = path_to_text(cell.table.columns[cell.column_index])
    return bare_name("|".join((column, cell.row.parent or "", cell.row.name)))
