"""方法与出处: how the document was read, what was changed or hidden, what was not read, how to quote it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.metadata import version

from budget.citation import cite_words
from budget.document.masking import MASK, describe_masked
from budget.evidence.facts import find_fact, forms_by_id
from budget.evidence.received import how_received
from budget.export.about import LICENCE_NAME, describe
from budget.models import (
    KINDS,
    FormPart,
    FormRef,
    Message,
    NoticeKind,
    Place,
    ProjectForm,
    Status,
    TableKind,
    UnreadRef,
    say,
)
from budget.paths import ROOT
from budget.reading import Step, source_of
from budget.views.book import Book
from budget.views.ledger import Ledger
from budget.views.shapes import SHOWN, Cell, Headline, Row, TableView
from budget.words import choice_to_text, message_to_text

RECONCILED = (Status.PASSED, Status.ROUNDING, Status.FAILED)
LIBRARIES = ("pypdfium2", "pandas", "streamlit", "plotly")
STEPS = (
    Step(say("step.columns"), say("step.columns_how")),
    Step(say("step.amounts"), say("step.amounts_how")),
    Step(say("step.checks"), say("step.checks_how")),
)
"""The steps after reading, the same for every kind of file."""
KNOWN_LIMITS = tuple(SHOWN.words["known_limits"].values())


def method_headline(book: Book, ledger: Ledger) -> Headline:
    """Printed, read, reconciled, not read."""
    coverage = book.disclosure.coverage
    printed, read = coverage.figures_printed, coverage.figures_read
    lost = len(coverage.unread) + coverage.figures_doubtful
    reconciled = len(reconciled_cells(ledger))
    told = f"还有 **{lost} 处**没有读到或有疑问，逐处列在下面" if lost else "没有发现漏读的地方"
    return SHOWN.headline["method"].fill(
        printed=printed, read=read, read_share=_percent(read, printed), reconciled=reconciled,
        reconciled_share=_percent(reconciled, read), lost=lost, told=told,
    )  # fmt: skip


def _percent(part: int, whole: int) -> str:
    return f"占 {part / whole:.1%}" if whole else ""


def reconciled_cells(ledger: Ledger) -> frozenset[str]:
    """The printed cells that at least one identity was worked out with."""
    return frozenset(
        str(operand.cell)
        for found in ledger.findings
        if found.status in RECONCILED
        for operand in (*found.operands, *found.also_at)
        if operand.cell and operand.text
    )


def reading_steps(book: Book) -> tuple[tuple[str, str], ...]:
    """How this kind of file is read."""
    return tuple((message_to_text(step.title), message_to_text(step.how)) for step in (*book.source().steps, *STEPS))


def changes_table(book: Book) -> TableView:
    """What was corrected or masked: declared entries, then what the rules hid while reading."""
    rows = [
        Row((Cell(choice_to_text(entry.kind) + ("" if entry.is_applied else "（没有用上）")),
             Cell(_locator(book, entry.locator)), Cell(entry.printed), Cell(entry.used),
             Cell(f"{entry.count} 处"), Cell(entry.reason), Cell(entry.date.isoformat())))
        for entry in book.disclosure.corrections
    ]  # fmt: skip
    rows += [
        Row((Cell("遮盖"), Cell(book.place_words(item.place)), Cell("（自然人的姓名或证件号）"),
             Cell(MASK), Cell(""), Cell(message_to_text(describe_masked(item))), Cell("")))
        for item in book.disclosure.masked
    ]  # fmt: skip
    notes = () if rows else ("没有更正任何数，也没有遮盖任何姓名。",)
    return book.table_view("corrections", rows, notes=notes)


def _locator(book: Book, locator: Mapping[str, str]) -> str:
    """Where an entry applies in the file that is open, and what stands there."""
    words: dict[str, Callable[[str], Message | str]] = {
        "page": lambda page: say("place.page", page=page),
        "line": lambda line: say("place.line", line=line),
        "table": lambda title: say("ledger.table", title=title),
        "form": str,
        "field": str,
    }
    del words["line" if book.source().has_pages else "page"]
    said = tuple(to_words(locator[key]) for key, to_words in words.items() if key in locator)
    return message_to_text(say("place.parts", parts=said))


def unread_table(book: Book) -> TableView | None:
    """Every place that was not read or is in doubt, linked to its page; None when there is none."""
    rows = [
        Row((Cell(book.place_words(item.place), cell=str(UnreadRef(index)) if _has_spot(item.place) else None),
             Cell(item.text.replace("\n", " ")), Cell(message_to_text(item.reason))))
        for index, item in enumerate(book.disclosure.coverage.unread)
    ]  # fmt: skip
    rows += [
        Row((Cell(book.place_words(item.place)), Cell(item.text or "（没有表名）"), Cell(message_to_text(item.reason))))
        for item in book.disclosure.coverage.structure
    ]
    rows += [*_doubtful_figures(book), *_notices(book)]
    rows += [
        Row((Cell(book.place_words(doubt.place) if doubt.place else "全文"), Cell(""),
             Cell(message_to_text(doubt.message))))
        for doubt in book.disclosure.notices
    ]  # fmt: skip
    return book.table_view("unread", rows) if rows else None


def _doubtful_figures(book: Book) -> Iterator[Row]:
    """Figures that were read, but may be others than the printed ones; each leads to its place."""
    for address, doubt in book.doubts.items():
        fact = find_fact(book.disclosure, address)
        if fact is not None:
            where = Cell(book.place_words(fact.place), cell=address)
            yield Row((where, Cell(fact.printed), Cell(choice_to_text(doubt))))


def _notices(book: Book) -> Iterator[Row]:
    """What to know of tables though every figure was read: negatives, no total, cells that are no figure."""
    for table in book.disclosure.tables:
        told = [(table.place, table.title, n) for n in table.notices if n.kind is not NoticeKind.NOT_READ]
        told += [(row.place, f"《{table.title}》{row.name}", n) for row in table.rows for n in row.notices]
        for place, what, notice in told:
            yield Row((Cell(book.place_words(place)), Cell(what), Cell(message_to_text(notice.message))))


def _has_spot(place: Place) -> bool:
    return place.box is not None or place.line is not None


def tables_table(book: Book) -> TableView:
    """Every table with what it was taken for and how many figures were read from it."""
    unknown = sum(r["kind"] == TableKind.OTHER for r in book.frames["tables"])
    notes = (f"有 {unknown} 张表没有认出种类：照原样列出和下载，不参加分类汇总。",) if unknown else ()
    return book.table_view("tables", _table_rows(book), notes=notes)


def _table_rows(book: Book) -> Iterator[Row]:
    for r in book.frames["tables"]:
        table = book.tables[r["table_id"]]
        has_figure = bool(table.rows and table.rows[0].figures)
        title = r["title"] or "（没有印表名）"
        place = book.place_words(table.place)
        side = f"（{choice_to_text(table.side)}）" if table.side else ""
        empty = "，公开了但没有数据" if r["is_empty"] else ""
        yield Row((
            Cell(title, cell=str(table.ref(0, 0)) if has_figure else None),
            Cell(f"{KINDS[table.kind].name}{side}{empty}"), Cell(r["unit"] or "未印"), Cell(place),
            Cell(str(r["row_count"])), Cell(str(r["figure_count"])),
        ))  # fmt: skip
    yield from _form_rows(book)


def _form_rows(book: Book) -> Iterator[Row]:
    """Performance forms, each linked to its first indicator."""
    for form in forms_by_id(book.disclosure).values():
        if isinstance(form, ProjectForm):
            title, name, place = form.name.text.replace("\n", ""), "绩效目标表（项目）", form.name.place
        else:
            title, name, place = "整体支出绩效目标申报表", "绩效目标表（整体）", form.place
        count = len(form.indicators)
        ref = str(FormRef(form.form_id, FormPart.INDICATOR, 0)) if count else None
        where = book.place_words(place)
        yield Row((Cell(title, cell=ref), Cell(name), Cell(), Cell(where), Cell(), Cell(f"{count} 条指标")))


def checks_words(ledger: Ledger) -> str:
    """How many findings of each outcome, in one sentence."""
    counts = {status: sum(found.status is status for found in ledger.findings) for status in Status}
    said = "，".join(f"{choice_to_text(status)} {count} 处" for status, count in counts.items() if count)
    return f"核对的结果：{said}。" if said else "没有可以核对的关系。"


def files_facts(book: Book) -> tuple[tuple[str, str], ...]:
    """The files with their digests, how they came, the versions of what read them."""
    received = how_received(book.disclosure)
    facts: list[tuple[str, str]] = []
    for file in book.disclosure.files:
        source = source_of(file, book.sources)
        pages = f"，{file.page_count} 页" if source.has_pages else ""
        note = received.note(file.name) if received else ""
        facts.append((file.name, f"{message_to_text(source.name)}{pages}，sha256 {file.sha256}。{note}"))
    if received:
        facts.append(("怎么得到的", f"{received.how}{received.date} 收到，{received.name}，sha256 {received.sha256}"))
    facts.append(("读取程序", f"明账 {own_version()}；{'、'.join(f'{name} {version(name)}' for name in LIBRARIES)}"))
    return tuple(facts)


@cache
def own_version() -> str:
    """The version of this project."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return str(declared["project"]["version"])


def quoting_facts(book: Book) -> tuple[tuple[str, str], ...]:
    """How to quote a figure and the whole, and the licence."""
    whole = cite_words(book.disclosure, describe(book.disclosure).title, "", date.today())
    return (
        ("引用一个数", "点这个数，出处窗口里有现成的引文、GB/T 7714 条目、校验值和链接，一键复制。"),
        ("引用整份文件", whole.reference),
        ("许可", f"{LICENCE_NAME}。程序按 MIT 许可。"),
    )
