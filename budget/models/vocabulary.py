"""The closed words of the field: units, phases, funds, roles of rows."""

from __future__ import annotations

from enum import StrEnum


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
    """Whose disclosure it is: a department's with its units (部门), one unit's alone (单位), a whole government's."""

    DEPARTMENT = "department"
    UNIT = "unit"
    GOVERNMENT = "government"


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


class Stage(StrEnum):
    """The point of the budget cycle a column speaks of, where a table prints more than one."""

    ORIGINAL_BUDGET = "original_budget"
    ADJUSTED_BUDGET = "adjusted_budget"
    FINAL_ACCOUNT = "final_account"


class Use(StrEnum):
    """人员经费 or 公用经费."""

    PERSONNEL = "personnel"
    OPERATING = "operating"


class Scope(StrEnum):
    """Which money a figure is about, each part of the one before: 全部收支 ⊃ 财政拨款 ⊃ 一般公共预算."""

    ALL = "all"
    APPROPRIATION = "appropriation"
    GENERAL_PUBLIC = "general_public"


class Measure(StrEnum):
    """Which printed total: the two sides of 收支总表, the total rows of the other tables."""

    INCOME = "income"
    INCOME_CURRENT = "income_current"
    EXPENDITURE = "expenditure"
    SPENDING = "spending"
    BASIC = "basic"
    PROJECT = "project"
    PROJECTS = "projects"
    OPERATING_COST = "operating_cost"
    PROCUREMENT = "procurement"


class ThreePublicItem(StrEnum):
    """The parts of “三公”经费, their total, and what is printed beside them."""

    ABROAD = "abroad"
    RECEPTION = "reception"
    VEHICLE = "vehicle"
    VEHICLE_PURCHASE = "vehicle_purchase"
    VEHICLE_OPERATION = "vehicle_operation"
    TOTAL = "total"
    MEETING = "meeting"
    TRAINING = "training"
    OPERATING_COST = "operating_cost"


class FormScope(StrEnum):
    """What a line of a performance form is for: 实施期 or 年度; of the overall form a source, a use or a key task."""

    PERIOD = "period"
    YEAR = "year"
    SOURCE = "source"
    USE = "use"
    TASK = "task"


class FormMatch(StrEnum):
    """How a project of the tables found its performance form."""

    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"


class StatementKind(StrEnum):
    """What a figure in the prose says."""

    AMOUNT = "amount"
    SHARE_PCT = "share_pct"
    CHANGE = "change"
    CHANGE_PCT = "change_pct"
    COUNT = "count"


class CorrectionKind(StrEnum):
    """What was done to the printed characters."""

    MASKING = "masking"
    CORRECTION = "correction"


class RowRole(StrEnum):
    """What a printed row is; only leaves may be summed."""

    LEAF = "leaf"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    OF_WHICH = "of_which"


class Side(StrEnum):
    """Which half of a table printed side by side."""

    REVENUE = "revenue"
    EXPENDITURE = "expenditure"
    EXPENDITURE_FUNCTION = "expenditure_function"
    EXPENDITURE_USE = "expenditure_use"


class ConfirmedBy(StrEnum):
    """What of a second reading says the same as the first: its cell with its characters, its characters, nothing."""

    CELL = "cell"
    CHARACTERS = "characters"
    NOTHING = "nothing"


class Doubt(StrEnum):
    """Why a figure that was read may be another than the printed one. It is shown, but accuses nobody."""

    PICTURE = "picture"
    ONE_READER = "one_reader"
    CUT_OFF = "cut_off"
    GLUED = "glued"
