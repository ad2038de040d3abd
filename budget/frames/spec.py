"""How a frame is declared and built: its columns with type, unit, closed set and meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd
import pyarrow as pa

from budget.frames.cells import Row
from budget.models import Disclosure, Phase
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


RowMaker = Callable[[Disclosure], Iterator[Row]]
"""What gives the rows of a frame."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `type` is a key of DTYPES, `unit` None for what has none; `label` and `note` are Chinese.

    `choices` are all values that a column of type "choice" may have.
    """

    name: str
    type: str
    label: str
    note: str = ""
    unit: str | None = None
    choices: tuple[StrEnum, ...] = ()

    @property
    def meaning(self) -> str:
        """What the dictionary says of it.

        >>> Column("amount_yuan", MONEY, "金额", "空白格为空，不是0", "元").meaning
        '金额：空白格为空，不是0'
        """
        return f"{self.label}：{self.note}" if self.note else self.label

    @property
    def heading(self) -> str:
        """The heading over it for people.

        >>> Column("amount_yuan", MONEY, "金额", "空白格为空，不是0", "元").heading
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
        if self.type == "choice":
            values = [self._to_choice(value) for value in values]
        return pd.array(values, dtype=DTYPES[self.type])

    def _to_choice(self, value: Any) -> str | None:
        if value is None:
            return None
        if value not in self.choices:
            raise ValueError(f"{self.name}: {value!r} is none of {', '.join(self.choices)}")
        return str(value)


DOCUMENT_ID = Column(
    "document_id", "text", "文件标识", "随附声明里的标识，否则取来源文件 sha256 的开头；同一份文件总相同"
)
IDENTITY = (
    DOCUMENT_ID,
    Column("body", "text", "公开的部门或单位", "印刷原样；未印为空"),
    Column("fiscal_year", "integer", "预算年度", "未印为空"),
    Column("phase", "choice", "预算或决算", "未印为空", choices=tuple(Phase)),
)
"""Whose row it is: with these in front, frames of several documents can be put one under the other."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values stand in the key of another frame."""

    column: str
    frame: str


@dataclass(frozen=True, slots=True)
class FrameSpec:
    """One frame: `row` says in Chinese what one row is, `rows` gives them.

    `own` are its columns beside those of IDENTITY, which every frame begins with. `scope`: what money it speaks of, ""
    for words. `key`: a column that names each row of a document once.
    """

    name: str
    title: str
    row: str
    rows: RowMaker
    own: tuple[Column, ...]
    scope: str = ""
    key: str | None = None
    references: tuple[Reference, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns of the frame."""
        return (*IDENTITY, *self.own)

    @property
    def primary_key(self) -> tuple[str, ...]:
        """Columns that name each row once among the rows of any documents; none where no column of the frame does."""
        return (DOCUMENT_ID.name, self.key) if self.key else ()

    def of(self, disclosure: Disclosure) -> pd.DataFrame:
        """The frame of a disclosure."""
        return self.build(self.rows(disclosure), identity_of(disclosure))

    def build(self, rows: Iterable[Row], identity: Row) -> pd.DataFrame:
        """A frame with exactly these columns and types.

        Raises: KeyError when a row has other columns than the declared ones, ValueError when a value is no choice.
        """
        rows = list(rows)
        declared = {column.name for column in self.own}
        for row in rows:
            if unlike := row.keys() ^ declared:
                raise KeyError(f"{self.name}: undeclared or missing columns {sorted(unlike)}")
        data = {column.name: column.to_array([identity[column.name]] * len(rows)) for column in IDENTITY}
        data |= {column.name: column.to_array([row[column.name] for row in rows]) for column in self.own}
        return pd.DataFrame(data)


def identity_of(disclosure: Disclosure) -> Row:
    """Whose rows they are, by column of IDENTITY."""
    return {
        "document_id": disclosure.document_id,
        "body": disclosure.department,
        "fiscal_year": disclosure.fiscal_year,
        "phase": disclosure.phase,
    }
