"""Characters of a page as columns of numbers, and how they are put together to runs. Pure, no PDF."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from budget.reading.text_lines import Run

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint32]

RUN_GAP = 0.2
"""Share of the height: characters nearer than this are never parted by a blank."""
RUN_OVERLAP = 0.3
DOUBLE_PRINT = 0.3
"""The same character again, moved by less than this share of its size, is fake bold."""
DOUBLE_PRINT_BAND = 4.0
"""Points: the height of the bands in which characters printed twice are looked for."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters in the order of the file: boxes and baselines in points of the displayed page, code points."""

    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    baseline: Floats
    codes: Codes
    drawers: npt.NDArray[np.int64]
    """Which object of the file draws the character: one for a word, a line, or (in Word) a character."""

    def __len__(self) -> int:
        """How many there are."""
        return len(self.codes)

    @property
    def text(self) -> str:
        """One character for each."""
        return self.codes.tobytes().decode("utf-32-le")

    def select(self, wanted: Flags) -> Glyphs:
        """Those of them that are wanted."""
        if wanted.all():
            return self
        return Glyphs(*(getattr(self, column.name)[wanted] for column in fields(self)))

    def middles(self) -> tuple[Floats, Floats]:
        """The middle of each box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def is_ink(self) -> Flags:
        """False for blanks."""
        codes = self.codes
        return ~((codes == 0x20) | (codes == 0xA0) | (codes == 0x3000) | ((codes >= 0x2000) & (codes <= 0x200A)))


def drop_double_prints(glyphs: Glyphs) -> Glyphs:
    """Leave out characters printed again on their own place (fake bold): 项项目目 becomes 项目."""
    if len(glyphs) < 2 or not _may_be_doubled(glyphs):
        return glyphs
    wanted = np.ones(len(glyphs), np.bool_)
    # Two sets of bands, moved by half a band, so that no pair is parted by a band's edge in both.
    for shift in (0.0, 0.5):
        bands = np.floor(glyphs.baseline / DOUBLE_PRINT_BAND + shift)
        order = np.lexsort((glyphs.x0, bands, glyphs.codes))
        one, two = order[:-1], order[1:]
        width, height = glyphs.x1[one] - glyphs.x0[one], glyphs.bottom[one] - glyphs.top[one]
        same = (glyphs.codes[one] == glyphs.codes[two]) & (bands[one] == bands[two])
        same &= np.abs(glyphs.x0[two] - glyphs.x0[one]) < DOUBLE_PRINT * width
        same &= np.abs(glyphs.baseline[two] - glyphs.baseline[one]) < DOUBLE_PRINT * height
        wanted[two[same]] = False
    return glyphs.select(wanted)


def _may_be_doubled(glyphs: Glyphs) -> bool:
    """A quick look: do two equal characters fall into one box of the page's raster, which is smaller than a letter?"""
    raster_x, raster_y = glyphs.x0.astype(np.int64) >> 1, glyphs.baseline.astype(np.int64) >> 2
    keys = np.sort((glyphs.codes.astype(np.int64) << 32) | ((raster_y & 0xFFFF) << 16) | (raster_x & 0xFFFF))
    return bool((keys[1:] == keys[:-1]).any())


def glyphs_to_runs(glyphs: Glyphs, owners: npt.NDArray[np.int64]) -> tuple[list[Run], list[int], list[int]]:
    """Put neighbouring characters together, and say in whose cell the first and the last of each run stand.

    A run ends at the border of a cell, unless one object draws on across it: then the text is wider than its cell.
    """
    if not len(glyphs):
        return [], [], []
    starts = np.concatenate(([0], np.flatnonzero(~_glued(glyphs, owners)) + 1))
    ends = np.append(starts[1:], len(glyphs))
    text = glyphs.text
    texts = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    columns = (
        glyphs.x0[starts],
        np.minimum.reduceat(glyphs.top, starts),
        glyphs.x1[ends - 1],
        np.maximum.reduceat(glyphs.bottom, starts),
    )
    rows = zip(*(column.tolist() for column in columns), texts, glyphs.baseline[starts].tolist(), strict=True)
    return list(rows), owners[starts].tolist(), owners[ends - 1].tolist()


def _glued(glyphs: Glyphs, owners: npt.NDArray[np.int64]) -> Flags:
    """Whether each character but the first continues the one before it."""
    height = glyphs.bottom[:-1] - glyphs.top[:-1]
    gap = glyphs.x0[1:] - glyphs.x1[:-1]
    ink = glyphs.is_ink()
    return (
        (np.abs(glyphs.baseline[1:] - glyphs.baseline[:-1]) < 0.1 * height)
        & (gap <= RUN_GAP * height)
        & (gap >= -RUN_OVERLAP * height)
        & ((owners[1:] == owners[:-1]) | (glyphs.drawers[1:] == glyphs.drawers[:-1]))
        & (ink[1:] == ink[:-1])
    )
