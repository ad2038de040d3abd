"""Records ↔ bytes: the one written form of every record, JSON. Reading it makes records of data; it runs nothing.

Amounts are written as the characters of their decimals, so that 0.00 and 0 stay apart. What is kept longer than a
process lives says in which form it is written: the form is named by the shapes of the records themselves, so that a
program whose records have changed refuses what an older one wrote.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from budget.errors import BudgetError
from budget.models.messages import say

T = TypeVar("T")

FORMAT_DIGITS = 12


class Kept(msgspec.Struct, Generic[T], frozen=True):
    """What is kept: the name of its form, which is read before the rest is believed, then the record."""

    format: str
    content: T


def record_to_bytes(record: Any) -> bytes:
    """A record, or a tuple of records, as one line of JSON."""
    return msgspec.json.encode(record, enc_hook=_write_path)


def bytes_to_record(content: bytes, kind: type[T]) -> T:
    """The record that `record_to_bytes` wrote.

    Raises: msgspec.MsgspecError when the bytes are no such record.
    """
    return msgspec.json.decode(content, type=kind, dec_hook=_read_path)


def keep(record: T, kind: type[T]) -> bytes:
    """A record, or a tuple of records, to be kept: a whole disclosure, a whole ledger."""
    return record_to_bytes(Kept(name_format(kind), record))


def read_kept(content: bytes, kind: type[T]) -> T:
    """The record that `keep` wrote.

    Raises: BudgetError with one line when it was written in another form, or is damaged.
    """
    try:
        kept = bytes_to_record(content, Kept[msgspec.Raw])
        if kept.format != name_format(kind):
            raise BudgetError(say("error.kept_by_another", found=kept.format, now=name_format(kind)))
        return bytes_to_record(bytes(kept.content), kind)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BudgetError(say("error.kept_damaged", why=str(error))) from error


def name_format(kind: Any) -> str:
    """The name of the form in which records of that kind are written; another name for other shapes."""
    shapes = _without_words(msgspec.json.schema(kind, schema_hook=lambda _: {"type": "string"}))
    return hashlib.sha256(msgspec.json.encode(shapes, order="sorted")).hexdigest()[:FORMAT_DIGITS]


def _write_path(value: Any) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no written form")


def _read_path(kind: type, written: Any) -> Any:
    if kind is Path:
        return Path(written)
    raise NotImplementedError(f"{kind.__name__} has no written form")


def _without_words(schema: Any) -> Any:
    """A schema without the docstrings of the records: another word in them is no other form."""
    if isinstance(schema, list):
        return [_without_words(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _without_words(value) for key, value in schema.items() if key != "description"}
