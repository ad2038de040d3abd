"""The bundled document's performance forms, whole: goldens beside the text, and nothing of the text lost."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest

from budget.forms import performance_labels as vocabulary
from budget.forms.performance_rows import cells_to_row, split_inline
from budget.models import Grid, OverallForm, ProjectForm
from budget.reading.text import read_text
from budget.text import fold_label
from tests.notices import said
from tests.performance_golden import DISCLOSURE, FIRST_FORM_LINE, GOLDEN, form_to_toml, read_forms

FORMS = read_forms()
PROJECTS = [form for form in FORMS.values() if isinstance(form, ProjectForm)]


@pytest.mark.parametrize("name", sorted(FORMS))
def test_form_is_as_in_its_golden(name: str) -> None:
    written = form_to_toml(FORMS[name])
    assert written == (GOLDEN / f"{name}.toml").read_text(encoding="utf-8")
    assert tomllib.loads(written)["indicators"]


def test_every_golden_has_its_form() -> None:
    assert {file.stem for file in GOLDEN.glob("*.toml")} == set(FORMS)


@pytest.mark.parametrize(
    ("name", "period_yuan", "year_yuan"),
    [
        ("编制上党区农村生活污水治理专项规划（2020-2035年）经费", "150000", "150000"),
        ("大气污染防治精细化管理服务项目", "1526700", "1526700"),
        ("过境车辆优化通行经费", "200000", "200000"),
        ("监测站经费", "243719.1", "243719.1"),
        ("黎水河司马段河道清理绿藻经费", "94500", "94500"),
        ("遗属补助", "20432", "20432"),
        ("应急值班", "48000", "48000"),
        ("执法经费", "360000", "300000"),
    ],
)
def test_totals_of_period_and_year(name: str, period_yuan: str, year_yuan: str) -> None:
    (form,) = [form for form in PROJECTS if form.name.text == name]
    totals = {line.scope: line.figure.yuan for line in form.funding if "总额" in line.label}
    assert totals == {"period": Decimal(period_yuan), "year": Decimal(year_yuan)}


@pytest.mark.parametrize("scope", ["period", "year"])
def test_sources_add_up_to_the_total(scope: str) -> None:
    for form in PROJECTS:
        lines = [line.figure.value for line in form.funding if line.scope == scope]
        assert lines[0] == sum(value for value in lines[1:] if value is not None), form.name.text
        assert len(lines) == 6 and lines[-1] is None, "a total, five sources, the last one blank"


def test_nine_sheets_are_eight_projects() -> None:
    sheets = {form.name.text: [place.line for place in form.sheets] for form in PROJECTS}
    assert len(PROJECTS) == 8
    assert sheets["过境车辆优化通行经费"] == [599, 627]
    assert sum(map(len, sheets.values())) == 9


def test_every_printed_cell_is_told() -> None:
    """What is printed between lines 493 and 810 is a label we know, or stands in a form or in a warning."""
    told = {fold_label(text) for form in FORMS.values() for text in form_texts(form)}
    warnings = " ".join(text for form in FORMS.values() for text in said(form))
    lost = [text for text in printed_cells() if fold_label(text) not in told and text not in warnings]
    assert lost == []


def form_texts(form: OverallForm | ProjectForm) -> list[str]:
    """All texts of a form, completed ones as printed."""
    stated = [*form.fields.values(), form.goal_year]
    if isinstance(form, ProjectForm):
        stated += [form.name, form.goal_period]
    else:
        stated += [cell for task in form.key_tasks for cell in (task.function, task.task)]
    stated += [cell for i in form.indicators for cell in (i.level3, i.target)]
    texts = [text for cell in stated if cell for text in (cell.text, cell.printed_text) if text]
    texts += [text for i in form.indicators for text in (i.level1, i.level2) if text]
    return texts + [text for line in form.funding for text in (line.label, line.figure.text)] + list(form.fields)


def printed_cells() -> list[str]:
    """Cells of the forms' grids that are no structural label; a funding label cut off in print is its beginning."""
    structure = vocabulary.SECTIONS | vocabulary.NAMES | vocabulary.ANY_GOALS | set(vocabulary.ROLES)
    structure |= {word for words in vocabulary.TASKS.values() for word in words}
    structure |= {"(2024)年度", "项目资金(元)", "按资金来源划分", "按资金方向划分", "资金总额(万元)", "市县(区)财政资"}
    (page,) = read_text(DISCLOSURE)
    grids = [b for b in page.blocks if isinstance(b, Grid) and (b.place.line or 0) >= FIRST_FORM_LINE]
    cells = [token for grid in grids for row in grid.rows for token in cells_to_row(row)]
    tokens = [piece for cell in cells for piece in split_inline(cell) or (cell,)]
    return [t.text for t in tokens if t.folded not in structure and not vocabulary.goal_scope(t.folded)]
