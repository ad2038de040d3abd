"""From the coordinates of a PDF page to those of the page as it is displayed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self, TypeVar

import numpy as np
import numpy.typing as npt

N = TypeVar("N", float, npt.NDArray[np.float64])
Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f as in a PDF: x' = a·x + c·y + e, y' = b·x + d·y + f."""
Rect = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left of the displayed page."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """The displayed size of a page in points and the way from its own coordinates to the displayed ones."""

    width: float
    height: float
    to_display: Matrix

    @classmethod
    def of_box(cls, box: tuple[float, float, float, float], quarter_turns: int) -> Self:
        """The frame of a page with that visible box (left, bottom, right, top), turned clockwise for display."""
        left, bottom, right, top = box
        across, up = right - left, top - bottom
        return (
            cls(across, up, (1.0, 0.0, 0.0, -1.0, -left, top)),
            cls(up, across, (0.0, 1.0, 1.0, 0.0, -bottom, -left)),
            cls(across, up, (-1.0, 0.0, 0.0, 1.0, right, -bottom)),
            cls(up, across, (0.0, -1.0, -1.0, 0.0, top, right)),
        )[quarter_turns % 4]


def turn_back(box: Rect, turns: int, width: float, height: float) -> Rect:
    """A box on a page that was turned clockwise for reading, back on the displayed page of that size.

    >>> turn_back((90, 0, 100, 10), 1, 50, 100)
    (0, 0, 10, 10)
    """
    x0, top, x1, bottom = box
    return (
        box,
        (top, height - x1, bottom, height - x0),
        (width - x1, height - bottom, width - x0, height - top),
        (width - bottom, x0, width - top, x1),
    )[turns % 4]


def apply(matrix: Matrix, x: N, y: N) -> tuple[N, N]:
    """A point, or many at once, moved by a matrix.

    >>> apply((2, 0, 0, 2, 10, 0), 1, 1)
    (12, 2)
    """
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does the first, then the second."""
    a, b, c, d, e, f = first
    sa, sb, sc, sd, _, _ = second
    moved_e, moved_f = apply(second, e, f)
    return a * sa + b * sc, a * sb + b * sd, c * sa + d * sc, c * sb + d * sd, moved_e, moved_f


def move_box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Rect:
    """The upright box around two opposite corners moved by a matrix; written out, for every drawn path asks for one."""
    a, b, c, d, e, f = matrix
    xa, ya = a * left + c * bottom + e, b * left + d * bottom + f
    xb, yb = a * right + c * top + e, b * right + d * top + f
    if xa > xb:
        xa, xb = xb, xa
    if ya > yb:
        ya, yb = yb, ya
    return xa, ya, xb, yb
