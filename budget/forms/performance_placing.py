"""The header of an indicator table, and which cell of a row belongs to which of its columns.

A row is placed by its columns when these agree with the header, and by the order of its words when it was printed
or converted shifted. What has two readings is not placed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from budget.forms import performance_labels as vocabulary
from budget.forms.performance_labels import ColumnRole
from budget.forms.performance_rows import FormRow, Token
from budget.forms.performance_targets import is_target_like
from budget.models import FormScope

CONTENT_ROLES = (ColumnRole.LEVEL3, ColumnRole.OPERATOR, ColumnRole.VALUE, ColumnRole.UNIT)
MAX_HALVES = 2  # the whole period and the year


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of an indicator table: role and half (0, 1) by column; one scope for each half.

    `value_scopes` has the scope of a value column whose label says it (实施期指标值) in a form of one half.
    """

    columns: Mapping[int, tuple[ColumnRole, int]]
    scopes: tuple[FormScope, ...]
    value_scopes: Mapping[int, FormScope]

    def content_roles(self, half: int) -> tuple[ColumnRole, ...]:
        """The roles from the third level on, in printed order, of one half."""
        ordered = [role for _, (role, side) in sorted(self.columns.items()) if side == half]
        return tuple(dict.fromkeys(role for role in ordered if role in CONTENT_ROLES))

    def role_at(self, column: int) -> ColumnRole | None:
        """What a column holds; None where the header says nothing of it."""
        return self.columns[column][0] if column in self.columns else None

    def scope_of(self, half: int, value: Token | None) -> FormScope:
        """The scope of a value (or of an indicator without one) in a half."""
        if len(self.scopes) > 1 or value is None:
            return self.scopes[half]
        return self.value_scopes.get(value.column, self.scopes[0])


@dataclass(frozen=True, slots=True)
class Segment:
    """What one row states in one half; None where it prints nothing. `…_whole`: the whole text of a cut-off cell."""

    half: int
    level1: Token | None = None
    level2: Token | None = None
    level3: Token | None = None
    operator: Token | None = None
    values: tuple[Token, ...] = ()
    unit: Token | None = None
    level2_whole: str | None = None
    level3_whole: str | None = None


def row_to_header(row: FormRow) -> Header | None:
    """The header of an indicator table, None when the row is none (it names the second or third level and one more)."""
    columns: dict[int, tuple[ColumnRole, int]] = {}
    half, seen = 0, set[ColumnRole]()
    for token in row:
        if token.folded in vocabulary.SECTIONS:
            continue
        role = vocabulary.ROLES.get(token.folded, ColumnRole.UNKNOWN)
        if role in (ColumnRole.LEVEL2, ColumnRole.LEVEL3) and role in seen:
            half, seen = half + 1, set()
        seen.add(role)
        columns.update({token.column + offset: (role, half) for offset in range(token.span)})
    roles = {role for role, _ in columns.values()} - {ColumnRole.UNKNOWN}
    if ColumnRole.VALUE in roles and not roles & {ColumnRole.LEVEL2, ColumnRole.LEVEL3}:
        # 活动｜绩效指标｜指标性质｜指标值｜度量单位: all levels in one cell
        named = {token.column: (ColumnRole.LEVEL3, 0) for token in row[1:] if token.folded == "绩效指标"}
        columns, roles = columns | named, roles | {role for role, _ in named.values()}
    if not roles & {ColumnRole.LEVEL2, ColumnRole.LEVEL3} or len(roles) == 1 or half >= MAX_HALVES:
        return None
    scopes = {
        token.column: FormScope.PERIOD if vocabulary.matches("funding.period", token.folded) else FormScope.YEAR
        for token in row
        if vocabulary.ROLES.get(token.folded) is ColumnRole.VALUE
    }
    return Header(columns, (FormScope.PERIOD, FormScope.YEAR) if half else (FormScope.YEAR,), scopes)


def refine_header(header: Header, row: FormRow) -> Header | None:
    """The header with a second row that cuts columns up (指标值 into 符号｜数值｜单位); None when it is no such row."""
    roles = {token.column: vocabulary.ROLES.get(token.folded) for token in row}
    if any(role is None or column < min(header.columns) for column, role in roles.items()):
        return None
    half_of = {column: header.columns[max(c for c in header.columns if c <= column)][1] for column in roles}
    cut_up = {column: (role, half_of[column]) for column, role in roles.items() if role is not None}
    return replace(header, columns={**header.columns, **cut_up})


def place_row(row: FormRow, header: Header) -> tuple[list[Segment] | None, bool]:
    """The segments a row states, and whether it had to be placed by its words; None when it can't be placed."""
    tokens = [token for token in row if token.folded not in vocabulary.SECTIONS]
    placed = [(token, *_column_role(token, header)) for token in tokens]
    by_column = _placed_to_segments([cell for cell in placed if cell[1] is not ColumnRole.UNKNOWN], header)
    return (by_column, False) if by_column is not None else (_place_by_words(tokens, header), True)


def _placed_to_segments(placed: Iterable[tuple[Token, ColumnRole | None, int]], header: Header) -> list[Segment] | None:
    """Tokens with their role and half as segments; None when one has no role or is not at home, or two share one."""
    halves: dict[int, dict[ColumnRole, list[Token]]] = {}
    for token, role, half in placed:
        if role is None or not _is_at_home(token, role):
            return None
        halves.setdefault(half, {}).setdefault(role, []).append(token)
    if any(_is_crowded(cells, header) for cells in halves.values()):
        return None
    return [_cells_to_segment(half, cells) for half, cells in sorted(halves.items())]


def place_below(row: FormRow, above: Mapping[int, tuple[ColumnRole, int]], header: Header) -> list[Segment] | None:
    """A row without level words under a shifted one, in the columns that one stood in; None when it has others."""
    if not above or any(vocabulary.is_level1(t.folded) or vocabulary.is_level2(t.folded) for t in row):
        return None
    placed = [(token, *above.get(token.column, (None, 0))) for token in row]
    segments = None if any(role is ColumnRole.LEVEL2 for _, role, _ in placed) else _placed_to_segments(placed, header)
    return segments if segments and all(segment.level3 for segment in segments) else None


def segments_to_columns(segments: Sequence[Segment]) -> dict[int, tuple[ColumnRole, int]]:
    """The columns in which the cells of a row stood."""
    return {
        token.column: (role, segment.half)
        for segment in segments
        for role, tokens in (
            (ColumnRole.LEVEL2, (segment.level2,)),
            (ColumnRole.LEVEL3, (segment.level3,)),
            (ColumnRole.OPERATOR, (segment.operator,)),
            (ColumnRole.VALUE, segment.values),
            (ColumnRole.UNIT, (segment.unit,)),
        )
        for token in tokens
        if token is not None
    }


def _column_role(token: Token, header: Header) -> tuple[ColumnRole | None, int]:
    """The role of a token's column; a header printed in two rows may leave the first level's column without one."""
    if token.column in header.columns:
        return header.columns[token.column]
    has_level1 = any(role is ColumnRole.LEVEL1 for role, _ in header.columns.values())
    is_before = token.column < min(header.columns)
    return (ColumnRole.LEVEL1 if is_before and not has_level1 else None), 0


def _is_at_home(token: Token, role: ColumnRole) -> bool:
    """Whether a token may stand in a column of that role: level words in theirs, targets not among the names."""
    is_first, is_second = vocabulary.is_level1(token.folded), vocabulary.is_level2(token.folded)
    if role is ColumnRole.LEVEL1:
        return (is_first or not is_second) and not is_target_like(token.text)
    if role is ColumnRole.LEVEL2:
        return (is_second or not is_first) and not is_target_like(token.text)
    if role is ColumnRole.LEVEL3 and is_target_like(token.text):
        return False
    # single words (质量, 成本) are levels only in a level's column; 数量指标 in a content column is out of place
    return not ((is_first or is_second) and token.folded.endswith("指标"))


def _is_crowded(cells: Mapping[ColumnRole, Sequence[Token]], header: Header) -> bool:
    value_columns = sum(role is ColumnRole.VALUE for role, _ in header.columns.values())
    return any(
        len(tokens) > (value_columns if role is ColumnRole.VALUE else 1)
        for role, tokens in cells.items()
        if role is not ColumnRole.IGNORED
    )


def _cells_to_segment(half: int, cells: Mapping[ColumnRole, Sequence[Token]]) -> Segment:
    def first(role: ColumnRole) -> Token | None:
        return cells[role][0] if cells.get(role) else None

    return Segment(
        half,
        level1=first(ColumnRole.LEVEL1),
        level2=first(ColumnRole.LEVEL2),
        level3=first(ColumnRole.LEVEL3),
        operator=first(ColumnRole.OPERATOR),
        values=tuple(cells.get(ColumnRole.VALUE, ())),
        unit=first(ColumnRole.UNIT),
    )


def _place_by_words(tokens: Sequence[Token], header: Header) -> list[Segment] | None:
    """[first level] then, for each half, a second level and what it states: the order every row keeps when shifted."""
    rest = list(tokens)
    level1 = rest.pop(0) if _begins_with_level1(rest) else None
    groups = _split_at_level2(rest)
    if groups is None or len(groups) > len(header.scopes):
        return None
    if not groups:
        return [Segment(0, level1=level1)] if level1 else None
    halves = range(len(groups)) if len(groups) == len(header.scopes) else _nearest_half(groups[0][0], header, level1)
    segments = [_words_to_segment(half, group, header) for half, group in zip(halves, groups, strict=False)]
    if len(segments) < len(groups) or any(segment is None for segment in segments):
        return None
    placed = [segment for segment in segments if segment is not None]
    return [replace(placed[0], level1=level1), *placed[1:]]


def _begins_with_level1(tokens: Sequence[Token]) -> bool:
    """成本指标 and 满意度指标 name a first *and* a second level: they are the first where a second one follows."""
    if not tokens or not vocabulary.is_level1(tokens[0].folded):
        return False
    follows = len(tokens) > 1 and vocabulary.is_level2(tokens[1].folded)
    return follows or not vocabulary.is_level2(tokens[0].folded)


def _split_at_level2(tokens: Sequence[Token]) -> list[list[Token]] | None:
    """The tokens cut before each second level; None when they do not begin with one."""
    groups: list[list[Token]] = []
    for token in tokens:
        if vocabulary.is_level2(token.folded):
            groups.append([token])
        elif not groups or vocabulary.is_level1(token.folded):
            return None
        else:
            groups[-1].append(token)
    return groups


def _nearest_half(level2: Token, header: Header, level1: Token | None) -> range:
    """The half whose second-level column is at most one column away; no half when that is not plain."""
    if level1 is not None:
        return range(1)
    homes = [(column, half) for column, (role, half) in header.columns.items() if role is ColumnRole.LEVEL2]
    near = {half for column, half in homes if abs(column - level2.column) <= 1}
    return range(min(near), min(near) + 1) if len(near) == 1 else range(0)


def _words_to_segment(half: int, group: Sequence[Token], header: Header) -> Segment | None:
    """A second level with nothing, a name, or a full set of cells after it; None for what has two readings."""
    level2, *content = group
    roles = header.content_roles(half)
    if not content:
        return Segment(half, level2=level2)
    if len(content) == 1:
        return None if is_target_like(content[0].text) else Segment(half, level2=level2, level3=content[0])
    if len(content) != len(roles) or is_target_like(content[0].text):
        return None
    cells: dict[ColumnRole, list[Token]] = {role: [token] for role, token in zip(roles, content, strict=True)}
    return replace(_cells_to_segment(half, cells), level2=level2)
