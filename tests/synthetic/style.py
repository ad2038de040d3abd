"""How a synthetic document is printed: what real ones differ in, apart from their forms."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.synthetic.budget import Cents


@dataclass(frozen=True, slots=True)
class Style:
    """`rows_per_page` counts body rows on paper; None keeps each table on one page if it fits.

    With `shares_pages` tables follow each other on a page, and a caption may stand on the page before its table.
    `zero_share` of the cells without money print 0.00 instead of nothing. `name_width` in points makes names wrap;
    it holds for tables with rules between rows: without, nobody could tell a wrapped name from two rows. `rules` as
    in `Sheet`: "all", "open" (none at the left and right edge), "horizontal", "none".
    """

    rules: str = "all"
    is_landscape: bool = False
    rows_per_page: int | None = None
    repeats_header: bool = True
    shares_pages: bool = False
    name_width: float = 150
    zero_share: float = 0.0
    has_negatives: bool = False
    has_separators: bool = False
    class_count: int = 4

    @property
    def has_cell_rules(self) -> bool:
        """Whether cells are told apart by rules on all sides but the outermost."""
        return self.rules in ("all", "open")


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes amounts the way the style says; cells without money are drawn from `rng`."""

    rng: Random
    style: Style

    def text(self, amount: Cents) -> str:
        """Hundredths of the unit as printed.

        >>> Pen(Random(0), Style(has_separators=True)).text(123450), Pen(Random(0), Style()).text(-5)
        ('1,234.50', '-0.05')
        """
        if amount is None:
            return "0.00" if self.rng.random() < self.style.zero_share else ""
        sign, (whole, rest) = "-" if amount < 0 else "", divmod(abs(amount), 100)
        return f"{sign}{whole:{',' if self.style.has_separators else ''}}.{rest:02d}"

    def texts(self, *amounts: Cents) -> tuple[str, ...]:
        """One printed text for each amount."""
        return tuple(map(self.text, amounts))
