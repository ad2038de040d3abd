"""绩效指标: what the money is to achieve, its target taken apart, and where nothing is stated."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from budget.export.csv_files import plain_decimal
from budget.models import OVERALL_FORM_ID, FormScope
from budget.text import squeeze
from budget.views.book import Book, Record
from budget.views.money import DisplayUnit, amount_or_nothing
from budget.views.shapes import SHOWN, Cell, CellKind, Column, Headline, Row, TableView

OPERATOR_WORDS = {"≥": "不少于", "≤": "不超过", ">": "多于", "<": "少于", "=": "等于"}


def indicators_headline(book: Book) -> Headline:
    """How many indicators, how many with a number, how many forms."""
    shown, stated = SHOWN.headline["indicators"], stated_indicators(book)
    if not stated:
        return Headline(shown.question, shown.nothing)
    numbered = sum(r["target_number"] is not None for r in stated)
    projects = book.frames["projects"]
    made = shown.fill(
        forms=len(book.frames["project_forms"]),
        overall="，另有 1 张部门整体绩效目标表" if book.frames["overall_fields"] else "",
        stated=len(stated),
        numbered=numbered,
        numbered_pct=numbered * 100 / len(stated),
        empty=sum(r["level3"] is None for r in book.rows("indicators", scope=FormScope.YEAR)),
        without=sum(r["form_id"] is None for r in projects),
    )
    return made if projects else replace(made, figures=made.figures[:-1])


def stated_indicators(book: Book) -> tuple[Record, ...]:
    """The year's indicators that state something; the period's where a form gives no year."""
    with_year = {r["form_id"] for r in book.rows("indicators", scope=FormScope.YEAR)}
    return tuple(
        r for r in book.frames["indicators"]
        if r["level3"] is not None and (r["scope"] == FormScope.YEAR or r["form_id"] not in with_year)
    )  # fmt: skip


def level_name(level2: str | None) -> str:
    """A second level without its ending, so that 服务对象满意度 and 服务对象满意度指标 are one.

    >>> level_name("服务对象满意度指标"), level_name(None)
    ('服务对象满意度', '未写二级')
    """
    return squeeze(level2 or "未写二级").removesuffix("指标") or "未写二级"


def forms_with_names(book: Book) -> tuple[tuple[str, str], ...]:
    """(form id, project name), the departmental form first."""
    return tuple(dict.fromkeys((r["form_id"], r["project_name"]) for r in book.frames["indicators"]))


def first_levels(book: Book) -> tuple[str, ...]:
    """The first levels there are, in printed order."""
    return tuple(dict.fromkeys(r["level1"] for r in book.frames["indicators"] if r["level1"]))


def coverage_matrix(book: Book) -> TableView:
    """Project × second level: how many indicators; a row of the form left empty is 0, no row at all a dash."""
    kept = stated_indicators(book)
    levels = tuple(dict.fromkeys(level_name(r["level2"]) for r in book.frames["indicators"]))
    printed = {(r["form_id"], level_name(r["level2"])) for r in book.frames["indicators"]}
    counts = {key: sum((r["form_id"], level_name(r["level2"])) == key for r in kept) for key in printed}
    most = max(counts.values(), default=1) or 1
    rows = (
        Row((Cell(name, to={"project": form}), *(_count_cell(counts.get((form, level)), most) for level in levels),
             Cell(str(sum(n for (f, _), n in counts.items() if f == form)))))
        for form, name in forms_with_names(book)
    )  # fmt: skip
    columns = [Column(word, CellKind.NUMBER) for word in (*levels, "合计")]
    notes = ("数字是写明的年度指标条数；0 表示表上有这一行但没有写内容，— 表示表上没有这一行。",)
    return book.table_view("coverage", rows, notes=notes, more=columns)


def _count_cell(count: int | None, most: int) -> Cell:
    return Cell("—") if count is None else Cell(str(count), hue="heat", bar=100 * count / most)


def indicator_table(book: Book, form_id: str | None, level1: str | None, query: str) -> TableView | None:
    """Indicators after filters: the year's target taken apart, the period's where it differs."""
    asked = squeeze(query)
    period = {_identity(r): r for r in book.rows("indicators", scope=FormScope.PERIOD)}
    records = [
        r for r in stated_indicators(book)
        if form_id in (None, r["form_id"]) and level1 in (None, r["level1"]) and asked in _all_words(r)
    ]  # fmt: skip
    if not records:
        return None
    rows = (_indicator_row(book, r, period.get(_identity(r)), form_id is None) for r in records)
    view = book.table_view("indicators", rows, without=() if form_id is None else ("项目",))
    return replace(view, is_grouped=True) if form_id is None else replace(view, name=f"{view.name}_{form_id}")


def _all_words(record: Record) -> str:
    return "".join(str(record[k]) for k in ("project_name", "level1", "level2", "level3", "target_text") if record[k])


def _identity(record: Record) -> tuple[str, str, str]:
    return record["form_id"], level_name(record["level2"]), record["level3"] or ""


def _indicator_row(book: Book, record: Record, period: Record | None, with_project: bool) -> Row:
    number: Decimal | None = record["target_number"]
    differs = (period["target_text"] or "未写") if period and period["target_text"] != record["target_text"] else ""
    cells = (
        *((Cell(record["project_name"], to={"project": record["form_id"]}),) if with_project else ()),
        Cell((record["level1"] or "").removesuffix("指标")),
        Cell(level_name(record["level2"])),
        Cell(record["level3"] or "", note="（右半截断，按左半补全）" if record["is_completed"] else ""),
        Cell(record["target_text"] or "未写", cell=book.form_ref(record)),
        Cell(OPERATOR_WORDS.get(record["target_operator"] or "", record["target_operator"] or "")),
        Cell("文字" if number is None else plain_decimal(number)),
        Cell(record["target_unit"] or ""),
        Cell(differs),
    )
    return Row(cells)


def money_sentence(book: Book, form_id: str, unit: DisplayUnit) -> str:
    """The project's money beside its targets, period against year where they differ."""
    form = book.first("project_forms", form_id=form_id)
    if form is None:
        return ""
    period, year = form["amount_period_yuan"], form["amount_year_yuan"]
    said = f"年度资金 **{amount_or_nothing(year, unit)}**"
    if period is not None and period != year:
        said += f"，实施期资金 **{amount_or_nothing(period, unit)}**（两者不同）"
    elif period is not None:
        said += "，与实施期资金相同"
    return f"{form['name']}：{said}。"


def overall_fields(book: Book) -> tuple[tuple[str, str], ...]:
    """The labelled cells of the departmental form."""
    return tuple((r["label"], r["value"]) for r in book.frames["overall_fields"] if r["value"])


def key_tasks(book: Book) -> tuple[tuple[str, str], ...]:
    """Core functions and the year's key tasks of the departmental form."""
    return tuple((r["function"] or "", r["task"] or "") for r in book.frames["key_tasks"])


def overall_funding(book: Book) -> TableView | None:
    """The departmental form's money by source and by use."""
    records = list(book.rows("project_funding", form_id=OVERALL_FORM_ID))
    if not records:
        return None
    words = {FormScope.SOURCE: "按来源", FormScope.USE: "按方向", FormScope.TASK: "按重点任务"}
    rows = (
        Row((Cell(squeeze(r["label"])), Cell(words[r["scope"]]),
             Cell("空白", yuan=r["amount_yuan"], cell=book.form_ref(r))),
            is_total=bool(r["is_total"]))
        for r in records
    )  # fmt: skip
    return book.table_view("overall_funding", rows)
