"""The rows of an indicator table → Indicators: levels carried down, cut-off names completed, targets parsed.

What can't be placed is reported with its place; nothing is placed by guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from budget.forms import performance_labels as vocabulary
from budget.forms.performance_labels import ColumnRole
from budget.forms.performance_placing import MAX_HALVES, Header, Segment, place_below, place_row, segments_to_columns
from budget.forms.performance_rows import FormRow, Token, row_text, unplaced_notices
from budget.forms.performance_targets import NO_PARTS, TargetParts, is_target_like, sign_to_operator, text_to_target
from budget.models import Indicator, Notice, NoticeKind, Stated, say
from budget.text import fold_label, squeeze

_WHOLE_ENDINGS = ("指标", "满意度", "效益", "影响")
"""A second level that ends so is a word of its own (服务对象满意度 beside 服务对象满意度指标), not a cut-off one."""


@dataclass(slots=True)
class Carried:
    """The merged labels that reach down over the following rows: the first level, the second of each half.

    `waiting` is the first level's cell while no indicator has it.
    """

    level1: str | None = None
    level2: dict[int, str | None] = field(default_factory=dict)
    waiting: Token | None = None


def rows_to_indicators(rows: Sequence[FormRow], header: Header) -> tuple[list[Indicator], list[Notice]]:
    """The indicators the rows under a header state, and a notice for each row that could not be placed."""
    carried = Carried()
    indicators: list[Indicator] = []
    notices: list[Notice] = []
    above: dict[int, tuple[ColumnRole, int]] = {}
    for row in join_split_rows(rows, header):
        segments, is_shifted = place_below(row, above, header), True
        if segments is None:
            segments, is_shifted = place_row(row, header)
            above = segments_to_columns(segments) if segments and is_shifted else {}
        if segments is None:
            notices.extend(unplaced_notices(row, say("unplaced.header")))
            continue
        notices.extend(_warn_half_lost(row, segments, header, is_shifted))
        unknown = [] if is_shifted else [t for t in row if header.role_at(t.column) is ColumnRole.UNKNOWN]
        notices.extend(unplaced_notices(unknown, say("unplaced.column")))
        for segment in _complete_cut_cells(segments):
            if segment.level1 is not None:
                notices.extend(_warn_first_level_alone(carried))
            indicators.extend(_segment_to_indicators(segment, header, carried, is_shifted))
    return indicators, [*notices, *_warn_first_level_alone(carried)]


def _warn_first_level_alone(carried: Carried) -> list[Notice]:
    """A first level without an indicator is told, unless it only names a family of which the form states nothing."""
    alone = [carried.waiting] if carried.waiting and not vocabulary.is_level1(carried.waiting.folded) else []
    return unplaced_notices(alone, say("unplaced.first_level"))


def join_split_rows(rows: Sequence[FormRow], header: Header) -> list[FormRow]:
    """Rows cut in two by a page break made whole: names alone at the top of a page go on with those above."""
    joined: list[FormRow] = []
    for row in rows:
        if joined and _is_rest_of_row(row, joined[-1], header):
            rest = {token.column: token.text for token in row}
            joined[-1] = tuple(t.with_text(t.text + rest.get(t.column, "")) for t in joined[-1])
        else:
            joined.append(row)
    return joined


def _is_rest_of_row(row: FormRow, above: FormRow, header: Header) -> bool:
    page, page_above = row[0].place.page, above[-1].place.page
    if page is None or page_above is None or page <= page_above:
        return False
    columns_above = {token.column for token in above}
    return all(
        header.role_at(token.column) is ColumnRole.LEVEL3
        and token.column in columns_above
        and not vocabulary.is_level2(token.folded)
        for token in row
    )


# ---------------------------------------------------------------- completing


def _complete_cut_cells(segments: list[Segment]) -> list[Segment]:
    """Complete the right half's names from the left one's where they are its beginning; targets are never touched."""
    if len(segments) != MAX_HALVES:
        return segments
    left, right = segments
    level2 = _whole_text(right.level2, left.level2)
    is_word = right.level2 is not None and right.level2.folded.endswith(_WHOLE_ENDINGS)
    whole = replace(
        right, level2_whole=None if is_word else level2, level3_whole=_whole_text(right.level3, left.level3)
    )
    return [left, whole]


def _whole_text(part: Token | None, whole: Token | None) -> str | None:
    return whole.text if part and whole and is_cut_off(part.text, whole.text) else None


def is_cut_off(part: str, whole: str) -> bool:
    """Whether a cell holds only the beginning of the other.

    >>> is_cut_off("实施研判调度信", "实施研判调度信息数量"), is_cut_off("上党区空气环境", "上党区空气质量改善情况")
    (True, False)
    """
    return fold_label(part) != fold_label(whole) and fold_label(whole).startswith(fold_label(part))


def _warn_half_lost(row: FormRow, segments: Sequence[Segment], header: Header, is_shifted: bool) -> Iterator[Notice]:
    """A shifted row that states one half and prints only the second level of the other has lost cells."""
    if is_shifted and len(segments) == len(header.scopes) == MAX_HALVES:
        has_content = [segment.level3 is not None for segment in segments]
        if has_content[0] != has_content[1]:
            place = row[0].place
            yield Notice(NoticeKind.DOUBT, place, say("form.half_lost", place=place, row=row_text(row)))


# ---------------------------------------------------------------- building


def _segment_to_indicators(segment: Segment, header: Header, carried: Carried, is_shifted: bool) -> Iterator[Indicator]:
    level1, level2 = _carry_levels(segment, carried)
    if segment.level2 is None and segment.level3 is None and not segment.values:
        return
    if level1 is not None:
        carried.waiting = None
    level3 = _segment_to_level3(segment)
    anchor = segment.level3 or segment.level2 or segment.level1
    values: tuple[Token | None, ...] = segment.values or (None,)
    for value in values:
        parts = _value_to_parts(segment, value)
        yield Indicator(
            scope=header.scope_of(segment.half, value),
            level1=level1,
            level2=level2,
            level3=level3,
            target=_value_to_stated(segment, value),
            target_operator=parts.operator,
            target_number=parts.number,
            target_unit=parts.unit,
            is_shifted=is_shifted,
            place=anchor.place if anchor else None,
        )


def _carry_levels(segment: Segment, carried: Carried) -> tuple[str | None, str | None]:
    """Both levels with merged labels carried down; a first level under which the second can't stand is not carried."""
    if segment.level1 is not None:
        carried.level1, carried.waiting = squeeze(segment.level1.text), segment.level1
        carried.level2 = {}
    if segment.level2 is not None:
        carried.level2[segment.half] = squeeze(segment.level2_whole or segment.level2.text)
    level2 = carried.level2.get(segment.half) or carried.level2.get(0)
    fits = level2 is None or carried.level1 is None or vocabulary.fits_under(level2, carried.level1)
    return (carried.level1 if fits else None), level2


def _segment_to_level3(segment: Segment) -> Stated | None:
    if segment.level3 is None:
        return None
    if segment.level3_whole is None:
        return segment.level3.to_stated()
    return Stated(segment.level3_whole, segment.level3.place, is_completed=True, printed_text=segment.level3.text)


def _value_to_stated(segment: Segment, value: Token | None) -> Stated | None:
    """The target as one text; where comparison and unit have columns of their own, the three printed cells joined."""
    if value is None:
        return None
    operator = segment.operator.text if segment.operator and sign_to_operator(segment.operator.text) else ""
    unit = segment.unit.text if segment.unit and is_target_like(value.text) else ""
    return Stated(f"{operator}{value.text}{unit}", value.place)


def _value_to_parts(segment: Segment, value: Token | None) -> TargetParts:
    if value is None:
        return NO_PARTS
    parts = text_to_target(value.text)
    if parts.number is None:
        return NO_PARTS
    printed = sign_to_operator(segment.operator.text) if segment.operator else None
    unit = squeeze(segment.unit.text) if segment.unit else None
    return TargetParts(parts.operator or printed, parts.number, parts.unit or unit)


def resolve_first_levels(indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Give rows whose first level stands on another sheet of the form that level, where the form prints it."""
    printed = dict.fromkeys(i.level1 for i in indicators if i.level1)
    resolved = []
    for indicator in indicators:
        fitting = [
            first
            for first in printed
            if indicator.level1 is None and indicator.level2 and vocabulary.fits_under(indicator.level2, first)
        ]
        resolved.append(replace(indicator, level1=fitting[0]) if len(fitting) == 1 else indicator)
    return tuple(resolved)
