"""What layout and forms give: stitched tables, then typed ones with a decimal behind every printed figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budget.models.kinds import TableKind
from budget.models.messages import Notice
from budget.models.pages import GridRow, TextLine
from budget.models.places import Place
from budget.models.refs import CellRef
from budget.models.vocabulary import Doubt, RowRole, Side, Unit


@dataclass(frozen=True, slots=True)
class Table:
    """One printed table, stitched over its pages: repeated headers dropped, captions and notes taken out of the grid.

    `rows` are the header rows (`header_row_count` of them), then the body, all of one length.
    `caption` are the lines of its head as printed (number, title, 部门名称, 单位), `notes` those under it.
    """

    title: str
    number: str | None
    caption: tuple[TextLine, ...]
    unit: Unit | None
    department: str | None
    rows: tuple[GridRow, ...]
    header_row_count: int
    notes: tuple[TextLine, ...]
    pages: tuple[int, ...]
    notices: tuple[Notice, ...] = ()


# ---------------------------------------------------------------- what forms give: typed tables


HeaderPath = tuple[str, ...]
"""The header cells over a column, outermost first, () where none is printed; a cell that prints a slash is one cell."""


def path_to_text(path: HeaderPath) -> str:
    """A header path as the exchange form and the frames write it; nothing reads it back.

    >>> path_to_text(("本年收入", "合计"))
    '本年收入/合计'
    """
    return "/".join(path)


def lowest_of(path: HeaderPath) -> str:
    """The header cell right over the column, "" where none is printed."""
    return path[-1] if path else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed amount: exact decimal in the printed unit, the characters, the place. Blank: None and "".

    `doubt` says why it may have been read wrong, None for what is sure.
    """

    value: Decimal | None
    text: str
    unit: Unit | None
    place: Place
    doubt: Doubt | None = None

    @property
    def yuan(self) -> Decimal | None:
        """The amount in yuan, exact; None when blank or when the table prints no unit."""
        if self.value is None or self.unit is None:
            return None
        return self.value * self.unit.factor


@dataclass(frozen=True, slots=True)
class TableRow:
    """One printed row of a figure table.

    `code` is the subject code joined over its columns, None where none is printed. `name` has lost white space only.
    `labels` are all label cells in printed order (two economic classifications, procurement), `parent` the
    label of the merged or indented row it stands under. `indent`: hierarchy level where known (0 = outermost).
    """

    code: str | None
    name: str
    figures: tuple[Figure, ...]
    role: RowRole
    place: Place
    labels: tuple[str, ...] = ()
    parent: str | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A figure table as printed, one for each half of a side-by-side one. No repair, no derived rows.

    `table_id` is unique in the disclosure: kind, side, and a counter from the second one on
    ("expenditure_summary", "revenue_expenditure_summary.revenue", "other.2"). `is_empty`: published with nothing
    budgeted.
    """

    table_id: str
    kind: TableKind
    side: Side | None
    title: str
    number: str | None
    unit: Unit | None
    department: str | None
    columns: tuple[HeaderPath, ...]
    label_columns: tuple[HeaderPath, ...]
    rows: tuple[TableRow, ...]
    pages: tuple[int, ...]
    is_empty: bool
    notes: tuple[TextLine, ...]
    place: Place
    notices: tuple[Notice, ...] = ()

    def ref(self, row: int, column: int) -> CellRef:
        """The reference of one of its cells, counted from 0."""
        return CellRef(self.table_id, row, column)
