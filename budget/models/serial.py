"""Records ↔ bytes: the one written form of every record, JSON. Reading it makes records of data; it runs nothing.

Amounts are written as the characters of their decimals, so that 0.00 and 0 stay apart.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def record_to_bytes(record: Any) -> bytes:
    """A record, or a tuple of records, as one line of JSON."""
    return msgspec.json.encode(record, enc_hook=os.fspath)


def bytes_to_record(content: bytes, kind: type[T]) -> T:
    """The record that `record_to_bytes` wrote.

    Raises: msgspec.MsgspecError when the bytes are no such record.
    """
    return msgspec.json.decode(content, type=kind, dec_hook=_read_path)


def _read_path(kind: type, written: Any) -> Any:
    if kind is Path:
        return Path(written)
    raise NotImplementedError(f"{kind.__name__} has no written form")
