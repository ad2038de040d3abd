"""Names that are not this disclosure's: another level, another organisation, another year, other subject names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from budget.checks.engine import Rule, rule
from budget.checks.labels import bare_name
from budget.checks.outcome import failed, finding, not_applicable, not_possible, passed, words
from budget.checks.prose_rules import said_to_names
from budget.checks.prose_said import Said, disclosure_to_said, is_short_for, quoted
from budget.checks.prose_targets import CellIndex, disclosure_to_index, item_rows, same_name, similar_rows
from budget.checks.wording_passages import Passage, Where, disclosure_to_passages, line_place, one_finding
from budget.models import CheckClass, Disclosure, Finding, Level, Operand, Place, StatementKind, Status

RANKS = {"中央": 0, "省": 1, "自治区": 1, "市": 2, "州": 2, "县": 3, "区": 3, "旗": 3}
TERM_LEVEL = re.compile(
    r"(?:指|是|由|为)(?P<level>中央|省|自治区|市|州|县|区)(?P<kind>直|级|本级)(?:各)?(?:预算)?(?:部门|单位|机关)"
)
OWN_LEVEL = (
    (3, re.compile(r"[市州省]?[\u4e00-\u9fff]{1,6}(?:区|县|旗)(?!域)|街道|[镇乡]人民政府")),
    (1, re.compile(r"^(?:中共|中国共产党)?[\u4e00-\u9fff]{2,3}(?:省|自治区)")),
    (2, re.compile(r"^(?:中共|中国共产党)?[\u4e00-\u9fff]{2,4}[市州]")),
)
OWN_WORDS = {3: re.compile(r"[区县]委|[区县](?:人民)?政府|全[区县]|我[区县]"), 2: re.compile(r"市委|市政府|全市")}
STRUCTURE_WORDS = 3  # so often 区委/全区 must stand in the text before they tell the level of a branch office


@rule("wording_level_of_term", CheckClass.WORDING, title="名词解释说的是本级")
def wording_level_of_term(disclosure: Disclosure) -> Iterator[Finding]:
    """A term explained for another level of government (省直部门 in a district's glossary)."""
    rank = own_rank(disclosure)
    if rank is None or not disclosure.glossary:
        yield not_possible("名词解释的层级：无法核对。", "没有读到名词解释，或无法判断单位的层级")
        return
    found = []
    for term in disclosure.glossary:
        for match in TERM_LEVEL.finditer(term.explanation):
            if RANKS[match["level"]] != rank:
                text = match[0].lstrip("指是由为")
                found.append(words(text, term.place, table="名词解释", row=term.term))
    if not found:
        yield passed("名词解释没有说到其他层级的部门。")
        return
    names = "、".join(f"“{operand.row}”说的是{operand.text}" for operand in found)
    yield failed(f"名词解释中{names}，而本文件不是这一层级的。", found)


def own_rank(disclosure: Disclosure) -> int | None:
    """1 province, 2 city, 3 county or district; from the name, for a branch office from the words of the text."""
    name = disclosure.department or ""
    if "分局" in name:
        text = "".join(section.text for section in disclosure.sections)
        return next((rank for rank, seen in OWN_WORDS.items() if len(seen.findall(text)) >= STRUCTURE_WORDS), None)
    return next((rank for rank, pattern in OWN_LEVEL if pattern.search(name)), None)


ENTITY = re.compile(
    r"^(?P<name>[\u4e00-\u9fff（）()]{4,40}?)(?=20\d\d年(?:度)?(?:部门|单位)?(?:预算|决算)?"
    r"(?:收入|支出|收、支|财政拨款|一般公共|政府性基金|国有资本|“?三公|机关运行|政府采购|无))"
)
ENTITY_ENDS = re.compile(
    r"(?:局|委|委员会|办公室|办公厅|检察院|法院|厅|中心|街道办事处|人民政府|学校|中学|小学|大队|分局|站|馆)$"
)
NOT_A_NAME = re.compile(r"^(?:本|我|根据|按照|截至|全|该|上述|其中|区|市|县)")


@rule("wording_other_organisation", CheckClass.WORDING, title="文中的单位名称是本单位")
def wording_other_organisation(disclosure: Disclosure) -> Iterator[Finding]:
    """Another organisation's name where the publisher's own belongs ("某某局2024年度收入总计…")."""
    if disclosure.department is None:
        yield not_possible("文中的单位名称：无法核对。", "没有读到部门名称")
        return
    passages = [p for p in disclosure_to_passages(disclosure) if p.where is Where.PROSE]
    known = bare_name("".join(p.text for p in passages if re.search(r"机构|单位构成|概况|职", p.title)))
    found = []
    for passage in passages:
        match = ENTITY.match(re.sub(r"^[一二三四五六七八九十\d（）()、.．]+", "", passage.text))
        name = bare_name(match["name"]) if match else ""
        is_own = is_short_for(name, bare_name(disclosure.department)) or name in known
        if name and ENTITY_ENDS.search(name) and not NOT_A_NAME.match(name) and not is_own:
            start = passage.text.find(match["name"] if match else "")
            found.append(passage.operand(start, start + len(name)))
    yield one_finding(passages, found, f"出现了不是“{disclosure.department}”的单位名称", "文中的单位名称与封面一致。")


@rule("wording_department_or_unit", CheckClass.WORDING, title="单位预算不自称“本部门”")
def wording_department_or_unit(disclosure: Disclosure) -> Iterator[Finding]:
    """部门 wording in the disclosure of one unit."""
    if disclosure.level is not Level.UNIT:
        yield not_applicable("“本部门”“本单位”的用法：不适用。", "本文件是部门的公开文件")
        return
    passages = [p for p in disclosure_to_passages(disclosure) if p.where in (Where.PROSE, Where.NOTE)]
    found = [p.operand(m.start(), m.end()) for p in passages for m in re.finditer(r"本部门", p.text)]
    yield one_finding(passages, found, "单位的公开文件自称“本部门”", "单位的公开文件没有自称“本部门”。")


OWN_YEAR = re.compile(
    r"(?:纳入本(?:部门|单位)|本(?:部门|单位))(?P<year>20\d\d)年(?:度)?(?:部门|单位)?(?:汇总)?(?:预算|决算)"
)
TITLE_YEAR = re.compile(
    r"^(?:.{0,30}?)(?P<year>20\d\d)年(?:度)?[^，。与比至\-—]{0,30}(?:预算|决算|情况)[^，。]{0,12}(?:表|说明|情况|公开)$"
)


OTHER_YEARS_MATTER = re.compile(r"执行|完成|工作|上年|回顾|总结|评价|自评|结转|规划|批复")


@rule("wording_stale_year", CheckClass.WORDING, title="标题和文字中的年份是本年度")
def wording_stale_year(disclosure: Disclosure) -> Iterator[Finding]:
    """Last year's number left in a title or in "纳入本部门2018年…预算编制范围"."""
    year = disclosure.fiscal_year
    if year is None:
        yield not_possible("文中的年份：无法核对。", "没有读到年度")
        return
    titled = [(title, place, match) for title, place in _titles(disclosure) if (match := TITLE_YEAR.match(title))]
    titled = [(title, place, match) for title, place, match in titled if not OTHER_YEARS_MATTER.search(title)]
    found = [words(title, place, table=title) for title, place, match in titled if int(match["year"]) != year]
    if len(found) * 2 > len(titled):
        yield not_possible("标题中的年份：无法核对。", "多数标题写的是另一年，本文件的年度可能没有读对")
        return
    passages = [p for p in disclosure_to_passages(disclosure) if p.where is Where.PROSE]
    for passage in passages:
        stale = [match for match in OWN_YEAR.finditer(passage.text) if int(match["year"]) != year]
        found.extend(passage.operand(match.start(), match.end()) for match in stale)
    yield one_finding(passages, found, f"年份不是{year}年", f"标题和文字中的年份都是{year}年。")


def _titles(disclosure: Disclosure) -> Iterator[tuple[str, Place]]:
    yield from ((section.heading, section.place) for section in disclosure.sections if section.depth <= 2)
    yield from ((table.title, table.place) for table in disclosure.tables)


@rule("wording_subject_name", CheckClass.WORDING, title="文中科目名称与表中一致")
def wording_subject_name(disclosure: Disclosure) -> Iterator[Finding]:
    """Functional subjects: 其它/其他, another order of words, names shifted by a level, 款 marked （类）."""
    index = disclosure_to_index(disclosure)
    named = [(one, names) for one in disclosure_to_said(disclosure) if _is_item(one) and (names := said_to_names(one))]
    if not named:
        return
    if not index.items:
        yield not_possible("文中的科目名称：无法核对。", "没有读到功能科目的表")
        return
    wrong = [(one, text) for one, names in named if (text := _wrong_name(one, names, index))]
    marked = [one for one, names in named if _is_marked_wrong(names, index)]
    for one, text in wrong:
        yield failed(text, (_name_operand(one),))
    if marked:
        names_text = "、".join(dict.fromkeys(f"“{(said_to_names(one) or ('',))[0]}”" for one in marked))
        operands = [_name_operand(one) for one in marked]
        yield finding(Status.FAILED, f"文中把款级科目{names_text}标作（类）。", operands[:1], also_at=operands[1:])
    unknown = [one for one, names in named if not item_rows(index, names) and not _wrong_name(one, names, index)]
    if unknown:
        operands = tuple(_name_operand(one) for one in unknown)
        yield not_possible(
            f"文中{len(unknown)}处功能科目的名称：无法核对。", "表中没有这个科目，也没有金额相同的", operands
        )
    if not wrong and not marked and len(unknown) < len(named):
        yield passed(f"文中写到的{len(named) - len(unknown)}处功能科目，名称都与表中一致。")


def _is_item(said: Said) -> bool:
    return said.kind is StatementKind.AMOUNT and not said.is_detail and not said.is_reason


def _name_operand(said: Said) -> Operand:
    statement = said.statement
    return words(statement.subject, statement.place, table=said.section.heading)


def _wrong_name(said: Said, names: tuple[str | None, str | None, str], index: CellIndex) -> str:
    """What is wrong with the name, "" when nothing is or the table can't tell."""
    printed = names[2]
    rows = item_rows(index, names)
    if rows:
        is_other = "其它" in said.statement.subject and "其它" not in rows[0].row.name
        return f"文中写作“{printed.replace('其他', '其它')}”，表中科目是“{rows[0].row.name}”。" if is_other else ""
    similar = similar_rows(index, names, said.amount)
    return (
        f"文中写作“{printed}”，表中金额相同的科目是“{similar[0].row.name}”（{similar[0].row.code}）。"
        if similar
        else ""
    )


def _is_marked_wrong(names: tuple[str | None, str | None, str], index: CellIndex) -> bool:
    """A （类） that is a 款 of the tables and no 类."""
    class_name = names[0]
    if not class_name:
        return False
    rows = [(row.code or "", bare_name(row.name)) for cells in index.tables for row in cells.table.rows if row.code]
    lengths = {len(code) for code, name in rows if len(code) in (3, 5) and same_name(name, class_name)}
    return lengths == {5}


FEW_SUBJECTS = 3  # fewer rows than this are no table of economic subjects
LISTED = re.compile(r"(?P<what>人员经费|公用经费)[^；\n]{0,40}?主要?包括[：:]?(?P<list>[^。；\n]+)")


@rule("wording_listed_subjects", CheckClass.WORDING, title="所列经济科目在表中有数")
def wording_listed_subjects(disclosure: Disclosure) -> Iterator[Finding]:
    """人员经费、公用经费“主要包括…” ↔ the rows of the table of economic subjects."""
    amounts = _economic_amounts(disclosure_to_index(disclosure))
    told: dict[tuple[str, ...], Finding] = {}
    for section in disclosure.sections:
        for found in LISTED.finditer(section.text):
            if len(amounts) < FEW_SUBJECTS:
                yield not_possible(f"{found['what']}所列的科目：无法核对。", "没有读到经济科目的表")
                continue
            passage = Passage(Where.PROSE, section.text, section.place, section.heading, "", section)
            yield from _twice_listed(found, passage)
            empty = tuple(name for name in _names(found["list"]) if name and not _is_spent(name, amounts))
            judged = _list_finding(found, empty, passage)
            if empty and (found["what"], *empty) in told:  # the same list stands in two sections
                before = told[found["what"], *empty]
                told[found["what"], *empty] = replace(before, also_at=(*before.also_at, *judged.operands))
            elif empty:
                told[found["what"], *empty] = judged
            else:
                yield judged
    yield from told.values()


def _list_finding(found: re.Match[str], empty: tuple[str, ...], passage: Passage) -> Finding:
    what = f"{quoted(passage.title)}中{found['what']}所列的"
    if not empty:
        return finding(
            Status.PASSED, f"{what}科目在表中都有数。", (passage.operand(found.start("list"), found.end("list")),)
        )
    place = line_place(passage.section, empty[0]) if passage.section else passage.place
    there = words("、".join(empty), place, table=passage.title)
    return failed(f"{what}“{'、'.join(empty)}”，表中没有数。", (there,))


def _twice_listed(found: re.Match[str], passage: Passage) -> Iterator[Finding]:
    names = _names(found["list"])
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        operand = passage.operand(found.start("list"), found.end("list"))
        yield failed(f"{quoted(passage.title)}中{found['what']}把“{'、'.join(twice)}”列了两次。", (operand,))


def _names(text: str) -> list[str]:
    flat = re.sub(r"等(?:支出|费用|方面)?$", "", bare_name(text))
    return [name.strip() for name in re.split(r"[、,，]|(?<=费)和(?=\S)", flat)]


def _is_spent(name: str, amounts: dict[str, bool]) -> bool:
    """Whether a row of that name prints an amount; a name that is part of a row's (or the row's of it) will do."""
    if name in amounts:
        return amounts[name]
    alike = [has for row, has in amounts.items() if name in row or row in name or is_short_for(name, row)]
    return any(alike)


def _economic_amounts(index: CellIndex) -> dict[str, bool]:
    """Economic subjects of the tables: bare name → whether an amount other than 0 is printed."""
    amounts: dict[str, bool] = {}
    for cells in index.tables:
        if cells.table.kind.value not in ("general_basic", "appropriation_basic"):
            continue
        for row in cells.table.rows:
            for name in {bare_name(row.name), *(bare_name(label) for label in row.labels)} - {""}:
                amounts[name] = amounts.get(name, False) or any(figure.value for figure in row.figures)
    return amounts


PURPOSE = re.compile(r"主要用于[：:]?(?P<purpose>[^。；，\n]{6,60})")


@rule("wording_purpose", CheckClass.WORDING, title="各科目的用途说明没有互相抄用")
def wording_purpose(disclosure: Disclosure) -> Iterator[Finding]:
    """One purpose told of subjects of different 类: copied from the item before."""
    for section in disclosure.sections:
        told: dict[str, str] = {}
        count = 0
        for paragraph in section.text.split("\n"):
            found, item = (
                PURPOSE.search(paragraph),
                re.search(r"(?P<class>[^\d、.“（(]{3,16}?)(?:支出)?（类）.*?（项）", paragraph),
            )
            if found is None or item is None:
                continue
            count += 1
            before = told.setdefault(found["purpose"], item["class"])
            if before != item["class"]:
                passage = Passage(Where.PROSE, paragraph, section.place, section.heading, "", section)
                operand = passage.operand(found.start("purpose"), found.end("purpose"))
                yield failed(
                    f"“{item[0]}”的用途写作“{found['purpose']}”，与“{before}”类科目的用途一字不差。", (operand,)
                )
        if count > 1:
            yield passed(f"“{section.heading}”中{count}个科目各有用途说明。")


NAME_RULES: tuple[Rule, ...] = (
    wording_level_of_term,
    wording_other_organisation,
    wording_department_or_unit,
    wording_stale_year,
    wording_subject_name,
    wording_listed_subjects,
    wording_purpose,
)
