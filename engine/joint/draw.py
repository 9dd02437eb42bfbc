"""The random draw (双随机): objects by the ratio of their credit class, officers for each, out of a seed anyone can repeat.

Algorithm `onething-draw-1`. The inputs are written as canonical JSON (keys sorted, no spaces, UTF-8); their SHA-256 is kept with
the draw. A lot is the hexadecimal SHA-256 of seed, word and names joined by line feeds. Of n objects of a class with p percent,
the ceil(n * p / 100) with the smallest lots `object, id` are chosen. Then, object by object in the order of their ids, the
officers who are not recused from it are ordered by how often they were chosen in this draw, then by their lots `officer, object id,
officer id`; the first k go. An object with fewer than k is chosen without officers, and says so. Lots that are equal (they never
are) fall to the smaller id.

Sources: 浙江省综合行政执法条例 第二十一条, 优化营商环境条例 第五十四条: objects and officers by chance, ratio by credit class and risk.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from engine.joint.numbers import NO_CLASS

ALGORITHM: Final = "onething-draw-1"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is drawn from. objects: (id, credit class or "none"); officers: ids; recusals: (officer, object); ratios: percent by class, as text."""

    unit: str
    day: str
    objects: tuple[tuple[str, str], ...]
    officers: tuple[str, ...]
    recusals: tuple[tuple[str, str], ...]
    ratios: Mapping[str, str]
    each: int

    def text(self) -> str:
        """The canonical JSON that is hashed and kept."""
        return json.dumps({
            "algorithm": ALGORITHM, "unit": self.unit, "day": self.day, "each": self.each, "ratios": dict(self.ratios), "objects": sorted(self.objects),
            "officers": sorted(self.officers), "recusals": sorted(self.recusals),
        }, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> Inputs:
        """The inputs out of their JSON. Raises ValueError for those of another algorithm."""
        said = json.loads(text)
        if said["algorithm"] != ALGORITHM:
            raise ValueError(said["algorithm"])
        return cls(
            said["unit"], said["day"], tuple((one, two) for one, two in said["objects"]), tuple(said["officers"]),
            tuple((one, two) for one, two in said["recusals"]), said["ratios"], said["each"],
        )


@dataclass(frozen=True, slots=True)
class Chosen:
    """An object that was drawn, with its class and the officers who go; none when too few could."""

    object_id: str
    credit_class: str
    officers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The result: objects in the order of their ids, and by class how many there were and how many were chosen."""

    chosen: tuple[Chosen, ...]
    classes: Mapping[str, tuple[int, int]]

    def text(self) -> str:
        """As JSON, to keep."""
        return json.dumps({
            "chosen": [[item.object_id, item.credit_class, list(item.officers)] for item in self.chosen],
            "classes": {name: list(counts) for name, counts in self.classes.items()},
        }, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> Drawn:
        """The result out of its JSON."""
        said: dict[str, Any] = json.loads(text)
        return cls(
            tuple(Chosen(one, two, tuple(three)) for one, two, three in said["chosen"]), {name: (many, few) for name, (many, few) in said["classes"].items()},
        )


def hash_of(text: str) -> str:
    """The SHA-256 of inputs, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def lot(seed: str, *names: str) -> str:
    """The lot of something under a seed."""
    return hashlib.sha256("\n".join((seed, *names)).encode()).hexdigest()


def draw(inputs: Inputs, seed: str) -> Drawn:
    """The draw. The same inputs and seed give the same result, on every machine and in any language that has SHA-256."""
    by_class: dict[str, list[str]] = {}
    for identity, credit_class in inputs.objects:
        by_class.setdefault(credit_class, []).append(identity)
    chosen: dict[str, str] = {}
    classes: dict[str, tuple[int, int]] = {}
    for credit_class in sorted(by_class):
        some = by_class[credit_class]
        count = math.ceil(len(some) * Fraction(inputs.ratios.get(credit_class, inputs.ratios.get(NO_CLASS, "0"))) / 100)
        lots = sorted(some, key=lambda identity: (lot(seed, "object", identity), identity))[:count]
        classes[credit_class] = (len(some), len(lots))
        chosen.update(dict.fromkeys(lots, credit_class))
    return Drawn(tuple(_with_officers(inputs, seed, chosen)), classes)


def _with_officers(inputs: Inputs, seed: str, chosen: Mapping[str, str]) -> Iterable[Chosen]:
    recused: dict[str, set[str]] = {}
    for officer, identity in inputs.recusals:
        recused.setdefault(identity, set()).add(officer)
    load: Counter[str] = Counter()
    for identity in sorted(chosen):
        able: Sequence[str] = [officer for officer in inputs.officers if officer not in recused.get(identity, ())]
        going = sorted(able, key=lambda officer: (load[officer], lot(seed, "officer", identity, officer), officer))[: inputs.each]
        if len(going) < inputs.each:
            going = []
        load.update(going)
        yield Chosen(identity, chosen[identity], tuple(going))
