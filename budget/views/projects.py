"""项目与结转: each project with its money and its published performance form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budget.evidence.formulas import share_ref, sum_ref
from budget.models import FormMatch, FormScope, Measure, Place, Vintage
from budget.text import squeeze
from budget.views.book import Book, Record, amount_of, cell_of, vintage_hue
from budget.views.indicators import indicator_table
from budget.views.money import DisplayUnit, amount_or_nothing, share_text
from budget.views.shapes import SHOWN, Cell, Headline, KeyFigure, Row, TableView

HALVES = (FormScope.PERIOD, FormScope.YEAR)
NO_FORM = "未公开绩效目标表"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the tables, or a form that no table row answers to (then `yuan` is the form's)."""

    key: str
    name: str
    vintage: Vintage
    yuan: Decimal | None
    cell: str | None
    form_id: str | None
    note: str


def list_projects(book: Book, vintage: Vintage = Vintage.ALL) -> tuple[Project, ...]:
    """The projects of the chosen money, largest first; forms without a table row at the end."""
    listed = [_project(r) for r in book.frames["projects"]]
    taken = {p.form_id for p in listed}
    alone = [_lone_form(r) for r in book.frames["project_forms"] if r["form_id"] not in taken]
    chosen = [p for p in (*listed, *alone) if vintage in (Vintage.ALL, p.vintage)]
    return tuple(sorted(chosen, key=lambda p: (p.cell is None, -(p.yuan or ZERO))))


def _project(record: Record) -> Project:
    vintage = Vintage(record["vintage"])
    note = ""
    if record["form_id"] is None:
        note = NO_FORM
    elif record["match"] == FormMatch.SIMILAR_NAME:
        note = f"绩效目标表上叫“{record['form_name']}”，金额相符"
    return Project(record["project_id"], record["name"], vintage, record["amount_yuan"], record["cell"],
                   record["form_id"], note)  # fmt: skip


def _lone_form(record: Record) -> Project:
    year, period = record["amount_year_yuan"], record["amount_period_yuan"]
    note = "有绩效目标表，项目支出表里没有对应的行"
    key, name = record["form_id"], record["name"]
    return Project(key, name, Vintage.CURRENT_YEAR, period if year is None else year, None, key, note)


def projects_headline(book: Book, unit: DisplayUnit) -> Headline:
    """How many projects, for how much, which carry over, which have no form."""
    question = "办哪些项目，哪些是结转的？"
    projects = list_projects(book)
    if not projects:
        printed = amount_of(book.total(Measure.PROJECT))
        said = f"项目支出合计 **{amount_or_nothing(printed, unit)}**。" if printed is not None else ""
        return Headline(question, f"本文件没有公开逐个项目的支出表，只能看到合计。{said}")
    current = [p for p in projects if p.vintage is Vintage.CURRENT_YEAR and p.cell]
    carried = [p for p in projects if p.vintage is Vintage.CARRYOVER_IN]
    parts = []
    if current:
        total = _sum(book, current, Vintage.CURRENT_YEAR, unit)
        parts.append(f"今年安排 **{len(current)} 个**项目，共 **{total}**")
    if carried:
        total = _sum(book, carried, Vintage.CARRYOVER_IN, unit)
        parts.append(f"另有 **{len(carried)} 个**上年结转的项目，共 **{total}**")
    largest = max(projects, key=lambda p: p.yuan or ZERO)
    parts.append(f"最大的一个是{largest.name}（**{amount_or_nothing(largest.yuan, unit)}**）")
    return Headline(question, "；".join(parts) + "。", _figures(book, current, carried))


def _sum(book: Book, projects: Sequence[Project], vintage: Vintage, unit: DisplayUnit) -> str:
    printed = amount_of(book.total(Measure.PROJECTS, vintage=vintage))
    return amount_or_nothing(printed if printed is not None else sum((p.yuan or ZERO for p in projects), ZERO), unit)


def _figures(book: Book, current: Sequence[Project], carried: Sequence[Project]) -> tuple[KeyFigure, ...]:
    figures = [
        KeyFigure(label, amount_of(r), "", "项目支出", f"{len(projects)} 个项目", cell_of(r), vintage_hue(vintage))
        for label, vintage, projects in (
            ("今年安排的项目", Vintage.CURRENT_YEAR, current),
            ("上年结转的项目", Vintage.CARRYOVER_IN, carried),
        )
        if (r := book.total(Measure.PROJECTS, vintage=vintage)) and projects
    ]
    without = [p for p in (*current, *carried) if p.form_id is None]
    if current or carried:
        money = f"共 {len(current) + len(carried)} 个项目"
        figures.append(KeyFigure(NO_FORM, text=f"{len(without)} 个", scope="按本文件所载", compared=money))
    return tuple(figures)


def projects_table(book: Book, vintage: Vintage, chosen: str | None) -> TableView:
    """All projects of the chosen money with whether a form is published."""
    projects = list_projects(book, vintage)
    whole = sum((p.yuan or ZERO for p in projects if p.cell), ZERO)
    base = sum_ref(p.cell for p in projects if p.cell and p.yuan is not None)
    rows = (_project_row(p, whole, chosen, base) for p in projects)
    return book.table_view("projects", rows, (p.cell for p in projects))


def _project_row(project: Project, whole: Decimal, chosen: str | None, base: str | None) -> Row:
    to_form = {"page": "indicators", "project": project.form_id} if project.form_id else None
    cells = (
        Cell(project.name, to={"project": project.key}),
        Cell(yuan=project.yuan, cell=project.cell, hue=vintage_hue(project.vintage)),
        Cell(share_text(project.yuan, whole) if project.cell else "—", cell=share_ref(project.cell, base)),
        Cell("上年结转" if project.vintage is Vintage.CARRYOVER_IN else "今年安排"),
        Cell(project.note or "已公开", to=to_form),
    )
    return Row(cells, is_chosen=project.key == chosen)


def known_project(book: Book, key: str | None) -> str | None:
    """The project's key if the document has it; also by the id of its form."""
    return next((p.key for p in list_projects(book) if key in (p.key, p.form_id)), None) if key else None


@dataclass(frozen=True, slots=True)
class ProjectSheet:
    """Everything about one project: labelled texts, funding, indicators."""

    project: Project
    texts: tuple[tuple[str, str], ...]
    funding: TableView | None
    indicators: TableView | None
    place: str


def project_sheet(book: Book, key: str) -> ProjectSheet:
    """One project in full. Raises: StopIteration when there is no such project."""
    project = next(p for p in list_projects(book) if p.key == key)
    form = book.first("project_forms", form_id=project.form_id) if project.form_id else None
    texts = tuple((words, form[name]) for name, words in SHOWN.words["project_fields"].items() if form and form[name])
    same_goals = form is not None and form["goal_year"] == form["goal_period"]
    if same_goals:
        texts = tuple(
            (("年度目标（与实施期目标相同）" if w == "年度目标" else w), t) for w, t in texts if w != "实施期目标"
        )
    place = ""
    if form:
        place = book.place_in_source(Place(form["page"], form["line"]))
        place += f"，原件 {form['sheet_count']} 张" if form["sheet_count"] and form["sheet_count"] > 1 else ""
    return ProjectSheet(project, texts, funding_table(book, project.form_id) if form else None,
                        indicator_table(book, project.form_id, None, "") if form else None, place)  # fmt: skip


def funding_table(book: Book, form_id: str | None) -> TableView | None:
    """Funding by level of government, whole period beside the year; blanks said as such."""
    records = [r for r in book.rows("project_funding", form_id=form_id) if r["scope"] in HALVES]
    if not records:
        return None
    labels: dict[str, dict[str, Record]] = {}
    for record in records:
        labels.setdefault(_funding_label(record), {})[record["scope"]] = record
    view = book.table_view("project_funding", (_funding_row(book, label, found) for label, found in labels.items()))
    return replace(view, name=f"{view.name}_{form_id}")


def _funding_row(book: Book, label: str, by_scope: Mapping[str, Record]) -> Row:
    records = (by_scope.get(scope) for scope in HALVES)
    amounts = (Cell("空白", yuan=amount_of(record), cell=book.form_ref(record)) for record in records)
    is_total = "总额" in label
    return Row((Cell(label), *amounts), indent=0 if is_total else 1, is_total=is_total)


def _funding_label(record: Record) -> str:
    words = squeeze(record["label"]).replace("其中:", "").replace("其中：", "").rstrip(":：")
    if record["is_total"]:
        return "资金总额"
    return "市县（区）财政资金" if words.startswith("市县") else words
