"""Write performance forms as TOML that a person can check against the printed lines, one row on a line.

python -m tests.performance_golden            write what is missing
python -m tests.performance_golden --force    overwrite (then read the difference against the document)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from budget.forms.performance import parse_overall_form, parse_project_forms
from budget.models import FundingLine, Grid, Indicator, OverallForm, Place, ProjectForm, Stated, Table
from budget.reading.text import read_text
from tests.notices import said

ROOT = Path(__file__).parents[1]
DISCLOSURE = ROOT / "data/disclosures/changzhi-shangdang-2024/disclosure.txt"
GOLDEN = ROOT / "tests/golden/performance"
FIRST_FORM_LINE = 493


def read_forms() -> dict[str, OverallForm | ProjectForm]:
    """The forms of the bundled text by golden file name: overall, project_1 … project_8."""
    (page,) = read_text(DISCLOSURE)
    grids = [b for b in page.blocks if isinstance(b, Grid) and (b.place.line or 0) >= FIRST_FORM_LINE]
    overall, *projects = [grid_to_table(grid) for grid in grids]
    forms: dict[str, OverallForm | ProjectForm] = {"overall": parse_overall_form(overall)}
    return forms | {f"project_{n}": form for n, form in enumerate(parse_project_forms(projects), start=1)}


def grid_to_table(grid: Grid) -> Table:
    """A grid as a table of its own, nothing taken out of it."""
    return Table("", None, (), None, None, grid.rows, 0, (), (1,))


def form_to_toml(form: OverallForm | ProjectForm) -> str:
    """The form, whole, in printed order; each row ends with its line (or page) in the document."""
    return "\n".join(_form_lines(form)) + "\n"


def _form_lines(form: OverallForm | ProjectForm) -> Iterable[str]:
    if isinstance(form, ProjectForm):
        yield f"name = {_stated(form.name)}"
        yield f"sheets = {_row([_place(place) for place in form.sheets])}"
        yield f"goal_period = {_stated(form.goal_period)}"
    yield f"goal_year = {_stated(form.goal_year)}"
    yield "\n# scope, label, printed amount, unit, line"
    yield from _block("funding", [_funding_row(line) for line in form.funding])
    if isinstance(form, OverallForm):
        yield "\n# core function, line, task, line"
        yield from _block(
            "key_tasks",
            [[t.function.text, _place(t.function.place), t.task.text, _place(t.task.place)] for t in form.key_tasks],
        )
    yield "\n# scope, levels 1 to 3, target | operator, number, unit | completed from, shifted, line"
    yield from _block("indicators", [_indicator_row(indicator) for indicator in form.indicators])
    yield ""
    yield from _block("warnings", [[text] for text in said(form)])
    yield "\n[fields]"
    yield from (f"{json.dumps(key, ensure_ascii=False)} = {_stated(value)}" for key, value in form.fields.items())


def _block(name: str, rows: Iterable[list[object]]) -> Iterable[str]:
    yield f"{name} = ["
    yield from (f"  {_row(row)}," for row in rows)
    yield "]"


def _funding_row(line: FundingLine) -> list[object]:
    figure = line.figure
    return [line.scope, line.label, figure.text, figure.unit.value if figure.unit else "", _place(figure.place)]


def _indicator_row(indicator: Indicator) -> list[object]:
    level3, target = indicator.level3, indicator.target
    return [
        indicator.scope,
        indicator.level1 or "",
        indicator.level2 or "",
        level3.text if level3 else "",
        target.text if target else "",
        indicator.target_operator or "",
        "" if indicator.target_number is None else str(indicator.target_number),
        indicator.target_unit or "",
        (level3.printed_text or "") if level3 else "",
        "shifted" if indicator.is_shifted else "",
        _place(indicator.place),
    ]


def _stated(stated: Stated | None) -> str:
    return _row([] if stated is None else [stated.text, _place(stated.place)])


def _place(place: Place | None) -> int:
    return 0 if place is None else place.line or place.page or 0


def _row(values: list[object] | list[int]) -> str:
    return json.dumps(values, ensure_ascii=False)


def main(arguments: list[str]) -> int:
    """Write the goldens; without --force an existing file is left alone and named."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, form in read_forms().items():
        file = GOLDEN / f"{name}.toml"
        if file.exists() and "--force" not in arguments:
            print(f"{file.name}: exists, left alone (--force overwrites)")
            continue
        file.write_text(form_to_toml(form), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
