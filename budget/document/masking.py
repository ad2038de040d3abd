"""Names of private persons are masked before anything else sees a document's text.

A survivors' allowance or a relief case is published with the names of those helped; a dashboard must not spread them
or make them searchable. Names are found by rule, only in clauses that hold a trigger word and only in places where
such texts name people: precision comes first. What was masked is reported by place and count, never by name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from budget.models import Grid, MaskedItem, Message, Page, Place, TextLine, change_block, page_text, say
from budget.paths import DATA

MASK = "×××"
RULES_FILE = DATA / "forms/private_persons.toml"
_CLAUSE_END = re.compile(r"[。；;！\n]")
_ID_NUMBER = re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])")
_LINE_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class MaskingRules:
    """The declared words and the patterns built from them; in each pattern the group `names` is what is masked."""

    triggers: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    offices: re.Pattern[str]
    name: re.Pattern[str]
    not_names: frozenset[str]


def mask_pages(pages: Sequence[Page]) -> tuple[tuple[Page, ...], tuple[MaskedItem, ...]]:
    """The pages with private persons' names replaced by ×××, and what was masked; other pages stay as they are."""
    masked_pages: list[Page] = []
    items: list[MaskedItem] = []
    for page in pages:
        if has_trigger(page_text(page).replace(_LINE_BREAK, "")):
            page, found = _mask_page(page)
            items.extend(found)
        masked_pages.append(page)
    return tuple(masked_pages), tuple(items)


def describe_masked(item: MaskedItem) -> Message:
    """What was done at a place, without a name."""
    return say("document.masked", count=item.count, trigger=item.trigger, mask=MASK)


def mask_text(text: str) -> tuple[str, int]:
    """One text with its private persons' names masked, and how many there were. A line break may stand in a name.

    >>> mask_text("发放张小某、李某某二人遗属补助")
    ('发放×××、×××二人遗属补助', 2)
    >>> mask_text("机关事业单位工作人员遗属生活困难补助")
    ('机关事业单位工作人员遗属生活困难补助', 0)
    """
    spans = list(_find_spans(text))
    for start, end in reversed(spans):
        text = text[:start] + MASK + text[end:]
    return text, len(spans)


def has_trigger(text: str) -> bool:
    """Whether a text speaks of a private person's need or case at all."""
    return any(word in text for word in load_rules().triggers)


# ---------------------------------------------------------------- pages


def _mask_page(page: Page) -> tuple[Page, list[MaskedItem]]:
    items: list[MaskedItem] = []
    blocks: list[TextLine | Grid] = []
    lines: list[TextLine] = []
    for block in page.blocks:
        if isinstance(block, TextLine):
            lines.append(block)
            continue
        blocks.extend(_mask_lines(lines, items))
        lines = []
        blocks.append(_mask_grid(block, items))
    blocks.extend(_mask_lines(lines, items))
    return replace(page, blocks=tuple(blocks)), items


def _mask_grid(grid: Grid, items: list[MaskedItem]) -> TextLine | Grid:
    def mask(printed: str, place: Place) -> tuple[str, Place]:
        flat = printed.replace(_LINE_BREAK, "")
        text, count = mask_text(printed) if has_trigger(flat) else (printed, 0)
        if count:
            items.append(MaskedItem(place, count, _first_trigger(flat)))
        return text, place

    return change_block(grid, mask)


def _mask_lines(lines: Sequence[TextLine], items: list[MaskedItem]) -> Iterator[TextLine]:
    """Lines of a PDF run on (a name may be cut by the line's end), lines of a converted text are paragraphs."""
    joined = _LINE_BREAK.join(line.text for line in lines)
    if not has_trigger(joined.replace(_LINE_BREAK, "")):
        yield from lines
        return
    spans = list(_find_spans(joined)) if lines[0].place.box is not None else _paragraph_spans(lines)
    start = 0
    for line in lines:
        end = start + len(line.text)
        own = [(max(a, start) - start, min(b, end) - start, a >= start) for a, b in spans if a < end and b > start]
        if own:
            items.append(MaskedItem(line.place, sum(begins for *_, begins in own), _first_trigger(joined)))
        yield TextLine(_replace_spans(line.text, own), line.place, line.doubt) if own else line
        start = end + 1


def _paragraph_spans(lines: Sequence[TextLine]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for line in lines:
        spans.extend((start + a, start + b) for a, b in _find_spans(line.text))
        start += len(line.text) + 1
    return spans


def _replace_spans(text: str, spans: Sequence[tuple[int, int, bool]]) -> str:
    """A name that began on the line before leaves nothing of itself here."""
    for start, end, begins_here in reversed(spans):
        text = text[:start] + (MASK if begins_here else "") + text[end:]
    return text


# ---------------------------------------------------------------- rules


def _find_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of names and identity numbers, left to right. Line breaks inside a clause are looked through."""
    keep = [position for position, character in enumerate(text) if character != _LINE_BREAK]
    flat = text.replace(_LINE_BREAK, "")
    rules = load_rules()
    spans: set[tuple[int, int]] = set()
    start = 0
    for clause in _CLAUSE_END.split(flat):
        if any(word in clause for word in rules.triggers):
            spans.update((start + a, start + b) for a, b in _clause_spans(clause, rules))
        start += len(clause) + 1
    for first, last in sorted(spans):
        yield keep[first], keep[last - 1] + 1


def _clause_spans(clause: str, rules: MaskingRules) -> Iterator[tuple[int, int]]:
    for pattern in rules.patterns:
        for found in pattern.finditer(clause):
            begin = found.start("names")
            names = [(begin + n.start(), begin + n.end()) for n in re.finditer(r"[^、，,和及与]+", found["names"])]
            if all(_is_name(clause, span, rules) for span in names):
                yield from names
    if "身份证" in clause:
        yield from (found.span() for found in _ID_NUMBER.finditer(clause))


def _is_name(clause: str, span: tuple[int, int], rules: MaskingRules) -> bool:
    text = clause[slice(*span)]
    if text in rules.not_names or text[:2] in rules.not_names or not rules.name.fullmatch(text):
        return False
    return not (rules.offices.match(clause, span[1]) or rules.offices.search(clause[max(span[0] - 3, 0) : span[0]]))


def _first_trigger(text: str) -> str:
    flat = text.replace(_LINE_BREAK, "")
    return next((word for word in load_rules().triggers if word in flat), "")


@lru_cache(maxsize=1)
def load_rules() -> MaskingRules:
    """The rules of `data/forms/private_persons.toml`; @x@ in a pattern stands for its list or part of that name."""
    declared = tomllib.loads(RULES_FILE.read_text(encoding="utf-8"))
    texts = {name: re.sub(r"\s", "", words) for name, words in declared.items() if isinstance(words, str)}
    for name in ("persons", "leads", "offices", "compound_surnames"):
        texts[name] = "|".join(sorted(declared[name], key=len, reverse=True))

    def build(template: str) -> str:
        return re.sub(r"@(\w+)@", lambda found: texts[found[1]], template)

    for name, template in declared["parts"].items():
        texts[name] = build(template)
    return MaskingRules(
        triggers=tuple(declared["triggers"]),
        patterns=tuple(re.compile(build(template)) for template in declared["patterns"]),
        offices=re.compile(texts["offices"]),
        name=re.compile(texts["any_name"]),
        not_names=frozenset(declared["not_names"]),
    )
