"""Each share (占…%) and completion rate (完成预算的…%) ↔ its part and base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from budget.amounts import half_last_place
from budget.checks.operands import statement_operand
from budget.checks.outcome import finding
from budget.checks.prose.amounts import Verdict, unchecked
from budget.checks.prose.narrowing import may_be_called
from budget.checks.prose.percent import Ratio, best_ratio
from budget.checks.prose.said import Said, bare_subject, to_yuan
from budget.checks.prose.subjects import said_to_target
from budget.checks.prose.targets import CellIndex
from budget.layout.vocabulary import patterns
from budget.meaning.cells import Cell
from budget.meaning.three_public import THREE_PUBLIC_PARTS, words_to_item
from budget.models import Message, Operand, Phase, Statement, StatementKind, Status, Unit, path_to_text, say

WORDS = patterns("shares")

THREE_PUBLIC = "三公经费"


def judge_share(said: Said, index: CellIndex) -> Verdict:
    """The verdict on a share or completion rate."""
    statement = said.statement
    part = _part(said)
    if part is None:
        return unchecked(said, say("prose.no_part"))
    between = said.section.text[part.end : statement.start]
    if part.value == 0 and statement.value != 0:
        sentence = say("prose.share_of_nothing", told=said.told, part=part.subject, text=part.text)
        operands = (said.operand(), said.operand_of(part))
        wrong = finding(Status.FAILED, sentence, operands, difference=statement.value, tolerance=Decimal(0))
        return Verdict(statement, wrong)
    completion = WORDS["completion"].search(between)
    if completion:
        return judge_completion(said, part, completion["base"], index)
    base = WORDS["base_words"].search(between)
    if base is None:
        return unchecked(said, say("prose.no_base_said"))
    named = _named_bases(said, part, base["base"])
    ratios = [_ratio(said, part, one) for one in named] or _share_ratios(said, part, index, base["base"])
    found = best_ratio(statement, ratios)
    if found is None or (found[1] is Status.FAILED and not (base["base"] or _is_of_list(said))):
        return unchecked(said, say("prose.no_base_found"))
    return _judged(said, part, *found)


def _is_of_list(said: Said) -> bool:
    """Whether a share without words for its base stands in a list announced in its paragraph or by a line "其中："."""
    text, amounts = said.section.text, [s for s in said.before if s.kind is StatementKind.AMOUNT][:-1]
    start = text.rfind("\n", 0, said.statement.start) + 1
    opener = max(text.rfind(f"{colon}\n", 0, start) for colon in "：:")
    heads = [s for s in amounts if s.end <= opener + 1][-1:]
    start = min([start, *(text.rfind("\n", 0, head.start) + 1 for head in heads)])
    return any(WORDS["announces"].match(text[one.end :]) for one in amounts if one.start >= start)


def _named_bases(said: Said, part: Statement, words: str) -> list[Statement]:
    """Amounts told before in just the words of the base ("占授予中小企业合同金额的66.67%")."""
    wanted = bare_subject(words, said.organisation)
    amounts = [s for s in said.before if s.kind is StatementKind.AMOUNT and s is not part and len(wanted) > 3]
    return [s for s in reversed(amounts) if bare_subject(s.subject, said.organisation) == wanted]


def judge_completion(said: Said, part: Statement, words: str, index: CellIndex) -> Verdict:
    """完成年初预算的…%: the base is the budget of that name stated just before."""
    statement = said.statement
    budgets = [s for s in _paragraph_amounts(said) if s is not part and "预算" in s.subject]
    label = re.sub(r"数$", "", words)
    named = [s for s in budgets if re.search(f"{re.escape(label)}数?$", s.subject) and _stem(s) == _stem(part)]
    if not named:
        cells = _budget_cells(said, part, index)
        found = best_ratio(statement, [_cell_ratio(said, part, cell) for cell in cells])
        if found is None or (found[1] is Status.FAILED and len(cells) > 1):
            return unchecked(said, say("prose.base_not_told", words=words))
        return _judged(said, part, *found)
    ratio = _ratio(said, part, named[0])
    if ratio.base == 0:
        return _zero_base(said, part, named[0], budgets)
    found = best_ratio(statement, [ratio])
    return _judged(said, part, *found) if found else unchecked(said, say("prose.no_base"))


def _stem(statement: Statement) -> str:
    """The words of what a budget or actual is of, without the stage."""
    return re.sub(r"(?:支出)?(?:年初|全年|调整)?(?:预算|决算)数?$|支出$", "", statement.subject)


def _budget_cells(said: Said, part: Statement, index: CellIndex) -> list[Cell]:
    """The budget figures that a table of 预算数 and 决算数 prints beside the actual amount."""
    amount = replace(said, statement=part, index=said.section.statements.index(part))
    target = said_to_target(amount, index, Phase.FINAL_ACCOUNT)
    found = []
    for cell in target.cells if target else ():
        texts = [path_to_text(path) for path in cell.table.columns]
        own, bare = texts[cell.column_index], [WORDS["stage"].sub("", text) for text in texts]
        if cell.amount == amount.amount and "决算" in own:
            twins = [i for i, t in enumerate(texts) if "预算" in t and bare[i] == bare[cell.column_index]]
            found += [Cell(cell.table, cell.row_index, i, cell.places) for i in twins]
    return [cell for cell in found if not cell.is_empty and cell.amount]


def _zero_base(said: Said, part: Statement, base: Statement, budgets: list[Statement]) -> Verdict:
    """A rate on a base of 0: none can be computed; another budget may be the one that was meant."""
    statement = said.statement
    if statement.value == 0:
        return unchecked(said, say("prose.base_is_zero", base=base.subject))
    others = [_ratio(said, part, other) for other in budgets if other.value]
    fitting = best_ratio(statement, others)
    told = say("prose.completion", heading=said.heading, base=base.subject, rate=statement.text)
    sentence = say("prose.completion_of_nothing", told=told, base=base.text)
    if fitting and fitting[1] is not Status.FAILED:
        other = fitting[0].operands[1]
        sentence = say(
            "prose.completion_of_other",
            told=told,
            base=base.text,
            other=other.row,
            amount=other.text,
            rate=statement.text,
        )
    operands = (said.operand(), said.operand_of(part), said.operand_of(base))
    found = finding(Status.FAILED, sentence, operands, difference=statement.value, tolerance=Decimal(0))
    return Verdict(said.statement, found)


def _judged(said: Said, part: Statement, ratio: Ratio, status: Status) -> Verdict:
    statement = said.statement
    gap = ratio.percent - statement.value
    base, share = _base_to_message(ratio.operands[1]), statement.text
    told = say("prose.share", heading=said.heading, part=part.subject, amount=part.text, base=base, share=share)
    if status is Status.PASSED:
        sentence = say("prose.share_agrees", told=told, percent=ratio.told)
    elif status is Status.ROUNDING:
        sentence = say("prose.share_last_place", told=told, exact=ratio.exact)
    else:
        sentence = say("prose.share_differs", told=told, percent=ratio.told, gap=round(abs(gap), 2))
    operands = (said.operand(), *ratio.operands)
    tolerance = ratio.error + half_last_place(str(statement.value))
    reason = say("prose.share_rounded")
    found = finding(status, sentence, operands, reason=reason, difference=-gap, tolerance=tolerance)
    return Verdict(statement, found, ratio.operands[-1].cell)


def _part(said: Said) -> Statement | None:
    """The amount whose share is told: the one before it in the same sentence."""
    amounts = _paragraph_amounts(said)
    if not amounts:
        return None
    between = said.section.text[amounts[0].end : said.statement.start]
    return None if "。" in between or "；" in between else amounts[0]


def _paragraph_amounts(said: Said) -> list[Statement]:
    start = said.section.text.rfind("\n", 0, said.statement.start) + 1
    return [s for s in reversed(said.before) if s.start >= start and s.kind is StatementKind.AMOUNT]


def _share_ratios(said: Said, part: Statement, index: CellIndex, base_words: str) -> list[Ratio]:
    """What the words name as the base: the whole that the list was announced with, or a cell, as for an amount.

    总支出 may be the whole of its own sentence (财政拨款支出总计…，其中…占总支出的83.94%; edu-swu-2023-final, p. 17).
    """
    wanted = bare_subject(base_words, said.organisation)
    if not wanted and said.is_three_public and words_to_item(part.subject) in THREE_PUBLIC_PARTS:
        wanted = THREE_PUBLIC
    before = [s for s in said.before if s.kind is StatementKind.AMOUNT and s.start < part.start]
    heads = [s for s in reversed(before) if WORDS["announces"].match(said.section.text[s.end :])]
    named = [
        s for s in reversed(before) if wanted and may_be_called(bare_subject(s.subject, said.organisation), wanted)
    ]
    stated = [_ratio(said, part, head) for head in (named if wanted else heads)]
    return stated + ([_cell_ratio(said, part, cell) for cell in _base_cells(said, wanted, index)] if wanted else [])


def _base_cells(said: Said, wanted: str, index: CellIndex) -> Iterator[Cell]:
    """The cells of the base: under a heading of one fund it may be that fund's, or the whole's."""
    base = replace(said, statement=replace(said.statement, kind=StatementKind.AMOUNT, subject=wanted))
    for reading in (base, replace(base, headings=())):
        target = said_to_target(reading, index, None)
        cells = [cell for cell in target.cells if not cell.is_empty and cell.table.unit] if target else []
        if len({cell.amount for cell in cells}) == 1:
            yield cells[0]


def _ratio(said: Said, part: Statement, base: Statement) -> Ratio:
    operands = (statement_operand(part), statement_operand(base))
    return Ratio(to_yuan(part), to_yuan(base), said.rounding_of(part), said.rounding_of(base), operands)


def _cell_ratio(said: Said, part: Statement, cell: Cell) -> Ratio:
    operands = (statement_operand(part), cell.operand())
    return Ratio(to_yuan(part), cell.amount, said.rounding_of(part), cell.rounding, operands)


def _base_to_message(base: Operand) -> Message:
    """What a share is of: an amount of the prose, or a cell."""
    if base.cell is None:
        return say("prose.stated_base", subject=base.row, text=base.text)
    unit = Unit(base.unit) if base.unit else ""
    return say("prose.printed_base", table=base.table, text=base.text, unit=unit)
