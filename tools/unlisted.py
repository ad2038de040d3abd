"""Amounts that a second program sees, and that are neither read nor listed as unread: for each document how many.

    python -m tools.unlisted ../shared/real ../shared/places

Ends with 1 where there is one.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from budget.disclosure import read_many
from budget.document.verification import verify_disclosure
from budget.errors import BudgetError
from tools.judge import documents_in


def main(folders: Sequence[str]) -> int:
    """Print a line for each PDF, and how many amounts are lost in all."""
    lost = 0
    for path, read in read_many([path for path in documents_in(map(Path, folders)) if path.suffix == ".pdf"]):
        if isinstance(read, BudgetError):
            print(path.name, read)
            continue
        made = verify_disclosure(read)
        lost += len(made.unseen)
        print(path.name, len(made.confirmations), len(made.unconfirmed), [(t, p.page) for t, p in made.unseen])
    print("unlisted:", lost)
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
