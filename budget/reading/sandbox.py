"""Read a PDF that is not ordinary in a child process with limits on memory, processor and time.

The child answers in JSON, not in pickles: whatever such a file makes it say is only data.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from budget.errors import DamagedDocumentError, NotADisclosureError
from budget.models import Grid, GridCell, Page, Place, TextLine
from budget.paths import ROOT

MEMORY_BYTES = 768 * 2**20
CPU_SECONDS = 12
WALL_SECONDS = 15
MAX_ANSWER_BYTES = 128 * 2**20
_KINDS = {kind.__name__: kind for kind in (DamagedDocumentError, NotADisclosureError)}


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
    return _answer_to_pages(json.loads(done.stdout))


def limit_message(path: Path, cause: str) -> str:
    """The line for a file that met a limit."""
    return f"{path.name}：文件异常，{cause}，已停止读取；请向发布单位索取正常的 PDF，或重新下载。"


def _answer_to_pages(answer: dict[str, Any]) -> tuple[Page, ...]:
    if "error" in answer:
        raise _KINDS.get(answer["error"], DamagedDocumentError)(answer["message"])
    return tuple(_page_from_list(page) for page in answer["pages"])


def page_to_list(page: Page) -> list[Any]:
    """A page as what JSON can say."""
    return [page.number, page.width, page.height, list(page.warnings), [_block_to_list(block) for block in page.blocks]]


def _block_to_list(block: TextLine | Grid) -> list[Any]:
    if isinstance(block, TextLine):
        return ["line", block.text, block.place.box]
    cells = [
        [None if cell is None else [cell.text, cell.place.box, cell.row_span, cell.column_span] for cell in row]
        for row in block.rows
    ]
    return ["grid", cells, block.place.box]


def _page_from_list(data: Sequence[Any]) -> Page:
    number, width, height, warnings, blocks = data
    return Page(number, width, height, tuple(_block_from_list(block, number) for block in blocks), tuple(warnings))


def _block_from_list(data: Sequence[Any], number: int) -> TextLine | Grid:
    kind, content, box = data
    place = Place(number, None, tuple(box))
    if kind == "line":
        return TextLine(content, place)
    rows = tuple(tuple(None if cell is None else _cell_from_list(cell, number) for cell in row) for row in content)
    return Grid(rows, place)


def _cell_from_list(data: Sequence[Any], number: int) -> GridCell:
    text, box, row_span, column_span = data
    return GridCell(text, Place(number, None, tuple(box)), row_span, column_span)
