"""The rows of performance forms of which no form tells every cell: what the readers of forms lost is found here.

The readers tell what they know they can't place. This net knows nothing of how they read: it takes every printed
cell that is no label and looks for its characters in what the forms say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budget.forms.performance_labels import Vocabulary, load_vocabulary
from budget.forms.performance_rows import SAMPLE_LENGTH, FormRow, Token, table_to_rows
from budget.forms.performance_sheet import NO_CONTENT
from budget.models import Indicator, OverallForm, ProjectForm, Table
from budget.text import fold
from budget.words import message_to_text

_HEADS = ("funding.head", "funding.source_head", "funding.use_head")


def find_untold_rows(tables: Sequence[Table], forms: Sequence[OverallForm | ProjectForm]) -> Iterator[FormRow]:
    """The cells of each printed row of the tables that none of the forms tells, labels apart."""
    vocabulary = load_vocabulary()
    told = frozenset(fold(text) for form in forms for text in _form_texts(form))
    whole = "\n".join(told)
    for table in tables:
        for row in table_to_rows(table, vocabulary):
            lost = tuple(t for t in row if not (_is_label(t, vocabulary) or _is_told(fold(t.text), told, whole)))
            if lost:
                yield lost


def _is_told(text: str, told: frozenset[str], whole: str) -> bool:
    """A cell may hold label and amount, or be part of a text cut by a page; notices tell only how a long one begins."""
    return text in told or all(part[:SAMPLE_LENGTH] in whole for part in text.split(":"))


def _is_label(token: Token, vocabulary: Vocabulary) -> bool:
    word = token.folded
    return (
        vocabulary.is_label(word)
        or NO_CONTENT.fullmatch(word) is not None
        or any(vocabulary.matches(pattern, word) for pattern in _HEADS)
    )


def _form_texts(form: OverallForm | ProjectForm) -> Iterator[str]:
    """Everything that a form tells, its notices too."""
    yield from (message_to_text(notice.message) for notice in form.notices)
    for key, stated in form.fields.items():
        yield from (key, stated.text)
    for line in form.funding:
        yield from (line.label, line.figure.text)
    for indicator in form.indicators:
        yield from _indicator_texts(indicator)
    yield form.goal_year.text if form.goal_year else ""
    if isinstance(form, ProjectForm):
        yield from (form.name.text, form.goal_period.text if form.goal_period else "")
    else:
        yield from (text for task in form.key_tasks for text in (task.function.text, task.task.text))


def _indicator_texts(indicator: Indicator) -> Iterator[str]:
    yield from (indicator.level1 or "", indicator.level2 or "")
    for stated in (indicator.level3, indicator.target):
        if stated is not None:
            yield from (stated.text, stated.printed_text or "")
