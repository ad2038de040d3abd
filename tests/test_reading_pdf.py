"""The PDF reader, one physical oddity of real documents at a time, on PDFs made by hand."""

from __future__ import annotations

import pytest

from budget.errors import NotADisclosureError
from budget.models import Doubt, Grid, NoticeKind, TextLine
from budget.reading.pdfium.document import read_pdf
from tests.handmade_pdf import HEIGHT, ROWS, WIDTH, XS, YS, bar, cells, lattice, line, table, text, write_pdf
from tests.notices import said


def read_one(path):
    """Grids as texts (None where a merged cell covers the place), and the lines of the first page."""
    page = read_pdf(path)[0]
    grids = [
        [[None if cell is None else cell.text for cell in row] for row in block.rows]
        for block in page.blocks
        if isinstance(block, Grid)
    ]
    return grids, [block.text for block in page.blocks if isinstance(block, TextLine)]


PLAIN = [list(row) for row in ROWS]


def rectangles(x0, y0, x1, y1):
    return f"q 0.5 w {x0} {y0} {x1 - x0} {y1 - y0} re S Q\n"


def dots(x0, y0, x1, y1):
    steps = range(int(max(x1 - x0, y1 - y0)))
    places = ((x0 + step, y0) if y0 == y1 else (x0, y0 + step) for step in steps)
    return "q 0 g " + " ".join(f"{x} {y} 0.5 0.5 re" for x, y in places if not int(x + y) % 2) + " f Q\n"


CELL_BOXES = "".join(rectangles(XS[c], YS[r + 1], XS[c + 1], YS[r]) for r in range(3) for c in range(3))
SHADES = "".join(
    f"q {0.9 if (r + c) % 2 else 0.8} g {XS[c]} {YS[r + 1]} {XS[c + 1] - XS[c]} {YS[r] - YS[r + 1]} re f Q\n"
    for r in range(3)
    for c in range(3)
)
ONE_PATH = (
    "q 0.5 w "
    + " ".join(f"{XS[0]} {y} m {XS[-1]} {y} l" for y in YS)
    + " "
    + " ".join(f"{x} {YS[-1]} m {x} {YS[0]} l" for x in XS)
    + " S Q\n"
)
TEXTS = cells(XS, YS, ROWS)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(table(), id="rules as lines"),
        pytest.param(table(draw=bar), id="rules as thin filled boxes"),
        pytest.param(CELL_BOXES + TEXTS, id="each cell its own rectangle"),
        pytest.param(SHADES + TEXTS, id="no rules, cells of two grounds"),
        pytest.param(ONE_PATH + TEXTS, id="all rules in one path"),
        pytest.param("q 2 0 0 2 -50 -100 cm 0.5 0 0 0.5 25 50 cm\n" + table() + "Q\n", id="under matrices"),
        pytest.param(lattice((50, 52, 150, 250, 348, 350), YS) + TEXTS, id="double frame two points apart"),
        pytest.param(lattice((45, 50, 150, 155, 250, 350, 355), YS) + TEXTS, id="ghost columns of double rules"),
        pytest.param(lattice(XS, (250, 230, 226, 210, 190)) + TEXTS, id="ghost row of a double rule"),
        pytest.param(table(draw=dots), id="dotted rules"),
        pytest.param(rectangles(20, 20, 380, 280) + table(), id="frame around the page"),
        pytest.param(rectangles(44, 184, 356, 256) + table(), id="nested frame six points off"),
        pytest.param(
            "".join(line(50, y, 350, y) for y in YS) + "".join(line(x, 190, x, 250) for x in XS[:-1]) + TEXTS,
            id="right border open",
        ),
        pytest.param(
            "".join(line(50, y, 350, y) for y in YS) + "".join(line(x, 190, x, 250) for x in XS[1:]) + TEXTS,
            id="left border open",
        ),
        pytest.param(
            "".join(line(50, y, 350, y) for y in YS[1:]) + "".join(line(x, 190, x, 250) for x in XS) + TEXTS,
            id="top border missing",
        ),
        pytest.param(
            "".join(line(50, y, 350, y) for y in YS[:-1]) + "".join(line(x, 190, x, 250) for x in XS) + TEXTS,
            id="bottom border missing",
        ),
        pytest.param(
            lattice(XS, (250, 230)) + lattice((50, 154, 246, 350), (230, 210, 190)) + TEXTS,
            id="header rules four points beside the body's",
        ),
        pytest.param(
            lattice(XS, (255, 235))
            + lattice(XS, YS[1:])
            + cells(XS, (255, 235), ROWS[:1])
            + cells(XS, YS[1:], ROWS[1:]),
            id="header frame five points above the body's",
        ),
        pytest.param(TEXTS + TEXTS.replace("Tm (", "Tm 0.4 0 Td (") + lattice(XS, YS), id="fake bold, printed twice"),
        pytest.param(table() + text(60, 215, "77777", before="3 Tr"), id="invisible text over a cell"),
        pytest.param(table() + text(160, 215, "77777", before="1 g"), id="white text over a cell"),
        pytest.param(table() + text(60, -20, "below the page"), id="text below the page"),
        pytest.param(table() + text(60, -20, "777", before="1 g"), id="white text below the page"),
        pytest.param(table() + text(60, 215, "777", before="1 g 1 G 2 Tr"), id="white text with a white outline"),
        pytest.param(table() + "q 1 g 50 238 300 1.6 re f Q\n", id="a thin white line over the head"),
        pytest.param(
            lattice(XS, YS) + text(153, 215, "88888888") + "q 1 g 151 211 98 18 re f Q\n" + TEXTS,
            id="old text under a white box",
        ),
        pytest.param(
            lattice(XS, YS) + TEXTS + "q 50 190 100 20 re W n\n" + text(53, 180, "goods hidden below") + "Q\n",
            id="text clipped away below the grid",
        ),
        pytest.param(
            table(rows=(ROWS[0], ("staff", "", "1,200.00"), ROWS[2]))
            + "q BT /F1 10 Tf 1 0 0 1 153 215 Tm [(1)-150(,)-150(23)-200(4.)-150(50)] TJ ET Q\n",
            id="figure broken by glyph spacing",
        ),
    ],
)
def test_every_way_of_ruling_gives_the_plain_table(tmp_path, content):
    grids, _ = read_one(write_pdf(tmp_path / "t.pdf", content))
    assert grids == [PLAIN]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_as_it_is_displayed(tmp_path, turn):
    # The content is turned the other way, so that the reader of the page sees the plain table.
    turned = {
        0: "",
        90: f"0 1 -1 0 {HEIGHT} 0 cm\n",
        180: f"-1 0 0 -1 {WIDTH} {HEIGHT} cm\n",
        270: f"0 -1 1 0 0 {WIDTH} cm\n",
    }
    box = (0, 0, HEIGHT, WIDTH) if turn % 180 else (0, 0, WIDTH, HEIGHT)
    media = f"/Rotate {turn}/MediaBox[{box[0]} {box[1]} {box[2]} {box[3]}]"
    path = write_pdf(tmp_path / "t.pdf", f"q {turned[turn]}" + table() + "Q\n", page=media)
    page = read_pdf(path)[0]
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    assert read_one(path)[0] == [PLAIN]
    first_cell = page.blocks[0].rows[0][0]
    assert first_cell.place.box == pytest.approx((50, 50, 150, 70), abs=1)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_shows_its_text_sideways_is_read_all_the_same(tmp_path, turn):
    page = read_pdf(write_pdf(tmp_path / "t.pdf", table() + text(50, 270, "above"), page=f"/Rotate {turn}"))[0]
    title, grid = page.blocks
    assert title.text == "above"
    assert [[cell.text for cell in row] for row in grid.rows] == PLAIN
    # The places are those on the page as it is displayed: the grid's 300 points now go down the page, or back.
    width, height = (HEIGHT, WIDTH) if turn % 180 else (WIDTH, HEIGHT)
    expected = {90: (190, 50, 250, 350), 180: (50, 190, 350, 250), 270: (50, 50, 110, 350)}[turn]
    assert (page.width, page.height) == (width, height)
    assert grid.place.box == pytest.approx(expected, abs=1)


def test_places_count_from_the_visible_box(tmp_path):
    path = write_pdf(tmp_path / "t.pdf", table(), page="/CropBox[40 180 360 260]")
    page = read_pdf(path)[0]
    assert (page.width, page.height) == (320, 80)
    assert page.blocks[0].place.box == pytest.approx((10, 10, 310, 70), abs=1)


def test_a_table_in_a_form_is_placed_by_its_matrix(tmp_path):
    body = table((0, 100, 200, 300), (60, 40, 20, 0))
    form = (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 400 300]/Matrix[1 0 0 1 20 30]"
        f"/Resources<</Font<</F1 3 0 R>>>>/Length {len(body)}>>stream\n{body}\nendstream"
    )
    page = "/Resources<</Font<</F1 3 0 R>>/XObject<</X 6 0 R>>>>"
    path = write_pdf(tmp_path / "t.pdf", "q 1 0 0 1 30 100 cm /X Do Q", page=page, extra=[form])
    assert read_one(path)[0] == [PLAIN]
    assert read_pdf(path)[0].blocks[0].place.box == pytest.approx((50, 110, 350, 170), abs=1)


def test_merged_cells_stand_at_their_top_left(tmp_path):
    ruling = (
        "".join(line(50, y, 350, y) for y in (250, 210, 190))
        + line(150, 230, 350, 230)
        + "".join(line(x, 190, x, 250) for x in (50, 150, 350))
        + line(250, 190, 250, 230)
    )
    words = text(53, 225, "name") + text(153, 235, "money") + text(153, 215, "plan") + text(253, 215, "actual")
    words += text(53, 195, "staff") + text(153, 195, "1.00") + text(253, 195, "2.00")
    page = read_pdf(write_pdf(tmp_path / "t.pdf", ruling + words))[0]
    grid = page.blocks[0]
    assert [[cell and cell.text for cell in row] for row in grid.rows] == [
        ["name", "money", None],
        [None, "plan", "actual"],
        ["staff", "1.00", "2.00"],
    ]
    assert (grid.rows[0][0].row_span, grid.rows[0][1].column_span) == (2, 2)


def test_wrapped_text_keeps_its_lines(tmp_path):
    rows = (("", "a"), ("c", "d"))
    content = table((50, 150, 250), (250, 210, 190), rows) + text(53, 238, "first half") + text(53, 218, "and the rest")
    assert read_one(write_pdf(tmp_path / "t.pdf", content))[0] == [[["first half\nand the rest", "a"], ["c", "d"]]]


def test_neighbouring_cells_are_never_merged(tmp_path):
    # The figures touch the rule from both sides, nearer to each other than letters of a word.
    content = lattice((50, 150, 250), (250, 230, 210)) + text(122.0, 235, "12345") + text(150.6, 235, "67890")
    assert read_one(write_pdf(tmp_path / "t.pdf", content))[0][0][0] == ["12345", "67890"]


def test_a_table_in_a_cell_of_another_has_its_own_text(tmp_path):
    outer = lattice((50, 250, 350), (270, 170, 150)) + text(253, 160, "9.00")
    inner = lattice((70, 120, 170), (250, 230, 210)) + text(73, 235, "a") + text(123, 215, "1.00")
    grids, lines = read_one(write_pdf(tmp_path / "t.pdf", outer + inner))
    assert grids == [[["", ""], ["", "9.00"]], [["a", ""], ["", "1.00"]]]
    assert lines == []


@pytest.mark.parametrize(
    ("x", "words", "expected"),
    [
        pytest.param(
            53,
            "a-name-that-is-wider-than-its-cell",
            ["a-name-that-is-wider-than-its-cell", "7", ""],
            id="from the left",
        ),
        pytest.param(95.4, "1234567890.00", ["", "7 1234567890.00", ""], id="from the right"),
    ],
)
def test_text_wider_than_its_cell_stays_whole(tmp_path, x, words, expected):
    content = lattice((50, 110, 170, 230), (250, 230, 210)) + text(x, 240, words) + text(115, 232, "7", size=4)
    row = read_one(write_pdf(tmp_path / "t.pdf", content))[0][0][0]
    assert sorted(" ".join(row).split()) == sorted(" ".join(expected).split())
    assert [bool(cell) for cell in row] == [bool(cell) for cell in expected]


def test_a_cell_cut_by_a_page_break_is_on_each_page_what_is_seen_there(tmp_path):
    """Spreadsheets store the whole text of a split row on both pages, clipped to the part that is seen."""
    words = text(53, 215, "upper") + text(53, 195, "lower")
    split = lattice((50, 150, 250), (250, 210)) + "q 50 210 100 40 re W n\n" + words + "Q\n" + text(153, 220, "1.00")
    rest = lattice((50, 150, 250), (210, 170)) + "q 50 170 100 40 re W n\n" + words + "Q\n" + text(153, 180, "2.00")
    pages = read_pdf(write_pdf(tmp_path / "t.pdf", split, rest))
    assert [page.blocks[0].rows[0][0].text for page in pages] == ["upper", "lower"]
    assert [len(page.blocks) for page in pages] == [1, 1]
    assert not pages[0].notices + pages[1].notices


def test_several_tables_and_lines_in_reading_order(tmp_path):
    content = (
        text(50, 90, "between")
        + table((50, 150, 250), (80, 60, 40), (("e", "f"), ("g", "h")))
        + text(50, 280, "title")
        + table((50, 150, 250), (270, 250, 230), (("a", "b"), ("c", "d")))
    )
    page = read_pdf(write_pdf(tmp_path / "t.pdf", content))[0]
    kinds = [block.text if isinstance(block, TextLine) else block.rows[0][0].text for block in page.blocks]
    assert kinds == ["title", "a", "between", "e"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(table() + text(60, 215, "777", before="3 Tr"), "3 个看不见的字符（“777”）", id="invisible"),
        pytest.param(table() + text(60, 20, "55", before="1 g"), "2 个看不见的字符（“55”）", id="white on paper"),
        pytest.param(table() + text(60, 20, "5") + "q 1 g 50 10 99 30 re f Q", "1 个看不见的字符", id="covered"),
    ],
)
def test_hidden_text_is_said_and_not_read(tmp_path, content, words):
    path = write_pdf(tmp_path / "t.pdf", content)
    assert words in said(read_pdf(path)[0])[0]
    assert read_one(path)[1] == []


def test_what_stands_beside_the_page_is_no_trick(tmp_path):
    path = write_pdf(tmp_path / "t.pdf", table() + text(60, -20, "777", before="1 g"))
    assert read_pdf(path)[0].notices == ()


def test_white_text_with_a_dark_outline_is_read(tmp_path):
    path = write_pdf(tmp_path / "t.pdf", table() + text(60, 20, "777", before="1 g 0 G 2 Tr"))
    assert (read_one(path)[1], read_pdf(path)[0].notices) == (["777"], ())


def test_a_watermark_is_not_part_of_the_cells_under_it(tmp_path):
    mark = "q 0.8 g BT /F1 30 Tf 0.707 0.707 -0.707 0.707 120 190 Tm (DRAFT) Tj ET Q\n"
    path = write_pdf(tmp_path / "t.pdf", mark + table())
    assert read_one(path)[0] == [PLAIN]
    assert "“DRAFT”）当作水印" in said(read_pdf(path)[0])[0]


def test_white_text_on_a_dark_ground_is_read(tmp_path):
    content = "q 0 0 0.5 rg 50 230 300 20 re f Q\n" + lattice(XS, YS) + text(53, 235, "heading", before="1 g")
    path = write_pdf(tmp_path / "t.pdf", content)
    assert read_one(path)[0][0][0][0] == "heading"
    assert read_pdf(path)[0].notices == ()


def test_figures_under_one_another_make_a_table_without_rules(tmp_path):
    rows = [
        ("item", "plan", "actual"),
        ("staff", "1,234.50", "9.00"),
        ("goods", "99.00", ""),
        ("total", "1,333.50", "9.00"),
    ]
    content = text(50, 280, "Title of the table")
    for index, (label, plan, actual) in enumerate(rows):
        y = 250 - 16 * index
        content += text(50, y, label) + text(150, y, plan) + (text(250, y, actual) if actual else "")
    grids, lines = read_one(write_pdf(tmp_path / "t.pdf", content))
    assert grids == [[list(row) for row in rows]]
    assert lines == ["Title of the table"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("1 Duties", "3"), ("2 Tables", "5"), ("3 Terms", "11"), ("4 Notes", "12")], id="contents list"),
        pytest.param([("Duties ......", "9"), ("Tables ......", "5"), ("Terms ......", "1")], id="leaders"),
        pytest.param([("staff", "10.00"), ("goods", "99.00")], id="two rows only"),
        pytest.param([("one", "two"), ("three", "four"), ("five", "six")], id="no figures"),
    ],
)
def test_weak_evidence_stays_lines(tmp_path, rows):
    content = "".join(text(50, 250 - 16 * i, a) + text(250, 250 - 16 * i, b) for i, (a, b) in enumerate(rows))
    grids, lines = read_one(write_pdf(tmp_path / "t.pdf", content))
    assert grids == []
    assert lines == [f"{a}  {b}" for a, b in rows]


def test_two_pieces_in_one_column_stay_lines(tmp_path):
    """Where a long label closes the white space between two words of another row, none of them may be lost."""
    rows = [("salaries and wages of staff", "1.00"), ("goods", "2.00"), ("travel", "3.00")]
    content = "".join(text(50, 250 - 16 * i, a) + text(250, 250 - 16 * i, b) for i, (a, b) in enumerate(rows))
    grids, lines = read_one(write_pdf(tmp_path / "t.pdf", content + text(120, 234, "services")))
    assert grids == []
    assert "services" in lines[1]


UNNAMED_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]>>",
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
)


def test_a_font_without_letters_is_said(tmp_path):
    """What such a font stores are numbers of glyphs: no letter and no digit may be made of them."""
    resources = "/Resources<</Font<</F1 3 0 R/F2 6 0 R>>>>"
    unnamed = "q BT /F2 10 Tf 1 0 0 1 50 {y} Tm <00310032003300340035> Tj ET Q\n"
    mixed = unnamed.format(y=100) + text(50, 200, "2024 budget 1.5")
    (page,) = read_pdf(write_pdf(tmp_path / "a.pdf", mixed, page=resources, extra=UNNAMED_FONT))
    assert [block.text for block in page.blocks] == ["2024 budget 1.5", "\ufffd" * 5]
    assert [notice.message.id for notice in page.notices] == ["reading.unmapped"]
    with pytest.raises(NotADisclosureError) as caught:
        read_pdf(write_pdf(tmp_path / "b.pdf", unnamed.format(y=100), page=resources, extra=UNNAMED_FONT))
    assert caught.value.message.id == "pdf.no_letters"


def test_the_last_line_of_a_name_too_long_for_its_cell_stays_its_own(tmp_path):
    xs, ys = (50, 200, 300), (200, 182, 160)
    names = text(55, 189, "30108-Pension") + text(55, 178, "fund") + text(55, 169.5, "30109-Annuity")
    figures = text(210, 186, "9.00") + text(210, 167, "4.00")
    grids, _ = read_one(write_pdf(tmp_path / "long.pdf", lattice(xs, ys) + names + figures))
    assert grids == [[["30108-Pension\nfund", "9.00"], ["30109-Annuity", "4.00"]]]


def test_a_figure_of_which_a_clip_hides_a_digit_is_doubtful_and_told(tmp_path):
    # 北京市司法局 2026, p. 47: 7.000000 is seen where 57.000000 is written
    grid = "".join(line(20, y, 220, y) for y in (200, 230)) + "".join(line(x, 200, x, 230) for x in (20, 120, 220))
    hidden = "q 135 195 80 40 re W n " + text(129, 210, "57.00") + "Q\n"
    page = read_pdf(write_pdf(tmp_path / "cut.pdf", grid + text(30, 210, "12.00") + hidden))[0]
    found = [cell for block in page.blocks if isinstance(block, Grid) for row in block.rows for cell in row if cell]
    assert [(cell.text, cell.doubt) for cell in found] == [("12.00", None), ("7.00", Doubt.CUT_OFF)]
    assert [(notice.kind, notice.message.said["text"]) for notice in page.notices] == [(NoticeKind.NOT_READ, "57.00")]
