"""What documents print of the official lists of subjects, for those who keep the lists (`data/classification`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from budget.classification import Standing, find_standing, names_of
from budget.meaning.subjects import disclosure_to_subjects
from budget.models import Disclosure

HARVEST = ("code", "name", "fiscal_year", "documents", "place", "standing", "listed_name")


def harvest_subjects(documents: Iterable[tuple[Path, Disclosure]]) -> list[tuple[object, ...]]:
    """Codes and names that the lists lack or have otherwise, by year, with the number of documents and one place."""
    seen: dict[tuple[str, str, int | None], list[str]] = defaultdict(list)
    for path, disclosure in documents:
        for (code, name), rows in disclosure_to_subjects(disclosure).items():
            table, index = rows[0]
            page = table.rows[index].place.page
            seen[code, name, disclosure.fiscal_year].append(f"{path.name} p{page}" if page else path.name)
    standings = {(code, name): find_standing(code, name) for code, name, _ in seen}
    return [
        (code, name, year, len(places), places[0], standings[code, name], "、".join(names_of(code)))
        for (code, name, year), places in sorted(seen.items(), key=lambda one: (*one[0][:2], one[0][2] or 0))
        if standings[code, name] is not Standing.LISTED
    ]
