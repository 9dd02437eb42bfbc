"""Which law counts which of its periods as working days: looked up, so that nobody types a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from engine.deadlines.table import Faults, Row, read_table
from engine.deadlines.units import Mark, Unit
from engine.domain.errors import NotFound

COLUMNS = ("law", "title_zh", "title_en", "article", "side", "days", "unit", "rule_zh", "rule_en", "mark")
OPTIONAL = ("note",)
MAX_DAYS = 36_500


class NoSuchStatute(NotFound):
    """No counting rule is known for {law}, article {article}, {days} days."""

    code = "statute.unknown"


@dataclass(frozen=True, slots=True)
class StatuteRule:
    """A counting rule: for these days (and, where given, only this article or this side) the law counts so."""

    law: str
    """Source tag (L2) or a short id of our own; the table may also be asked by `title_zh`."""
    zh: str
    en: str
    article: str
    """The article whose period is meant; empty: every article of the law."""
    side: str
    """Whose act the period limits: authority, party, or empty for both."""
    days: frozenset[int] | None
    """The numbers of days it covers; None: every number."""
    unit: Unit | None
    """None: calendar days, CD-A for an authority and CD-P for a party."""
    rule_zh: str
    rule_en: str
    mark: Mark

    def covers(self, days: int, article: str | None, side: str) -> bool:
        return (
            (self.days is None or days in self.days)
            and self.article in ("", article)
            and self.side in ("", side)
        )


class StatuteTable:
    """The rules in order of precedence: an article before a law, a number before "every number"."""

    __slots__ = ("_rules",)

    def __init__(self, rules: Iterable[StatuteRule]) -> None:
        self._rules = tuple(sorted(rules, key=lambda rule: (not rule.article, rule.days is None, not rule.side)))

    @classmethod
    def read(cls, source: str | bytes, *, file: str) -> StatuteTable:
        """statutes.csv. Raises BadTable (an Invalid) with the row of every wrong cell."""
        _, rows, faults = read_table(source, COLUMNS, optional=OPTIONAL, file=file)
        rules = [rule for row in rows if (rule := _read_rule(row, faults)) is not None]
        faults.check()
        return cls(rules)

    @property
    def laws(self) -> frozenset[str]:
        return frozenset(rule.law for rule in self._rules)

    def rule_for(self, law: str, days: int, *, article: str | None = None, party: bool = False) -> StatuteRule:
        """The rule that counts a period of `days` of that law. Raises NoSuchStatute ("statute.unknown")."""
        side = "party" if party else "authority"
        for rule in self._rules:
            if law in (rule.law, rule.zh) and rule.covers(days, article, side):
                return rule
        raise NoSuchStatute(law=law, article=article or "-", days=days)

    def unit_for(self, law: str, days: int, *, article: str | None = None, party: bool = False) -> Unit:
        """WD, or calendar days: CD-A when an authority must act, CD-P when the party must."""
        unit = self.rule_for(law, days, article=article, party=party).unit
        return unit if unit is not None else (Unit.CD_P if party else Unit.CD_A)


def _read_rule(row: Row, faults: Faults) -> StatuteRule | None:
    cells = row.cells
    for name in ("law", "title_zh", "title_en", "rule_zh", "rule_en"):
        if not cells[name]:
            faults.add(row.number, "is empty", name)
    mark = faults.read(row, "mark", Mark)
    unit = faults.read(row, "unit", _unit)
    days = faults.read(row, "days", _days)
    if cells["side"] not in ("", "authority", "party"):
        faults.add(row.number, f'"{cells["side"]}" is neither authority nor party', "side")
    if mark is None:
        return None
    return StatuteRule(
        cells["law"], cells["title_zh"], cells["title_en"], cells["article"], cells["side"], days, unit,
        cells["rule_zh"], cells["rule_en"], mark,
    )


def _unit(text: str) -> Unit | None:
    if text == "CD":
        return None
    unit = Unit(text)
    if unit not in (Unit.WD, Unit.CD_A, Unit.CD_P):
        raise ValueError(f"{text} is no unit of days; WD, CD, CD-A or CD-P")
    return unit


def _days(text: str) -> frozenset[int] | None:
    """"2;3;5;7", "1-10" or "*" for every number."""
    if text == "*":
        return None
    found: set[int] = set()
    for item in text.split(";"):
        match = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", item.strip(), re.ASCII)
        if match is None:
            raise ValueError(f'"{text}" is no list of days such as 2;3;5;7 or 1-10 or *')
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= last <= MAX_DAYS:
            raise ValueError(f'"{item}" is no range of days')
        found |= set(range(first, last + 1))
    return frozenset(found)
