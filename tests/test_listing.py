"""What each row of a list of sources or uses is, which rows make up which, and which are its items."""

from __future__ import annotations

import pytest

from budget.meaning.listing import listed_sums, table_to_list
from budget.meaning.lookup import item_cells
from tests.builders import make_table

IT, C, IN, OUT, G, W = "item", "current_total", "carry_in", "carry_out", "grand_total", "of_which"
# name → (role, row it stands under), sums as {row: its parts}, names of the items
LISTS = {
    "总计 after 本年合计 and 上年结转": (
        [
            ("一、财政拨款收入", IT, None),
            ("二、事业收入", IT, None),
            ("本年收入合计", C, None),
            ("上年结转", IN, None),
            ("收入总计", G, None),
        ],
        {2: (0, 1), 4: (2, 3)},
        ["财政拨款收入", "事业收入"],
    ),
    # 重庆市商务委员会 2026, 收支总表
    "合计 at the head": (
        [("合计", G, None), ("一、一般公共预算资金", IT, None), ("二、事业收入资金", IT, None)],
        {0: (1, 2)},
        ["一般公共预算资金", "事业收入资金"],
    ),
    "合计 at the head, another list below": (
        [("合计", G, None), ("一、工资", IT, None), ("二、公用", IT, None), ("支出总计", G, None)],
        {0: (1, 2), 3: (1, 2)},
        ["工资", "公用"],
    ),
    "numbered twice": (
        [
            ("一、本年收入", IT, None),
            ("（一）一般公共预算拨款", IT, 0),
            ("（二）政府性基金预算拨款", IT, 0),
            ("二、上年结转", IN, None),
            ("（一）一般公共预算拨款", IT, 3),
            ("收入总计", G, None),
        ],
        {0: (1, 2), 3: (4,), 5: (0, 3)},
        ["本年收入", "一般公共预算拨款", "政府性基金预算拨款", "一般公共预算拨款"],
    ),
    "其中 is no part; what follows it goes on with it": (
        [
            ("一、财政拨款", IT, None),
            ("其中：一般公共预算", W, 0),
            ("政府性基金", W, 0),
            ("（一）专户", IT, 0),
            ("二、其他收入", IT, None),
            ("收入总计", G, None),
        ],
        {0: (3,), 5: (0, 4)},
        ["财政拨款", "专户", "其他收入"],
    ),
    "a sub-item never stands under 其中": (
        [
            ("一、工资", IT, None),
            ("（一）基本工资", IT, 0),
            ("二、公用", IT, None),
            ("其中：办公费", W, 2),
            ("1.水费", IT, 2),
            ("支出总计", G, None),
        ],
        {0: (1,), 2: (4,), 5: (0, 2)},
        ["工资", "基本工资", "公用", "水费"],
    ),
    "carried-over money lists its funds anew": (
        [
            ("一、一般公共预算拨款", IT, None),
            ("本年收入合计", C, None),
            ("上年结转", IN, None),
            ("一、一般公共预算拨款", IT, 2),
            ("二、政府性基金预算拨款", IT, 2),
            ("收入总计", G, None),
        ],
        {1: (0,), 2: (3, 4), 5: (1, 2)},
        ["一般公共预算拨款"],
    ),
    "a sub-item after a total stands under no row above it": (
        [("一、工资", IT, None), ("本年支出合计", C, None), ("（一）其他", IT, None), ("结转下年", OUT, None)],
        {1: (0,)},
        ["工资"],
    ),
}


@pytest.mark.parametrize(("rows", "sums", "items"), LISTS.values(), ids=LISTS)
def test_rows_of_a_list(rows, sums: dict[int, tuple[int, ...]], items: list[str]):
    table = make_table("revenue_expenditure_summary", ["预算数"], [(None, name, "1.00") for name, _, _ in rows])
    assert [(row.role.value, row.parent) for row in table_to_list(table)] == [(role, under) for _, role, under in rows]
    assert {made.total: made.parts for made in listed_sums(table)} == sums
    assert list(item_cells(table)) == list(dict.fromkeys(items))
