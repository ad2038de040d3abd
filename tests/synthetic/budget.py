"""A made-up budget whose figures add up by construction: leaves are drawn, everything else is their sum.

Amounts are whole hundredths of the printed unit; None is nothing, which prints as a blank or as 0.00.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

Cents = int | None

DEPARTMENTS = ("青河市生态环境局", "临泉县商务局", "东山区财政局", "云岭市教育局", "石桥镇人民政府")
PROJECTS = (
    "空气质量监测站点运行维护经费",
    "农村生活污水治理专项规划编制经费",
    "信息系统运维",
    "执法装备购置",
    "“十五五”规划前期研究（2024-2026年）",
    "河道清淤",
    "老旧办公楼屋面防水及外墙保温改造工程",
    "法律顾问服务",
    "遗属补助",
    "应急值守",
)
CARRIED_PROJECTS = ("省级近零碳排放试点资金", "财建〔2023〕36号环保监测监控能力建设项目", "2022年省级基本建设支出")
TRIP_CODE, RECEPTION_CODE, VEHICLE_CODE, MEETING_CODE, TRAINING_CODE = "30212", "30217", "30231", "30215", "30216"


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of a classification; its level is the length of its code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A subject of the lowest functional level with its money.

    `project_own` is the part of the project expenditure paid from 事业收入 instead of appropriations.
    """

    subject: Subject
    basic: Cents
    project: Cents
    carried: Cents = None
    project_own: Cents = None


@dataclass(frozen=True, slots=True)
class Budget:
    """One department's year. `economic` are the leaves of the basic expenditure by economic subject."""

    department: str
    year: int
    leaves: tuple[Leaf, ...]
    economic: tuple[tuple[Subject, int], ...]
    projects: tuple[tuple[str, int], ...]
    carried_projects: tuple[tuple[str, int], ...]
    last_year: int
    """Total of the year before, for the change that the prose states."""

    def sum_of(self, pick: Callable[[Leaf], Cents], code: str = "") -> Cents:
        """The sum over the leaves under a functional code; None when there is nothing to add."""
        return add(pick(leaf) for leaf in self.leaves if leaf.subject.code.startswith(code))

    def economic_sum(self, *codes: str) -> Cents:
        """The sum over the economic leaves under any of the codes."""
        return add(amount for subject, amount in self.economic if subject.code.startswith(codes))

    def functional_rows(self, has_money: Callable[[Leaf], Cents]) -> list[Subject]:
        """Classes, 款 and 项 in printed order, those without money left out."""
        codes = [leaf.subject.code for leaf in self.leaves if has_money(leaf) is not None]
        return _with_parents(codes, subjects("subjects.txt"))

    def economic_rows(self) -> list[Subject]:
        """Economic classes and their subjects in printed order."""
        return _with_parents([subject.code for subject, _ in self.economic], subjects("economic.txt"))


def add(amounts: Iterable[Cents]) -> Cents:
    """Nothing and nothing is nothing, not zero.

    >>> add([None, 5, 7]), add([None, None])
    (12, None)
    """
    present = [amount for amount in amounts if amount is not None]
    return sum(present) if present else None


@cache
def subjects(name: str) -> dict[str, Subject]:
    """The subjects of a list in this folder by code."""
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return {code: Subject(code, label) for code, label in (line.split(" ", 1) for line in lines)}


def _with_parents(codes: Sequence[str], names: dict[str, Subject]) -> list[Subject]:
    wanted = {code[:length] for code in codes for length in (3, 5, 7)}
    return [subject for code, subject in names.items() if code in wanted]


def draw_budget(rng: Random, class_count: int, has_negatives: bool, is_whole: bool = False) -> Budget:
    """Draw a budget with so many functional classes; whole yuan when `is_whole` (else hundredths too)."""
    step = 100 if is_whole else 1
    leaves = [_draw_leaf(rng, subject, has_negatives, step) for subject in _draw_subjects(rng, class_count)]
    if all(leaf.basic is None for leaf in leaves):
        leaves[0] = Leaf(leaves[0].subject, 100_000 * step, leaves[0].project, leaves[0].carried)
    basic = add(leaf.basic for leaf in leaves) or 0
    project, carried = add(leaf.project for leaf in leaves) or 0, add(leaf.carried for leaf in leaves)
    return Budget(
        department=rng.choice(DEPARTMENTS),
        year=rng.randint(2019, 2026),
        leaves=tuple(leaves),
        economic=tuple(_draw_economic(rng, basic, step)),
        projects=tuple(zip(PROJECTS, split_amount(rng, project, rng.randint(1, len(PROJECTS)), step), strict=False)),
        carried_projects=tuple(zip(CARRIED_PROJECTS, split_amount(rng, carried, 3, step), strict=False)),
        last_year=rng.randint(100_000, 90_000_000) * step,
    )


def _draw_subjects(rng: Random, class_count: int) -> list[Subject]:
    """Some 项 of some 款 of so many classes."""
    known = subjects("subjects.txt")
    classes = sorted(rng.sample([code for code in known if len(code) == 3], class_count))
    leaves = [s for code, s in known.items() if len(code) == 7 and code[:3] in classes]
    kept = [leaf for leaf in leaves if rng.random() < 0.8]
    missing = [code for code in classes if not any(leaf.code.startswith(code) for leaf in kept)]
    return sorted([*kept, *(next(s for s in leaves if s.code[:3] == c) for c in missing)], key=lambda s: s.code)


def _draw_leaf(rng: Random, subject: Subject, has_negatives: bool, step: int) -> Leaf:
    """Each leaf has basic expenditure, project expenditure or both; some have money carried over as well."""
    kind = rng.choice(("basic", "project", "both"))
    sign = -1 if has_negatives and rng.random() < 0.15 else 1
    basic = _draw_amount(rng, step) if kind != "project" else None
    project = sign * _draw_amount(rng, step) if kind != "basic" else None
    carried = _draw_amount(rng, step) if project is not None and rng.random() < 0.3 else None
    own = _draw_amount(rng, step) if project is not None and rng.random() < 0.2 else None
    return Leaf(subject, basic, project, carried, own)


def _draw_amount(rng: Random, step: int) -> int:
    """From small to large evenly by size, never zero."""
    return rng.randint(1, 10 ** rng.randint(2, 7)) * step


def _draw_economic(rng: Random, total: int, step: int) -> list[tuple[Subject, int]]:
    known = [s for s in subjects("economic.txt").values() if len(s.code) == 5]
    count = min(rng.randint(6, len(known)), total // step)
    chosen = sorted(rng.sample(known, max(1, count)), key=lambda s: s.code)
    return list(zip(chosen, split_amount(rng, total, len(chosen), step), strict=True))


def split_amount(rng: Random, total: Cents, count: int, step: int) -> list[int]:
    """Cut an amount into positive pieces that add up to it; fewer when it is small, one when it is negative.

    >>> sum(split_amount(Random(1), 1000, 4, 1)), split_amount(Random(1), None, 3, 1)
    (1000, [])
    """
    if total is None:
        return []
    count = max(1, min(count, total // step))
    cuts = sorted(rng.sample(range(1, total // step), count - 1)) if count > 1 else []
    return [(b - a) * step for a, b in zip([0, *cuts], [*cuts, total // step], strict=True)]
