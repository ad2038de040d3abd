"""Where characters stand in a document, and what stands together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")
Box = tuple[float, float, float, float]


class Place(NamedTuple):
    """Where characters stand in a document. `line` is None in a PDF, `page` and `box` are None in a text."""

    page: int | None = None
    line: int | None = None
    box: Box | None = None
    file: int = 0  # which file of the disclosure, where it was published as several


def join_places(places: Sequence[Place]) -> Place:
    """The first place, its box widened to all of the same page; a place without a box widens none."""
    boxes = [place.box for place in places if place.box is not None and place.page == places[0].page]
    if not boxes:
        return places[0]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return places[0]._replace(box=(min(lefts), min(tops), max(rights), max(bottoms)))


def part(items: Iterable[T], begins: Callable[[list[T], T], bool]) -> list[list[T]]:
    """Items in their order as groups; `begins` says whether another group begins with an item, after the one so far.

    >>> part([1, 2, 3, 7], lambda group, number: number > group[-1] + 1)
    [[1, 2, 3], [7]]
    """
    groups: list[list[T]] = []
    for item in items:
        if groups and not begins(groups[-1], item):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups
