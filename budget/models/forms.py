"""What the performance forms give: projects with their funding, goals and indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from budget.models.messages import Notice
from budget.models.places import Place
from budget.models.tables import Figure
from budget.models.vocabulary import FormScope

OVERALL_FORM_ID = "overall"


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
    """One funding row of a performance form: label and amount, for the whole period, the year, a key task …"""

    scope: FormScope
    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Indicator:
    """One performance indicator of the whole period or of the year.

    `target_text` is the 指标值 as printed; `target_operator` (≥ ≤ > < =), `target_number`, `target_unit` are its
    parts when it has a number, else None. Level 3 may be None: a published row with nothing stated.
    """

    scope: FormScope
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
    notices: tuple[Notice, ...] = ()
    form_id: str = ""
    """"form-1", "form-2" … in printed order, given when the document's forms are counted."""


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
    """Rows of 年度预算情况, by source (按资金来源划分) and by use (按资金方向划分), and the money of key tasks."""
    key_tasks: tuple[KeyTask, ...]
    goal_year: Stated | None
    indicators: tuple[Indicator, ...]
    place: Place
    notices: tuple[Notice, ...] = ()

    @property
    def form_id(self) -> str:
        """Its id beside those of the project forms."""
        return OVERALL_FORM_ID
