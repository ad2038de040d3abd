"""科目下钻: 类 › 款 › 项, one node at a time, with search by code or name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budget.evidence.formulas import share_ref, sum_ref
from budget.models import Measure, Vintage
from budget.text import squeeze
from budget.views.book import VINTAGE_NAMES, Book, cell_of, share_cell
from budget.views.functional import MEASURE_WORDS, MEASURES, VINTAGE_MEASURE, Subject, Tree, functional_tree
from budget.views.glossary import subject_meaning
from budget.views.money import DisplayUnit, amount_or_nothing, share_text
from budget.views.shapes import Cell, CellKind, Column, Headline, KeyFigure, Row, TableView
from budget.words import choice_to_text

ROOT = "all"
LEVEL_NAMES = {3: "类", 5: "款", 7: "项"}
WHOLES = {"total": Measure.SPENDING, "basic": Measure.BASIC, "project": Measure.PROJECT}


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A rectangle of the chart; `parent` is "" for the root. Only leaves carry the area."""

    key: str
    label: str
    parent: str
    yuan: Decimal
    is_leaf: bool
    share_of_parent: str


def known_subject(book: Book, code: str | None) -> str | None:
    """The code if the document has it, else None."""
    tree = functional_tree(book)
    return code if tree and code in tree.subjects else None


def subjects_headline(book: Book, code: str | None, vintage: Vintage, unit: DisplayUnit) -> Headline:
    """The largest parts of where the reader stands."""
    tree, measure = functional_tree(book), VINTAGE_MEASURE[vintage]
    question = "钱花在哪些科目？"
    if tree is None:
        return Headline(question, "本文件没有公开带编码的功能分类支出表，不能按科目下钻。")
    here = tree.subjects.get(code or "")
    whole, _ = _at(book, tree, here, measure)
    parts = sorted(
        ((amount, child) for child in tree.children(code) if (amount := child.amounts[measure])), key=lambda p: -p[0]
    )
    name = here.name if here else f"{book.year_word}{'实际支出' if book.is_final else '支出预算'}"
    money_word = "" if vintage is Vintage.ALL else f"（{VINTAGE_NAMES[vintage]}）"
    answer = f"{name}{money_word}共 **{amount_or_nothing(whole, unit)}**"
    if parts:
        listed = "，".join(
            f"{child.name} **{amount_or_nothing(amount, unit)}**（{share_text(amount, whole)}）"
            for amount, child in parts[:3]
        )
        count = f"，分在 {len(parts)} 个{LEVEL_NAMES.get(len(parts[0][1].code), '科目')}" if len(parts) > 1 else ""
        answer += f"{count}：{listed}"
    meanings = (subject_meaning(book, above.code, above.name) for above in reversed(tree.path(code)))
    meaning = next(filter(None, meanings), "")
    return Headline(question, f"{answer}。", _figures(book, tree, here, unit), meaning)


def _at(book: Book, tree: Tree, here: Subject | None, measure: str) -> tuple[Decimal | None, str | None]:
    """Amount and place of a subject; of the whole tree the printed total (None where unread), else the classes' sum."""
    if here:
        return here.amounts[measure], here.cells[measure]
    others = {"current_year": book.current_year, "carryover_in": book.carryover}
    printed = book.total(WHOLES[measure], tree.scope) if measure in WHOLES else others[measure]
    if printed:
        return printed["amount_yuan"], printed["cell"]
    return sum((c.amounts[measure] or Decimal(0) for c in tree.children(None)), Decimal(0)), None


def _figures(book: Book, tree: Tree, here: Subject | None, unit: DisplayUnit) -> tuple[KeyFigure, ...]:
    scope = choice_to_text(tree.scope)
    shown = [m for m in ("total", "project", "current_year", "carryover_in") if tree.has(m)]
    whole, base = _at(book, tree, here, "total")
    figures = []
    for measure in shown:
        amount, cell = _at(book, tree, here, measure)
        formula = None if measure == "total" else share_ref(cell, base)
        compared = "" if measure == "total" else f"占合计 {share_text(amount, whole)}"
        hue = {"project": "project", "current_year": "current", "carryover_in": "carryover"}.get(measure, "")
        label = MEASURE_WORDS[measure]
        figures.append(KeyFigure(label, amount, "", scope, compared, cell, hue, compared_cell=formula))
    return tuple(figures)


def has_money(book: Book, code: str | None, vintage: Vintage) -> bool:
    """Whether the subject (or, without a code, any) has money of the chosen kind to draw."""
    return any(node.key == (code or ROOT) and node.yuan > 0 for node in tree_nodes(book, vintage))


def tree_nodes(book: Book, vintage: Vintage) -> tuple[TreeNode, ...]:
    """Every subject with money of the chosen kind, the root first."""
    tree, measure = functional_tree(book), VINTAGE_MEASURE[vintage]
    if tree is None:
        return ()
    whole = _at(book, tree, None, measure)[0] or Decimal(0)
    nodes = [TreeNode(ROOT, "全部科目", "", whole, False, "")]
    for subject in tree.subjects.values():
        amount = subject.amounts[measure]
        if amount and amount > 0:
            has_parts = any((child.amounts[measure] or 0) > 0 for child in tree.children(subject.code))
            above = tree.subjects[subject.parent].amounts[measure] if subject.parent else whole
            nodes.append(TreeNode(subject.code, subject.name, subject.parent or ROOT, amount, not has_parts,
                                  share_text(amount, above)))  # fmt: skip
    return tuple(nodes)


def breadcrumb(book: Book, code: str | None) -> tuple[tuple[str, str | None], ...]:
    """(name, code) from the root down to where the reader stands."""
    tree = functional_tree(book)
    return (("全部科目", None), *((s.name, s.code) for s in (tree.path(code) if tree else ())))


def children_table(book: Book, code: str | None, vintage: Vintage) -> TableView | None:
    """The subjects one level below, or the subject itself at the lowest level."""
    tree = functional_tree(book)
    if tree is None:
        return None
    children = tree.children(code) or tuple(filter(None, (tree.subjects.get(code or ""),)))
    rows = tuple(_row(book, tree, s, vintage) for s in children)
    name = f"{tree.subjects[code].name}的下一级" if code and tree.children(code) else "科目"
    return _table(book, tree, name, rows, children, vintage)


def all_subjects_table(book: Book, vintage: Vintage) -> TableView | None:
    """Every subject, set in by its level; totals of a level are not to be added to their parts."""
    tree = functional_tree(book)
    if tree is None:
        return None
    subjects = tuple(_walk(tree, None))
    rows = tuple(_row(book, tree, s, vintage, len(tree.path(s.code)) - 1) for s in subjects)
    return _table(book, tree, "全部科目", rows, tuple(tree.subjects.values()), vintage)


def _walk(tree: Tree, code: str | None) -> Iterator[Subject]:
    for child in tree.children(code):
        yield child
        yield from _walk(tree, child.code)


def found_table(book: Book, query: str, vintage: Vintage) -> TableView | None:
    """Subjects whose code begins with, or whose name contains, what was asked; None when none does."""
    tree = functional_tree(book)
    asked = squeeze(query)
    found = [s for s in (tree.subjects.values() if tree else ()) if s.code.startswith(asked) or asked in s.name]
    if not asked or not found or tree is None:
        return None
    rows = tuple(_row(book, tree, s, vintage) for s in found)
    return _table(book, tree, f"找到 {len(found)} 个科目", rows, found, vintage)


def _row(book: Book, tree: Tree, subject: Subject, vintage: Vintage, indent: int = 0) -> Row:
    """A subject with its share of the subject above; a class with its share of the whole, else of all classes."""
    chosen = VINTAGE_MEASURE[vintage]
    whole, base = _at(book, tree, tree.subjects[subject.parent] if subject.parent else None, chosen)
    if not subject.parent and base is None:
        base = sum_ref(c.cells[chosen] for c in tree.children(None) if c.amounts[chosen])
    meaning = subject_meaning(book, subject.code, subject.name)
    name = Cell(subject.name, to={"subject": subject.code, "q": None}, note=f" {subject.code}", help=meaning)
    figures = (Cell(yuan=subject.amounts[m], cell=subject.cells[m]) for m in MEASURES if tree.has(m))
    share = share_cell(subject.amounts[chosen], whole, subject.cells[chosen], base)
    return Row((name, *figures, share), indent)


def _table(
    book: Book, tree: Tree, name: str, rows: tuple[Row, ...], subjects: Sequence[Subject], vintage: Vintage
) -> TableView:
    share = Column(f"占上级（{MEASURE_WORDS[VINTAGE_MEASURE[vintage]]}）", CellKind.NUMBER)
    missing = [MEASURE_WORDS[m] for m in MEASURES if not tree.has(m)]
    notes = (f"本文件的科目表没有分列：{'、'.join(missing)}。",) if missing else ()
    cells = tuple(s.cells[m] for s in subjects for m in MEASURES) or (cell_of(book.whole),)
    scope = choice_to_text(tree.scope)
    view = book.table_view("subjects", rows, cells, scope=scope, notes=notes, without=missing, more=(share,))
    return replace(view, name=name, title=name)
