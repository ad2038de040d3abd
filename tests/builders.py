"""Printed tables and disclosures made by hand, for tests of the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from budget.amounts import text_to_amount
from budget.models import (
    ContentsEntry,
    Coverage,
    Disclosure,
    Figure,
    FormScope,
    FundingLine,
    HeaderPath,
    Indicator,
    Level,
    OverallForm,
    Phase,
    Place,
    PrintedTable,
    ProjectForm,
    RowRole,
    Section,
    Side,
    Stated,
    TableKind,
    TableRow,
    TextLine,
    Unit,
)

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
TOTAL_NAMES = (
    "合计", "总计", "小计", "收入合计", "支出合计", "收入总计", "支出总计", "部门合计", "本年收入合计", "本年支出合计",
)  # fmt: skip

RowSpec = Sequence[str | None]


def make_table(
    kind: TableKind | str,
    columns: Sequence[str | HeaderPath],
    rows: Iterable[RowSpec],
    *,
    side: Side | str | None = None,
    unit: Unit | None = Unit.TEN_THOUSAND,
    title: str = "",
    notes: Sequence[str] = (),
    table_id: str = "",
    is_empty: bool = False,
    label_columns: Sequence[str | HeaderPath] = ("科目编码", "科目名称"),
    labels: Sequence[tuple[str, ...]] = (),
    parents: Sequence[str | None] = (),
) -> PrintedTable:
    """A table from rows of (code, name, figure texts…), None for a blank; "收入/合计" is short for a header path."""
    kind, side = TableKind(kind), Side(side) if side else None
    paths, label_paths = map(header_paths, (columns, label_columns))
    made = []
    for index, (code, name, *texts) in enumerate(rows):
        place = Place(page=1, line=index)
        figures = tuple(Figure(text_to_amount(text or ""), text or "", unit, place) for text in texts)
        role = RowRole.TOTAL if name in TOTAL_NAMES else RowRole.LEAF
        row_labels = labels[index] if labels else tuple(part for part in (code, name) if part)
        parent = parents[index] if parents else None
        made.append(TableRow(code, name or "", figures, role, place, row_labels, parent))
    default_id = f"{kind.value}.{side.value}" if side else kind.value
    return PrintedTable(
        table_id or default_id, kind, side, title or default_id, None, unit, None, paths,
        label_paths, tuple(made), (1,), is_empty,
        tuple(TextLine(note, Place(page=1)) for note in notes), Place(page=1),
    )  # fmt: skip


def header_paths(columns: Sequence[str | HeaderPath]) -> tuple[HeaderPath, ...]:
    return tuple(tuple(filter(None, column.split("/"))) if isinstance(column, str) else column for column in columns)


def make_disclosure(
    *tables: PrintedTable,
    department: str | None = "某市生态环境局",
    fiscal_year: int | None = 2024,
    phase: Phase | None = Phase.BUDGET,
    level: Level | None = Level.DEPARTMENT,
    sections: Sequence[Section] = (),
    overall_form: OverallForm | None = None,
    project_forms: Sequence[ProjectForm] = (),
    contents: Sequence[str] = (),
    title: str = "2024年度部门预算公开",
) -> Disclosure:
    """A disclosure of these tables."""
    forms = tuple(replace(form, form_id=f"form-{number}") for number, form in enumerate(project_forms, start=1))
    entries = tuple(ContentsEntry(heading, None, Place(page=1)) for heading in contents)
    return Disclosure(
        (), title, department, fiscal_year, phase, level, tuple(tables), tuple(sections), overall_form,
        forms, (), entries, Coverage(0, 0, ()),
    )  # fmt: skip


def make_section(text: str, *, heading: str = "情况说明", section_id: str = "3.1") -> Section:
    """A piece of prose without statements."""
    return Section(section_id, "一", heading, 1, text, Place(page=2))


def make_form(
    name: str,
    *,
    period: str | None = "100,000",
    year: str | None = "100,000",
    sources: Mapping[str, tuple[str, str]] | None = None,
    indicators: Sequence[tuple[str, str, str, str, str]] = (),
    fields: Mapping[str, str] | None = None,
) -> ProjectForm:
    """A project form in 元; indicators as (scope, level 1, level 2, level 3, target)."""
    place = Place(page=20)

    def line(scope: str, label: str, text: str) -> FundingLine:
        return FundingLine(FormScope(scope), label, Figure(text_to_amount(text), text, Unit.YUAN, place))

    funding = []
    for scope, label, text in (("period", "实施期资金总额：", period), ("year", "年度资金总额：", year)):
        funding += [line(scope, label, text)] if text is not None else []
    for label, texts in (sources or {}).items():
        funding += [line("period", label, texts[0]), line("year", label, texts[1])]
    return ProjectForm(
        Stated(name, place),
        {key: Stated(value, place) for key, value in (fields or {}).items()},
        tuple(funding), None, None, tuple(make_indicator(*spec) for spec in indicators), (place,),
    )  # fmt: skip


def make_indicator(scope: str, level1: str, level2: str, level3: str, target: str) -> Indicator:
    """An indicator whose target is taken apart the way the forms do it."""
    import re

    place = Place(page=20)
    match = re.fullmatch(r"([≥≤><=]?)\s*([\d.,]+)\s*(\D*)", target)
    number = Decimal(match[2].replace(",", "")) if match else None
    return Indicator(
        FormScope(scope), level1, level2,
        Stated(level3, place) if level3 else None, Stated(target, place) if target else None,
        (match[1] or None) if match else None, number, (match[3] or None) if match else None,
    )  # fmt: skip


def with_figure(table: PrintedTable, row_index: int, column_index: int, text: str) -> PrintedTable:
    """The table with one cell printed otherwise."""
    row = table.rows[row_index]
    figure = replace(row.figures[column_index], text=text, value=text_to_amount(text))
    figures = row.figures[:column_index] + (figure,) + row.figures[column_index + 1 :]
    rows = table.rows[:row_index] + (replace(row, figures=figures),) + table.rows[row_index + 1 :]
    return replace(table, rows=rows)


def truth_disclosure(*document_ids: str) -> Disclosure:
    """The tables of real documents as their truth files give them (without prose), several files as one."""
    truths = [json.loads((REAL / f"{document_id}.json").read_text("utf-8")) for document_id in document_ids]
    first = truths[0]
    tables = [_truth_table(entry) for truth in truths for entry in truth["tables"]]
    return make_disclosure(
        *tables,
        department=first["department"],
        fiscal_year=first["fiscal_year"],
        phase=Phase.BUDGET if first["doc_kind"] == "budget" else Phase.FINAL_ACCOUNT,
        level=Level(first["level"]),
    )


def _truth_table(entry: Mapping) -> PrintedTable:
    rows = []
    for row in entry["rows"]:
        texts = row.get("values_text") or row.get("raw") or [None] * len(row["values"])
        texts = [text if value is not None else None for text, value in zip(texts, row["values"], strict=False)]
        rows.append((row["code"], row["name"], *texts))
    labels = [tuple(label or "" for label in row.get("labels") or ()) for row in entry["rows"]]
    return make_table(
        entry["kind"], entry["columns"], rows, side=entry.get("side"),
        unit=Unit(entry["unit"]) if entry["unit"] else None, title=entry["title"],
        notes=entry.get("notes") or (), is_empty=entry["empty"], labels=labels,
        parents=[row.get("parent") for row in entry["rows"]],
    )  # fmt: skip
