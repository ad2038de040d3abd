"""The ledger as JSON for machines and as text for the terminal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from budget.models import CheckClass, Finding, Message, Operand, Sayable, Status, path_to_text, rule_title, say
from budget.words import Language, message_to_text

STATUS_SIGNS: Mapping[Status, str] = {
    Status.PASSED: "✓",
    Status.ROUNDING: "≈",
    Status.FAILED: "✗",
    Status.NOT_APPLICABLE: "–",
    Status.NOT_POSSIBLE: "?",
}
TOLD_AT_LENGTH = (Status.FAILED, Status.NOT_POSSIBLE)
"""Outcomes whose findings the terminal writes out one by one."""


def ledger_to_json(findings: Iterable[Finding], language: Language = Language.CHINESE) -> str:
    """`{"findings": [...]}`, amounts as numbers with the printed characters beside them."""
    listed = [finding_to_dict(found, language) for found in findings]
    return json.dumps({"findings": listed}, ensure_ascii=False, indent=1)


def finding_to_dict(finding: Finding, language: Language = Language.CHINESE) -> dict[str, Any]:
    """One finding as plain data: its sentence and reason in words, and as messages with their arguments."""
    return {
        "rule": finding.rule,
        "status": finding.status.value,
        "class": finding.check_class.value,
        "operands": [operand_to_dict(operand) for operand in finding.operands],
        "difference": _number(finding.difference),
        "tolerance": _number(finding.tolerance),
        "sentence": message_to_text(finding.sentence, language),
        "message": msgspec.to_builtins(finding.sentence),
        "title": message_to_text(rule_title(finding.rule), language),
        "reason": message_to_text(finding.reason, language) if finding.reason else "",
        "reason_message": msgspec.to_builtins(finding.reason),
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
        **({"doubt": operand.doubt.value} if operand.doubt else {}),
    }


def count_by_class(findings: Sequence[Finding]) -> dict[CheckClass, Counter[Status]]:
    """Class → status → number of obligations, every class present."""
    counts: dict[CheckClass, Counter[Status]] = {check_class: Counter() for check_class in CheckClass}
    for found in findings:
        counts[found.check_class][found.status] += 1
    return counts


def ledger_to_text(findings: Iterable[Finding], language: Language = Language.CHINESE) -> str:
    """The ledger by class: counts, then what does not hold or could not be checked, with its places."""
    listed = list(findings)
    lines: list[Line] = [(0, _summary(say("ledger.all"), Counter(found.status for found in listed)))]
    for check_class, counts in count_by_class(listed).items():
        lines += [(0, None), (0, _summary(check_class, counts))]
        for status in TOLD_AT_LENGTH:
            lines += [line for found in listed if (found.check_class, found.status) == (check_class, status)
                      for line in _finding_lines(found)]  # fmt: skip
        lines += [(1, _told(found, found.told)) for found in listed
                  if (found.check_class, found.status) == (check_class, Status.NOT_APPLICABLE)]  # fmt: skip
    return "\n".join(" " * 2 * depth + message_to_text(said, language) if said else "" for depth, said in lines)


Line = tuple[int, Message | None]
"""How deep a line of the terminal stands, and what it says."""


def _summary(name: Message | CheckClass, counts: Counter[Status]) -> Message:
    outcomes = tuple(say("ledger.outcome", status=status, count=counts[status]) for status in Status)
    return say("ledger.summary", name=name, count=sum(counts.values()), outcomes=outcomes)


def _finding_lines(finding: Finding) -> Iterator[Line]:
    yield 1, _told(finding, finding.sentence)
    if finding.reason is not None:
        yield 3, finding.reason
    for operand in finding.operands:
        yield 3, say("ledger.operand", text=_printed(operand), where=operand_to_places(operand))
    for operand in finding.also_at:
        yield 3, say("ledger.also", text=_printed(operand), where=operand_to_places(operand))


def _told(finding: Finding, sentence: Message) -> Message:
    return say("ledger.finding", sign=STATUS_SIGNS[finding.status], sentence=sentence)


def _printed(operand: Operand) -> Sayable:
    return operand.text or say("ledger.blank")


def operand_to_places(operand: Operand) -> tuple[Sayable, ...]:
    """Where an operand stands: page or line, table, row, column, what of these there is."""
    place, table = operand.place, operand.table
    where = place if place.page or place.line else None
    parts = (where, say("ledger.table", title=table) if table else "", operand.row, path_to_text(operand.column))
    return tuple(part for part in parts if part)


def _number(value: Decimal | None) -> float | None:
    """A JSON number; the exact characters stand beside it in `text`."""
    return None if value is None else float(value)
