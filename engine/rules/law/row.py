"""One row of law: for which matter, under which condition, with which result, by which source, from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

KINDS: Final = ("minor-waiver", "first-waiver", "discretion", "credit-class", "visit-rule")
"""轻微免罚, 首违不罚, 裁量基准, 信用等级, 检查频次与抽查."""
MARKS: Final = ("V", "S", "G", "I", "CFG")
"""How sure the source is: read in the statute, in an excerpt, from memory, inferred, or a setting without a source."""
NEED_SOURCE: Final = frozenset({"V", "S"})

#: Columns of files, in the order of exports: name -> (Chinese, English heading). A file may use any of the three.
COLUMNS: Final[Mapping[str, tuple[str, str]]] = {
    "kind": ("类别", "kind"), "key": ("事项编码", "key"), "step": ("档次", "step"), "department": ("部门", "department"),
    "title": ("内容", "title"), "condition": ("适用条件", "condition"), "outcome": ("处理", "outcome"), "min": ("下限", "minimum"),
    "max": ("上限", "maximum"), "unit": ("单位", "unit"), "source": ("法律依据", "source"), "mark": ("可信度", "mark"),
    "valid_from": ("生效日期", "valid from"), "valid_to": ("失效日期", "valid to"), "note": ("备注", "note"),
}
REQUIRED: Final = ("kind", "key", "title", "mark", "valid_from")


@dataclass(frozen=True, slots=True)
class LawRow:
    """A row. Its identity is (kind, key, step, department, valid_from); everything else may be corrected by a later import.

    key: the code of the matter or class, "*" for every matter. condition: FEEL over the facts of a case, "" for always. min, max:
    in `unit` (yuan, months, times), None where the text sets no bound. valid_to: the last day, None while it is in force.
    """

    kind: str
    key: str
    title: str
    mark: str
    valid_from: date
    step: str = ""
    department: str = ""
    condition: str = ""
    outcome: str = ""
    min: Decimal | None = None
    max: Decimal | None = None
    unit: str = ""
    source: str = ""
    valid_to: date | None = None
    note: str = ""
    id: str = ""
    confirmed_by: str = ""
    """Who confirmed the row; empty until someone did."""

    @property
    def identity(self) -> tuple[str, str, str, str, date]:
        """What a correction must leave as it is."""
        return self.kind, self.key, self.step, self.department, self.valid_from

    @property
    def content(self) -> tuple[object, ...]:
        """What a correction may change."""
        return self.title, self.mark, self.condition, self.outcome, self.min, self.max, self.unit, self.source, self.valid_to, self.note

    def in_force(self, on: date) -> bool:
        """Whether the row holds on that day, both ends included."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
