"""Read a PDF that is not ordinary in a child process with limits on memory, processor and time.

The child answers in JSON, not in pickles: whatever such a file makes it say is only data.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec

from budget.errors import DamagedDocumentError, NotADisclosureError
from budget.models import Message, Page, say
from budget.models.serial import bytes_to_record
from budget.paths import ROOT
from budget.words import message_to_text

MEMORY_BYTES = 768 * 2**20
CPU_SECONDS = 12
WALL_SECONDS = 15
MAX_ANSWER_BYTES = 128 * 2**20
_KINDS = {kind.__name__: kind for kind in (DamagedDocumentError, NotADisclosureError)}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the child says: the pages, or the kind of error (a name of budget.errors) and what it says."""

    pages: tuple[Page, ...] = ()
    error: str = ""
    message: Message | None = None


def read_in_child(path: Path) -> tuple[Page, ...]:
    """What `pdf.read_here` gives, from a child that can't hang, crash or fill this process.

    Raises DamagedDocumentError also when the child met one of its limits.
    """
    written = ask_child("budget.reading.pdfium.child", path, b"", WALL_SECONDS)
    try:
        answer = bytes_to_record(written, Answer)
        # what no catalogue can put into words would fail where it is shown
        for message in (answer.message, *(notice.message for page in answer.pages for notice in page.notices)):
            _ = message and message_to_text(message)
    except (msgspec.MsgspecError, LookupError, RecursionError) as error:
        raise DamagedDocumentError(limit_message(path, say("limit.answer"))) from error
    if answer.message is not None:
        raise _KINDS.get(answer.error, DamagedDocumentError)(answer.message)
    return answer.pages


def ask_child(module: str, path: Path, question: bytes, seconds: float) -> bytes:
    """What a child that runs a module on a file writes, asked on its standard input.

    Raises: DamagedDocumentError when it broke or met a limit.
    """
    command = [sys.executable, "-m", module, str(path.resolve())]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            command, input=question, capture_output=True, timeout=seconds, cwd=ROOT, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise DamagedDocumentError(limit_message(path, say("limit.seconds", seconds=int(seconds)))) from error
    if done.returncode != 0 or len(done.stdout) > MAX_ANSWER_BYTES:
        raise DamagedDocumentError(limit_message(path, say("limit.memory_or_time")))
    return done.stdout


def limit_child(memory: int, cpu_seconds: int | None = None) -> None:
    """Limit this process, which is the child."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if cpu_seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_message(path: Path, why: Message) -> Message:
    """The line for a file that met a limit."""
    return say("pdf.stopped", name=path.name, why=why)
