"""A figure ready to be quoted: one sentence, a GB/T 7714 reference, the digest of the document, a permanent link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from budget.document.corrections import correction_at, describe_correction
from budget.export.about import About, describe
from budget.frames import frames_of
from budget.models import Disclosure, Figure, HeaderPath, Place, say
from budget.words import message_to_text

YEAR_UNKNOWN = "年份不详"
BLANK_SAID = "是空白格（未安排，不是0）"


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reader copies. `place` names table and page (or line), "" where a view has no single place."""

    sentence: str
    reference: str
    about: About
    place: str
    scope: str
    permalink: str
    accessed: date

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Label and value, what is empty left out."""
        about = self.about
        rows = (
            ("引文", self.sentence),
            ("参考文献", self.reference),
            ("文件", about.title),
            ("发布者", about.publisher),
            ("年度", f"{about.fiscal_year or YEAR_UNKNOWN} {about.phase}"),
            ("出处", self.place),
            ("口径", self.scope),
            *(("sha256", f"{digest}（{name}）") for name, digest in about.files),
            ("链接", self.permalink),
            ("访问日期", self.accessed.isoformat()),
        )
        return tuple((label, value) for label, value in rows if value)


def cite_cell(disclosure: Disclosure, cell: str, permalink: str, accessed: date, scope: str = "") -> Citation | None:
    """The citation of one printed cell ("table_id/row/column"); None when the document has no such cell."""
    lines = frames_of(disclosure)["lines"]
    found = lines[lines["cell"] == cell]
    if found.empty:
        return None
    line = found.iloc[0]
    table = next(table for table in disclosure.tables if table.table_id == line["table_id"])
    place, page = _place(table.title, line)
    said = f"{_row_and_column(line, table.columns[line['column_number']])}{_amount(line)}"
    said += _correction(disclosure, table.rows[line["row_number"]].figures[line["column_number"]])
    return cite_words(disclosure, f"{table.title}中，{said}", permalink, accessed, place=place, page=page, scope=scope)


def cite_words(
    disclosure: Disclosure,
    said: str,
    permalink: str,
    accessed: date,
    *,
    place: str = "",
    page: int | None = None,
    scope: str = "",
) -> Citation:
    """The citation of a view or a computed figure; `said` is what is quoted, without the final stop."""
    about = describe(disclosure)
    year = f"{about.fiscal_year}年" if about.fiscal_year else ""
    where = f"（{place}）" if place else ""
    sentence = f"据{about.publisher}{year}{about.phase}公开，{said.rstrip('。')}{where}。"
    reference = reference_line(about, permalink, accessed, page)
    return Citation(sentence, reference, about, place, scope, permalink, accessed)


def reference_line(about: About, permalink: str, accessed: date, page: int | None = None) -> str:
    """The line of a reference list by GB/T 7714—2015: a report, [R/OL] with date and path where it has a link.

    >>> facts = About("changzhi", "某局2024年部门预算", "某局", 2024, "预算", "", (), "", ())
    >>> reference_line(facts, "http://127.0.0.1:8501/?doc=a", date(2026, 11, 23), 8)
    '某局. 某局2024年部门预算[R/OL]. 2024: 8[2026-11-23]. http://127.0.0.1:8501/?doc=a.'
    >>> reference_line(facts, "", date(2026, 11, 23))
    '某局. 某局2024年部门预算[R]. 2024.'
    """
    year = str(about.fiscal_year) if about.fiscal_year else f"[{YEAR_UNKNOWN}]"
    pages = f": {page}" if page else ""
    if not permalink:
        return f"{about.publisher}. {about.title}[R]. {year}{pages}."
    return f"{about.publisher}. {about.title}[R/OL]. {year}{pages}[{accessed.isoformat()}]. {permalink}."


def _correction(disclosure: Disclosure, figure: Figure) -> str:
    """That the figure is not as the source prints it, where a declared correction made it what it is."""
    entry = correction_at(disclosure, figure.place, figure.text)
    return f"（{message_to_text(describe_correction(entry))}）" if entry else ""


def _place(title: str, line: pd.Series) -> tuple[str, int | None]:
    """The table with the page or the line of a row of the frame `lines`, and the page."""
    page, number = (int(line[name]) if pd.notna(line[name]) else None for name in ("page", "line"))
    return message_to_text(say("place.in_table", table=title, place=Place(page, number))), page


def _row_and_column(line: pd.Series, header: HeaderPath) -> str:
    code = f"（{line['code']}）" if pd.notna(line["code"]) else ""
    column = f"的“{'·'.join(header)}”" if header else ""
    return f"“{line['name']}”{code}{column}" if line["name"] else column.removeprefix("的")


def _amount(line: pd.Series) -> str:
    if line["is_blank"]:
        return BLANK_SAID
    unit = f" {line['printed_unit']}" if pd.notna(line["printed_unit"]) else "（表上未印单位）"
    return f"为 {line['printed_text']}{unit}"
