"""The demo registers as values: streets, shops, past visits and breaches, branches, powers. Read once from registers/*.csv."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "registers"


@dataclass(frozen=True, slots=True)
class Area:
    """A street or town; `managed_by` is "nanhu" or the other authority, `keywords` what an address in it contains."""

    code: str
    name: str
    managed_by: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shop:
    """An object of supervision. `list_type` and `credit_class` are None when nothing is registered."""

    id: str
    name: str
    credit_code: str
    address: str
    area_code: str
    list_type: str | None
    credit_class: str | None
    enterprise: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A matter of the catalogue, as checklists name it. Which body answers for it is the decision `shop-matter`'s."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit of one body that other systems know of."""

    id: str
    object_id: str
    body: str
    day: date
    open: bool


@dataclass(frozen=True, slots=True)
class Registry:
    """All registers. `powers` holds (areaCode, matterCode) handed to towns; `branches` maps a body to (has branches, home area)."""

    areas: tuple[Area, ...]
    shops: tuple[Shop, ...]
    items: tuple[Item, ...]
    visits: tuple[PastVisit, ...]
    breaches: frozenset[tuple[str, str, date]]
    branches: dict[str, tuple[bool, str]]
    powers: frozenset[tuple[str, str]]

    def entries(self, register: str) -> tuple[tuple[str, str, str], ...]:
        """Id, Chinese and English label of every entry of a register that forms look things up in; () for one unknown here."""
        if register in ("shops", "objects"):
            return tuple((shop.id, label := f"{shop.name}（{shop.address}）", label) for shop in self.shops)
        if register == "items":
            return tuple((item.code, f"{item.code} {item.name}", f"{item.code} {item.name_en}") for item in self.items)
        if register == "visits":
            return tuple((visit.id, label := f"{visit.id} {visit.day}", label) for visit in self.visits)
        return ()

    def area(self, code: str) -> Area | None:
        """The area with a code."""
        return next((area for area in self.areas if area.code == code), None)


@cache
def load(folder: Path = FOLDER) -> Registry:
    """Read every register; a malformed row raises with the file's name in the traceback, at start and not in a case."""
    return Registry(
        areas=tuple(Area(row["code"], row["name"], row["managedBy"], tuple(row["keyword"].split("|"))) for row in _rows(folder, "areas")),
        shops=tuple(
            Shop(
                row["objectId"], row["name"], row["creditCode"], row["address"], row["areaCode"], row["listType"] or None,
                row["creditClass"] or None, row["enterprise"] == "true",
            )
            for row in _rows(folder, "objects")
        ),
        items=tuple(Item(row["code"], row["name"], row["name_en"]) for row in _rows(folder, "items")),
        visits=tuple(
            PastVisit(row["visitId"], row["objectId"], row["body"], date.fromisoformat(row["date"]), row["state"] == "open")
            for row in _rows(folder, "visits")
        ),
        breaches=frozenset((row["partyRef"], row["matterCode"], date.fromisoformat(row["date"])) for row in _rows(folder, "breaches")),
        branches={row["holder"]: (row["localBranch"] == "true", row["homeArea"]) for row in _rows(folder, "branches")},
        powers=frozenset((row["areaCode"], row["matterCode"]) for row in _rows(folder, "powers")),
    )


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
