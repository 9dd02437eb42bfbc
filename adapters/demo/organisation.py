"""organisation.toml as values: the units and the role accounts of the demo."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("organisation.toml")


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A unit as `engine.people.save_unit` takes it."""

    id: str
    name: str
    name_en: str
    kind: str


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A role account as `engine.people.create_account` takes it, without its password."""

    name: str
    display: str
    groups: tuple[str, ...]
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """The whole of it, in the order of the file."""

    units: tuple[DemoUnit, ...]
    accounts: tuple[DemoAccount, ...]


def read(file: Path = FILE) -> Organisation:
    """Read the file."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Organisation(tuple(_units(data)), tuple(_accounts(data)))


def _units(data: Mapping[str, Any]) -> Iterator[DemoUnit]:
    for unit in data["unit"]:
        yield DemoUnit(unit["id"], unit["name"], unit["name_en"], "department")
    for branch in data["branch"]:
        for street in data["street"]:
            yield DemoUnit(
                f"{branch['id']}.{street['code']}", branch["name"].format(street=street["name"]),
                branch["name_en"].format(street=street["name_en"]), "street",
            )


def _accounts(data: Mapping[str, Any]) -> Iterator[DemoAccount]:
    for staff in data["staff"]:
        yield from _staff(staff, data["roles"], {})
    for street in data["street"]:
        if "slug" in street:
            for staff in data["street_staff"]:
                yield from _staff(staff, data["roles"], {"slug": street["slug"], "code": street["code"], "street": street["name"]})
    for entry in data["administrator"]:
        yield DemoAccount(entry["name"], entry["display"], (), tuple(entry["rights"]))


def _staff(staff: Mapping[str, Any], roles: Mapping[str, str], filled: Mapping[str, str]) -> Iterator[DemoAccount]:
    prefix, unit, short = (staff[name].format(**filled) for name in ("prefix", "unit", "short"))
    for role, number in staff["roles"].items():
        for one in range(1, number + 1):
            name = f"{prefix}-{role}-{one}" if role else f"{prefix}-{one}"
            yield DemoAccount(name, f"{short}{roles[role]} {one}", (f"{unit}.{role}" if role else unit,), ())
