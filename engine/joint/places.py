"""From an address to the street or town, and from there to the unit that answers for an object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

#: Who answers for a kind of object in a street of our own district; {area} is its code. Shops: the street's team (行政处罚法 24; 省综合行政执法条例 9);
#: dogs: the police station (嘉兴市养犬管理条例 3); the rest inferred. Any object may name another unit in its own entry.
RESPONSIBLE: Final[Mapping[str, str]] = {"shop": "zfd.{area}", "enterprise": "scjg.{area}", "dog": "ga.{area}", "scenic": "zhzf.nhjq"}
#: A street that another authority manages, or an object that is nowhere: the district's guidance office rules (specification D-0, rows 1 and 2).
ELSEWHERE: Final = "zfzd.nanhu"
OWN: Final = "nanhu"


@dataclass(frozen=True, slots=True)
class Area:
    """A street or town; `managed_by` is "nanhu" or the other authority, `keywords` what an address in it contains."""

    code: str
    name: str
    managed_by: str
    keywords: tuple[str, ...]


def area_of(address: str, areas: Iterable[Area]) -> Area | None:
    """The one area whose name or keyword stands in the address; None when none does, or two do: a person decides.

    A word that is part of another area's longer word at the same place does not count against it (解放路 in 新解放路).
    """
    hits = {(area.code, word): area for area in areas for word in (area.name, *area.keywords) if word and word in address}
    found = {
        code: area for (code, word), area in hits.items()
        if not any(other != code and word != longer and word in longer for other, longer in hits)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def responsible_unit(kind: str, area: Area | None) -> str:
    """The unit that answers for an object of a kind in an area."""
    if area is None or area.managed_by != OWN:
        return ELSEWHERE
    return RESPONSIBLE.get(kind, ELSEWHERE).format(area=area.code)
