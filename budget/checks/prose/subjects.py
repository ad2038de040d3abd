"""Subject words of a stated amount → the cells it should equal; one small function for each kind of subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from budget.checks.prose.narrowing import Cells, said_to_wholes, words_leave
from budget.checks.prose.said import Said, is_short_for
from budget.checks.prose.targets import (
    BASIC_TABLES,
    FUNCTIONAL,
    PROJECT_TABLES,
    SUMMARIES,
    CellIndex,
    class_cells,
    is_total_row,
    item_rows,
    similar_rows,
)
from budget.layout.vocabulary import patterns
from budget.meaning.cells import Cell
from budget.meaning.columns import amount_column
from budget.meaning.funds import APPROPRIATION, FUND_WORDS, words_to_fund
from budget.meaning.three_public import path_to_item, words_to_item
from budget.models import Fund, HeaderPath, Phase, RowRole, StatementKind, TableKind, lowest_of, path_to_text
from budget.models import ThreePublicItem as Item
from budget.text import bare_name

WORDS, INCOME_KINDS = patterns("subjects"), patterns("income_kinds")
BODY = patterns("said")["body"]

K = TableKind


@dataclass(frozen=True)
class Target:
    """Cells that a stated amount should equal: any one of them, or any one sum of several.

    `is_sure`: the subject can mean nothing else, so a different amount is a contradiction. `others` are cells that
    looser words may mean: an amount that one of them prints contradicts nothing.
    """

    cells: tuple[Cell, ...]
    sums: tuple[Cells, ...] = field(default=())
    is_sure: bool = True
    others: tuple[Cells, ...] = field(default=())
    is_of_unit: bool = False
    """The cells are those of the unit whose own section it is told in."""

    @property
    def sides(self) -> tuple[Cells, ...]:
        """Each cell, and each sum, that it may be held against."""
        return (*((cell,) for cell in self.cells), *self.sums)


NOTHING = Target(())
"""The words name a thing, and no table prints it: no wider one is looked for."""


def said_to_target(said: Said, index: CellIndex, phase: Phase | None) -> Target | None:
    """What the amount speaks of; None where the words match nothing that the tables print."""
    target = next((found for rule in RULES if (found := rule(said, index)) is not None), NOTHING)
    sides = [one for one in target.sides if all(_is_of_stage(said, cell, phase) for cell in one)]
    left, others, is_own = words_leave(said, sides, target.sums)
    cells, sums = tuple(one[0] for one in left if len(one) == 1), tuple(one for one in left if len(one) > 1)
    return (
        replace(target, cells=cells, sums=sums, is_sure=target.is_sure and is_own, others=tuple(others))
        if left
        else None
    )


def _is_of_stage(said: Said, cell: Cell, phase: Phase | None) -> bool:
    """In final accounts a budget figure is not the actual one; a table without budget columns has none."""
    path = cell.table.columns[cell.column_index]
    text = path_to_text(path)
    is_budget_column = "预算数" in text and "决算" not in lowest_of(path)
    if phase is not Phase.FINAL_ACCOUNT:
        return WORDS["not_planned"].search(text) is None
    is_budget_said = bool(re.search(r"(?:年初|全年|调整)?预算数?$", said.subject))
    return is_budget_column == is_budget_said


def item_target(said: Said, index: CellIndex) -> Target | None:
    """功能分类 款 or 项, named with （类）（款）（项） or as 类-款-项."""
    names = said_to_names(said)
    if names is None:
        coded = WORDS["coded"].match(said.subject)
        return _found(_whole([cell for cell in index.items if cell.row.code == coded["code"]])) if coded else None
    found = _found(_whole(item_rows(index, names)))
    return found or _found(_whole(similar_rows(index, names, said.amount)), is_sure=False) or NOTHING


def _whole(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.column_index == amount_column(cell.table)]


def said_to_names(said: Said) -> tuple[str | None, str | None, str] | None:
    """类, 款 and 项 as the prose names them; None for a subject that names no 项."""
    text = said.subject
    if "(项)" in text:
        parts = re.split(r"\((类|款|项)\)", text)
        named = {mark: words for words, mark in zip(parts[::2], parts[1::2], strict=False)}
        class_name = named.get("类") or next((h[: h.index("（类）")] for h in said.headings if "（类）" in h), None)
        return class_name, named.get("款"), named["项"].strip("“”")
    pieces = text.split("-")
    return (pieces[0], pieces[1], pieces[2]) if len(pieces) == 3 and all(pieces) else None


def project_target(said: Said, index: CellIndex) -> Target | None:
    """A project named as in the project table."""
    if len(said.subject) < 4:
        return None
    named = list(index.cells_named(PROJECT_TABLES, said.subject))
    of_unit = [cell for cell in named if _is_of_unit(said, cell)]
    if of_unit:
        return Target(tuple(of_unit), is_of_unit=True)
    return _found([cell for cell in named if not _lists_unit(said, cell)])


def _is_of_unit(said: Said, cell: Cell) -> bool:
    """Whether a project stands under the unit of the heading, in a table that lists them by unit."""
    names = (bare_name(row.name) for row in reversed(cell.table.rows[: cell.row_index]))
    above = next((name for name in names if BODY.fullmatch(name)), "")
    return _is_heading_of(said, above)


def _lists_unit(said: Said, cell: Cell) -> bool:
    return any(_is_heading_of(said, bare_name(row.name)) for row in cell.table.rows)


def _is_heading_of(said: Said, body: str) -> bool:
    unit = bare_name(said.section.heading)
    return BODY.fullmatch(unit) is not None and is_short_for(unit, body)


def three_public_target(said: Said, index: CellIndex) -> Target | None:
    """“三公”经费 and its parts; the table prints them as rows or as columns."""
    heading = "|".join(said.headings)
    if not re.search(r"三公|因公出国|公务接待|公务用车|公务车", said.subject + heading):
        return None
    item = words_to_item(said.named)
    if item is None:
        return None
    cells = index.cells((K.THREE_PUBLIC,))
    rows = (c for c in cells if c.row.name and path_to_item((c.row.name,)) is item)
    by_row = [c for c in rows if path_to_item(_column(c)) is not Item.OPERATING_COST]
    by_column = [c for c in cells if path_to_item(_column(c)) is item and is_total_row(c)]
    named = [
        c for c in by_row + by_column if item is Item.TOTAL and "三公" in f"{c.row.name}{path_to_text(_column(c))}"
    ]
    return Target(tuple(named or by_row + by_column), is_sure=not WORDS["part_of_item"].search(said.subject))


def _column(cell: Cell) -> HeaderPath:
    return cell.table.columns[cell.column_index]


def operating_cost_target(said: Said, index: CellIndex) -> Target | None:
    """机关运行经费: its own table, or the last column of the 三公 table; 公用经费 is another thing."""
    if not WORDS["operating_cost"].search(said.named):
        return None
    return Target(tuple(index.totals((K.OPERATING_COST,)) + index.cells((K.THREE_PUBLIC,), ".*", r"机关运行经费.*")))


PERSONNEL = "人员经费"
OPERATING = "(?:日常)?公用经费"
PROCUREMENT_PARTS = ("货物", "工程", "服务")


def procurement_target(said: Said, index: CellIndex) -> Target | None:
    """政府采购: the total and its three parts."""
    if "采购" not in said.subject and not any("采购" in heading for heading in said.headings[:1]):
        return None
    if re.search(r"中小|小微|小型|预留|中标|成交|合同", said.statement.clause):
        return NOTHING
    for word in PROCUREMENT_PARTS:
        if word in said.subject:
            cells = index.cells((K.PROCUREMENT,), rf"(?:政府)?(?:采购)?{word}(?:类)?(?:采购)?(?:支出|预算)?[A-Z]?")
            return Target(tuple(cell for cell in cells if not cell.row.parent))
    return Target(tuple(index.totals((K.PROCUREMENT,))))


def personnel_target(said: Said, index: CellIndex) -> Target | None:
    """人员经费 and 公用经费 of 基本支出: a column, a total row, or the sum of their economic classes.

    Where no table prints them a body may count a row of 303 to 公用经费: the sum proves them, and disproves nothing.
    """
    if re.search(r"人员经费$", said.subject):
        return _sure(said, _column_or_row(index, PERSONNEL)) or Target((), _class_sums(index, ("301", "303")), False)
    if re.search(r"公用经费$", said.subject):
        return _sure(said, _operating(index)) or Target((), _class_sums(index, ("302", "310")), False)
    return None


def _operating(index: CellIndex) -> list[Cell]:
    return _column_or_row(index, OPERATING)


def _column_or_row(index: CellIndex, name: str) -> list[Cell]:
    return index.columns(BASIC_TABLES, name) + index.cells(BASIC_TABLES, f"{name}(?:合计|小计)")


def _class_sums(index: CellIndex, codes: tuple[str, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Sums of these economic classes, one for each table that prints them in a single column of amounts."""
    sums = []
    for kind in BASIC_TABLES:
        rows = [cell for cell in index.cells((kind,)) if (cell.row.code or "") in codes]
        addends = tuple(cell for cell in rows if cell.column_index == amount_column(cell.table))
        sums += [addends] if addends else []
    return tuple(sums)


def class_target(said: Said, index: CellIndex) -> Target | None:
    """A 类 of expenditure by name, with or without （类） and 支出."""
    name = said.subject.replace("(类)", "").rstrip("，")
    if not re.search(r"支出$|\(类\)", said.subject) or re.fullmatch(r"(?:基本|项目|经营|预算|财政拨款)?支出", name):
        return None
    of_kind = any(WORDS["kind_of_expenditure"].search(whole) for whole in said_to_wholes(said))
    return _found(class_cells(index, name), is_sure=said.is_of_whole and not of_kind)


def basic_or_project_target(said: Said, index: CellIndex) -> Target | None:
    """基本支出, 项目支出, 单位预留机动经费, whole."""
    found = re.search(r"(基本支出|项目支出|单位预留机动经费)", said.subject)
    if found is None:
        return None
    if not said.is_of_whole:
        return NOTHING
    name = found[1]
    cells = index.columns(FUNCTIONAL, name) + index.cells(SUMMARIES, name)
    if name == "基本支出":
        cells += _whole(index.totals(BASIC_TABLES))
    if name == "项目支出":
        cells += index.cells(PROJECT_TABLES, "合计|总计")
    return _sure(said, cells) or NOTHING


def goal_total_target(said: Said, index: CellIndex) -> Target | None:
    """ "二级项目10个，共计金额283.34万元": the total of this year's project table, or of the year."""
    if not WORDS["goal_total"].fullmatch(said.subject):
        return None
    counted = said.before[-1] if said.before else None
    is_count = counted is not None and counted.kind is StatementKind.COUNT
    if counted is not None and is_count and "类项目" not in counted.subject and "项目" in counted.subject:
        cells = [c for c in index.cells((K.PROJECT_CURRENT,)) if c.row.role is not RowRole.LEAF or is_total_row(c)]
        return _found(_whole(cells), is_sure=False)
    return _found(index.totals(WHOLE_TABLES), is_sure=False)


ARRANGED = "(?:安排)?"
APPROPRIATION_ROW = "财政拨款.*"


def income_target(said: Said, index: CellIndex) -> Target | None:
    """A kind of income other than appropriations, or money carried over: rows of summaries, columns of 收入总表."""
    for words, row in INCOME_KINDS.items():
        if re.search(words, said.subject):
            kinds = (K.REVENUE_SUMMARY, *SUMMARIES)
            cells = index.cells(kinds, row.pattern) + index.columns(kinds, row.pattern + ARRANGED)
            return _sure(said, cells + index.cells((K.PROJECT_CARRYOVER,), "合计|总计")) or NOTHING
    return None


FUND_TABLES = {
    Fund.GOVERNMENT_FUND: (K.FUND_EXPENDITURE, K.FUND_REVENUE),
    Fund.STATE_CAPITAL_OPERATIONS: (K.STATE_CAPITAL,),
    Fund.GENERAL_PUBLIC: (K.GENERAL_EXPENDITURE,),
}
WHOLE_TABLES = (*SUMMARIES, K.REVENUE_SUMMARY, K.EXPENDITURE_SUMMARY)


def fund_target(said: Said, index: CellIndex) -> Target | None:
    """One fund's income or expenditure, whole, or 财政拨款 as a whole."""
    fund = words_to_fund(said.subject)
    if fund in FUND_TABLES:
        label, own_tables = f".*(?:{FUND_WORDS[fund].pattern}).*", FUND_TABLES[fund]
    elif APPROPRIATION.search(said.subject):
        label, own_tables = APPROPRIATION_ROW, (K.APPROPRIATION_EXPENDITURE, K.GENERAL_EXPENDITURE)
    else:
        return None
    cells = index.cells(WHOLE_TABLES, label) + index.columns(WHOLE_TABLES, label) + index.totals(own_tables)
    if fund not in FUND_TABLES or (fund is Fund.GENERAL_PUBLIC and "收入" not in said.subject):
        cells += index.totals((K.APPROPRIATION_SUMMARY,))
    return _sure(said, cells) or NOTHING


def total_target(said: Said, index: CellIndex) -> Target | None:
    """Income or expenditure of the year, whole."""
    if not re.search(r"收入|支出|收支|收、支|预算资金|预算安排", said.subject):
        return None
    return _sure(said, index.totals(WHOLE_TABLES))


def _sure(said: Said, cells: list[Cell]) -> Target | None:
    """A target that is sure only where the subject is made of known words alone."""
    if not cells or not said.is_of_whole:
        return None
    return Target(tuple(cells), is_sure=bool(WORDS["known_words"].fullmatch(said.subject)))


def _found(cells: list[Cell], *, is_sure: bool = True) -> Target | None:
    return Target(tuple(cells), is_sure=is_sure) if cells else None


RULES: tuple[Callable[[Said, CellIndex], Target | None], ...] = (
    item_target,
    project_target,
    operating_cost_target,
    three_public_target,
    procurement_target,
    personnel_target,
    class_target,
    basic_or_project_target,
    goal_total_target,
    income_target,
    fund_target,
    total_target,
)
"""Tried in order: the more special subject first."""
