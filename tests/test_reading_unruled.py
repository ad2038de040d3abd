"""Tables printed without rules, on pages written down as text: where a piece stands in its line, it stands in print."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from budget.reading.text_lines import Run
from budget.reading.unruled.tables import rows_to_aligned_tables

SIZE, PITCH = 10.0, 16.0  # points of a character and from line to line


def printed(text: str) -> list[list[Run]]:
    """The rows of a page; pieces of a line are parted by two blanks or more."""
    lines = dedent(text).strip("\n").split("\n")
    return [
        [
            (SIZE * piece.start(), PITCH * n, SIZE * piece.end(), PITCH * n + SIZE, piece[0], PITCH * n + 8)
            for piece in re.finditer(r"\S+(?: \S+)*", line)
        ]
        for n, line in enumerate(lines)
    ]


@pytest.mark.parametrize(
    ("last", "tables"),
    [
        pytest.param("合计", [(("项目", "金额"), ("合计", ""))], id="a total of nothing"),
        pytest.param("本单位无此项支出", [], id="a sentence"),
    ],
)
def test_a_table_of_nothing_is_known_by_its_unit_and_its_total(last: str, tables: list):
    page = printed(
        f"""
        部门：某局      单位：万元
        项目         金额
        {last}
        """
    )
    assert [table.texts for table in rows_to_aligned_tables(page)] == tables
