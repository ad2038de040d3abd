"""Parts told in one breath ↔ their whole: procurement, vehicles, 三公, basic + project, items of final accounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from budget.checks.prose.said import Said
from budget.checks.prose.wholes import Whole
from budget.layout.vocabulary import patterns
from budget.meaning.funds import APPROPRIATED, FUND_WORDS
from budget.meaning.three_public import words_to_item
from budget.models import StatementKind
from budget.models import ThreePublicItem as Item

WORDS = patterns("sums")


def said_to_wholes(said: Sequence[Said]) -> tuple[Whole, ...]:
    """Every whole with parts, section by section."""
    wholes: list[Whole] = []
    for _, group in groupby(said, key=lambda one: one.section.section_id):
        members = [one for one in group if not one.is_prior and not one.is_reason]
        for find in FINDERS:
            wholes.extend(find(members))
    return tuple(wholes)


def procurement_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """政府采购 = 货物 + 工程 + 服务; a part that is not named is none."""
    amounts = [one for one in said if one.kind is StatementKind.AMOUNT]
    amounts = [one for one in amounts if not re.search(r"中小|小微|小型|预留|中标|成交", one.statement.clause[:80])]
    parts = [one for one in amounts if WORDS["procurement_part"].fullmatch(one.subject)]
    heads = [one for one in amounts if one not in parts and "采购" in one.context]
    names = [re.findall(r"货物|工程|服务", one.subject) for one in parts]
    is_set = len({name[0] for name in names}) == len(parts) and all(len(name) == 1 for name in names)
    if heads and len(parts) > 1 and is_set and _is_behind(heads[0], parts):
        head, is_only = _head_of([one for one in heads if _is_behind(one, parts)], parts)
        yield Whole(head, tuple(parts), is_certain=is_only)


def vehicle_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """Vehicles by use; complete where 其他用车 is named, else only too many can be told."""
    cars = [one for one in said if one.kind is StatementKind.COUNT and one.statement.unit_text == "辆"]
    starts = [i for i, one in enumerate(cars) if _is_vehicle_head(one)]
    for start, end in pairwise([*starts, len(cars)]):
        parts = [one for one in cars[start + 1 : end] if re.search(r"用车|车辆|[轿客货]车|摩托", one.subject)]
        if parts and "其中" in _between(cars[start], parts[0]):
            yield Whole(cars[start], tuple(parts), any("其他" in one.subject for one in parts))


def _is_vehicle_head(said: Said) -> bool:
    return bool(
        re.search(r"车辆$|公务用车$|实有$|保有量$|共有(?:车辆|公务用车)?$", said.statement.subject)
    ) and not re.search(r"领导|应急|机要|执法|执勤|特种|其他|离退休|一般公务|业务", said.subject)


def three_public_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """“三公”经费 = 出国 + 用车 + 接待; 用车 = 购置 + 运行."""
    named: dict[Item, Said] = {}
    for one in said:
        item = words_to_item(one.subject)
        if one.kind is StatementKind.AMOUNT and item and not re.search(r"年初预算|会议|培训|机关运行", one.subject):
            named.setdefault(item, one)
    cars = [named[item] for item in (Item.VEHICLE_PURCHASE, Item.VEHICLE_OPERATION) if item in named]
    if len(cars) == 2 and Item.VEHICLE in named and _is_behind(named[Item.VEHICLE], cars):
        yield Whole(named[Item.VEHICLE], tuple(cars))
    vehicles = [named[Item.VEHICLE]] if Item.VEHICLE in named else cars
    parts = [named[item] for item in (Item.ABROAD, Item.RECEPTION) if item in named] + vehicles
    has_all = {Item.TOTAL, Item.ABROAD, Item.RECEPTION} <= set(named) and (Item.VEHICLE in named or len(cars) == 2)
    if has_all and _is_behind(named[Item.TOTAL], parts) and "三公" not in parts[0].subject:
        yield Whole(named[Item.TOTAL], tuple(parts))


def three_public_change_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """The change of “三公”经费 = the changes of its parts, where each part tells one (持平 is none)."""
    if not any(one.is_three_public for one in said):
        return
    changes: dict[Item, Said] = {}
    still: set[Item] = set()
    for one in said:
        item = words_to_item(one.subject)
        if item and one.kind is StatementKind.CHANGE and one.statement.direction:
            changes.setdefault(item, one)
        elif item and one.kind is StatementKind.AMOUNT and one.statement.direction == 0:
            still.add(item)
    parts = [item for item in (Item.ABROAD, Item.VEHICLE, Item.RECEPTION) if item in changes or item in still]
    if Item.TOTAL in changes and len(parts) == 3 and any(item in changes for item in parts):
        yield Whole(changes[Item.TOTAL], tuple(changes[item] for item in parts if item in changes))


def fund_change_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """The change of 财政拨款支出 = the changes of its three funds, where each tells one (持平 is none)."""
    heads = [one for one in said if one.kind is StatementKind.CHANGE and WORDS["funds_together"].fullmatch(one.subject)]
    parts: list[Said] = []
    for fund in APPROPRIATED:
        told = [one for one in said if FUND_WORDS[fund].match(one.subject) and "支出" in one.subject]
        changes = [one for one in told if one.kind is StatementKind.CHANGE and one.statement.direction]
        if not changes and not any(one.statement.direction == 0 for one in told):
            return
        parts += changes[:1]
    if heads and parts and _is_behind(heads[0], parts):
        yield Whole(heads[0], tuple(parts))


def kind_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """支出 = 基本支出 + 项目支出 (+ 预留机动经费, 结转下年 …), named one after another."""
    amounts = [one for one in said if one.kind is StatementKind.AMOUNT]
    for i, one in enumerate(amounts):
        run = [two for two in amounts[i : i + 6] if WORDS["kinds_of_expenditure"].fullmatch(two.subject)]
        is_run = amounts[i : i + len(run)] == run and {"基本支出", "项目支出"} <= {two.subject for two in run}
        if one.subject == "基本支出" and i and is_run and _is_list(amounts[i - 1], run):
            head, _ = _head_of(list(reversed(_same_paragraph(amounts[:i], one))) or [amounts[i - 1]], run)
            yield Whole(head, tuple(run))


def people_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """基本支出 = 人员经费 + 公用经费."""
    amounts = [one for one in said if one.kind is StatementKind.AMOUNT]
    for head, first, second in zip(amounts, amounts[1:], amounts[2:], strict=False):
        if (
            "基本支出" in head.subject
            and first.subject == "人员经费"
            and second.subject in ("公用经费", "日常公用经费")
        ):
            yield Whole(head, (first, second))


def project_kind_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """Projects = 其他运转类 + 特定目标类 (+ 人员类), in number and in money told behind each number."""
    counts = [i for i, one in enumerate(said) if one.kind is StatementKind.COUNT and "项目" in one.subject]
    kinds = [i for i in counts if WORDS["project_kinds"].search(said[i].subject)]
    for head, end in pairwise([i for i in counts if i not in kinds] + [len(said)]):
        run = [i for i in kinds if head < i < end and i + 1 < len(said)]
        money = [said[i + 1] for i in (head, *run) if i + 1 < len(said)]
        if len(run) > 1:
            yield Whole(said[head], tuple(said[i] for i in run))
        if len(run) > 1 and all(one.kind is StatementKind.AMOUNT for one in money):
            yield Whole(money[0], tuple(money[1:]))


def small_firm_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """Procurement ≥ what was reserved for small firms + what they won of the rest."""
    amounts = [one for one in said if one.kind is StatementKind.AMOUNT and "采购" in one.context]
    heads = [one for one in amounts if re.search(r"采购(?:金额|总额|支出)", one.subject) and one is amounts[0]]
    won = [one for one in amounts if re.search(r"中标|成交", _clause_before(one))]
    parts = [one for one in won if re.search(r"预留的.*中小企业|在其他", _clause_before(one))]
    if heads and len(parts) == 2:
        yield Whole(heads[0], tuple(parts), is_complete=False)


def _clause_before(said: Said) -> str:
    text = said.section.text[: said.statement.start]
    return text[max(text.rfind("；"), text.rfind("。")) + 1 :]


def closing_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """A list that closes with its own sum: "…870万，…50万，合计1170万"."""
    amounts = [one for one in said if one.kind is StatementKind.AMOUNT]
    for i, one in enumerate(amounts):
        if one.statement.subject == "合计" and i > 2:
            parts = _same_sentence(amounts[:i], one)[1:]
            others = _same_sentence([two for two in said if two.kind is StatementKind.CHANGE], one)
            if len(parts) > 1 and not others:
                yield Whole(one, tuple(parts))


def listed_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """ "编报绩效目标的项目共4个，涉及598.46万元。其中：…": as many amounts listed as projects told."""
    for i, one in enumerate(said):
        following = said[i + 1 : i + 2]
        if one.kind is not StatementKind.COUNT or "项目" not in one.subject or not following:
            continue
        head, number = following[0], int(one.statement.value)
        parts = [two for two in said[i + 2 :] if two.kind is StatementKind.AMOUNT][:number]
        is_full = head.kind is StatementKind.AMOUNT and len(parts) == number > 1 and len(said) == i + 2 + number
        if is_full and "其中" in _between(head, parts[0]):
            yield Whole(head, tuple(parts))


OPPOSITES = (("不", ""), ("非", ""), ("地下", "地上"), ("离退休", "在职"), ("编外", "在编"))


def opposite_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """A number and, in the brackets behind it, two parts that leave nothing out (计容 and 不计容)."""
    for head, first, second in zip(said, said[1:], said[2:], strict=False):
        units = {one.statement.unit_text for one in (head, first, second)}
        bracket = re.match(r"[（(]其中[：:，,]?", _between(head, first))
        if len(units) > 1 or not bracket or re.search(r"[）)。]", _between(first, second)[:-1]) or "约" in head.lead:
            continue
        names = [re.sub(r"^[（(]?其中[：:，,]?", "", one.subject) for one in (first, second)]
        if any(names[1] == word + names[0].removeprefix(other) for word, other in OPPOSITES):
            yield Whole(head, (first, second))


STAGES = ("年初预算", "全年预算", "调整预算")


def item_wholes(said: Sequence[Said]) -> Iterator[Whole]:
    """Budgets of the 项 in final accounts = the budget told for all; only where every item tells one."""
    items = [one for one in said if "(项)" in one.subject and one.kind is StatementKind.AMOUNT]
    names = {one.subject[: one.subject.index("(项)")] for one in items}
    for stage in STAGES:
        heads = [one for one in said if one.subject.endswith(stage) and "(项)" not in one.subject]
        parts = [one for one in items if one.subject.endswith(stage)]
        if heads and len(parts) > 1 and {one.subject[: one.subject.index("(项)")] for one in parts} == names:
            yield Whole(heads[0], tuple(parts))


FINDERS: tuple[Callable[[Sequence[Said]], Iterator[Whole]], ...] = (
    procurement_wholes,
    vehicle_wholes,
    three_public_wholes,
    three_public_change_wholes,
    fund_change_wholes,
    kind_wholes,
    people_wholes,
    project_kind_wholes,
    small_firm_wholes,
    closing_wholes,
    listed_wholes,
    opposite_wholes,
    item_wholes,
)


def _head_of(heads: Sequence[Said], parts: Sequence[Said]) -> tuple[Said, bool]:
    """The whole that the parts come to; where none fits the first one, and whether it is the only one there is."""
    total = sum((part.amount for part in parts), Decimal(0))
    slack = (len(parts) + 1) * parts[0].rounding
    fitting = [head for head in heads if abs(head.amount - total) <= slack]
    return (fitting or list(heads))[0], bool(fitting) or len(heads) == 1


def _same_paragraph(before: Sequence[Said], last: Said) -> list[Said]:
    start = last.section.text.rfind("\n", 0, last.statement.start)
    return [one for one in before if one.statement.start > start]


def _is_behind(head: Said, parts: Sequence[Said]) -> bool:
    return all(part.statement.start > head.statement.start for part in parts)


def _between(first: Said, second: Said) -> str:
    return first.section.text[first.statement.end : second.statement.start]


def _is_list(head: Said, parts: Sequence[Said]) -> bool:
    """Whether "其中" (or a colon) leads from the whole to its first part."""
    return bool(re.search(r"其中|：|:|包括", _between(head, parts[0])))


def _same_sentence(before: Sequence[Said], last: Said) -> list[Said]:
    start = last.section.text.rfind("\n", 0, last.statement.start)
    start = max(start, last.section.text.rfind("。", 0, last.statement.start))
    return [one for one in before if one.statement.start > start]
