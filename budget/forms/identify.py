"""Which kind of table a printed table is: by its title, else by the words of its header."""

from __future__ import annotations

from budget.layout.grids import grid_to_matrix
from budget.layout.vocabulary import texts_to_kind, title_to_kind
from budget.models import Table, TableKind
from budget.text import fold_label

MAX_HEADER_SCAN = 12


def identify(table: Table) -> TableKind:
    """The kind of a table; OTHER when neither title nor header nor rows are known from data/layouts/kinds.toml."""
    kind = title_to_kind(table.title) if table.title else None
    return kind or texts_to_kind(_header_texts(table)) or texts_to_kind(_row_texts(table), "rows") or TableKind.OTHER


def _row_texts(table: Table) -> list[str]:
    """The folded label of each row of a table that prints no title; none where the title names something unknown."""
    if table.title or not table.header_row_count:
        return []
    body = table.rows[table.header_row_count :]
    return [fold_label(next((cell.text for cell in row if cell and cell.text.strip()), "")) for row in body]


def _header_texts(table: Table) -> list[str]:
    """The folded texts of the header; of the first rows where no header was found (performance forms)."""
    depth = table.header_row_count or MAX_HEADER_SCAN
    texts = [fold_label(cell.text) for row in grid_to_matrix(table.rows[:depth]) for cell in row if cell.text.strip()]
    return list(dict.fromkeys(texts)) if table.header_row_count or _has_indicators(table) else []


def _has_indicators(table: Table) -> bool:
    return any("三级指标" in fold_label(cell.text) for row in table.rows for cell in row if cell is not None)
