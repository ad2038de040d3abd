"""Records keep everything when they are written and read back: every digit, every place, every kind."""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget.checks import check_disclosure
from budget.disclosure import read_disclosure
from budget.frames import frames_of
from budget.models import Disclosure, Finding, Grid, GridCell, Message, Money, Page, Place, TextLine, Unit, say
from budget.models.messages import Argument
from budget.models.serial import bytes_to_record, record_to_bytes
from tests.builders import REAL

DOCUMENTS = sorted(REAL.glob("*.pdf"))


def leaves(record: Any) -> Iterator[tuple[type, str]]:
    """Every single value with its type and digits: `==` alone takes 0 for 0.00 and words for an enum."""
    if dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from leaves(getattr(record, field.name))
    elif isinstance(record, msgspec.Struct):
        yield type(record), ""
        for name in record.__struct_fields__:
            yield from leaves(getattr(record, name))
    elif isinstance(record, Mapping):
        yield from leaves(tuple(record.items()))
    elif isinstance(record, tuple):
        yield type(record), str(len(record))
        for item in record:
            yield from leaves(item)
    else:
        yield type(record), repr(record)


def assert_same(found: Any, wanted: Any) -> None:
    assert found == wanted
    assert list(leaves(found)) == list(leaves(wanted))


# ---------------------------------------------------------------- real documents


@pytest.fixture(scope="module", params=["bundled", *DOCUMENTS], ids=lambda one: getattr(one, "stem", one))
def disclosure(request: pytest.FixtureRequest) -> Disclosure:
    is_bundled = request.param == "bundled"
    return request.getfixturevalue("bundled") if is_bundled else read_disclosure(request.param)


def test_a_disclosure_comes_back_whole(disclosure: Disclosure):
    assert_same(bytes_to_record(record_to_bytes(disclosure), Disclosure), disclosure)


def test_a_ledger_comes_back_whole(disclosure: Disclosure):
    findings = tuple(check_disclosure(disclosure))
    assert_same(bytes_to_record(record_to_bytes(findings), tuple[Finding, ...]), findings)


def test_what_follows_from_a_disclosure_is_not_written(bundled: Disclosure):
    before = record_to_bytes(dataclasses.replace(bundled))
    frames_of(bundled)
    assert record_to_bytes(bundled) == before


# ---------------------------------------------------------------- handmade records


def records(kind: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Any record of that type, by the types of its fields."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Argument:
        flat = st.text(max_size=3) | st.integers(-(2**60), 2**60) | records(Money) | places().map(_at)
        nested = st.nothing() if depth > 1 else st.deferred(lambda: records(Message, depth + 1))
        return flat | st.decimals(allow_nan=False, allow_infinity=False).map(_number) | nested
    if origin in (Union, types.UnionType):
        return st.one_of([records(one, depth) for one in arguments])
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(records(arguments[0], depth), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(records(one, depth) for one in arguments))
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(*(records(one, depth) for one in arguments), max_size=2)
    if kind is Decimal:
        return st.decimals(allow_nan=False, allow_infinity=False)
    if kind is int:
        return st.integers(-(2**60), 2**60)
    if kind is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if kind is Place:
        return places()
    if dataclasses.is_dataclass(kind) or issubclass(kind, msgspec.Struct):
        return st.builds(kind, **{name: records(one, depth) for name, one in get_type_hints(kind).items()})
    return st.from_type(kind)


def places() -> st.SearchStrategy[Place]:
    return st.builds(Place, **{name: records(one) for name, one in get_type_hints(Place).items()})


def _at(place: Place) -> Any:
    return say("x.y", at=place).arguments[0][1]


def _number(value: Decimal) -> Any:
    return say("x.y", number=value).arguments[0][1]


@pytest.mark.parametrize("kind", [Disclosure, Finding, Page, Message], ids=lambda kind: kind.__name__)
def test_handmade_records_come_back(kind: type):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(records(kind))
    def comes_back(record: Any) -> None:
        assert_same(bytes_to_record(record_to_bytes(record), kind), record)

    comes_back()


SAID = {
    "words": "元",
    "count": 3,
    "number": Decimal("0.00"),
    "power": Decimal("1E+3"),
    "money": Money(Decimal("2153.130"), Unit.TEN_THOUSAND),
    "place": Place(9, None, (1.0, 2.5, 3.0, 4.1)),
    "inner": say("place.page", page=9),
    "list": ("a", 1, Decimal("-0"), Place(line=3), say("place.line", line=4), ("b",)),
}


def test_each_kind_of_argument_comes_back_as_what_was_said():
    message = say("x.y", **SAID)
    read = bytes_to_record(record_to_bytes(message), Message)
    assert_same(read, message)
    assert_same(read.said, SAID)


def test_blocks_of_a_page_keep_their_kind():
    cell = GridCell("1\n2", Place(1, None, (0.1, 0.2, 0.3, 0.4)), 1, 2)
    page = Page(1, 595.3, 841.9, (TextLine("一", Place(1)), Grid(((cell, None),), Place(1))), ())
    assert_same(bytes_to_record(record_to_bytes(page), Page), page)


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("cut", [0, 1, 40, 5000], ids=lambda cut: f"{cut} bytes left")
def test_a_damaged_file_is_refused(bundled: Disclosure, cut: int):
    with pytest.raises(msgspec.MsgspecError):
        bytes_to_record(record_to_bytes(bundled)[:cut], Disclosure)


@pytest.mark.parametrize(
    ("field", "value"),
    [("phase", "someday"), ("fiscal_year", "2024"), ("tables", None), ("files", [{"path": "/"}])],
    ids=["unknown phase", "year as words", "no tables", "a file without a name"],
)
def test_a_record_unlike_its_type_is_refused(bundled: Disclosure, field: str, value: Any):
    kept = json.loads(record_to_bytes(bundled))
    kept[field] = value
    with pytest.raises(msgspec.MsgspecError):
        bytes_to_record(json.dumps(kept).encode(), Disclosure)


def test_a_path_is_written_as_its_words():
    assert bytes_to_record(record_to_bytes((Path("/a/预算.pdf"),)), tuple[Path, ...]) == (Path("/a/预算.pdf"),)
