"""Read a PDF that is not ordinary in a child process with limits on memory, processor and time.

The child answers in JSON, not in pickles: whatever such a file makes it say is only data.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec

from budget.errors import DamagedDocumentError, NotADisclosureError
from budget.models import Page
from budget.models.serial import bytes_to_record
from budget.paths import ROOT

MEMORY_BYTES = 768 * 2**20
CPU_SECONDS = 12
WALL_SECONDS = 15
MAX_ANSWER_BYTES = 128 * 2**20
_KINDS = {kind.__name__: kind for kind in (DamagedDocumentError, NotADisclosureError)}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the child says: the pages, or the kind of error (a name of budget.errors) and its line."""

    pages: tuple[Page, ...] = ()
    error: str | None = None
    message: str = ""


def read_in_child(path: Path) -> tuple[Page, ...]:
    """What `pdf.read_here` gives, from a child that can't hang, crash or fill this process.

    Raises DamagedDocumentError also when the child met one of its limits.
    """
    command = [sys.executable, "-m", "budget.reading.pdfium.child", str(path.resolve())]
    root = ROOT
    environment = {**os.environ, "PYTHONPATH": str(root), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=WALL_SECONDS, cwd=root, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise DamagedDocumentError(limit_message(path, f"{WALL_SECONDS} 秒内读不完")) from error
    if done.returncode != 0 or len(done.stdout) > MAX_ANSWER_BYTES:
        raise DamagedDocumentError(limit_message(path, "展开后占用的内存或时间超过上限"))
    try:
        answer = bytes_to_record(done.stdout, Answer)
    except msgspec.MsgspecError as error:
        raise DamagedDocumentError(limit_message(path, "读取进程的回答不成样子")) from error
    return _answer_to_pages(answer)


def limit_message(path: Path, cause: str) -> str:
    """The line for a file that met a limit."""
    return f"{path.name}：文件异常，{cause}，已停止读取；请向发布单位索取正常的 PDF，或重新下载。"


def _answer_to_pages(answer: Answer) -> tuple[Page, ...]:
    if answer.error is not None:
        raise _KINDS.get(answer.error, DamagedDocumentError)(answer.message)
    return answer.pages
