"""Printed labels → what they mean for sums: totals, carry-over rows, numbering, "of which"."""

from __future__ import annotations

import re

from budget.layout.vocabulary import pattern, words

TOTAL_ROW = re.compile(r"(?:部门|单位|本表)?(?:合计|总计|小计|总额)|(?:收入|支出|收支)(?:合计|总计)")
BODY_ROW = pattern("row", "unit_name_pattern")
CURRENT_TOTAL_ROW = pattern("row", "current_total_pattern")
CONSOLIDATED = pattern("row", "consolidated_pattern")
CARRY_IN_ROW = pattern("row", "carry_in_pattern")
CARRY_OUT_ROW = pattern("row", "carry_out_pattern")
FUND_ROW = re.compile(r"(?:一般公共预算|政府性基金预算?|国有资本经营预算)(?:财政)?(?:拨款)?(?:资金|收入)?")
"""Whole labels of a fund's own line under a carry-over row; a longer label that names the fund is another row."""
PERSONNEL_TOTAL = re.compile(r"人员经费(?:合计|小计)")
OPERATING_TOTAL = re.compile(r"(?:日常)?公用经费(?:合计|小计)")
TOTAL_COLUMN = pattern("column", "total_pattern")
NOT_MONEY_COLUMN = pattern("column", "not_money_pattern")
AMOUNT_KINDS = words("column", "amount_kind").exact
"""Last header segments that say which stage a figure is of; totals hold within one of them."""

OPEN_COLUMN = re.compile(f"{CARRY_IN_ROW.pattern}|{CARRY_OUT_ROW.pattern}|{pattern('column', 'open_pattern').pattern}")
"""Header segments of what some publishers count into the total beside them and others don't."""

MEMO_COLUMN = pattern("column", "memo_pattern")
"""Header segments of what a total beside them does not hold, or holds already under another head."""
