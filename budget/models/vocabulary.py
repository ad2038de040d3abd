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


class Side(StrEnum):
    """Which half of a table printed side by side."""

    REVENUE = "revenue"
    EXPENDITURE = "expenditure"
    EXPENDITURE_FUNCTION = "expenditure_function"
    EXPENDITURE_USE = "expenditure_use"
