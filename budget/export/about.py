"""What every export says of itself: document, year, phase, unit, scope, digest, limits, and how it is named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from budget.document.corrections import describe_correction
from budget.frames import FRAMES, FrameSpec
from budget.frames.dictionary import DECLARED
from budget.models import CorrectionKind, Disclosure
from budget.words import choice_to_text, message_to_text

SAID = DECLARED["about"]
"""Its limits and the levels of bodies, in words."""
NOT_PRINTED = "文件未写明"
UNIT_NOTE = "元（由印刷的单位换算；印刷的字符和单位另有两列）"
LICENCE_NAME = "官方公开文件（预算法第十四条）；整理部分 CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

_UNSAFE_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\s]+')
_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class About:
    """The facts of a document that go with every file made from it; what is not printed says so."""

    document_id: str
    title: str
    publisher: str
    fiscal_year: int | None
    phase: str
    level: str
    files: tuple[tuple[str, str], ...]
    coverage: str
    limits: tuple[str, ...]
    corrections: tuple[str, ...] = ()
    """What was declared and used instead of what is printed, one sentence each."""

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Label and value, in the order in which a reader asks."""
        return (
            ("文件", self.title),
            ("文件标识", self.document_id),
            ("发布者", self.publisher),
            ("年度", str(self.fiscal_year or NOT_PRINTED)),
            ("阶段", self.phase),
            ("主体", self.level),
            ("金额单位", UNIT_NOTE),
            *((f"来源文件 {name}", f"sha256 {digest}") for name, digest in self.files),
            ("读出情况", self.coverage),
            *(("更正", correction) for correction in self.corrections),
            *(("局限", limit) for limit in self.limits),
        )

    def text(self, between: str) -> str:
        """The lines as one text."""
        return between.join(f"{label}：{value}" for label, value in self.lines())

    @property
    def period(self) -> tuple[str, str] | None:
        """The first and the last day of the year, None where the document prints no year."""
        return (f"{self.fiscal_year}-01-01", f"{self.fiscal_year}-12-31") if self.fiscal_year else None

    @property
    def stem(self) -> str:
        """The beginning of every file name: publisher, year and phase, without what a file name can't hold."""
        year = f"{self.fiscal_year}年" if self.fiscal_year else ""
        return clean_name(f"{self.publisher}_{year}{self.phase}")


def describe(disclosure: Disclosure) -> About:
    """The facts of a disclosure for its exports; the declared title and publisher win over the printed ones."""
    phase = disclosure.phase
    coverage = disclosure.coverage
    limits = (SAID["phase_limits"][phase],) if phase else ()
    return About(
        document_id=disclosure.document_id,
        title=str(disclosure.meta.get("title") or disclosure.title),
        publisher=str(disclosure.meta.get("publisher") or disclosure.department or NOT_PRINTED),
        fiscal_year=disclosure.fiscal_year,
        phase=choice_to_text(phase) if phase else NOT_PRINTED,
        level=SAID["levels"][disclosure.level] if disclosure.level else NOT_PRINTED,
        files=tuple((file.name, file.sha256) for file in disclosure.files),
        coverage=f"印刷金额 {coverage.figures_printed} 个，读出 {coverage.figures_read} 个，"
        + (f"另有 {coverage.figures_doubtful} 个读得有疑问，" if coverage.figures_doubtful else "")
        + f"没有读出的地方 {len(coverage.unread)} 处",
        limits=(*limits, *SAID["limits"]),
        corrections=tuple(
            message_to_text(describe_correction(entry))
            for entry in disclosure.corrections
            if entry.kind is CorrectionKind.CORRECTION and entry.is_applied
        ),
    )


def clean_name(name: str) -> str:
    """A name that every file system takes.

    >>> clean_name("某局/办公室_2024年预算")
    '某局_办公室_2024年预算'
    """
    return _UNSAFE_IN_NAMES.sub("_", name).strip("._ ")[:_NAME_LENGTH] or "disclosure"


def has_money(spec: FrameSpec) -> bool:
    """Whether a frame has a column in yuan."""
    return any(column.unit == "元" for column in spec.columns)


def file_name(about: About, name: str, suffix: str) -> str:
    """The name of the file of one frame: publisher, year, phase, what it is, and the unit where there is money."""
    spec = FRAMES[name]
    unit = "_单位元" if has_money(spec) else ""
    return f"{about.stem}_{clean_name(spec.title)}{unit}.{suffix}"


def frame_caption(about: About, name: str) -> tuple[tuple[str, str], ...]:
    """Label and value of what one table of an export must say of itself."""
    spec = FRAMES[name]
    unit = UNIT_NOTE if has_money(spec) else ""
    return caption(about, f"{spec.title}：每行是{spec.row}", unit, spec.scope)


def caption(about: About, content: str, unit: str, scope: str, link: str = "") -> tuple[tuple[str, str], ...]:
    """Label and value of what any table taken away must say of itself; what is empty is left out."""
    rows = (
        ("文件", about.title),
        ("文件标识", about.document_id),
        ("发布者", about.publisher),
        ("年度与阶段", f"{about.fiscal_year or NOT_PRINTED} {about.phase}"),
        ("内容", content),
        ("金额单位", unit),
        ("口径", scope),
        *(("来源", f"{file} sha256 {digest}") for file, digest in about.files),
        ("链接", link),
        ("更正", "；".join(about.corrections)),
        ("局限", "".join(about.limits)),
    )
    return tuple((label, value) for label, value in rows if value)
