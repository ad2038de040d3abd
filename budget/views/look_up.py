"""查找: one box for subjects, projects, indicators, figures, prose, terms and findings of the open document."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from budget.models import Place, Status
from budget.search import Entry, Hit, HitKind, Index, build_index
from budget.views.book import Book
from budget.views.ledger import Ledger
from budget.views.shapes import SHOWN, Cell, Headline, Row, TableView
from budget.words import choice_to_text, place_to_text

MOST_HITS = 50
OFFERED_BELOW = 1
"""Hits that share only part of the query score at most this."""
CLAUSE_LENGTH = 24
"""How much of a sentence goes into an address: enough to be the only one."""
ROUTES: Mapping[HitKind, Callable[[Entry], Mapping[str, str | None]]] = {
    HitKind.SUBJECT: lambda entry: {"page": "subjects", "subject": entry.key},
    HitKind.ECONOMIC: lambda entry: {"page": "basic-project"},
    HitKind.PROJECT: lambda entry: {"page": "projects", "project": entry.key},
    HitKind.INDICATOR: lambda entry: {"page": "indicators", "project": entry.key, "q": entry.title},
    HitKind.FIGURE: lambda entry: {"cell": entry.cell},
    HitKind.PROSE: lambda entry: {
        "page": "text",
        "q": entry.title if entry.yuan is None else entry.body[:CLAUSE_LENGTH],
    },
    HitKind.TERM: lambda entry: {"page": "text"},
    # a table published without a figure has no cell to show: the list of tables says so
    HitKind.TABLE: lambda entry: {"cell": entry.cell} if entry.cell else {"page": "data", "frame": "tables"},
    HitKind.FINDING: lambda entry: {"page": "checks"},
}
"""Where a hit leads: changes of the address."""


def open_index(book: Book, ledger: Ledger) -> Index:
    """Everything that can be found, folded once for all readers."""
    told = (Status.FAILED, Status.NOT_POSSIBLE)  # the many identities that hold would bury what is looked for
    return build_index(book.disclosure, [finding for finding in ledger.findings if finding.status in told])


def look_up_headline(book: Book, index: Index) -> Headline:
    """What the box finds."""
    return SHOWN.headline["look_up"].fill(heading=book.heading, entries=len(index.entries))


def look_up(book: Book, index: Index, query: str) -> TableView | None:
    """The best hits; None when nothing is found or asked."""
    hits = index.search(query, MOST_HITS)
    if not hits:
        return None
    is_offer = hits[0].score <= OFFERED_BELOW
    said = "没有整段相符的，下面是字面最接近的" if is_offer else f"找到 {len(hits)} 条"
    most = f"，只列前 {MOST_HITS} 条" if len(hits) == MOST_HITS else ""
    return book.table_view("hits", (_hit_row(hit, book) for hit in hits), notes=(f"{said}{most}。",))


def _hit_row(hit: Hit, book: Book) -> Row:
    entry = hit.entry
    snippet = "" if hit.snippet == entry.title else hit.snippet
    named = Cell(choice_to_text(entry.kind)), Cell(entry.title, to=ROUTES[entry.kind](entry))
    place = Cell(place_to_text(Place(entry.page, entry.line)))
    return Row((*named, Cell(snippet), Cell(yuan=entry.yuan, cell=entry.cell), place))
