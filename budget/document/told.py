"""What was read of a document: where it stands, and what it says there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from budget.models import Box, Figure, OverallForm, Place, PrintedTable, ProjectForm, Section, Stated, Unread
from budget.text import fold

AROUND = 1.5
"""Points that two readers may set the same line of letters apart."""
Form = OverallForm | ProjectForm
Piece = tuple[Place, str]
"""What is said at a place; a place without a box is its whole page or line, one without these its whole file."""


class Told:
    """Pieces that were read, asked by place and characters."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._said: dict[Place, list[tuple[Box | None, str]]] = defaultdict(list)
        for place, said in pieces:
            self._said[place._replace(box=None)].append((place.box, said))

    def tells(self, text: str, place: Place) -> bool:
        """Whether these characters are said there."""
        around = self._said[place._replace(box=None)] + self._said[Place(file=place.file)]
        return any(fold(text) in fold(said) for box, said in around if holds(box, place))


def holds(box: Box | None, place: Place) -> bool:
    """Whether the middle of the place lies in the box; one of them without a box is the whole page."""
    if box is None or place.box is None:
        return True
    x, y = (place.box[0] + place.box[2]) / 2, (place.box[1] + place.box[3]) / 2
    return box[0] - AROUND <= x <= box[2] + AROUND and box[1] - AROUND <= y <= box[3] + AROUND


def is_listed(place: Place, unread: Iterable[Unread]) -> bool:
    """Whether something listed as unread stands there or reaches into it."""
    return any(_meet(place, one.place) for one in unread if one.place.box is not None)


def _meet(place: Place, other: Place) -> bool:
    if place._replace(box=None) != other._replace(box=None) or place.box is None or other.box is None:
        return place == other
    (left, top, right, bottom), (x0, y0, x1, y1) = place.box, other.box
    return max(left, x0) < min(right, x1) and y0 - AROUND <= (top + bottom) / 2 <= y1 + AROUND


def read_pieces(tables: Sequence[PrintedTable], forms: Sequence[Form], sections: Sequence[Section]) -> Iterator[Piece]:
    """Everything that tables, forms and prose hold."""
    for table in tables:
        yield from ((note.place, note.text) for note in table.notes)
        for row in table.rows:
            yield row.place, "".join(row.labels)
            yield from ((figure.place, figure.text) for figure in row.figures)
    yield from ((line.place, line.text) for section in sections for line in section.lines)
    for form in forms:
        yield from _form_pieces(form)


def _form_pieces(form: Form) -> Iterator[Piece]:
    """What a form says, on each of its pages: a cell cut by a page's end is told where it begins."""
    stated: list[Stated | Figure] = [*form_statements(form), *(line.figure for line in form.funding)]
    sheets = form.sheets if isinstance(form, ProjectForm) else (form.place,)
    pages = {place.page for place in (*sheets, *(one.place for one in stated)) if place.page is not None}
    said = " ".join(getattr(one, "printed_text", None) or one.text for one in stated)
    if not pages:
        yield Place(file=sheets[0].file), said
    for page in range(min(pages, default=1), max(pages, default=-1) + 2):
        yield Place(page, file=sheets[0].file), said


def form_statements(form: Form) -> Iterator[Stated]:
    """The printed cells of a form that are no money."""
    found = [*form.fields.values(), form.goal_year]
    found += [stated for indicator in form.indicators for stated in (indicator.level3, indicator.target)]
    if isinstance(form, ProjectForm):
        found += [form.name, form.goal_period]
    else:
        found += [stated for task in form.key_tasks for stated in (task.function, task.task)]
    return (stated for stated in found if stated is not None)
