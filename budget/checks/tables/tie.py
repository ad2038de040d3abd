"""Two places that must print the same amount, with what to say when one of them is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from budget.checks.compare import add, amount_text, compare, one
from budget.checks.outcome import not_applicable, not_possible, passed
from budget.meaning.cells import Cell
from budget.meaning.contents import promised_entry
from budget.models import KINDS, Disclosure, Finding, Operand, Status, TableKind


def tie(left: Cell | None, right: Cell | None, what: str, *, why: str = "") -> Iterator[Finding]:
    """Both cells print the same amount; says so when one of them could not be found."""
    if left is None or right is None:
        yield not_possible(f"{what}：无法核对。", "表中没有找到要比较的合计行或列", _operands(left, right))
        return
    made = compare(one(left), one(right), what, why=why)
    if made is not None:
        yield made


def tie_any(left: Cell | None, candidates: Iterable[Cell | None], what: str) -> Iterator[Finding]:
    """The left cell equals one of the candidates; places differ on whether carry-over counts in.

    The first candidate is the usual reading and the one told when none agrees.
    """
    found = [cell for cell in candidates if cell is not None]
    if left is None or not found:
        yield from tie(left, None, what)
        return
    made = [result for cell in found if (result := compare(one(left), one(cell), what)) is not None]
    held = [result for result in made if result.status is not Status.FAILED]
    yield from (held or made)[:1]


def tie_maps(left: Mapping[str, Cell], right: Mapping[str, Cell], what: str) -> Iterator[Finding]:
    """Each label of both sides prints the same amount on both; amounts under labels of one side only are told."""
    for name, cell in left.items():
        if name in right:
            made = compare(one(cell), one(right[name]), f"{what}：{label_of(cell)}")
            if made is not None:
                yield made
    lone_left = [cell for name, cell in left.items() if name not in right and cell.amount]
    lone_right = [cell for name, cell in right.items() if name not in left and cell.amount]
    yield from _lone(lone_left, lone_right, what)


def _lone(left: list[Cell], right: list[Cell], what: str) -> Iterator[Finding]:
    """Labels without partner: the same amount under another name holds; the rest can't be matched."""
    rest = list(right)
    for cell in left:
        twin = next((other for other in rest if other.amount == cell.amount), None)
        if twin is None:
            yield not_possible(f"{what}：{label_of(cell)}在另一张表里没有找到。", "科目名称对不上", [cell.operand()])
            continue
        rest.remove(twin)
        yield passed(
            f"{what}：{label_of(cell)}与{label_of(twin)}金额相同，名称不同。", [cell.operand(), twin.operand()]
        )
    for cell in rest:
        yield not_possible(f"{what}：{label_of(cell)}在另一张表里没有找到。", "科目名称对不上", [cell.operand()])


def at_most(part: Cell, whole: Cell | list[Cell], what: str) -> Finding | None:
    """The part is not more than the whole, rounding allowed; None when both are blank."""
    cells = whole if isinstance(whole, list) else [whole]
    made = compare(one(part), add(cells), what)
    if made is None or made.status is Status.NOT_POSSIBLE:
        return made
    if made.status is Status.FAILED and part.amount - add(cells).amount < 0:
        return passed(f"{what}：{amount_text(one(part))}，不多于 {amount_text(add(cells))}。", made.operands)
    return made


def missing(disclosure: Disclosure, what: str, *kinds: TableKind) -> Iterator[Finding]:
    """Says which of the tables that an obligation needs was not found, and whether the contents list promises it."""
    for kind in kinds:
        if any(table.kind is kind for table in disclosure.tables):
            continue
        promised = promised_entry(disclosure, kind)
        if promised is not None:
            yield not_possible(f"{what}：无法核对。", f"目录列有“{promised.heading}”，但没有读到这张表")
        else:
            yield not_applicable(f"{what}：不适用。", f"这份文件没有{KINDS[kind].name}")
        return
    yield not_applicable(f"{what}：不适用。", "有关的表没有列金额")


def label_of(cell: Cell) -> str:
    """The row's label in quotes, with its code."""
    code = f"{cell.row.code} " if cell.row.code else ""
    return f"“{code}{cell.row.name}”"


def _operands(*cells: Cell | None) -> list[Operand]:
    return [cell.operand() for cell in cells if cell is not None]
