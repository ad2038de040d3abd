"""Messages: every entry of the catalogue can be put into words, lists and nested messages too."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget.models import Message, Money, Place, Unit, say
from budget.words import Language, message_to_text, read_catalogue

WORDS = [
    # message | its words
    (say("place.line", line=516), "第516行"),
    (say("place.line", line=("1", "2")), "第1、2行"),
    (say("place.line", line=say("place.page", page=3)), "第第3页行"),
    (say("place.line", line=Place(page=9)), "第第9页行"),
    (say("place.line", line=Money(Decimal("2153.13"), Unit.TEN_THOUSAND)), "第2,153.13 万元行"),
    (say("place.line", line=Money(Decimal("-1.5"), None, 1)), "第−1.5行"),
    (say("place.line", line=Decimal("1E+3")), "第1000行"),
]


@pytest.mark.parametrize(("message", "words"), WORDS)
def test_a_message_is_put_into_words(message: Message, words: str):
    assert message_to_text(message) == words


@pytest.mark.parametrize("message", [say("place.nowhere"), say("place.page")])
def test_an_unknown_entry_or_a_missing_argument_raises(message: Message):
    with pytest.raises(KeyError):
        message_to_text(message)


@pytest.mark.parametrize("language", Language)
def test_catalogues_are_read(language: Language):
    assert all("." in name and sentence for name, sentence in read_catalogue(language).items())
