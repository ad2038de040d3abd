"""Claims about what else is in the document: projects with published goals, units, lists of offices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import combinations, pairwise

from budget.amounts import format_amount
from budget.checks.operands import field_operand, form_name_operand
from budget.checks.outcome import finding, not_applicable, not_possible
from budget.checks.prose.said import Said, quoted
from budget.checks.prose.targets import CellIndex
from budget.meaning.cells import Cell
from budget.models import Disclosure, Finding, Phase, RowRole, StatementKind, Status, TableKind
from budget.text import bare_name

K = TableKind
ALL_PROJECTS_SINCE = 2020
"""From this budget year every project has goals (中发〔2018〕34号: 全面实施预算绩效管理, three to five years)."""
RUNNING_ITEMS = re.compile(r"行政运行|事业运行|机关服务|机关运行")
"""项 whose project money runs the organisation and takes no goals of its own."""
UNITS_FIELD = re.compile(r"所属预算单位|下属(?:预算)?单位|预算单位数")


def check_goal_amount(disclosure: Disclosure, said: Sequence[Said], index: CellIndex) -> Iterator[Finding]:
    """Projects with goals cover 项目支出 of the year, or the rest is explained."""
    for count, amount in pairwise(said):
        is_claim = count.kind is StatementKind.COUNT and re.search(
            r"编报.{0,3}绩效目标的.{0,6}项目", count.statement.subject
        )
        if not is_claim or amount.kind is not StatementKind.AMOUNT or "项目" not in amount.statement.subject:
            continue
        totals = [cell for cell in index.totals((K.EXPENDITURE_SUMMARY,), "项目支出") if not cell.is_empty]
        year = disclosure.fiscal_year or 0
        if disclosure.phase is not Phase.BUDGET or year < ALL_PROJECTS_SINCE:
            yield not_applicable("绩效目标所涉资金与项目支出的比较：不适用。", "当年并不要求每个项目都编报绩效目标")
        elif not totals:
            yield not_possible("绩效目标所涉资金与项目支出的比较：无法核对。", "没有读到项目支出合计")
        else:
            yield _goal_finding(amount, totals[0], index)


def _goal_finding(amount: Said, total: Cell, index: CellIndex) -> Finding:
    gap = total.amount - amount.amount
    tolerance = amount.rounding + total.rounding
    operands = (amount.operand(), total.operand())
    unit = amount.statement.unit_text
    told = f"编报绩效目标的项目涉及{amount.statement.text}，项目支出合计印为{total.figure.text}"
    told += f" {total.table.unit.value}" if total.table.unit else ""
    running = _running_parts(index, total, gap, tolerance)
    difference = gap / amount.factor
    if abs(gap) <= tolerance:
        return finding(Status.PASSED, f"{told}，相符。", operands, difference=difference)
    if running:
        parts = "、".join(f"{cell.row.name}{cell.figure.text}" for cell in running)
        return finding(
            Status.PASSED,
            f"{told}，相差的部分等于不编报绩效目标的{parts}。",
            (*operands, *(c.operand() for c in running)),
        )
    text = format_amount(abs(difference))
    return finding(
        Status.FAILED,
        f"{told}，相差 {text} {unit}，文中没有说明。",
        operands,
        difference=difference,
        tolerance=tolerance,
    )


def _running_parts(index: CellIndex, total: Cell, gap: Decimal, tolerance: Decimal) -> tuple[Cell, ...]:
    """项目支出 of 行政运行 and the like that come to the gap exactly."""
    cells = [
        cell
        for cell in index.items
        if cell.table is total.table and cell.column_index == total.column_index and cell.amount
        if RUNNING_ITEMS.search(cell.row.name)
    ]
    for size in range(1, len(cells) + 1):
        for parts in combinations(cells, size):
            if abs(sum((cell.amount for cell in parts), Decimal(0)) - gap) <= tolerance:
                return parts
    return ()


def check_published_goals(disclosure: Disclosure, said: Sequence[Said], index: CellIndex) -> Iterator[Finding]:
    """ "公开项目绩效目标10个" ↔ the forms that are there; the projects without one are named."""
    for one in said:
        if one.kind is not StatementKind.COUNT or not re.search(r"公开.{0,4}(?:项目)?绩效目标", one.statement.subject):
            continue
        claimed, published = one.statement.value, len(disclosure.project_forms)
        if not published:
            yield not_possible(
                f"文中说{quoted(one.statement.subject)}{one.statement.text}：无法核对。",
                "没有读到项目绩效目标表",
                (one.operand(),),
            )
            continue
        status = Status.PASSED if claimed == published else Status.FAILED
        forms = map(form_name_operand, disclosure.project_forms)
        sentence = f"{one.told}，附有绩效目标表的项目有{published}个"
        sentence += "，相符。" if status is Status.PASSED else f"{_missing_forms(disclosure, index)}。"
        yield finding(status, sentence, (one.operand(), *forms), difference=claimed - published)


def _missing_forms(disclosure: Disclosure, index: CellIndex) -> str:
    names = [bare_name(form.name.text) for form in disclosure.project_forms]
    missing = [
        name for name in _project_names(index) if not any(_is_same_project(bare_name(name), form) for form in names)
    ]
    return f"；没有附表的是：{'、'.join(missing)}" if missing else ""


def _is_same_project(name: str, form: str) -> bool:
    """Names that differ in a word ("管控" / "管理") are one project all the same."""
    return SequenceMatcher(None, name, form).ratio() > 0.8


def _project_names(index: CellIndex) -> list[str]:
    """Projects of this year's table, the publisher's own total rows left out."""
    rows = [row for cells in index.tables if cells.table.kind is K.PROJECT_CURRENT for row in cells.table.rows]
    department = {bare_name(cells.table.department or "") for cells in index.tables}
    return [row.name for row in rows if row.role is RowRole.LEAF and bare_name(row.name) not in department]


def check_project_count(said: Sequence[Said], index: CellIndex) -> Iterator[Finding]:
    """ "纳入绩效目标管理的二级项目10个" ↔ the rows of this year's project table."""
    names = _project_names(index)
    for one in said:
        if (
            one.kind is not StatementKind.COUNT
            or not re.search(r"(?:二级|预算)项目$", one.statement.subject)
            or not names
        ):
            continue
        status = Status.PASSED if one.statement.value == len(names) else Status.FAILED
        sentence = f"{one.told}，项目支出预算表列有{len(names)}个项目"
        sentence += "，相符。" if status is Status.PASSED else "。"
        yield finding(status, sentence, (one.operand(),), difference=one.statement.value - len(names))


def check_unit_count(disclosure: Disclosure, said: Sequence[Said]) -> Iterator[Finding]:
    """预算单位 counted in the prose ↔ 所属预算单位数 of the departmental form."""
    form = disclosure.overall_form
    field = next(((k, v) for k, v in form.fields.items() if UNITS_FIELD.search(k)), None) if form else None
    claims = [one for one in said if one.kind is StatementKind.COUNT and re.search(r"预算单位$", one.statement.subject)]
    if form is None or field is None or not claims:
        return
    number = re.search(r"\d+", field[1].text)
    if number is None:
        return
    one = claims[0]
    counted = Decimal(number[0])
    status = Status.PASSED if counted == one.statement.value else Status.FAILED
    there = field_operand(form, field[0], int(counted))
    sentence = f"{one.told}，整体支出绩效目标申报表的“{field[0]}”印为{field[1].text}，"
    sentence += "相符。" if status is Status.PASSED else "两处不同。"
    yield finding(status, sentence, (one.operand(), there), difference=one.statement.value - counted)


LIST_AFTER = re.compile(
    r"^[^。；：:]{0,12}(?:[，,]?(?:分别是|分别为|包括|即|具体(?:为|包括|如下)?)[：:]?|[：:])(?P<list>[^。；\n]+)"
)


def check_listed_offices(said: Sequence[Said]) -> Iterator[Finding]:
    """ "设9个内设机构，包括：…" ↔ the names that follow."""
    for one in said:
        if one.kind is not StatementKind.COUNT or not re.search(
            r"内设(?:机构|科室|处室|部门)|^(?:职能)?[科处]室$", one.statement.subject
        ):
            continue
        found = LIST_AFTER.match(one.section.text[one.statement.end :])
        names = _split_list(found["list"]) if found else []
        if len(names) < 2 or re.search(r"等|\d", found["list"] if found else ""):
            continue
        status = Status.PASSED if len(names) == one.statement.value else Status.FAILED
        sentence = f"{one.told}，后面列出{len(names)}个"
        sentence += "，相符。" if status is Status.PASSED else "。"
        yield finding(status, sentence, (one.operand(),), difference=one.statement.value - len(names))


def _split_list(text: str) -> list[str]:
    """Names between 、 and ， , brackets kept whole.

    >>> _split_list("办公室、市场科（粮食和物资、储备科）、计财科和监察室")
    ['办公室', '市场科（粮食和物资、储备科）', '计财科', '监察室']
    """
    flat = re.sub(r"[（(][^）)]*[）)]", lambda found: found[0].replace("、", "·").replace("，", "·"), text)
    names = re.split(r"、|，|(?<=[科室处股部局中心队])和", flat)
    return [name.replace("·", "、").strip() for name in names if name.strip()]


def find_claims(disclosure: Disclosure, said: Sequence[Said], index: CellIndex) -> Iterator[tuple[str, Finding]]:
    """Every claim's finding with the id of its rule."""
    yield from (("prose_goal_amount", found) for found in check_goal_amount(disclosure, said, index))
    yield from (("claimed_goal_forms", found) for found in check_published_goals(disclosure, said, index))
    yield from (("claimed_projects", found) for found in check_project_count(said, index))
    yield from (("claimed_units", found) for found in check_unit_count(disclosure, said))
    yield from (("listed_offices", found) for found in check_listed_offices(said))
