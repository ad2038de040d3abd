"""The child of `sandbox`: reads one PDF under limits and prints the answer as JSON."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from budget.errors import BudgetError, DamagedDocumentError
from budget.reading.pdfium.document import read_here
from budget.reading.sandbox import CPU_SECONDS, MEMORY_BYTES, limit_message, page_to_list


def main(path: Path) -> None:
    """Limit this process, read, answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(_answer(path)))


def _answer(path: Path) -> dict[str, Any]:
    try:
        return {"pages": [page_to_list(page) for page in read_here(path)]}
    except MemoryError:
        message = limit_message(path, "展开后占用的内存超过上限")
        return {"error": DamagedDocumentError.__name__, "message": message}
    except BudgetError as error:
        return {"error": type(error).__name__, "message": str(error)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
