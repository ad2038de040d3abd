"""The child of `sandbox`: reads one PDF under limits and prints the answer as JSON."""

from __future__ import annotations

import sys
from pathlib import Path

from budget.errors import BudgetError, DamagedDocumentError
from budget.models import Message, say
from budget.models.serial import record_to_bytes
from budget.reading.pdfium.document import read_here
from budget.reading.sandbox import CPU_SECONDS, MEMORY_BYTES, Answer, limit_child, limit_message


def main(path: Path) -> None:
    """Limit this process, read, answer."""
    limit_child(MEMORY_BYTES, CPU_SECONDS)
    sys.stdout.buffer.write(record_to_bytes(_answer(path)))


def _answer(path: Path) -> Answer:
    try:
        return Answer(pages=read_here(path))
    except MemoryError:
        message = limit_message(path, say("limit.memory"))
        return Answer(error=DamagedDocumentError.__name__, message=message)
    except BudgetError as error:
        return Answer(error=type(error).__name__, message=_printable(error.message))


def _printable(message: Message) -> Message:
    """Without what no text may hold: a file's name may be any bytes."""
    texts = ((name, a.encode(errors="replace").decode() if isinstance(a, str) else a) for name, a in message.arguments)
    return Message(message.id, tuple(texts))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
