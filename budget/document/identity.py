"""Whose disclosure it is, of which year, budget or final accounts: from the cover, the table heads and the titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from budget.layout import Layout, title_to_kind
from budget.layout.head_words import is_title, text_to_department
from budget.layout.vocabulary import patterns
from budget.models import Level, Notice, NoticeKind, Page, Phase, Table, TextLine, say
from budget.text import fold, fold_name, strip_lead

T = TypeVar("T")

COVER = patterns("cover")
FEWEST_TAXES = 2  # 税收收入 and 增值税: one such word may stand in any table
COVER_LINES = 14  # lines before the contents list; a cover has no more
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九Ｏ", "0001234567890")
# 中国共产党江苏省委员会办公厅 signs its tables, 江苏省委办公厅 its explanations: one office
SHORT_FORMS = (("中国共产党", ""), ("中共", ""), ("委员会", "委"), ("人民代表大会", "人大"), ("常务委", "常委"))


@dataclass(frozen=True, slots=True)
class Identity:
    """What a disclosure says of itself; None where the document does not print it."""

    title: str | None
    department: str | None
    fiscal_year: int | None
    phase: Phase | None
    level: Level | None


def identify_document(layout: Layout, pages: Sequence[Page]) -> Identity:
    """The identity of a disclosure; the cover speaks first, then the tables, then the prose."""
    cover = _cover(layout, pages)
    title = _cover_title(cover)
    titles = [_fold_year(table.title) for table in layout.tables if table.title]
    prose = [_fold_year(line.text) for line in layout.lines]
    sources = ([title, *map(_fold_year, cover)], titles, prose)
    if _is_government(layout, cover, titles):
        return Identity(
            title=title or None,
            department=_government_name([*cover, *titles]),
            fiscal_year=_first(_latest_year(source) for source in (sources[0], titles, prose)),
            phase=_first(_count_phases(source) for source in sources),
            level=Level.GOVERNMENT,
        )
    level = _first(_count_levels(source) for source in sources) or _level_by_captions(layout)
    return Identity(
        title=title or None,
        department=_department(layout, cover, title, level),
        fiscal_year=_first(_find_year(source) for source in (*sources[:2], _header_texts(layout), prose)),
        phase=_first(_count_phases(source) for source in sources),
        level=level,
    )


def text_to_year(text: str) -> int | None:
    """The fiscal year a text names, dates aside.

    >>> text_to_year("二〇二四年度部门决算"), text_to_year("2 0 2 4 年 度 部 门 预 算"), text_to_year("2018年2月24日")
    (2024, 2024, None)
    """
    folded = COVER["date"].sub("", _fold_year(text))
    found = COVER["year"].search(folded)
    return int(found.group(1)) if found else None


def _fold_year(text: str) -> str:
    """A text folded, its year in digits (二〇二四年)."""
    return COVER["chinese_year"].sub(lambda m: m.group().translate(_CHINESE_DIGITS), fold(text))


def _cover(layout: Layout, pages: Sequence[Page]) -> list[str]:
    """The lines of the first page, or of a converted text's beginning, up to the contents list or the first heading."""
    first = pages[0].number if pages else None
    lines: list[str] = []
    for block in layout.blocks[: COVER_LINES + 1]:
        if not isinstance(block, TextLine) or block.place.page not in (None, first) or block.place.file:
            break
        if COVER["contents"].fullmatch(_fold_year(block.text)):
            break
        lines.append(block.text)
    return lines if len(lines) <= COVER_LINES else []


def _cover_title(cover: Sequence[str]) -> str:
    """The cover's name of the document: its lines up to the one with 预算 or 决算, without labelled lines and dates."""
    folded = [COVER["date"].sub("", _fold_year(line)) for line in cover]
    named = [text for text in folded if text and not COVER["no_title"].search(text)]
    named = [text for text in named if not (is_title(text) and title_to_kind(text))]
    last = next((i for i, text in enumerate(named) if COVER["subject"].search(text)), None)
    if last is None or len("".join(named[: last + 1])) > 80:
        return ""
    is_open = last + 1 < len(named) and COVER["title_goes_on"].fullmatch(named[last + 1])
    return "".join(named[: last + 2 if is_open else last + 1])


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _find_year(texts: Iterable[str]) -> int | None:
    """The year most of the texts name that speak of 预算 or 决算; of all texts where none does."""
    known = [(text, year) for text in texts if (year := text_to_year(text)) is not None]
    speaking = [year for text, year in known if COVER["subject"].search(text)]
    years = Counter(speaking or [year for _, year in known])
    return max(years, key=lambda y: (years[y], y)) if years else None


def _header_texts(layout: Layout) -> list[str]:
    return [
        _fold_year(cell.text)
        for table in layout.tables
        for row in table.rows[: table.header_row_count]
        for cell in row
        if cell is not None and cell.text
    ]


def _count_phases(texts: Iterable[str]) -> Phase | None:
    joined = "\n".join(texts)
    final, budget = joined.count("决算"), joined.count("预算")
    if not final and not budget:
        return None
    # the titles of final accounts say 一般公共预算财政拨款支出决算表: 预算 names the fund there
    budget -= len(COVER["fund_named_budget"].findall(joined))
    return Phase.FINAL_ACCOUNT if final > max(budget, 0) else Phase.BUDGET


def _count_levels(texts: Iterable[str]) -> Level | None:
    words = Counter(found for text in texts for found in COVER["level"].findall(text))
    if words["部门"] == words["单位"]:
        return None
    return Level.DEPARTMENT if words["部门"] > words["单位"] else Level.UNIT


def _is_government(layout: Layout, cover: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether a whole county, city or province speaks: by its cover, most of its titles, or the taxes it collects."""
    if COVER["government_report"].search("".join(map(_fold_year, cover))):
        return not COVER["not_government"].search("".join(cover))
    named = [bool(COVER["government_title"].search(t)) and not COVER["not_government"].search(t) for t in titles]
    return sum(named) * 2 > len(named) or any(map(_lists_taxes, layout.tables))


def _lists_taxes(table: Table) -> bool:
    """Whether a table's rows name the taxes that only a government collects."""
    labels = {strip_lead(fold(cell.text)) for row in table.rows for cell in row[:3] if cell is not None}
    return sum(bool(COVER["government_row"].fullmatch(label)) for label in labels) >= FEWEST_TAXES


def _government_name(texts: Iterable[str]) -> str | None:
    """The name of the government that its cover or the titles of its tables print first.

    >>> _government_name(["石家庄市十四届人大", "文件(16)"]), _government_name(["2024年自治区一般公共预算收入表"])
    ('石家庄市', None)
    """
    found = (match[1] for text in texts for match in COVER["government_name"].finditer(fold(text)))
    return next((name for name in found if not COVER["no_name"].search(name)), None)


def _latest_year(texts: Iterable[str]) -> int | None:
    """The latest year of texts that speak of 预算 or 决算: a report of last year's execution is one of this budget."""
    speaking = (COVER["date"].sub("", _fold_year(text)) for text in texts if COVER["subject"].search(text))
    return max((int(year) for text in speaking for year in COVER["year"].findall(text)), default=None)


def _level_by_captions(layout: Layout) -> Level | None:
    """部门名称：X above the tables speaks for a department, 单位名称：X for a unit."""
    heads = (line.text for table in layout.tables for line in table.caption)
    lines = [_fold_year(text) for text in heads if text_to_department(text)]
    if not lines:
        return None
    units = sum(bool(COVER["unit_caption"].match(text)) for text in lines)
    return Level.UNIT if units * 2 > len(lines) else Level.DEPARTMENT


def _department(layout: Layout, cover: Sequence[str], title: str, level: Level | None) -> str | None:
    """The name most table heads print, else a labelled line of the cover, else what the cover's title says."""
    names = Counter(_clean_name(table.department) for table in layout.tables if table.department)
    if names:
        return names.most_common(1)[0][0]
    labelled = [line for line in cover if text_to_department(line)]
    if level is Level.UNIT:
        labelled = [line for line in labelled if not COVER["master_caption"].search(_fold_year(line))] or labelled
    if labelled:
        return _clean_name(text_to_department(labelled[-1]) or "")
    return _name_in_title(title)


def _name_in_title(title: str) -> str | None:
    """The cover's title without the year and without 部门预算公开 and the like.

    >>> _name_in_title("2018年度江苏省高级人民法院预算公开"), _name_in_title("某市财政局2024年度部门决算")
    ('江苏省高级人民法院', '某市财政局')
    >>> _name_in_title("某市某区2025年区级部门预算") is None
    True
    """
    name = COVER["around_name"].sub("", COVER["document_name"].sub("", COVER["year"].sub("", title)))
    return name if name and not COVER["region"].search(name) else None


def _clean_name(name: str) -> str:
    """A name without the budget code before it ("406-某局") and without (部门) after it."""
    return COVER["name_suffix"].sub("", COVER["code_prefix"].sub("", name))


def identity_notices(layout: Layout, identity: Identity) -> tuple[Notice, ...]:
    """What a reader must be told where a document with tables does not say whose it is, or says two names."""
    if not layout.tables:
        return ()
    names = Counter(_clean_name(table.department) for table in layout.tables if table.department)
    own = identity.department or ""
    # 某局 and 某局（本级） may be one body; where the document names none, every name contains it
    others = [name for name in names if not (name in own or own in name)]
    found = [
        (say("document.no_department"), identity.department is None),
        (say("document.no_year"), identity.fiscal_year is None),
        (say("document.several_departments", names=(own, *others)), bool(others)),
    ]
    return tuple(Notice(NoticeKind.DOUBT, None, said) for said, holds in found if holds)


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
