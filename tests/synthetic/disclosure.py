"""Make a synthetic disclosure: known truth, as PDF and as converted text, with one figure changed where wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from random import Random
from typing import Any

from tests.synthetic import jiangsu, shanghai, shanxi
from tests.synthetic.budget import Budget, draw_budget
from tests.synthetic.printing import NOTICE, tables_to_text, tables_to_typst
from tests.synthetic.prose import draw_prose
from tests.synthetic.style import Pen, Style
from tests.synthetic.tables import SyntheticTable, text_to_value
from tools.typeset.document import LINE_STYLES
from tools.typeset.markup import call, literal
from tools.typeset.press import press

LAYOUTS: dict[str, Callable[[Budget, Pen], tuple[SyntheticTable, ...]]] = {
    "shanxi": shanxi.build_tables,
    "shanghai": shanghai.build_tables,
    "jiangsu": jiangsu.build_tables,
}


@dataclass(frozen=True)
class SyntheticDisclosure:
    """A made-up budget disclosure.

    `tables` are as printed, `prose` the lines after them. A cell is named as in findings: table_id/row/column from 0,
    table_id being kind, side and a counter from the second one on ("revenue_expenditure_summary.revenue/0/0").
    """

    layout: str
    style: Style
    budget: Budget
    tables: tuple[SyntheticTable, ...]
    prose: tuple[str, ...]

    @property
    def title(self) -> str:
        """The line on the cover under the department's name."""
        return f"{self.budget.year}年度部门预算公开"

    @cached_property
    def truth(self) -> dict[str, Any]:
        """What a reader must find, in the shape of the exchange form; values are exact decimals."""
        return {
            "doc_kind": "budget",
            "level": "department",
            "department": self.budget.department,
            "fiscal_year": self.budget.year,
            "tables": [entry for table in self.tables for entry in table.truth()],
        }

    @cached_property
    def figures(self) -> dict[str, Decimal]:
        """Every printed figure by its cell reference."""
        return {reference: value for reference, _, value in self._cells() if value is not None}

    @cached_property
    def pdf_bytes(self) -> bytes:
        """The typeset document; the same bytes for the same disclosure."""
        return press("\n".join(self._typst()), NOTICE)

    def to_text(self) -> str:
        """The document as a conversion would give it, tables tab-separated."""
        tables = tables_to_text(self.tables, self.budget.department, self.style)
        head = (self.budget.department, "", self.title, "", f"第二部分 {self.budget.year}年部门预算报表")
        return "\n".join([*head, *tables, *(line for text in self.prose for line in ("", text)), ""])

    def with_figure(self, reference: str, text: str) -> SyntheticDisclosure:
        """The same disclosure with one figure printed as `text`; its truth says the same. Unknown cells raise."""
        for table_index, (half_index, row, column) in self._places(reference):
            changed = self.tables[table_index].with_text(half_index, row, column, text)
            return replace(self, tables=(*self.tables[:table_index], changed, *self.tables[table_index + 1 :]))
        raise KeyError(reference)

    def _typst(self) -> Iterator[str]:
        yield call("set document", title=literal(self.budget.department + self.title), date=None)
        yield call("cover", self.budget.department, self.title)
        yield "#pagebreak()"
        yield '#set page(numbering: "1")'
        yield "#counter(page).update(1)"
        yield call("part", f"第二部分 {self.budget.year}年部门预算报表")
        yield from tables_to_typst(self.tables, self.budget.department, self.style)
        yield "#pagebreak(weak: true)"
        for text in self.prose:
            style = next((style for pattern, style in LINE_STYLES if pattern.fullmatch(text)), "para")
            yield call(style, text)

    def _cells(self) -> Iterator[tuple[str, tuple[int, int, int, int], Decimal | None]]:
        """Reference, place (table, half, row among all, column) and value of every place for a figure."""
        seen: dict[str, int] = {}
        for t, table in enumerate(self.tables):
            for h, half in enumerate(table.halves):
                name = f"{table.kind}.{half.side}" if half.side else table.kind
                seen[name] = seen.get(name, 0) + 1
                table_id = name if seen[name] == 1 else f"{name}.{seen[name]}"
                for printed, (r, row) in enumerate(half.printed_rows()):
                    for c, text in enumerate(row.texts):
                        yield f"{table_id}/{printed}/{c}", (t, h, r, c), text_to_value(text)

    def _places(self, reference: str) -> Iterator[tuple[int, tuple[int, int, int]]]:
        yield from ((t, (h, r, c)) for found, (t, h, r, c), _ in self._cells() if found == reference)


def make_disclosure(seed: int | Random, layout: str = "shanxi", style: Style | None = None) -> SyntheticDisclosure:
    """Draw a disclosure; equal seeds, layouts and styles give equal disclosures. Layouts: shanxi, shanghai, jiangsu."""
    rng = seed if isinstance(seed, Random) else Random(seed)
    style = style or Style()
    budget = draw_budget(rng, style.class_count, style.has_negatives, is_whole=layout == "shanghai")
    tables = LAYOUTS[layout](budget, Pen(rng, style))
    return SyntheticDisclosure(layout, style, budget, tables, draw_prose(budget, layout))
