"""The records that pass from stage to stage; all frozen, all free of geometry libraries and frames.

Places. A `Place` says where characters stand: physical page (from 1) and box in PDF points
(x0, top, x1, bottom of the page as displayed) for a PDF, line (from 1) for a converted text.
Money. A `Figure` keeps the characters as printed and their exact decimal in the *printed* unit;
`Figure.yuan` converts. A blank cell has `value is None` and `text == ""`: nothing printed is not 0.00.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

Box = tuple[float, float, float, float]


class Place(NamedTuple):
    """Where characters stand in a document. `line` is None in a PDF, `page` and `box` are None in a text."""

    page: int | None = None
    line: int | None = None
    box: Box | None = None
    file: int = 0  # which file of the disclosure, where it was published as several


class Unit(StrEnum):
    """The money unit printed above a table."""

    YUAN = "元"
    THOUSAND = "千元"
    TEN_THOUSAND = "万元"
    HUNDRED_MILLION = "亿元"

    @property
    def factor(self) -> int:
        """How many yuan one of it is."""
        return {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}[self.value]


class Phase(StrEnum):
    """The stage of the money: planned (预算) or spent (决算)."""

    BUDGET = "budget"
    FINAL_ACCOUNT = "final_account"


class Level(StrEnum):
    """Whose disclosure it is: a department with its units (部门) or one unit alone (单位)."""

    DEPARTMENT = "department"
    UNIT = "unit"


class Fund(StrEnum):
    """Where money comes from; the first three together are 财政拨款."""

    GENERAL_PUBLIC = "general_public"
    GOVERNMENT_FUND = "government_fund"
    STATE_CAPITAL_OPERATIONS = "state_capital_operations"
    FISCAL_SPECIAL_ACCOUNT = "fiscal_special_account"
    UNIT_FUNDS = "unit_funds"


class ExpenditureKind(StrEnum):
    """基本支出 (running the organisation) or 项目支出 (everything done for a purpose)."""

    BASIC = "basic"
    PROJECT = "project"


class Vintage(StrEnum):
    """Which year's money: budgeted this year, carried over from earlier years, or both together."""

    CURRENT_YEAR = "current_year"
    CARRYOVER_IN = "carryover_in"
    ALL = "all"


class RowRole(StrEnum):
    """What a printed row is; only leaves may be summed."""

    LEAF = "leaf"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    OF_WHICH = "of_which"


class TableKind(StrEnum):
    """The kinds of table of the exchange form (interchange)."""

    REVENUE_EXPENDITURE_SUMMARY = "revenue_expenditure_summary"
    REVENUE_SUMMARY = "revenue_summary"
    EXPENDITURE_SUMMARY = "expenditure_summary"
    APPROPRIATION_SUMMARY = "appropriation_summary"
    APPROPRIATION_EXPENDITURE = "appropriation_expenditure"
    APPROPRIATION_BASIC = "appropriation_basic"
    GENERAL_EXPENDITURE = "general_expenditure"
    GENERAL_BASIC = "general_basic"
    FUND_REVENUE = "fund_revenue"
    FUND_EXPENDITURE = "fund_expenditure"
    STATE_CAPITAL = "state_capital"
    THREE_PUBLIC = "three_public"
    OPERATING_COST = "operating_cost"
    PROCUREMENT = "procurement"
    PROJECT_CURRENT = "project_current"
    PROJECT_CARRYOVER = "project_carryover"
    PERFORMANCE_OVERALL = "performance_overall"
    PERFORMANCE_PROJECT = "performance_project"
    OTHER = "other"


class Side(StrEnum):
    """Which half of a table printed side by side."""

    REVENUE = "revenue"
    EXPENDITURE = "expenditure"
    EXPENDITURE_FUNCTION = "expenditure_function"
    EXPENDITURE_USE = "expenditure_use"


# ---------------------------------------------------------------- what reading/ gives: pages


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text outside tables, white space at its ends removed."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a ruled grid (or between tabs). `text` keeps line breaks as "\\n"; "" when nothing is printed."""

    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1


GridRow = tuple[GridCell | None, ...]
"""Cells by column; None where a merged cell that began above or to the left covers the place."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid on one page, rows all of the same length."""

    rows: tuple[GridRow, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its lines and grids in reading order. A converted text is one page with number 1, size 0."""

    number: int
    width: float
    height: float
    blocks: tuple[TextLine | Grid, ...]
    warnings: tuple[str, ...] = ()


# ---------------------------------------------------------------- what layout gives: stitched tables


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
    warnings: tuple[str, ...] = ()


# ---------------------------------------------------------------- what forms give: typed tables


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed amount: exact decimal in the printed unit, the characters, the place. Blank: None and ""."""

    value: Decimal | None
    text: str
    unit: Unit | None
    place: Place

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
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A figure table as printed, one for each half of a side-by-side one. No repair, no derived rows.

    `table_id` is unique in the disclosure: kind, side, and a counter from the second one on
    ("expenditure_summary", "revenue_expenditure_summary.revenue", "other.2"). `columns` are header paths joined
    with "/". `is_empty`: published with nothing budgeted.
    """

    table_id: str
    kind: TableKind
    side: Side | None
    title: str
    number: str | None
    unit: Unit | None
    department: str | None
    columns: tuple[str, ...]
    label_columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    pages: tuple[int, ...]
    is_empty: bool
    notes: tuple[TextLine, ...]
    place: Place
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A printed cell of a form that is not money (a name, a count, a paragraph): text as printed and place."""

    text: str
    place: Place
    is_completed: bool = False
    """True when the cell was cut off in print and completed from the left half, of which it is a prefix."""
    printed_text: str | None = None
    """The characters as printed where `text` was completed, else None: `text` is what is printed."""


@dataclass(frozen=True, slots=True)
class FundingLine:
    """One funding row of a performance form: source label and amount, for the whole period or the year."""

    scope: str
    """"period" (实施期) or "year" (年度)."""
    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Indicator:
    """One performance indicator of one scope ("period" or "year").

    `target_text` is the 指标值 as printed; `target_operator` (≥ ≤ > < =), `target_number`, `target_unit` are its
    parts when it has a number, else None. Level 3 may be None: a published row with nothing stated.
    """

    scope: str
    level1: str | None
    level2: str | None
    level3: Stated | None
    target: Stated | None
    target_operator: str | None
    target_number: Decimal | None
    target_unit: str | None
    is_shifted: bool = False
    """True when the row was printed shifted against its header and was placed by its content."""
    place: Place | None = None
    """Where the row stands in this half: its name, else its second level; a row with nothing stated has one too."""


@dataclass(frozen=True, slots=True)
class ProjectForm:
    """项目支出绩效目标表, merged over its sheets. `fields` holds the labelled cells by their printed label."""

    name: Stated
    fields: Mapping[str, Stated]
    funding: tuple[FundingLine, ...]
    goal_period: Stated | None
    goal_year: Stated | None
    indicators: tuple[Indicator, ...]
    sheets: tuple[Place, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyTask:
    """年度重点任务: a core function (核心职能) and its tasks."""

    function: Stated
    task: Stated


@dataclass(frozen=True, slots=True)
class OverallForm:
    """部门（单位）整体支出绩效目标申报表."""

    fields: Mapping[str, Stated]
    funding: tuple[FundingLine, ...]
    """Rows of 年度预算情况: scope "source" (按资金来源划分) or "use" (按资金方向划分)."""
    key_tasks: tuple[KeyTask, ...]
    goal_year: Stated | None
    indicators: tuple[Indicator, ...]
    place: Place
    warnings: tuple[str, ...] = ()


class StatementKind(StrEnum):
    """What a figure in the prose says."""

    AMOUNT = "amount"
    SHARE_PCT = "share_pct"
    CHANGE = "change"
    CHANGE_PCT = "change_pct"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure stated in the prose.

    `subject` are the words it is said of ("节能环保支出"), `direction` +1 增加/增长, -1 减少/下降, 0 持平/相同, None
    where no change is stated; `clause` the sentence it stands in; `reason` the printed reason of a change;
    `start`, `end` its place in the section's text.
    """

    kind: StatementKind
    subject: str
    value: Decimal
    text: str
    unit_text: str
    direction: int | None
    clause: str
    reason: str | None
    section_id: str
    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """A headed piece of prose: `section_id` ("3.2"), its printed heading, its text with lines joined by "\\n"."""

    section_id: str
    number: str
    heading: str
    depth: int
    text: str
    place: Place
    lines: tuple[TextLine, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry (名词解释)."""

    term: str
    explanation: str
    place: Place


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the printed contents list with its printed page number."""

    heading: str
    printed_page: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Unread:
    """A region that could not be read or placed, with the reason; shown, never dropped."""

    place: Place
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many figures the tables print, how many became values, and what was not read."""

    figures_printed: int
    figures_read: int
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """One file of a disclosure as received. `media`: "pdf" or "text"."""

    path: str
    name: str
    sha256: str
    media: str
    page_count: int


@dataclass(frozen=True)
class Disclosure:
    """One published budget or final account, whole. `department`, `fiscal_year`, … are None where not printed."""

    files: tuple[DocumentFile, ...]
    title: str
    department: str | None
    fiscal_year: int | None
    phase: Phase | None
    level: Level | None
    tables: tuple[PrintedTable, ...]
    sections: tuple[Section, ...]
    overall_form: OverallForm | None
    project_forms: tuple[ProjectForm, ...]
    glossary: tuple[Term, ...]
    contents: tuple[ContentsEntry, ...]
    coverage: Coverage
    warnings: tuple[str, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    """What `meta.toml` beside a bundled document declares; empty for others."""

    def table(self, kind: TableKind, side: Side | None = None) -> PrintedTable | None:
        """The first table of that kind and half, None when the document has none."""
        return next((t for t in self.tables if t.kind is kind and t.side is side), None)

    @cached_property
    def frames(self) -> Mapping[str, pd.DataFrame]:
        """Tidy frames by name; columns, units and meaning are declared in `budget.frames.FRAMES`."""
        from budget.frames import build_frames  # noqa: PLC0415  the one look ahead: frames are built on demand

        return build_frames(self)


# ---------------------------------------------------------------- what checks give: findings


class Status(StrEnum):
    """The outcome of one obligation. Not reading something is `NOT_POSSIBLE`, never a pass."""

    PASSED = "passed"
    ROUNDING = "rounding"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"
    NOT_POSSIBLE = "not_possible"


class CheckClass(StrEnum):
    """The families of the ledger."""

    ARITHMETIC = "arithmetic"
    CROSS_TABLE = "cross_table"
    PROSE = "prose"
    FORM = "form"
    COUNT = "count"
    COMPLETENESS = "completeness"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a check: value (None for words), unit, the printed characters and where they stand.

    `cell` is the reference of a table cell, "table_id/row/column" counted from 0, None for prose and forms.
    """

    value: Decimal | None
    unit: str | None
    text: str
    table: str
    row: str
    column: str
    place: Place
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: both operands, their difference, the tolerance and one neutral sentence."""

    rule: str
    check_class: CheckClass
    status: Status
    operands: tuple[Operand, ...]
    difference: Decimal | None
    tolerance: Decimal | None
    sentence: str
    reason: str = ""
    """Why not applicable or not possible, or how the tolerance follows from the printed digits."""
    also_at: tuple[Operand, ...] = ()
    """Other places in which the same root cause shows up."""
