"""Where a stated figure's evidence opens: the reference of a place in the prose or in a performance form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budget.evidence.facts import forms_by_id, statement_ref
from budget.models import Disclosure, OverallForm, Place, ProjectForm

References = Mapping[tuple[Place, str], str]
"""Place and printed characters → the reference that the address opens (`?cell=…`)."""


def disclosure_to_references(disclosure: Disclosure) -> References:
    """Every figure of the prose and every cell of the forms; of two alike on one line the first."""
    made: dict[tuple[Place, str], str] = {}
    for place, text, reference in _references(disclosure):
        made.setdefault((place, text), reference)
    return made


def _references(disclosure: Disclosure) -> Iterator[tuple[Place, str, str]]:
    for section in disclosure.sections:
        for statement in section.statements:
            yield statement.place, statement.text, statement_ref(statement)
    for owner, form in forms_by_id(disclosure).items():
        yield from _form_references(owner, form)


def _form_references(owner: str, form: OverallForm | ProjectForm) -> Iterator[tuple[Place, str, str]]:
    for index, line in enumerate(form.funding):
        yield line.figure.place, line.figure.text, f"form:{owner}:funding:{index}"
    for index, indicator in enumerate(form.indicators):
        for stated in (indicator.target, indicator.level3):
            if stated is not None:
                yield stated.place, stated.text, f"form:{owner}:indicator:{index}"
    for label, stated in form.fields.items():
        yield stated.place, stated.text, f"form:{owner}:field:{label}"
