"""Write what the ledger finds in a document for a person to judge: the failed findings, one entry each.

python -m tests.ledger_golden            write what is missing, judgements empty
python -m tests.ledger_golden --force    write anew; judgements of findings that are still made are kept

Open the document at the page named, look, and fill in `judged` ("right" or "wrong") and `why`.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from budget.checks import check_disclosure
from budget.disclosure import read_disclosure
from budget.models import Finding, Status
from budget.words import message_to_text
from tests.builders import REAL

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/golden/ledger"
BUNDLED = "changzhi-shangdang-2024"
DOCUMENTS: dict[str, tuple[Path, ...]] = {
    BUNDLED: (ROOT / f"data/disclosures/{BUNDLED}/disclosure.pdf",),
    **{name: (REAL / f"{name}.pdf",) for name in (
        "5e900267", "359be3f1", "2e3638c3", "1d3ea4e2", "26f01fb0", "8736bc81", "3a85877f", "0bd164b5", "a530fab1",
    )},
    "2134e39d+899e13cf": (REAL / "2134e39d.pdf", REAL / "899e13cf.pdf"),
    "0dd40d6c+fb470e0b": (REAL / "0dd40d6c.pdf", REAL / "fb470e0b.pdf"),
}  # fmt: skip
LONGEST = 160


def failed_findings(name: str) -> list[Finding]:
    """What does not hold in the document."""
    return [found for found in check_disclosure(read_disclosure(*DOCUMENTS[name])) if found.status is Status.FAILED]


def finding_key(finding: Finding) -> tuple[str, str]:
    """What names a finding in its golden: the rule and the characters printed at its first places."""
    return finding.rule, " | ".join(operand.text.replace("\n", "")[:30] for operand in finding.operands[:3])


def load_golden(name: str) -> dict[tuple[str, str], dict[str, str]]:
    """Key → entry; empty when there is no golden yet."""
    file = GOLDEN / f"{name}.toml"
    entries = tomllib.loads(file.read_text("utf-8")).get("finding", []) if file.exists() else []
    return {(entry["rule"], entry["printed"]): entry for entry in entries}


def golden_text(name: str, findings: list[Finding]) -> str:
    """The golden as text, judgements made before kept."""
    return "\n".join(_golden_lines(name, findings)) + "\n"


def _golden_lines(name: str, findings: list[Finding]) -> Iterator[str]:
    known = load_golden(name)
    yield f"document = {_quoted(name)}"
    yield f"failed = {len(findings)}"
    for finding in findings:
        rule, printed = finding_key(finding)
        before = known.get((rule, printed), {})
        pages = sorted({operand.place.page for operand in finding.operands if operand.place.page})
        yield "\n[[finding]]"
        yield f"rule = {_quoted(rule)}"
        yield f"printed = {_quoted(printed)}"
        yield f"pages = {pages}"
        yield f"sentence = {_quoted(message_to_text(finding.sentence)[:LONGEST])}"
        yield f"judged = {_quoted(before.get('judged', ''))}"
        yield f"why = {_quoted(before.get('why', ''))}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main(arguments: list[str]) -> int:
    """Write the goldens of all documents that are there."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, paths in DOCUMENTS.items():
        file = GOLDEN / f"{name}.toml"
        if not all(path.exists() for path in paths):
            print(f"{name}: the document is not here")
        elif file.exists() and "--force" not in arguments:
            print(f"{file.name}: exists, left alone (--force writes anew)")
        else:
            file.write_text(golden_text(name, failed_findings(name)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
