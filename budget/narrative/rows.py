"""Pieces of one printed line, stored apart or out of order, → one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budget.models import Table, TextLine

SAME_ROW = 0.55  # share of the lower piece's height by which two pieces must overlap to stand on one line


def join_row_pieces(blocks: Sequence[TextLine | Table]) -> list[TextLine | Table]:
    """The blocks with the pieces of each printed line joined from left to right.

    Word sets a figure between Chinese characters as a run of its own; some producers store such runs before the
    words they follow ("2017" | "二、" | "年主要工作任务"), and wide gaps come apart ("目  录").
    """
    joined: list[TextLine | Table] = []
    row: list[TextLine] = []
    for block in blocks:
        if isinstance(block, TextLine) and row and _is_on_row(row, block):
            row.append(block)
            continue
        joined.extend(_join(row))
        row = [block] if isinstance(block, TextLine) else []
        if not isinstance(block, TextLine):
            joined.append(block)
    joined.extend(_join(row))
    return joined


def _is_on_row(row: Sequence[TextLine], line: TextLine) -> bool:
    box = line.place.box
    if box is None or row[0].place.page != line.place.page:
        return False
    return all(_overlaps(piece, line) for piece in row)


def _overlaps(piece: TextLine, line: TextLine) -> bool:
    first, second = piece.place.box, line.place.box
    if first is None or second is None:
        return False
    shared = min(first[3], second[3]) - max(first[1], second[1])
    is_beside = min(first[2], second[2]) - max(first[0], second[0]) <= shared
    return is_beside and shared >= SAME_ROW * min(first[3] - first[1], second[3] - second[1])


def _join(row: Sequence[TextLine]) -> Iterator[TextLine]:
    if len(row) < 2:
        yield from row
        return
    ordered = sorted(row, key=lambda piece: piece.place.box or (0.0, 0.0, 0.0, 0.0))
    boxes = [piece.place.box for piece in ordered if piece.place.box is not None]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    yield TextLine(" ".join(piece.text for piece in ordered), ordered[0].place._replace(box=box))
