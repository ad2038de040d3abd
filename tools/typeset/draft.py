"""Draw up a form row by row: cells that stand in one row, and labels that run down until the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tools.typeset.sheet import CENTER, Cell, Sheet

LEVEL1 = frozenset(["产出指标", "成本指标", "效益指标", "满意度指标"])
LEVEL2 = frozenset(
    ["数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]
    + ["服务对象满意度", "服务对象满意度指标"]
)


@dataclass
class Draft:
    """The sheet so far; `row` is the row being drawn."""

    row: int = -1
    level1_place: tuple[int, int] = (1, 1)
    """Column and width of the first-level labels."""
    _cells: list[Cell] = field(default_factory=list)
    _running: dict[int, int] = field(default_factory=dict)

    def next_row(self) -> None:
        """Go on to the next row; the running labels grow with it."""
        self.row += 1
        for index in self._running.values():
            self._cells[index] = replace(self._cells[index], height=self._cells[index].height + 1)

    def put(self, x: int, text: str, width: int = 1, align: str = CENTER) -> None:
        """A cell of this row only; labels that ran down this place end above it."""
        self.stop(x, width)
        self._cells.append(Cell(x, self.row, text, width, align=align))

    def run(self, x: int, text: str, width: int = 1, align: str = CENTER) -> None:
        """A cell that runs down from this row until something else is put at its place."""
        self.put(x, text, width, align)
        self._running[x] = len(self._cells) - 1

    def running(self, x: int) -> str | None:
        """The label that runs down the columns from `x` on."""
        return self._cells[self._running[x]].text if x in self._running else None

    def stop(self, x: int, width: int = 1) -> None:
        """End the labels that run down these columns; the last row they cover is the one above."""
        for column in range(x, x + width):
            index = self._running.pop(column, None)
            if index is not None and self._cells[index].y < self.row:
                self._cells[index] = replace(self._cells[index], height=self._cells[index].height - 1)

    def sheet(self, widths: Sequence[float], text_size: float) -> Sheet:
        """What was drawn, as a sheet."""
        return Sheet(tuple(widths), tuple(self._cells), self.row + 1, text_size=text_size)


def split_levels(tokens: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """The first-level label of an indicator row, None where it runs down from above, and the cells after it.

    成本指标 is of the first level only before another label of the second; twice in a row, it is that of both halves.

    >>> split_levels(["产出指标", "成本指标", "费用", "≤3元"]), split_levels(["成本指标", "费用", "≤3元"])
    (('产出指标', ('成本指标', '费用', '≤3元')), (None, ('成本指标', '费用', '≤3元')))
    """
    if tokens[0] in LEVEL1 and len(tokens) > 1 and tokens[1] in LEVEL2 - {tokens[0]}:
        return tokens[0], tuple(tokens[1:])
    return None, tuple(tokens)
