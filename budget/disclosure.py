"""The pipeline on one screen: file → pages → tables and prose → forms → disclosure."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from budget.document.corrections import apply_corrections, correction_notices, corrections_of
from budget.document.coverage import measure_coverage
from budget.document.identity import Identity, body_key, identify_document, identity_notices
from budget.document.masking import mask_pages
from budget.errors import BudgetError, DocumentNotFoundError, NotADisclosureError
from budget.forms import identify, parse_tables
from budget.forms.performance import parse_overall_form, parse_project_forms
from budget.layout import Layout, pages_to_layout
from budget.models import (
    Correction,
    Disclosure,
    DocumentFile,
    MaskedItem,
    Notice,
    NoticeKind,
    Page,
    Place,
    PrintedTable,
    TableKind,
    change_block,
    name_document,
    say,
)
from budget.narrative import lines_to_contents, lines_to_sections, sections_to_terms
from budget.reading import SOURCES, Source, find_source

META_FILE = "meta.toml"
OpenFile = tuple[DocumentFile, tuple[Page, ...]]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file on its way: its pages (private persons masked) and their layout."""

    file: DocumentFile
    pages: tuple[Page, ...]
    layout: Layout
    identity: Identity
    masked: tuple[MaskedItem, ...]
    doubts: tuple[Notice, ...]
    """What the file leaves open about whose it is."""


def read_disclosure(*paths: str | Path, sources: Sequence[Source] = SOURCES) -> Disclosure:
    """Read one disclosure, published as one file or as several (tables in one, prose in the other).

    Raises: DocumentNotFoundError, DamagedDocumentError, NotADisclosureError, MaskingError; each with one line for the
    reader.
    """
    if not paths:
        raise DocumentNotFoundError(say("error.no_files"))
    meta = _read_meta(Path(paths[0]))
    opened, corrections = _correct([_open_file(Path(path), index, sources) for index, path in enumerate(paths)], meta)
    files = [_read_file(file, pages) for file, pages in opened]
    _require_one_body(files)
    kinds = [(table, identify(table)) for file in files for table in file.layout.tables]
    tables = parse_tables(kinds)
    sections = tuple(section for file in files for section in lines_to_sections(file.layout.blocks))
    overall = [parse_overall_form(t) for t, kind in kinds if kind is TableKind.PERFORMANCE_OVERALL]
    projects = parse_project_forms([t for t, kind in kinds if kind is TableKind.PERFORMANCE_PROJECT])
    _require_a_disclosure(files, tables, bool(overall or projects), bool(sections))
    are_unknown = bool(tables) and not overall and not projects and {t.kind for t in tables} == {TableKind.OTHER}
    unknown = [Notice(NoticeKind.DOUBT, None, say("document.no_known_table"))] if are_unknown else []
    return Disclosure(
        files=tuple(file.file for file in files),
        title=_first(files, "title") or files[0].file.name,
        department=_first(files, "department"),
        fiscal_year=_first(files, "fiscal_year"),
        phase=_first(files, "phase"),
        level=_first(files, "level"),
        tables=tables,
        sections=sections,
        overall_form=overall[0] if overall else None,
        project_forms=projects,
        glossary=tuple(sections_to_terms(sections)),
        contents=tuple(entry for file in files for entry in lines_to_contents(file.layout.blocks)),
        coverage=measure_coverage(
            [page for file in files for page in file.pages],
            tables,
            kinds,
            [*overall[:1], *projects],
            [table for file in files for table in file.layout.repeated],
            sections,
        ),
        notices=(*(doubt for file in files for doubt in file.doubts), *unknown, *correction_notices(corrections)),
        masked=tuple(item for file in files for item in file.masked),
        corrections=corrections,
        meta=meta,
    )


def read_many(paths: Sequence[str | Path]) -> Iterator[tuple[Path, Disclosure | BudgetError]]:
    """Read many one-file disclosures on all cores, in the order given; a bad file gives its error, not an end."""
    if len(paths) == 1:
        yield from map(_read_or_error, map(Path, paths))
        return
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(_read_or_error, map(Path, paths))


def _read_or_error(path: Path) -> tuple[Path, Disclosure | BudgetError]:
    try:
        return path, read_disclosure(path)
    except BudgetError as error:
        return path, error


def _open_file(path: Path, index: int, sources: Sequence[Source]) -> OpenFile:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DocumentNotFoundError(say("error.unopened_path", path=str(path), why=str(error.strerror))) from error
    source = find_source(path, sources)
    pages = _with_file_index(source.read(path), index)
    return DocumentFile(str(path), path.name, hashlib.sha256(content).hexdigest(), source.media, len(pages)), pages


def _correct(opened: Sequence[OpenFile], meta: Mapping[str, str]) -> tuple[list[OpenFile], tuple[Correction, ...]]:
    """The files with what is declared for their document applied."""
    entries = corrections_of(name_document(meta, [file.sha256 for file, _ in opened]))
    pages, found = apply_corrections(tuple(page for _, pages in opened for page in pages), entries)
    rest = iter(pages)
    return [(file, tuple(islice(rest, len(pages)))) for file, pages in opened], found


def _read_file(file: DocumentFile, pages: tuple[Page, ...]) -> ReadFile:
    pages, masked = mask_pages(pages)
    layout = pages_to_layout(pages)
    identity = identify_document(layout, pages)
    return ReadFile(file, pages, layout, identity, masked, identity_notices(layout, identity))


def _with_file_index(pages: tuple[Page, ...], index: int) -> tuple[Page, ...]:
    """Mark every place with its file; the first file's places are right as they are."""
    if index == 0:
        return pages

    def mark(text: str, place: Place) -> tuple[str, Place]:
        return text, place._replace(file=index)

    return tuple(replace(page, blocks=tuple(change_block(block, mark) for block in page.blocks)) for page in pages)


def _first(files: Sequence[ReadFile], attribute: str) -> Any:
    return next((value for file in files if (value := getattr(file.identity, attribute)) is not None), None)


def _require_one_body(files: Sequence[ReadFile]) -> None:
    """Several files must be one body's, of one year and phase; a file that prints no year is not contradicted."""
    for attribute, what in (
        ("department", say("differs.department")),
        ("fiscal_year", say("differs.fiscal_year")),
        ("phase", say("differs.phase")),
    ):
        said = {value for file in files if (value := getattr(file.identity, attribute)) is not None}
        if len({body_key(value) if attribute == "department" else value for value in said}) > 1:
            names, values = tuple(file.file.name for file in files), tuple(map(str, sorted(said)))
            raise NotADisclosureError(say("error.several_bodies", names=names, what=what, values=values))


def _require_a_disclosure(
    files: Sequence[ReadFile], tables: Sequence[PrintedTable], has_form: bool, has_prose: bool
) -> None:
    name = files[0].file.name
    if not any(file.layout.blocks for file in files):
        raise NotADisclosureError(say("error.no_words", name=name))
    says_budget = _first(files, "phase") is not None
    has_money = any(table.kind is not TableKind.OTHER or _has_amounts(table, says_budget) for table in tables)
    if not (has_money or has_form or (has_prose and says_budget)):
        raise NotADisclosureError(say("error.no_tables", name=name))


def _has_amounts(table: PrintedTable, says_budget: bool) -> bool:
    """Whether a table of whatever title holds money: it prints a money unit, or stands in a budget."""
    return (table.unit is not None or says_budget) and any(figure.value for row in table.rows for figure in row.figures)


def _read_meta(path: Path) -> Mapping[str, str]:
    meta = path.with_name(META_FILE)
    if not meta.is_file():
        return {}
    declared = tomllib.loads(meta.read_text("utf-8"))
    return {key: str(value) for key, value in declared.items() if not isinstance(value, dict | list)}
