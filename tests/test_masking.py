"""Names of private persons are masked where texts name people helped; everything else stays as printed.

All names here are invented.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from budget.document.masking import MASK, describe_masked, mask_pages, mask_text
from budget.models import Grid, GridCell, Page, Place, TextLine
from budget.reading.text import read_text, text_to_page
from budget.words import message_to_text

ROOT = Path(__file__).parents[1]
DISCLOSURE = ROOT / "data/disclosures/changzhi-shangdang-2024/disclosure.txt"
MAX_SECONDS_A_PAGE = 0.002  # ten times what was measured, for a busy machine


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("发放张小三、李四二人遗属补助及取暖费", "发放×××、×××二人遗属补助及取暖费"),
        ("用于张小三、李四等2名遗属全年的遗属补助", "用于×××、×××等2名遗属全年的遗属补助"),
        ("发放张某某、李某某二人遗属补助", "发放×××、×××二人遗属补助"),
        ("遗属补助（王小明）", "遗属补助（×××）"),
        ("王小明遗属补助", "×××遗属补助"),
        ("信访人赵大勇救助资金", "信访人×××救助资金"),
        ("患者孙小红医疗费救助金", "患者×××医疗费救助金"),
        ("死亡职工周小平的遗属困难补助", "死亡职工×××的遗属困难补助"),
        ("用于职工欧阳小明遗属生活补助", "用于职工×××遗属生活补助"),
        ("给予高小明、任大明2人抚恤金", "给予×××、×××2人抚恤金"),
        ("退休干部王大中病故一次性抚恤金", "退休干部×××病故一次性抚恤金"),
        ("原职工周小平去世后的丧葬费", "原职工×××去世后的丧葬费"),
        ("取暖费（李小华、王芳）", "取暖费（×××、×××）"),
        ("慰问金：史丹丹、吕布等3人", "慰问金：×××、×××等3人"),
        ("信访人郑小强身份证号110101199001011234", "信访人×××身份证号×××"),
        ("发放李四\n光、王五二\n人遗属补助", "发放×××、×××二\n人遗属补助"),
    ],
)
def test_people_helped_are_masked(raw: str, expected: str) -> None:
    assert mask_text(raw)[0] == expected
    assert mask_text(raw)[1] == expected.count(MASK)
    assert mask_text(expected) == (expected, 0), "masked text stays as it is"


@pytest.mark.parametrize(
    "raw",
    [
        "机关事业单位工作人员遗属生活困难补助",
        "职工因公死亡一次性抚恤金",
        "残疾人程度鉴定",
        "单位遗属补助",
        "高校教师遗属补助",
        "农民工遗属",
        "离休干部遗属",
        "死亡军人遗属抚恤",
        "遗属补助",
        "遗属人员周边生活补助",
        "发放遗属补助和取暖费",
        "遗属补助（含取暖费）",
        "遗属补助（全年）",
        "取暖费、物业费",
        "离休人员取暖费（高龄）",
        "局长王小明慰问困难职工",
        "县委书记李建国走访慰问残疾人家庭",
        "患者满意度",
        "信访人满意率",
        "孤儿、低保户生活补助",
        "司法救助金、信访救助等支出",
        "发放章程、程序等2人遗属补助",
        "发放江苏、宁夏等2人遗属补助",
        "抚恤金：按月发放",
        "马上发放取暖费",
        "长治市上党区民政局发放孤儿生活补助",
        "王小明、李四二人负责档案工作",
        "经办人：王小明 联系电话：010-1",
        "张小三、李四二人出国考察",
        "红军失散人员、在乡复员军人等3类人员生活补助",
        "方便困难群众、残疾人等2类人群",
    ],
)
def test_other_text_stays_as_printed(raw: str) -> None:
    assert mask_text(raw) == (raw, 0)


def test_bundled_text_with_invented_names_is_masked_to_our_copy() -> None:
    ours = DISCLOSURE.read_text(encoding="utf-8")
    names = iter(["吴小梅", "钱桂香"] * 3)
    named = "".join(next(names) + part if n else part for n, part in enumerate(ours.split(MASK)))
    pages, items = mask_pages([text_to_page(named)])
    assert pages == read_text(DISCLOSURE)
    assert [(item.place.line, item.count, item.trigger) for item in items] == [
        (729, 2, "遗属"), (735, 2, "遗属"), (735, 2, "遗属"),
    ]  # fmt: skip
    assert not any(name in repr(item) for item in items for name in ("吴小梅", "钱桂香"))


def test_name_cut_by_the_end_of_a_pdf_line_is_masked_whole() -> None:
    lines = ("用于发放李小", "明、王芳等2人遗属补助。", "张小三局长讲话")
    page = Page(3, 595, 842, tuple(TextLine(text, Place(page=3, box=(72, 100, 520, 112))) for text in lines))
    (masked,), items = mask_pages([page])
    texts = [block.text for block in masked.blocks if isinstance(block, TextLine)]
    assert texts == ["用于发放×××", "、×××等2人遗属补助。", "张小三局长讲话"]
    assert sum(item.count for item in items) == 2
    words = message_to_text(describe_masked(items[0]))
    assert words == "遮盖了1处自然人的姓名或证件号（遗属），以“×××”代替"


def test_lines_of_a_converted_text_are_no_context_for_each_other() -> None:
    page = text_to_page("遗属补助见附件，包括\n王小明等5人参加会议")
    assert mask_pages([page]) == ((page,), ())


def test_cells_are_masked_and_covered_places_kept() -> None:
    cell = GridCell("遗属补助（王小明）", Place(page=2), 1, 2)
    rows = ((cell, None), (GridCell("1.00", Place(page=2)), None))
    page = Page(2, 595, 842, (Grid(rows, Place(page=2)),))
    (masked,), _ = mask_pages([page])
    (grid,) = masked.blocks
    assert isinstance(grid, Grid) and grid.rows[0][1] is None and grid.rows[1] == rows[1]
    assert grid.rows[0][0] == GridCell("遗属补助（×××）", Place(page=2), 1, 2)


def test_bundled_text_is_not_changed() -> None:
    pages = read_text(DISCLOSURE)
    assert mask_pages(pages) == (pages, ())


@pytest.fixture(scope="module")
def real_pages() -> list[Page]:
    from budget.reading import read_pages

    folder = ROOT.parent / "shared/real"
    if not folder.exists():
        pytest.skip("no ../shared/real")
    return [page for file in sorted(folder.glob("*.pdf"))[:4] for page in read_pages(file)]


def test_real_documents_are_not_changed_and_cost_little(real_pages: list[Page]) -> None:
    mask_pages(real_pages)
    start = time.perf_counter()
    masked, items = mask_pages(real_pages)
    seconds = time.perf_counter() - start
    assert masked == tuple(real_pages) and items == ()
    assert seconds / len(real_pages) < MAX_SECONDS_A_PAGE
