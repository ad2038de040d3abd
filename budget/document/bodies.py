"""One public body under its long and its short name."""

from __future__ import annotations

from budget.text import fold_name

# 中国共产党江苏省委员会办公厅 signs its tables, 江苏省委办公厅 its explanations: one office
SHORT_FORMS = (("中国共产党", ""), ("中共", ""), ("委员会", "委"), ("人民代表大会", "人大"), ("常务委", "常委"))


def body_key(name: str | None) -> str | None:
    """The name folded so that long and short forms of one body are equal; None stays None.

    >>> body_key("中国共产党江苏省委员会办公厅") == body_key("中共江苏省委办公厅") == body_key("江苏省委办公厅")
    True
    >>> body_key("江苏省财政局") == body_key("江苏省民政局")
    False
    """
    if name is None:
        return None
    folded = fold_name(name)
    for long, short in SHORT_FORMS:
        folded = folded.replace(long, short)
    return folded
