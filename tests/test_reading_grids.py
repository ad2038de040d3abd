"""Rules → cells as pure geometry: any tiling that is drawn is found again, with its spans."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.reading.grids import Cell, TooManyCellsError, cells_to_lattice, drop_ghosts, ruling_to_lattice
from budget.reading.rules import Rule, Ruling, join_rules, rules_to_rulings, snap_rules


def tiling(rows: int, columns: int, seed: int) -> list[Cell]:
    """A grid of cells with some of them merged to larger rectangles."""
    rng, free, cells = random.Random(seed), {(r, c) for r in range(rows) for c in range(columns)}, []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in free:
                continue
            height, width = rng.choice((1, 1, 1, 2, 3)), rng.choice((1, 1, 1, 2, 3))
            places = {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
            if not places <= free:
                height, width, places = 1, 1, {(row, column)}
            free -= places
            cells.append(Cell(row, column, row + height, column + width))
    return cells


def borders(cells: list[Cell], xs: list[float], ys: list[float]) -> list[Rule]:
    """The four sides of each cell, as a spreadsheet draws them."""
    rules = []
    for row, column, row_end, column_end in cells:
        rules += [Rule(True, ys[r], xs[column], xs[column_end]) for r in (row, row_end)]
        rules += [Rule(False, xs[c], ys[row], ys[row_end]) for c in (column, column_end)]
    return rules


def positions(gaps: list[int]) -> list[float]:
    return [50.0 + sum(gaps[:index]) for index in range(len(gaps) + 1)]


def drawn_lines(cells: list[Cell]) -> tuple[list[int], list[int]]:
    """Row and column lines at which a cell begins or ends: those that a reader can see."""
    rows = {line for cell in cells for line in (cell.row, cell.row_end)}
    columns = {line for cell in cells for line in (cell.column, cell.column_end)}
    return sorted(rows), sorted(columns)


@settings(max_examples=150)
@given(
    st.lists(st.integers(12, 60), min_size=1, max_size=7),
    st.lists(st.integers(12, 90), min_size=2, max_size=8),
    st.integers(0, 10_000),
    st.sampled_from([0.0, 0.4, 1.2]),
)
def test_what_is_drawn_is_found(row_gaps, column_gaps, seed, blur):
    cells = tiling(len(row_gaps), len(column_gaps), seed)
    xs, ys = positions(column_gaps), positions(row_gaps)
    rng = random.Random(seed)
    rules = [rule._replace(position=rule.position + rng.uniform(-blur, blur)) for rule in borders(cells, xs, ys)]
    rng.shuffle(rules)
    if len(cells) < 2:
        return
    rulings = rules_to_rulings(rules)
    assert len(rulings) == 1
    lattice = ruling_to_lattice(rulings[0])
    # A line that no cell begins or ends at is not drawn, and not found.
    rows, columns = drawn_lines(cells)
    expected = [
        Cell(*(index.index(line) for index, line in zip((rows, columns) * 2, cell, strict=True))) for cell in cells
    ]
    assert list(lattice.cells) == sorted(expected)
    for index, cell in enumerate(lattice.cells):
        owned = [row[cell.column : cell.column_end] for row in lattice.owners[cell.row : cell.row_end]]
        assert {owner for row in owned for owner in row} == {index}


def test_two_tables_are_two_rulings_from_the_top():
    low = borders(tiling(2, 2, 1), [50.0, 90.0, 130.0], [200.0, 220.0, 240.0])
    high = borders(tiling(2, 2, 1), [50.0, 90.0, 130.0], [100.0, 120.0, 140.0])
    assert [round(ruling.box[1]) for ruling in rules_to_rulings(low + high)] == [100, 200]


@pytest.mark.parametrize(
    ("positions_in", "positions_out"),
    [([10.0, 12.0, 14.0], [12.0]), ([10.0, 12.9, 16.0], [11.45, 16.0]), ([10.0, 20.0], [10.0, 20.0])],
    ids=["a chain of small steps", "a step too far", "apart"],
)
def test_snapping_is_pdfplumbers(positions_in, positions_out):
    snapped = snap_rules([Rule(True, position, 0.0, 50.0) for position in positions_in])
    assert sorted({round(rule.position, 6) for rule in snapped}) == positions_out


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        ([(0, 10), (12, 20)], [(0, 20)]),
        ([(0, 10), (14, 20)], [(0, 10), (14, 20)]),
        ([(0, 10), (2, 5)], [(0, 10)]),
        ([(0, 2)], []),
    ],
    ids=["small gap", "wide gap", "one within the other", "too short"],
)
def test_joining_rules(pieces, joined):
    rules = join_rules([Rule(True, 5.0, float(a), float(b)) for a, b in pieces])
    assert [(rule.start, rule.end) for rule in rules] == joined


def grid(xs, ys):
    return Ruling(tuple(Rule(True, y, xs[0], xs[-1]) for y in ys), tuple(Rule(False, x, ys[0], ys[-1]) for x in xs))


def test_a_narrow_column_with_text_is_no_ghost():
    lattice = ruling_to_lattice(grid([0.0, 50.0, 56.0, 100.0], [0.0, 20.0, 40.0]))
    assert len(drop_ghosts(lattice, frozenset())[0].xs) == 3
    filled = frozenset({lattice.owners[0][1]})
    assert len(drop_ghosts(lattice, filled)[0].xs) == 4


@pytest.mark.parametrize(
    ("marked", "widths"), [((), [81, 79]), ((2,), [80, 2, 78])], ids=["a gap", "a narrow column of marks"]
)
def test_gaps_of_double_rules_are_closed_up(marked, widths):
    """A frame and a rule before the second column drawn twice in the header, a merged name under both."""
    cells = [Cell(0, column, 1, column + 1) for column in range(4)] + [Cell(1, 0, 2, 3), Cell(1, 3, 2, 4)]
    lattice = cells_to_lattice((0.0, 2.0, 80.0, 82.0, 160.0), (0.0, 20.0, 40.0), cells)
    tidy, _ = drop_ghosts(lattice, frozenset({1, 3, 4, 5, *marked}))
    assert [two - one for one, two in pairwise(tidy.xs)] == widths
    assert [cell.column_end - cell.column for cell in tidy.cells if cell.row == 1] == [len(widths) - 1, 1]


def test_a_corner_that_the_frame_leaves_open_is_outside_the_table():
    """A header narrower than the body: to the right of it the page goes on. One open side is a border left out."""
    across = [Rule(True, 20.0, 0.0, 100.0), Rule(True, 40.0, 0.0, 100.0)]
    down = [Rule(False, 0.0, 0.0, 40.0), Rule(False, 50.0, 0.0, 40.0)]
    narrow = Ruling((Rule(True, 0.0, 0.0, 50.0), *across), (*down, Rule(False, 100.0, 20.0, 40.0)))
    wide = Ruling((Rule(True, 0.0, 0.0, 100.0), *across), (*down, Rule(False, 100.0, 20.0, 40.0)))
    assert [cell.column for cell in ruling_to_lattice(narrow).cells if cell.row == 0] == [0]
    assert [cell.column for cell in ruling_to_lattice(wide).cells if cell.row == 0] == [0, 1]


def test_a_grid_of_a_million_cells_is_refused():
    lines = [10.0 * index for index in range(1001)]
    with pytest.raises(TooManyCellsError, match="1000 rows x 1000 columns"):
        ruling_to_lattice(grid(lines, lines))
