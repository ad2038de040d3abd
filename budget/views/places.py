"""Where a stated figure's evidence opens: the reference of a place in the prose or in a performance form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budget.evidence.facts import forms_by_id
from budget.models import Disclosure, FormPart, FormRef, OverallForm, Place, ProjectForm, Ref

References = Mapping[tuple[Place, str], Ref]
"""Place and printed characters → the reference of what stands there."""


def disclosure_to_references(disclosure: Disclosure) -> References:
    """Every figure of the prose and every cell of the forms; of two alike on one line the first."""
    made: dict[tuple[Place, str], Ref] = {}
    for place, text, reference in _references(disclosure):
        made.setdefault((place, text), reference)
    return made


def _references(disclosure: Disclosure) -> Iterator[tuple[Place, str, Ref]]:
    for section in disclosure.sections:
        for statement in section.statements:
            yield statement.place, statement.text, statement.ref
    for owner, form in forms_by_id(disclosure).items():
        yield from _form_references(owner, form)


def _form_references(owner: str, form: OverallForm | ProjectForm) -> Iterator[tuple[Place, str, Ref]]:
    for index, line in enumerate(form.funding):
        yield line.figure.place, line.figure.text, FormRef(owner, FormPart.FUNDING, index)
    for index, indicator in enumerate(form.indicators):
        for stated in (indicator.target, indicator.level3):
            if stated is not None:
                yield stated.place, stated.text, FormRef(owner, FormPart.INDICATOR, index)
    for label, stated in form.fields.items():
        yield stated.place, stated.text, FormRef(owner, FormPart.FIELD, label)
