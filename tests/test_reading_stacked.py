"""Tables ruled only between their columns: rows by their figures, names that wrap with the figures they surround."""

from __future__ import annotations

import pytest

from budget.models import Grid
from budget.reading.grids import Cell, cells_to_lattice
from budget.reading.pdfium.document import read_pdf
from budget.reading.stacked_rows import cut_stacked_rows, torn_figures
from budget.reading.text_lines import Line
from tests.handmade_pdf import line, text, write_pdf

SIZE = 10.0
NAME, FIRST, SECOND = 0, 1, 2
XS = (0.0, 104.0, 160.0, 220.0)
LONG = "提前下达中央补助地方"  # ten characters of ten points: the next one had no room


def cut(*printed: tuple[int, float, str], xs: tuple[float, ...] = XS) -> list[tuple[str, ...]]:
    """The rows found in one ruled row that prints these texts: column, middle, text; figures end at the right."""
    lattice = cells_to_lattice(xs, (0.0, 200.0), [Cell(0, c, 1, c + 1) for c in range(len(xs) - 1)])
    lines: dict[int, list[Line]] = {}
    for column, middle, words in printed:
        width = sum(SIZE if ord(letter) > 255 else SIZE / 2 for letter in words)
        x0 = xs[column] + 2 if column == NAME else xs[column + 1] - 3 - width
        lines.setdefault(column, []).append(Line(words, x0, middle - SIZE / 2, x0 + width, middle + SIZE / 2))
    found, groups = cut_stacked_rows(lattice, lines)
    return [
        tuple("⏎".join(one.text for one in groups.get(found.owners[row][column], ())) for column in range(len(xs) - 1))
        for row in range(len(found.ys) - 1)
    ]


PLAIN = ((NAME, 20, "税收收入"), (FIRST, 20, "3537000"), (SECOND, 20, "101.8"))
CASES = {
    "three rows, one of them with a blank": (
        (*PLAIN, (NAME, 40, "营业税"), (SECOND, 40, "184"), (NAME, 60, "契税"), (FIRST, 60, "72"), (SECOND, 60, "8.7")),
        [("税收收入", "3537000", "101.8"), ("营业税", "", "184"), ("契税", "72", "8.7")],
    ),
    "figures at the middle of a name of two lines": (
        (*PLAIN, (NAME, 40, LONG), (NAME, 52, "资金预算"), (FIRST, 46, "9"), (SECOND, 46, "1.0")),
        [("税收收入", "3537000", "101.8"), (f"{LONG}⏎资金预算", "9", "1.0")],
    ),
    "figures at the first line": (
        (*PLAIN, (NAME, 40, LONG), (NAME, 52, "资金预算"), (FIRST, 40, "9"), (SECOND, 40, "1.0")),
        [("税收收入", "3537000", "101.8"), (f"{LONG}⏎资金预算", "9", "1.0")],
    ),
    "figures at the last line": (
        (*PLAIN, (NAME, 40, LONG), (NAME, 52, "资金预算"), (FIRST, 52, "9"), (SECOND, 52, "1.0")),
        [("税收收入", "3537000", "101.8"), (f"{LONG}⏎资金预算", "9", "1.0")],
    ),
    "names without figures that fill their lines: rows stand further apart than lines": (
        (
            *((NAME, 20, LONG), (NAME, 32, "资金预算"), (NAME, 52, LONG), (NAME, 64, "奖励"), (NAME, 84, "教育")),
            *((FIRST, 26, "9"), (SECOND, 26, "1.0"), (FIRST, 84, "72"), (SECOND, 84, "5.0")),
        ),
        [(f"{LONG}⏎资金预算", "9", "1.0"), (f"{LONG}⏎奖励", "", ""), ("教育", "72", "5.0")],
    ),
    "figures between two lines beside nothing else: a name broken by hand": (
        (
            *PLAIN,
            (NAME, 40, "其他收入"),
            (NAME, 55, "专项"),
            (FIRST, 47.5, "9"),
            (SECOND, 47.5, "1.0"),
            (SECOND, 75, "-"),
        ),
        [("税收收入", "3537000", "101.8"), ("其他收入⏎专项", "9", "1.0"), ("", "", "-")],
    ),
    "a short name is not continued by the next": (
        (*PLAIN, (NAME, 32, "其他收入"), (NAME, 44, "契税"), (FIRST, 44, "72"), (SECOND, 44, "8.7")),
        [("税收收入", "3537000", "101.8"), ("其他收入", "", ""), ("契税", "72", "8.7")],
    ),
}


@pytest.mark.parametrize(("printed", "rows"), CASES.values(), ids=CASES)
def test_a_ruled_row_of_several_printed_rows_is_cut(printed, rows):
    assert cut(*printed) == rows


WHOLE = {
    "a figure torn by the width of its cell": ((NAME, 26, "教育"), (FIRST, 20, "11542.0000"), (FIRST, 32, "0")),
    "figures beside nothing": ((NAME, 26, "教育"), (FIRST, 20, "100"), (FIRST, 32, "200"), (SECOND, 26, "1.0")),
    "a name that goes with no figure": (
        *((NAME, 20, LONG), (NAME, 30, LONG), (NAME, 40, "预算")),
        *((FIRST, 25, "10"), (FIRST, 35, "20"), (SECOND, 25, "1.0"), (SECOND, 35, "2.0")),
    ),
}


@pytest.mark.parametrize("printed", WHOLE.values(), ids=WHOLE)
def test_what_can_not_be_told_stays_one_row(printed):
    assert len(cut(*printed)) == 1


def test_cells_merged_over_a_cut_row_span_its_rows():
    cells = [Cell(0, 0, 2, 1), Cell(0, 1, 1, 2), Cell(0, 2, 1, 3), Cell(1, 1, 2, 2), Cell(1, 2, 2, 3)]
    lattice = cells_to_lattice((0.0, 40.0, 90.0, 140.0), (0.0, 50.0, 70.0), cells)
    stack = [Line(words, 60, y, 80, y + 10) for words, y in (("1.0", 10), ("2.0", 30))]
    other = [Line(words, 110, y, 130, y + 10) for words, y in (("3.0", 10), ("4.0", 30))]
    found, groups = cut_stacked_rows(lattice, {1: stack, 2: other, 0: [Line("a", 0, 0, 5, 5)]})
    assert [cell for cell in found.cells if cell.column == 0] == [Cell(0, 0, 3, 1)]
    assert [[one.text for one in groups[index]] for index in sorted(groups)] == [
        ["a"],
        ["1.0"],
        ["3.0"],
        ["2.0"],
        ["4.0"],
    ]
    assert found.ys == (0.0, 25.0, 50.0, 70.0)


def test_a_page_ruled_only_between_columns_whose_right_border_is_a_stub(tmp_path):
    rules = [line(20, y, 360, y) for y in (280, 250, 100)]
    rules += [line(x, 100, x, 280) for x in (120, 200, 280)] + [line(360, 240, 360, 252)]
    rows = [("Item", "2023", "2024", "%"), ("Taxes", "13,690", "14,097", "3.0"), ("Fees", "8,106", "", "23.3")]
    words = [
        text(x, y, cell)
        for y, row in zip((260, 220, 180), rows, strict=True)
        for x, cell in zip((30, 130, 210, 300), row, strict=True)
    ]
    (page,) = read_pdf(write_pdf(tmp_path / "columns.pdf", "".join(rules + words)))
    (grid,) = [block for block in page.blocks if isinstance(block, Grid)]
    assert [tuple(cell.text for cell in row if cell) for row in grid.rows] == rows


TORN = {
    "broken in its fraction, as wide as its cell": (("教育",), ("1682.7", "6"), 45.0, True),
    "with room behind it": (("教育",), ("136.9", "72"), 100.0, False),
    "wider than its cell: not wrapped in it": (("教育",), ("1682.7", "6"), 28.0, False),
    "broken between digits: may be two": (("教育",), ("168270", "60"), 45.0, False),
    "beside two names": (("教育", "卫生"), ("1682.7", "6"), 45.0, False),
    "beside a name of two lines": (("提前下达中央补助地方", "预算"), ("1682.7", "6"), 45.0, True),
}


@pytest.mark.parametrize(("names", "figures", "width", "is_one"), TORN.values(), ids=TORN)
def test_lines_are_one_figure_only_where_the_page_proves_it(names, figures, width, is_one):
    lattice = cells_to_lattice((0.0, 104.0, 104.0 + width), (0.0, 40.0), [Cell(0, 0, 1, 1), Cell(0, 1, 1, 2)])
    lines = {
        0: [Line(words, 2, y, 2 + 10 * len(words), y + SIZE) for words, y in zip(names, (5, 17), strict=False)],
        1: [Line(words, 107, y, 107 + 5 * len(words), y + SIZE) for words, y in zip(figures, (5, 17), strict=True)],
    }
    assert torn_figures(lattice, lines) == (frozenset({1}) if is_one else frozenset())
