"""The base of records of which several kinds may stand in one field."""

from __future__ import annotations

import msgspec


class Tagged(msgspec.Struct, frozen=True, tag=True):
    """A frozen record whose written form (`budget.models.serial`) says of which kind it is.

    Everything else is a dataclass; what stands in a union (a line of text or a grid, the kinds of references, the
    arguments of a message) derives from this.
    """
