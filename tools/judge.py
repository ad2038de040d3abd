"""Every finding that accuses a document, beside the pictures of the places it speaks of, to be judged by eye.

    python -m tools.judge FOLDER ... [--out FOLDER] [--rule RULE]

Reads the documents of the folders, writes a page for each that has a failed finding (`--out`), and prints what failed
in which document under which rule, and what the judged list (`tests/judged/findings.tsv`) says of it.
"""

from __future__ import annotations

import argparse
import csv
import html
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from hashlib import sha256
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from budget.checks import check_disclosure
from budget.disclosure import read_disclosure
from budget.errors import BudgetError
from budget.evidence import find_fact, near_lines
from budget.evidence.clips import EVERYTHING
from budget.evidence.spots import fact_spots
from budget.export.ledger import operand_to_places
from budget.models import Box, Disclosure, Finding, Operand, ProseRef, Status, rule_title, say
from budget.reading import Pictures, source_of
from budget.reading.clipping import Strip, render_strips
from budget.words import message_to_text

LIST = Path(__file__).resolve().parent.parent / "tests" / "judged" / "findings.tsv"
SUFFIXES = {".pdf", ".txt"}
WORKERS = 2
DIGITS = 12
"""Of a file's sha256: enough to know it by."""
NAMED_SIDES = 2
"""A finding is known by its first sides: what is accused, and what it is held against."""
ABOVE, BELOW = 150.0, 60.0
"""Points of the page shown above the first side and below the last: the header, the neighbours."""
STYLE = "body{font:15px sans-serif;max-width:1100px;margin:1em auto}img{max-width:100%;border:1px solid #ccc}"


class Verdict(StrEnum):
    """What a person who looked at the page says of a failed finding."""

    TRUE = "true"
    FALSE = "false"
    ARGUABLE = "arguable"


class Accusation(NamedTuple):
    """What is judged: a rule's failed finding at a place of a document, known by the digest of its file."""

    digest: str
    rule: str
    place: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with its reason in a few words."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A document with what its ledger accuses it of; `error` where it could not be read."""

    path: Path
    digest: str
    accusations: tuple[Accusation, ...] = ()
    error: str = ""


# ---------------------------------------------------------------- the judged list


def read_judged(path: Path = LIST) -> dict[Accusation, Judged]:
    """The judged list. Raises ValueError for an unknown verdict or an accusation judged twice."""
    judged: dict[Accusation, Judged] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            accusation = Accusation(row["digest"], row["rule"], row["place"])
            if accusation in judged:
                raise ValueError(f"judged twice: {accusation}")
            judged[accusation] = Judged(Verdict(row["verdict"]), row["reason"])
    return judged


# ---------------------------------------------------------------- what fails


def hear_all(paths: Sequence[Path], out: Path | None = None, rule: str = "") -> list[Heard]:
    """Every document's failed findings, in the order given; their pages are written to `out`."""
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        return list(pool.map(partial(hear_document, out=out, rule=rule), paths))


def hear_document(path: Path, out: Path | None = None, rule: str = "") -> Heard:
    """The failed findings of one document, of one rule where one is named."""
    digest = sha256(path.read_bytes()).hexdigest()[:DIGITS]
    try:
        disclosure = read_disclosure(path)
    except BudgetError as error:
        return Heard(path, digest, error=str(error))
    failed = [f for f in check_disclosure(disclosure) if f.status is Status.FAILED and rule in ("", f.rule)]
    accusations = tuple(name_findings(disclosure, digest, failed))
    if out is not None and failed:
        write_page(disclosure, list(zip(accusations, failed, strict=True)), out, path.stem)
    return Heard(path, digest, accusations)


def name_findings(disclosure: Disclosure, digest: str, findings: Iterable[Finding]) -> Iterator[Accusation]:
    """A name for each finding that stays when tables, sections or rules around it are read otherwise."""
    told: Counter[Accusation] = Counter()
    for found in findings:
        sides = (found.operands or found.also_at)[:NAMED_SIDES]
        place = " ~ ".join(dict.fromkeys(name_side(disclosure, side) for side in sides)) or "-"
        accusation = Accusation(digest, found.rule, place)
        told[accusation] += 1
        yield accusation._replace(place=f"{place} #{told[accusation]}") if told[accusation] > 1 else accusation


def name_side(disclosure: Disclosure, side: Operand) -> str:
    """Page and point (line and column in a text) of a side; where in its paragraph a figure of the prose begins."""
    place, ref = side.place, side.ref
    spot = f"l{place.line}" if place.page is None else f"p{place.page}"
    if place.box is not None:
        spot += f" x{place.box[0]:.0f} y{place.box[1]:.0f}"
    elif side.cell is not None:
        spot += f" c{side.cell.column}"
    fact = find_fact(disclosure, str(ref)) if isinstance(ref, ProseRef) else None
    return f"{spot} +{fact.offset}" if fact else spot


# ---------------------------------------------------------------- pages to look at


def write_page(disclosure: Disclosure, findings: Sequence[tuple[Accusation, Finding]], out: Path, name: str) -> None:
    """`NAME.html` with its pictures in the folder `NAME`."""
    pictures = out / name
    pictures.mkdir(parents=True, exist_ok=True)
    judged = read_judged()
    parts = [f"<!doctype html><meta charset=utf-8><title>{name}</title><style>{STYLE}</style><h1>{name}</h1>"]
    for number, (accusation, found) in enumerate(findings, start=1):
        known = judged.get(accusation)
        verdict = f"{known.verdict}: {known.reason}" if known else "not judged"
        parts.append(f"<h2>{number}. {found.rule} {_text(message_to_text(rule_title(found.rule)))}</h2>")
        parts.append(
            f"<p>{_text(message_to_text(found.told))}<p><code>{accusation.place}</code> <b>{_text(verdict)}</b><ul>"
        )
        sides = (*found.operands, *found.also_at)
        parts += [f"<li>{_text(side.text)} {_text(_where(side))}" for side in sides]
        parts.append("</ul>")
        try:
            for index, png in enumerate(draw_sides(disclosure, sides)):
                file = pictures / f"{number:02}-{index}.png"
                file.write_bytes(png)
                parts.append(f'<p><img src="{name}/{file.name}">')
        except BudgetError as error:  # a file that is read but not drawn
            parts.append(f"<p>{_text(str(error))}")
        parts += [f"<pre>{_text(line)}</pre>" for line in _lines_of(disclosure, sides)]
    (out / f"{name}.html").write_text("\n".join(parts), encoding="utf-8")


def draw_sides(disclosure: Disclosure, sides: Sequence[Operand]) -> Iterator[bytes]:
    """For every page that the sides stand on, the piece of it that holds them, each marked."""
    placed = sorted(
        (s.place.file, s.place.page, *spot) for s in sides if s.place.page for spot in _spots(disclosure, s)
    )
    for (index, page), found in groupby(placed, key=lambda spot: spot[:2]):
        file = disclosure.files[index]
        show = source_of(file).show
        if isinstance(show, Pictures):
            marks: tuple[Box, ...] = tuple(spot[2:] for spot in found)
            rows = max(min(m[1] for m in marks) - ABOVE, 0.0), max(m[3] for m in marks) + BELOW
            yield render_strips(show.draw, file.path, [Strip(page, rows, marks)], [EVERYTHING])[0]


def _spots(disclosure: Disclosure, side: Operand) -> Iterator[Box]:
    fact = find_fact(disclosure, str(side.ref)) if side.ref else None
    yield from fact_spots(disclosure, fact) if fact else filter(None, [side.place.box])


def _lines_of(disclosure: Disclosure, sides: Sequence[Operand]) -> Iterator[str]:
    facts = (find_fact(disclosure, str(side.ref)) for side in sides if side.ref)
    for line in (line for fact in facts if fact for line in near_lines(disclosure, fact)):
        yield f"{line.number:>5} " + "\t".join(line.cells)


def _where(side: Operand) -> str:
    return message_to_text(say("ledger.operand", text="", where=operand_to_places(side)))


def _text(words: str) -> str:
    return html.escape(words, quote=False)


# ---------------------------------------------------------------- the command


def documents_in(folders: Iterable[Path]) -> list[Path]:
    """The PDFs and texts of the folders; a file may be named itself."""
    listed = [path for folder in folders for path in (sorted(folder.iterdir()) if folder.is_dir() else [folder])]
    return [path for path in listed if path.suffix in SUFFIXES]


def report(heard: Sequence[Heard], judged: Mapping[Accusation, Judged]) -> Iterator[str]:
    """Document by rule, then rule by verdict."""
    for document in heard:
        rules = Counter(accusation.rule for accusation in document.accusations)
        told = "  ".join(f"{rule} {count}" for rule, count in rules.most_common())
        yield f"{document.path.name:28} {document.error or f'{rules.total():4}  {told}'}"
    failed = [accusation for document in heard for accusation in document.accusations]
    yield f"\n{'rule':30} failed  " + "  ".join(Verdict) + "  not judged  precision"
    for rule, count in [*Counter(a.rule for a in failed).most_common(), ("all", len(failed))]:
        verdicts = Counter(judged[a].verdict for a in failed if a in judged and rule in (a.rule, "all"))
        numbers = "  ".join(f"{verdicts[verdict]:{len(verdict)}}" for verdict in Verdict)
        precision = f"{verdicts[Verdict.TRUE] / verdicts.total():9.0%}" if verdicts else ""
        yield f"{rule:30} {count:6}  {numbers}  {count - verdicts.total():10}  {precision}"


def main() -> int:
    """Hear, write, print."""
    parser = argparse.ArgumentParser(prog="python -m tools.judge", description="Failed findings beside their pages.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--rule", default="")
    asked = parser.parse_args()
    heard = hear_all(documents_in(asked.folders), asked.out, asked.rule)
    print(*report(heard, read_judged()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
