"""`python -m budget parse | check | export`: one clear line for bad input, exit code 2, never a traceback."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table as RichTable

from budget.catalogue import document_files, scan_folder
from budget.checks import check_disclosure
from budget.disclosure import read_disclosure, read_many
from budget.errors import BudgetError, DocumentNotFoundError
from budget.export.interchange import disclosure_to_interchange
from budget.export.ledger import ledger_to_json, ledger_to_text
from budget.models import ConfirmedBy, Disclosure, Status, TableKind, say
from budget.models.serial import record_to_bytes
from budget.words import choice_to_text

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
err = Console(stderr=True)

T = TypeVar("T")
SOME_FAILED = 1


ParseFormat = Literal["tables", "frames"]
"""What `parse` writes: the tables as printed (exchange form), or every frame."""
CheckFormat = Literal["text", "json"]
ExportFormat = Literal["csv", "xlsx", "package", "json"]
Documents = Annotated[
    list[Path],
    typer.Argument(help="一份公开文件（PDF 或文本）；分两个文件公开的给两个；或一个文件夹", show_default=False),
]
Document = Annotated[list[Path], typer.Argument(help="一份公开文件；分两个文件公开的给两个", show_default=False)]


@app.command()
def parse(
    documents: Documents,
    form: Annotated[ParseFormat, typer.Option("--format", help="tables：照原表；frames：全部数据框")] = "tables",
    output: Annotated[Path | None, typer.Option(help="写到哪里；不给则写到标准输出（文件夹输入时不写）")] = None,
) -> None:
    """读出一份公开文件的全部表格；给文件夹则逐份读，最后列出读了什么、什么没读成。"""
    if len(documents) == 1 and documents[0].is_dir():
        raise typer.Exit(parse_folder(documents[0], form, output))
    disclosure = _or_exit(lambda: read_disclosure(*documents))
    _write(disclosure, form, output)


@app.command()
def check(
    documents: Document,
    form: Annotated[CheckFormat, typer.Option("--format", help="text 或 json")] = "text",
    output: Annotated[Path | None, typer.Option(help="写到哪里；不给则写到标准输出")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="有不符的就以 1 退出")] = False,
) -> None:
    """核对一份公开文件里应当相符的数，列出相符的、不符的和无法核对的。"""
    disclosure = _or_exit(lambda: read_disclosure(*documents))
    findings = check_disclosure(disclosure)
    _emit(ledger_to_json(findings) if form == "json" else ledger_to_text(findings), output)
    if strict and any(finding.status is Status.FAILED for finding in findings):
        raise typer.Exit(SOME_FAILED)


@app.command()
def export(
    documents: Document,
    to: Annotated[ExportFormat, typer.Option("--to", help="csv、xlsx、package（Frictionless 数据包）或 json")],
    output: Annotated[Path, typer.Option(help="写到哪个文件夹")],
) -> None:
    """把一份公开文件导出为开放数据。"""
    from budget.export import export_disclosure  # noqa: PLC0415  brings pandas and XlsxWriter

    disclosure = _or_exit(lambda: read_disclosure(*documents))
    for path in _or_exit(lambda: export_disclosure(disclosure, to, output)):
        typer.echo(path)


@app.command()
def verify(
    documents: Document,
    output: Annotated[Path | None, typer.Option(help="把每个数的对照写成 CSV；不给则只说不一样的")] = None,
) -> None:
    """用另一个程序（pdfplumber）把 PDF 再读一遍，列出两遍读得不一样的数；有就以 1 退出。"""
    from budget.document.verification import verify_disclosure  # noqa: PLC0415  off the way of those who only read
    from budget.export.csv_files import rows_to_csv  # noqa: PLC0415  brings pandas

    disclosure = _or_exit(lambda: read_disclosure(*documents))
    made = _or_exit(lambda: verify_disclosure(disclosure))
    rows = [(o.ref, o.place.page, o.printed, o.confirmed_by, o.characters, o.cell) for o in made.confirmations]
    rows += [("", place.page, "", ConfirmedBy.NOTHING, text, None) for text, place in made.unseen]
    if output is not None:
        _emit(rows_to_csv(("cell", "page", "printed_text", "confirmed_by", "characters", "second_cell"), rows), output)
    report = RichTable("位置", "页", "第一遍", "第二遍", "第二遍的整格")
    for ref, page, printed, confirmed_by, *second in rows:
        if confirmed_by is ConfirmedBy.NOTHING:
            report.add_row(*(str(value if value is not None else "") for value in (ref, page, printed, *second)))
    words = "，".join(f"{choice_to_text(by)} {made.counts[by]:,} 个" for by in ConfirmedBy)
    typer.echo(f"{words}；只有第二遍读到的 {len(made.unseen):,} 个")
    if report.row_count:
        Console(width=None if sys.stdout.isatty() else 160).print(report)
        raise typer.Exit(SOME_FAILED)


@app.command()
def subjects(
    folder: Annotated[Path, typer.Argument(help="放公开文件的文件夹", show_default=False)],
    output: Annotated[Path | None, typer.Option(help="写到哪里；不给则写到标准输出")] = None,
) -> None:
    """列出各文件印的、科目表里没有或名称不同的科目（CSV）：编码、名称、年度、份数、一处出处。"""
    from budget.export.csv_files import rows_to_csv  # noqa: PLC0415  brings pandas
    from budget.export.subjects import HARVEST, harvest_subjects  # noqa: PLC0415

    read = ((path, result) for path, result in read_many(_files_in(folder)) if isinstance(result, Disclosure))
    _emit(rows_to_csv(HARVEST, harvest_subjects(read)), output)


@app.command("list")
def list_folder(folder: Annotated[Path, typer.Argument(help="放公开文件的文件夹", show_default=False)]) -> None:
    """列出文件夹里有哪些公开文件，一行一份（JSON）；分两个文件公开的合为一份。"""
    if not folder.is_dir():
        _fail(DocumentNotFoundError(say("error.no_folder", folder=str(folder))))
    for entry in scan_folder(folder):
        typer.echo(record_to_bytes(entry).decode())


def parse_folder(folder: Path, form: ParseFormat, output: Path | None) -> int:
    """Read every document of a folder on all cores, going on past bad files; 0 when all were read, else 1."""
    paths = _files_in(folder)
    report = RichTable("文件", "结果", "表", "金额（读出／印刷）", "说明")
    failed = 0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err) as progress:
        for path, result in progress.track(read_many(paths), total=len(paths), description="读取"):
            failed += isinstance(result, BudgetError)
            report.add_row(path.name, *_report_row(result))
            if isinstance(result, Disclosure) and output is not None:
                suffix = ".json" if form == "tables" else ""
                _write(result, form, output / f"{path.stem}{suffix}")
    Console(width=None if sys.stdout.isatty() else 160).print(report)
    return SOME_FAILED if failed else 0


def _files_in(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        _fail(DocumentNotFoundError(say("error.no_folder", folder=str(folder))))
    if not (paths := document_files(folder)):
        _fail(DocumentNotFoundError(say("error.empty_folder", folder=str(folder))))
    return paths


def _report_row(result: Disclosure | BudgetError) -> tuple[str, str, str, str]:
    if isinstance(result, BudgetError):
        return "[red]没有读成[/red]", "", "", str(result)
    coverage = result.coverage
    other = sum(table.kind is TableKind.OTHER for table in result.tables)
    notes = [
        f"{other} 张表未识别" if other else "",
        f"{len(coverage.unread)} 处没有读出" if coverage.unread else "",
        f"{coverage.figures_doubtful} 个读得有疑问" if coverage.figures_doubtful else "",
        f"{len(coverage.structure)} 处表的结构没有认准" if coverage.structure else "",
    ]
    counts = f"{coverage.figures_read:,}／{coverage.figures_printed:,}"
    return "读了", str(len(result.tables)), counts, "；".join(note for note in notes if note)


def _write(disclosure: Disclosure, form: ParseFormat, output: Path | None) -> None:
    if form == "tables":
        _emit(json.dumps(disclosure_to_interchange(disclosure), ensure_ascii=False, indent=1), output)
    elif output is None or output.suffix == ".json":
        frames = {name: json.loads(frame.to_json(orient="records")) for name, frame in _text_frames(disclosure).items()}
        _emit(json.dumps(frames, ensure_ascii=False, indent=1), output)
    else:
        output.mkdir(parents=True, exist_ok=True)
        for name, frame in _text_frames(disclosure).items():
            frame.to_csv(output / f"{name}.csv", index=False, encoding="utf-8")


def _text_frames(disclosure: Disclosure) -> Mapping[str, pd.DataFrame]:
    """Frames with decimals as their exact characters: a JSON or CSV float would round them."""
    import pandas as pd  # noqa: PLC0415  only when frames are asked for

    from budget.frames import frames_of  # noqa: PLC0415

    def exact(column: pd.Series) -> pd.Series:
        is_decimal = isinstance(column.dtype, pd.ArrowDtype)
        return column.map(lambda value: format(value, "f"), na_action="ignore") if is_decimal else column

    return {name: frame.apply(exact) for name, frame in frames_of(disclosure).items()}


def _emit(text: str, output: Path | None) -> None:
    if output is None:
        typer.echo(text)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text + "\n", "utf-8")


def _or_exit(work: Callable[[], T]) -> T:
    try:
        return work()
    except BudgetError as error:
        _fail(error)


def _fail(error: BudgetError) -> NoReturn:
    err.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(error.exit_code)
