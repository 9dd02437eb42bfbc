"""One visit instead of two: which plans are offered as a joint visit, what planning warns of, how answers end an offer, what was saved.

Only planned and drawn visits are ever put together. What a complaint, a transfer or a case asks for is looked at by itself: an
object must not learn from a shared appointment that somebody complained, and a danger does not wait (优化营商环境条例 第五十四条).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from engine.joint.numbers import VisitRules

MERGEABLE: Final = frozenset({"plan", "random"})
#: What a person may plan by hand; visits of cases are opened by their process.
SOURCES: Final = ("plan", "random", "complaint", "transfer", "other")


@dataclass(frozen=True, slots=True)
class Going:
    """A visit as planning sees it. `units` are those that will be or were there, the lead first."""

    id: str
    units: tuple[str, ...]
    day: date
    source: str
    state: str


@dataclass(frozen=True, slots=True)
class Warning:
    """What planning warns of: `code` is cap, repeat or no-disturb; `needs_reason` when one goes on only with a reason that is kept."""

    code: str
    values: Mapping[str, str]
    needs_reason: bool


def department(unit: str) -> str:
    """The body a unit belongs to: `scjg` of `scjg.330402008`."""
    return unit.partition(".")[0]


def partners(mine: Going, others: Iterable[Going], rules: VisitRules) -> tuple[Going, ...]:
    """The plans of other departments for the same object that lie near enough to be one visit with `mine`, nearest first."""
    if rules.window is None or mine.source not in MERGEABLE or mine.state != "planned":
        return ()
    bodies = {department(unit) for unit in mine.units}
    found = [
        other for other in others
        if other.id != mine.id and other.state == "planned" and other.source in MERGEABLE and abs((other.day - mine.day).days) <= rules.window
        and not bodies & {department(unit) for unit in other.units}
    ]
    return tuple(sorted(found, key=lambda other: (abs((other.day - mine.day).days), other.day, other.id)))


def warnings(mine: Going, others: Iterable[Going], rules: VisitRules, *, enterprise: bool, list_type: str | None) -> tuple[Warning, ...]:
    """What stands against this visit. Only plans and draws need a reason; a complaint is always looked at, and only told of repetition."""
    seen = [other for other in others if other.id != mine.id and other.state in ("planned", "open", "done")]
    limited = mine.source in MERGEABLE
    body = department(mine.units[0])
    told: list[Warning] = []
    if limited and list_type == "noDisturb":
        told.append(Warning("no-disturb", {}, True))
    counted = sum(
        1 for other in seen if other.source in MERGEABLE and other.day.year == mine.day.year and body in {department(unit) for unit in other.units}
    )
    if limited and enterprise and rules.cap is not None and counted >= rules.cap:
        told.append(Warning("cap", {"count": str(counted), "cap": str(rules.cap)}, True))
    before = [other.day for other in seen if other.day <= mine.day]
    if before and rules.repeat is not None and (mine.day - max(before)).days < rules.repeat:
        told.append(Warning("repeat", {"days": str((mine.day - max(before)).days), "least": str(rules.repeat)}, False))
    return tuple(told)


def outcome(units: Iterable[str], answers: Mapping[str, str]) -> str:
    """How an offer stands: declined when one of its units declined, agreed when all accepted, else open."""
    asked = tuple(units)
    if any(answers.get(unit) == "decline" for unit in asked):
        return "declined"
    return "agreed" if all(answers.get(unit) == "accept" for unit in asked) else "open"


@dataclass(frozen=True, slots=True)
class Share:
    """Visits of a month: how many there were, how many of them were joint, and how many more there would have been one by one."""

    month: str
    visits: int
    joint: int
    saved: int

    @property
    def percent(self) -> int:
        """Joint ones of a hundred, rounded half up; 0 without visits."""
        return (200 * self.joint + self.visits) // (2 * self.visits) if self.visits else 0


def total(shares: Iterable[Share]) -> Share:
    """All months together."""
    found = tuple(shares)
    return Share("", sum(item.visits for item in found), sum(item.joint for item in found), sum(item.saved for item in found))
