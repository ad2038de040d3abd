"""A look at the bytes of a PDF before anything interprets them: is it an ordinary file, and is it whole?

pdfium repairs damaged files silently and unpacks whatever a file says; both are wrong here, where a figure must not
be lost in silence and one file must not take the dashboard down. Ordinary files are read in this process; every
other one is read by a child process with limits (`sandbox`), and what is damaged is said.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from budget.models import Message, say

MAX_ORDINARY_BYTES = 64 * 2**20
MAX_CONTENT_BYTES = 2**20
"""Unpacked size of what may be page content. A full page of a disclosure has some 60 KB."""
MAX_STREAM_BYTES = 32 * 2**20
MAX_UNPACKED_BYTES = 256 * 2**20
FONT_SAMPLE_BYTES = 2**17
MAX_FONT_RATIO = 32
MAX_CONTENT_PARTS = 64
MAX_REVISIONS = 20
TAIL_BYTES = 2_048
DICTIONARY_BYTES = 4_096

DAMAGED = "damaged data"
BOMB = "unpacks to very much"

_STREAM = re.compile(rb"stream\r?\n")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[^\s/<>\[\]()]+)")
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})\b(?!\s+\d+\s+R)")
_NAME = re.compile(rb"/[^\s/<>\[\]()]+")
_STARTXREF = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
_XREF_TARGET = re.compile(rb"\s*(xref|\d+\s+\d+\s+obj)")
_HEADER = re.compile(rb"(?:\A|[\r\n])%PDF-\d")
_CONTENT_PARTS = re.compile(rb"/Contents\s*\[([^\]]{0,200000})\]")
_XREF_SECTION = re.compile(rb"xref\s+((?:\d+ \d+\s+(?:\d{10} \d{5} [nf]\s{1,2})+)+)")
_XREF_PART = re.compile(rb"(\d+) (\d+)\s+((?:\d{10} \d{5} [nf]\s{1,2})+)")
_PACKED_ONCE = frozenset({(b"/FlateDecode",), (b"/Fl",)})
_PICTURE_FILTERS = frozenset(
    {(b"/DCTDecode",), (b"/CCITTFaxDecode",), (b"/FlateDecode", b"/DCTDecode"), (b"/JPXDecode",)}
)
_FONTS = (b"/Length1", b"/Type1C", b"/CIDFontType0C", b"/OpenType")
_INDEXES = (b"/ObjStm", b"/XRef")


@dataclass(frozen=True, slots=True)
class Report:
    """`damage`: what is broken. `risks`: why the file is read with limits only."""

    damage: tuple[Message, ...] = ()
    risks: tuple[str, ...] = ()

    @property
    def is_ordinary(self) -> bool:
        """Whether it can be read in this process."""
        return not self.damage and not self.risks


def inspect(data: bytes, *, with_pictures: bool = False) -> Report:
    """What is unusual about a file that begins like a PDF; pictures matter only to those who draw its pages."""
    damage, risks = list(_structure_damage(data)), list(_structure_risks(data))
    if risks:
        return Report(tuple(damage), tuple(risks))
    unpacked = 0
    for dictionary, start in _streams(data):
        kind, size = _inspect_stream(data, dictionary, start, with_pictures)
        unpacked += size
        if kind == DAMAGED:
            damage.append(say("damage.data"))
        elif kind:
            risks.append(kind)
        if unpacked > MAX_UNPACKED_BYTES:
            risks.append(BOMB)
        if risks:
            break
    return Report(tuple(dict.fromkeys(damage)), tuple(dict.fromkeys(risks)))


def _structure_damage(data: bytes) -> Iterator[Message]:
    if not data.startswith(b"%PDF-"):
        yield say("damage.head")
    tail = data[-TAIL_BYTES:]
    pointer = list(_STARTXREF.finditer(tail))
    if not pointer:
        yield say("damage.end")
    elif not _XREF_TARGET.match(data, int(pointer[-1][1])):
        yield say("damage.index_place")
    elif not _is_index_right(data, int(pointer[-1][1])):
        yield say("damage.index")
    if data.count(b"%PDF-") > 1 and len(_HEADER.findall(data)) > 1:
        yield say("damage.twice")


def _is_index_right(data: bytes, start: int) -> bool:
    """Whether each entry of a plain index points at its object. Index streams are left to pdfium."""
    section = _XREF_SECTION.match(data, start)
    for part in _XREF_PART.finditer(section[1]) if section else ():
        first, entries = int(part[1]), part[3].split()
        for index in range(0, len(entries) - 2, 3):
            if entries[index + 2] != b"n":
                continue
            at = int(entries[index])
            number = str(first + index // 3).encode()
            if not data[at : at + 24].lstrip().startswith(number + b" "):
                return False
    return True


def _structure_risks(data: bytes) -> Iterator[str]:
    if len(data) > MAX_ORDINARY_BYTES:
        yield "large file"
    if b"/Encrypt" in data:
        yield "encrypted"
    if data.count(b"startxref") > MAX_REVISIONS:
        yield "many revisions"
    if any(part.count(b"R") > MAX_CONTENT_PARTS for part in _CONTENT_PARTS.findall(data)):
        yield "page content in many parts"


def _streams(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The dictionary before each stream and the place where its data begins."""
    end = 0
    for match in _STREAM.finditer(data):
        if match.start() < end or data[match.start() - 3 : match.start()] == b"end":
            continue
        head = data[max(end, match.start() - DICTIONARY_BYTES) : match.start()]
        yield head[head.rfind(b" obj") + 4 :], match.end()


def _inspect_stream(data: bytes, dictionary: bytes, start: int, with_pictures: bool) -> tuple[str, int]:
    """What is unusual about a stream ("" for nothing) and its unpacked size."""
    found = _FILTER.search(dictionary)
    filters = tuple(_NAME.findall(found[1])) if found else ()
    if filters in _PICTURE_FILTERS or (b"/Image" in dictionary and not with_pictures):
        return "", 0  # nothing unpacks a picture until the page is drawn
    is_content = not any(mark in dictionary for mark in _FONTS + _INDEXES + (b"/Image",))
    if not filters:
        body = data[start : start + MAX_CONTENT_BYTES + 1]
        end = body.find(b"endstream")
        return _inspect_content(dictionary, body[:end] if end >= 0 else body) if is_content else "", 0
    if filters not in _PACKED_ONCE or b"#" in dictionary.replace(b"/BaseFont", b""):
        return "unusual packing", 0
    end = _stream_end(data, dictionary, start)
    limit = MAX_CONTENT_BYTES if is_content else MAX_STREAM_BYTES
    if any(mark in dictionary for mark in _FONTS):  # some megabytes: a sample tells whether it is a bomb
        end, limit = min(end, start + FONT_SAMPLE_BYTES), FONT_SAMPLE_BYTES * MAX_FONT_RATIO
    return _inspect_packed(data[start:end], dictionary, limit, is_content)


def _inspect_packed(packed: bytes, dictionary: bytes, limit: int, is_content: bool) -> tuple[str, int]:
    unpacker = zlib.decompressobj()
    try:
        body = unpacker.decompress(packed, limit + 1)
    except zlib.error:
        return DAMAGED, 0
    if len(body) > limit:
        return BOMB, len(body)
    if not unpacker.eof and len(packed) != FONT_SAMPLE_BYTES:
        return DAMAGED, len(body)
    if is_content:
        return _inspect_content(dictionary, body), len(body)
    return next(_structure_risks(body), "") if b"/ObjStm" in dictionary else "", len(body)


def _stream_end(data: bytes, dictionary: bytes, start: int) -> int:
    """Where the packed data ends: by its length where the dictionary says it, else by the closing word."""
    length = _LENGTH.search(dictionary)
    if length:
        return start + int(length[1])
    end = data.find(b"endstream", start)
    return end if end >= 0 else len(data)


def _inspect_content(dictionary: bytes, body: bytes) -> str:
    if len(body) > MAX_CONTENT_BYTES:
        return "long page content"
    if b"/Form" in dictionary and b" Do" in body:
        return "drawings within drawings"
    return ""
