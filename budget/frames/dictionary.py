"""The data dictionary, `data/dictionary.toml`: what every frame is, and its columns with type, closed set, meaning."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec
import pandas as pd
import pyarrow as pa

from budget import models
from budget.frames.cells import Row
from budget.paths import DATA
from budget.words import choice_to_explanation, choice_to_text

MONEY = "money"
"""Exact yuan: Arrow decimal with four places (a figure printed in 万元 with eight decimals still fits)."""

DTYPES: Mapping[str, Any] = {
    MONEY: pd.ArrowDtype(pa.decimal128(24, 4)),
    "number": pd.ArrowDtype(pa.decimal128(24, 8)),
    "text": pd.StringDtype(na_value=pd.NA),
    "choice": pd.StringDtype(na_value=pd.NA),
    "integer": pd.Int64Dtype(),
    "flag": pd.BooleanDtype(),
}


class Column(msgspec.Struct, frozen=True, array_like=True):
    """One column as it is declared; `label` and `note` are Chinese.

    `kind` is its type, or the closed set of its values: "Vintage" is all members of the enum,
    "Vintage:current_year,all" those two.
    """

    kind: str
    name: str
    label: str
    note: str = ""

    @property
    def choices(self) -> tuple[StrEnum, ...]:
        """All values that a column of type "choice" may have; nothing for other columns.

        Raises: AttributeError where there is no such set, ValueError where it has no such member.
        """
        name, _, members = self.kind.partition(":")
        if not name[0].isupper():
            return ()
        closed: type[StrEnum] = getattr(models, name)
        return tuple(map(closed, members.split(","))) if members else tuple(closed)

    @property
    def type(self) -> str:
        """A key of DTYPES."""
        return "choice" if self.choices else self.kind

    @property
    def unit(self) -> str | None:
        """The unit of its figures, None for what has none."""
        return "元" if self.kind == MONEY else None

    @property
    def meaning(self) -> str:
        """What the dictionary says of it.

        >>> Column(MONEY, "amount_yuan", "金额", "空白格为空，不是0").meaning
        '金额：空白格为空，不是0'
        """
        return f"{self.label}：{self.note}" if self.note else self.label

    @property
    def heading(self) -> str:
        """The heading over it for people.

        >>> Column(MONEY, "amount_yuan", "金额", "空白格为空，不是0").heading
        '金额（元）'
        """
        return f"{self.label}（{self.unit}）" if self.unit else self.label

    def values(self) -> Iterator[tuple[str, str]]:
        """Every value of a closed set with its meaning in Chinese; nothing for other columns."""
        for value in self.choices:
            more = choice_to_explanation(value)
            yield value.value, choice_to_text(value) + (f"（{more}）" if more else "")

    def to_array(self, values: list[Any]) -> Any:
        """The values in the type of the column.

        Raises: ValueError when a value is not one of the choices.
        """
        if choices := self.choices:
            if strange := [value for value in values if value is not None and value not in choices]:
                raise ValueError(f"{self.name}: {strange[0]!r} is none of {', '.join(choices)}")
            values = [None if value is None else str(value) for value in values]
        return pd.array(values, dtype=DTYPES[self.type])


class FrameSpec(msgspec.Struct, frozen=True):
    """One frame: `row` says in Chinese what one row is.

    `own` are its columns beside those of IDENTITY, which every frame begins with. `scope`: what money it speaks of, ""
    for words. `key`: a column that names each row of a document once. `references`: columns whose values stand in the
    key of another frame.
    """

    name: str
    title: str
    row: str
    own: tuple[Column, ...]
    scope: str = ""
    key: str | None = None
    references: dict[str, str] = {}

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns of the frame."""
        return (*IDENTITY, *self.own)

    @property
    def primary_key(self) -> tuple[str, ...]:
        """Columns that name each row once among the rows of any documents; none where no column of the frame does."""
        return ("document_id", self.key) if self.key else ()

    def build(self, rows: Iterable[Row], identity: Row) -> pd.DataFrame:
        """A frame with exactly these columns and types.

        Raises: KeyError when a row has other columns than the declared ones, ValueError when a value is no choice.
        """
        whole = [identity | row for row in rows]
        declared = {column.name for column in self.columns}
        for row in whole:
            if unlike := row.keys() ^ declared:
                raise KeyError(f"{self.name}: undeclared or missing columns {sorted(unlike)}")
        return pd.DataFrame({c.name: c.to_array([row[c.name] for row in whole]) for c in self.columns})


DECLARED = tomllib.loads((DATA / "dictionary.toml").read_text("utf-8"))

IDENTITY = msgspec.convert(DECLARED["group"]["identity"], tuple[Column, ...])
"""Whose row it is: with these in front, frames of several documents can be put one under the other."""


def read_dictionary() -> Mapping[str, FrameSpec]:
    """Every frame by name, in the order of the file, the columns of a group ("@place") in its stead.

    Raises: KeyError where a group is unknown; ValidationError where a declaration lacks something.
    """
    groups = {f"@{name}": columns for name, columns in DECLARED["group"].items()}
    for frame in DECLARED["frame"]:
        entries = [groups[entry] if isinstance(entry, str) else [entry] for entry in frame["columns"]]
        frame["own"] = [column for columns in entries for column in columns]
    return {spec.name: spec for spec in msgspec.convert(DECLARED["frame"], tuple[FrameSpec, ...])}


FRAMES = read_dictionary()
