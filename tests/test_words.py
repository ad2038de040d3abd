"""Messages: every entry of the catalogue can be put into words, lists and nested messages too."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget.models import Message, Money, Place, Status, TableKind, Unit, say
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
    (say("prose.section", heading="“三公”经费"), "“‘三公’经费”"),
    (
        say("prose.bases", subjects=("甲", "乙"), amount="1元", changes=("2", "3")),
        "“甲”和“乙”都是1元，由各自的增减额（2、3）推算的上年数",
    ),
    (
        say("outcome.breaks_others", others=(say("place.page", page=1), say("place.line", line=2))),
        "同一处还使以下核对不符：第1页第2行",
    ),
    (say("whole.unit", table="支出总表", unit=Unit.TEN_THOUSAND), "《支出总表》单位：万元。"),
    (say("tie.no_table", kind=TableKind.THREE_PUBLIC), "这份文件没有“三公”经费表"),
    (say("tie.label", name=Status.ROUNDING), "“相符（四舍五入）”"),
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
