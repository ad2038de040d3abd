"""One sheet of a project's performance form: labelled cells, funding, goals, indicators, read row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from budget.forms import performance_labels as vocabulary
from budget.forms.performance_funding import Funding, is_funding_row, read_funding_row
from budget.forms.performance_indicators import rows_to_indicators
from budget.forms.performance_placing import Header, refine_header, row_to_header
from budget.forms.performance_rows import FormRow, Token, label_to_unit, unplaced_notices
from budget.models import FormScope, Indicator, Notice, NoticeKind, Place, ProjectForm, Stated, Unit, say
from budget.text import squeeze

MAX_LABEL_LENGTH = 16
NO_CONTENT = re.compile(r"\(?(?:20\d\d)?\)?年?度?\)?|\(?单位:.*|\(?第?\d+页.*|[□√]+")
_SENTENCE = re.compile(r"[，。；,;!！]|\d{3,}")


@dataclass(slots=True)
class Sheet:
    """What has been read of a sheet so far. `last_cells`: where the values of the last row are kept, by column."""

    fields: dict[str, Stated] = field(default_factory=dict)
    funding: Funding = field(default_factory=Funding)
    goals: dict[str, Stated] = field(default_factory=dict)
    indicators: list[Indicator] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    goal_columns: list[tuple[FormScope, int]] = field(default_factory=list)
    last_cells: dict[int, tuple[dict[str, Stated], str]] = field(default_factory=dict)
    header: Header | None = None
    last_header: Header | None = None
    indicator_rows: list[FormRow] = field(default_factory=list)


def read_sheet(rows: Sequence[FormRow], unit: Unit | None = None) -> Sheet:
    """Read the rows of one sheet; what can't be placed is in its notices. `unit`: the one printed above the table."""
    sheet = Sheet(funding=Funding(unit=unit))
    for row in rows:
        read_row(row, sheet)
    close_indicators(sheet)
    return sheet


def read_row(row: FormRow, sheet: Sheet) -> None:
    """One row: a header of indicators, an indicator under it, or a row of the head or foot."""
    if sheet.header is not None and len(row) > 2 and vocabulary.is_goal(row[0].folded):
        beside = row[0].column < min(sheet.header.columns) <= row[1].column
        row = row[1:] if beside else row  # the label of the whole block, merged beside its indicators
    header = row_to_header(row)
    if header is not None:
        close_indicators(sheet)
        sheet.header = sheet.last_header = header
        sheet.notices.extend(_warn_strangers(row))
    elif sheet.header and not sheet.indicator_rows and (refined := refine_header(sheet.header, row)):
        sheet.header = sheet.last_header = refined
    elif sheet.header is not None and not begins_with_label(row):
        sheet.indicator_rows.append(row)
    elif (first := row[0].folded).endswith("指标") and (vocabulary.is_level1(first) or vocabulary.is_level2(first)):
        _read_stray_indicator(row, sheet)
    else:
        close_indicators(sheet)
        read_head_row(row, sheet)


def _read_stray_indicator(row: FormRow, sheet: Sheet) -> None:
    """An indicator outside its table goes on with the last header of the sheet; without one it can't be placed."""
    if sheet.last_header is None:
        sheet.notices.extend(unplaced_notices(row, say("unplaced.no_header")))
        return
    sheet.header = sheet.last_header
    sheet.indicator_rows.append(row)


def _warn_strangers(row: FormRow) -> list[Notice]:
    """A header of indicators holds labels only; anything else in its row is reported."""
    labels = vocabulary.SECTIONS | vocabulary.ROLES.keys() | vocabulary.GOAL_COLUMNS
    strangers = [token for token in row if token.folded not in labels and not vocabulary.is_goal(token.folded)]
    return unplaced_notices(strangers, say("unplaced.in_header"))


def read_head_row(row: FormRow, sheet: Sheet) -> None:
    """A row outside the indicator table: a goal, a funding row, or labels with their values."""
    structure = vocabulary.SECTIONS | vocabulary.ROLES.keys()
    if all(token.folded in structure or NO_CONTENT.fullmatch(token.folded) for token in row):
        for token in row:
            sheet.funding.unit = label_to_unit(token.folded) or sheet.funding.unit
        return
    if is_goal_row(row, sheet):
        sheet.notices.extend(read_goal_row(row, sheet))
    elif is_funding_row(row, sheet.funding):
        sheet.notices.extend(read_funding_row(row, sheet.funding))
    else:
        sheet.funding.is_open = False
        sheet.notices.extend(_read_fields(row, sheet))


def close_indicators(sheet: Sheet) -> None:
    """Read the rows gathered under the last indicator header; other rows follow."""
    if sheet.header is not None:
        indicators, notices = rows_to_indicators(sheet.indicator_rows, sheet.header)
        sheet.indicators.extend(indicators)
        sheet.notices.extend(notices)
    sheet.header, sheet.indicator_rows = None, []


def sheet_to_form(sheet: Sheet, name: Stated, place: Place) -> ProjectForm:
    """What was read of a sheet that begins at this place, as a form of its own; a form without a name is told."""
    nameless = Notice(NoticeKind.DOUBT, place, say("form.nameless", place=place))
    return ProjectForm(
        name=name,
        fields=sheet.fields,
        funding=tuple(sheet.funding.lines),
        goal_period=sheet.goals.get(FormScope.PERIOD),
        goal_year=sheet.goals.get(FormScope.YEAR),
        indicators=tuple(sheet.indicators),
        sheets=(place,),
        notices=(*([] if name.text else [nameless]), *sheet.notices),
    )


def begins_with_label(row: FormRow) -> bool:
    """Whether a row under an indicator header has left the indicators: it begins with a known label."""
    return row[0].folded in vocabulary.FIELDS or vocabulary.goal_scope(row[0].folded) is not None


# ---------------------------------------------------------------- goals


def is_goal_row(row: FormRow, sheet: Sheet) -> bool:
    """A row with a goal label, or the row under a row of goal labels."""
    if any(vocabulary.is_goal(token.folded) for token in row):
        return row[0].folded not in vocabulary.FIELDS
    waits = bool(sheet.goal_columns) and not sheet.goals
    return waits and row[0].folded not in vocabulary.FIELDS and not is_funding_row(row, sheet.funding)


def read_goal_row(row: FormRow, sheet: Sheet) -> list[Notice]:
    """Goal labels (which say the columns of the following goals), goals, or both in one row."""
    sheet.funding.is_open = False
    sheet.last_cells = {}
    tokens = [token for token in row if token.folded not in vocabulary.SECTIONS - vocabulary.ANY_GOALS]
    contents = [token for token in tokens if not vocabulary.is_goal(token.folded)]
    labels = [token for token in tokens if vocabulary.goal_scope(token.folded)]
    if labels:
        sheet.goal_columns = [(vocabulary.goal_scope(t.folded) or FormScope.YEAR, t.column) for t in labels]
    if labels and contents and tokens.index(labels[0]) + 1 == tokens.index(contents[0]):
        return _read_labelled_goals(tokens, sheet)
    scopes = _goal_scopes(contents, sheet)
    unplaced = [token for scope, token in zip(scopes, contents, strict=False) if not _set_goal(scope, token, sheet)]
    return unplaced_notices(unplaced + contents[len(scopes) :], say("unplaced.goal"))


def _set_goal(scope: FormScope, token: Token, sheet: Sheet) -> bool:
    """Whether the goal has found its place: another text for the same scope has none."""
    held = sheet.goals.setdefault(scope, token.to_stated())
    sheet.last_cells[token.column] = (sheet.goals, scope)
    return held.text == token.text


def _read_labelled_goals(tokens: Sequence[Token], sheet: Sheet) -> list[Notice]:
    scope: FormScope | None = None
    unplaced = []
    for token in tokens:
        if vocabulary.is_goal(token.folded):
            scope = vocabulary.goal_scope(token.folded) or scope
        elif scope is None or not _set_goal(scope, token, sheet):
            unplaced.append(token)
        else:
            scope = None
    return unplaced_notices(unplaced, say("unplaced.goal"))


def _goal_scopes(contents: Sequence[Token], sheet: Sheet) -> list[FormScope]:
    """Scopes of the goals by order; one goal under two labels belongs to the last label that begins at or before it."""
    if not sheet.goal_columns:
        return [FormScope.YEAR]
    if len(contents) == 1:
        column = contents[0].column
        before = [scope for scope, start in sheet.goal_columns if start <= column]
        return before[-1:] or [sheet.goal_columns[0][0]]
    return [scope for scope, _ in sheet.goal_columns]


# ---------------------------------------------------------------- labelled cells


def _read_fields(row: FormRow, sheet: Sheet) -> list[Notice]:
    """Labels and values in turn; a label without a value is kept as published blank."""
    if _continue_cells(row, sheet):
        return []
    sheet.last_cells = {}
    label: Token | None = None
    unplaced: list[Token] = []
    for position, token in enumerate(row):
        if token.folded in vocabulary.FIELDS:
            _set_blank(label, sheet)
            label = token
        elif label is not None:
            _set_field(label, token.to_stated(), token.column, sheet)
            label = None
        elif token.folded in vocabulary.SECTIONS:
            continue
        elif _is_unknown_label(token, row[position + 1 :]):
            label = token
        else:
            unplaced.append(token)
    _set_blank(label, sheet)
    return unplaced_notices(unplaced, say("unplaced.field"))


def _is_unknown_label(token: Token, following: Sequence[Token]) -> bool:
    """A short word with a value after it: a label of a form we have not met."""
    is_short = len(token.folded) <= MAX_LABEL_LENGTH and not _SENTENCE.search(token.folded)
    return is_short and bool(following) and following[0].folded not in vocabulary.FIELDS


def _continue_cells(row: FormRow, sheet: Sheet) -> bool:
    """Cells in the columns of the values above, no label among them, go on with these (cut in two by a page break)."""
    if any(token.column not in sheet.last_cells or token.folded in vocabulary.FIELDS for token in row):
        return False
    for token in row:
        held, key = sheet.last_cells[token.column]
        held[key] = replace(held[key], text=held[key].text + token.text)
    return True


def _set_blank(label: Token | None, sheet: Sheet) -> None:
    if label is not None:
        _set_field(label, Stated("", label.place), None, sheet)


def _set_field(label: Token, value: Stated, column: int | None, sheet: Sheet) -> None:
    key = field_key(label)
    if key in sheet.fields and sheet.fields[key].text:
        if not value.text or value.text == sheet.fields[key].text:
            return
        key = next_key(key, sheet.fields)
    sheet.fields[key] = value
    if column is not None:
        sheet.last_cells[column] = (sheet.fields, key)


def field_key(label: Token) -> str:
    """The printed label without white space and final colon: the key of `fields`."""
    return squeeze(label.text).rstrip("：:")


def next_key(key: str, fields: dict[str, Stated]) -> str:
    """A key for a second, different value of the same label ("立项依据（第2处）")."""
    count = 2
    while f"{key}（第{count}处）" in fields:
        count += 1
    return f"{key}（第{count}处）"
