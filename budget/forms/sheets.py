"""Performance forms as entries of the table list: kind and place. What they say is read by `forms.performance`."""

from __future__ import annotations

from budget.models import PrintedTable, Table, TableKind


def parse_sheet(table: Table, kind: TableKind) -> tuple[PrintedTable, ...]:
    """One performance form without rows: its cells are a form's, not a table's."""
    first = next(cell for row in table.rows for cell in row if cell is not None)
    return (
        PrintedTable(
            table_id=kind.value,
            kind=kind,
            side=None,
            title=table.title,
            number=table.number,
            unit=table.unit,
            department=table.department,
            columns=(),
            label_columns=(),
            rows=(),
            pages=table.pages,
            is_empty=False,
            notes=table.notes,
            place=table.caption[0].place if table.caption else first.place,
            warnings=table.warnings,
        ),
    )
