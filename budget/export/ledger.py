"""The ledger as JSON for machines and as text for the terminal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from budget.checks import RULES
from budget.models import CheckClass, Finding, Operand, Status, path_to_text

CLASS_NAMES: Mapping[CheckClass, str] = {
    CheckClass.ARITHMETIC: "表内相加",
    CheckClass.CROSS_TABLE: "表与表之间",
    CheckClass.PROSE: "文字与表格",
    CheckClass.FORM: "绩效目标表",
    CheckClass.COUNT: "个数",
    CheckClass.COMPLETENESS: "完整性",
    CheckClass.WORDING: "文字本身",
}
"""Class → what the pages and the terminal call it, in the order of the ledger."""

STATUS_NAMES: Mapping[Status, str] = {
    Status.PASSED: "相符",
    Status.ROUNDING: "相符（四舍五入）",
    Status.FAILED: "不符",
    Status.NOT_APPLICABLE: "不适用",
    Status.NOT_POSSIBLE: "无法核对",
}
STATUS_SIGNS: Mapping[Status, str] = {
    Status.PASSED: "✓",
    Status.ROUNDING: "≈",
    Status.FAILED: "✗",
    Status.NOT_APPLICABLE: "–",
    Status.NOT_POSSIBLE: "?",
}
RULE_TITLES: Mapping[str, str] = {rule.rule_id: rule.title for rule in RULES}
TOLD_AT_LENGTH = (Status.FAILED, Status.NOT_POSSIBLE)
"""Outcomes whose findings the terminal writes out one by one."""


def ledger_to_json(findings: Iterable[Finding]) -> str:
    """`{"findings": [...]}`, amounts as numbers with the printed characters beside them."""
    return json.dumps({"findings": [finding_to_dict(found) for found in findings]}, ensure_ascii=False, indent=1)


def finding_to_dict(finding: Finding) -> dict[str, Any]:
    """One finding as plain data."""
    return {
        "rule": finding.rule,
        "status": finding.status.value,
        "class": finding.check_class.value,
        "operands": [operand_to_dict(operand) for operand in finding.operands],
        "difference": _number(finding.difference),
        "tolerance": _number(finding.tolerance),
        "sentence": finding.sentence,
        "title": RULE_TITLES.get(finding.rule, finding.rule),
        "reason": finding.reason,
        "also_at": [operand_to_dict(operand) for operand in finding.also_at],
    }


def operand_to_dict(operand: Operand) -> dict[str, Any]:
    """One side of a finding as plain data; `page` counts from 1, `box` is in PDF points, `line` for converted texts."""
    place = operand.place
    return {
        "value": _number(operand.value),
        "unit": operand.unit,
        "page": place.page,
        "table": operand.table,
        "row": operand.row,
        "column": path_to_text(operand.column),
        "text": operand.text,
        "box": list(place.box) if place.box else None,
        "line": place.line,
        "file": place.file,
        "cell": str(operand.cell) if operand.cell else None,
        "ref": str(operand.ref) if operand.ref else None,
    }


def count_by_class(findings: Sequence[Finding]) -> dict[CheckClass, Counter[Status]]:
    """Class → status → number of obligations, every class present."""
    counts: dict[CheckClass, Counter[Status]] = {check_class: Counter() for check_class in CLASS_NAMES}
    for found in findings:
        counts[found.check_class][found.status] += 1
    return counts


def ledger_to_text(findings: Iterable[Finding]) -> str:
    """The ledger by class: counts, then what does not hold or could not be checked, with its places."""
    listed = list(findings)
    lines = [_summary_line("全部", Counter(found.status for found in listed))]
    for check_class, counts in count_by_class(listed).items():
        lines += ["", _summary_line(CLASS_NAMES[check_class], counts)]
        for status in TOLD_AT_LENGTH:
            lines += [line for found in listed if (found.check_class, found.status) == (check_class, status)
                      for line in _finding_lines(found)]  # fmt: skip
        lines += list(_reason_lines(listed, check_class))
    return "\n".join(lines)


def place_text(operand: Operand) -> str:
    """Where an operand stands, in words: page or line, table, row, column."""
    place = operand.place
    where = f"第{place.page}页" if place.box or place.line is None else f"第{place.line}行"
    where = where if place.page or place.line else ""
    return " · ".join(
        part
        for part in (where, f"《{operand.table}》" if operand.table else "", operand.row, path_to_text(operand.column))
        if part
    )


def _summary_line(name: str, counts: Counter[Status]) -> str:
    told = "，".join(f"{STATUS_NAMES[status]} {counts[status]}" for status in Status)
    return f"{name}：共 {sum(counts.values())} 项；{told}"


def _finding_lines(finding: Finding) -> Iterator[str]:
    yield f"  {STATUS_SIGNS[finding.status]} {finding.sentence}"
    if finding.reason:
        yield f"      {finding.reason}"
    for operand in finding.operands:
        yield f"      {operand.text or '空白'}  {place_text(operand)}"
    for operand in finding.also_at:
        yield f"      又见 {operand.text or '空白'}  {place_text(operand)}"


def _reason_lines(findings: Sequence[Finding], check_class: CheckClass) -> Iterator[str]:
    """What does not apply, one line for each obligation."""
    for found in findings:
        if found.check_class is check_class and found.status is Status.NOT_APPLICABLE:
            yield f"  {STATUS_SIGNS[found.status]} {found.sentence}（{found.reason}）"


def _number(value: Decimal | None) -> float | None:
    """A JSON number; the exact characters stand beside it in `text`."""
    return None if value is None else float(value)
