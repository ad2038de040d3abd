"""Each change and its percentage ↔ this year's amount: the percentage is of last year's figure."""

from __future__ import annotations

import re
from decimal import Decimal

from budget.checks.outcome import finding, not_applicable, not_possible
from budget.checks.prose.amounts import Judged
from budget.checks.prose.percent import HUNDRED, Ratio, best_ratio, percent_text
from budget.checks.prose.said import YUAN_FACTORS, Said, bare_subject, quoted
from budget.models import Statement, StatementKind, Status

ZERO_BASE = "基数为 0 时没有增长百分比"
ACCOUNT_WORDS = re.compile(r"收、支|收支|收入|支出|预算|决算|总计|合计|总额|总|本年|当年|数|的|拨款")
REASON = "增减百分比＝增减额÷上年数，上年数＝本年数∓增减额；允许相差末位的一半，加上各数自身取舍所带来的误差"


def judge_change_percent(said: Said) -> Judged:
    """The verdict on "增长166.58%"."""
    statement = said.statement
    if statement.value == 0:
        return _plain(said, Status.PASSED, f"{_head(said)}，没有变化。")
    change = paired_change(said)
    if change is None:
        return _unchecked(said, "没有与它相连的增减额，上年数也不在本文件中")
    if change.direction is not None and statement.direction is not None and change.direction != statement.direction:
        sentence = f"{_head(said)}，而前面的增减额（{change.text}）方向相反。"
        operands = (said.operand(), said.operand_of(change))
        return Judged(finding(Status.FAILED, sentence, operands))
    amounts = candidate_amounts(said, change)
    if not amounts:
        return _unchecked(said, "没有找到它所说的本年数")
    if all(_base(amount, change) == 0 for amount in amounts) and is_of(said, amounts[0], change):
        return _zero_base(said, change, amounts[0])
    found = best_ratio(statement, [_ratio(said, amount, change) for amount in amounts])
    if found is None:
        return _unchecked(said, "按文中数推算不出上年数")
    if found[1] is Status.FAILED and not is_of(said, amounts[0], change):
        return _unchecked(said, "没有找到它所说的本年数")
    return _judged(said, change, amounts, *found)


def paired_change(said: Said) -> Statement | None:
    """The change just before a percentage, with nothing but a comma between them."""
    previous = said.before[-1] if said.before else None
    if previous is None or previous.kind is not StatementKind.CHANGE:
        return None
    between = said.section.text[previous.end : said.statement.start]
    return previous if len(between) <= 12 and not set("。；\n") & set(between) else None


def candidate_amounts(said: Said, change: Statement) -> list[Statement]:
    """Amounts a change may speak of: those before it in the paragraph, first the one of its subject.

    Where the paragraph tells none, those of its subject in the paragraphs before.
    """
    start = said.section.text.rfind("\n", 0, change.start) + 1
    before = [s for s in said.before if s.kind is StatementKind.AMOUNT and s.start < change.start]
    near = [s for s in reversed(before) if s.start >= start]
    near = near or [s for s in reversed(before) if change.subject and is_of(said, s, change)]
    return sorted(near, key=lambda amount: not is_of(said, amount, change))


def is_of(said: Said, amount: Statement, change: Statement) -> bool:
    """Whether a change is said of that amount: in the same words, or with words that the amount's hold too."""
    if amount.subject == change.subject:
        return True
    words = [ACCOUNT_WORDS.sub("", bare_subject(s.subject, said.organisation)) for s in (amount, change)]
    return words[1] in words[0] or words[0] in words[1]


def _yuan(statement: Statement) -> Decimal:
    return statement.value * YUAN_FACTORS.get(statement.unit_text, 1)


def _base(amount: Statement, change: Statement) -> Decimal:
    """Last year's figure as the two amounts imply it, in yuan."""
    return _yuan(amount) - _yuan(change) * (change.direction or 1)


def _ratio(said: Said, amount: Statement, change: Statement) -> Ratio:
    halves = said.rounding_of(amount), said.rounding_of(change)
    operands = (said.operand_of(change), said.operand_of(amount))
    what = f"上年数{_in_unit(_base(amount, change), amount)}"
    return Ratio(_yuan(change), _base(amount, change), halves[1], halves[0] + halves[1], operands, what)


def _in_unit(yuan: Decimal, like: Statement) -> str:
    value = yuan / YUAN_FACTORS.get(like.unit_text, 1)
    return f"{value.normalize():,f}{like.unit_text}"


def _judged(said: Said, change: Statement, amounts: list[Statement], ratio: Ratio, status: Status) -> Judged:
    statement = said.statement
    sign = "＋" if change.direction == -1 else "−"
    amount = next(a for a in amounts if said.operand_of(a) == ratio.operands[1])
    worked = f"上年数为{amount.text.removesuffix(amount.unit_text)}{sign}{change.text}＝{ratio.what[3:]}"
    hint = _on_this_year(statement, change, amount)
    told = f"{_head(said)}；{worked}，{change.text}是它的{percent_text(ratio.percent)}"
    if status is Status.PASSED:
        sentence = f"{told}，一致。"
    elif status is Status.ROUNDING:
        sentence = f"{told}（{ratio.percent:.4f}%），只差末位。"
    else:
        sentence = f"{told}，相差 {abs(ratio.percent - statement.value):.2f} 个百分点{hint}。"
    half = Decimal(5).scaleb(min(0, int(statement.value.as_tuple().exponent)) - 1)
    return Judged(
        finding(
            status,
            sentence,
            (said.operand(), *ratio.operands),
            reason=REASON,
            difference=statement.value - abs(ratio.percent),
            tolerance=half + ratio.error,
        )
    )


def _on_this_year(statement: Statement, change: Statement, amount: Statement) -> str:
    """A hint for the reader where the percentage is right on this year's figure."""
    if not amount.value:
        return ""
    percent = _yuan(change) / _yuan(amount) * HUNDRED
    return "；印出的百分比是按本年数计算的" if abs(percent - statement.value) < Decimal("0.01") else ""


def _zero_base(said: Said, change: Statement, amount: Statement) -> Judged:
    sentence = f"{_head(said)}；增减额与本年数相同（{amount.text}），上年数为 0，不能计算百分比。"
    operands = (said.operand(), said.operand_of(change), said.operand_of(amount))
    return Judged(finding(Status.FAILED, sentence, operands, reason=ZERO_BASE))


def judge_change(said: Said, percent: Judged | None, twins: tuple[Said, ...]) -> Judged:
    """The verdict on a change: with a percentage behind it theirs is one; else another place may say the same."""
    if said.statement.value == 0:
        return _plain(said, Status.PASSED, f"{_head(said)}，没有变化。")
    if percent is not None:
        return percent
    same = next((twin for twin in twins if _is_same(said, twin)), None)
    if same is not None:
        operands = (said.operand(), same.operand())
        sentence = f"{_head(said)}，与{quoted(same.section.heading)}所说{quoted(same.statement.subject)}的增减额一致。"
        return Judged(finding(Status.PASSED, sentence, operands, difference=Decimal(0)))
    return _unchecked(said, "上年数不在本文件中，没有百分比或另一处可以对照")


def _is_same(said: Said, twin: Said) -> bool:
    first, second = said.statement, twin.statement
    is_other = (first.section_id, first.start) != (second.section_id, second.start)
    return is_other and _yuan(first) == _yuan(second) and first.direction == second.direction


def _head(said: Said) -> str:
    word = {1: "增加", -1: "减少"}.get(said.statement.direction or 0, "变动")
    return f"{quoted(said.section.heading or '正文')}说{quoted(said.statement.subject)}{word}{said.statement.text}"


def _plain(said: Said, status: Status, sentence: str) -> Judged:
    return Judged(finding(status, sentence, (said.operand(),)))


def _unchecked(said: Said, reason: str) -> Judged:
    return Judged(not_possible(f"{_head(said)}：无法核对。", reason, (said.operand(),)))


def not_in_reason(said: Said) -> Judged:
    """A change told inside the reason of another one: a part of it, which the document does not list in full."""
    sentence = f"{_head(said)}：这是原因中的一部分，无法单独核对。"
    return Judged(not_applicable(sentence, "原因里的数只是变动的一部分", (said.operand(),)))
