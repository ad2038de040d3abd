"""Forms of several places, typeset as PDF with merged cells and read back through pages and layout, whole.

What comes out must equal what the drawn table gives: places apart, and spaces at line ends of the typeset text.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budget.forms import identify
from budget.forms.performance import parse_overall_form, parse_project_forms
from budget.layout import pages_to_layout
from budget.models import OverallForm, ProjectForm, Table, TableKind
from budget.reading import read_pages
from tests.performance_golden import form_to_toml
from tests.performance_tables import INLINE, LIST, ONE_YEAR, OVERALL, TWO_TARGET_COLUMNS, draw_table

typst = pytest.importorskip("typst", reason="typst is not installed")
fonts = pytest.importorskip("pylopdf_fonts_zh_cn", reason="no Chinese font to typeset with")

PAGE = """#set page(paper: "a4", margin: 2cm)
#set text(font: "Noto Sans SC", size: 9pt)
2025年部门预算公开
"""


def typeset(drawing: str, title: str, folder: Path) -> Path:
    """A PDF with the title and the drawn table, its merged cells merged."""
    lines = [[cell.strip() for cell in line.strip().split("｜")] for line in drawing.strip().splitlines()]
    width = max(map(len, lines))
    grid = [line + ["^"] * (width - len(line)) for line in lines]
    cells = "\n".join(_typst_cells(grid, width))
    source = f"{PAGE}\n#align(center)[{title}]\n#table(columns: ({'1fr,' * width}), stroke: 0.5pt,\n{cells})\n"
    file = folder / "form.pdf"
    font_paths = [str(Path(fonts.__file__).parent)]
    file.write_bytes(typst.compile(source.encode(), font_paths=font_paths, ignore_system_fonts=True))
    return file


def _typst_cells(grid: list[list[str]], width: int) -> list[str]:
    taken: set[tuple[int, int]] = set()
    cells = []
    for top, left in ((row, column) for row in range(len(grid)) for column in range(width)):
        if (top, left) in taken:
            continue
        right = next((c for c in range(left + 1, width) if grid[top][c] != "^" or (top, c) in taken), width)
        span = range(left, right)
        below = (r for r in range(top + 1, len(grid)) if any(grid[r][c] != "^" for c in span))
        bottom = next(below, len(grid))
        taken |= {(row, column) for row in range(top, bottom) for column in span}
        text = grid[top][left].removeprefix("^").replace("/n", "\n\n")
        cells.append(f"table.cell(colspan: {right - left}, rowspan: {bottom - top})[#{_quoted(text)}],")
    return cells


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n\n", "\\n") + '"'


def read_tables(file: Path, kind: TableKind) -> list[Table]:
    return [table for table in pages_to_layout(read_pages(file)).tables if identify(table) is kind]


def form_words(form: ProjectForm | OverallForm) -> str:
    """The form without places and white space."""
    return re.sub(r"\s+|, \d+(?=\])|\d+(?=\]\n)", "", form_to_toml(form))


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(ONE_YEAR, id="one_year"),
        pytest.param(LIST, id="list"),
        pytest.param(TWO_TARGET_COLUMNS, id="two_target_columns"),
        pytest.param(INLINE, id="inline"),
    ],
)
def test_project_forms_read_from_pdf_as_drawn(drawing: str, tmp_path: Path) -> None:
    tables = read_tables(typeset(drawing, "项目支出绩效目标表", tmp_path), TableKind.PERFORMANCE_PROJECT)
    read = [form_words(form) for form in parse_project_forms(tables)]
    assert read == [form_words(form) for form in parse_project_forms([draw_table(drawing)])]


def test_overall_form_read_from_pdf_as_drawn(tmp_path: Path) -> None:
    (table,) = read_tables(typeset(OVERALL, "部门整体支出绩效目标表", tmp_path), TableKind.PERFORMANCE_OVERALL)
    assert form_words(parse_overall_form(table)) == form_words(parse_overall_form(draw_table(OVERALL, page=1)))


def test_list_over_several_pages_keeps_every_indicator(tmp_path: Path) -> None:
    drawing = long_list(projects=6, indicators=11)
    tables = read_tables(typeset(drawing, "部门预算项目绩效目标表", tmp_path), TableKind.PERFORMANCE_PROJECT)
    forms = parse_project_forms(tables)
    assert len({page for table in tables for page in table.pages}) > 2
    assert [form_words(form) for form in forms] == [
        form_words(form) for form in parse_project_forms([draw_table(drawing)])
    ]
    assert [len(form.indicators) for form in forms] == [11] * 6


def long_list(projects: int, indicators: int) -> str:
    """A list long enough for several pages, its rows cut by page breaks where these happen to fall."""
    rows = LIST.strip().splitlines()[:2]
    levels = {0: "产出指标｜数量指标", 3: "^｜质量指标", 6: "效益指标｜社会效益指标"}
    for project in range(projects):
        for number in range(indicators):
            head = f"甲县教育局｜校舍维修{project}期｜{project + 3}.50｜维修{project}" if not number else "^｜^｜^｜^"
            name = f"指标名称较长需要折行显示{project}之{number}"
            rows.append(f"{head}｜{levels.get(number, '^｜^')}｜{name}｜≥｜{number + 10}｜栋｜10")
    return "\n".join(rows)
